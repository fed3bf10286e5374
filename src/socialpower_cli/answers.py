"""What each command says: plain frozen data that engines return and renderers show.

The types whose names stand in the JSON contract keep its key order. What only a renderer needs (a breadcrumb, the places
to mark in a snippet) stands in the types around them, whose `document` is the part that JSON prints. Named tuples, since
they are made at start-up in a tenth of a dataclass's time.
"""

from typing import Any, Literal

from socialpower_cli.errors import Suggestion
from socialpower_cli.records import Record

# How a name met a concept: as its id, its term, another of its names, one of these in another form, a label that is no name
# of it but leads there ("see"), or as the nearest spelling.
How = Literal["id", "term", "alias", "variant", "label", "fuzzy"]
# Why a concept is among the results of a search.
Why = Literal["name", "alias", "label", "fuzzy name", "text"]
# The kinds of links, as one end sees them.
LinkKind = Literal["broader", "narrower", "related", "contrasts", "about", "theories"]


class Reference(Record):
    """A concept as another entry points to it."""

    id: str
    term: str
    gloss: str | None


class Association(Record):
    """A concept that is related or in contrast, and why."""

    id: str
    term: str
    gloss: str | None
    why: str | None


class Example(Record):
    """A worked example."""

    title: str
    setting: str | None
    text: str
    in_balance: str | None


class Match(Record):
    """What was typed, the name it met, and how."""

    typed: str
    name: str
    how: How


class Source(Record):
    """A CSL-JSON item as the JSON text it is stored as; only JSON output reads it."""

    text: str


class Citation(Record):
    """A work that an entry cites: the key that stands in its texts, and the work in full."""

    key: str
    text: str


class Entry(Record):
    """A concept in full; its texts hold citations in pandoc's form, by the keys of its sources."""

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
    about: tuple[Reference, ...]
    theories: tuple[Reference, ...]
    sources: tuple[Source, ...]
    matched: Match


class Definition(Record):
    """The answer to `define` and `random`.

    With the entry go its category's label, its path from a root (nearest last), the citations of its sources in full, the
    other concepts that share the name it was found by, and whether any text of the corpus cites a work where it says so.
    """

    entry: Entry
    category_label: str | None
    breadcrumb: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    namesakes: tuple[Reference, ...]
    cites: bool = False

    @property
    def matched(self) -> Match:
        """How the concept was found."""
        return self.entry.matched

    @property
    def document(self) -> Entry:
        """The entry."""
        return self.entry


class Brief(Record):
    """The answer to `define --brief`: a concept in three lines."""

    id: str
    term: str
    gloss: str | None
    definition: str
    matched: Match

    @property
    def document(self) -> "Brief":
        """All of it."""
        return self


class Hit(Record):
    """One result of a search; `score` is from 0 to 1, `matched` the name that was met where it was a name."""

    id: str
    term: str
    category: str | None
    score: float
    why: Why
    matched: str | None
    snippet: str | None
    gloss: str | None
    definition: str


Span = tuple[int, int]


