"""An annotated text as Markdown with footnotes, as Pandoc, GitHub and most parsers read them.

The text stays as it is to the byte but for the marks of the footnotes, which stand behind the names. The notes follow at its
end.
"""

import re
from collections.abc import Iterator

from socialpower_cli.answers import Annotated, Glossed, Span
from socialpower_cli.errors import Refused

_MARKUP = re.compile(r"[\\`*_\[\]<>&~|$^]")
_LABEL = re.compile(r"[A-Za-z0-9-]+")
# Behind a mark these would make a link of it; another mark of a footnote may stand there.
_LINKING = re.compile(r"\(|\[(?!\^)")
# Where a footnote of the text's own begins: in it a mark would be one within another, which parsers do not read.
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:")
_FURTHER = ("    ", "\t")  # how its further paragraphs begin


def render(answer: Annotated) -> str:
    """Return the text with footnotes; the text itself where it names no concept."""
    labels = _choose_labels(answer)
    parts: list[str] = []
    noted = set()
    own = list(_find_notes(answer.text))
    at = 0
    for one in answer.annotations:
        if not _LINKING.match(answer.text, one.end) and not any(start <= one.start < end for start, end in own):
            parts += (answer.text[at : one.end], f"[^{labels[one.id]}]")
            noted.add(one.id)
            at = one.end
    parts.append(answer.text[at:])
    notes = [one for one in answer.concepts if one.id in noted]
    if not notes:
        return answer.text
    from socialpower_cli.text import markdown

    if not markdown.can_go_on(answer.text):
        raise Refused(
            "The text ends within code or a tag that is not closed: notes after it would be a part of that.",
            "Close it first, or take --format html.",
        )
    found = re.search(r"\r\n?|\n", answer.text)
    newline = found[0] if found else "\n"
    # Two breaks end whatever block the text ends in.
    parts += [newline] if answer.text.endswith(("\r", "\n")) else [newline, newline]
    parts += (newline.join(f"[^{labels[one.id]}]: {told}{newline}" for one, told in _tell(answer, notes)),)
    return "".join(parts)


def _find_notes(text: str) -> Iterator[Span]:
    """Yield where the footnotes that a text has itself stand: each to the next paragraph that is not indented."""
    start, at, blank = None, 0, False
    for told in text.splitlines(keepends=True):
        begins = _NOTE.match(told) is not None
        if start is not None and (begins or (blank and told.strip() and not told.startswith(_FURTHER))):
            yield start, at
            start = None
        start = at if begins else start
        blank = not told.strip()
        at += len(told)
    if start is not None:
        yield start, at


def _tell(answer: Annotated, notes: list[Glossed]) -> Iterator[tuple[Glossed, str]]:
    for one in notes:
        yield one, f"**{_escape(one.term)}**: {_escape(one.gloss or answer.definitions[one.id])}"


def _choose_labels(answer: Annotated) -> dict[str, str]:
    """Return the label of each concept's footnote, which the text has nowhere: its id, or a number where that is no label."""
    lowered = answer.text.casefold()
    prefix, number = "sp-", 1
    while f"[^{prefix}" in lowered:
        number += 1
        prefix = f"sp{number}-"
    labels: dict[str, str] = {}
    taken: set[str] = set()
    for place, one in enumerate(answer.concepts, 1):
        fits = _LABEL.fullmatch(one.id) and not one.id.isdigit() and one.id.casefold() not in taken
        label = one.id if fits else str(place)
        taken.add(label.casefold())
        labels[one.id] = prefix + label
    return labels


def _escape(text: str) -> str:
    """Return text on one line, in which nothing is markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
