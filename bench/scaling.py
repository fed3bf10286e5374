"""Draw how long answers take as a corpus grows from 100 to 200,000 concepts: python bench/scaling.py [--most N] [--out FILE].

The corpora are made of the nouns of Princeton WordNet (see `wordnet.py`), numbered where there are not enough. Each question is
a whole process, the least of five; compiling is the first. Needs matplotlib, which draws; measure an installed wheel.
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import count, islice
from pathlib import Path
from typing import Any

import startup
import wordnet

SIZES = (100, 316, 1_000, 3_162, 10_000, 31_623, 100_000, 200_000)
QUESTIONS = {
    "define": ["define", "entity"],
    "related": ["related", "entity"],
    "search for a description": ["search", "something that lives and grows in water"],
    "search for a misspelling": ["search", "physicl entty"],
}
RUNS = 5
# Whether files have changed is told by their times only where these lie some seconds back.
SETTLED = 4


def number_anew(concepts: list[dict[str, Any]]) -> Any:
    """Yield the concepts without end: those of the second round and later are numbered, and so are their links."""
    for turn in count():
        for concept in concepts:
            end = f"-round-{turn}" if turn else ""
            name = f" round {turn}" if turn else ""
            yield {
                **concept,
                "id": concept["id"] + end,
                "term": concept["term"] + name,
                "aliases": [alias + name for alias in concept["aliases"]],
                "broader": [one + end for one in concept["broader"]],
            }


def take(concepts: list[dict[str, Any]], size: int) -> dict[str, Any]:
    """Return a corpus of so many concepts, without links to those that are not among them."""
    some = list(islice(number_anew(concepts), size))
    there = {concept["id"] for concept in some}
    return {"concepts": [{**one, "broader": [other for other in one["broader"] if other in there]} for one in some]}


def main() -> None:
    """Measure each size, print a table and draw the plot."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--most", type=int, default=SIZES[-1], help="the largest corpus")
    ask.add_argument("--out", type=Path, default=Path(__file__).parent / "scaling.svg")
    arguments = ask.parse_args()
    program = str(Path(sys.executable).parent / "sp")
    concepts = wordnet.concepts(wordnet.SOURCE)
    sizes = [size for size in SIZES if size <= arguments.most]
    taken: dict[str, list[float]] = {name: [] for name in ("compiling", *QUESTIONS)}
    print("| concepts | " + " | ".join(f"{name}, s" for name in taken) + " |")
    print("| --- " * (len(taken) + 1) + "|")
    for size in sizes:
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache", "XDG_CONFIG_HOME": f"{home}/config"}
            corpus = Path(home) / "corpus.json"
            corpus.write_text(json.dumps(take(concepts, size)), encoding="utf-8")
            command = [program, "--corpus", str(corpus)]
            seconds, _ = startup.run([*command, *QUESTIONS["define"]], environment, terminal=False)
            taken["compiling"].append(seconds)
            time.sleep(SETTLED)
            subprocess.run([*command, *QUESTIONS["define"]], env=environment, check=True, stdout=subprocess.DEVNULL)
            for name, words in QUESTIONS.items():
                runs = [startup.run([*command, *words], environment, terminal=False)[0] for _ in range(RUNS)]
                taken[name].append(min(runs))
        print(f"| {size:,} | " + " | ".join(f"{times[-1]:.3f}" for times in taken.values()) + " |", flush=True)
    draw(sizes, taken, arguments.out)


def draw(sizes: list[int], taken: dict[str, list[float]], out: Path) -> None:
    """Draw the seconds of each question over the number of concepts, both on logarithmic scales."""
    pyplot = importlib.import_module("matplotlib.pyplot")
    figure, axes = pyplot.subplots(figsize=(7, 4.5), layout="constrained")
    for name, times in taken.items():
        axes.loglog(sizes, times, marker="o", markersize=3, label=name)
    axes.set(xlabel="concepts", ylabel="seconds, of a whole process", title="Growth of the corpus")
    axes.grid(which="major", alpha=0.3)
    axes.legend()
    figure.savefig(out, metadata={"Date": None})


if __name__ == "__main__":
    main()
