"""Near spellings: which known names or words a misspelt one may stand for.

The one owner of rapidfuzz. Distances are optimal string alignment (Damerau-Levenshtein without overlapping edits):
insertions, deletions, substitutions and swaps of neighbours each count one, as they do in Damerau (1964), "A technique
for computer detection and correction of spelling errors", who found that four misspellings in five are one such edit.

Only what is no word is taken for a misspelling: "race" does not stand for "face". Words that all exist are taken for a slip of
the ear ("principle agent problem"), so that what they are corrected to must sound the same, or in a long name of several words
for a slip of the finger ("eared status").
"""

from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from socialpower_cli.index import Index
from socialpower_cli.meaning import vectors
from socialpower_cli.records import Record
from socialpower_cli.text import names, sounds
from socialpower_cli.text.words import fold_word

_LEAST_SOUNDS = 3
_SHORTEST_CORRECTED = 4
# In edits. The same sound makes up for nearly one; a first letter is seldom wrong (Pollock and Zamora 1984).
_WORTH_OF_SOUND = 0.9
_WORTH_OF_BEGINNING = 0.5
_LONG = 10  # letters, of a name in which one edit is no accident
# A word three edits away is mostly another word: "engagement" is not what "entanglement" was meant to be.
_MOST_EDITS = 2
_MOST_SPELLINGS = 5


class Near(Record):
    """A known spelling and its distance, in edits, from the one that was typed."""

    spelling: str
    distance: int


def allowance(length: int) -> int:
    """Return how many edits a spelling may be away and still be meant: none below 4 letters, 1 below 7, 2 below 12, else 3.

    One letter of three makes another word or acronym: "GDP" is not GDPR, "sea" not SES.
    """
    return 0 if length < 4 else 1 if length < 7 else 2 if length < 12 else 3


def find_near_names(index: Index, key: str, labels: bool = True) -> list[Near]:
    """Return the squashed names, and hidden labels if asked, that a normalized text may be a misspelling of, nearest first.

    Spellings near in letters, and where some word does not exist those that sound the same, however they are spelt.
    """
    squashed = names.squash(key)
    words = key.split()
    sound = sounds.sound(squashed)
    found = near_names(index, squashed, labels)
    if not all(is_word(index, word) for word in words):
        heard = [near for near in alike_in_sound(index, squashed) if near not in found]
        return sorted([*found, *heard], key=lambda near: (measure_farness(near, sound), near.spelling))
    slipped = len(words) > 1 and len(squashed) >= _LONG
    return [near for near in found if sounds.sound(near.spelling) == sound or (slipped and near.distance == 1)]


def measure_farness(near: Near, sound: str) -> float:
    """Return how far a spelling is from one with a sound: its edits, less for the same sound, more for another beginning.

    So "burocracy" is nearer to "bureaucracy", three edits away, than to "autocracy", two away; but "feedom" is nearer to
    "freedom", one away, than to "fiefdom", which sounds the same.
    """
    other = sounds.sound(near.spelling)
    if near.distance <= 1:
        return near.distance  # four misspellings in five are one edit, whatever it sounds like
    if other == sound:
        return near.distance - _WORTH_OF_SOUND
    return near.distance + (_WORTH_OF_BEGINNING if other[:1] != sound[:1] else 0.0)


def is_word(index: Index, word: str) -> bool:
    """Return whether a normalized word is one, in English or in the corpus."""
    return word.isdigit() or index.knows(word) or vectors.load().of_word(fold_word(word)) is not None


def correct_word(index: Index, word: str) -> list[str]:
    """Return a normalized word and, where it is none, the nearest words of the text, at most five in all."""
    if len(word) < _SHORTEST_CORRECTED or is_word(index, word):
        return [word]
    found = near(index, "word", word, min(_MOST_EDITS, allowance(len(word))))
    return [word, *(one.spelling for one in found if one.distance == found[0].distance)][:_MOST_SPELLINGS]


def near_names(index: Index, squashed: str, labels: bool = True) -> list[Near]:
    """Return the squashed names, and hidden labels if asked, near a squashed text: nearest first, then in order."""
    kinds = ("name", "label") if labels else ("name",)
    found = {one for kind in kinds for one in near(index, kind, squashed, allowance(len(squashed)))}
    return sorted(found, key=_nearest_first)


def alike_in_sound(index: Index, squashed: str) -> list[Near]:
    """Return the squashed names and labels that sound like a text and have half of its letters: nearest first, then in order.

    In a corpus too large to list sounds, where too many names sound alike, none.
    """
    wanted = sounds.sound(squashed)
    if len(wanted) < _LEAST_SOUNDS:
        return []
    found = (Near(name, OSA.distance(squashed, name)) for name in index.sounding(wanted))
    return sorted((near for near in found if near.distance <= len(squashed) / 2), key=_nearest_first)


def near(index: Index, kind: str, typed: str, edits: int) -> list[Near]:
    """Return the spellings of a kind at most `edits` away, nearest first, then in order.

    Only blocks of spellings whose length is within reach are read, and each is scanned in one call.
    """
    if edits == 0:
        return []
    return near_among(index.spellings(kind, len(typed) - edits, len(typed) + edits), typed, edits)


def near_among(known: Sequence[str], typed: str, edits: int) -> list[Near]:
    """Return those of some spellings that are at most `edits` away, nearest first, then in order."""
    found = process.extract(typed, known, scorer=OSA.distance, score_cutoff=edits, limit=None)
    return sorted((Near(spelling, int(distance)) for spelling, distance, _ in found), key=_nearest_first)


def _nearest_first(near: Near) -> tuple[int, str]:
    return near.distance, near.spelling
