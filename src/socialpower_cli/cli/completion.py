"""What a shell is told at Tab.

Completion answers from an index that is ready and never compiles one; on any failure it offers nothing and is silent.
"""

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from socialpower_cli.index import Index


def complete_concepts(files: list[str], before: list[str], incomplete: str) -> list[str]:
    """Return the words that continue what is typed towards the name of a concept."""
    from socialpower_cli.completion import find_continuations

    index = _open(files)
    return find_continuations(index, before, incomplete) if index else []


def complete_categories(files: list[str], incomplete: str) -> list[str]:
    """Return the keys of categories that begin as typed."""
    from socialpower_cli.completion import splice

    index = _open(files)
    return splice(index.categories() if index else (), incomplete)


def complete_settings(files: list[str], incomplete: str) -> list[str]:
    """Return the settings that begin as typed."""
    from socialpower_cli.completion import splice

    index = _open(files)
    return splice(index.settings() if index else (), incomplete)


def _open(files: list[str]) -> "Index | None":
    """Return the index of corpus files if it is ready; a shell hands over `~` as it was typed."""
    from socialpower_cli.corpus import locations
    from socialpower_cli.index import open_ready

    return open_ready(locations.corpora([os.path.expanduser(file) for file in files]))


def answer_shell(arguments: list[str]) -> int:
    """Answer a shell that asks what may follow, and return the exit code; on any failure offer nothing, silently."""
    try:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- stays open to the end of the run
        if sys.stdout is not None and hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")
        code = _answer_typer(arguments)
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 -- an interrupt at Tab is no failure to tell of either
        return 0
    return code


def _answer_typer(arguments: list[str]) -> int:
    from typer.main import get_command

    from socialpower_cli.cli.app import make
    from socialpower_cli.cli.commands import COMMANDS

    code = get_command(make(COMMANDS)).main(args=arguments, prog_name="sp", standalone_mode=False)
    return code if isinstance(code, int) else 0
