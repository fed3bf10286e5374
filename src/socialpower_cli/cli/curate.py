"""The commands for those who write a corpus."""

from pathlib import Path
from typing import Annotated

import typer

from socialpower_cli.answers import Answer
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli.answering import answer
from socialpower_cli.cli.options import AsJson, Colour, Corpora, NoPager, Plain, WithColour, display, files
from socialpower_cli.errors import Refused


def run_check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A corpus file; the bundled one if none is given.")
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Count what the file holds instead.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="First write the file in its standard order and layout.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp check`; its help stands in `help_texts`."""
    if fix and file is None:
        raise Refused("--fix writes a file: none is named.", "Name it, for example: sp check my-concepts.json --fix")

    def ask(opened: OpenCorpus) -> Answer:
        if fix and file is not None:
            opened.fix(file)
        return opened.summarize(file) if summary else opened.check(file)

    return answer(
        ask,
        display(as_json, plain, color, no_pager),
        files(context, corpus),
    )
