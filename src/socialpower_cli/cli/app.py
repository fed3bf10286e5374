"""The commands of `sp`: each takes its arguments, asks an engine and shows the answer.

With `options`, the owner of Typer. Heavy modules are imported by the command that needs them.
"""

import difflib
import gc
import os
import sys
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from socialpower_cli import __version__
from socialpower_cli.answers import Answer, Definition
from socialpower_cli.cli import options
from socialpower_cli.cli.options import (
    AsJson,
    Category,
    Colour,
    Corpora,
    Exact,
    Name,
    OptionalName,
    Plain,
    Scope,
    Setting,
    WithColour,
)
from socialpower_cli.corpus import locations
from socialpower_cli.errors import NotFound, Refused, SpError
from socialpower_cli.index import Index, open_index
from socialpower_cli.render import show
from socialpower_cli.render.door import PLAINLY, visible

_BIG_FILE = 2_000_000


class SpGroup(TyperGroup):
    """The commands, with the one error boundary, and `define` for a first word that names a concept."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a failure that was foreseen is told on stderr and gives its exit code."""
        try:
            return super().invoke(ctx)
        except SpError as error:
            _tell(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            # The reader has what it wanted.
            _write_no_more()
            raise typer.Exit(0) from None
        except OSError as error:
            _write_no_more()
            _tell(Refused(f"The answer cannot be written ({error.strerror or error}).", "Check where the output goes."))
            raise typer.Exit(Refused.exit_code) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command for the arguments: the one named, or `define` for words that exactly name a concept."""
        if args[0] in self.commands or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from socialpower_cli import lookup

        typed = " ".join(takewhile(lambda word: not word.startswith("-"), args))
        index = _index(ctx)
        try:
            known = lookup.find_exactly(index, typed) is not None
        except lookup.Shared:
            known = True
        if known:
            return "define", self.commands["define"], args
        near = [f"sp {name}" for name in difflib.get_close_matches(args[0], self.commands, n=2)]
        raise Refused(
            f"'{typed}' is neither a command nor the name of a concept.",
            *(near and [f"Did you mean: {', '.join(near)}"]),
            "All commands: sp --help",
            suggestions=lookup.suggest(index, typed),
        )


def _write_no_more() -> None:
    """Let what is still buffered go nowhere, so that Python can close standard output without another failure."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=SpGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
)


def main() -> None:
    """Run `sp` and leave with its exit code."""
    # A run is over before there is anything worth collecting.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=PLAINLY)
    _keep_only(_command_named(sys.argv[1:]))
    app(prog_name="sp")


