"""Entries as notebooks show them: HTML whose texts are texts."""

import json
from html.parser import HTMLParser

import pytest

from socialpower_cli import open_corpus
from socialpower_cli.answers import Brief, Entry, Example, Match, Reference, Source

from .conftest import TINY

MATCH = Match("x", "x", "id")


class Seen(HTMLParser):
    """The elements of a piece of HTML, its text, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, which has no attribute but a style."""
        assert {name for name, _ in attrs} <= {"style"}
        self.tags.append(tag)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def entry(text: str) -> Entry:
    """Return an entry that says one text everywhere."""
    source = Source(json.dumps({"id": "w", "type": "book", "title": text}))
    link = Reference("y", text, text)
    return Entry(
        id="x", term=text, category=text, aliases=(text,), origin=text, gloss=text, definition=text, explanation=text,
        everyday=(text,), examples=(Example(text, text, text, text),), note=text, broader=(link,), narrower=(), related=(),
        contrasts=(), about=(), theories=(), sources=(source,), matched=MATCH,
    )  # fmt: skip


def test_a_notebook_shows_all_of_an_entry() -> None:
    """Every part stands there, citations as numbers, the works in full at the end."""
    with open_corpus() as corpus:
        definition = corpus.define("everyday-resistance")
    seen = Seen(definition._repr_html_())
    assert seen.open == []
    for part in (definition.entry.term, "Accountability", *definition.entry.everyday, "Scott, J. C. (1985)."):
        assert part in seen.text
    assert "[1]" in seen.text
    assert "[@" not in seen.text
    for kind in ("broader", "contrasts", "related"):
        assert all(one.term in seen.text for one in getattr(definition.entry, kind))
    assert Seen(definition.entry._repr_html_()).text.replace("accountability", "Accountability", 1) == seen.text


def test_an_entry_in_brief_is_three_lines() -> None:
    """Term, gloss, definition."""
    with open_corpus(TINY) as corpus:
        html = corpus.brief("autonomy")._repr_html_()
    assert Seen(html).text == "Autonomydeciding for oneselfThe ability to decide for oneself and to act on it."


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'\"><img src=x onerror=alert(1)>", "&lt;b&gt;", "]]>"])
def test_texts_are_never_markup(text: str) -> None:
    """Whatever an entry says, it has the elements that it would have with other words, and says it."""
    seen = Seen(entry(text)._repr_html_())
    assert seen.tags == Seen(entry("x")._repr_html_()).tags
    assert seen.text.count(text) >= 12
    assert Seen(Brief("x", text, text, text, MATCH)._repr_html_()).text == text * 3


def test_what_an_entry_lacks_is_left_out() -> None:
    """An entry of a definition alone has no empty headings."""
    nothing: tuple[str, ...] = ()
    bare = Entry("x", "X", None, nothing, None, None, "A thing.", None, nothing, (), None, (), (), (), (), (), (), (), MATCH)
    assert Seen(bare._repr_html_()).text == "XA thing."
    assert "h4" not in Seen(bare._repr_html_()).tags
