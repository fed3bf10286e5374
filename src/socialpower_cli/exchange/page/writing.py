"""Putting the page together from its parts and from the files in `assets/`."""

import os
import zlib
from binascii import b2a_base64
from hashlib import sha256
from string import Template

from socialpower_cli import __version__
from socialpower_cli.corpus.model import CorpusFile
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.exchange.formats import Options, Written
from socialpower_cli.exchange.page.book import Book
from socialpower_cli.exchange.page.entries import write_entry
from socialpower_cli.exchange.page.finding import compile_finding
from socialpower_cli.exchange.page.lists import write_categories, write_letters, write_start, write_tree, write_works
from socialpower_cli.exchange.page.markup import escape, fragment
from socialpower_cli.index import Index

_ASSETS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets")
# Joined in this order, in which each needs only those before it.
_SCRIPTS = ("words", "index", "spelling", "search", "book", "map", "entry", "compare", "main")
# What the page needs an id for besides what is listed in it.
_PLACES = ("main", "start", "query", "random", "theme", "said", "results", "comparison", "data")


def write(corpus: CorpusFile, options: Options) -> Written:  # noqa: ARG001 -- a page has none
    """Return a corpus as one page, headed by the corpus's own title."""
    from socialpower_cli.index.compiling import compile_corpus

    concepts = {one.id: one for one in corpus.concepts}
    sources = {str(item["id"]): item for item in corpus.sources}
    index = Index(compile_corpus(Corpus(concepts, sources, corpus.categories, corpus.settings)))
    try:
        return Written(write_page(index, corpus.title or "Concepts", _tell_about(corpus), corpus.language or "en"))
    finally:
        index.close()


def write_page(index: Index, title: str, about: str = "", language: str = "en") -> str:
    """Return a corpus as one HTML page; `about` stands at its foot, `language` is the code of its texts' language."""
    book = Book(index)
    parts = {
        "letters": write_letters(book),
        "categories": write_categories(book),
        "tree": write_tree(book),
        "works": write_works(book),
    }
    style, early, late = _read("page.css"), _read("early.js"), read_scripts()
    return Template(_read("page.html")).substitute(
        {name: escape(book.place(name)) for name in _PLACES},
        **parts,
        language=escape(language),
        policy=_write_policy([early, late], style),
        generator=f"sp {__version__}",
        title=escape(title),
        style=style,
        early=early,
        late=late,
        ways=_write_ways(book, [name for name, part in parts.items() if part]),
        count=f"{len(book.entries):,}",
        categories_in_short=write_start(book),
        entries="".join(write_entry(book, one) for one in book.entries),
        about=escape(about),
        finding=_pack(compile_finding(book)),
    )


def _tell_about(corpus: CorpusFile) -> str:
    """Return what stands at the foot of the page: edition and licence, where the corpus has them."""
    edition = f"{corpus.title}, edition {corpus.version}." if corpus.title and corpus.version else ""
    return " ".join(
        filter(None, (edition, f"Licence: {corpus.license}." if corpus.license else "", f"Made with sp {__version__}."))
    )


def read_scripts() -> str:
    """Return the page's script: its files joined, in a function of their own so that no name reaches the page."""
    joined = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{joined}}})();\n'


def _read(name: str) -> str:
    with open(os.path.join(_ASSETS, name), encoding="utf-8") as stream:
        return stream.read()


def _write_policy(scripts: list[str], style: str) -> str:
    """Return a policy under which these scripts and this style run, and nothing else, and nothing is fetched."""
    sources = f"script-src {' '.join(map(_digest, scripts))}; style-src {_digest(style)}; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"'sha256-{b2a_base64(sha256(text.encode()).digest(), newline=False).decode('ascii')}'"


def _write_ways(book: Book, names: list[str]) -> str:
    """Return the items of the navigation: a link to each list that the page has."""
    called = {"letters": "A–Z", "categories": "Categories", "tree": "Tree", "works": "Works"}
    items = [f'<li><a href="{fragment(book.place(name))}">{called[name]}</a></li>' for name in called if name in names]
    items.insert(-1, f'<li class="scripted"><a href="{fragment(book.place("compare"))}">Compare</a></li>')
    return "".join(items)


def _pack(data: bytes) -> str:
    """Return bytes deflated, in base 64, in which nothing is markup to HTML."""
    return b2a_base64(zlib.compress(data, 9), newline=False).decode("ascii")
