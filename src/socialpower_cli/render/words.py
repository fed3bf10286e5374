"""Words and characters that panels and plain text share."""

import codecs
import re
import unicodedata

from socialpower_cli.answers import Matched

LINK_HEADINGS = {"broader": "Broader", "narrower": "Narrower", "related": "Related", "contrasts": "In contrast"}

# C0 and C1 controls, which a terminal may obey, and the characters that turn the direction of text for what follows.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile(r"[ \t\r\n\u2028\u2029]+")

_IN_ASCII = {"→": ">", "›": ">", "·": "-", "•": "*", "…": "~", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}


def visible(text: str) -> str:
    """Return text on one line without characters that a terminal would obey rather than show."""
    return _UNSAFE.sub("\ufffd", _BREAKS.sub(" ", text)).strip()


def matched_line(matched: Matched, term: str) -> str | None:
    """Return what a name met, where that was not the term itself: "power asymmetry → Power imbalance (alias)"."""
    if matched.how == "fuzzy":
        return f"closest to '{matched.typed}'"
    if matched.how in ("id", "term"):
        return None
    return f"{matched.typed} → {term} ({matched.how})"


def plainly(error: UnicodeError) -> tuple[str, int]:
    """Return what to write for characters that an encoding lacks: an ASCII look-alike as wide as each, else "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_in_ascii, error.object[error.start : error.end])), error.end


def _in_ascii(character: str) -> str:
    if character in _IN_ASCII:
        return _IN_ASCII[character]
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() else "?"


codecs.register_error("plainly", plainly)
