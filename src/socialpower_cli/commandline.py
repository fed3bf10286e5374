"""How a command is written so that it can be pasted: each word quoted, and with the corpus files that this run was given."""

import contextlib
from collections.abc import Iterator

_repeated: tuple[str, ...] = ()


@contextlib.contextmanager
def repeating(options: tuple[str, ...]) -> Iterator[None]:
    """Have every command that is written within this end in some options, since without them it would ask another corpus."""
    global _repeated  # noqa: PLW0603 -- there is one command line in a process
    before, _repeated = _repeated, options
    try:
        yield
    finally:
        _repeated = before


def write(name: str, *words: str) -> str:
    """Return a command of `sp` as a shell reads it as it is meant."""
    return " ".join(("sp", name, *map(quote, (*words, *_repeated))))


def quote(word: str) -> str:
    """Return a word as a shell reads it as it is meant: what it might act on is quoted."""
    if word and all(character.isalnum() or character in "-_./" for character in word):
        return word
    import shlex

    return shlex.quote(word)
