"""Concepts drawn at random: by a seed, or one a day."""

import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import open_corpus
from socialpower_cli.catalogue import draw_concept, draw_daily
from socialpower_cli.index import Index

from .conftest import TINY, Sp


@cache
def index() -> Index:
    """Return the index of the tiny corpus."""
    return open_corpus(str(TINY))._index


@given(st.integers(min_value=0, max_value=10**6), st.sampled_from([None, "power"]))
def test_each_comes_once_before_any_comes_again(day: int, category: str | None) -> None:
    """As many days in a row as there are concepts show each of them; the next day begins anew."""
    concepts = {row.number for row in index().concepts(category)}
    days = [draw_daily(index(), day + after, category)[0] for after in range(len(concepts))]
    assert set(days) == concepts
    assert draw_daily(index(), day + len(concepts), category)[0] == days[0]


def test_the_order_of_days_is_not_that_of_the_alphabet() -> None:
    """What comes tomorrow does not follow from what came today."""
    size = index().size()
    days = [draw_daily(index(), day)[0] for day in range(size)]
    assert not any(days == [(first + step * at) % size + 1 for at in range(size)] for first in range(size) for step in (1, -1))


@given(st.integers())
def test_a_seed_draws_the_same(seed: int) -> None:
    """Of the whole corpus and of a category, and what is drawn belongs to it."""
    assert draw_concept(index(), None, seed) == draw_concept(index(), None, seed)
    number, _ = draw_concept(index(), "structure", seed)
    assert index().row(number).category == "structure"


def test_seeds_draw_different_concepts() -> None:
    """Among a hundred seeds every concept is drawn."""
    assert {draw_concept(index(), None, seed)[0] for seed in range(100)} == set(range(1, index().size() + 1))


@pytest.mark.parametrize("options", [["--daily"], ["--seed", "7"], ["--seed", "-7"], ["--daily", "--category", "Structure"]])
def test_runs_agree(sp: Sp, options: list[str]) -> None:
    """The same options on the same day show the same entry."""
    ran = sp("random", *options, "--json")
    assert (ran.err, ran.code) == ("", 0)
    assert sp("random", *options, "--json") == ran
    assert json.loads(ran.out)["category"] == "structure" or "--category" not in options


def test_a_day_has_no_seed(sp: Sp) -> None:
    """The two are refused together."""
    ran = sp("random", "--daily", "--seed", "1")
    assert ran == ("", "--daily and --seed do not go together.\n  Leave out one of them.\n", 2)


def test_a_seed_is_a_number(sp: Sp) -> None:
    """Anything else is wrong usage."""
    assert sp("random", "--seed", "x").code == 2