class Results(Record):
    """The answer to `search`: the hits, best first, and for each the spans of its snippet that match.

    `confident` is false where nothing fits well; `hints` say what to try where there is no hit; `parts`, where they were asked
    for, what each kind of evidence adds to each hit.
    """

    query: str
    confident: bool
    results: tuple[Hit, ...]
    marks: tuple[tuple[Span, ...], ...]
    hints: tuple[str, ...] = ()
    parts: tuple[dict[str, float], ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """The hits; with what each kind of evidence adds, where that was asked for."""
        hits: Any = self.results
        if self.parts:
            hits = [{**hit._asdict(), "evidence": parts} for hit, parts in zip(self.results, self.parts, strict=True)]
        return {"query": self.query, "confident": self.confident, "results": hits}


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


class Listed(Record):
    """A concept as a list shows it."""

    id: str
    term: str
    category: str | None
    gloss: str | None
    definition: str


class Listing(Record):
    """The answer to `list`: concepts from A to Z, with the labels of the categories in their order."""

    concepts: tuple[Listed, ...]
    categories: dict[str, str]
    grouped: bool

    @property
    def document(self) -> dict[str, Any]:
        """The concepts."""
        return {"concepts": self.concepts}


class Forest(Record):
    """The answer to `list --tree`: every root with all that is narrower; a deep tree goes on as a tree of its own."""

    roots: tuple[Branch, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The roots; narrower concepts stand inside each."""
        return {"concepts": [_nested(root, "narrower", DEEPEST + 1) for root in self.roots]}


class Counted(Record):
    """A category or setting: the key it is asked for by, its label, and how many concepts or examples it has."""

    key: str
    label: str
    total: int


class Groups(Record):
    """The answer to `list --categories` and `list --settings`."""

    kind: Literal["categories", "settings"]
    groups: tuple[Counted, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The groups under the name of their kind."""
        return {self.kind: self.groups}


class PlacedExample(Record):
    """An example with the concept it belongs to."""

    id: str
    term: str
    title: str
    setting: str | None
    text: str
    in_balance: str | None


class ExampleList(Record):
    """The answer to `examples`, with the works that they cite.

    Where neither a concept nor a setting was asked for, `titles` alone are meant to be read.
    """

    examples: tuple[PlacedExample, ...]
    matched: Match | None = None
    titles: bool = False
    citations: tuple[Citation, ...] = ()

    @property
    def document(self) -> dict[str, Any]:
        """The examples."""
        return {"examples": self.examples, "matched": self.matched}


class CitationList(Record):
    """The answer to `cite`: the citations of a concept's sources in full, in the order the entry gives them."""

    id: str
    term: str
    citations: tuple[str, ...]
    sources: tuple[Source, ...]
    matched: Match

    @property
    def document(self) -> dict[str, Any]:
        """The citations as text ("references", as a paper heads them) and the sources as CSL-JSON."""
        return {
            "id": self.id,
            "term": self.term,
            "references": self.citations,
            "sources": self.sources,
            "matched": self.matched,
        }


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
    """The answer to `path`: the steps from one concept to another; `close` where there are at most four, or none is needed."""

    start: Reference
    goal: Reference
    close: bool
    steps: tuple[Step, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The path by ids."""
        return {
            "from": self.start.id,
            "to": self.goal.id,
            "close": self.close,
            "steps": [{"from": one.start.id, "kind": one.kind, "to": one.end.id, "why": one.why} for one in self.steps],
        }


class Finding(Record):
    """What a check found: its code, the entry and field, and how to mend it."""

    code: str
    entry: str
    field: str
    message: str


class Report(Record):
    """The answer to `check`: the findings in the order of the file."""

    file: str
    concepts: int
    findings: tuple[Finding, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The report."""
        return self._asdict()


class Summary(Record):
    """The answer to `check --summary`: named counts, in named groups."""

    file: str
    groups: dict[str, dict[str, int]]

    @property
    def document(self) -> dict[str, Any]:
        """The counts."""
        return {"file": self.file, **self.groups}


class Miss(Record):
    """What JSON says where there is no answer: what was asked for, what is wrong, and which concepts may have been meant."""

    query: str
    error: str
    suggestions: tuple[Suggestion, ...]

    @property
    def document(self) -> "Miss":
        """All of it."""
        return self


Answer = Definition | Brief | Results | Neighbours | Listing | Forest | Groups | ExampleList | CitationList | Report | Summary

# So many steps of a hierarchy stand inside one another; JSON readers refuse documents that are nested without bound.
DEEPEST = 32


def _nested(branch: Branch, key: str, depth: int) -> dict[str, Any]:
    """Return a branch with what hangs from it, `depth` steps in all; one that stands elsewhere is only named."""
    item: dict[str, Any] = {"id": branch.id, "term": branch.term, "gloss": branch.gloss}
    if depth > 1 and not branch.elsewhere:
        item[key] = [_nested(further, key, depth - 1) for further in branch.branches]
    return item
