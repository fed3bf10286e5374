"""Many queries in one run: `-` reads one a line from standard input and writes JSON Lines."""

import json
import os
import pty
import subprocess
import sys
import time
from typing import Any

import pytest

from .conftest import TINY, Ran, Sp

COMMAND = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY)]


@pytest.fixture
def feed(environment: dict[str, str]) -> Any:
    """Run `sp` on the tiny corpus with bytes on standard input."""

    def running(data: bytes, *arguments: str, **changes: str) -> Ran:
        done = subprocess.run(
            [*COMMAND, *arguments], env={**environment, **changes}, input=data, capture_output=True, timeout=60, check=False
        )
        return Ran(done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.returncode)

    return running


def documents(ran: Ran) -> list[dict[str, Any]]:
    """Return the documents of a run, one a line."""
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (["define"], "bargaining strength"),
        (["define", "--brief"], "power"),
        (["define"], "power vs dependence"),
        (["search"], "who depends on another"),
        (["search", "--limit", "1"], "power"),
        (["related", "--depth", "2"], "power"),
        (["compare"], "power, dependence"),
        (["path"], "autonomy to bargaining power"),
        (["examples"], "dependence"),
        (["cite"], "dependence"),
        (["cite", "--style", "mla"], "dependence"),
        (["cite", "--entry"], "power"),
    ],
    ids=" ".join,
)
def test_a_line_is_answered_as_a_run_answers_it(sp: Sp, feed: Any, command: list[str], line: str) -> None:
    """The document is that of the command with the same words and options, with the query first."""
    alone = json.loads(sp(*command, line, "--json").out)
    ran = feed(f"{line}\n".encode(), *command, "-")
    (document,) = documents(ran)
    assert (ran.err, ran.code) == ("", 0)
    assert next(iter(document.items())) == ("query", line)
    assert {key: value for key, value in document.items() if key != "query"} == {
        key: value for key, value in alone.items() if key != "query"
    }


def test_a_miss_is_a_line_and_stops_nothing(feed: Any) -> None:
    """It says what is wrong and what may have been meant; the exit code says that there was one."""
    ran = feed(b"power\nneeding another\n***\ndependence\n", "define", "-", "--brief")
    first, second, third, fourth = documents(ran)
    assert (ran.err, ran.code) == ("", 1)
    assert (first["id"], fourth["id"]) == ("power", "dependence")
    assert second["query"] == "needing another"
    assert second["error"] == "Nothing is named 'needing another'."
    assert second["suggestions"][0] == {"id": "dependence", "gloss": second["suggestions"][0]["gloss"]}
    assert third == {"query": "***", "error": "Nothing is named '***'.", "suggestions": []}


@pytest.mark.parametrize(
    ("command", "line", "error"),
    [
        (["define", "--exact"], "dependance", "Nothing is named 'dependance'."),
        (["search"], "zzyzx", "Nothing found for 'zzyzx'."),
        (["compare"], "power", "Two or three concepts are compared."),
        (["path"], "power", "A path leads from one concept to another."),
    ],
    ids=["define", "search", "compare", "path"],
)
def test_each_command_misses_in_the_same_form(feed: Any, command: list[str], line: str, error: str) -> None:
    """Whatever kept a line from being answered."""
    ran = feed(f"{line}\npower dependence\n".encode(), *command, "-")
    missed = documents(ran)[0]
    assert list(missed) == ["query", "error", "suggestions"]
    assert (missed["query"], missed["error"], ran.code) == (line, error, 1)


def test_blank_lines_are_skipped(feed: Any) -> None:
    """Nor do spaces, other ends of lines, a mark in front or a missing end change what a line asks."""
    ran = feed("\ufeffpower\r\n\n  \t\n\u00a0\n  dependence  ".encode(), "define", "-", "-b")
    assert [one["query"] for one in documents(ran)] == ["power", "dependence"]
    assert feed(b"", "define", "-") == ("", "", 0)
    assert feed(b"\n\n", "define", "-") == ("", "", 0)


