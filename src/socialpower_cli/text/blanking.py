"""Names blanked out of a text, so that it can be asked what it tells of.

A name is met in any case, number, spelling and inflection ("bullied" for "bullying"), with spaces, hyphens or nothing between
its words, and within a longer name; one of a single word also in what is derived from it ("coercive" for "coercion"), which
would tell it as well. What is written with capitals within ("NGO") is met so written alone.
"""

import re
from collections.abc import Iterable

from socialpower_cli.text.names import lookup_key
from socialpower_cli.text.words import Token, fold_word, tokenize

# Of one length whatever it stands for, which so gives nothing away.
BLANK = "_____"

_ARTICLES = frozenset(("a", "an", "the"))
# What makes a word of another, without its inflection ("li" for "ly"), taken off again and again in this order; what is left
# has at least so many letters.
_DERIVING = (
    *("ization", "ational", "ation", "ativ", "ition", "itiv", "iliti", "ion", "iv", "ism", "ist", "iti", "ialli", "alli"),
    *("ial", "ical", "al", "ic", "nes", "ment", "anci", "enci", "anc", "enc", "ens", "ant", "ent", "aci", "at", "ful", "les"),
    *("abl", "ibl", "ious", "ous", "ari", "ori", "iz", "er", "or", "li", "i"),
)
_LEAST_STEM = 5
_VOWELS = frozenset("aeiouy")
# What may be doubled at the end of a word itself ("roll", "pass", "agree"), and not only before an ending.
_DOUBLED = "lszaeiou"
# What may stand between two words of a name: no mark that ends a sentence or a clause.
_JOINT = re.compile(r"[\s\-\u2010-\u2013_/&'\"\u2018\u2019\u201c\u201d]{0,4}|, ")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z", re.IGNORECASE)


def blank_names(text: str, names: Iterable[str]) -> str:
    """Return a text with `BLANK` wherever one of some names stands, the longest where several do."""
    wanted: dict[str, list[tuple[str, ...]]] = {}
    longest = 0
    for name in names:
        words = _drop_article(lookup_key(name).split())
        cased = tuple(word for word in name.split() if any(letter.isupper() for letter in word[1:]))
        for key in _key(words):
            wanted.setdefault(key, []).append(cased)
        longest = max(longest, len(words))
    parts = []
    tokens = tokenize(text)
    done = at = 0
    while at < len(tokens):
        # A name in one word may be written in two.
        last = _find_last(text, tokens, at, longest + 1, wanted)
        if last is not None:
            start, end = tokens[at].start, tokens[last].end
            possessive = _POSSESSIVE.search(text[start:end])
            parts += [text[done:start], BLANK, possessive[0] if possessive else ""]
            done = end
        at = at + 1 if last is None else last + 1
    return "".join([*parts, text[done:]])


def count_words(text: str) -> int:
    """Return how many words of a text are left beside what is blanked out."""
    return len(tokenize(text.replace(BLANK, " ")))


def _find_last(text: str, tokens: list[Token], at: int, most: int, wanted: dict[str, list[tuple[str, ...]]]) -> int | None:
    """Return the last word of the longest name that begins with a word, None where none does."""
    reach = at
    while reach + 1 < min(at + most, len(tokens)) and _JOINT.fullmatch(text, tokens[reach].end, tokens[reach + 1].start):
        reach += 1
    for last in range(reach, at - 1, -1):
        written = text[tokens[at].start : tokens[last].end]
        for key in _key([token.word for token in tokens[at : last + 1]]):
            if any(all(word in written for word in cased) for cased in wanted.get(key, ())):
                return last
    return None


def _key(words: list[str]) -> set[str]:
    """Return what two forms of a name of these words have in common, as several words and as one."""
    if not words:
        return set()
    if len(words) > 1:
        return {"".join(map(_cut_inflection, words)), "".join(words[:-1]) + _cut_inflection(words[-1])}
    cut = _cut_inflection(words[0])
    return {cut, f"{_cut_derivation(cut)}-"}


def _drop_article(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _cut_inflection(word: str) -> str:
    """Return what the forms of a word have in common: "bulli" for bully, bullies, bullied and bullying.

    Both sides of a comparison are cut alike, so that it need not be a word; the rules are those of step 1 of Porter (1980),
    "An algorithm for suffix stripping", on a word in the singular.
    """
    word = fold_word(word)
    if len(word) > 3 and word.endswith("men"):
        word = f"{word[:-3]}man"
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and not _VOWELS.isdisjoint(stem):
            doubled = stem[-1] == stem[-2] and stem[-1] not in _DOUBLED
            word = stem[:-1] if doubled else stem
            break
    if len(word) > 3 and word.endswith("is"):
        word = word[:-2]  # as "crises" are cut
    cut = word.rstrip("e") if len(word) > 3 else word
    return f"{cut[:-1]}i" if len(cut) > 2 and cut.endswith("y") else cut


def _cut_derivation(word: str) -> str:
    """Return what a word without its inflection has in common with those that are derived as it is, or it derives from."""
    while True:
        stems = (word.removesuffix(ending) for ending in _DERIVING if word.endswith(ending))
        stem = next((stem for stem in stems if len(stem) >= _LEAST_STEM), None)
        if stem is None:
            return word
        word = stem
