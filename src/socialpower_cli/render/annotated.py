"""A text with its concepts marked and numbered where it names them, and a glossary at the end."""

import re
from collections.abc import Iterator

from socialpower_cli.answers import Annotated
from socialpower_cli.render.painting import TAB, Line, Piece, line, say
from socialpower_cli.render.wording import count

_BREAK = re.compile(r"\r\n?|\n")
_NUMBERED = re.compile(r"\[\d+\]")
# Where a text has tabs, a terminal shows so many spaces.
_SPACES = " " * 4


def mark_text(answer: Annotated, *, tabs: bool) -> Iterator[Line]:
    """Yield the lines of a text, each concept marked where it is named, with its number after it.

    What a line begins with stands as its margin, so that what is wrapped keeps to it; with `tabs` they stay tabs.
    """
    row: list[Piece] = []
    for words, style in _cut(answer):
        for number, part in enumerate(_BREAK.split(words)):
            if number:
                yield _arrange(row, tabs=tabs)
                row = []
                # What a line of a quotation begins with is no part of the name.
                lead = re.match(r"\W*", part)
                row.append((lead[0] if lead else "", ""))
                part = part[len(row[0][0]) :]  # noqa: PLW2901 -- the rest of it
            row.append((part, style))
    yield _arrange(row, tabs=tabs)


def _cut(answer: Annotated) -> Iterator[Piece]:
    """Yield the pieces of a text: what is marked, what is not, and numbers."""
    numbers = number_concepts(answer)
    at = len(answer.text) - len(answer.text.removeprefix("\ufeff"))
    for one in answer.annotations:
        yield answer.text[at : one.start], ""
        yield one.text, "mark"
        yield numbers[one.id], ""
        at = one.end
    # Breaks at the end begin no further line.
    yield answer.text[at:].rstrip("\r\n"), ""


def _arrange(row: list[Piece], *, tabs: bool) -> Line:
    """Return the pieces of a line as one: with its tabs, or with spaces for them and what it begins with as its margin."""
    pieces: list[Piece] = []
    for words, style in row:
        for number, part in enumerate(words.split("\t")):
            if number:
                pieces.append(TAB if tabs else (_SPACES, ""))
            if part:
                pieces.append((part, style))
    margin = ""
    while not tabs and pieces and pieces[0][0].isspace():
        margin += pieces.pop(0)[0]
    if not tabs and pieces:
        words, style = pieces[0]
        margin += words[: len(words) - len(words.lstrip(" "))]
        pieces[0] = words.lstrip(" "), style
    return Line(tuple(pieces), margin)


def number_concepts(answer: Annotated) -> dict[str, str]:
    """Return the number of each concept, in brackets that the text itself puts around no number, by id."""
    opening, closing = "{}" if _NUMBERED.search(answer.text) else "[]"
    return {one.id: f"{opening}{number}{closing}" for number, one in enumerate(answer.concepts, 1)}


def list_concepts(answer: Annotated) -> Iterator[Line]:
    """Yield the glossary: each concept with its number, what it is, and how often the text names it where that is often."""
    numbers = number_concepts(answer)
    wide = max(map(len, numbers.values()), default=0)
    for one in answer.concepts:
        told = one.gloss or answer.definitions[one.id]
        often = f" ({count(one.count, 'time')})" if one.count > 1 else ""
        yield line(say(one.term, "name"), " (", say(one.id), "): ", say(told), often, margin=f"{numbers[one.id]:<{wide}} ")
