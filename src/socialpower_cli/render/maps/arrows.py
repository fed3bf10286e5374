"""How the links of a map are drawn, whatever the format: from where to where, with one head or two, and under which name.

Pictures run from left to right: from the broader to the narrower, from a theory to what it is about. What is in contrast with
the concept in the middle stands on the left, what is related to it on the right, so that both sides are about equally full.
"""

from collections.abc import Iterator

from socialpower_cli.answers import Map
from socialpower_cli.links.relations import RELATIONS
from socialpower_cli.records import Record

# The kinds of links that lead to the left of where they start.
_LEFTWARD = frozenset(("broader", "contrasts", "theories"))


class Arrow(Record):
    """A link as it is drawn, by ids, from tail to head: named by what its head is to its tail.

    `mutual` links say the same from both ends, and have two heads; `leftward` ones lead to a concept that stands on the left.
    """

    tail: str
    kind: str
    head: str
    mutual: bool
    leftward: bool
    why: str | None


def number_nodes(answer: Map) -> dict[str, str]:
    """Return names for the concepts of a map that no format reads as anything else, by their ids: n0 is in the middle."""
    return {one.id: f"n{place}" for place, one in enumerate(answer.nodes)}


def list_arrows(answer: Map) -> Iterator[Arrow]:
    """Yield the links of a map as arrows; of several to one concept the first says on which side it stands."""
    sides: dict[str, bool] = {}
    for edge in answer.edges:
        inverse = RELATIONS[edge.kind].inverse
        mutual = inverse == edge.kind
        leftward = sides.setdefault(edge.end, edge.kind in _LEFTWARD)
        backward = leftward if mutual else edge.kind in _LEFTWARD
        ends = (edge.end, inverse, edge.start) if backward else (edge.start, edge.kind, edge.end)
        yield Arrow(*ends, mutual, leftward, edge.why)
