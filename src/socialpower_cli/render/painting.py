"""Lines of text with styles, and how they become characters. The owner of Rich.

Styles are few: bold, underline and, for the titles of works, italics, which keep the colour that a reader chose for text, so
that they are as easy to read as their terminal is; and dim for ornaments alone, which nobody needs to read. Nothing is told by
a style alone. Escape sequences are written here and nowhere else. Rich is asked where its tables are needed: for characters
that are not one cell wide, and for a Windows console that does not obey escape sequences.
"""

import os
from collections.abc import Iterable
from typing import Literal, TextIO

from socialpower_cli.records import Record
from socialpower_cli.render import door

Style = Literal["", "title", "strong", "name", "mark", "italic", "ornament"]
Piece = tuple[str, Style]

# The codes are those of ECMA-48, "Select graphic rendition": 1 bold, 2 faint, 3 italic, 4 underlined.
CODES: dict[Style, str] = {"title": "1", "strong": "1", "name": "4", "mark": "1;4", "italic": "3", "ornament": "2"}

# Characters that take one cell each in every terminal: ASCII, Latin, Greek, Cyrillic, punctuation, arrows and rules.
NARROW = frozenset(
    map(
        chr,
        [
            *range(0x20, 0x7F),
            *range(0xA0, 0xAD),
            *range(0xAE, 0x300),
            *range(0x391, 0x3A2),
            *range(0x3A3, 0x483),
            *range(0x2010, 0x2028),
            *range(0x2030, 0x205F),
            *range(0x2190, 0x219A),
            *range(0x2500, 0x2580),
        ],
    )
)

# Between two fields of a record; no text has it, since whatever is shown stands on one line without tabs.
TAB: Piece = ("\t", "")


class Line(Record):
    """A line of pieces, each text with its style; `margin` stands before it, and what is wrapped keeps as far from the edge."""

    pieces: tuple[Piece, ...]
    margin: str = ""


def say(text: str, style: Style = "") -> Piece:
    """Return text of a corpus or a user as a piece of a line."""
    return door.visible(text), style


def line(*pieces: Piece | str, margin: str = "") -> Line:
    """Return a line of pieces and of words of the program's own."""
    return Line(tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces), margin)


EMPTY = line()


def measure_cells(text: str) -> int:
    """Return how many cells of a terminal a text takes."""
    if NARROW.issuperset(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def chop(word: str, width: int) -> list[str]:
    """Return a word in parts that each take at most `width` cells."""
    from rich.cells import chop_cells

    return chop_cells(word, width)


def paint(lines: Iterable[Line], *, styles: bool) -> str:
    """Return lines as characters, each ending in a line break; nothing in their texts is obeyed by a terminal."""
    return "".join(_paint_line(one, styles=styles) for one in lines)


def _paint_line(one: Line, *, styles: bool) -> str:
    parts = []
    for text, style in ((one.margin, ""), *one.pieces):
        safe = text if text.isprintable() or text == "\t" else door.replace_unsafe(text)
        code = CODES.get(style) if styles and safe.strip() else None
        parts.append(f"\x1b[{code}m{safe}\x1b[0m" if code else safe)
    return "".join([*parts, "\n"])


def show(lines: Iterable[Line], stream: TextIO | None, *, styles: bool) -> None:
    """Write lines to a stream. Raises as `door.write` does."""
    painted = paint(lines, styles=styles)
    if styles and os.name == "nt" and door.is_terminal(stream) and _is_old_console():
        _show_on_old_console(painted, stream)
    else:
        door.write(painted, stream)


def _is_old_console() -> bool:
    """Return whether a Windows console would show escape sequences instead of obeying them."""
    from rich.console import detect_legacy_windows

    return detect_legacy_windows()


def _show_on_old_console(painted: str, stream: TextIO | None) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, force_terminal=True, legacy_windows=True, markup=False, emoji=False, highlight=False)
    console.print(Text.from_ansi(painted), soft_wrap=True, end="")
