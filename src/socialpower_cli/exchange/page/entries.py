"""The entries of the page, each an article that can be read without any script."""

from collections.abc import Sequence

from socialpower_cli.answers import Association, Definition, Example, Reference
from socialpower_cli.citations.markers import find_markers
from socialpower_cli.exchange.page.book import Book
from socialpower_cli.exchange.page.markup import escape, link, wrap
from socialpower_cli.links.relations import RELATIONS

# In an entry what says most of a concept comes first: where it belongs, then what it is told apart from.
_KINDS = ("broader", "narrower", "contrasts", "related", "about", "theories")


def write_entry(book: Book, definition: Definition) -> str:
    """Return a concept's entry as an article."""
    entry = definition.entry
    parts = [
        _write_head(book, definition),
        wrap("p", book.cite(entry.definition), class_="definition"),
        _section("Explanation", _paragraphs(book, entry.explanation)),
        _section("Examples", "".join(_write_example(book, example) for example in entry.examples)),
        _section("In everyday words", _list("sayings", [f"<q>{escape(saying)}</q>" for saying in entry.everyday])),
        _section("Note", _paragraphs(book, entry.note)),
        _section("Origin", _paragraphs(book, entry.origin)),
        _section("Links", "".join(_write_links(book, entry.id, kind, getattr(entry, kind)) for kind in _KINDS), "links"),
        _section("Sources", _write_sources(book, definition), "sources"),
    ]
    return f'<article id="{escape(entry.id)}">{"".join(parts)}</article>\n'


def _write_head(book: Book, definition: Definition) -> str:
    entry = definition.entry
    category = link(book.place_category(entry.category), definition.category_label or "") if entry.category else ""
    return (
        "<header>"
        + wrap("p", category, class_="crumbs")
        + f"<h2>{escape(entry.term)}</h2>"
        + wrap("p", "also " + escape(", ".join(entry.aliases)) if entry.aliases else "", class_="aliases")
        + wrap("p", escape(entry.gloss or ""), class_="gloss")
        + "</header>"
    )


def _section(heading: str, inner: str, kind: str = "") -> str:
    told = f' class="{kind}"' if kind else ""
    return f"<section{told}><h3>{heading}</h3>{inner}</section>" if inner else ""


def _paragraphs(book: Book, text: str | None) -> str:
    return "".join(f"<p>{book.cite(part)}" for part in (text or "").split("\n") if part.strip())


def _list(kind: str, items: Sequence[str]) -> str:
    return wrap("ul", "".join(f"<li>{item}" for item in items), class_=kind)


def _write_example(book: Book, example: Example) -> str:
    balance = f'<p class="balance"><b>Between equals</b> {book.cite(example.in_balance)}' if example.in_balance else ""
    setting = wrap("small", escape(example.setting or ""))
    return f'<div class="example"><h4>{escape(example.title)} {setting}</h4>{_paragraphs(book, example.text)}{balance}</div>'


def _write_links(book: Book, here: str, kind: str, links: Sequence[Reference | Association]) -> str:
    """Return the links of a kind as a list.

    What associates two concepts is written at the end that comes first and read from there by the page's script, since in both
    places it would take a tenth of the page.
    """
    items = []
    for one in links:
        why = getattr(one, "why", None)
        told = why if why and book.order[here] < book.order[one.id] else ""
        items.append(link(one.id, one.term) + wrap("span", escape(told), class_="why"))
    return wrap("div", f"<h4>{RELATIONS[kind].heading}</h4>{_list('', items)}" if items else "", data_kind=kind)


def _write_sources(book: Book, definition: Definition) -> str:
    """Return the works that no text of an entry cites where it speaks of them; the script adds those that one does."""
    entry = definition.entry
    texts = [entry.definition, entry.origin, entry.explanation, entry.note]
    texts += [text for example in entry.examples for text in (example.text, example.in_balance)]
    cited = {one.key for text in texts if text for marker in find_markers(text, book.works) for one in marker.cited}
    left = [one.key for one in definition.citations if one.key not in cited]
    return _list("", [link(book.place_work(key), book.works[key].label) for key in left])
