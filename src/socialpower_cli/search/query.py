"""What a query asks for: words, phrases that must stand together, beginnings of words.

The text of a query is data. It is taken apart here, and every part is quoted before it becomes an expression of FTS5.
"""

import re
from typing import NamedTuple

from socialpower_cli import names

_PHRASE = re.compile(r'"([^"]*)"')
_PREFIX = re.compile(r"(?<![^\s])([^\s\"*]+)\*(?=\s|$)")
_MOST_WORDS = 64

# Words that say nothing about a subject: articles, pronouns, auxiliaries, prepositions, conjunctions, question words.
STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been being both but by can cannot cant could did didnt do
    does doesnt doing dont each even every few for from get gets getting go goes going got had has have having he her
    here hers him himself his how i if ill im in into is isnt it its itself ive just like many may me might more most
    much must my myself no nor not of off on once one only or other our out over own quite rather really s same she
    should so some somebody someone something still such t than that thats the their them themselves then there these
    they theyre this those through to too under until up upon us used very was wasnt way we were what when where whether
    which while who whom whose why will with without wont would you your yourself
    """.split()  # noqa: SIM905 -- a list of words is read as words
)


class Query(NamedTuple):
    """A query taken apart: its normalized whole, its content words, the phrases and word beginnings it requires."""

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
    words = list(dict.fromkeys(" ".join([names.normalize(rest), *phrases]).split()))
    content = [word for word in words if word not in STOP_WORDS and len(word) > 1] or words
    return Query(
        names.plain(names.normalize(text)),
        tuple(content[:_MOST_WORDS]),
        tuple(phrase for phrase in phrases if phrase),
        tuple(prefix for prefix in prefixes if prefix),
    )


def quoted(words: str) -> str:
    """Return words as one quoted string of FTS5, which reads nothing inside it as syntax."""
    return '"' + words.replace('"', '""') + '"'
