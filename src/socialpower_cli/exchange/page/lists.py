"""The page's lists: all concepts from A to Z, by category and as a tree, and all works."""

from collections.abc import Iterable
from itertools import groupby

from socialpower_cli.answers import Branch
from socialpower_cli.citations.italics import remove_italics, split_italics
from socialpower_cli.exchange.page.book import Book
from socialpower_cli.exchange.page.markup import escape, fragment, link, link_addresses, wrap
from socialpower_cli.links.graph import build_forest
from socialpower_cli.text.names import normalize


def write_letters(book: Book) -> str:
    """Return all concepts under their first letters, each with its gloss, and links to the letters there are."""
    under = {letter: list(some) for letter, some in groupby(book.entries, lambda one: _find_letter(one.entry.term))}
    letters = "".join(f"<li>{link(book.place(f'letter={letter}'), letter)}" for letter in under)
    parts = [
        f'<h3 id="{escape(book.place(f"letter={letter}"))}" tabindex="-1">{escape(letter)}</h3>'
        + wrap("ul", "".join(_item(one.entry.id, one.entry.term, one.entry.gloss) for one in some), class_="concepts")
        for letter, some in under.items()
    ]
    bar = f'<nav aria-label="Letters"><ul class="letters">{letters}</ul></nav>'
    return _part(book, "letters", "All concepts, A to Z", bar + "".join(parts))


def write_categories(book: Book) -> str:
    """Return the categories, each with its concepts; nothing where there are none."""
    parts = []
    for key, label in book.categories.items():
        within = [one.entry for one in book.entries if one.entry.category == key]
        items = "".join(f"<li>{link(one.id, one.term)}" for one in within)
        heading = f'<h3 id="{escape(book.place_category(key))}" tabindex="-1">{escape(label)} <small>{len(within)}</small></h3>'
        parts.append(f'{heading}<ul class="terms">{items}</ul>')
    return _part(book, "categories", "Categories", "".join(parts)) if parts else ""


def write_tree(book: Book) -> str:
    """Return the whole hierarchy as lists within lists; a concept that stands in several places has its own list in one."""
    return _part(book, "tree", "From broader to narrower", _write_branches(build_forest(book.index).roots))


def write_works(book: Book) -> str:
    """Return all works in the order of their references; the script adds where each is cited."""
    items = [
        f'<li id="{escape(book.place_work(work.key))}">{_write_reference(work.reference)}'
        for work in sorted(book.works.values(), key=lambda work: (normalize(remove_italics(work.reference)), work.key))
    ]
    return _part(book, "works", "Works cited", wrap("ul", "\n".join(items), class_="works")) if items else ""


def _write_reference(reference: str) -> str:
    parts = ((link_addresses(part), italic) for part, italic in split_italics(reference))
    return "".join(f"<i>{part}</i>" if italic else part for part, italic in parts)


def write_start(book: Book) -> str:
    """Return what the page begins with: the categories as ways in."""
    items = "".join(
        f'<li><a href="{fragment(book.place_category(key))}">{escape(label)}</a> '
        f"<small>{sum(one.entry.category == key for one in book.entries)}</small>"
        for key, label in book.categories.items()
    )
    return wrap("ul", items, class_="ways")


def _part(book: Book, name: str, heading: str, inner: str) -> str:
    return f'<section class="part" id="{escape(book.place(name))}"><h2 tabindex="-1">{heading}</h2>{inner}</section>\n'


def _find_letter(term: str) -> str:
    """Return what a term stands under: its first letter without accent or case, or "#" for a digit or a sign."""
    first = normalize(term)[:1].upper()
    return first if first.isalpha() else "#"


def _item(identifier: str, term: str, gloss: str | None) -> str:
    return f"<li>{link(identifier, term)}{wrap('span', escape(gloss or ''), class_='why')}"


def _write_branches(branches: Iterable[Branch]) -> str:
    """Return branches as a list; a walk with a stack of its own, since a hierarchy may be deeper than Python's."""
    parts: list[str] = []
    ahead: list[Branch | str] = [*reversed(list(branches))]
    parts.append('<ul class="tree">')
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        parts.append(f"<li>{link(one.id, one.term)}{' <small>see there</small>' if one.elsewhere else ''}")
        if one.branches:
            than = f'<span class="unseen"> than {escape(one.term)}</span>'
            parts.append(f"<details><summary>{len(one.branches)} narrower{than}</summary><ul>")
            ahead += ["</ul></details>", *reversed(one.branches)]
    parts.append("</ul>")
    return "".join(parts)
