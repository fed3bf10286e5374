"""Manners at the terminal: colour, width, encodings, pipes that close, keys that interrupt."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import BUNDLED, Sp
from .terminal import seen

ESCAPE = "\x1b["


def test_a_terminal_gets_a_panel_and_a_pipe_gets_plain_text(sp: Sp, environment: dict[str, str]) -> None:
    """Rules and wrapping are for people; a pipe gets text that can be searched."""
    assert seen(environment, "define", "power", NO_COLOR="1")[0].startswith("── Power · Power ──")
    assert "─" not in sp("define", "power").out


def test_plain_is_plain_on_a_terminal_too(environment: dict[str, str], sp: Sp) -> None:
    """--plain on a terminal prints the text that a pipe gets."""
    assert seen(environment, "define", "power", "--plain", NO_COLOR="1")[0] == sp("define", "power").out


@pytest.mark.parametrize(
    ("arguments", "changes", "coloured"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        ([], {"TERM": "unknown"}, False),
        ([], {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": "false"}, False),
        ([], {"FORCE_COLOR": ""}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
    ],
)
def test_who_decides_on_colour_at_a_terminal(
    environment: dict[str, str], arguments: list[str], changes: dict[str, str], *, coloured: bool
) -> None:
    """The option decides, then NO_COLOR if it is not empty, then FORCE_COLOR, then the terminal."""
    drawn, code = seen({**environment, **changes}, "define", "power", *arguments)
    assert code == 0
    assert (ESCAPE in drawn) is coloured


@pytest.mark.parametrize(
    ("arguments", "changes", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "0"}, False),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--color", "always", "--json"], {}, False),
    ],
)
def test_who_decides_on_colour_in_a_pipe(sp: Sp, arguments: list[str], changes: dict[str, str], *, coloured: bool) -> None:
    """A pipe is coloured only where that is asked for, and JSON never; rules are never drawn into it."""
    ran = sp("define", "power", *arguments, **changes)
    assert (ESCAPE in ran.out) is coloured
    assert "─" not in ran.out


def test_help_in_a_pipe_has_no_colour_even_on_a_build_server(run: Sp) -> None:
    """A build server that pretends to be a terminal does not change the help."""
    assert ESCAPE not in run("--help", GITHUB_ACTIONS="true", FORCE_COLOR="1").out


def test_an_ascii_locale_gets_ascii(sp: Sp) -> None:
    """Characters that the encoding lacks are replaced, never an error."""
    ran = sp("define", "elite", PYTHONUTF8="0", PYTHONIOENCODING="ascii", LANG="C")
    assert ran.code == 0
    assert ran.out.isascii()
    assert ran.out.splitlines()[:2] == ["Status", "Elite"]


def test_a_reader_that_has_enough_ends_the_program_quietly(environment: dict[str, str]) -> None:
    """`sp list | head -1` prints a line, nothing on stderr, and ends well."""
    program = subprocess.Popen(
        [sys.executable, "-m", "socialpower_cli", "--corpus", str(BUNDLED), "examples"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    assert program.stdout.readline()
    program.stdout.close()
    told = program.stderr.read()
    program.stderr.close()
    assert (told, program.wait(timeout=60)) == (b"", 0)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_ends_the_program_at_once(environment: dict[str, str], tmp_path: Path) -> None:
    """Ctrl-C while a corpus is read ends with 130 and without a traceback."""
    pipe = tmp_path / "corpus.json"
    os.mkfifo(pipe)
    # A shell that runs the tests in the background has them ignore interrupts, and a program inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    program = subprocess.Popen(
        [sys.executable, "-m", "socialpower_cli", "--corpus", str(pipe), "list"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    # Opening for writing waits until the program has opened the pipe for reading.
    with pipe.open("wb"):
        time.sleep(0.1)
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=60)
    assert (out, program.returncode) == (b"", 130)
    assert b"Traceback" not in err


def test_a_big_corpus_shows_progress_on_a_terminal_only(environment: dict[str, str], run: Sp, tmp_path: Path) -> None:
    """Compiling a large file says how far it is, on stderr and only to a person, and leaves no trace of it."""
    big = tmp_path / "big.json"
    text = "word " * 200
    entries = ", ".join(f'{{"id": "c{n}", "term": "Concept {n}", "definition": "{text}"}}' for n in range(2500))
    big.write_text(f'{{"concepts": [{entries}]}}', encoding="utf-8")
    drawn, code = seen(environment, "--corpus", str(big), "define", "c7", "--plain", "-b")
    assert code == 0
    assert "Compiling, once for this corpus" in drawn
    big.touch()
    assert run("--corpus", str(big), "define", "c7", "-b").err == ""


HOSTILE = [
    "\x1b[31mred\x1b[0m",
    "\x00",
    "\x07\x08",
    "[bold]power[/bold]",
    "[/x]",
    "'; DROP TABLE concept; --",
    '"',
    '""',
    '" OR "',
    "*",
    "power*",
    "NEAR(power, 3)",
    "definition:power",
    "what's power?",
    "(power",
    "C++",
    "^power",
    "../../etc/passwd",
    "👑",
    "سلطة",
    "\u202epower",
    "力量",
    "\u0430" * 3000,
    "power " * 3000,
    "-- -x",
    "%s %d {0}",
]


@pytest.mark.parametrize("command", ["define", "search", "related", "cite", "examples"])
@pytest.mark.parametrize("typed", HOSTILE)
def test_any_text_gets_an_answer_or_a_plain_no(sp: Sp, command: str, typed: str) -> None:
    """Text is data: never markup, query syntax or a path; nothing the terminal would obey comes back."""
    typed = typed.replace("\x00", "")  # No argument of a program can hold it.
    ran = sp(command, "--", typed)
    assert ran.code in (0, 1, 2)
    assert (ran.code == 2) == (not typed.strip())
    assert "Traceback" not in ran.err
    assert not {character for character in ran.out + ran.err if ord(character) < 32} - {"\n", "\t"}
    assert "\u202e" not in ran.out + ran.err


def test_corpus_text_cannot_command_the_terminal(run: Sp, environment: dict[str, str], tmp_path: Path) -> None:
    """Control characters in a corpus are shown as replaced, in panels and in plain text."""
    path = tmp_path / "corpus.json"
    path.write_text(
        '{"concepts": [{"id": "a", "term": "A\\u001b[2J", "definition": "B\\u0007\\u009b31m\\n\\tC"}]}', encoding="utf-8"
    )
    assert run("--corpus", str(path), "define", "a", "-b").out == "A\ufffd[2J\nB\ufffd\ufffd31m C\n"
    drawn, _ = seen(environment, "--corpus", str(path), "define", "a", NO_COLOR="1")
    assert ESCAPE not in drawn