def _command_named(arguments: list[str]) -> str | None:
    """Return the first word of the arguments, the value of --corpus aside."""
    words = iter(arguments)
    for word in words:
        if word == "--corpus":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _keep_only(name: str | None) -> None:
    """Register one command alone, if there is one of that name: Typer builds all that are registered, and a run needs one."""
    kept = [command for command in app.registered_commands if name == command.name]
    if kept:
        app.registered_commands = kept


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sp {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def sp(
    context: typer.Context,
    corpus: Corpora = None,  # noqa: ARG001 -- read from the context by the commands
    version: Annotated[  # noqa: ARG001 -- its callback prints it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A reference work on social power: definitions, worked examples, links and sources.

    \b
    Examples:
      sp define power-imbalance
      sp search leverage
      sp related social-status
    """
    if context.invoked_subcommand is None:
        typer.echo(
            "sp: a reference work on social power\n\n"
            "  sp define power-imbalance      what a concept means, with examples and sources\n"
            "  sp search leverage             find a concept by any words, or by what happened\n"
            "  sp related social-status       what it is broader, narrower, related and opposed to\n\n"
            "More: sp --help"
        )


@app.command(name="define")
def define(
    context: typer.Context,
    name: Name,
    brief: Annotated[bool, typer.Option("--brief", "-b", help="Only the term, the gloss and the definition.")] = False,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Show a concept: definition, explanation, examples, links and sources.

    \b
    Examples:
      sp define power-imbalance
      sp define bargaining power --brief
      sp define power-imbalance --json
    """
    from socialpower_cli import entries, lookup

    index = _index(context)
    found = lookup.find(index, " ".join(name), exact)
    _show((entries.read_brief if brief else entries.read_definition)(index, *found), as_json, plain, color)


@app.command(name="search")
def search(
    context: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Any words; needs no quotes.")],
    category: Category = None,
    within: Annotated[Scope, typer.Option("--in", help="Look in this part of the entries.")] = Scope.ALL,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most this many concepts.")] = 10,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Find concepts by a name, a misspelling, a description, an author, or by what happened.

    Words in quotes must stand together ('"take it or leave it"'); a word that ends in * stands for every word that
    begins so (author*).

    \b
    Examples:
      sp search leverage
      sp search my boss takes credit for my work
      sp search '"the last word"' --in definition
      sp search legit* --category politics --limit 5
    """
    from socialpower_cli.search import engine

    index = _index(context)
    _check_category(index, category)
    typed = " ".join(query)
    found = engine.search(index, typed, category=category, scope=within.value, limit=limit)
    if as_json or found.results:
        _show(found, as_json, plain, color)
    if not found.results:
        raise NotFound(f"Nothing found for '{typed}'.", *engine.next_steps(index, typed, category, within.value))


@app.command(name="related")
def related(
    context: typer.Context,
    name: Name,
    depth: Annotated[int, typer.Option("--depth", "-d", min=1, max=20, help="Follow broader and narrower so far.")] = 1,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Show what a concept is broader and narrower than, related to, and in contrast with.

    \b
    Examples:
      sp related social-status
      sp related power --depth 3
      sp related leverage --json
    """
    from socialpower_cli import lookup
    from socialpower_cli.links import graph

    index = _index(context)
    found = lookup.find(index, " ".join(name), exact)
    _show(graph.find_neighbours(index, *found, depth), as_json, plain, color)


@app.command(name="examples")
def examples(
    context: typer.Context,
    name: OptionalName = None,
    setting: Setting = None,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Show worked examples, of one concept or of all, in one setting or in any.

    \b
    Examples:
      sp examples power-imbalance
      sp examples power-imbalance --setting law
      sp examples --setting school
    """
    from socialpower_cli import examples as examples_engine
    from socialpower_cli import lookup

    index = _index(context)
    _check_setting(index, setting)
    found = lookup.find(index, " ".join(name), exact) if name else None
    _show(examples_engine.list_examples(index, found, setting), as_json, plain, color)


@app.command(name="list")
def list_(
    context: typer.Context,
    category: Category = None,
    by_category: Annotated[bool, typer.Option("--by-category", help="Group by category.")] = False,
    tree: Annotated[bool, typer.Option("--tree", help="Show the whole hierarchy.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """List the concepts from A to Z, by category, or as a tree.

    \b
    Examples:
      sp list
      sp list --category economy
      sp list --tree
    """
    from socialpower_cli import catalogue
    from socialpower_cli.links import graph

    index = _index(context)
    _check_category(index, category)
    if tree and category:
        raise Refused("--tree shows every category.", "Leave out --category, or leave out --tree.")
    answer = graph.build_forest(index) if tree else catalogue.list_concepts(index, category, by_category)
    _show(answer, as_json, plain, color)


@app.command(name="cite")
def cite(
    context: typer.Context,
    name: Name,
    exact: Exact = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Show a concept's sources as full references.

    \b
    Examples:
      sp cite power-imbalance
      sp cite authority --json
    """
    from socialpower_cli import entries, lookup

    index = _index(context)
    found = lookup.find(index, " ".join(name), exact)
    _show(entries.read_citations(index, *found), as_json, plain, color)


@app.command(name="random")
def random(
    context: typer.Context,
    category: Category = None,
    brief: Annotated[bool, typer.Option("--brief", "-b", help="Only the term, the gloss and the definition.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Show a concept drawn at random.

    \b
    Examples:
      sp random
      sp random --category culture --brief
    """
    from socialpower_cli import catalogue, entries

    index = _index(context)
    _check_category(index, category)
    found = catalogue.draw_concept(index, category)
    _show((entries.read_brief if brief else entries.read_definition)(index, *found), as_json, plain, color)


@app.command(name="check")
def check(
    file: Annotated[Path | None, typer.Argument(help="A corpus file; the bundled one if none is given.")] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Count what the file holds instead.")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Write the file anew in its standard order and layout.")] = False,
    as_json: AsJson = False,
    plain: Plain = False,
    color: WithColour = Colour.AUTO,
) -> None:
    """Check a corpus file: every finding has a code, an entry and a way to mend it.

    \b
    Examples:
      sp check my-concepts.json
      sp check data/concepts.json --summary
      sp check data/concepts.json --fix
    """
    from socialpower_cli.corpus import checks

    path = str(file) if file is not None else locations.bundled()
    if fix:
        checks.fix(path)
    if summary:
        _show(checks.summary(path), as_json, plain, color)
        return
    report = checks.check(path)
    _show(report, as_json, plain, color)
    if report.findings:
        raise typer.Exit(1)


def _index(context: typer.Context) -> Index:
    """Return the index of the corpora asked for, opened once."""
    root = context.find_root()
    if not isinstance(root.obj, Index):
        corpora = locations.corpora(root.params.get("corpus"))
        big = sys.stderr.isatty() and sum(_size(location.path) for location in corpora) > _BIG_FILE
        root.obj = open_index(corpora, _progress() if big else None)
    return root.obj


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _progress() -> Any:
    """Return a function that shows how far the compiling of a large corpus has come, on stderr."""

    def show_progress(done: int, total: int) -> None:
        sys.stderr.write(f"\rCompiling the index, once for this corpus: {done * 100 // total} %")
        if done == total:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    return show_progress


def _show(answer: Answer, as_json: bool, plain: bool, color: Colour) -> None:
    """Show an answer, and tell on stderr what it was found by where that may surprise."""
    how = options.output(as_json, plain, color)
    show(answer, how)
    matched = getattr(answer, "entry", answer)
    matched = getattr(matched, "matched", None)
    if matched is not None and matched.how == "fuzzy":
        _note(f"Nothing is named '{matched.typed}'; this is the closest: {matched.name}.")
    if isinstance(answer, Definition) and answer.namesakes:
        _note("Also the name of: " + ", ".join(one.id for one in answer.namesakes))


def _tell(error: SpError) -> None:
    _note(error.message)
    for suggestion in error.suggestions:
        _note(f"  {suggestion.id}: {suggestion.gloss}")
    for hint in error.hints:
        _note(f"  {hint}")


def _note(text: str) -> None:
    indent = text[: len(text) - len(text.lstrip())]
    typer.echo(indent + visible(text), err=True)


def _check_category(index: Index, category: str | None) -> None:
    if category is not None and category not in index.categories():
        known = index.categories()
        raise Refused(f"There is no category '{category}'.", "Categories: " + (", ".join(known) or "none"))


def _check_setting(index: Index, setting: str | None) -> None:
    if setting is not None and setting not in index.settings():
        raise Refused(f"There is no setting '{setting}'.", "Settings: " + (", ".join(index.settings()) or "none"))
