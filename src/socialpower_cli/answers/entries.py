"""What an entry says, and the parts of entries that other answers share."""

from typing import Any, Literal

from socialpower_cli.citations.italics import remove_italics
from socialpower_cli.citations.styles import DEFAULT, StyleKey
from socialpower_cli.records import Record

# How a name met a concept: as its id, its term, another of its names, one of these in another form, a label that is no name
# of it but leads there ("see"), or as the nearest spelling.
How = Literal["id", "term", "alias", "variant", "label", "fuzzy"]


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
    """A work that an entry cites: the key that stands in its texts, and the work in full, with italics between <i> and </i>."""

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

    def _repr_html_(self) -> str:
        """Return the entry as HTML, as notebooks show it."""
        from socialpower_cli.answers.notebook import show_entry

        return show_entry(self)


class Provenance(Record):
    """A file that an entry comes from: it added the entry, replaced one of a file below by it, or extended it."""

    file: str
    how: Literal["added", "replaced", "extended"]


class Definition(Record):
    """The answer to `define` and `random`.

    With the entry go its category's label, its path from a root (nearest last), the citations of its sources in full, the
    other concepts that share the name it was found by, whether any text of the corpus cites a work where it says so, the files
    that it comes from, where the lowest file of the corpus (the bundled one) does not have it as it is, and how it is cited.
    """

    entry: Entry
    category_label: str | None
    breadcrumb: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    namesakes: tuple[Reference, ...]
    cites: bool = False
    provenance: tuple[Provenance, ...] = ()
    credit: str = ""

    @property
    def matched(self) -> Match:
        """How the concept was found."""
        return self.entry.matched

    @property
    def document(self) -> dict[str, Any]:
        """The entry, and the files that it comes from."""
        return {**self.entry._asdict(), "from": self.provenance or None}

    def _repr_html_(self) -> str:
        """Return the entry as HTML, as notebooks show it."""
        from socialpower_cli.answers.notebook import show_entry

        return show_entry(self.entry, self.category_label)


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

    def _repr_html_(self) -> str:
        """Return the entry as HTML, as notebooks show it."""
        from socialpower_cli.answers.notebook import show_brief

        return show_brief(self)


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


class CitedWork(Record):
    """A work of the corpus: its key, its citation in full, the work itself, and the concepts that cite it."""

    id: str
    citation: str
    source: Source
    cited_by: tuple[Reference, ...]


class Bibliography(Record):
    """The answer to `cite` without a concept: works in the order of their citations.

    Citations are in a style, but for the `unstyled` among them, which are in author-date form, as all are without a style.
    """

    works: tuple[CitedWork, ...]
    style: StyleKey | None = DEFAULT
    unstyled: int = 0

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works themselves."""
        return tuple(one.source for one in self.works)

    @property
    def document(self) -> dict[str, Any]:
        """The works, each with its citation ("reference"), CSL-JSON item and what cites it."""
        return {
            "works": [
                {"id": one.id, "reference": remove_italics(one.citation), "source": one.source, "cited_by": one.cited_by}
                for one in self.works
            ]
        }


class CitationList(Record):
    """The answer to `cite`: the citations of a concept's sources in full, in the order the entry gives them.

    They are in a style, with italics between <i> and </i>, but for the `unstyled` among them, which are in author-date form, as
    all are without a style.
    `of_entry` says that the one work is the entry itself.
    """

    id: str
    term: str
    style: StyleKey | None
    citations: tuple[str, ...]
    sources: tuple[Source, ...]
    matched: Match
    unstyled: int = 0
    of_entry: bool = False

    @property
    def document(self) -> dict[str, Any]:
        """The citations as text ("references", as a paper heads them) and the sources as CSL-JSON.

        The style is null where not all are in it.
        """
        return {
            "id": self.id,
            "term": self.term,
            "style": None if self.unstyled else self.style,
            "references": tuple(map(remove_italics, self.citations)),
            "sources": self.sources,
            "matched": self.matched,
        }
