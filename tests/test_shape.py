"""The shape of the bundled hierarchy: what a reader can take in, and a teacher put on a wall."""

from collections import Counter

import pytest

from socialpower_cli.corpus.checks.summary import summarize
from socialpower_cli.corpus.locations import bundled

from .conftest import concepts

# The four pairs that everybody asks about stand where data/README.md says.
PLACES = {
    "social-power": "power",
    "social-influence": "influence",
    "social-status": "social-stratification",
    "social-position": "social-structure",
    "discrimination": "injustice",
    "social-exclusion": "social-process",
}


def test_no_concept_has_one_narrower_or_too_many() -> None:
    """Whatever is divided is divided into two to twelve."""
    narrower = Counter(broader for concept in concepts() for broader in concept.broader)
    assert {count for count in narrower.values() if not 2 <= count <= 12} == set()


def test_the_hierarchy_is_not_deep() -> None:
    """From the top no concept is more than eight steps away."""
    assert summarize(bundled()).groups["shape"]["steps from the top"] <= 9


def test_nearly_every_concept_is_told_apart_from_another() -> None:
    """What is commonly confused with something has a contrast: nineteen concepts in twenty."""
    shape = summarize(bundled()).groups["shape"]
    assert shape["concepts with a contrast"] >= 0.95 * len(concepts())


def test_every_concept_cites() -> None:
    """No entry goes without a citation in its texts."""
    counts = summarize(bundled()).groups["citations"]
    assert counts["concepts with one or more"] == len(concepts())


@pytest.mark.parametrize(("identifier", "broader"), PLACES.items(), ids=PLACES)
def test_neighbours_stand_where_the_rules_say(identifier: str, broader: str) -> None:
    """Near neighbours are kept apart by where they stand."""
    (concept,) = [one for one in concepts() if one.id == identifier]
    assert broader in concept.broader
