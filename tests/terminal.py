"""A pseudo-terminal to run `sp` in, so that it draws what a person would see."""

import os
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from .conftest import TESTS, TINY

# Where there are no pseudo-terminals, as on Windows, the tests that need one are skipped.
pty = pytest.importorskip("pty")
ioctl = pytest.importorskip("fcntl").ioctl
TIOCSWINSZ = pytest.importorskip("termios").TIOCSWINSZ


def read_some(terminal: int, seconds: float = 30) -> bytes:
    """Return what has been written on a terminal, nothing at its end; fail where nothing comes for so long."""
    assert select.select([terminal], [], [], seconds)[0], "nothing was written"
    return os.read(terminal, 65536)


def seen(environment: dict[str, str], *arguments: str, columns: int = 80, rows: int = 50, **changes: str) -> tuple[str, int]:
    """Return what `sp` on the tiny corpus draws on a terminal, without a pager unless one is given, and its exit code."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    variables = {**environment, "COLUMNS": str(columns), "SP_PAGER": "", **changes}
    # Set by the fixtures to keep Typer's help plain; Rich must see a terminal here.
    del variables["_TYPER_FORCE_DISABLE_TERMINAL"]
    corpus = () if "--corpus" in arguments else ("--corpus", "tiny.json")
    command = [sys.executable, "-m", "socialpower_cli", *corpus, *arguments]
    program = subprocess.Popen(
        command, env=variables, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=TESTS / "corpora"
    )
    os.close(theirs)
    drawn = b""
    try:
        while chunk := read_some(ours):
            drawn += chunk
    except OSError:
        pass  # Linux says so when the other end is closed.
    finally:
        os.close(ours)
        end(program)
    return drawn.decode("utf-8").replace("\r\n", "\n"), program.returncode


def converse(environment: dict[str, str], words: Sequence[str], prompt: str, typed: Sequence[str | None]) -> tuple[str, int]:
    """Return what `sp` on the tiny corpus shows on a terminal, and its exit code.

    Each text is typed when the prompt comes once more; None is an interrupt.
    """
    ours, theirs = pty.openpty()
    variables = {**environment, "TERM": "dumb", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), *words]
    program = subprocess.Popen(command, env=variables, stdin=theirs, stdout=theirs, stderr=theirs, cwd=TESTS)
    os.close(theirs)
    shown = b""
    try:
        for number, text in enumerate(typed, 1):
            while shown.count(prompt.encode()) < number:
                shown += read_some(ours)
            if text is None:
                wait_until_it_waits(program.pid)
                program.send_signal(signal.SIGINT)
            else:
                os.write(ours, text.encode())
        while chunk := read_some(ours):
            shown += chunk
    except OSError:
        pass  # Linux says so when the other end is closed.
    finally:
        os.close(ours)
        end(program)
    return shown.decode("utf-8").replace("\r\n", "\n"), program.returncode


def wait_until_it_waits(process: int) -> None:
    """Return when a process waits for input: readline misses a signal between its prompt and its waiting."""
    state = Path(f"/proc/{process}/stat")
    time.sleep(0.3)
    for _ in range(3000):
        # Elsewhere than on Linux a system does not say so, and the time above must do; "S" is for sleeping.
        if not state.exists() or state.read_text(encoding="utf-8").rpartition(") ")[2].startswith("S"):
            return
        time.sleep(0.01)


def end(program: "subprocess.Popen[bytes]") -> None:
    """Wait for a program that is about to end, and end one that does not, so that no other test meets what is left of it."""
    try:
        program.wait(timeout=60)
    finally:
        program.kill()
        program.wait()
