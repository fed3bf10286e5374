"""`sp` alone: a prompt on a terminal, a short help in a pipe."""

import signal

import pytest

from . import terminal
from .conftest import Sp


def converse(environment: dict[str, str], typed: str | None) -> tuple[str, int]:
    """Return what `sp` shows on a terminal at which lines are typed, or an interrupt comes, and its exit code."""
    return terminal.converse(environment, [], "sp> ", [typed])


def test_words_search_and_a_number_shows_that_hit(environment: dict[str, str]) -> None:
    """A line is read as it is typed, apostrophes included; a number shows the hit of that number."""
    shown, code = converse(environment, "who can't decide (for oneself)?\n1\n\n")
    assert code == 0
    assert "Autonomy" in shown
    assert "The ability to decide for oneself and to act on it." in shown.partition("sp> 1\n")[2]
    assert "No such file" not in shown


@pytest.mark.parametrize("leaving", ["\n", "\x04", "quit\n", "Exit\n"], ids=["an empty line", "Ctrl-D", "quit", "exit"])
def test_an_empty_line_the_end_of_input_or_a_word_for_it_leaves(environment: dict[str, str], leaving: str) -> None:
    """All end the program well, and none is looked up."""
    shown, code = converse(environment, leaving)
    assert code == 0
    assert "sp define" not in shown
    assert "Traceback" not in shown


def test_an_interrupt_leaves_quietly(environment: dict[str, str]) -> None:
    """Ctrl-C at the prompt ends with 130, on a line of its own, without a traceback."""
    # A shell that runs the tests in the background has them ignore interrupts, and a program inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    shown, code = converse(environment, None)
    assert code == 130
    assert shown.endswith("\n")
    assert "Traceback" not in shown


def test_help_tells_what_may_be_typed(environment: dict[str, str]) -> None:
    """It is no name either: what was told at the beginning is told again."""
    shown, code = converse(environment, "help\n\n")
    assert code == 0
    assert shown.count("A number shows that hit") == 2


def test_a_command_that_an_answer_suggests_is_run(environment: dict[str, str]) -> None:
    """A line that begins with "sp" is a command, with its options and quotes; a quotation mark alone makes it a search."""
    shown, code = converse(environment, "sp define autonomy --brief\nsp search 'autonomy\nsp lst\n\n")
    assert code == 0
    assert "The ability to decide for oneself and to act on it." in shown
    assert "'lst' is neither a command nor the name of a concept." in shown
    assert shown.count("sp> ") == 4


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1", "There is no search yet: type some words first."),
        ("power\n99", "There is no hit 99."),
        ("zzyzx qwrtp", "Nothing found for 'zzyzx qwrtp'."),
    ],
)
def test_a_miss_is_told_and_the_prompt_comes_back(environment: dict[str, str], typed: str, told: str) -> None:
    """What cannot be answered is told in words, and the next line is read."""
    shown, code = converse(environment, f"{typed}\n\n")
    assert code == 0
    assert told in shown
    assert shown.count("sp> ") >= 2


def test_tab_completes_a_name(environment: dict[str, str]) -> None:
    """The rest of a name is put in by Tab."""
    pytest.importorskip("readline")
    shown, _ = converse(environment, "barg\t\n\n")
    assert "bargaining-power" in shown.partition("sp> ")[2].partition("\n")[0]


def test_a_pipe_gets_the_short_help(run: Sp) -> None:
    """Without a terminal nothing waits for input."""
    ran = run()
    assert (ran.err, ran.code) == ("", 0)
    assert ran.out.startswith("sp: a reference work on social power\n")
    assert "sp> " not in ran.out
