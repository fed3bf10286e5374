"""The commands that consult the corpus: define, search, examples, list, cite, random.

Each takes its arguments and asks the method of the corpus that answers it.
"""

from typing import Annotated

import typer

from socialpower_cli import commandline
from socialpower_cli.answers import Answer
from socialpower_cli.api import OpenCorpus
from socialpower_cli.citations.styles import DEFAULT
from socialpower_cli.cli.answering import answer, answer_words, define, define_bare
from socialpower_cli.cli.options import (
    AsJson,
    Brief,
    Category,
    Colour,
    Corpora,
    Exact,
    Format,
    Full,
    Limit,
    Name,
    NoPager,
    OptionalName,
    Plain,
    Scope,
    Setting,
    Style,
    WithColour,
    display,
    files,
)
from socialpower_cli.errors import Refused


def run_define(
    context: typer.Context,
    name: Name,
    brief: Brief = False,
    full: Full = False,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp define`; its help stands in `help_texts`."""
    meet = define_bare if context.obj == "bare" else define

    def ask(opened: OpenCorpus, *words: str) -> Answer:
        return meet(opened, " ".join(words), brief=brief, exact=exact)

    return answer_words(name, ask, display(as_json, plain, color, no_pager, full), files(context, corpus))


def run_search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help='Words; "a phrase"; a* for any ending; - reads lines.')],
    category: Category = None,
    within: Annotated[
        Scope,
        typer.Option(
            "--in", metavar="PART", case_sensitive=False, show_default=False, help="Look in: all, definition or examples."
        ),
    ] = Scope.ALL,
    limit: Limit = None,
    every: Annotated[bool, typer.Option("--all", help="Also hits far below the best.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="What each score is made of.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp search`; its help stands in `help_texts`."""
    return answer_words(
        query,
        lambda opened, *words: opened.search(
            " ".join(words), category=category, within=within.value, limit=limit, every=every, explain=explain
        ),
        display(as_json, plain, color, no_pager),
        files(context, corpus),
        lambda opened: opened.concepts(category=category, limit=1),
    )


def run_examples(
    context: typer.Context,
    name: OptionalName = None,
    setting: Setting = None,
    limit: Limit = None,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp examples`; its help stands in `help_texts`."""
    return answer_words(
        name or [],
        lambda opened, *words: opened.examples(" ".join(words) if words else None, setting=setting, limit=limit, exact=exact),
        display(as_json, plain, color, no_pager),
        files(context, corpus),
    )


def run_list(
    context: typer.Context,
    category: Category = None,
    by_category: Annotated[bool, typer.Option("--by-category", help="Group by category.")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="Show the whole hierarchy.")] = False,
    categories: Annotated[bool, typer.Option("--categories", help="List the categories there are.")] = False,
    settings: Annotated[bool, typer.Option("--settings", help="List the settings of examples there are.")] = False,
    limit: Limit = None,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp list`; its help stands in `help_texts`."""
    asked = {"--tree": tree, "--categories": categories, "--settings": settings}
    whole = [option for option, wanted in asked.items() if wanted]
    narrowing = {"--category": category, "--by-category": by_category, "--limit": limit}
    clash = [*whole, *(option for option, wanted in narrowing.items() if wanted)]
    if whole and len(clash) > 1:
        raise Refused(f"{clash[0]} and {clash[1]} do not go together.", f"Leave out {clash[1]}, or leave out {clash[0]}.")

    def ask(opened: OpenCorpus) -> Answer:
        if tree:
            return opened.tree()
        if categories:
            return opened.categories()
        if settings:
            return opened.settings()
        return opened.concepts(category=category, by_category=by_category, limit=limit)

    return answer(ask, display(as_json, plain, color, no_pager), files(context, corpus))


def run_cite(
    context: typer.Context,
    name: OptionalName = None,
    style: Annotated[
        Style | None,
        typer.Option(
            "--style",
            metavar="STYLE",
            case_sensitive=False,
            show_default=False,
            help="apa (7th edition, the default), mla, chicago or harvard.",
        ),
    ] = None,
    entry: Annotated[bool, typer.Option("--entry", help="Cite the entry itself, not its sources.")] = False,
    author: Annotated[str | None, typer.Option("--author", metavar="NAME", help="Of all works those by NAME.")] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            case_sensitive=False,
            show_default=False,
            help="For managers: bibtex, ris or csl-json.",
        ),
    ] = None,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp cite`; its help stands in `help_texts`."""
    if name and author is not None:
        raise Refused(
            "--author goes with the whole bibliography, not with a concept.", f"For example: sp cite --author {author}"
        )
    if form is not None and as_json:
        raise Refused("--format and --json do not go together.", "For CSL-JSON alone: --format csl-json")

    if form is not None and style is not None:
        raise Refused("--format and --style do not go together.", "Leave out --style: a reference manager styles by itself.")
    if entry and not name:
        raise Refused(
            "--entry cites the entry of a concept: none is named.",
            f"For example: {commandline.write('cite', 'power', '--entry')}",
        )
    # Managers of references style them by themselves.
    key = None if form else style.value if style else DEFAULT

    def ask(opened: OpenCorpus, *words: str) -> Answer:
        if not words:
            return opened.bibliography(author=author, style=key)
        return opened.cite(" ".join(words), style=key, entry=entry, exact=exact)

    shown = display(as_json, plain, color, no_pager)._replace(references=form.value if form else None)
    return answer_words(name or [], ask, shown, files(context, corpus))


def run_random(
    context: typer.Context,
    category: Category = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="N", help="The same concept for the same number.")] = None,
    daily: Annotated[bool, typer.Option("--daily", help="The same concept all day.")] = False,
    brief: Brief = False,
    full: Full = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
    no_pager: NoPager = False,
    corpus: Corpora = None,
) -> int:
    """Answer `sp random`; its help stands in `help_texts`."""
    return answer(
        lambda opened: opened.random(category=category, seed=seed, daily=daily, brief=brief),
        display(as_json, plain, color, no_pager, full),
        files(context, corpus),
    )
