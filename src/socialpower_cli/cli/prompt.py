"""Asking line by line: `sp` alone on a terminal.

A line is read as it is typed, so that apostrophes, brackets and stars need no quoting. Words are searched for, a number shows
that hit, Tab completes a name; an empty line or the end of input leaves.
"""

import sys
from collections.abc import Callable
from functools import partial

from socialpower_cli.answers import Answer
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli import boundary
from socialpower_cli.cli.answering import open_for, present
from socialpower_cli.corpus.locations import Chosen
from socialpower_cli.errors import NotFound
from socialpower_cli.render import Display

WELCOME = (
    "sp: a reference work on social power. Type words, or what happened to you.",
    "A number shows that hit, Tab completes a name, an empty line leaves.",
)
_PROMPT = "sp> "


def converse(chosen: Chosen) -> int:
    """Answer lines until an empty one or the end of input, and return the exit code."""
    for line in WELCOME:
        boundary.note(line)
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
            if not typed:
                return 0
            boundary.guard(partial(_answer_line, corpus, typed, hits))


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
