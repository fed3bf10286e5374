"""When two names are the same name.

Three keys, from strict to loose. Two names are the same when their keys are equal:

- `normalize`: without case, accents, punctuation, and with hyphens and underscores read as spaces;
- `squash`: also without spaces ("powerimbalance");
- `fold`: also without plural endings, British or American spelling, and leading words such as "the" or "what is".
"""

import re
from functools import cache

# Patterns are kept as text: `re` compiles and caches each when it is first needed, which most runs never do.
_GAP = r"[\W_]+"
_PLAIN = str.maketrans(
    {chr(code): chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {"'": "", "&": " and "}
)
# Apostrophes go; NFKD keeps a few letters whole that people type plainly.
_PLAINER = {"'": "", "\u2019": "", "\u02bc": "", "&": " and "}
_PLAINER |= {"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"}
_LEAD = (
    r"^(?:(?:what|who|how)(?:s| s| is| are| was| were| does| do)"
    r"|define|definition of|meaning of|the meaning of|explain|concept of|the concept of|a|an|the)\s+(?=\w)"
)
_JOINTS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_TAIL = r"(?<=\w)\s+(?:mean|means|meaning|definition|defined)$"

# What a lead and a tail begin and end with: most keys have neither, and need no pattern.
_LEADING = frozenset(("what", "whats", "who", "whos", "how", "hows", "define", "definition", "meaning", "explain", "concept"))
_LEADING |= frozenset(("a", "an", "the"))
_TRAILING = frozenset(("mean", "means", "meaning", "definition", "defined"))

# British to American endings, applied to both sides of every comparison, so a wrong but consistent result does no harm.
# Each stands behind letters that a word must contain, since most words need none of them.
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


def normalize(text: str) -> str:
    """Return the key under which a name is looked up: "Power-Imbalance " and "power_imbalance" give "power imbalance"."""
    return " ".join(words(text))


def squash(key: str) -> str:
    """Return a normalized key without its spaces: "power imbalance" gives "powerimbalance"."""
    return key.replace(" ", "")


def fold(key: str) -> str:
    """Return a normalized key without what varies from writer to writer: spaces, plurals, British endings, a lead-in.

    "what are labour markets" and "labor market" give the same key.
    """
    return "".join(_folded_words(key))


def plain(key: str) -> str:
    """Return a normalized key without an asker's wrapping: "what is the meaning of power" gives "power"."""
    while key.partition(" ")[0] in _LEADING or key.rpartition(" ")[2] in _TRAILING:
        shorter = re.sub(_TAIL, "", re.sub(_LEAD, "", key))
        if shorter == key:
            break
        key = shorter
    return key


def readings(key: str) -> list[str]:
    """Return what a normalized key may name: all of it, and what is left without an asker's wrapping.

    All of it comes first, since a name may begin like a question: "definition of the situation".
    """
    return list(dict.fromkeys((key, plain(key))))


@cache
def fold_word(word: str) -> str:
    """Return one normalized word in the singular and in American spelling."""
    for letters, pattern, replacement in _SPELLINGS:
        if letters in word:
            word = re.sub(pattern, replacement, word)
    return _singular(word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "ias")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zes", "iases")):
        return word[:-2]
    return word[:-1]


def bag(key: str) -> str:
    """Return a normalized key's folded content words in alphabetical order: "balance of power" and "power balance" agree."""
    return _bagged(_folded_words(key))


def gist(key: str) -> str:
    """Return the folded content words of a normalized sentence in alphabetical order, or nothing where there is only one."""
    telling = {fold_word(word) for word in key.split() if word not in STOP_WORDS}
    return " ".join(sorted(telling)) if len(telling) > 1 else ""


def loose_keys(key: str) -> tuple[str, str, str]:
    """Return the three looser keys of a normalized key: squashed, folded, and its bag."""
    words = _folded_words(key)
    return squash(key), "".join(words), _bagged(words)


def _folded_words(key: str) -> list[str]:
    return [fold_word(word) for word in plain(key).split()]


def _bagged(words: list[str]) -> str:
    return words[0] if len(words) == 1 else " ".join(sorted(set(words) - _JOINTS))


def words(text: str) -> list[str]:
    """Return the normalized words of a text, in order."""
    if text.isascii():
        return text.translate(_PLAIN).split()
    import unicodedata

    text = unicodedata.normalize("NFKD", text).casefold()
    for character in set(text):
        plainer = "" if unicodedata.combining(character) else _PLAINER.get(character)
        if plainer is not None:
            text = text.replace(character, plainer)
    return re.sub(_GAP, " ", text).split()
