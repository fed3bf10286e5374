"""Words and characters that panels and plain text share."""

import codecs

from socialpower_cli.answers import Match
from socialpower_cli.links.relations import RELATIONS

LINK_HEADINGS = {kind: relation.heading for kind, relation in RELATIONS.items()}

# C0 and C1 controls, which a terminal may obey; characters that turn the direction of what follows; lone surrogates
# are left to the encoder.
_UNSAFE = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd"
)

_IN_ASCII = {"→": ">", "›": ">", "·": "-", "•": "*", "…": "~", "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"}


def visible(text: str) -> str:
    """Return text on one line without characters that a terminal would obey rather than show."""
    return " ".join(text.split()).translate(_UNSAFE)


def matched_line(matched: Match, term: str) -> str | None:
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
    import unicodedata

    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() else "?"


codecs.register_error("plainly", plainly)
