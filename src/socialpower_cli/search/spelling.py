"""Near spellings: which known names or words a misspelt one may stand for.

The one owner of rapidfuzz. Distances are optimal string alignment (Damerau-Levenshtein without overlapping edits):
insertions, deletions, substitutions and swaps of neighbours each count one, as they do in Damerau (1964), "A technique
for computer detection and correction of spelling errors", who found that four misspellings in five are one such edit.
"""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from socialpower_cli.index import Index
from socialpower_cli.records import Record
from socialpower_cli.text import sounds

_LEAST_SOUNDS = 3
_LENGTHS = 4  # letters that spellings of one sound may differ by


class Near(Record):
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

    In a corpus too large to list sounds, where too many names sound alike, none.
    """
    wanted = sounds.sound(squashed)
    if len(wanted) < _LEAST_SOUNDS:
        return []
    found = [name for name in index.sounding(wanted) if abs(len(name) - len(squashed)) <= _LENGTHS]
    return sorted((Near(name, OSA.distance(squashed, name)) for name in found), key=_nearest_first)


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
