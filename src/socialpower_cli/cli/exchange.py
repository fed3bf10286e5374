"""The commands that bring concepts in from other programs, and pass them on."""

from pathlib import Path
from typing import Annotated

import typer

from socialpower_cli.answers import Answer, WebPage
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli.answering import answer, is_big
from socialpower_cli.cli.options import (
    AsJson,
    Category,
    Colour,
    Corpora,
    Exact,
    NoPager,
    OptionalName,
    Plain,
    Target,
    WithColour,
    display,
    files,
)
from socialpower_cli.errors import Refused
from socialpower_cli.render.progress import show_bar


def _list_formats() -> list[str]:
    from socialpower_cli.exchange import FORMATS

    return [name for name, form in FORMATS.items() if form.writes]


def run_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table, glossary or thesaurus; - reads standard input.")],
    target: Target = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="CODE", help="Of several languages this one, as: en.")] = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="Its format, where it is not found out.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp import`; its help stands in `help_texts`."""

    def ask(opened: OpenCorpus) -> Answer:
        with show_bar(f"Reading {file.name}" if is_big(file) else None) as progress:
            return opened.import_file(file, format=form, lang=lang, to=target, force=force, progress=progress)

    return answer(
        ask,
        display(as_json, plain, color, no_pager),
        files(context, corpus),
    )


def run_export(
    context: typer.Context,
    form: Annotated[
        str | None,
        typer.Argument(
            metavar="[FORMAT]", help="anki, csv, html, json, markdown, skos, sqlite or tabfile.", autocompletion=_list_formats
        ),
    ] = None,
    name: OptionalName = None,
    target: Target = None,
    category: Category = None,
    base: Annotated[str | None, typer.Option("--base", metavar="URI", help="For skos: what URIs begin with.")] = None,
    reverse: Annotated[bool, typer.Option("--reversed", help="For anki: also from definition to term.")] = False,
    scenes: Annotated[bool, typer.Option("--scenes", help="For anki: also from examples to concepts.")] = False,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    corpus: Corpora = None,
) -> int:
    """Answer `sp export`; its help stands in `help_texts`."""
    if form is None:
        raise Refused("Which format?", f"One of: {', '.join(_list_formats())}.", "For example: sp export csv -o concepts.csv")
    return answer(
        lambda opened: opened.export(
            form, *name or (), category=category, file=target, exact=exact, base=base, reversed=reverse, scenes=scenes
        ),
        display(as_json, plain, color),
        files(context, corpus),
    )


def run_web(
    context: typer.Context,
    no_open: Annotated[bool, typer.Option("--no-open", help="Only write the page and say where it is.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp web`; its help stands in `help_texts`."""
    pages: list[WebPage] = []

    def ask(opened: OpenCorpus) -> WebPage:
        pages.append(opened.web())
        return pages[0]

    code = answer(ask, display(as_json, plain, color, no_pager), files(context, corpus))
    if not no_open:
        from socialpower_cli.cli.browsing import open_in_browser

        open_in_browser(pages[0].address)
    return code
