"""Sections of a screen: lines with a rule above that bears a title, a rule below the last, and no frame at the sides.

A mouse thus copies text alone.
"""

from collections.abc import Iterable

from socialpower_cli.records import Record
from socialpower_cli.render.painting import Line, Piece, line, measure_cells, say
from socialpower_cli.render.wrapping import wrap

# The most cells of a line of prose: about fifteen words.
MEASURE = 92


class Section(Record):
    """Lines under a rule with a title."""

    title: str
    lines: Iterable[Line]
    aside: str = ""


class Next(Record):
    """Commands to try next."""

    commands: tuple[str, ...]


# What an answer is made of: sections, lines between them, and lines that are cut for their width already.
Part = Section | Next | Line


def lay_out(parts: Iterable[Part], full: int) -> list[Line]:
    """Return parts as lines that fit the width of a terminal, `full` cells; after the last section comes a rule."""
    width = min(full, MEASURE)
    laid: list[Line] = []
    within = False
    for part in parts:
        if isinstance(part, Section):
            laid += draw_title(part.title, part.aside, width)
            laid += wrap(part.lines, width)
            within = True
            continue
        if within:
            laid.append(draw_rule(width))
            within = False
        laid += _say_next(part, width) if isinstance(part, Next) else wrap([part], full)
    return [*laid, draw_rule(width)] if within else laid


def draw_rule(width: int) -> Line:
    """Return a rule across the width."""
    return line(("─" * width, "ornament"))


def draw_title(title: str, aside: str, width: int) -> list[Line]:
    """Return a rule with a title in it, or above it where there is no room within."""
    name, beside = say(title, "title"), say(aside)
    shown: tuple[Piece | str, ...] = (name, " · ", beside) if beside[0] else (name,)
    taken = sum(measure_cells(piece if isinstance(piece, str) else piece[0]) for piece in shown)
    left = width - taken - 4
    if left < 1:
        return [draw_rule(width), *wrap([line(*shown)], width)]
    return [line(("── ", "ornament"), *shown, (" " + "─" * left, "ornament"))]


def _say_next(part: Next, width: int) -> list[Line]:
    """Return commands on as few lines as they fit on, none broken that fits on a line."""
    first = "Next: "
    told: list[str] = []
    for command in part.commands:
        longer = f"{told[-1]} · {command}" if told else command
        if not told or measure_cells(longer) <= width - len(first):
            told[-1:] = [longer]
        else:
            told.append(command)
    margins = (first if place == 0 else " " * len(first) for place in range(len(told)))
    return wrap((line(one, margin=margin) for one, margin in zip(told, margins, strict=True)), width)


def suggest(*commands: str) -> Next:
    """Return commands to try next."""
    return Next(tuple(say(command)[0] for command in commands))
