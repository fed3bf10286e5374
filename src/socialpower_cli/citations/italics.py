"""Titles of works in references: italics stand between <i> and </i>, as in the titles of CSL-JSON itself."""

from collections.abc import Iterator

_OPENING, _CLOSING = "<i>", "</i>"


def split_italics(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a reference in parts, each with whether it is in italics."""
    at = 0
    while (opening := text.find(_OPENING, at)) >= 0 and (closing := text.find(_CLOSING, opening)) >= 0:
        title = opening + len(_OPENING)
        for part, italic in ((text[at:opening], False), (text[title:closing], True)):
            if part:
                yield part, italic
        at = closing + len(_CLOSING)
    if at < len(text):
        yield text[at:], False


def remove_italics(text: str) -> str:
    """Return a reference as plain text."""
    return "".join(part for part, _ in split_italics(text)) if _OPENING in text else text
