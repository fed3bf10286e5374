"""Paging: what is higher than the terminal goes through the reader's pager, and nothing else does."""

import io
import os
import pty
import signal
import struct
import subprocess
import sys
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ
from typing import Any

import pytest

from socialpower_cli.render import paging

from .conftest import BUNDLED, TINY, Sp
from .terminal import end, read_some, seen

# Marks what it was given, so that a test sees whether there was a pager.
MARKING = "sh -c 'cat; echo PAGED'"

TALL = [
    ["define", "bargaining power", "--full"],
    ["list"],
    ["list", "--tree"],
    ["examples"],
    ["examples", "--setting", "work"],
    ["search", "power", "-n", "50"],
    ["check", str(TINY), "--summary"],
    ["related", "power", "--depth", "2"],
]


@pytest.mark.parametrize("arguments", TALL, ids=" ".join)
def test_what_is_higher_than_the_terminal_is_paged(environment: dict[str, str], arguments: list[str]) -> None:
    """The pager gets all that would be printed, and only where the lines do not fit, commands to try next aside."""
    printed, code = seen(environment, *arguments, rows=99, SP_PAGER=MARKING)
    assert "PAGED" not in printed
    assert code == 0
    answer = printed.partition("Next:")[0]
    height = answer.count("\n")
    assert seen(environment, *arguments, rows=max(height, 6), SP_PAGER=MARKING) == (f"{printed}PAGED\n", 0)
    if height > 6:
        assert seen(environment, *arguments, rows=height + 1, SP_PAGER=MARKING) == (answer, 0)
        assert seen(environment, *arguments, rows=printed.count("\n") + 1, SP_PAGER=MARKING) == (printed, 0)


def test_a_first_page_is_never_paged(environment: dict[str, str]) -> None:
    """The first page of an entry fits any terminal."""
    for rows in (6, 10, 24):
        drawn, _ = seen(environment, "define", "bargaining power", rows=rows, SP_PAGER=MARKING)
        assert "PAGED" not in drawn
        assert drawn.count("\n") < rows


@pytest.mark.parametrize("layout", ["--plain", "--json", "--no-pager"])
def test_what_is_for_programs_is_not_paged(environment: dict[str, str], layout: str) -> None:
    """Plain text and JSON are printed as they are on a terminal too, and so is everything with --no-pager."""
    drawn, code = seen(environment, "list", layout, rows=6, SP_PAGER=MARKING)
    assert "PAGED" not in drawn
    assert ("Bargaining power" in drawn or "bargaining-power" in drawn, code) == (True, 0)


def test_a_pipe_is_not_paged(sp: Sp) -> None:
    """A pager is for a person."""
    assert "PAGED" not in sp("list", SP_PAGER=MARKING, LINES="6").out


