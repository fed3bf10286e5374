"""What a map of a concept shows: which concepts around it, and by which links each is reached.

A picture has room for few concepts, so the nearest are chosen: those fewer links away; of those as near the ones that a more
telling kind of link leads to; of these the ones with the strongest ties, a tie being a concept that both ends of the link are
linked to (the number of common neighbours is the plainest and a hard to beat measure of how close two nodes of a network are:
Liben-Nowell and Kleinberg 2007, "The link-prediction problem for social networks").

Only the links that lead from ring to ring are shown, to each concept those from the one it is reached by: with all that hold
among the others a picture of fifteen concepts would be a knot.
"""

from socialpower_cli.answers import Edge, Map, Match, Reference
from socialpower_cli.index import Index, LinkRow
from socialpower_cli.records import Record

# Which kinds of links are drawn first: where a concept belongs, what it is not, what it has to do with.
_PLACES = {kind: place for place, kind in enumerate(("broader", "narrower", "contrasts", "related", "about", "theories"))}


class _Reached(Record):
    """A concept of a ring, the one that it is reached from, and the links between the two, the most telling first."""

    number: int
    start: int
    links: list[LinkRow]


def map_neighbourhood(index: Index, number: int, matched: Match, depth: int, most: int) -> Map:
    """Return a concept with those at most `depth` links around it, at most `most` in all, and the links that lead to them."""
    row = index.row(number)
    nodes = {number: Reference(row.id, row.term, row.gloss)}
    edges: list[Edge] = []
    ring = [number]
    left_out = 0
    for _ in range(depth):
        candidates = _find_candidates(index, ring, set(nodes))
        kept = candidates[: most - len(nodes)]
        left_out += len(candidates) - len(kept)
        for one in kept:
            link = one.links[0]
            nodes[one.number] = Reference(link.id, link.term, link.gloss)
            edges += [Edge(nodes[one.start].id, link.kind, link.id, link.why) for link in one.links]
        ring = [one.number for one in kept]
        if len(kept) < len(candidates) or not ring:
            break
    return Map(tuple(nodes.values()), tuple(edges), left_out, depth, matched)


def _find_candidates(index: Index, ring: list[int], known: set[int]) -> list[_Reached]:
    """Return the concepts one link beyond a ring that are not known yet, in the order in which they are chosen."""
    links = {start: index.links(start) for start in ring}
    reached: dict[int, dict[int, list[LinkRow]]] = {}
    for start, some in links.items():
        for link in some:
            if link.number not in known:
                reached.setdefault(link.number, {}).setdefault(start, []).append(link)
    around: dict[int, set[int]] = {}
    for concept, _, target in index.linked(reached):
        around.setdefault(concept, set()).add(target)
    places = {start: place for place, start in enumerate(ring)}
    beside = {start: {link.number for link in some} for start, some in links.items()}
    ranked = []
    for number, ways in reached.items():
        ranks = []
        for start, some in ways.items():
            ties = len(around[number] & beside[start])
            ranks.append((min(_PLACES[link.kind] for link in some), -ties, places[start], start))
        best = min(ranks)
        told = sorted(ways[best[-1]], key=lambda link: _PLACES[link.kind])
        ranked.append((best, number, told))
    return [_Reached(number, best[-1], told) for best, number, told in sorted(ranked, key=lambda one: one[:2])]
