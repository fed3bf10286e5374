"""Showing what is higher than the screen page by page, through the reader's own pager.

As git and man do: SP_PAGER, then PAGER, then `less`; with LESS=FRX where LESS is not set, so that `less` ends by itself where
all fits, keeps the styles and leaves the text standing. Imported only where there is something to page.
"""

import os
import shlex
import signal
import subprocess
from contextlib import suppress
from typing import TextIO

from socialpower_cli.render import door

# What shells leave with where a command cannot be run, or is not there.
_CANNOT_RUN = (126, 127)


def show(text: str, stream: TextIO) -> bool:
    """Show text through the pager, wait until the reader leaves it, and return whether that could be done.

    An interrupt is the pager's business while it has the terminal: it stops a search in `less`, not the program.
    """
    command = choose_pager()
    if not command:
        return False
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, bufsize=0, env={**_choose_settings(stream), **os.environ})  # noqa: S603 -- the reader's own
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pager:
            assert pager.stdin is not None
            with suppress(OSError):  # The reader may have seen enough.
                door.write_bytes(text.encode(stream.encoding, door.PLAINLY), pager.stdin)
    finally:
        signal.signal(signal.SIGINT, before)
    return pager.returncode not in _CANNOT_RUN


def _choose_settings(stream: TextIO) -> dict[str, str]:
    """Return what `less` goes by where its reader says nothing else; in the C locale it would show UTF-8 as bytes."""
    encoding = (stream.encoding or "").lower().replace("-", "").replace("_", "")
    return {"LESS": "FRX", **({"LESSCHARSET": "utf-8"} if encoding == "utf8" else {})}


def choose_pager() -> list[str]:
    """Return the words of the pager's command, or none where none is wanted or the terminal cannot show one."""
    if os.environ.get("TERM", "").lower() in ("", "dumb", "unknown"):
        return []
    asked = next((os.environ[name] for name in ("SP_PAGER", "PAGER") if name in os.environ), "less")
    try:
        return shlex.split(asked)
    except ValueError:
        return []
