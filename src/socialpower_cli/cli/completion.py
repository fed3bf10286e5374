"""What a shell is told at Tab.

Completion answers from an index that is ready and never compiles one; on any failure it offers nothing and is silent. A name
after a command is completed without Typer, in the words of Typer's own protocol; a test holds that both say the same.
"""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialpower_cli.corpus.locations import Chosen
    from socialpower_cli.index import Index

_NAMING = ("define", "related", "examples", "cite")
_NAMING_SEVERAL = ("compare", "path")
# What a shell's line may hold for it to be nothing but words.
_QUOTING = frozenset("'\"\\=")


def complete_concepts(chosen: "Chosen", before: list[str], incomplete: str) -> list[str]:
    """Return the words that continue what is typed towards the name of a concept."""
    from socialpower_cli.completion import find_continuations

    index = _open(chosen)
    return find_continuations(index, before, incomplete) if index else []


def complete_several(chosen: "Chosen", before: list[str], incomplete: str) -> list[str]:
    """Return the words that continue what is typed towards a concept that may be named after another: "power autho"."""
    from socialpower_cli.completion import find_continuations

    index = _open(chosen)
    # The longest run of words before that begins a name: "social" in "power social st".
    runs = (before[start:] for start in range(len(before) + 1))
    return next(filter(None, (find_continuations(index, run, incomplete) for run in runs)), []) if index else []


def complete_categories(chosen: "Chosen", incomplete: str) -> list[str]:
    """Return the keys of categories that begin as typed."""
    from socialpower_cli.completion import splice

    index = _open(chosen)
    return splice(index.categories() if index else (), incomplete)


def complete_settings(chosen: "Chosen", incomplete: str) -> list[str]:
    """Return the settings that begin as typed."""
    from socialpower_cli.completion import splice

    index = _open(chosen)
    return splice(index.settings() if index else (), incomplete)


def _open(chosen: "Chosen") -> "Index | None":
    """Return the index of corpus files if it is ready; a shell hands over `~` as it was typed."""
    from socialpower_cli.corpus import locations
    from socialpower_cli.index import open_ready

    expanded = locations.Chosen(*(tuple(map(os.path.expanduser, paths)) for paths in chosen))
    return open_ready(locations.corpora(expanded))


def answer_shell(arguments: list[str]) -> int:
    """Answer a shell that asks what may follow, and return the exit code; on any failure offer nothing, silently."""
    try:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- stays open to the end of the run
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]  # standard output is a text file here
        told = _answer_straight()
        if told is None:
            return _answer_typer(arguments)
        code, text = told
        sys.stdout.write(text)
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 -- an interrupt at Tab is no failure to tell of either
        return 0
    return code


def _answer_straight() -> tuple[int, str] | None:
    """Return the exit code and the text for a shell that asks for a name, or None where Typer must read the line."""
    shell = os.environ["_SP_COMPLETE"].partition("_")[2]
    if shell == "bash":
        line = os.environ["COMP_WORDS"]
        words = line.split()[1:]
        at = int(os.environ["COMP_CWORD"]) - 1
        typed, incomplete = words[:at], words[at] if at < len(words) else ""
    elif shell in ("zsh", "fish"):
        line = os.environ["_TYPER_COMPLETE_ARGS"]
        typed = line.split()[1:]
        incomplete = typed.pop() if typed and not line.endswith(" ") else ""
    else:
        return None
    if not _QUOTING.isdisjoint(line):
        return None
    from socialpower_cli.cli.straight import split_corpora

    chosen, rest = split_corpora(typed)
    command = rest[0] if rest else ""
    if command not in (*_NAMING, *_NAMING_SEVERAL) or any(word.startswith("-") for word in (*rest, incomplete)):
        return None
    complete = complete_several if command in _NAMING_SEVERAL else complete_concepts
    return _say(shell, complete(chosen, rest[1:], incomplete))


def _say(shell: str, words: list[str]) -> tuple[int, str]:
    """Return the exit code and the text that offer words to a shell, as its script from Typer expects them."""
    if shell == "zsh":
        listed = "\n".join(f'"{word}"' for word in words)
        return 0, f"_arguments '*: :(({listed}))'\n" if words else "_files\n"
    if shell == "fish" and os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return (0 if words else 1), ""
    return 0, "\n".join(words) + "\n"


def _answer_typer(arguments: list[str]) -> int:
    from typer.main import get_command

    from socialpower_cli.cli.app import make
    from socialpower_cli.cli.commands import COMMANDS

    code = get_command(make(COMMANDS)).main(args=arguments, prog_name="sp", standalone_mode=False)
    return code if isinstance(code, int) else 0
