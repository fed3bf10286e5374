"""Opening a file in the editor that a person has chosen, `VISUAL` or else `EDITOR`, without a shell between."""

import os
import shlex
import shutil
import subprocess

from socialpower_cli.errors import Refused

_EXAMPLE = "For example: EDITOR=nano; or leave out --edit, and open the file yourself."


def find_editor() -> list[str]:
    """Return the words of the editor's command; raise `Refused` where none is set or it cannot be found."""
    told = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    try:
        words = shlex.split(told, posix=os.name != "nt")
    except ValueError as error:
        raise Refused(f"VISUAL or EDITOR cannot be read as a command: {told} ({error}).", _EXAMPLE) from None
    if not words:
        raise Refused("No editor is set: neither VISUAL nor EDITOR.", _EXAMPLE)
    if shutil.which(words[0]) is None:
        raise Refused(f"The editor {words[0]} cannot be found.", _EXAMPLE)
    return words


def edit(editor: list[str], path: str) -> None:
    """Open a file and wait until the editor ends; raise `Refused` where it cannot be started or ends with a failure."""
    try:
        running = subprocess.Popen([*editor, os.path.abspath(path)])  # noqa: S603 -- the person's own editor, and no shell
    except OSError as error:
        raise Refused(f"The editor {editor[0]} cannot be started ({error.strerror}).", f"The file is written: {path}") from None
    while True:
        try:
            code = running.wait()
            break
        except KeyboardInterrupt:
            continue  # it is the editor's, which reads the same keys
    if code:
        raise Refused(f"The editor {editor[0]} ended with {code}.", f"The file is written: {path}")
