"""The case of titles: English ones that capitalize their words, told in sentence case.

Title case says nothing of which words are names. Words and phrases that keep their capitals are listed in `capitals.txt`: names
that the corpus's own prose always capitalizes, and names of persons, peoples, places, months and beliefs. What else keeps its
own: acronyms and words with a capital, digit or mark inside, numbers in Roman numerals, and what is quoted. A word in lower
case on the list is the other way round: "black box" has no capital though "Black" has.

Other languages write their titles in sentence case as they are (German with its nouns): such a title stays as it is, and so
does one that is in sentence case already. Which language it is, is told by the small words in it.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from socialpower_cli.records import Record


def _list(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENGLISH = _list("""
    the of and in a an on to for with from by at as is are be not or but how why what when where who it its our their we
    you his her my your do does did can will should than that this these those into about against between over under
    through without within after before toward towards among during who's
""")
# What title case leaves small: The Chicago Manual of Style (18th edition, 8.160).
_SMALL = _list("""
    a an the and but or nor for so yet as at by in into of off on onto out over per to up upon via with from v vs et al
""")
_OTHERS = _list("""
    der die das den dem des und im zur zum ein eine einer eines von vom über für mit als bei auf nach ist nicht oder wie
    le la les l du de et en une un dans pour au aux ou ses sa ce cette que qui d el los las del y por para con su sus una
    lo il gli della delle dello degli dei di che nel nella sul sulla e da do dos os na och av om att til og ett det af har
    ad cum sive seu
