"""The commands for those who read and learn."""

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from socialpower_cli import commandline
from socialpower_cli.answers import Form, Quiz
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli.answering import answer
from socialpower_cli.cli.boundary import note
from socialpower_cli.cli.options import AsJson, Category, Colour, Corpora, NoPager, Plain, WithColour, display, files
from socialpower_cli.errors import Refused
from socialpower_cli.render import choose_output, door

# Files with these endings are plain text; all others, and standard input, are read as Markdown, as plain prose can be too.
_PLAIN = (".txt", ".text")


class Names(str, Enum):
    """Which names in a text count."""

    ALL = "all"
    TELLING = "telling"
    CERTAIN = "certain"


class Page(str, Enum):
    """What an annotated text may become."""

    MARKDOWN = "markdown"
    HTML = "html"


class Source(str, Enum):
    """What a text is written in."""

    MARKDOWN = "markdown"
    TEXT = "text"


def run_annotate(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text, plain or Markdown; - reads standard input.")],
    every: Annotated[bool, typer.Option("--all", help="Mark every place, not the first alone.")] = False,
    names: Annotated[
        Names,
        typer.Option(
            "--names", metavar="WHICH", case_sensitive=False, show_default=False, help="all, telling (in context) or certain."
        ),
    ] = Names.TELLING,
    page: Annotated[
        Page | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            case_sensitive=False,
            show_default=False,
            help="markdown (with footnotes) or html (a page).",
        ),
    ] = None,
    source: Annotated[
        Source | None,
        typer.Option("--from", metavar="FORM", case_sensitive=False, show_default=False, help="Read FILE as markdown or text."),
    ] = None,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp annotate`; its help stands in `help_texts`."""
    if page is not None and as_json:
        raise Refused("--format and --json do not go together.", "Leave out one of them.")
    form: Form = source.value if source else "text" if file.suffix.lower() in _PLAIN else "markdown"
    if page is Page.MARKDOWN:
        form = "markdown"  # what comes out is read as such
    text = _read_text(file)
    shown = display(as_json, plain, color, no_pager)._replace(page=page.value if page else None)
    return answer(
        lambda opened: opened.annotate(text, form=form, names=names.value, every=every), shown, files(context, corpus)
    )


def run_quiz(
    context: typer.Context,
    category: Category = None,
    count: Annotated[
        int, typer.Option("--count", "-n", metavar="N", min=1, max=100, help="So many questions, at most 100.")
    ] = 10,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="The same questions for the same number.")] = None,
    printed: Annotated[bool, typer.Option("--print", help="Print a worksheet, with the key at its end.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp quiz`; its help stands in `help_texts`."""

    def make(opened: OpenCorpus) -> Quiz:
        return opened.quiz(count=count, category=category, seed=seed)

    shown = display(as_json, plain, color, no_pager)
    if not printed and door.is_terminal(sys.stdin) and choose_output(shown).layout == "panels":
        from socialpower_cli.cli import quizzing

        return quizzing.ask_all(make, shown, files(context, corpus))
    return answer(make, shown, files(context, corpus))


def _read_text(file: Path) -> str:
    """Return the text of a file, or of standard input for "-", character by character as it stands there.

    Raises `Refused` where there is none: no such file, a folder, nothing in it, or what is no text.
    """
    name = "Standard input" if str(file) == "-" else str(file)
    data = _read_bytes(file, name)
    if not data.strip():
        raise Refused(f"{name} is empty: there is no text to annotate.", "For example: sp annotate essay.md")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = "FILE" if str(file) == "-" else commandline.quote(str(file))
        hint = f"Convert it, for example: iconv -f {_guess_encoding(data)} -t UTF-8 {source} | sp annotate -"
        raise Refused(f"{name} is not UTF-8 text (byte {error.start + 1}).", hint) from None
    if "\0" in text:
        raise Refused(f"{name} is no text: it has NUL bytes in it, as programs and pictures do.", "Name a text file.")
    return text


def _guess_encoding(data: bytes) -> str:
    return "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "WINDOWS-1252"


def _read_bytes(file: Path, name: str) -> bytes:
    try:
        if name == str(file):
            return file.read_bytes()
        if sys.stdin is None:
            raise Refused("Standard input is closed: there is no text to annotate.", "For example: sp annotate essay.md")
        if door.is_terminal(sys.stdin):
            note("Reading a text, until Ctrl-D (on Windows Ctrl-Z and Enter).")
        return sys.stdin.buffer.read()
    except IsADirectoryError:
        raise Refused(f"{name} is a folder.", "Name a text file, for example: sp annotate essay.md") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"{name} cannot be read ({reason}).", "Check that the file is there and can be read.") from None
    except ValueError:
        raise Refused(f"{name} is no name of a file.", "Name a text file, for example: sp annotate essay.md") from None
