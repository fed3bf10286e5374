"""Laws of the links: derived inverses, paths and trees agree with what the corpus stores."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import entries, lookup
from socialpower_cli.answers import Branch, Neighbours
from socialpower_cli.corpus import model, overlay, validity
from socialpower_cli.links import graph

from .conftest import concepts, index

IDS = [concept.id for concept in concepts()]


def neighbours(identifier: str, depth: int = 1) -> Neighbours:
    """Return a concept's neighbours."""
    return graph.find_neighbours(index(), *lookup.find(index(), identifier), depth)


def ids(items: tuple[object, ...]) -> list[str]:
    """Return the ids of answers."""
    return [item.id for item in items]  # type: ignore[attr-defined]  # every answer that is listed has an id


def test_every_stored_link_is_seen_from_both_ends() -> None:
    """Broader there is narrower here; related and contrasts hold both ways, with the same reason."""
    for concept in concepts():
        here = neighbours(concept.id)
        assert ids(here.broader) == concept.broader
        for broader in concept.broader:
            assert concept.id in ids(neighbours(broader).narrower)
        for kind, link in overlay.links(concept):
            assert (link.id, link.why) in [(one.id, one.why) for one in getattr(here, kind)]
            assert (concept.id, link.why) in [(one.id, one.why) for one in getattr(neighbours(link.id), kind)]


def test_no_link_is_invented() -> None:
    """What is seen from the ends is as much as is stored."""
    stored = sum(len(concept.broader) + len(overlay.links(concept)) for concept in concepts())
    seen = 0
    for identifier in IDS:
        here = neighbours(identifier)
        seen += len(here.broader) + len(here.narrower) + len(here.related) + len(here.contrasts)
    assert seen == 2 * stored


@given(st.sampled_from(IDS))
def test_the_breadcrumb_is_a_way_of_real_steps(identifier: str) -> None:
    """Each step of a breadcrumb is a broader link, from a concept without a broader one down to the concept."""
    broader = {concept.id: concept.broader for concept in concepts()}
    path = [one.id for one in entries.trace_breadcrumb(index(), lookup.find(index(), identifier)[0])]
    way = [*path, identifier]
    assert broader[way[0]] == []
    for above, below in pairwise(way):
        assert above in broader[below]


@given(st.sampled_from(IDS), st.integers(1, 6))
def test_a_tree_agrees_with_brute_force(identifier: str, depth: int) -> None:
    """What a tree shows within a depth is what following stored links reaches."""
    broader = {concept.id: concept.broader for concept in concepts()}

    def reached(start: str, steps: int) -> set[str]:
        above = set(broader[start]) if steps else set()
        return above.union(*(reached(one, steps - 1) for one in above)) if above else above

    def shown(branches: tuple[Branch, ...]) -> set[str]:
        return set().union(*({branch.id} | shown(branch.branches) for branch in branches)) if branches else set()

    assert shown(neighbours(identifier, depth).broader) == reached(identifier, depth)


def test_the_forest_holds_every_concept() -> None:
    """Nothing is missing from the whole hierarchy, and under each concept stands just what is narrower."""
    stored = {concept.id: set(concept.broader) for concept in concepts()}
    met = set()

    def walk(branch: Branch) -> None:
        met.add(branch.id)
        for further in branch.branches:
            assert branch.id in stored[further.id]
            walk(further)

    for root in graph.build_forest(index()).roots:
        assert stored[root.id] == set()
        walk(root)
    assert met == set(stored)


def test_cycles_are_found_once_each() -> None:
    """Cycles are reported from their smallest id; chains and shared parents are none."""
    assert validity.find_cycles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a", "b"]}) == [["a", "b", "c"]]
    assert validity.find_cycles({"x": ["y"], "y": ["x"], "p": ["q"], "q": ["p"]}) == [["x", "y"], ["p", "q"]]
    assert validity.find_cycles({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}) == []
    assert validity.find_cycles({"a": ["elsewhere"]}) == []


def test_a_long_chain_is_no_danger() -> None:
    """A hierarchy a hundred thousand steps deep is walked without running out of stack."""
    chain = {str(n): [str(n + 1)] for n in range(100_000)}
    assert validity.find_cycles({**chain, "100000": []}) == []


def test_a_link_may_be_a_bare_id() -> None:
    """The short form of a link has no reason."""
    assert model.link("a") == model.Link("a")
