"""What a query asks for: words, phrases that must stand together, beginnings of words, and what is only the asking.

The text of a query is data. It is taken apart here, and every part is quoted before it becomes an expression of FTS5.
"""

import re
from itertools import pairwise

from socialpower_cli.records import Record
from socialpower_cli.text import names
from socialpower_cli.text.words import STOP_WORDS, split_words

_PHRASE = re.compile(r'"([^"]*)"')
_PREFIX = re.compile(r"(?<![^\s])([^\s\"*]+)\*(?=\s|$)")
_MOST_WORDS = 64
# Quoted phrases and beginnings of words are looked for one by one in every entry: nobody types more of them by hand.
_MOST_REQUIRED = 16
_MOST_IN_PHRASE = 32  # words, by which any text that has them is found

# Words that say that concepts are to be told apart.
COMPARING = frozenset(
    """vs versus difference differences differ differs different differentiate distinguish distinction compare compared
    comparing comparison contrast contrasted similarities""".split()  # noqa: SIM905 -- a list of words is read as words
)
# Words that say what is asked of a subject, and not what about: what study questions and headings are made of.
FRAME = COMPARING | frozenset(
    """advantage advantages affect affects aim analysis analyse analyze answer article aspects assess benefit benefits briefly
    cause caused causes characteristic characteristics concept concepts consequence consequences context critically define
    defined definition definitions describe disadvantage disadvantages discuss effect effects essay evaluate example examples
    explain explained explanation factor factors feature features form forms function functions give impact important importance
    kind kinds list main meaning means meant mention name notes outline overview pdf people person pros cons purpose question
    reason reasons relation relationship role roles sentence short show significance simple simply society sociology state
    study summary term terms theory theories today type types understand understanding use used way ways word work works
    write""".split()  # noqa: SIM905 -- a list of words is read as words
)

# Words that a text begins with which asks about something: of questions, of tasks, and of headings. A definition may begin with
# "form", "relationship" or "theory", and a story with "when".
OPENING = frozenset(
    """are can could did do does how is should was were what which who whom whose why will would
    analyse analyze assess compare contrast critically define describe differentiate discuss distinguish evaluate explain give
    list name outline show write
    advantages benefits causes characteristics consequences definition difference differences disadvantages effects examples
    factors features forms functions importance kinds meaning pros reasons types""".split()  # noqa: SIM905 -- a list of words is read as words
)
# What asks for the better of two at the end: "..., which is more effective".
_CHOOSING = re.compile(r"[,;:]\s*which\b", re.IGNORECASE)
# From so many words on a text that asks nothing tells of something, as a definition or a story does.
FEWEST_OF_A_DESCRIPTION = 7


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
    """Return a query taken apart; of different content words the first 64 count, of phrases and beginnings the first 16."""
    phrases = [" ".join(split_words(phrase)[:_MOST_IN_PHRASE]) for phrase in _PHRASE.findall(text)]
    rest = _PHRASE.sub(" ", text)
    prefixes = [names.normalize(prefix) for prefix in _PREFIX.findall(rest)]
    rest = _PREFIX.sub(" ", rest)
    return Query(
        text,
        names.normalize(text),
        tuple(content(" ".join([names.normalize(rest), *phrases]).split())),
        tuple(dict.fromkeys(filter(None, phrases)))[:_MOST_REQUIRED],
        tuple(dict.fromkeys(filter(None, prefixes)))[:_MOST_REQUIRED],
    )


def content(words: list[str]) -> list[str]:
    """Return the first 64 different words that say something, in order; all of them where none does."""
    different = list(dict.fromkeys(words))
    return ([word for word in different if tells(word)] or different)[:_MOST_WORDS]


def pairs(words: list[str]) -> list[str]:
    """Return each two neighbouring words of which at least one says something, at most 64 times."""
    found = [f"{one} {other}" for one, other in pairwise(words) if tells(one) or tells(other)]
    return list(dict.fromkeys(found))[:_MOST_WORDS]


def tells(word: str) -> bool:
    """Return whether a normalized word says anything about a subject."""
    return word not in STOP_WORDS and len(word) > 1


def compares(words: list[str]) -> bool:
    """Return whether normalized words ask to tell concepts apart."""
    return not COMPARING.isdisjoint(words)


def describes(query: Query) -> bool:
    """Return whether a query tells of something at length, and does not ask about it by its name."""
    words = query.key.split()
    if len(words) < FEWEST_OF_A_DESCRIPTION:
        return False
    asks = "?" in query.typed or words[0] in OPENING or ("or" in words and _CHOOSING.search(query.typed))
    return not asks and not compares(words)


def quoted(words: str) -> str:
    """Return words as one quoted string of FTS5, which reads nothing inside it as syntax."""
    return '"' + words.replace('"', '""') + '"'
