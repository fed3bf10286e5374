"""Typer's way: the group of commands, made of what a run needs.

With `options` and the commands, the owner of Typer.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from socialpower_cli import __version__, commandline
from socialpower_cli.cli import boundary
from socialpower_cli.cli.commands import COMMANDS, suggest_commands
from socialpower_cli.cli.help_texts import GROUPS, HELP, SHORT_HELP
from socialpower_cli.cli.options import Corpora, Over, files
from socialpower_cli.errors import Refused
from socialpower_cli.render import door

_TYPERS_LEAST = 50  # columns, in `typer._click.formatting`
_COMPLETION = {"--install-completion", "--show-completion"}
_SHELLS = {"bash", "zsh", "fish", "powershell", "pwsh"}


class SpGroup(TyperGroup):
    """The commands: options stand anywhere, `help` is a word, and words that are no command name a concept."""

    def main(  # type: ignore[override]  # what else Typer's own takes is handed on
        self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Run a command line within the error boundary, help and completion scripts included."""
        typed = list(sys.argv[1:] if args is None else args)

        def act() -> int:
            try:
                code = super(SpGroup, self).main(args=self._arrange(typed), standalone_mode=False, **extra)
            except SystemExit as leaving:
                # Typer leaves with 1 where nobody reads any more; for the boundary the reader has what it wanted.
                if isinstance(leaving.__context__, BrokenPipeError):
                    raise leaving.__context__ from None
                code = leaving.code
            except typer.Abort:
                return boundary.INTERRUPTED
            except Exception as error:
                # Typer's own refusals know how to show themselves; their common type is not public.
                if not hasattr(error, "show") or not hasattr(error, "exit_code"):
                    raise
                if not hasattr(error, "cmd"):
                    error.show()
                    code = error.exit_code
                else:
                    from socialpower_cli.cli import straight, usage

                    with commandline.repeating(straight.split_corpora(typed)[0].options):
                        raise usage.explain(error) from error
            return code if isinstance(code, int) else 0

        code = boundary.guard(act)
        if standalone_mode:
            sys.exit(code)
        return code

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse arguments, `--with` before the command wherever it stands, so that no command needs to know of it."""
        return super().parse_args(ctx, self._put_first("--with", args))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help on one screen: without one of the two options for completion, and what is told elsewhere in it."""
        for parameter in self.params:
            if parameter.name in ("show_completion", "corpus", "over") and hasattr(parameter, "hidden"):
                parameter.hidden = True
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 -- Typer hands it to each command's help
        """Write the commands by what a person wants to do."""
        with formatter.section("Commands"):
            formatter.write_dl([(", ".join(names), told) for names, told in GROUPS.items()])
        formatter.write_paragraph()
        formatter.write_text("More of each: sp help COMMAND. To lay a file over the corpus: --with FILE")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command for the arguments: the one named, or `define` for words that name none."""
        if args[0] in COMMANDS or args[0].startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        ctx.obj = "bare"
        return "define", self.commands["define"], args

    def _arrange(self, typed: list[str]) -> list[str]:
        """Return arguments with `help` as the option that it stands for, and options before the command moved behind it."""
        at = self._find_command(typed)
        word = typed[at] if at < len(typed) else None
        before, after = typed[:at], typed[at + 1 :]
        if word == "help":
            return [*before, *_read_help(after)]
        if word is None or word == "--" or not any(option in self._moving() for option in before):
            return typed
        return [word, *before, *after]

    def _put_first(self, option: str, typed: list[str]) -> list[str]:
        """Return arguments with an option that takes a value, wherever it stands, before all others."""
        first: list[str] = []
        rest: list[str] = []
        at = 0
        valued = self._valued()
        while at < len(typed) and typed[at] != "--":
            ours = typed[at] == option or typed[at].startswith(f"{option}=")
            if typed[at] == option and at + 1 == len(typed):
                raise Refused(f"{option} needs the name of a file after it.", f"For example: {option} my-concepts.json")
            size = 2 if typed[at] in valued else 1
            (first if ours else rest).extend(typed[at : at + size])
            at += size
        return [*first, *rest, *typed[at:]]

    def _find_command(self, typed: list[str]) -> int:
        """Return where the first word stands that is neither an option nor an option's value."""
        at = 0
        while at < len(typed) and typed[at].startswith("-") and typed[at] != "--":
            at += 2 if typed[at] in self._valued() else 1
        return at

    def _options(self) -> Iterable[tuple[str, Any]]:
        for command in (self, *self.commands.values()):
            for parameter in command.params:
                yield from ((name, parameter) for name in parameter.opts if name.startswith("-"))

    def _valued(self) -> set[str]:
        """Return the options that take a value."""
        return {name for name, option in self._options() if not option.is_flag}

    def _moving(self) -> set[str]:
        """Return the options of commands: the group's own are read where they stand."""
        own = {name for parameter in self.params for name in parameter.opts}
        return {name for name, _ in self._options()} - own


