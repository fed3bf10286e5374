"""The commands for those who write a corpus, or have one of their own."""

from pathlib import Path
from typing import Annotated

import typer

from socialpower_cli import commandline
from socialpower_cli.answers import Answer, Begun
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli import editing
from socialpower_cli.cli.answering import answer
from socialpower_cli.cli.boundary import note
from socialpower_cli.cli.options import AsJson, Colour, Corpora, NoPager, Plain, WithColour, display, files
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.errors import NotFound, Refused
from socialpower_cli.lookup import Shared
from socialpower_cli.render.wording import count


def run_check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A corpus file; else the last named, or the bundled one.")
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


def run_corpora(
    context: typer.Context,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp corpora`; its help stands in `help_texts`."""
    return answer(lambda opened: opened.corpora(), display(as_json, plain, color, no_pager), files(context, corpus))


def run_new(
    context: typer.Context,
    term: Annotated[list[str], typer.Argument(metavar="TERM", help="The term; with the next two an id or a name.")],
    extends: Annotated[bool, typer.Option("--extends", help="Add to the concept of that name.")] = False,
    replaces: Annotated[bool, typer.Option("--replaces", help="Put an entry in the place of that concept's.")] = False,
    target: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not your folder; - for none.")
    ] = None,
    edit: Annotated[bool, typer.Option("--edit", "-e", help="Open it in $VISUAL or $EDITOR.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    corpus: Corpora = None,
) -> int:
    """Answer `sp new`; its help stands in `help_texts`."""
    if extends and replaces:
        raise Refused("--extends and --replaces do not go together.", "Leave out one of them.")
    if edit and target == "-":
        raise Refused("--edit needs a file to open, and -o - writes none.", "Leave out one of them.")
    typed, shown, chosen = " ".join(term), display(as_json, plain, color), files(context, corpus)
    editor = editing.find_editor() if edit else []
    begun: list[Begun] = []

    def ask(opened: OpenCorpus) -> Answer:
        if not (extends or replaces or edit or target):
            _refuse_names(opened, typed)
        begun.append(opened.new(typed, target, kind="extends" if extends else "replaces" if replaces else "new"))
        return begun[0]

    code = answer(ask, shown, chosen)
    if edit and begun[0].file is not None:
        editing.edit(editor, begun[0].file)
        _tell_left(begun[0].file, chosen)
    return code


def _tell_left(path: str, chosen: Chosen) -> None:
    """Tell how much is left to do in a file, once its editor is closed."""
    with commandline.repeating(chosen.options), OpenCorpus(chosen) as opened:
        left = len(opened.check(path).findings)
        note(
            f"{count(left, 'thing')} left to do; to see what: {commandline.write('check', path)}"
            if left
            else "Nothing left to do."
        )


def _refuse_names(opened: OpenCorpus, typed: str) -> None:
    """Raise `Refused` where somebody means a concept whose name begins with "new"."""
    try:
        is_name = opened.brief(f"new {typed}").matched.how != "fuzzy"
    except (NotFound, Refused) as error:
        is_name = isinstance(error, Shared)
    if is_name:
        raise Refused(
            f"'new {typed}' is a name that the corpus has.",
            f"To look it up: {commandline.write('define', 'new', *typed.split())}",
            f"To begin an entry for '{typed}', name its file: -o FILE",
        )
