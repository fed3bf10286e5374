"""How concepts hang together: what is around one, the tree of all, comparisons and paths."""

from typing import Any, Literal

from socialpower_cli.answers.entries import Association, Example, Match, Reference
from socialpower_cli.records import Record

# The kinds of links, as one end sees them.
LinkKind = Literal["broader", "narrower", "related", "contrasts", "about", "theories"]
# So many steps of a hierarchy stand inside one another; JSON readers refuse documents that are nested without bound.
DEEPEST = 32


class Branch(Record):
    """A concept in a tree, with the concepts one step further on the same way.

    `elsewhere` marks a concept whose branches stand in another place of the tree, nearer to where it begins.
    """

    id: str
    term: str
    gloss: str | None
    branches: "tuple[Branch, ...]"
    elsewhere: bool = False


class Neighbours(Record):
    """The answer to `related`: what a concept is broader and narrower than, related to, in contrast with and about.

    `broader` and `narrower` go `depth` steps up and down.
    """

    id: str
    term: str
    gloss: str | None
    broader: tuple[Branch, ...]
    narrower: tuple[Branch, ...]
    related: tuple[Association, ...]
    contrasts: tuple[Association, ...]
    about: tuple[Reference, ...]
    theories: tuple[Reference, ...]
    depth: int
    matched: Match

    @property
    def document(self) -> dict[str, Any]:
        """The links; deeper steps stand inside each broader or narrower concept, under the same key."""
        return {
            "id": self.id,
            "term": self.term,
            "broader": [_nested(branch, "broader", self.depth) for branch in self.broader],
            "narrower": [_nested(branch, "narrower", self.depth) for branch in self.narrower],
            "related": self.related,
            "contrasts": self.contrasts,
            "about": self.about,
            "theories": self.theories,
            "matched": self.matched,
        }


class Forest(Record):
    """The answer to `list --tree`: every root with all that is narrower; a deep tree goes on as a tree of its own."""

    roots: tuple[Branch, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The roots; narrower concepts stand inside each."""
        return {"concepts": [_nested(root, "narrower", DEEPEST + 1) for root in self.roots]}


class Compared(Record):
    """A concept in a comparison: what its entry says first, one example, and the links that it alone has."""

    id: str
    term: str
    category: str | None
    gloss: str | None
    definition: str
    origin: str | None
    example: Example | None
    only: tuple[Reference, ...]
    matched: Match


class Contrast(Record):
    """What is recorded between two concepts of a comparison, as seen from the first; without a `relation` nothing is."""

    id: str
    other: str
    relation: LinkKind | None
    why: str | None


class Comparison(Record):
    """The answer to `compare`: two or three concepts, what stands between each two of them, and what all have in common."""

    concepts: tuple[Compared, ...]
    contrasts: tuple[Contrast, ...]
    shared_broader: Reference | None
    shared: tuple[Reference, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The comparison; `relation` and `why` are those of the first two, `pairs` has those of each two."""
        first = self.contrasts[0]
        keys = ("id", "term", "category", "gloss", "definition", "origin")
        return {
            "concepts": [{key: getattr(one, key) for key in keys} for one in self.concepts],
            "relation": first.relation,
            "why": first.why,
            "shared_broader": self.shared_broader,
            "shared": [{"id": one.id, "term": one.term} for one in self.shared],
            "pairs": self.contrasts,
        }


class Step(Record):
    """One link of a path: from a concept by a kind of link to the next, and why where the link has a reason."""

    start: Reference
    kind: str
    end: Reference
    why: str | None


class Path(Record):
    """The answer to `path`: the steps from one concept to another; `close` where there are at most four, or none is needed.

    `exhaustive` says that chains of any length were looked for, `matched` how the two names were met.
    """

    start: Reference
    goal: Reference
    close: bool
    steps: tuple[Step, ...]
    exhaustive: bool = False
    matched: tuple[Match, ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """The path by ids."""
        return {
            "from": self.start.id,
            "to": self.goal.id,
            "close": self.close,
            "steps": [{"from": one.start.id, "kind": one.kind, "to": one.end.id, "why": one.why} for one in self.steps],
            "matched": self.matched,
        }


class Edge(Record):
    """A link of a map, by ids: from a concept, by a kind of link, to one that lies a step further from the middle."""

    start: str
    kind: str
    end: str
    why: str | None


class Map(Record):
    """The answer to `map`: the concept in the middle, those around it, and the links that led to each, nearest first.

    It goes `depth` links far; `left_out` counts the concepts that are as near as the farthest of those shown and had no room.
    """

    nodes: tuple[Reference, ...]
    edges: tuple[Edge, ...]
    left_out: int
    depth: int
    matched: Match

    @property
    def term(self) -> str:
        """The term of the concept in the middle."""
        return self.nodes[0].term

    @property
    def document(self) -> dict[str, Any]:
        """The map by ids."""
        return {
            "nodes": [{"id": one.id, "term": one.term} for one in self.nodes],
            "edges": [{"from": one.start, "kind": one.kind, "to": one.end, "why": one.why} for one in self.edges],
            "left_out": self.left_out,
            "matched": self.matched,
        }


def _nested(branch: Branch, key: str, depth: int) -> dict[str, Any]:
    """Return a branch with what hangs from it, `depth` steps in all; one that stands elsewhere is only named."""
    item: dict[str, Any] = {"id": branch.id, "term": branch.term, "gloss": branch.gloss}
    if depth > 1 and not branch.elsewhere:
        item[key] = [_nested(further, key, depth - 1) for further in branch.branches]
    return item
