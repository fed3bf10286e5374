"""Near spellings: which known names or words a misspelt one may stand for.

The one owner of rapidfuzz. Distances are optimal string alignment (Damerau-Levenshtein without overlapping edits):
insertions, deletions, substitutions and swaps of neighbours each count one, as they do in Damerau (1964), "A technique
for computer detection and correction of spelling errors", who found that four misspellings in five are one such edit.
"""

from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from socialpower_cli.index import Index

_LEAST_SOUNDS = 3
_MOST_SCANNED = 5_000
_VOWELS = "aeiouyw"
_SPOKEN = (
    *(("sch", "sk"), ("tch", "ch"), ("ch", "k"), ("ck", "k"), ("ph", "f"), ("gh", ""), ("kn", "n"), ("dg", "j")),
    *(("ce", "se"), ("ci", "si"), ("cy", "sy"), ("ge", "je"), ("gi", "ji"), ("gy", "jy"), ("psy", "sy"), ("x", "ks")),
)
_ONE_LETTER = str.maketrans("cqzv", "kksf")


class Near(NamedTuple):
    """A known spelling and its distance, in edits, from the one that was typed."""

    spelling: str
    distance: int


def allowance(length: int) -> int:
    """Return how many edits a spelling of a length in letters may be away and still be meant: one in four, at most three."""
    return 0 if length < 3 else 1 if length < 7 else 2 if length < 12 else 3


def near_names(index: Index, squashed: str, labels: bool = True) -> list[Near]:
    """Return the squashed names, and hidden labels if asked, near a squashed text: nearest first, then in order."""
    kinds = ("name", "label") if labels else ("name",)
    found = {one for kind in kinds for one in near(index, kind, squashed, allowance(len(squashed)))}
    return sorted(found, key=_nearest_first)


def alike_in_sound(index: Index, squashed: str) -> list[Near]:
    """Return the squashed names and labels that sound like a text, however they are spelt: nearest first, then in order.

    In a corpus of more than 5,000 concepts none: there a scan of all names would be felt, and too many sound alike.
    """
    wanted = sound(squashed)
    if len(wanted) < _LEAST_SOUNDS or index.size() > _MOST_SCANNED:
        return []
    known = {name for kind in ("name", "label") for name in index.spellings(kind, len(squashed) - 4, len(squashed) + 4)}
    found = [name for name in known if sound(name) == wanted]
    return sorted((Near(name, OSA.distance(squashed, name)) for name in found), key=_nearest_first)


def sound(squashed: str) -> str:
    """Return the consonants of an English word as they are mostly spoken: "beaurocracy" and "bureaucracy" give "brkrs".

    A short form of the Metaphone of Philips (1990), "Hanging on the Metaphone": letters that are spoken alike become one
    letter, vowels after the first letter and what is doubled go.
    """
    for written, spoken in _SPOKEN:
        squashed = squashed.replace(written, spoken)
    squashed = squashed.translate(_ONE_LETTER)
    first = "a" if squashed[:1] in _VOWELS else squashed[:1]
    consonants = "".join(letter for letter in squashed[1:] if letter not in _VOWELS and letter != "h")
    kept = first + consonants
    return "".join(letter for place, letter in enumerate(kept) if place == 0 or letter != kept[place - 1])


def near(index: Index, kind: str, typed: str, edits: int) -> list[Near]:
    """Return the spellings of a kind at most `edits` away, nearest first, then in order.

    Only blocks of spellings whose length is within reach are read, and each is scanned in one call.
    """
    if edits == 0:
        return []
    known = index.spellings(kind, len(typed) - edits, len(typed) + edits)
    found = process.extract(typed, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return sorted((Near(spelling, int(distance)) for spelling, distance, _ in found), key=_nearest_first)


def _nearest_first(near: Near) -> tuple[int, str]:
    return near.distance, near.spelling
