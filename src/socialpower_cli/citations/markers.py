"""Citations in running text, in pandoc's form: `[@emerson1962]`, `[@emerson1962, p. 33]`, `[@lukes1974; @gaventa1980, ch. 1]`.

The one place that knows the form. A marker cites only where every key in it is known; anything else stays text, so that a
literal "[@" is never lost. (John MacFarlane, "Pandoc User's Guide", section Citation syntax. Of its forms only the bracketed
one with plain keys is read: no author in text, no suppressed author, no words before the key.)
"""

import re
from collections.abc import Callable, Container, Mapping
from functools import cache

from socialpower_cli.records import Record

# A key begins with a letter, digit or underscore; inner punctuation may stand between two of these.
_KEY = r"@(\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w))*)"
_ONE = rf"{_KEY}(?:,\s*([^\[\];]*[^\[\];\s]))?"
_RANGE = r"(?<=\d)-(?=\d)"
_MARKER = rf"\[\s*{_ONE}\s*(?:;\s*{_ONE}\s*)*\]"


class Cited(Record):
    """A work cited: its key, and where in it ("p. 33"), if that is said."""

    key: str
    locator: str | None


class Marker(Record):
    """A citation in a text: where it stands, as offsets in characters, and what it cites, in order."""

    start: int
    end: int
    cited: tuple[Cited, ...]


@cache
def _pattern(text: str) -> "re.Pattern[str]":
    return re.compile(text)


def find_markers(text: str, known: Container[str] | None = None) -> list[Marker]:
    """Return the citations of a text in order: those whose keys are all known, or any of the form where `known` is None."""
    if "@" not in text or "[@" not in text.replace(" ", ""):
        return []
    found = []
    for match in _pattern(_MARKER).finditer(text):
        cited = tuple(Cited(key, locator or None) for key, locator in _pattern(_ONE).findall(match.group()))
        if known is None or all(one.key in known for one in cited):
            found.append(Marker(match.start(), match.end(), cited))
    return found


def remove_markers(text: str, known: Container[str] | None = None) -> str:
    """Return a text without its citations, and without the space before each."""
    if "@" not in text:
        return text
    return _replace(text, known, lambda _: "")


def number_markers(text: str, numbers: Mapping[str, int]) -> str:
    """Return a text whose citations are numbers: "[2, p. 33]"; `numbers` says which work has which."""
    return _replace(text, numbers, lambda marker: f" [{'; '.join(_numbered(one, numbers) for one in marker.cited)}]")


def name_markers(text: str, names: Mapping[str, str]) -> str:
    """Return a text whose citations are written out: "(Emerson 1962, p. 33)"; `names` says what each work is called."""
    return _replace(text, names, lambda marker: f" ({'; '.join(_named(one, names) for one in marker.cited)})")


def _named(one: Cited, names: Mapping[str, str]) -> str:
    return f"{names[one.key]}, {one.locator}" if one.locator else names[one.key]


def _numbered(one: Cited, numbers: Mapping[str, int]) -> str:
    if not one.locator:
        return str(numbers[one.key])
    # A range is written with a hyphen and printed with a dash.
    return f"{numbers[one.key]}, {_pattern(_RANGE).sub('–', one.locator)}"


def _replace(text: str, known: Container[str] | None, write: Callable[[Marker], str]) -> str:
    parts = []
    at = 0
    for marker in find_markers(text, known):
        before = text[at : marker.start].rstrip(" ")
        written = write(marker)
        parts.append(before + (written if before or at else written.lstrip()))
        at = marker.end
    return "".join([*parts, text[at:] if at else text]).lstrip(" ") if parts else text
