"""What each command says: plain frozen data that engines return and renderers show.

The types whose names stand in the JSON contract keep its key order. What only a renderer needs (a breadcrumb, the places
to mark in a snippet) stands in the types around them, whose `document` is the part that JSON prints. Named tuples, since
they are made at start-up in a tenth of a dataclass's time.
"""

from typing import Any, NamedTuple


class Reference(NamedTuple):
    """A concept as another entry points to it."""

    id: str
    term: str
    gloss: str | None


class Association(NamedTuple):
    """A concept that is related or in contrast, and why."""

    id: str
    term: str
    gloss: str | None
    why: str | None


class Example(NamedTuple):
    """A worked example."""

    title: str
    setting: str | None
    text: str
    in_balance: str | None


class Matched(NamedTuple):
    """What was typed, the name it met, and how: "id", "term", "alias", "variant" or "fuzzy"."""

    typed: str
    name: str
    how: str


class Source(NamedTuple):
    """A CSL-JSON item as the JSON text it is stored as; only JSON output reads it."""

    text: str


class Entry(NamedTuple):
    """A concept in full."""

    id: str
    term: str
    category: str | None
    aliases: tuple[str, ...]
    origin: str | None
    gloss: str | None
    definition: str
    explanation: str | None
    everyday: tuple[str, ...]
    examples: tuple[Example, ...]
    note: str | None
    broader: tuple[Reference, ...]
    narrower: tuple[Reference, ...]
    related: tuple[Association, ...]
    contrasts: tuple[Association, ...]
    sources: tuple[Source, ...]
    matched: Matched


class Definition(NamedTuple):
    """The answer to `define` and `random`.

    With the entry go its category's label, its path from a root (nearest last), its sources as full references, and the
    other concepts that share the name it was found by.
    """

    entry: Entry
    category_label: str | None
    breadcrumb: tuple[Reference, ...]
    references: tuple[str, ...]
    namesakes: tuple[Reference, ...]

    @property
    def document(self) -> Entry:
        """The entry."""
        return self.entry


class Brief(NamedTuple):
    """The answer to `define --brief`: a concept in three lines."""

    id: str
    term: str
    gloss: str | None
    definition: str
    matched: Matched

    @property
    def document(self) -> "Brief":
        """All of it."""
        return self


class Hit(NamedTuple):
    """One result of a search; `score` is from 0 to 1, `why` is "name", "alias", "fuzzy name" or "text"."""

    id: str
    term: str
    category: str | None
    score: float
    why: str
    matched: str | None
    snippet: str | None
    gloss: str | None
    definition: str


class Results(NamedTuple):
    """The hits of a query, best first."""

    query: str
    results: tuple[Hit, ...]


Span = tuple[int, int]


class Found(NamedTuple):
    """The answer to `search`: the results, and for each the spans of its snippet that match."""

    results: Results
    marks: tuple[tuple[Span, ...], ...]

    @property
    def document(self) -> Results:
        """The results."""
        return self.results


class Branch(NamedTuple):
    """A concept in a tree, with the concepts one step further on the same way."""

    id: str
    term: str
    gloss: str | None
    branches: "tuple[Branch, ...]"


class Neighbours(NamedTuple):
    """The answer to `related`: what a concept is broader and narrower than, related to and in contrast with.

    `broader` and `narrower` go `depth` steps up and down.
    """

    id: str
    term: str
    gloss: str | None
    broader: tuple[Branch, ...]
    narrower: tuple[Branch, ...]
    related: tuple[Association, ...]
    contrasts: tuple[Association, ...]
    depth: int
    matched: Matched

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
        }


class Listed(NamedTuple):
    """A concept as a list shows it."""

    id: str
    term: str
    category: str | None
    gloss: str | None
    definition: str


class Listing(NamedTuple):
    """The answer to `list`: concepts from A to Z, with the labels of the categories in their order."""

    concepts: tuple[Listed, ...]
    categories: dict[str, str]
    grouped: bool

    @property
    def document(self) -> dict[str, Any]:
        """The concepts."""
        return {"concepts": self.concepts}


class Forest(NamedTuple):
    """The answer to `list --tree`: every root with all that is narrower."""

    roots: tuple[Branch, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The roots; narrower concepts stand inside each."""
        return {"concepts": [_nested(root, "narrower", 1_000) for root in self.roots]}


class Scene(NamedTuple):
    """An example with the concept it belongs to."""

    id: str
    term: str
    title: str
    setting: str | None
    text: str
    in_balance: str | None


class Scenes(NamedTuple):
    """The answer to `examples`."""

    examples: tuple[Scene, ...]
    matched: Matched | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The examples."""
        return {"examples": self.examples}


class Citations(NamedTuple):
    """The answer to `cite`: a concept's sources as full references, in the order the entry gives them."""

    id: str
    term: str
    references: tuple[str, ...]
    sources: tuple[Source, ...]
    matched: Matched

    @property
    def document(self) -> dict[str, Any]:
        """The references as text and as CSL-JSON."""
        return {"id": self.id, "term": self.term, "references": self.references, "sources": self.sources}


class Finding(NamedTuple):
    """What a check found: its code, the entry and field, and how to mend it."""

    code: str
    entry: str
    field: str
    message: str


class Report(NamedTuple):
    """The answer to `check`: the findings in the order of the file."""

    file: str
    concepts: int
    findings: tuple[Finding, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The report."""
        return self._asdict()


class Summary(NamedTuple):
    """The answer to `check --summary`: named counts, in named groups."""

    file: str
    groups: dict[str, dict[str, int]]

    @property
    def document(self) -> dict[str, Any]:
        """The counts."""
        return {"file": self.file, **self.groups}


Answer = Definition | Brief | Found | Neighbours | Listing | Forest | Scenes | Citations | Report | Summary


def _nested(branch: Branch, key: str, depth: int) -> dict[str, Any]:
    item: dict[str, Any] = {"id": branch.id, "term": branch.term, "gloss": branch.gloss}
    if depth > 1:
        item[key] = [_nested(further, key, depth - 1) for further in branch.branches]
    return item
