"""Whether a search is sure of its first hit: a calibrated probability that it is right.

A logistic regression on what the evidence looks like: is the query a name, how much of it do the first hit's words and names
explain, how far does it lead, how long is the query. The weights stand in `weights`.
"""

import math
from collections.abc import Sequence

from socialpower_cli.search import weights
from socialpower_cli.search.evidence import Evidence


def estimate_confidence(ranked: Sequence[Evidence], words: int) -> float:
    """Return the probability, from 0 to 1, that the first of some ranked hits is right; `words` is how many the query has."""
    looks = describe(ranked, words)
    total = weights.CONFIDENCE["bias"] + sum(weights.CONFIDENCE[name] * value for name, value in looks.items())
    return 1 / (1 + math.exp(-total))


def describe(ranked: Sequence[Evidence], words: int) -> dict[str, float]:
    """Return what the evidence for the first of some ranked hits looks like, by the names of the regression's weights."""
    first = ranked[0]
    sums = sorted((evidence.sum_text() for evidence in ranked), reverse=True)
    named = first.named is not None
    return {
        "named": float(named),
        "certainty of the name": (first.named.certainty - 0.85) * 10 if first.named else 0.0,
        "words": first.words,
        "meaning": first.meaning,
        "kindred": first.kindred,
        "inside": first.inside.share if first.inside else 0.0,
        "lead": (sums[0] - sums[1]) / 4 if len(sums) > 1 else sums[0] / 4,
        "length": math.log1p(words),
    }
