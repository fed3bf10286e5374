"""Which parts of a text are prose: not code, links, markup or addresses."""

import re

from socialpower_cli.answers import Form

# What is left out stands as a character that no word has in it and that no name runs across.
GAP = "\0"

# Addresses as they stand in any text, with what names them ("mailto:"); no part of one is longer than RFC 5321 and RFC 1035 let
# it be, so that no run of characters is gone through more than so many times.
_ADDRESSES = re.compile(
    r"\b[A-Za-z][A-Za-z0-9+.-]{0,30}://[^\s<>\0]+|\bwww\.[^\s<>\0]+|[^\s<>@()\0]{1,64}@[^\s<>@().\0]{1,63}\.[^\s<>@()\0]+",
    re.ASCII,
)
# The labels of footnotes, which a parser of CommonMark takes for words.
_LABELS = re.compile(r"\[\^[^\[\]\s]+\]:?")


def keep_prose(text: str, form: Form) -> str:
    """Return a text of the same length in which what is no prose is `GAP`."""
    kept = text
    if form == "markdown":
        from socialpower_cli.text import markdown

        kept = _LABELS.sub(_blank, markdown.keep_prose(text))
    return _ADDRESSES.sub(_blank, kept)


def _blank(found: re.Match[str]) -> str:
    return GAP * len(found[0])
