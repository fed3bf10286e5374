"""Showing answers: as panels on a terminal, as plain text in a pipe, as JSON for programs.

Renderers know answers and nothing below them. Only the one that is needed is imported.
"""

import sys
from typing import NamedTuple, TextIO

from socialpower_cli.answers import Answer


class Output(NamedTuple):
    """How an answer is shown: `layout` is "panels", "plain" or "json"; `terminal` says whether a person reads it there."""

    layout: str
    colour: bool
    terminal: bool


def show(answer: Answer, output: Output, stream: TextIO | None = None) -> None:
    """Write an answer to a stream, standard output if none is given."""
    stream = stream or sys.stdout
    if output.layout == "json":
        from socialpower_cli.render import as_json

        stream.write(as_json.written(answer))
    elif output.layout == "plain":
        from socialpower_cli.render import plain

        stream.write(plain.written(answer, output.colour))
    else:
        from socialpower_cli.render import panels

        panels.show(answer, output, stream)
    stream.flush()
