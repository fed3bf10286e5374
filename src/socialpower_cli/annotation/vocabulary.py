"""The names of a corpus as a tree of folded words, in which a text is looked up word by word."""

from typing import Any

from socialpower_cli.index import Index
from socialpower_cli.records import Record
from socialpower_cli.text.words import STOP_WORDS, fold_word

# Where a node of the tree keeps the names that end there: no word is empty.
HERE = ""

# How near a name is to its concept: a name that two concepts have means the nearer one.
_RANKS = {"id": 0, "term": 0, "alias": 1, "formerly": 2}

Node = dict[str, Any]


class Name(Record):
    """A name of a concept, by its number.

    `key` is normalized; `plural` says that a single word is one; `cased` are its words with capitals within, as in NGO; `open`
    that it ends in a word that runs on into most sentences, as "power to" does; `commas` that it has some.
    """

    number: int
    rank: int
    key: str
    plural: bool
    cased: tuple[str, ...]
    open: bool
    commas: bool


def read_names(index: Index) -> Node:
    """Return the tree of all names of a corpus.

    Where a name is written in several words or with hyphens it stands in the tree in one word as well ("group-think").
    """
    tree: Node = {}
    for number, _, written, kind, key in index.names_with_keys():
        words = key.split()
        if len(words) == 1 and key in STOP_WORDS:
            continue
        cased = tuple(word for word in written.split() if any(letter.isupper() for letter in word[1:]))
        name = Name(
            number,
            _RANKS[kind],
            key,
            plural=len(words) == 1 and is_plural(key),
            cased=cased if kind != "id" else (),
            open=len(words) > 1 and words[-1] in STOP_WORDS,
            commas="," in written,
        )
        ways = [[fold_word(word) for word in words]]
        if len(words) > 1:
            ways.append([fold_word("".join(words))])
        for way in ways:
            node = tree
            for word in way:
                node = node.setdefault(word, {})
            node.setdefault(HERE, []).append(name)
    return tree


def is_plural(word: str) -> bool:
    """Return whether a normalized word is a plural."""
    return word.endswith("s") and not fold_word(word).endswith("s")
