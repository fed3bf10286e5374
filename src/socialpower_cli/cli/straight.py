"""The straight way: the runs that nine in ten are, answered without Typer.

Typer takes longer to import than an answer to find, and what most runs need of it is to tell words from a command. Runs of a
command in `commands` with words after it, or of words alone, end in the same method of the same corpus as Typer's way does,
with the same defaults. Of options only flags are known here, exactly as they are spelt, and `--corpus FILE` and `--with FILE`;
a run with any other, and anything odd, goes Typer's way. A test holds that both ways answer alike.
"""

from socialpower_cli.cli import answering
from socialpower_cli.cli.commands import COMMANDS
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.render import Display

_BRIEF = {"--brief", "-b"}
_FLAGS = _BRIEF | {"--json", "--plain"}


def take(arguments: list[str]) -> int | None:
    """Answer a run and return its exit code, or return None, with nothing done, where it must go Typer's way."""
    chosen, rest = split_corpora(arguments)
    flags = {word for word in rest if word.startswith("-")}
    words = [word for word in rest if not word.startswith("-")]
    brief = bool(flags & _BRIEF)
    if not words or words[0] == "help" or not flags <= _FLAGS:
        return None
    display = Display(as_json="--json" in flags, plain="--plain" in flags)
    command = COMMANDS.get(words[0])
    if command is None:
        return answering.answer(lambda corpus: answering.define_bare(corpus, " ".join(words), brief=brief), display, chosen)
    method = command.brief if brief else command.method if words[1:] else command.alone or command.method
    if method is None or (command.words == "none" and words[1:]) or (command.words in ("some", "names") and not words[1:]):
        return None
    if words[0] == "define":
        return answering.answer(lambda corpus: answering.define(corpus, " ".join(words[1:]), brief=brief), display, chosen)
    asked = words[1:] if command.words == "names" else [" ".join(words[1:])] if words[1:] else []
    return answering.answer(lambda corpus: getattr(corpus, method)(*asked), display, chosen)


def run(arguments: list[str]) -> int:
    """Answer a run, the straight way if it can be gone, else Typer's, and return its exit code."""
    code = take(arguments)
    if code is None:
        from socialpower_cli.cli import app

        code = app.run(arguments)
    return code


def split_corpora(arguments: list[str]) -> tuple[Chosen, list[str]]:
    """Return the files named by `--corpus FILE` and `--with FILE` anywhere on a line, and what else stands there."""
    named: dict[str, list[str]] = {"--corpus": [], "--with": []}
    rest: list[str] = []
    at = 0
    while at < len(arguments):
        if arguments[at] in named and at + 1 < len(arguments) and "--" not in rest:
            named[arguments[at]].append(arguments[at + 1])
            at += 2
        else:
            rest.append(arguments[at])
            at += 1
    return Chosen(tuple(named["--corpus"]), tuple(named["--with"])), rest
