"""Completing what is typed towards the name of a concept.

A shell may read what it is offered as code, and splices it into what was typed. So what is offered consists of letters, digits
and a few harmless marks; a concept whose id has others is offered by its name, in words joined by hyphens.
"""

from collections.abc import Iterable

from socialpower_cli.index import Index
from socialpower_cli.text import names

_LIMIT = 1000
_HARMLESS = frozenset("-_.+%@/")


def find_continuations(index: Index, before: list[str], incomplete: str) -> list[str]:
    """Return the words that continue what is typed towards a concept's id or name, in order.

    After the words "power" and "im" the answer is "imbalance"; an unfinished first word is answered by ids, or by names
    written like ids where no id fits ("power-asymmetry").
    """
    typed = names.normalize(incomplete)
    if before:
        start = names.normalize(" ".join(before)) + " "
        following = (key[len(start) :].split(" ")[0] for key, _, _ in index.names_starting(start + typed, _LIMIT))
        return splice(dict.fromkeys(word for word in following if word), incomplete)
    found = index.names_starting(typed, _LIMIT)
    ids = dict.fromkeys(identifier for _, identifier, _ in found if identifier.lower().startswith(incomplete.lower()))
    return splice(ids, incomplete) or splice(dict.fromkeys(key.replace(" ", "-") for key, _, _ in found), incomplete)


def splice(words: Iterable[str], incomplete: str) -> list[str]:
    """Return the harmless words that begin as typed but for case, with the part that is typed left as it is."""
    start = incomplete.lower()
    at = len(incomplete)
    return [incomplete + word[at:] for word in words if word[:at].lower() == start and _is_harmless(word)]


def _is_harmless(word: str) -> bool:
    """Return whether a shell reads a word as nothing but text."""
    return not word.startswith("-") and all(letter.isalnum() or letter in _HARMLESS for letter in word)
