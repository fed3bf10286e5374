"""What entries of a foreign file are called: ids made from labels, and the entry that an id, a URI or a name means."""

import re
from collections.abc import Iterable

from socialpower_cli.records import Record
from socialpower_cli.text import names

# What an id may not hold: see `corpus.model`.
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_MOST_LETTERS = 80


def make_slug(text: str, *, keep: bool = False) -> str:
    """Return an id made from a name: "Power imbalance" gives "power-imbalance"; with `keep` only what no id may hold goes."""
    if not keep:
        key = names.normalize(text).replace(" ", "-")
        if key:
            return key[:_MOST_LETTERS].rstrip("-")
    return _INVISIBLE.sub("-", names.compose(text)).strip("-")[:_MOST_LETTERS]


class Ids:
    """Ids that are given out, each once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def __contains__(self, identifier: object) -> bool:
        return identifier in self._given

    def give(self, wished: str | None, term: str, suffix: str = "") -> str:
        """Return the wished id, else one made from a term; where it was given before, with a suffix or a number."""
        stem = (make_slug(wished, keep=True) if wished else "") or make_slug(term) or "entry"
        told = make_slug(suffix, keep=True)
        identifier = f"{stem}-{told}" if stem in self._given and told else stem
        while identifier in self._given:
            self._last[stem] = self._last.get(stem, 1) + 1
            identifier = f"{stem}-{self._last[stem]}"
        self._given.add(identifier)
        return identifier


class Found(Record):
    """The entry that a text means and the reason that it gives; or, without an id, why it means none."""

    id: str | None
    why: str | None


class Registry:
    """The entries of a file by all that may mean one: ids and URIs as they are, then terms, then other names."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._terms: dict[str, str | None] = {}
        self._aliases: dict[str, str | None] = {}

    def add(self, identifier: str, keys: Iterable[str], terms: Iterable[str], aliases: Iterable[str]) -> None:
        """Register an entry; a name that several have means none of them."""
        self._keys[identifier] = identifier
        for key in keys:
            self._keys.setdefault(key, identifier)
        for known, added in ((self._terms, terms), (self._aliases, aliases)):
            for name in added:
                key = names.lookup_key(name)
                known[key] = identifier if known.get(key, identifier) == identifier else None

    def find(self, text: str) -> Found:
        """Return what a text means: an id, a URI or a name, with a reason after ": " if there is one."""
        found = self._find_name(text)
        if found.id is not None or ": " not in text:
            return found
        name, _, reason = text.partition(": ")
        found = self._find_name(name)
        return found if found.id is None else Found(found.id, reason.strip() or None)

    def _find_name(self, text: str) -> Found:
        if text in self._keys:
            return Found(self._keys[text], None)
        key = names.lookup_key(text)
        for known in (self._terms, self._aliases):
            if key in known:
                return Found(known[key], None if known[key] is not None else "several entries have this name")
        return Found(None, "no entry has this id or name")