def test_a_line_that_is_no_text_is_a_miss(feed: Any) -> None:
    """Bytes outside UTF-8 are shown by a mark, and the lines after it are answered."""
    ran = feed(b"pow\xffer\npower\n", "define", "-", "-b")
    first, second = documents(ran)
    assert first == {"query": "pow\ufffder", "error": "This line is not UTF-8.", "suggestions": []}
    assert (second["id"], ran.code) == ("power", 1)


def test_answers_are_utf8_without_control_characters(feed: Any) -> None:
    """Whatever the locale; what a terminal would obey is an escape."""
    ran = feed("élite\n\x1b[2J\u2028\u202e\n".encode(), "define", "-", LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert len(ran.out.split("\n")) == 3
    assert [one["query"] for one in documents(ran)] == ["élite", "\x1b[2J\u2028\u202e"]
    assert not {"\x1b", "\u2028", "\u202e"} & set(ran.out)


def test_a_line_is_answered_before_the_next_is_written(environment: dict[str, str]) -> None:
    """Answers come as lines come, so that another program can ask and wait for each answer."""
    program = subprocess.Popen([*COMMAND, "define", "-", "-b"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert program.stdin is not None
    assert program.stdout is not None
    with program:
        for name in ("power", "dependence"):
            program.stdin.write(f"{name}\n".encode())
            program.stdin.flush()
            assert json.loads(program.stdout.readline())["id"] == name
        program.stdin.close()
        assert program.stdout.read() == b""
    assert program.returncode == 0


def test_a_reader_that_leaves_is_no_fault(environment: dict[str, str]) -> None:
    """As after `head -1`: nothing is told, and the exit code is 0."""
    program = subprocess.Popen(
        [*COMMAND, "define", "-"], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.close()
    _, err = program.communicate(b"power\n" * 3000, timeout=60)
    assert (err, program.returncode) == (b"", 0)


def test_a_closed_input_is_refused(environment: dict[str, str]) -> None:
    """With what to do."""
    line = " ".join(["exec", *COMMAND, "define", "-", "<&-"])
    done = subprocess.run(["sh", "-c", line], env=environment, capture_output=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == (b"", 2)
    assert done.stderr.decode() == (
        "Standard input is closed: there is no line to read.\n  For example: sp define - < names.txt\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["define", "-", "--plain"], "--plain does not go with -, which answers in JSON Lines."),
        (["cite", "-", "--format", "ris"], "--format ris does not go with -, which answers in JSON Lines."),
        (["search", "-", "--category", "nonsense"], "There is no category 'nonsense'."),
        (["cite", "-", "--author", "Weber"], "--author goes with the whole bibliography, not with a concept."),
    ],
    ids=" ".join,
)
def test_what_no_line_could_be_answered_with_is_refused(feed: Any, arguments: list[str], message: str) -> None:
    """Wrong usage is told once, before any line, and exits with 2."""
    ran = feed(b"power\ndependence\n", *arguments)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{message}\n")


def test_a_corpus_that_cannot_be_read_stops_all(run: Sp, environment: dict[str, str]) -> None:
    """It is told once and exits with 2, as for a single query."""
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", "nowhere.json", "define", "-"]
    done = subprocess.run(command, env=environment, input=b"power\nx\n", capture_output=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == (b"", 2)
    assert done.stderr.decode() == run("--corpus", "nowhere.json", "define", "power").err


def test_a_person_is_told_how_to_end(environment: dict[str, str]) -> None:
    """On a terminal it reads until Ctrl-D, and says so on standard error."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [*COMMAND, "define", "-", "-b"], env=environment, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    os.close(theirs)
    os.write(ours, b"power\n")
    assert program.stdout is not None
    assert json.loads(program.stdout.readline())["id"] == "power"
    time.sleep(0.1)
    os.write(ours, b"\x04")
    out, err = program.communicate(timeout=60)
    os.close(ours)
    assert (out, program.returncode) == (b"", 0)
    assert err.decode() == "Reading one query a line, until Ctrl-D (on Windows Ctrl-Z and Enter).\n"


@pytest.mark.parametrize("command", ["define", "search", "related", "compare", "path", "examples", "cite"])
def test_the_help_tells_of_it(run: Sp, command: str) -> None:
    """Each command that reads lines says so beside its argument."""
    assert "- reads" in run(command, "--help").out