def run(arguments: list[str]) -> int:
    """Return the exit code of a command line; only the command that it names is made, where it begins with one."""
    at = 0
    while arguments[at : at + 1] in (["--corpus"], ["--with"]):
        at += 2
    word = arguments[at] if at < len(arguments) else ""
    if word.startswith("-") or word in ("help", ""):
        names: Iterable[str] = COMMANDS
    else:
        names = [word if word in COMMANDS else "define"]
    if _SHELLS & set(arguments) and _COMPLETION & set(arguments):
        # Typer asks for the name of a shell where it may not look which one it runs in.
        os.environ["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "1"
    code = typer.main.get_command(make(names)).main(args=arguments, prog_name="sp", standalone_mode=False)
    return code if isinstance(code, int) else 0


def _fit_help() -> int | None:
    """Return the width of help where a screen is narrower than Typer's least, which would break its words, else None."""
    width = door.measure(sys.stdout).width
    return width - 1 if width <= _TYPERS_LEAST else None


def make(names: Iterable[str]) -> typer.Typer:
    """Return an app of some commands."""
    made = typer.Typer(
        cls=SpGroup,
        context_settings={"help_option_names": ["-h", "--help"], "terminal_width": _fit_help()},
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
    )
    made.callback(invoke_without_command=True, help=HELP["sp"])(sp)
    for name in names:
        module = import_module(f"socialpower_cli.cli.{COMMANDS[name].family}")
        made.command(name=name, help=HELP[name])(getattr(module, f"run_{name}"))
    return made


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sp {__version__}")
        raise typer.Exit


def sp(
    context: typer.Context,
    corpus: Corpora = None,  # noqa: ARG001 -- read by `files`
    over: Over = None,  # noqa: ARG001 -- read by `files`
    version: Annotated[  # noqa: ARG001 -- its callback prints it
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> int:
    """Show the short help, or open the prompt on a terminal, where no command is named."""
    if context.invoked_subcommand is None:
        if door.is_terminal(sys.stdin) and door.is_terminal(sys.stdout):
            from socialpower_cli.cli import prompt

            return prompt.converse(files(context, None))
        typer.echo(SHORT_HELP)
    return 0


def _read_help(words: list[str]) -> list[str]:
    """Return the arguments that `help` and some words stand for; raise `Refused` where they name no command."""
    if not words or words[0] in COMMANDS or words[0].startswith("-"):
        return [*words[:1], "--help"]
    near = [f"Did you mean: sp help {name}" for name in suggest_commands(words[0])]
    raise Refused(
        f"There is no command '{words[0]}'.",
        *near,
        "Commands: " + ", ".join(COMMANDS),
        f"To look the word up: {commandline.write('define', *words)}",
    )


def __getattr__(name: str) -> typer.Typer:
    """Return the app of all commands as `app`; a run makes only the command that it needs."""
    if name == "app":
        return make(COMMANDS)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
