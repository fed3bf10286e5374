"""Asking line by line: `sp` alone on a terminal.

A line is read as it is typed, so that apostrophes, brackets and stars need no quoting. Words are searched for, a number shows
that hit, Tab completes a name, and a whole command, as answers suggest them, is run; an empty line, the end of input, or what
other programs are left with leaves.
"""

import shlex
import sys
from collections.abc import Callable
from functools import partial

from socialpower_cli.answers import Answer
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli import boundary, straight
from socialpower_cli.cli.answering import open_for, present
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.errors import NotFound
from socialpower_cli.render import Display

WELCOME = (
    "sp: a reference work on social power. Type words, or what happened to you.",
    "A number shows that hit, Tab completes a name, an empty line leaves.",
)
_PROMPT = "sp> "
# What people type to leave other programs, or to be told how they work; none is a name.
_LEAVING = frozenset(("quit", "exit", "q", ":q", "bye"))
_HELP = frozenset(("help", "?", "h"))


def converse(chosen: Chosen) -> int:
    """Answer lines until an empty one or the end of input, and return the exit code."""
    _tell_welcome()
    with open_for(chosen) as corpus:
        _complete_with_tab(corpus)
        hits: list[str] = []
        while True:
            try:
                typed = input(_PROMPT).strip()
            except EOFError:
                sys.stdout.write("\n")
                return 0
            except KeyboardInterrupt:
                sys.stdout.write("\n")
                raise
            if not typed or typed.lower() in _LEAVING:
                return 0
            if typed.lower() in _HELP:
                _tell_welcome()
                continue
            command = _read_command(typed)
            if command is None:
                boundary.guard(partial(_answer_line, corpus, typed, hits))
            else:
                # A command asks what the prompt was opened for, and what it names besides.
                boundary.guard(partial(straight.run, [*command, *chosen.options]))


def _read_command(line: str) -> list[str] | None:
    """Return the words of a command after `sp`, or None where a line is none."""
    if not line.startswith("sp "):
        return None
    try:
        return shlex.split(line)[1:]
    except ValueError:
        return None  # a quotation mark stands alone in it


def _tell_welcome() -> None:
    """Tell on stderr what may be typed."""
    for line in WELCOME:
        boundary.note(line)


def _answer_line(corpus: OpenCorpus, line: str, hits: list[str]) -> int:
    """Show what a line asks for; `hits` are the ids of the search before, and become those of this one."""
    if line.isdecimal():
        return present(_ask_for_hit(corpus, int(line), hits), Display())
    results = corpus.search(line)
    hits[:] = [hit.id for hit in results.results]
    return present(results, Display())


def _ask_for_hit(corpus: OpenCorpus, number: int, hits: list[str]) -> Answer:
    if not 1 <= number <= len(hits):
        told = f"Hits are numbered from 1 to {len(hits)}." if hits else "There is no search yet: type some words first."
        raise NotFound(f"There is no hit {number}.", told)
    return corpus.define(hits[number - 1], exact=True)


def _complete_with_tab(corpus: OpenCorpus) -> None:
    """Have Tab complete names where the system has readline."""
    try:
        import readline
    except ImportError:
        return
    readline.set_completer_delims(" ")
    readline.set_completer(_completer(corpus, readline.get_line_buffer, readline.get_begidx))
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")


def _completer(corpus: OpenCorpus, line: Callable[[], str], begin: Callable[[], int]) -> Callable[[str, int], str | None]:
    """Return readline's completer: the words that continue the line towards a name, one a call."""
    found: list[str] = []

    def complete(incomplete: str, state: int) -> str | None:
        if state == 0:
            found[:] = corpus.complete(line()[: begin()].split(), incomplete)
        return found[state] if state < len(found) else None

    return complete
