"""What a search finds and a list lists."""

from typing import Any, Literal

from socialpower_cli.answers.links import Comparison
from socialpower_cli.records import Record

# Why a concept is among the results of a search.
Why = Literal["name", "alias", "label", "fuzzy name", "text"]
Span = tuple[int, int]


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


class Results(Record):
    """The answer to `search`: the hits, best first, and for each the spans of its snippet that match.

    `confident` is false where nothing fits well; `hints` say what to try where there is no hit; `parts`, where they were asked
    for, what each kind of evidence adds to each hit's score; `comparison` what the query asks for where it asks to compare
    concepts.
    """

    query: str
    confident: bool
    results: tuple[Hit, ...]
    marks: tuple[tuple[Span, ...], ...]
    hints: tuple[str, ...] = ()
    parts: tuple[dict[str, float], ...] = ()
    comparison: Comparison | None = None

    @property
    def document(self) -> dict[str, Any]:
        """The hits; with what each kind of evidence adds, where that was asked for."""
        hits: Any = self.results
        if self.parts:
            hits = [{**hit._asdict(), "evidence": parts} for hit, parts in zip(self.results, self.parts, strict=True)]
        return {"query": self.query, "confident": self.confident, "results": hits}


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
