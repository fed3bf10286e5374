"""From a concept to what is said of it: the entry, its brief form, the citations of its sources, what stands around it."""

from collections.abc import Iterable

from socialpower_cli.answers import (
    Association,
    Brief,
    Citation,
    CitationList,
    Definition,
    Entry,
    Example,
    Match,
    Reference,
    Source,
)
from socialpower_cli.bibliography import write_references
from socialpower_cli.citations.crediting import make_item, write_credit
from socialpower_cli.citations.styles import DEFAULT, StyleKey
from socialpower_cli.index import Index, LinkRow, Row
from socialpower_cli.text import names

# A breadcrumb is read, and a hierarchy may be damaged or very deep: so many steps above a concept are told at most.
_MOST_STEPS = 32


def read_definition(index: Index, number: int, matched: Match) -> Definition:
    """Return a concept's entry with its category's label, its breadcrumb, the citations of its sources and its namesakes."""
    row = index.row(number)
    links = index.links(number)
    sources = index.sources(number, DEFAULT)
    origin, explanation, note = index.prose(number)
    cited = index.cited_texts([number])

    def cite(text: str | None) -> str | None:
        return cited.get(text, text) if text else text

    entry = Entry(
        id=row.id,
        term=row.term,
        category=row.category,
        aliases=tuple(index.aliases(number)),
        origin=cite(origin),
        gloss=row.gloss,
        definition=cited.get(row.definition, row.definition),
        explanation=cite(explanation),
        everyday=tuple(index.everyday(number)),
        examples=tuple(
            Example(one.title, one.setting, cited.get(one.text, one.text), cite(one.in_balance))
            for one in index.examples(number)
        ),
        note=cite(note),
        broader=references(links, "broader"),
        narrower=references(links, "narrower"),
        related=associations(links, "related"),
        contrasts=associations(links, "contrasts"),
        about=references(links, "about"),
        theories=references(links, "theories"),
        sources=tuple(Source(work.item) for work in sources),
        matched=matched,
    )
    label = index.categories().get(row.category, row.category) if row.category else None
    citations = tuple(Citation(work.key, work.reference) for work in sources)
    namesakes = find_namesakes(index, number, matched)
    edition = index.edition(number)
    return Definition(
        entry,
        label,
        trace_breadcrumb(index, number),
        citations,
        namesakes,
        cites=bool(cited) or index.cites(),
        provenance=index.provenance(number),
        credit=write_credit(row.term, edition, DEFAULT) if edition.title else "",
    )


def read_brief(index: Index, number: int, matched: Match) -> Brief:
    """Return a concept's term, gloss and definition."""
    row = index.row(number)
    return Brief(row.id, row.term, row.gloss, row.definition, matched)


def read_citations(index: Index, number: int, matched: Match, style: StyleKey | None = DEFAULT) -> CitationList:
    """Return the citations of a concept's sources in full, in a style."""
    row = index.row(number)
    works = index.sources(number, style or "")
    references, unstyled = write_references(works, style)
    sources = tuple(Source(work.item) for work in works)
    return CitationList(row.id, row.term, style, references, sources, matched, unstyled=unstyled)


def read_credit(index: Index, number: int, matched: Match, style: StyleKey | None = DEFAULT) -> CitationList:
    """Return how a concept's entry is itself cited, in a style, and the entry as a work."""
    import json

    row = index.row(number)
    edition = index.edition(number)
    source = Source(json.dumps(make_item(row.id, row.term, edition)))
    return CitationList(
        row.id, row.term, style, (write_credit(row.term, edition, style or DEFAULT),), (source,), matched, of_entry=True
    )


def trace_breadcrumb(index: Index, number: int) -> tuple[Reference, ...]:
    """Return the way down to a concept from a root, along the first broader concept of each; the concept itself is left out.

    Of a way longer than 32 steps the last 32.
    """
    path: list[Reference] = []
    above = index.steps(number, "broader")
    while above and len(path) < _MOST_STEPS:
        path.append(_point_to(above[0]))
        above = index.steps(above[0].number, "broader")
    return tuple(reversed(path))


def find_namesakes(index: Index, number: int, matched: Match) -> tuple[Reference, ...]:
    """Return the other concepts that share the name a concept was found by."""
    others = {named.number for named in index.named(names.lookup_key(matched.name))} - {number}
    return tuple(_point_to(row) for _, row in sorted(index.rows(others).items())) if others else ()


def references(links: Iterable[LinkRow], kind: str) -> tuple[Reference, ...]:
    """Return the concepts that links of a kind point to."""
    return tuple(_point_to(link) for link in links if link.kind == kind)


def associations(links: Iterable[LinkRow], kind: str) -> tuple[Association, ...]:
    """Return the concepts that links of an associative kind point to, with the reasons."""
    return tuple(Association(link.id, link.term, link.gloss, link.why) for link in links if link.kind == kind)


def _point_to(row: Row | LinkRow) -> Reference:
    return Reference(row.id, row.term, row.gloss)
