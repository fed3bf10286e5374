"""From what was asked for to how an answer is shown, and from there to the renderer."""

import sys
from typing import Literal, TextIO

from socialpower_cli.answers import Annotated, Answer, Begun, Bibliography, CitationList, Exported, Imported, Map, Miss
from socialpower_cli.records import Record
from socialpower_cli.render import door, painting
from socialpower_cli.render.painting import Line

Colour = Literal["auto", "always", "never"]
Layout = Literal["panels", "plain", "json"]
# Formats of works that reference managers import.
Format = Literal["bibtex", "ris", "csl-json"]
# What an annotated text may become.
Page = Literal["markdown", "html"]
# Languages that pictures of maps are drawn from.
Drawing = Literal["mermaid", "dot", "svg"]


class Display(Record):
    """What was asked for on the command line, of how an answer is to look, and the file to write it to if one is named."""

    as_json: bool = False
    plain: bool = False
    colour: Colour = "auto"
    full: bool = False
    pager: bool = True
    references: Format | None = None
    page: Page | None = None
    drawing: Drawing | None = None
    file: str | None = None


class Output(Record):
    """How an answer is shown: panels are for a terminal, plain text for a pipe, JSON for programs.

    `width` and `height` are those of the terminal, in characters and lines; `pages` says whether what is higher may be paged.
    With a `file` the answer is written to it, and nothing to the stream.
    """

    layout: Layout
    styles: bool
    width: int
    height: int
    full: bool = False
    pages: bool = False
    references: Format | None = None
    page: Page | None = None
    drawing: Drawing | None = None
    file: str | None = None


def choose_output(display: Display = Display(), stream: TextIO | None = None) -> Output:  # noqa: B008 -- it is immutable
    """Return how answers are to be shown on a stream, standard output if none is given."""
    stream = stream or sys.stdout
    size = door.measure(stream)
    if display.references or display.page or display.drawing:
        return Output(
            "plain",
            False,
            *size,
            references=display.references,
            page=display.page,
            drawing=display.drawing,
            file=display.file,
        )
    if display.as_json:
        return Output("json", False, *size, file=display.file)
    terminal = door.is_terminal(stream)
    layout: Layout = "panels" if terminal and not display.plain else "plain"
    return Output(layout, door.takes_styles(display.colour, stream), *size, display.full, terminal and display.pager)


def show(answer: Answer | Miss, output: Output, stream: TextIO | None = None) -> None:
    """Write an answer to a stream, standard output if none is given, or to the output's file; a miss is for JSON alone.

    Raises as `door.write` and `files.write_whole` do.
    """
    stream = stream or sys.stdout
    if isinstance(answer, Miss):
        from socialpower_cli.render import as_json

        door.write(as_json.render(answer), stream, "utf-8")
        return
    if output.page and isinstance(answer, Annotated):
        from socialpower_cli.render import as_file

        as_file.write_page(_write_page(answer, output.page), stream)
        return
    if isinstance(answer, Exported | Imported | Begun) and answer.written is None and output.layout != "json":
        from socialpower_cli.render import as_file

        as_file.show(answer, stream)
        return
    text = _write_for_programs(answer, output)
    if text is not None and output.file is not None:
        from socialpower_cli import files

        files.write_whole(output.file, text.encode("utf-8"))
    elif text is not None:
        door.write(text, stream, "utf-8")
    elif output.layout == "plain":
        from socialpower_cli.render import plain

        painting.show(plain.render(answer), stream, styles=output.styles)
    else:
        from socialpower_cli.render import panels

        lines = panels.render(answer, output)
        if not (output.pages and len(lines) >= output.height and _page(lines, output, stream)):
            painting.show(lines, stream, styles=output.styles)


def _write_page(answer: Annotated, page: Page) -> str:
    if page == "html":
        from socialpower_cli.render import as_page

        return as_page.render(answer)
    from socialpower_cli.render import as_footnotes

    return as_footnotes.render(answer)


def _write_for_programs(answer: Answer, output: Output) -> str | None:
    """Return an answer in a format that programs read, which is UTF-8 whatever the locale; None where it is for people."""
    if output.references and isinstance(answer, Bibliography | CitationList):
        from socialpower_cli.render import as_references

        return as_references.render(answer, output.references)
    if output.layout == "plain" and isinstance(answer, Map):
        from socialpower_cli.render import maps

        return maps.draw(answer, output.drawing or "mermaid")
    if output.layout == "json":
        from socialpower_cli.render import as_json

        return as_json.render(answer)
    return None


def _page(lines: list[Line], output: Output, stream: TextIO) -> bool:
    """Show lines through the reader's pager and return whether that could be done."""
    from socialpower_cli.render import paging

    return paging.show(painting.paint(lines, styles=output.styles), stream)
