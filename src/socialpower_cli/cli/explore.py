"""The commands that follow the links between concepts."""

from typing import Annotated

import typer

from socialpower_cli.cli.answering import answer_words
from socialpower_cli.cli.options import (
    AsJson,
    Colour,
    Corpora,
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
