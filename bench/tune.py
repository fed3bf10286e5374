"""What the weights of the ranking are worth: python bench/tune.py [--confidence] [--leaks] [--corpus FILE].

Works on `queries/develop.jsonl` and checks on `queries/test.jsonl`; neither is in any index, and no vector was trained on them.
Without options: each weight left out and doubled, success@1 and success@3 with 95 % intervals (bootstrap over concepts, since
queries for one concept are not independent). `--confidence` fits the regression of `search/confidence.py` and prints its
weights, and how many absent queries are unsure and right answers sure, by threshold. `--leaks` names queries that share a third
of their trigrams (three words in a row) with a text of the corpus.
"""

import argparse
import json
import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from socialpower_cli.corpus import locations
from socialpower_cli.index import Index, open_index
from socialpower_cli.search import confidence, engine, weights
from socialpower_cli.search import query as queries
from socialpower_cli.search.evidence import Evidence
from socialpower_cli.text import names

HERE = Path(__file__).parent
SCALES = ("ASKED", "DESCRIBED")
THRESHOLDS = (0.3, 0.34, 0.38, 0.42, 0.46, 0.5)
STEPS = 4_000
RATE = 0.05
SHRINK = 0.003
LEAKING = 1 / 3
FEWEST = 6  # trigrams; a query of fewer shares one with many texts

Query = dict[str, Any]


