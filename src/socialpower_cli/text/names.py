"""When two names are the same name.

Three keys, from strict to loose. Two names are the same when their keys are equal:

- `normalize`: without case, accents, punctuation, and with hyphens and underscores read as spaces;
- `squash`: also without spaces ("powerimbalance");
- `fold`: also without plural endings, British or American spelling, and leading words such as "the" or "what is".
"""

from typing import Protocol, TypeVar

from socialpower_cli.text.words import STOP_WORDS, fold_word, split_words


class _HasName(Protocol):
    @property
    def name(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasName)

# How an asker begins before a name, by the first word, longest first; and what may follow a name.
_LEADS: dict[str, tuple[tuple[str, ...], ...]] = {
    **{
        asking: tuple((asking, verb) for verb in ("s", "is", "are", "was", "were", "does", "do"))
        for asking in ("what", "who", "how")
    },
    **{word: ((word,),) for word in ("whats", "whos", "hows", "define", "explain", "a", "an")},
    **{word: ((word, "of"),) for word in ("definition", "meaning", "concept")},
    "the": (("the", "meaning", "of"), ("the", "concept", "of"), ("the",)),
}
_JOINTS = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))
_TRAILING = frozenset(("mean", "means", "meaning", "definition", "defined"))


def normalize(text: str) -> str:
    """Return the key under which a name is looked up: "Power-Imbalance " and "power_imbalance" give "power imbalance"."""
    return " ".join(split_words(text))


def compose(text: str) -> str:
    """Return a text with its letters in Unicode's composed form (NFC), in which ids are compared."""
    if text.isascii():
        return text
    import unicodedata

    return unicodedata.normalize("NFC", text)


def write_out(text: str) -> str:
    """Return a name as it is written, but for case, spaces and the form its letters are coded in: "C++" and " c++" agree."""
    return " ".join(compose(compose(text).casefold()).split())


def lookup_key(text: str) -> str:
    """Return a name's normalized key, or how it is written where it has no letter and no digit: "++" is a name too."""
    return normalize(text) or write_out(text)


def keep_nearest_written(typed: str, named: list[_Named]) -> list[_Named]:
    """Return those of several names with one key that are written as typed, else but for case, else all of them.

    "C#" and "C++" have one key, and so have "résumé" and "resume"; who types the one means it.
    """
    composed = compose(typed.strip())
    written = write_out(typed)
    return (
        [one for one in named if compose(one.name) == composed]
        or [one for one in named if write_out(one.name) == written]
        or named
    )


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
    if " " not in key:
        return key
    words = key.split(" ")
    start, end = 0, len(words)
    while True:
        for lead in _LEADS.get(words[start], ()):
            after = start + len(lead)
            if after < end and tuple(words[start:after]) == lead:
                start = after
                break
        else:
            if end - start == 1 or words[end - 1] not in _TRAILING:
                return " ".join(words[start:end])
            end -= 1


def readings(key: str) -> list[str]:
    """Return what a normalized key may name: all of it, and what is left without an asker's wrapping.

    All of it comes first, since a name may begin like a question: "definition of the situation".
    """
    return list(dict.fromkeys((key, plain(key))))


def bag(key: str) -> str:
    """Return a normalized key's folded content words in alphabetical order: "balance of power" and "power balance" agree."""
    return _bagged(_folded_words(key))


def gist(key: str) -> str:
    """Return the folded content words of a normalized sentence in alphabetical order, or nothing where there is only one."""
    telling = {fold_word(word) for word in key.split() if word not in STOP_WORDS}
    return " ".join(sorted(telling)) if len(telling) > 1 else ""


def loose_keys(key: str) -> tuple[str, str, str]:
    """Return the three looser keys of a normalized key: squashed, folded, and its bag."""
    if " " not in key:
        word = fold_word(key)
        return key, word, word
    words = _folded_words(key)
    return squash(key), "".join(words), _bagged(words)


def _folded_words(key: str) -> list[str]:
    return [fold_word(word) for word in plain(key).split()]


def _bagged(words: list[str]) -> str:
    return words[0] if len(words) == 1 else " ".join(sorted(set(words) - _JOINTS))
