"""The commands that follow the links between concepts."""

import os
from typing import Annotated

import typer

from socialpower_cli.cli.answering import answer_words
from socialpower_cli.cli.boundary import note
from socialpower_cli.cli.options import (
    AsJson,
    Colour,
    Corpora,
    Drawing,
    Exact,
    Full,
    Name,
    Names,
    NoPager,
    Plain,
    WithColour,
    display,
    files,
)
from socialpower_cli.errors import Refused
from socialpower_cli.text import names

# What the ending of a file says that is to be written to it.
_ENDINGS = {".mmd": Drawing.MERMAID, ".mermaid": Drawing.MERMAID, ".dot": Drawing.DOT, ".gv": Drawing.DOT, ".svg": Drawing.SVG}


def run_related(
    context: typer.Context,
    name: Name,
    depth: Annotated[
        int, typer.Option("--depth", "-d", metavar="N", min=1, max=20, help="Follow broader and narrower so far (to 20).")
    ] = 1,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp related`; its help stands in `help_texts`."""
    return answer_words(
        name,
        lambda opened, *words: opened.related(" ".join(words), depth=depth, exact=exact),
        display(as_json, plain, color, no_pager),
        files(context, corpus),
    )


def run_compare(
    context: typer.Context,
    name: Names,
    full: Full = False,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp compare`; its help stands in `help_texts`."""
    return answer_words(
        name,
        lambda opened, *names: opened.compare(*names, exact=exact),
        display(as_json, plain, color, no_pager, full),
        files(context, corpus),
    )


def run_path(
    context: typer.Context,
    name: Names,
    any_length: Annotated[bool, typer.Option("--any-length", help="Also chains of more than four links.")] = False,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp path`; its help stands in `help_texts`."""
    return answer_words(
        name,
        lambda opened, *names: opened.path(*names, any_length=any_length, exact=exact),
        display(as_json, plain, color, no_pager),
        files(context, corpus),
    )


def run_map(
    context: typer.Context,
    name: Name,
    depth: Annotated[int, typer.Option("--depth", "-d", metavar="N", min=1, max=9, help="So many links away, at most 9.")] = 1,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many concepts.")] = 15,
    form: Annotated[
        Drawing | None,
        typer.Option("--format", metavar="FORMAT", case_sensitive=False, show_default=False, help="Write mermaid, dot or svg."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, as its ending says.")
    ] = None,
    opening: Annotated[bool, typer.Option("--open", help="Show the picture in the browser.")] = False,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp map`; its help stands in `help_texts`."""
    named = files(context, corpus)
    file = None if output == "-" else output
    drawing = _choose_drawing(form, file, as_json=as_json, opening=opening)
    if opening and file is None:
        from socialpower_cli.cli.pictures import place_picture

        file = place_picture(_name_picture(" ".join(name), repr((depth, limit, exact, named))))
    shown = display(as_json, plain, color, no_pager)._replace(drawing=drawing.value if drawing else None, file=file)
    code = answer_words(
        name, lambda opened, *words: opened.map(" ".join(words), depth=depth, limit=limit, exact=exact), shown, named
    )
    if file is not None:
        note(f"Written: {file}")
    if opening and file is not None:
        from pathlib import Path

        from socialpower_cli.cli.browsing import open_in_browser

        open_in_browser(Path(file).resolve().as_uri())
    return code


def _choose_drawing(form: Drawing | None, file: str | None, *, as_json: bool, opening: bool) -> Drawing | None:
    """Return the format that options and the ending of a file ask for, None where it is JSON or up to the terminal.

    Raises `Refused` where they do not go together or a file's ending says nothing.
    """
    if as_json and (form or opening):
        raise Refused(f"{'--format' if form else '--open'} and --json do not go together.", "Leave out one of them.")
    ending = os.path.splitext(file or "")[1].lower()
    if as_json and ending in _ENDINGS:
        raise Refused(f"--json and a file that ends in {ending} do not go together.", "Leave out --json, or name another file.")
    if as_json:
        return None
    drawing = form or _ENDINGS.get(ending) or (Drawing.SVG if opening else None)
    if file is not None and drawing is None:
        raise Refused(f"'{file}' does not say by its ending which format to write.", "Give it one of: " + ", ".join(_ENDINGS))
    if opening and drawing is not Drawing.SVG:
        raise Refused("--open shows a map as SVG.", "Leave out --format, or name a file that ends in .svg.")
    return drawing


def _name_picture(typed: str, asked: str) -> str:
    """Return the name of the file of a picture: a part of what was typed, for people, and a digest of all that was asked."""
    from binascii import crc32

    told = names.normalize(typed).replace(" ", "-")
    told = "".join(one for one in told if one.isascii())[:40] or "map"
    return f"{told}-{crc32((typed + asked).encode('utf-8', 'surrogatepass')):08x}.svg"
