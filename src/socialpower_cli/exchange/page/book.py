"""What the parts of the page share: the concepts and works of a corpus, what they are called, and where they stand."""

import json
from collections.abc import Iterable

from socialpower_cli.answers import Match
from socialpower_cli.catalogue import count_categories
from socialpower_cli.citations import author_date
from socialpower_cli.entries import read_definition
from socialpower_cli.exchange.page import markup
from socialpower_cli.index import Index
from socialpower_cli.records import Record


class Work(Record):
    """A work: its key, what it is called in running text ("Lukes 1974"), and its reference in full.

    That is in the style of the APA where there is one, its title in italics between <i> and </i>.
    """

    key: str
    label: str
    reference: str


class Book:
    """A corpus as the page shows it."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.entries = [read_definition(index, row.number, Match(row.id, row.id, "id")) for row in index.concepts()]
        self.order = {one.entry.id: place for place, one in enumerate(self.entries)}
        self.categories = {one.key: one.label for one in count_categories(index).groups if one.total}
        works = index.works("apa")
        self.works = {one.key: Work(one.key, author_date.name(json.loads(one.item)), one.reference) for one in works}
        self.mark = _choose_mark(self.order)

    def place(self, part: str) -> str:
        """Return the id of a part of the page that is no concept; no concept has it."""
        return f"{self.mark}{part}"

    def place_work(self, key: str) -> str:
        """Return the id of a work's element."""
        return self.place(f"w={key}")  # short, since there are ten thousand links to works

    def place_category(self, key: str) -> str:
        """Return the id of a category's element."""
        return self.place(f"category={key}")

    def cite(self, text: str | None) -> str:
        """Return a text of an entry as HTML, its citations as links to works."""
        if not text:
            return ""
        return markup.link_citations(text, self.works, lambda key: self.works[key].label, self.place_work)


def _choose_mark(ids: Iterable[str]) -> str:
    """Return what ids of elements begin with that are no concepts: as many tildes as no concept's id begins with."""
    mark = "~"
    while any(identifier.startswith(mark) for identifier in ids):
        mark += "~"
    return mark
