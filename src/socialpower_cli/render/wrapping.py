"""Breaking lines at a width.

As Rich breaks them, which a test holds, but without its console: importing that takes longer than finding an answer (25 ms of
a run of 45 on one machine).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from socialpower_cli.render.painting import NARROW, Line, Piece, chop, measure_cells

# However far from the edge a line begins, it has so much room.
_LEAST_ROOM = 8


def wrap(lines: Iterable[Line], width: int) -> list[Line]:
    """Return lines that each fit a width in cells, broken at spaces, or within a word that is longer than a line."""
    return [part for one in lines for part in wrap_line(one, width)]


def wrap_line(one: Line, width: int) -> Iterator[Line]:
    """Yield the parts of a line that fit a width; all but the first stand under its text, not under its margin."""
    plain = "".join(text for text, _ in one.pieces)
    room = max(width - measure_cells(one.margin), _LEAST_ROOM)
    if len(plain) <= room and NARROW.issuperset(plain):
        yield one
        return
    margin = one.margin
    cuts = _find_cuts(plain, room) if NARROW.issuperset(plain) else _find_cuts_by_cells(plain, room)
    for start, end in pairwise([0, *cuts, len(plain)]):
        yield Line(tuple(_slice(one.pieces, start, start + len(plain[start:end].rstrip()))), margin)
        margin = " " * measure_cells(one.margin)


def _find_cuts(plain: str, width: int) -> Iterator[int]:
    """Yield where the second and later parts of a text begin, each character of which takes one cell."""
    start = 0
    while len(plain) - start > width:
        space = plain.rfind(" ", start, start + width + 1)
        start = space + 1 if space > start else start + width
        yield start


def _find_cuts_by_cells(plain: str, width: int) -> Iterator[int]:
    """Yield where the second and later parts of a text begin, whatever its characters take."""
    begin = filled = 0
    for word in plain.split(" "):
        taken = measure_cells(word)
        if filled + taken > width and filled:
            yield begin
            filled = 0
        if taken > width:
            *whole, rest = chop(word, width)
            cut = begin
            for part in whole:
                cut += len(part)
                yield cut
            taken = measure_cells(rest)
        begin += len(word) + 1
        filled += taken + 1


def _slice(pieces: tuple[Piece, ...], start: int, end: int) -> Iterator[Piece]:
    """Yield the pieces of a text between two places."""
    at = 0
    for text, style in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield part, style
        at += len(text)
