"""Titles of works in references: italics stand between <i> and </i>, as in the titles of CSL-JSON itself."""

from collections.abc import Iterator

_OPENING, _CLOSING = "<i>", "</i>"


def split_italics(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a reference in parts, each with whether it is in italics."""
    while text:
        before, opening, rest = text.partition(_OPENING)
        title, closing, after = rest.partition(_CLOSING)
        if not closing:
            yield text, False
            return
        if before:
            yield before, False
        if title:
            yield title, True
        text = after if opening else ""


def remove_italics(text: str) -> str:
    """Return a reference as plain text."""
    return "".join(part for part, _ in split_italics(text)) if _OPENING in text else text
