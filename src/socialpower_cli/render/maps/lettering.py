"""How wide a text is in a picture, and where its lines break: a picture is drawn before it is known with which fonts."""

import math
import re

# Of these the first that a system has is used; the last two are narrower than what is measured here.
FONTS = "Verdana, 'DejaVu Sans', Helvetica, Arial, sans-serif"

# The advance widths of ASCII in hundredths of an em, rounded up: for each character the wider of Verdana 5 and DejaVu Sans
# 2.37, which are drawn to nearly the same measures and are wider than what stands in for them.
_ASCII = {
    character: width
    for width, characters in {
        30: "'il",
        37: " ,.j",
        40: "ft!",
        46: 'I:;/\\|()[]-J"r',
        56: "szcL?",
        61: "FkvxyP",
        65: "TYaoeEbdghnpqu$0123456789{}*_`",
        70: "SKABVRXZC",
        79: "UHNDG&OQ",
        85: "w#+<=>^~",
        100: "mW@M",
        108: "%",
    }.items()
    for character in characters
}
_EM = 100  # most other characters take no more; of Latin, Greek and Cyrillic letters the widest takes 110
_LETTER = 110
_SYMBOL = 140  # emoji fonts

# A name is wrapped at so many times the size of its letters, a very long one so that its box is three times as wide as high.
_MEASURE = 12.5
_ASPECT = 3.0
LEADING = 1.35  # from line to line, by the size of the letters


def measure(text: str, size: float) -> float:
    """Return how wide a text is at most, in the unit of the size of its letters."""
    return sum(map(_measure_character, text)) * size / 100


def _measure_character(character: str) -> int:
    known = _ASCII.get(character)
    if known is None:
        known = _ASCII[character] = _estimate(character)
    return known


def _estimate(character: str) -> int:
    """Return how many hundredths of an em a character takes beyond ASCII: an accented letter as many as the letter."""
    import unicodedata

    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return 0
    base = unicodedata.normalize("NFD", character)[0]
    if base in _ASCII and base != character:
        return _ASCII[base]
    if category == "So":
        return _SYMBOL
    return _LETTER if character < "\u0530" else _EM


def wrap(text: str, size: float) -> list[str]:
    """Return a text in lines; a word that has no room on a line breaks after a hyphen or a slash, or else anywhere."""
    room = max(_MEASURE * size, math.sqrt(measure(text, size) * size * LEADING * _ASPECT))
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and measure(joined, size) <= room:
            lines[-1] = joined
        else:
            lines += [word] if measure(word, size) <= room else _break(word, size, room)
    return lines


def _break(word: str, size: float, room: float) -> list[str]:
    """Return a word that has no room on a line in parts that have."""
    lines = [""]
    for part in re.findall(r"[^/-]*[/-]+|[^/-]+", word):
        if measure(lines[-1] + part, size) <= room:
            lines[-1] += part
        else:
            lines += _chop(part, size, room)
    return [one for one in lines if one]


def _chop(word: str, size: float, room: float) -> list[str]:
    """Return a word in parts that fit; a mark stays with its letter."""
    parts = [""]
    for character in word:
        if parts[-1] and _measure_character(character) and measure(parts[-1] + character, size) > room:
            parts.append("")
        parts[-1] += character
    return parts
