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
_APOSTROPHE = "(?<=\\w)['\u2019\u02bc](?=\\w)"
_LEAD = (
    r"^(?:(?:what|who|how)(?:s| s| is| are| was| were| does| do)"
    r"|define|definition of|meaning of|the meaning of|explain|concept of|the concept of|a|an|the)\s+(?=\w)"
)
_JOINTS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_TAIL = r"(?<=\w)\s+(?:mean|means|meaning|definition|defined)$"

# British to American endings, applied to both sides of every comparison, so a wrong but consistent result does no harm.
_SPELLINGS = (
    (r"(?<=\w{3})is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)", "iz"),
    (r"(?<=\w{2})ys(?=(?:e|ed|es|er|ing)$)", "yz"),
    (r"(?<=\w{2})our(?=(?:s|ed|ing|er|ers|ite|al|ally|ism|ist|able|hood|hoods|ly|less|ful|)$)", "or"),
    (r"(?<=\w{2}[tb])re(?=s?$)", "er"),
    (r"(?<=\w{3})ogue(?=s?$)", "og"),
    (r"(?<=\w{2})ence(?=s?$)", "ense"),
    (r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|or|ors)$)", "l"),
    (r"(?<=program)me(?=s?$)", ""),
    (r"^judgement", "judgment"),
    (r"(?<=\w)ae(?=\w)|(?<=\w)oe(?=[st]\w)", "e"),
)


def normalize(text: str) -> str:
    """Return the key under which a name is looked up: "Power-Imbalance " and "power_imbalance" give "power imbalance"."""
    if not text.isascii():
        import unicodedata

        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
        # NFKD keeps a few letters whole that people type plainly.
        text = text.replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    text = text.replace("&", " and ")
    return re.sub(_GAP, " ", re.sub(_APOSTROPHE, "", text).casefold()).strip()


def squash(key: str) -> str:
    """Return a normalized key without its spaces: "power imbalance" gives "powerimbalance"."""
    return key.replace(" ", "")


def fold(key: str) -> str:
    """Return a normalized key without what varies from writer to writer: spaces, plurals, British endings, a lead-in.

    "what are labour markets" and "labor market" give the same key.
    """
    return "".join(map(fold_word, plain(key).split()))


def plain(key: str) -> str:
    """Return a normalized key without an asker's wrapping: "what is the meaning of power" gives "power"."""
    while True:
        shorter = re.sub(_TAIL, "", re.sub(_LEAD, "", key))
        if shorter == key:
            return key
        key = shorter


@cache
def fold_word(word: str) -> str:
    """Return one normalized word in the singular and in American spelling."""
    for pattern, replacement in _SPELLINGS:
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
    folded = {fold_word(word) for word in plain(key).split()} - _JOINTS
    return " ".join(sorted(folded))


def words(text: str) -> list[str]:
    """Return the normalized words of a text, in order."""
    return normalize(text).split()
