"""Write docs/commands.md from the program's own help: python tools/commands_reference.py [FILE or -]."""

import os
import subprocess
import sys
from pathlib import Path

import typer

from socialpower_cli.cli.app import app

HEAD = """# Commands

<!-- Made by tools/commands_reference.py from the program's own help; a test checks that it is current. -->

Exit codes: 0 answered; 1 nothing found, a name that several concepts share, or a check with findings; 2 wrong usage, or a
corpus that cannot be read or is not valid. The answer goes to standard output, everything else to standard error.
"""


def help_of(*command: str) -> str:
    """Return the help that a command prints in a pipe, 80 columns wide."""
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "_TYPER_FORCE_DISABLE_TERMINAL": "1", "LANG": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 -- runs this very program
        [sys.executable, "-m", "socialpower_cli", *command, "--help"], env=environment, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").strip()


def reference() -> str:
    """Return the whole reference in Markdown."""
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # a group has commands
    parts = [HEAD, f"## sp\n\n```text\n{help_of()}\n```\n"]
    parts += [f"## sp {name}\n\n```text\n{help_of(name)}\n```\n" for name in commands]
    return "\n".join(parts)


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "docs" / "commands.md")
    if target == "-":
        sys.stdout.buffer.write(reference().encode("utf-8"))
    else:
        Path(target).write_text(reference(), encoding="utf-8")
