"""What a word is: one notion for texts, queries, names, snippets and what is marked in them.

A word is a run of letters, digits and the marks that belong to them, without case. Apostrophes and what cannot be seen inside
a word (a soft hyphen, a joiner) are no gaps: "can't" is one word, as written or as typed without its apostrophe. Accents are
decoration in Latin, Greek and Cyrillic, where people leave them out; in other scripts a mark is a vowel or a voiced sound, and
stays.
"""

import re
from collections.abc import Iterator
from functools import cache

from socialpower_cli.records import Record

Span = tuple[int, int]

# Words that say nothing about a subject: articles, pronouns, auxiliaries, prepositions, conjunctions, question words.
STOP_WORDS = frozenset(
    """
    a about after all also am an and any are as at be because been being both but by can cannot cant could did didnt do
    does doesnt doing dont each even every few for from get gets getting go goes going got had has have having he her
    here hers him himself his how i if ill im in into is isnt it its itself ive just like many may me might more most
    much must my myself no nor not of off on once one only or other our out over own quite rather really s same she
    should so some somebody someone something still such t than that thats the their them themselves then there these
    they theyre this those through to too under until up upon us used very was wasnt way we were what when where whether
    which while who whom whose why will with without wont would you your yourself
    """.split()  # noqa: SIM905 -- a list of words is read as words
)

# Patterns are kept as text: `re` compiles and caches each when it is first needed, which most runs never do.
_RUN = r"&|[A-Za-z0-9'\x80-\U0010ffff]+"
_ASCII_GAPS = str.maketrans({chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)})
_ASCII_GAPS |= {ord("'"): "", ord("&"): " and "}
_POSSESSIVE = "s's"
_APOSTROPHES = "'\u2019\u02bc\uff07"
# Letters that no decomposition takes apart and that people type plainly.
_PLAINER = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "\u0131": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_PLAINER |= dict.fromkeys(_APOSTROPHES, "'")

# Blocks of Latin, Greek and Cyrillic letters beyond the first ones, which end before U+0530.
_DECORATED = (
    *(("\u1c80", "\u1c8f"), ("\u1d00", "\u1fff"), ("\u2c60", "\u2c7f"), ("\u2de0", "\u2dff")),
    *(("\ua640", "\ua69f"), ("\ua720", "\ua7ff"), ("\uab30", "\uab6f")),
)

# British to American endings, applied to both sides of every comparison, so a wrong but consistent result does no harm.
# Each stands behind letters that a word must contain: looking for them costs a tenth of trying the pattern.
_SPELLINGS = (
    ("is", r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),
    ("ys", r"(?<=\w{2})ys(?=(?:e|ed|es|er|ing)$)", "yz"),
    ("our", r"(?<=\w{2})our(?=(?:s|ed|ing|er|ers|ite|al|ally|ism|ist|able|hood|hoods|ly|less|ful|)$)", "or"),
    ("re", r"(?<=\w{2}[tb])re(?=s?$)", "er"),
    ("ogue", r"(?<=\w{3})ogue(?=s?$)", "og"),
    ("ence", r"(?<=\w{2})ence(?=s?$)", "ense"),
    ("ll", r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)", "l"),
    ("mme", r"(?<=program)me(?=s?$)", ""),
    ("judge", r"^judgement", "judgment"),
    ("ae", r"(?<=\w)ae(?=\w)", "e"),
    ("oe", r"(?<=\w)oe(?=[st]\w)", "e"),
)
# Words that end like a plural and are none, against which no rule helps.
_SINGULAR = frozenset(("news", "means", "politics", "economics", "ethics", "physics", "mathematics", "series", "species"))


class Token(Record):
    """A word of a text in its normalized form, and the place in the text, from 0, where it begins and ends."""

    word: str
    start: int
    end: int


def split_words(text: str) -> list[str]:
    """Return the normalized words of a text, in order."""
    if text.isascii() and ("'" not in text or _POSSESSIVE not in text.lower()):
        return text.translate(_ASCII_GAPS).split()
    return [token.word for token in tokenize(text)]


def tokenize(text: str) -> list[Token]:
    """Return the words of a text with their places; their words are those of `split_words`.

    Where one written word gives several ("½" gives "1" and "2"), each has the place of the whole.
    """
    found: list[Token] = []
    for run in re.finditer(_RUN, text):
        written, start = run[0], run.start()
        if written == "&":
            found.append(Token("and", start, start + 1))
        elif not written.isascii():
            found += _tokenize_run(written, start)
        elif "'" not in written:
            found.append(Token(written.lower(), start, run.end()))
        elif word := _without_apostrophes(written.lower()):
            inside = written.lstrip("'")
            start += len(written) - len(inside)
            found.append(Token(word, start, start + len(inside.rstrip("'"))))
    return found


def _without_apostrophes(word: str) -> str:
    # "boss's" is a form of "boss"; without its apostrophe alone it would be no word.
    return word.removesuffix("'s" if word.endswith(_POSSESSIVE) else "").replace("'", "")


def _tokenize_run(run: str, offset: int) -> Iterator[Token]:
    """Yield the words of a run of characters of any script, which stands at an offset in its text."""
    import unicodedata

    letters = ""
    start = end = 0
    for place, character in enumerate(run + " ", offset):
        if character in _APOSTROPHES:
            letters += "'" if letters else ""
        elif unicodedata.category(character)[0] in "LNM":
            start = start if letters else place
            letters += character
            end = place + 1
        elif unicodedata.category(character) != "Cf":
            for word in _fold_letters(letters):
                yield Token(word, start, end)
            letters = ""
            if character == "\uff06":
                yield Token("and", place, place + 1)


@cache
def _fold_letters(letters: str) -> tuple[str, ...]:
    """Return the normalized words that a run of letters, marks and apostrophes gives: one, but for signs such as "½"."""
    import unicodedata

    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letters).casefold()):
        kind = unicodedata.category(character)[0]
        if kind == "M":
            if _has_decoration(base) or "\ufe00" <= character <= "\ufe0f":  # variation selectors are never seen
                continue
        else:
            base = character
        # A compatibility form may bring a sign that is no letter, as the fraction slash in "½".
        kept.append(_PLAINER.get(character, character if kind in "LNM" else " "))
    parts = unicodedata.normalize("NFC", "".join(kept)).split()
    return tuple(word for word in map(_without_apostrophes, parts) if word)


def _has_decoration(base: str) -> bool:
    """Return whether marks on a letter only decorate it: in Latin, Greek and Cyrillic, and where there is no letter."""
    return base < "\u0530" or any(first <= base <= last for first, last in _DECORATED)


@cache
def fold_word(word: str) -> str:
    """Return one normalized word in the singular and in American spelling."""
    for letters, pattern, replacement in _SPELLINGS:
        if letters in word:
            word = re.sub(pattern, replacement, word)
    return _singular(word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ias")) or word in _SINGULAR:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes", "iases")):
        return word[:-2]
    return word[:-1]


def split_sentences(text: str) -> list[Span]:
    """Return where the sentences of a text begin and end: each ends in a full stop, a question or an exclamation mark."""
    ends = [place + 1 for place in range(len(text) - 1) if text[place] in ".?!" and text[place + 1] == " "]
    spans = zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)
    return [(start, end) for start, end in spans if text[start:end].strip()]
