"""Options that several commands share, and how they decide what is shown.

With `cli`, the owner of Typer.
"""

from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer

from socialpower_cli.render import Display, Output, choose_output


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


def completed(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a concept's id or name, the words before it included."""
    from socialpower_cli.cli import completion

    return completion.concepts(_opened(context), list(context.params.get("name") or ()), incomplete)


def completed_category(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a category's key."""
    return [key for key in _opened(context).categories() if key.startswith(incomplete)]


def completed_setting(context: typer.Context, incomplete: str) -> list[str]:
    """Complete a setting."""
    return [key for key in _opened(context).settings() if key.startswith(incomplete)]


def _opened(context: typer.Context) -> Any:
    from socialpower_cli import index
    from socialpower_cli.corpus import locations

    return index.open_index(locations.corpora(context.find_root().params.get("corpus")))


Name = Annotated[
    list[str], typer.Argument(metavar="CONCEPT", help="An id or a name; needs no quotes.", autocompletion=completed)
]
OptionalName = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CONCEPT]", help="An id or a name; needs no quotes.", autocompletion=completed),
]
Corpora = Annotated[
    list[Path] | None,
    typer.Option("--corpus", metavar="FILE", help="Look in FILE and nothing else; later files lie over earlier ones."),
]
Exact = Annotated[bool, typer.Option("--exact", help="Refuse a misspelling instead of showing the nearest concept.")]
Category = Annotated[
    str | None,
    typer.Option("--category", "-c", metavar="KEY", help="Only this category.", autocompletion=completed_category),
]
Setting = Annotated[
    str | None,
    typer.Option("--setting", "-s", metavar="KEY", help="Only examples set here.", autocompletion=completed_setting),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Plain = Annotated[bool, typer.Option("--plain", help="Print plain text even on a terminal.")]
WithColour = Annotated[Colour, typer.Option("--color", help="Use colour or not; NO_COLOR and FORCE_COLOR count too.")]


def output(as_json: bool, plain: bool, colour: Colour) -> Output:
    """Return how an answer is to be shown on standard output."""
    return choose_output(Display(as_json, plain, colour.value))