def load(name: str) -> list[Query]:
    """Return the queries of a set."""
    return [json.loads(line) for line in (HERE / "queries" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def rank(index: Index, asked: Query, limit: int = 10) -> int:
    """Return at which place the first accepted concept stands, or 0."""
    hits = engine.search(index, asked["query"], limit=limit).results
    return next((place for place, hit in enumerate(hits, 1) if hit.id in asked["accept"]), 0)


def interval(asked: list[Query], right: list[bool]) -> str:
    """Return a share with its 95 % interval: concepts drawn anew a thousand times, with all their queries."""
    groups: dict[str, list[bool]] = {}
    for one, is_right in zip(asked, right, strict=True):
        groups.setdefault(one["accept"][0], []).append(is_right)
    draw = random.Random(1)
    shares = []
    for _ in range(1_000):
        drawn = [value for group in draw.choices(list(groups.values()), k=len(groups)) for value in group]
        shares.append(sum(drawn) / len(drawn))
    shares.sort()
    return f"{sum(right) / len(right):.3f} [{shares[25]:.3f}, {shares[974]:.3f}]"


def ablate(index: Index, asked: list[Query]) -> None:
    """Print the figures with each weight left out, as it is, and doubled."""
    answerable = [one for one in asked if one["accept"]]
    print("| weight | times | success@1 | success@3 |\n| --- | --- | --- | --- |")

    def measure(label: str, times: str) -> None:
        ranks = [rank(index, one) for one in answerable]
        first = interval(answerable, [place == 1 for place in ranks])
        third = interval(answerable, [1 <= place <= 3 for place in ranks])
        print(f"| {label} | {times} | {first} | {third} |", flush=True)

    measure("all", "1")
    kept = {scale: getattr(weights, scale) for scale in SCALES}
    for name in weights.Scale._fields:
        for times in (0.0, 0.5, 2.0):
            for scale, worth in kept.items():
                setattr(weights, scale, worth._replace(**{name: getattr(worth, name) * times}))
            measure(name, f"{times:g}")
    for scale, worth in kept.items():
        setattr(weights, scale, worth)
    fields = dict(weights.FIELDS)
    weights.FIELDS.update(dict.fromkeys(fields, 2.0))
    measure("FIELDS", "all 2")
    weights.FIELDS.update(fields)


def describe(index: Index, asked: Iterable[Query]) -> list[tuple[dict[str, float], bool, bool]]:
    """Return for each query what its first hit's evidence looks like, whether it is right, and whether nothing is."""
    described = []
    for one in asked:
        parsed = queries.parse(one["query"])
        found, _ = engine.gather_evidence(index, parsed)
        ranked = sorted(found.items(), key=lambda hit: (-hit[1].score(), -hit[1].sum_text(), hit[0]))
        if ranked:
            evidence: list[Evidence] = [hit for _, hit in ranked]
            right = index.row(ranked[0][0]).id in one["accept"]
            described.append((confidence.describe(evidence, len(parsed.words)), right, not one["accept"]))
    return described


def fit(described: list[tuple[dict[str, float], bool, bool]]) -> dict[str, float]:
    """Return the weights of a logistic regression, by gradient descent with a little shrinkage."""
    fitted = dict.fromkeys(["bias", *described[0][0]], 0.0)
    for _ in range(STEPS):
        slope = dict.fromkeys(fitted, 0.0)
        for looks, right, _ in described:
            error = _estimate(fitted, looks) - right
            slope["bias"] += error
            for name, value in looks.items():
                slope[name] += error * value
        for name in fitted:
            shrink = 0.0 if name == "bias" else 2 * SHRINK * fitted[name]
            fitted[name] -= RATE * 10 * (slope[name] / len(described) + shrink)
    return fitted


def _estimate(fitted: dict[str, float], looks: dict[str, float]) -> float:
    return 1 / (1 + math.exp(-fitted["bias"] - sum(fitted[name] * value for name, value in looks.items())))


def tune_confidence(index: Index) -> None:
    """Print the weights fitted on the development set, and what they do on both sets."""
    sets = {name: describe(index, load(name)) for name in ("develop", "test")}
    absent = {name: sum(not one["accept"] for one in load(name)) for name in sets}
    fitted = fit(sets["develop"])
    print(json.dumps({name: round(value, 2) for name, value in fitted.items()}, indent=4))
    for name, described in sets.items():
        for least in THRESHOLDS:
            sure = [_estimate(fitted, looks) >= least for looks, _, _ in described]
            wrongly = sum(is_sure for is_sure, (_, _, nothing) in zip(sure, described, strict=True) if nothing)
            rightly = [is_sure for is_sure, (_, right, _) in zip(sure, described, strict=True) if right]
            unsure = 1 - wrongly / absent[name]
            print(f"{name}, from {least}: absent unsure {unsure:.2f}, right sure {sum(rightly) / len(rightly):.3f}")


def find_leaks(corpus: str) -> None:
    """Print the queries that share a third of their trigrams with one text of the corpus."""
    texts = []
    for concept in json.loads(Path(corpus).read_text(encoding="utf-8"))["concepts"]:
        listed = [text for field in ("paraphrases", "situations", "everyday") for text in concept.get(field, [])]
        texts += [(concept["id"], trigrams(text)) for text in [concept["definition"], *listed]]
    for name in ("develop", "test"):
        for one in load(name):
            wanted = trigrams(one["query"])
            if len(wanted) < FEWEST:
                continue
            share, where = max((len(wanted & text) / len(wanted), identifier) for identifier, text in texts)
            if share > LEAKING:
                print(f"{name}: {one['query']!r} shares {share:.2f} with a text of {where}")


def trigrams(text: str) -> set[str]:
    """Return every three words in a row."""
    words = names.normalize(text).split()
    return {" ".join(words[place : place + 3]) for place in range(len(words) - 2)}


def main() -> None:
    """Do what is asked for."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--confidence", action="store_true")
    ask.add_argument("--leaks", action="store_true")
    ask.add_argument("--corpus", default=locations.bundled())
    arguments = ask.parse_args()
    if arguments.leaks:
        find_leaks(arguments.corpus)
        return
    index = open_index([locations.Location(arguments.corpus, "--corpus")])
    if arguments.confidence:
        tune_confidence(index)
    else:
        ablate(index, load("develop"))


if __name__ == "__main__":
    main()
