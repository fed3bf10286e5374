"""Golden renders: what a person sees, at three widths, with and without colour, in a pipe and as JSON.

The files in `expected/` are read with `cat`. After a change that is meant, run `python -m tests.test_renders`.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from socialpower_cli.render import panels

from .conftest import TESTS, TINY, Sp
from .terminal import seen

EXPECTED = TESTS / "expected"

# Name of the file: (columns, changes of the environment, arguments); no columns means a pipe.
RENDERS: dict[str, tuple[int | None, dict[str, str], list[str]]] = {
    "define-40.txt": (40, {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-80.txt": (80, {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-120.txt": (120, {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-80.ansi": (80, {}, ["define", "bargaining strength"]),
    "define-ascii.txt": (80, {"LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, ["define", "elite"]),
    "define-dumb.txt": (80, {"TERM": "dumb"}, ["define", "power"]),
    "define-guess-80.txt": (80, {"NO_COLOR": "1"}, ["define", "dependance"]),
    "define-markup-80.txt": (80, {"NO_COLOR": "1"}, ["define", "elite"]),
    "define-brief-80.txt": (80, {"NO_COLOR": "1"}, ["define", "power", "--brief"]),
    "define-plain.txt": (None, {}, ["define", "bargaining strength"]),
    "define-plain.ansi": (None, {}, ["define", "bargaining strength", "--color", "always"]),
    "define.json": (None, {}, ["define", "bargaining strength", "--json"]),
    "search-40.txt": (40, {"NO_COLOR": "1"}, ["search", "who depends on another"]),
    "search-80.txt": (80, {"NO_COLOR": "1"}, ["search", "who depends on another"]),
    "search-80.ansi": (80, {}, ["search", "who depends on another"]),
    "search-plain.txt": (None, {}, ["search", "who depends on another"]),
    "search.json": (None, {}, ["search", "who depends on another", "--json"]),
    "related-40.txt": (40, {"NO_COLOR": "1"}, ["related", "power", "--depth", "2"]),
    "related-80.txt": (80, {"NO_COLOR": "1"}, ["related", "power", "--depth", "2"]),
    "related-plain.txt": (None, {}, ["related", "power", "--depth", "2"]),
    "related.json": (None, {}, ["related", "power", "--depth", "2", "--json"]),
    "list-80.txt": (80, {"NO_COLOR": "1"}, ["list"]),
    "list-by-category-80.txt": (80, {"NO_COLOR": "1"}, ["list", "--by-category"]),
    "list-tree-80.txt": (80, {"NO_COLOR": "1"}, ["list", "--tree"]),
    "list.json": (None, {}, ["list", "--json"]),
    "examples-80.txt": (80, {"NO_COLOR": "1"}, ["examples", "--setting", "work"]),
    "examples.json": (None, {}, ["examples", "--setting", "work", "--json"]),
    "cite-80.txt": (80, {"NO_COLOR": "1"}, ["cite", "dependence"]),
    "cite.json": (None, {}, ["cite", "dependence", "--json"]),
    "summary-80.txt": (80, {"NO_COLOR": "1"}, ["check", os.path.relpath(TINY), "--summary"]),
}


def rendered(environment: dict[str, str], name: str) -> str:
    """Return what a render shows now."""
    columns, changes, arguments = RENDERS[name]
    if columns is not None:
        return seen(environment, *arguments, columns=columns, **changes)[0]
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), *arguments]
    done = subprocess.run(command, env={**environment, **changes}, capture_output=True, check=False, timeout=60)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", RENDERS)
def test_a_render_is_as_expected(environment: dict[str, str], name: str) -> None:
    """What is shown is, to the character, what was looked at and found good."""
    assert rendered(environment, name) == (EXPECTED / name).read_text(encoding="utf-8")


def test_every_expected_file_is_compared() -> None:
    """No golden file is left over."""
    assert sorted(path.name for path in EXPECTED.iterdir()) == sorted(RENDERS)


@pytest.mark.parametrize("name", [name for name, render in RENDERS.items() if render[0] is not None])
def test_no_line_is_wider_than_the_terminal(name: str) -> None:
    """Nothing runs over the edge, at any width."""
    columns = RENDERS[name][0] or 0
    text = re.sub(r"\x1b\[[0-9;]*m", "", (EXPECTED / name).read_text(encoding="utf-8"))
    assert max(map(len, text.splitlines())) <= columns


@pytest.mark.parametrize("name", [name for name in RENDERS if name.endswith(".ansi")])
def test_only_safe_colours_are_used(name: str) -> None:
    """Default, bold, dim and the eight base colours, never a background: right on light and on dark."""
    allowed = {"0", "1", "2", "22", "39", *map(str, range(30, 38))}
    codes = re.findall(r"\x1b\[([0-9;]*)m", (EXPECTED / name).read_text(encoding="utf-8"))
    assert {code for group in codes for code in group.split(";")} <= allowed


def test_plain_output_says_all_that_the_panels_say(sp: Sp, environment: dict[str, str]) -> None:
    """No text is lost in a pipe: every word of the panels is in the plain text."""
    drawn = seen(environment, "define", "bargaining power", NO_COLOR="1")[0]
    boxes = str.maketrans(dict.fromkeys("│╭╮╰╯─•›·“”", " "))
    shown = drawn.partition("Next:")[0].translate(boxes).split()
    plain = {word.strip("():;,.") for word in sp("define", "bargaining power").out.split()}
    headings = {"Examples", "Links", "Sources"}
    assert [word for word in shown if word.strip("():;,.") not in plain | headings] == []


@given(st.lists(st.text("abé.-漢", min_size=1, max_size=14), max_size=30), st.integers(8, 40), st.booleans())
def test_prose_is_wrapped_as_rich_wraps_it(words: list[str], width: int, styled: bool) -> None:
    """Lines break where Rich's own, slower wrapping breaks them, and keep their styles."""
    line = Text(" ".join(words), "bold")
    if styled:
        line.stylize("dim", 0, 3)
    console = Console()
    expected = line.wrap(console, width, overflow="fold")
    for part in expected:
        part.rstrip()
    shown = panels.wrapped(line, console, width)
    assert [(part.plain, part.style, part.spans) for part in shown] == [(p.plain, p.style, p.spans) for p in expected]


def main() -> None:
    """Write the expected files anew."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
            "_TYPER_FORCE_DISABLE_TERMINAL": "1",
        }
        for path in EXPECTED.iterdir():
            path.unlink()
        for name in RENDERS:
            Path(EXPECTED / name).write_text(rendered(environment, name), encoding="utf-8")


if __name__ == "__main__":
    main()
