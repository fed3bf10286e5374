"""Chains of links from one concept to another."""

import random
from functools import cache
from itertools import pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialpower_cli import open_corpus
from socialpower_cli.answers import Path, Reference
from socialpower_cli.corpus.model import Concept, Link
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.index import Index
from socialpower_cli.index.compiling import compile_corpus
from socialpower_cli.links import paths
from socialpower_cli.links.paths import CLOSE, find_path


def index_of(concepts: list[Concept]) -> Index:
    """Return the index of some concepts."""
    connection = compile_corpus(Corpus({concept.id: concept for concept in concepts}, {}, {}, []))
    return Index(connection)


@cache
def bundled() -> Index:
    """Return the index of the bundled corpus."""
    return open_corpus()._index


def concept(identifier: str, broader: str = "", related: str = "") -> Concept:
    """Return a concept with links to others, given as words."""
    links: list[Link | str] = [Link(one, f"{identifier} goes with {one}.") for one in related.split()]
    return Concept(id=identifier, term=identifier, definition="A thing.", broader=broader.split(), related=links)


def find(index: Index, start: str, goal: str, any_length: bool = False) -> Path:
    """Return the path from one id to another."""
    one, other = index.number(start), index.number(goal)
    assert one is not None
    assert other is not None
    return find_path(index, one, other, any_length)


def ids(path: Path) -> list[str]:
    """Return the ids along a path."""
    return [path.start.id, *(step.end.id for step in path.steps)] if path.steps else []


def cost(index: Index, path: Path) -> float:
    """Return what a path costs."""
    links = paths._read_links(index)
    numbers = [index.number(step.end.id) or 0 for step in path.steps[:-1]]
    return sum(paths._COSTS[step.kind] for step in path.steps) + sum(paths._passing(links, number) for number in numbers)


def test_a_reason_is_worth_more_than_a_detour_over_a_root() -> None:
    """Two related links with reasons are preferred to two steps over what both are kinds of."""
    index = index_of([concept("root"), concept("a", "root", "between"), concept("b", "root"), concept("between", "", "b")])
    path = find(index, "a", "b")
    assert ids(path) == ["a", "between", "b"]
    assert [(step.kind, step.why) for step in path.steps] == [
        ("related", "a goes with between."),
        ("related", "between goes with b."),
    ]


def test_a_hub_is_gone_round() -> None:
    """A chain through a concept that touches everything costs more than a longer one through concepts that do not."""
    crowd = [f"x{number}" for number in range(60)]
    named = [concept("a", "", "hub c"), concept("b", "", "hub"), concept("c", "", "d"), concept("d", "", "b")]
    index = index_of([*named, concept("hub", "", " ".join(crowd)), *map(concept, crowd)])
    assert ids(find(index, "a", "b")) == ["a", "c", "d", "b"]
    index = index_of([*named, concept("hub", "", " ".join(crowd[:3])), *map(concept, crowd)])
    assert ids(find(index, "a", "b")) == ["a", "hub", "b"]


def test_a_long_chain_is_told_only_if_asked_for() -> None:
    """Four steps are close; beyond them there is an answer only at any length, and it is not called close."""
    index = index_of([concept(f"n{number}", "", f"n{number + 1}") for number in range(5)] + [concept("n5")])
    four = find(index, "n0", "n4")
    assert (len(four.steps), four.close) == (CLOSE, True)
    assert (ids(find(index, "n0", "n5")), find(index, "n0", "n5").close) == ([], False)
    five = find(index, "n0", "n5", any_length=True)
    assert (len(five.steps), five.close) == (5, False)


def test_a_short_chain_is_found_where_the_cheapest_is_long() -> None:
    """Where the cheapest way has too many steps a dearer one that is short enough is told."""
    hub = concept("hub", "", " ".join(f"x{number}" for number in range(200)))
    way = [concept("a", "", "hub n1")] + [concept(f"n{number}", "", f"n{number + 1}") for number in range(1, 5)]
    index = index_of([*way, concept("n5", "", "hub"), hub, *(concept(f"x{number}") for number in range(200))])
    assert ids(find(index, "a", "n5")) == ["a", "hub", "n5"]


def test_there_may_be_no_chain() -> None:
    """Where nothing leads from one to the other the path has no steps and is not close; to itself a concept needs none."""
    index = index_of([concept("a"), concept("b")])
    one, other = (Reference(name, name, None) for name in "ab")
    assert find(index, "a", "b") == Path(one, other, close=False, steps=())
    assert find(index, "a", "b", any_length=True) == Path(one, other, close=False, steps=(), exhaustive=True)
    assert find(index, "a", "a") == Path(one, one, close=True, steps=())


def test_a_chain_of_any_length_ends() -> None:
    """Twenty thousand steps are walked as surely as four."""
    row = [concept(f"n{number:06}", "", f"n{number + 1:06}") for number in range(20_000)] + [concept("n020000")]
    assert len(find(index_of(row), "n000000", "n020000", any_length=True).steps) == 20_000


@given(st.integers(0, 2**32))
@settings(deadline=None)  # each compiles an index
def test_no_chain_is_better(seed: int) -> None:
    """In small thesauri the path found costs what the cheapest of all chains of at most four steps costs."""
    draw = random.Random(seed)
    letters = "abcdefg"
    pairs = [(one, other) for one in letters for other in letters if one < other and draw.random() < 0.3]
    kinds = {pair: draw.choice(("broader", "related")) for pair in pairs}
    built = []
    for letter in letters:
        to = {kind: " ".join(b for (a, b), k in kinds.items() if a == letter and k == kind) for kind in ("broader", "related")}
        built.append(concept(letter, to["broader"], to["related"]))
    index = index_of(built)
    links = paths._read_links(index)
    best = None
    numbers = {letter: index.number(letter) or 0 for letter in letters}
    for length in range(4):
        for between in permutations("bcdef", length):
            way = [numbers[letter] for letter in ("a", *between, "g")]
            steps = [dict(links.get(one, ())).get(other) for one, other in pairwise(way)]
            if None not in steps:
                total = sum(paths._COSTS[str(kind)] for kind in steps) + sum(paths._passing(links, one) for one in way[1:-1])
                best = total if best is None else min(best, total)
    path = find(index, "a", "g")
    assert (cost(index, path) if path.steps else None) == pytest.approx(best)


@given(st.integers(0, 2**32), st.integers(0, 2**32))
@settings(deadline=None)  # the first opens the bundled corpus
def test_every_step_is_a_link_and_the_way_back_costs_the_same(one: int, other: int) -> None:
    """Each step is recorded in an entry of the bundled corpus, and the way back is as good as the way there."""
    index = bundled()
    start, goal = 1 + one % index.size(), 1 + other % index.size()
    there, back = find_path(index, start, goal), find_path(index, goal, start)
    assert cost(index, there) == pytest.approx(cost(index, back))
    for step in there.steps:
        links = index.links(index.number(step.start.id) or 0)
        assert (step.kind, step.end.id, step.why) in {(link.kind, link.id, link.why) for link in links}
    for before, after in pairwise(there.steps):
        assert before.end == after.start


@pytest.mark.parametrize(("start", "goal"), [("discrimination", "prejudice"), ("role-conflict", "role-strain")])
def test_what_is_linked_is_one_step_away(start: str, goal: str) -> None:
    """A link between two concepts is the whole path, told with its reason."""
    (step,) = find(bundled(), start, goal).steps
    assert step.why
