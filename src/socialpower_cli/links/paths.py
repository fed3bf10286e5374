"""The best short chain of links from one concept to another.

A chain is the better the shorter it is and the more its steps say: a related or contrasting link carries a reason, a step up or
down the hierarchy says only that one is a kind or a part of the other. And a chain through a concept that touches everything
says little, so what it costs to pass through a concept grows with the number of its links (as in Faloutsos, McCurley and
Tomkins 2004, "Fast discovery of connection subgraphs", where paths through hubs are punished).
"""

import math
from heapq import heappop, heappush

from socialpower_cli.answers import Path, Reference, Step
from socialpower_cli.index import Index

# How many steps lie between what is still called closely related.
CLOSE = 4

# What a step costs by its kind. Two steps with a reason are dearer than one step of any kind, and cheaper than two without.
_COSTS = {"related": 1.0, "contrasts": 1.0, "about": 1.25, "theories": 1.25, "broader": 1.4, "narrower": 1.4}
# Passing through a concept costs nothing up to so many links (the median of the bundled corpus), and half a step more
# each time that number doubles.
_FEW_LINKS = 8
_DOUBLED = 0.5

_Links = dict[int, list[tuple[int, str]]]


def find_path(index: Index, start: int, goal: int, any_length: bool = False) -> Path:
    """Return the best chain of at most four links from one concept to another, or with `any_length` of however many.

    Without such a chain the path has no steps and is not close. The answer is the same each time: of chains that cost the same
    the one whose concepts come first from A to Z, step by step.
    """
    links = _read_links(index)
    chain = _search(links, start, goal, CLOSE) or (_search(links, start, goal, len(links)) if any_length else None)
    rows = index.rows({start, goal, *(number for number, _ in chain or ())})
    at = {number: Reference(row.id, row.term, row.gloss) for number, row in rows.items()}
    steps = []
    here = start
    for number, kind in chain or ():
        why = next((link.why for link in index.links(here) if link.number == number and link.kind == kind), None)
        steps.append(Step(at[here], kind, at[number], why))
        here = number
    return Path(at[start], at[goal], start == goal or 0 < len(steps) <= CLOSE, tuple(steps), any_length)


def _read_links(index: Index) -> _Links:
    """Return each concept's links as (target, kind); where two lead to the same concept the cheaper alone."""
    links: dict[int, dict[int, str]] = {}
    for kind in sorted(_COSTS, key=lambda kind: -_COSTS[kind]):
        for concept, target in index.all_links(kind):
            links.setdefault(concept, {})[target] = kind
    return {concept: sorted(found.items()) for concept, found in links.items()}


def _search(links: _Links, start: int, goal: int, most: int) -> list[tuple[int, str]] | None:
    """Return the cheapest chain of at most `most` steps as (concept, kind of the step to it), or None.

    Dijkstra's algorithm over pairs of a concept and the number of steps to it. A concept is not gone on from once more with as
    many steps or more, since what led there before was cheaper.
    """
    # Each place: a concept, the kind of the step to it, and the place that step came from.
    places: list[tuple[int, str, int]] = [(start, "", -1)]
    fewest: dict[int, int] = {}
    queue = [(0.0, 0, 0)]  # cost, place, steps
    while queue:
        cost, place, steps = heappop(queue)
        here = places[place][0]
        if here == goal:
            return _trace(places, place)
        if steps >= fewest.get(here, most):
            continue
        fewest[here] = steps
        passing = _passing(links, here) if place else 0.0
        for target, kind in links.get(here, ()):
            if fewest.get(target, most + 1) > steps + 1:
                heappush(queue, (cost + passing + _COSTS[kind], len(places), steps + 1))
                places.append((target, kind, place))
    return None


def _trace(places: list[tuple[int, str, int]], place: int) -> list[tuple[int, str]]:
    chain = []
    while place:
        here, kind, place = places[place]
        chain.append((here, kind))
    return chain[::-1]


def _passing(links: _Links, concept: int) -> float:
    """Return what it costs to go through a concept."""
    return _DOUBLED * max(0.0, math.log2(len(links[concept]) / _FEW_LINKS))
