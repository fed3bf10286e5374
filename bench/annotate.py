"""How well `sp annotate` tells which names mean a concept, and how fast it is: python bench/annotate.py [--errors] [--fit].

In the texts of `annotate/` each name that means a concept stands in braces with the concept's id: "the {powers|power} of
government". They were marked by hand, as a teacher would read them, before the annotator was run on them: those in `develop/`
are what the weights of `annotation/sense.py` were fitted to (some have none of the field in them and many of its words), those
in `test/` only judge.

For each text and for all of a folder: precision (of the places found, how many are marked) and recall (of the places marked,
how many are found), every place counting, for each choice of names. Before, processor time and memory of a run on a megabyte.
"""

import argparse
import math
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, get_args

from socialpower_cli import open_corpus
from socialpower_cli.annotation import annotate, sense
from socialpower_cli.annotation.mentions import find_mentions
from socialpower_cli.answers import Names
from socialpower_cli.index import Index
from socialpower_cli.text.words import tokenize

TEXTS = Path(__file__).parent / "annotate"
CORPUS = Path(__file__).parent.parent / "data" / "concepts.json"
MARK = re.compile(r"\{([^|{}]+)\|([^|{}]+)\}")
RUNS = 5

Place = tuple[int, int, str]


class Score(NamedTuple):
    """How many places are found and marked, found alone, and marked alone."""

    right: int
    wrong: int
    missed: int

    def tell(self) -> str:
        """Return precision and recall; a text without a mark has no recall, and one without a find no precision."""
        found, marked = self.right + self.wrong, self.right + self.missed
        return f"{f'{self.right / found:.2f}' if found else '-'} / {f'{self.right / marked:.2f}' if marked else '-'}"