""")

# Words that may be small in title case as well.
_LITTLE = _ENGLISH | _SMALL

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDING = re.compile(r"['’][^\W\d_]+")
_ROMAN = re.compile(r"[IVX]+")
# After these the next word begins a sentence; after the second kind it begins a subtitle.
_SENTENCE_ENDS = (".", "?", "!")
_SUBTITLE_BEGINS = (":", "—", "–")
_BEGINNING = re.compile(rf"([:—–] )({_WORD.pattern})")
# A quotation of three words or more is mostly the title of another work, or a sentence.
_QUOTED = re.compile(r"[“\"][^”\"\s]+\s[^”\"\s]+\s[^”\"]+[”\"]")
# The signs of documents: "E/CN.4/Sub.2/1986/7".
_SIGN = re.compile(r"\b[A-Z]+/[\w./]+")
# Months that are words too, beside a number.
_MONTH = re.compile(r"(?<=\d )(?:March|May)\b|\b(?:March|May) (?=\d)")
_INITIAL = re.compile(r"\b(?:[A-HJ-UWYZ]|v|vs|St|Mr|Mrs|Dr|Jr|No|Vol|cf|U\.S)\.$")
_PART = re.compile(
    r"\b(?:Volume|Vol\.|Part|Chapter|Book|Title|Article|Section|No\.|Number|Act|Phase|Type|Web|Protocol) (?=[\dIVX]+\b)"
)
_BRACKETED = re.compile(r"(.*\S) \[([^\[\]]+)\]$")


class Capitals(Record):
    """Words that keep their capital, and a pattern of the phrases that are written as they stand in the list."""

    words: frozenset[str]
    phrases: "re.Pattern[str]"
    written: dict[str, str]


def write_in_sentence_case(title: str, *, subtitle: bool = True, names: Iterable[str] = ()) -> str:
    """Return a title in sentence case; with `subtitle`, the first word after a colon or dash has a capital too.

    `names` are of bodies that the title may speak of: they keep their capitals.
    """
    translated = _BRACKETED.fullmatch(title)
    if translated:
        original, translation = (write_in_sentence_case(part, subtitle=subtitle, names=names) for part in translated.groups())
        return f"{original} [{translation}]"
    if not is_english(title):
        return title
    if not _is_in_title_case(title):
        return _BEGINNING.sub(lambda match: _begin_subtitle(*match.groups(), subtitle=subtitle), title)
    kept = _find_kept(title, names)
    parts = []
    at = 0
    for match in _WORD.finditer(title):
        word, start = match.group(), match.start()
        parts.append(title[at:start])
        at = match.end()
        parts.append(kept.get(start) or _change(word, title[:start], title[at : at + 1], subtitle=subtitle))
    told = "".join([*parts, title[at:]])
    return told[:1].upper() + told[1:]


def write_in_title_case(title: str) -> str:
    """Return a title in title case: all words but articles, conjunctions and prepositions of fewer than five letters."""
    translated = _BRACKETED.fullmatch(title)
    if translated:
        original, translation = map(write_in_title_case, translated.groups())
        return f"{original} [{translation}]"
    if not is_english(title) or _is_in_title_case(title):
        return title

    def change(match: "re.Match[str]") -> str:
        word = match.group()
        if title[: match.start()][-1:].isdigit():
            return word
        small = word in _SMALL and not _begins(title[: match.start()]) and match.end() < len(title)
        return word if small else word[0].upper() + word[1:]

    return _WORD.sub(change, title)


def is_english(title: str) -> bool:
    """Return whether a title is in English, as far as its small words tell; without any it is taken for English."""
    words = [word.lower() for word in re.findall(r"(?<!-)\b[^\W\d_]+\b(?!-)", title)]
    english = sum(word in _ENGLISH for word in words)
    return (english > 0 and english >= sum(word in _OTHERS for word in words)) or not any(word in _OTHERS for word in words)


def _is_in_title_case(title: str) -> bool:
    """Return whether most words that only title case would capitalize have a capital."""
    listed = _read_capitals().words
    words = [
        word
        for match in _WORD.finditer(title)
        if not _begins(title[: match.start()]) and _stem(word := match.group()) not in listed and word.lower() not in _LITTLE
    ]
    # Short words are less sure: they count where there are no others.
    words = [word for word in words if len(word) > 3] or words
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _find_kept(title: str, names: Iterable[str]) -> dict[int, str]:
    """Return the words that stay as they are written, by where they begin: of listed phrases, names and quotations."""
    capitals = _read_capitals()
    kept = {}
    for found in capitals.phrases.finditer(title):
        phrase = capitals.written[found.group().lower()]
        for word in _WORD.finditer(phrase):
            start, end = found.start() + word.start(), found.start() + word.end()
            ending = _ENDING.match(title, end) if end == found.end() else None
            kept[start] = word.group() + (ending.group() if ending else "")
    for pattern in (_QUOTED, _PART, _SIGN, _MONTH, *(re.compile(rf"\b{re.escape(name)}\b") for name in names)):
        for found in pattern.finditer(title):
            kept |= {found.start() + word.start(): word.group() for word in _WORD.finditer(found.group())}
    return kept


def _change(word: str, before: str, after: str, *, subtitle: bool) -> str:
    """Return a word as it stands in sentence case, after what comes before it in the title and before a character."""
    if (
        _keeps_its_capitals(word)
        or (word == "A" and after not in ("", " "))
        or _begins_sentence(before)
        or (subtitle and _begins(before))
    ):
        return word
    return word.lower()


def _begin_subtitle(before: str, word: str, *, subtitle: bool) -> str:
    """Return the beginning of a subtitle in a title that is in sentence case already."""
    if subtitle:
        return before + word[0].upper() + word[1:]
    return before + (word if _keeps_its_capitals(word) else word.lower())


def _keeps_its_capitals(word: str) -> bool:
    """Return whether a word has its capitals in any case: an acronym, a number in Roman numerals, a listed name."""
    listed = _read_capitals().words
    if len(word) == 1:
        return word != "A"
    return not _has_small_ending(word) or bool(_ROMAN.fullmatch(word)) or word in listed or _stem(word) in listed


def _has_small_ending(word: str) -> bool:
    """Return whether a word is in lower case after its first letter, whatever apostrophes it has: "Isn't", "People's"."""
    return word[1:].replace("'", "").replace("’", "").islower()


def _stem(word: str) -> str:
    """Return a word without the ending of its genitive."""
    return re.sub(r"['’]s?$", "", word)


def _begins_sentence(before: str) -> bool:
    told = before.rstrip(" \"'“‘([¿¡")
    return not told or (told.endswith(_SENTENCE_ENDS) and not _INITIAL.search(told[-8:]))


def _begins(before: str) -> bool:
    """Return whether a sentence or a subtitle begins after a text."""
    told = before.rstrip(" \"'“‘([¿¡")
    return _begins_sentence(before) or told.endswith(_SUBTITLE_BEGINS)


@cache
def _read_capitals() -> Capitals:
    lines = (Path(__file__).parent / "capitals.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if " " in line or "-" in line]
    either = "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return Capitals(
        frozenset(lines).difference(phrases),
        re.compile(rf"\b(?:{either})\b", re.IGNORECASE),
        {phrase.lower(): phrase for phrase in phrases},
    )
