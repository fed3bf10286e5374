"""What a query asks for: words, phrases that must stand together, beginnings of words.

The text of a query is data. It is taken apart here, and every part is quoted before it becomes an expression of FTS5.
"""

import re
from itertools import pairwise

from socialpower_cli.records import Record
from socialpower_cli.text import names
from socialpower_cli.text.words import STOP_WORDS

_PHRASE = re.compile(r'"([^"]*)"')
_PREFIX = re.compile(r"(?<![^\s])([^\s\"*]+)\*(?=\s|$)")
_MOST_WORDS = 64


class Query(Record):
    """A query taken apart: as typed, its normalized whole, its content words, the phrases and word beginnings it requires."""

    typed: str
    key: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]
    prefixes: tuple[str, ...]

    def required(self) -> str:
        """Return the full-text expression that every result must match, or an empty text."""
        parts = [quoted(phrase) for phrase in self.phrases] + [f"{quoted(prefix)} *" for prefix in self.prefixes]
        return " AND ".join(parts)


def parse(text: str) -> Query:
    """Return a query taken apart; at most its first 64 different content words count."""
    phrases = [names.normalize(phrase) for phrase in _PHRASE.findall(text)]
    rest = _PHRASE.sub(" ", text)
    prefixes = [names.normalize(prefix) for prefix in _PREFIX.findall(rest)]
    rest = _PREFIX.sub(" ", rest)
    return Query(
        text,
        names.normalize(text),
        tuple(content(" ".join([names.normalize(rest), *phrases]).split())),
        tuple(phrase for phrase in phrases if phrase),
        tuple(prefix for prefix in prefixes if prefix),
    )


def content(words: list[str]) -> list[str]:
    """Return the first 64 different words that say something, in order; all of them where none does."""
    different = list(dict.fromkeys(words))
    return ([word for word in different if _tells(word)] or different)[:_MOST_WORDS]


def pairs(words: list[str]) -> list[str]:
    """Return each two neighbouring words of which at least one says something, at most 64 times."""
    found = [f"{one} {other}" for one, other in pairwise(words) if _tells(one) or _tells(other)]
    return list(dict.fromkeys(found))[:_MOST_WORDS]


def _tells(word: str) -> bool:
    return word not in STOP_WORDS and len(word) > 1


def quoted(words: str) -> str:
    """Return words as one quoted string of FTS5, which reads nothing inside it as syntax."""
    return '"' + words.replace('"', '""') + '"'
