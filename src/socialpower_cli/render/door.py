"""The one way to a stream: what text may reach it, how wide and high it is, whether it takes styles, how it is written.

Nothing else in the program decides any of these, so that what holds here holds for every answer, message and suggestion.
"""

import codecs
import os
from typing import Protocol, TextIO

from socialpower_cli.errors import Refused
from socialpower_cli.records import Record

# The name under which `codecs` knows how to write characters that an encoding lacks; see `replace_plainly`.
PLAINLY = "plainly"

# C0 and C1 controls, which a terminal may obey; characters that turn the direction of what follows (Unicode Standard Annex
# 9 and its deprecated forerunners); separators of lines; lone surrogates, which stand for bytes that were no text.
_UNSAFE = [
    *range(0x20),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x2070),
    *range(0xD800, 0xE000),
]
_REPLACED = dict.fromkeys(_UNSAFE, "\ufffd") | {code: " " for code in _UNSAFE if chr(code).isspace()}
_ESCAPED = {code: f"\\u{code:04x}" for code in _UNSAFE if code > 0x7E}

_IN_ASCII = {"→": ">", "›": ">", "·": "-", "•": "*", "…": "~", "─": "-", "‘": "'", "’": "'", "“": '"', "”": '"'}
_IN_ASCII |= {"–": "-", "—": "-", "├": "+", "└": "+", "│": "|"}

# A narrower terminal is written on as if it were so wide: words have room, and nothing is lost.
NARROWEST = 20
# A lower terminal has no room for a first page, and is written on as if it were so high.
LOWEST = 6
# What a terminal that does not say its size is taken for, as terminals of old were.
_SIZE = (80, 24)


class Raw(Protocol):
    """The lowest layer of a stream."""

    def write(self, data: memoryview, /) -> int | None:
        """Write some of the bytes and return how many; None where none can be taken now."""

    def fileno(self) -> int:
        """Return the descriptor."""


class Size(Record):
    """How many characters a terminal shows in a line, and how many lines."""

    width: int
    height: int


def visible(text: str) -> str:
    """Return text on one line without characters that a terminal would obey rather than show."""
    text = " ".join(text.split())
    return text if text.isprintable() else replace_unsafe(text)


def replace_unsafe(text: str) -> str:
    """Return text with a mark in place of each character that a terminal would obey rather than show."""
    return text.translate(_REPLACED)


def escape_json(document: str) -> str:
    """Return a JSON document in which those characters are written as escapes, which a reader of JSON takes for the same."""
    # Asked first because it is many times faster than looking at each character.
    return document if document.replace("\n", "").isprintable() else document.translate(_ESCAPED)


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream, which may be closed or absent, is read by a person."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def measure(stream: TextIO | None) -> Size:
    """Return the size that a terminal is to be filled to: COLUMNS and LINES if they make sense, else what it says itself."""
    try:
        told: tuple[int, int] = os.get_terminal_size(stream.fileno()) if stream is not None else _SIZE
    except (OSError, ValueError):
        told = _SIZE
    width, height = (one or usual for one, usual in zip(told, _SIZE, strict=True))
    return Size(
        _asked("COLUMNS", NARROWEST) or max(width, NARROWEST),
        _asked("LINES", LOWEST) or max(height, LOWEST),
    )


def _asked(variable: str, least: int) -> int | None:
    """Return the number in a variable of the environment, or None where it is none or too small to be meant."""
    value = os.environ.get(variable, "").strip()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    return number if number >= least else None


def takes_styles(wanted: str, stream: TextIO | None) -> bool:
    """Return whether to use styles: the option ("always", "never", "auto") decides, then NO_COLOR, FORCE_COLOR, the terminal.

    NO_COLOR counts where it is not empty (no-color.org), and FORCE_COLOR likewise, but for 0 and false, which forbid.
    """
    if wanted != "auto":
        return wanted == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "").lower()
    if forced:
        return forced not in ("0", "false")
    return is_terminal(stream) and os.environ.get("TERM", "").lower() not in ("dumb", "unknown")


def write(text: str, stream: TextIO | None, encoding: str | None = None) -> None:
    """Write text to a stream, all of it, in an encoding or else in the stream's own; characters it lacks get look-alikes.

    Raises `BrokenPipeError` where nobody reads any more, and `Refused` where the stream is closed or takes nothing.
    """
    if stream is None or stream.closed:
        raise Refused("Standard output is closed: the answer has nowhere to go.", "Leave out >&- and try again.")
    try:
        stream.flush()
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            stream.write(text)
        else:
            if os.linesep != "\n":
                text = text.replace("\n", os.linesep)
            write_bytes(text.encode(encoding or stream.encoding or "utf-8", PLAINLY), getattr(buffer, "raw", buffer))
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or str(error) or type(error).__name__
        raise Refused(f"The answer cannot be written ({reason}).", "Check where the output goes.") from None


def write_bytes(data: bytes, raw: Raw) -> None:
    """Write bytes until all are written: a stream may take a part at a time, or for a moment none."""
    left = memoryview(data)
    while left:
        taken = raw.write(left)
        if taken is None:
            import select

            select.select([], [raw.fileno()], [])
        else:
            left = left[taken:]


def replace_plainly(error: UnicodeError) -> tuple[str, int]:
    """Return what to write for characters that an encoding lacks: an ASCII look-alike as wide as each, else "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_find_look_alike, error.object[error.start : error.end])), error.end


def _find_look_alike(character: str) -> str:
    if character in _IN_ASCII:
        return _IN_ASCII[character]
    import unicodedata

    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() else "?"


codecs.register_error(PLAINLY, replace_plainly)
