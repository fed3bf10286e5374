"""Walks along the links: a concept's neighbours, trees, the whole hierarchy.

A concept may have several broader ones, so the ways through a hierarchy can be very many more than its concepts. In a tree each
concept has its branches once, nearest to where the tree begins, and is only named wherever else it is met: a tree is as large
as its links are many.
"""

from collections.abc import Callable, Iterable

from socialpower_cli.answers import DEEPEST, Branch, Forest, Match, Neighbours
from socialpower_cli.entries import associations, references
from socialpower_cli.index import Index, Row


def find_neighbours(index: Index, number: int, matched: Match, depth: int = 1) -> Neighbours:
    """Return a concept's links, with what is broader and narrower followed `depth` steps."""
    row = index.row(number)
    links = index.links(number)
    return Neighbours(
        id=row.id,
        term=row.term,
        gloss=row.gloss,
        broader=_find_branches(index, number, "broader", depth),
        narrower=_find_branches(index, number, "narrower", depth),
        related=associations(links, "related"),
        contrasts=associations(links, "contrasts"),
        about=references(links, "about"),
        theories=references(links, "theories"),
        depth=depth,
        matched=matched,
    )


def build_forest(index: Index) -> Forest:
    """Return every root with all that is narrower; concepts without links up or down stand alone at the end.

    What lies deeper than `DEEPEST` steps under a root follows as a tree of its own.
    """
    rows = {row.number: row for row in index.concepts()}
    narrower: dict[int, list[int]] = {}
    below: set[int] = set()
    for concept, target in index.all_links("narrower"):
        narrower.setdefault(concept, []).append(target)
        below.add(target)
    roots = [number for number in rows if number not in below]
    roots.sort(key=lambda number: number not in narrower)
    trees: list[Branch] = []
    grown: dict[int, bool] = {}
    while roots:
        places, ends = _grow(roots, lambda number: narrower.get(number, ()), DEEPEST, grown)
        for place in ends:
            place.elsewhere = place.number in narrower
        trees += _build(places, rows)[: len(roots)]
        roots = list(dict.fromkeys(place.number for place in ends if place.elsewhere and place.number not in grown))
    return Forest(tuple(trees))


def _find_branches(index: Index, number: int, kind: str, depth: int) -> tuple[Branch, ...]:
    """Return the concepts that links of a kind lead to from a concept, `depth` steps far."""
    rows = {number: index.row(number)}

    def step(number: int) -> list[int]:
        found = index.steps(number, kind)
        rows.update((row.number, row) for row in found)
        return [row.number for row in found]

    places, _ = _grow([number], step, depth, {})
    return _build(places, rows)[0].branches


class _Place:
    """Where a concept stands in a tree, and the places one step further by their positions."""

    __slots__ = ("elsewhere", "further", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.further: list[int] = []
        self.elsewhere = False


def _grow(
    roots: Iterable[int], step: Callable[[int], Iterable[int]], depth: int, grown: dict[int, bool]
) -> tuple[list[_Place], list[_Place]]:
    """Return the places of trees, the roots first and each step after the one before it, and those that are `depth` steps deep.

    `grown` has the concepts that have been stepped from, and whether that led anywhere; those met here are added.
    """
    places = [_Place(root) for root in roots]
    level = places
    for _ in range(depth):
        following: list[_Place] = []
        for place in level:
            if place.number in grown:
                place.elsewhere = grown[place.number]
                continue
            for number in step(place.number):
                place.further.append(len(places) + len(following))
                following.append(_Place(number))
            grown[place.number] = bool(place.further)
        places = places + following
        level = following
    return places, level


def _build(places: list[_Place], rows: dict[int, Row]) -> list[Branch]:
    """Return the branch at every place; those further on are made first."""
    built: list[Branch] = []
    for place in reversed(places):
        row = rows[place.number]
        # What is further on stands further back in the list that is built.
        branches = tuple(built[len(places) - 1 - further] for further in place.further)
        built.append(Branch(row.id, row.term, row.gloss, branches, place.elsewhere))
    return built[::-1]
