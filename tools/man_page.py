"""Write docs/sp.1, the page that `man sp` shows, from the program's own help: python tools/man_page.py [FILE or -]."""

import inspect
import sys
from pathlib import Path
from typing import Any

import typer

from socialpower_cli import __version__
from socialpower_cli.cli.app import app

HEAD = r""".\" Made by tools/man_page.py from the program's own help; a test checks that it is current.
.TH SP 1 "" "sp {version}" "User Commands"
.SH NAME
sp \- a reference work on social power for the terminal
.SH SYNOPSIS
.B sp
.RI [ options ]
.RI [ command ]
.RI [ words ]
.SH DESCRIPTION
Words that name a concept show its entry; so does the
.B define
command. Names need no quotes and no exact spelling.
.B sp
alone on a terminal reads lines as they are typed: words are searched for, a number shows that hit, Tab completes a name, an
empty line leaves. Options may stand anywhere on the line.
"""

TAIL = r""".SH EXIT STATUS
.TP
.B 0
answered
.TP
.B 1
nothing found, a name that several concepts share, or a check with findings
.TP
.B 2
wrong usage, or a corpus that cannot be read or is not valid
.SH ENVIRONMENT
.TP
.BR SP_PAGER ", " PAGER
the pager for what is taller than the terminal; less if neither is set
.TP
.BR NO_COLOR ", " FORCE_COLOR
never or always use colour, unless \-\-color says otherwise
.TP
.BR COLUMNS ", " LINES
the size of the terminal, where it does not tell
.TP
.B SP_CORPUS
files to lay over the corpus, parted as in PATH
.TP
.BR VISUAL ", " EDITOR
the editor that new \-\-edit opens
.TP
.BR XDG_CONFIG_HOME ", " XDG_CACHE_HOME
where corpora of one's own and compiled indexes lie
.SH FILES
.TP
.I ~/.config/socialpower/*.json
corpora of one's own, laid over the bundled one (on macOS in ~/Library/Application Support/socialpower, on Windows in
%APPDATA%\esocialpower)
"""


def page() -> str:
    """Return the whole page in roff."""
    group: Any = typer.main.get_command(app)
    parts = [HEAD.format(version=_escape(__version__)), ".SH OPTIONS\n", _describe_options(group), ".SH COMMANDS\n"]
    for name, command in group.commands.items():
        summary, _, examples = inspect.cleandoc(command.help or "").replace("\b\n", "").partition("Examples:\n")
        usage = " ".join(parameter.metavar for parameter in command.params if parameter.param_type_name == "argument")
        parts.append(f".SS sp {_escape(name)} [options] {_escape(usage)}\n{_escape(' '.join(summary.split()))}\n")
        parts.append(_describe_options(command))
        parts.append(f".PP\nExamples:\n.PP\n.nf\n{_escape(inspect.cleandoc(examples))}\n.fi\n")
    return "".join((*parts, TAIL))


def _describe_options(command: Any) -> str:
    """Return the options of a command, each with its sentence, and those that Typer adds to every one."""
    told = ""
    for parameter in command.params:
        if parameter.param_type_name == "option":
            value = "" if parameter.is_flag else f" \\fI{_escape(parameter.metavar or 'SHELL')}\\fR"
            names = ", ".join(f"\\fB{_escape(name)}\\fR" for name in sorted(parameter.opts, key=len))
            told += f".TP\n{names}{value}\n{_escape(' '.join((parameter.help or '').split()))}\n"
    return told + ".TP\n\\fB\\-h\\fR, \\fB\\-\\-help\\fR\nShow the help and exit.\n"


def _escape(text: str) -> str:
    """Return a text as roff shows it, a hyphen as the one that is typed."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in text.split("\n"))


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).parent.parent / "docs" / "sp.1")
    if target == "-":
        sys.stdout.buffer.write(page().encode("utf-8"))
    else:
        Path(target).write_text(page(), encoding="utf-8")
