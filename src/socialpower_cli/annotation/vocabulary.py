"""The names of a corpus as a tree of folded words, in which a text is looked up word by word."""

from collections.abc import Container
from typing import Any

from socialpower_cli.index import Index
from socialpower_cli.index.schema import Kind
from socialpower_cli.records import Record
from socialpower_cli.text.words import STOP_WORDS, fold_word

# Where a node of the tree keeps the names that end there: no word is empty.
HERE = ""

# How near a name is to its concept: a name that two concepts have means the nearer one.
_RANKS = {Kind.ID: 0, Kind.TERM: 0, Kind.ALIAS: 1, Kind.FORMERLY: 2}

Node = dict[str, Any]

# The number of what means no concept: concepts are numbered from 1.
NO_CONCEPT = 0

# Phrases of everyday English, as dictionaries list them, in which a name means no concept. They stand in the tree as names do,
# so that the longest wins here too; a corpus that has one of them as a name means that.
SET_PHRASES = (
    *(
        "at face value",
        "face down",
        "face mask",
        "face to face",
        "face up",
        "face value",
        "in the face of",
        "on the face of it",
    ),
    *("field day", "field of view", "field of vision", "field study", "field test", "field trip", "field work"),
    *("football field", "magnetic field", "playing field", "first class", "second class", "third class", "evening class"),
    *("in the interest of", "in the interests of", "interest rate", "rate of interest", "law of averages", "law of gravity"),
    *("law of nature", "law of physics", "lightning strike", "strike of lightning", "power cable", "power cut", "power drill"),
    *("power failure", "power line", "power of attorney", "power outage", "power plant", "power station", "power steering"),
    *("power supply", "power tool", "power user", "solar power", "wind power", "role model", "role play", "state of affairs"),
    *(
        "state of mind",
        "state of play",
        "state of repair",
        "state of the art",
        "trust fund",
        "war of attrition",
        "war of nerves",
    ),
)


class Name(Record):
    """A name of a concept, by its number.

    `key` is normalized; `plural` says that a single word is one; `cased` are its words with capitals within, as in NGO; `open`
    that it ends in a word that runs on into most sentences, as "power to" does; `commas` that it has some.
    """

    number: int
    rank: int
    key: str
    plural: bool = False
    cased: tuple[str, ...] = ()
    open: bool = False
    commas: bool = False


def read_names(index: Index, words: Container[str], *, set_phrases: bool = True) -> Node:
    """Return the tree of the names of a corpus that may stand in a text with some folded words.

    Where a name is written in several words or with hyphens it stands in the tree in one word as well ("group-think"). With
    `set_phrases` those stand there too, as names of no concept.
    """
    tree: Node = {}
    for phrase in SET_PHRASES if set_phrases else ():
        _put(tree, [fold_word(part) for part in phrase.split()], Name(NO_CONCEPT, 0, phrase))
    for number, kind, written, key, folded in index.names_with_keys():
        parts = key.split()
        ways = []
        if len(parts) > 1 and folded in words:
            # The folded key is without what only asks, such as "meaning" at the end, and may be a word of the name alone.
            together = fold_word("".join(parts))
            ways = [[together]] if together in words else []
        if fold_word(parts[0]) in words and (len(parts) > 1 or key not in STOP_WORDS):
            ways.append([fold_word(part) for part in parts])
        if ways:
            name = _describe(number, kind, written, parts)
            for way in ways:
                _put(tree, way, name)
    return tree


def _put(tree: Node, words: list[str], name: Name) -> None:
    node = tree
    for word in words:
        node = node.setdefault(word, {})
    node.setdefault(HERE, []).append(name)


def _describe(number: int, kind: int, written: str, parts: list[str]) -> Name:
    cased = () if kind == Kind.ID else tuple(word for word in written.split() if any(letter.isupper() for letter in word[1:]))
    several = len(parts) > 1
    return Name(
        number,
        _RANKS[Kind(kind)],
        " ".join(parts),
        plural=not several and is_plural(parts[0]),
        cased=cased,
        open=several and parts[-1] in STOP_WORDS,
        commas="," in written,
    )


def is_plural(word: str) -> bool:
    """Return whether a normalized word is a plural."""
    return word.endswith("s") and not fold_word(word).endswith("s")