@pytest.mark.parametrize(
    ("changes", "paged"),
    [
        ({"SP_PAGER": MARKING, "PAGER": "false"}, True),
        ({"SP_PAGER": "", "PAGER": MARKING}, False),
        ({"SP_PAGER": "  "}, False),
        ({"SP_PAGER": "no-such-pager --at all"}, False),
        ({"SP_PAGER": "sh -c 'unfinished"}, False),
        ({"SP_PAGER": "/"}, False),
        ({"SP_PAGER": MARKING, "TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_which_pager_is_used(environment: dict[str, str], changes: dict[str, Any], *, paged: bool) -> None:
    """SP_PAGER decides, an empty one too; where it cannot be run the answer is printed."""
    drawn, code = seen(environment, "list", rows=6, NO_COLOR="1", **changes)
    printed, _ = seen(environment, "list", rows=99, NO_COLOR="1")
    assert (drawn, code) == (printed + ("PAGED\n" if paged else ""), 0)


def page(environment: dict[str, str], *arguments: str, **changes: str) -> tuple[str, int]:
    """Return what `sp` draws on a low terminal where SP_PAGER is not set."""
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 6, 80, 0, 0))
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), *arguments]
    program = subprocess.Popen(
        command, env={**environment, **changes}, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    drawn = b""
    try:
        while chunk := os.read(ours, 65536):
            drawn += chunk
    except OSError:
        pass  # Linux says so when the other end is closed.
    finally:
        os.close(ours)
        end(program)
    return drawn.decode().replace("\r\n", "\n"), program.returncode


def test_pager_stands_in_where_sp_pager_is_not_set(environment: dict[str, str]) -> None:
    """PAGER is what other programs page with."""
    assert page(environment, "list", PAGER=MARKING)[0].endswith("PAGED\n")
    assert "PAGED" not in page(environment, "list", PAGER="")[0]


def test_less_is_the_pager_where_none_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    """Without either variable `less` is looked for, and told FRX unless the reader has told it otherwise."""
    less = tmp_path / "less"
    less.write_text('#!/bin/sh\necho "LESS is $LESS, asked: $*"\n', encoding="utf-8")
    less.chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    assert page(environment, "list", PATH=path) == ("LESS is FRX, asked: \n", 0)
    assert page(environment, "list", PATH=path, LESS="-S") == ("LESS is -S, asked: \n", 0)
    assert page(environment, "list", PATH=path, LESS="") == ("LESS is , asked: \n", 0)
    printed, code = page(environment, "list", PATH=str(tmp_path / "nowhere"))
    assert ("bargaining-power" in printed, code) == (True, 0)


def test_the_styles_are_kept(environment: dict[str, str]) -> None:
    """The pager gets what the terminal would have got."""
    assert "\x1b[4mbargaining-power\x1b[0m" in seen(environment, "list", rows=6, SP_PAGER="cat")[0]
    assert "\x1b" not in seen(environment, "list", rows=6, SP_PAGER="cat", NO_COLOR="1")[0]


def test_leaving_early_is_quiet(environment: dict[str, str]) -> None:
    """A reader who has seen enough leaves more in the pipe than it holds, and that is no failure."""
    drawn, code = seen(environment, "--corpus", str(BUNDLED), "examples", rows=6, SP_PAGER="head -n 2")
    assert (drawn.count("\n"), code) == (2, 0)
    assert seen(environment, "--corpus", str(BUNDLED), "examples", rows=6, SP_PAGER="true") == ("", 0)


def test_a_pager_that_reads_nothing_has_shown_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """More text than a pipe holds, and nobody to read it, is a reader who left at once; one who could not come is none."""
    monkeypatch.setenv("TERM", "xterm")
    stream = io.TextIOWrapper(io.BytesIO(), "utf-8")
    for command, shown in (("true", True), ("no-such-pager", False), ("sh -c 'exit 127'", False), ("sh -c 'exit 1'", True)):
        monkeypatch.setenv("SP_PAGER", command)
        assert paging.show("word\n" * 100_000, stream) is shown


def test_findings_keep_their_exit_code(environment: dict[str, str], tmp_path: Path) -> None:
    """`check` ends with 1 where it found something, paged or not."""
    path = tmp_path / "corpus.json"
    path.write_text('{"concepts": [{"id": "a", "term": "A", "definition": "B", "broader": ["b"]}]}', encoding="utf-8")
    drawn, code = seen(environment, "check", str(path), rows=6, SP_PAGER=MARKING, COLUMNS="20")
    assert ("PAGED" in drawn, code) == (True, 1)


def test_an_interrupt_is_the_business_of_the_pager(environment: dict[str, str], tmp_path: Path) -> None:
    """Ctrl-C while the pager has the terminal neither ends the program before it nor leaves a traceback in it."""
    script = tmp_path / "pager"
    go = tmp_path / "go"
    os.mkfifo(go)
    script.write_text(f"#!/bin/sh\ntrap : INT\ncat\nread line < '{go}'\necho LEFT\n", encoding="utf-8")
    script.chmod(0o755)
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, struct.pack("HHHH", 6, 80, 0, 0))
    # A shell that runs the tests in the background has them ignore interrupts, and a program inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    program = subprocess.Popen(
        [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), "list"],
        env={**environment, "SP_PAGER": str(script)},
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    drawn = b""
    try:
        while b"sp list --tree" not in drawn or not drawn.endswith(b"\r\n"):
            drawn += read_some(ours)
        with go.open("w", encoding="utf-8") as line:  # Opens once the pager reads.
            program.send_signal(signal.SIGINT)
            line.write("on\n")
        while chunk := read_some(ours):
            drawn += chunk
    except OSError:
        pass  # Linux says so when the other end is closed.
    finally:
        os.close(ours)
        end(program)
    assert program.returncode == 0
    assert drawn.endswith(b"LEFT\r\n")
    assert b"Traceback" not in drawn
