"""Options that several commands share, each with the one sentence that help shows of it.

With `app` and the commands, the owner of Typer.
"""

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from socialpower_cli.cli.completion import complete_categories, complete_concepts, complete_settings, complete_several
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.render import Display


class Colour(str, Enum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Scope(str, Enum):
    """Which part of an entry a search looks in."""

    ALL = "all"
    DEFINITION = "definition"
    EXAMPLES = "examples"


class Style(str, Enum):
    """A style that references are given in."""

    APA = "apa"
    MLA = "mla"
    CHICAGO = "chicago"
    HARVARD = "harvard"


class Format(str, Enum):
    """A format of works that reference managers import."""

    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"


class Drawing(str, Enum):
    """A language that pictures are drawn from."""

    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"


def _complete_name(context: typer.Context, incomplete: str) -> list[str]:
    return complete_concepts(_files(context), list(context.params.get("name") or ()), incomplete)


def _complete_names(context: typer.Context, incomplete: str) -> list[str]:
    return complete_several(_files(context), list(context.params.get("name") or ()), incomplete)


def _complete_category(context: typer.Context, incomplete: str) -> list[str]:
    return complete_categories(_files(context), incomplete)


def _complete_setting(context: typer.Context, incomplete: str) -> list[str]:
    return complete_settings(_files(context), incomplete)


def _files(context: typer.Context) -> Chosen:
    return files(context, context.params.get("corpus"))


def files(context: typer.Context, corpus: list[Path] | None) -> Chosen:
    """Return the corpus files named on a command line, before the command and after it, in order."""
    before = context.find_root().params
    only = (*(before.get("corpus") or ()), *(corpus or ()))
    return Chosen(tuple(map(str, only)), tuple(map(str, before.get("over") or ())))


Name = Annotated[
    list[str],
    typer.Argument(metavar="CONCEPT", help="An id or a name, unquoted; - reads one a line.", autocompletion=_complete_name),
]
OptionalName = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CONCEPT]", help="An id or a name, unquoted; - reads one a line.", autocompletion=_complete_name),
]
Names = Annotated[
    list[str],
    typer.Argument(
        metavar="CONCEPT CONCEPT",
        help="Ids or names, vs or and between; - reads a pair a line.",
        autocompletion=_complete_names,
    ),
]
Corpora = Annotated[
    list[Path] | None,
    typer.Option("--corpus", metavar="FILE", help="Look in FILE and nothing else; may be repeated."),
]
Over = Annotated[
    list[Path] | None,
    typer.Option("--with", metavar="FILE", help="Lay FILE over the corpus, with any command."),
]
Exact = Annotated[bool, typer.Option("--exact", help="Refuse misspellings and labels.")]
Brief = Annotated[bool, typer.Option("--brief", "-b", help="Only the term, the gloss and the definition.")]
Full = Annotated[bool, typer.Option("--full", "-f", help="All of the entry, however tall.")]
Category = Annotated[
    str | None,
    typer.Option("--category", "-c", metavar="KEY", help="Only this category.", autocompletion=_complete_category),
]
Setting = Annotated[
    str | None,
    typer.Option("--setting", "-s", metavar="KEY", help="Only examples set here.", autocompletion=_complete_setting),
]
Target = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of standard output.", show_default=False),
]
Limit = Annotated[int | None, typer.Option("--limit", "-n", metavar="N", min=1, help="At most so many.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Plain = Annotated[bool, typer.Option("--plain", help="Print plain text even on a terminal.")]
WithColour = Annotated[
    Colour,
    typer.Option("--color", metavar="WHEN", case_sensitive=False, show_default=False, help="Colour: auto, always or never."),
]
NoPager = Annotated[bool, typer.Option("--no-pager", help="Print even what is taller than the screen.")]


def display(as_json: bool, plain: bool, color: Colour, no_pager: bool = False, full: bool = False) -> Display:
    """Return what a command line asks for about how an answer is shown."""
    return Display(as_json, plain, color.value, full, not no_pager)