def read_marked(file: Path) -> tuple[str, set[Place]]:
    """Return a text without its marks, and the places that were marked."""
    text = ""
    places = set()
    at = 0
    written = file.read_text(encoding="utf-8")
    for mark in MARK.finditer(written):
        text += written[at : mark.start()]
        places.add((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + written[at:], places


def judge(index: Index, file: Path, names: Names, *, tell: bool = False) -> Score:
    """Return how well the annotator does on a text."""
    text, marked = read_marked(file)
    found = {(one.start, one.end, one.id) for one in annotate(index, text, "text", names, every=True).annotations}
    if tell:
        for label, places in (("wrong", found - marked), ("missed", marked - found)):
            for start, end, identifier in sorted(places):
                print(f"{file.stem}: {label}: …{text[max(start - 30, 0) : end + 20]!r}… {identifier}")
    return Score(len(found & marked), len(found - marked), len(marked - found))


def add(scores: list[Score]) -> Score:
    """Return the sum of scores."""
    return Score(*map(sum, zip(*scores, strict=True)))


def judge_all(index: Index, folder: str, *, tell: bool) -> None:
    """Print how well the annotator does on the texts of a folder."""
    ways = get_args(Names)
    print(f"\n{folder}: precision / recall\n\n| text | words | marked | {' | '.join(ways)} |\n|{' --- |' * (3 + len(ways))}")
    scores: dict[str, list[Score]] = {names: [] for names in ways}
    for file in sorted((TEXTS / folder).glob("*.txt")):
        text, marked = read_marked(file)
        for names in ways:
            scores[names].append(judge(index, file, names, tell=tell and names == "telling"))
        told = " | ".join(scores[names][-1].tell() for names in ways)
        print(f"| {file.stem} | {len(text.split()):,} | {len(marked)} | {told} |")
    print(f"| all | | | {' | '.join(add(some).tell() for some in scores.values())} |")


class Doubtful(NamedTuple):
    """An everyday word in a text: what is measured of it, and whether it was marked."""

    features: tuple[float, float, float, float]
    meant: bool


def list_doubtful(index: Index, file: Path) -> Iterator[Doubtful]:
    """Yield the everyday words of a text that are names."""
    text, marked = read_marked(file)
    tokens = tokenize(text)
    mentions = find_mentions(index, text, tokens)
    everyday = sense.find_everyday(index, {mention.name.key for mention in mentions})
    doubtful = [mention for mention in mentions if mention.name.key in everyday]
    measured = list(sense.measure_likeness(index.vectors(), tokens, doubtful))
    throughout = sense.average_likeness(doubtful, measured)
    for mention, likeness in zip(doubtful, measured, strict=True):
        if likeness is not None:
            number = mention.name.number
            place = (mention.start, mention.end, index.row(number).id)
            yield Doubtful((likeness.concept, throughout[number], likeness.field, -1.0), place in marked)


def fit(some: list[Doubtful], rounds: int = 6000, penalty: float = 0.05) -> list[float]:
    """Return the weights of a logistic regression, the last of them what the others must come to for even odds."""
    weights = [0.0] * 4
    for _ in range(rounds):
        slope = [penalty * weight / len(some) for weight in weights]
        for features, meant in some:
            total = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
            off = 1 / (1 + math.exp(-total)) - meant
            slope = [one + off * feature / len(some) for one, feature in zip(slope, features, strict=True)]
        weights = [weight - 0.3 * one for weight, one in zip(weights, slope, strict=True)]
    return weights


def choose_enough(some: list[Doubtful], weights: list[float]) -> float:
    """Return from what sum on an everyday word is best taken for a concept: that with the highest F1."""
    sums = [
        (sum(weight * feature for weight, feature in zip(weights[:3], features[:3], strict=True)), meant)
        for features, meant in some
    ]

    def measure(enough: float) -> float:
        right = sum(meant for total, meant in sums if total >= enough)
        found = sum(total >= enough for total, _ in sums)
        return 2 * right / (found + sum(meant for _, meant in sums))

    return max((total for total, _ in sums), key=measure)


def measure_runs(text: str) -> None:
    """Print what a run on a text takes, and one on a word, which is little more than starting up."""
    with tempfile.TemporaryDirectory() as folder:
        word, long = Path(folder) / "word.md", Path(folder) / "long.md"
        word.write_text("power\n", encoding="utf-8")
        long.write_text(text, encoding="utf-8")
        for file in (word, long):
            command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(CORPUS), "annotate", str(file), "--all"]
            runs = [run(command) for _ in range(RUNS + 1)][1:]  # the first may compile the index
            seconds = min(one.ru_utime + one.ru_stime for one in runs)
            memory = max(one.ru_maxrss for one in runs) // 1024
            print(f"{file.stat().st_size:,} bytes: {seconds:.2f} s of processor time, {memory} MB")


def run(command: list[str]) -> resource.struct_rusage:
    """Return what a program takes."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        _, status, used = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    return used


def main() -> None:
    """Judge, or fit."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--errors", action="store_true", help="also print what is wrong and what is missed")
    ask.add_argument("--fit", action="store_true", help="fit the weights to the texts in develop/ instead")
    asked = ask.parse_args()
    if not asked.fit:
        # First, while this program is small: what it holds counts as the memory of those that it starts.
        together = "\n\n".join(read_marked(file)[0] for file in sorted((TEXTS / "test").glob("*.txt")))
        measure_runs((together * (1_000_000 // len(together) + 1))[:1_000_000])
    with open_corpus(CORPUS) as corpus:
        index = corpus._index  # noqa: SLF001 -- as the engine has it
        if asked.fit:
            some = [one for file in sorted((TEXTS / "develop").glob("*.txt")) for one in list_doubtful(index, file)]
            weights = fit(some)
            told = ", ".join(f"{weight:.1f}" for weight in weights[:3])
            print(f"HERE, THROUGHOUT, FIELD: {told}; even odds {weights[3]:.1f}, ENOUGH {choose_enough(some, weights):.1f}")
        else:
            for folder in ("develop", "test"):
                judge_all(index, folder, tell=asked.errors)


if __name__ == "__main__":
    main()
