"""The straight way answers as Typer's way does, for any line that it takes; and it takes those that are common."""

import contextlib
import io
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialpower_cli.cli import app, boundary, straight
from socialpower_cli.cli.commands import COMMANDS, SYNONYMS, suggest_commands
from socialpower_cli.render import door

from .conftest import TESTS, TINY, Sp

WORDS = st.sampled_from(
    [
        *(
            "power",
            "Bargaining",
            "strength",
            "powr",
            "rank",
            "self-determination",
            "reliance",
            "needing",
            "another",
            "zzyzx",
            "qwrtp",
        ),
        *(
            "what",
            "is",
            "a",
            "elite",
            "élite",
            "",
            " ",
            "'",
            '"the',
            "word*",
            "[/x]",
            "++",
            "\udcff",
            "漢",
            "help",
            "@",
            "serach",
            *("vs", "and", "difference", "between", "authority", "dependence", "autonomy", "to"),
        ),
        *COMMANDS,
        *SYNONYMS,
    ]
)
FLAGS = st.sampled_from(
    [
        *("--json", "--plain", "--brief", "-b", "--exact", "--nonsense", "-n", "3", "--", "-", "--limit", "-h"),
        *("--with", f"--with={TESTS / 'corpora' / 'cited.json'}", "--corpus"),
    ]
)
LINES = st.tuples(
    st.sampled_from(["", *COMMANDS, *COMMANDS]), st.lists(WORDS, max_size=4), st.lists(st.one_of(FLAGS, WORDS), max_size=2)
).map(lambda parts: [word for word in (parts[0], *parts[1], *parts[2]) if word != ""] + ([""] if "" in parts[1] else []))


@pytest.fixture(autouse=True)
def _settled(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "COLUMNS", "_TYPER_FORCE_DISABLE_TERMINAL"):
        monkeypatch.setenv(name, environment[name])
    # What is drawn at random is drawn alike.
    monkeypatch.setattr("random.randrange", lambda count: count // 2)


def go(way: Callable[[list[str]], int | None], line: list[str]) -> tuple[str, str, int] | None:
    """Return what a way makes of a line: standard output, standard error, exit code; None where it does not take it."""
    taken: list[int | None] = []

    def act() -> int:
        taken.append(way(["--corpus", str(TINY), *line]))
        return taken[0] or 0

    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors=door.PLAINLY) for _ in range(2)]
    with contextlib.redirect_stdout(streams[0]), contextlib.redirect_stderr(streams[1]):
        code = boundary.guard(act)
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)
    return None if taken == [None] else (out, err, code)


@settings(max_examples=400)
@given(LINES)
def test_both_ways_answer_alike(line: list[str]) -> None:
    """Standard output, standard error and the exit code are the same, whatever is typed."""
    answered = go(straight.take, line)
    if answered is not None:
        assert answered == go(app.run, line)


@pytest.mark.parametrize(
    ("line", "taken"),
    [
        (["define", "power"], True),
        (["define", "power", "--brief"], True),
        (["-b", "define", "power"], True),
        (["define", "power", "--json"], True),
        (["bargaining", "power"], True),
        (["search", "needing", "another"], True),
        (["related", "power"], True),
        (["compare", "power", "status"], True),
        (["path", "power", "status"], True),
        (["map", "power"], True),
        (["examples"], True),
        (["examples", "dependence"], True),
        (["cite", "dependence"], True),
        (["cite"], True),
        (["cite", "--author", "weber"], False),
        (["random", "--daily"], False),
        (["random"], True),
        (["list"], True),
        (["define"], False),
        (["compare"], False),
        (["path", "power", "status", "--any-length"], False),
        (["map", "power", "--open"], False),
        (["random", "power"], False),
        (["list", "power"], False),
        (["define", "power", "--exact"], False),
        (["search", "power", "-n", "3"], False),
        (["search", "power", "-b"], False),
        (["define", "--", "power"], False),
        (["check"], False),
        (["define", "power", "--with", str(TESTS / "corpora" / "cited.json")], True),
        (["--with", str(TESTS / "corpora" / "cited.json"), "power"], True),
        (["define", "power", "--with"], False),
        (["help"], False),
        (["--version"], False),
        ([], False),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_the_straight_way_takes_what_it_knows(line: list[str], *, taken: bool) -> None:
    """Commands with words alone, and the flags that need no parsing; anything else is left to Typer."""
    assert (go(straight.take, line) is not None) is taken


@pytest.mark.parametrize(
    ("line", "modules"),
    [
        (["define", "power"], {"typer", "pathlib", "inspect", "rapidfuzz", "rich", "json", "msgspec"}),
        (["power", "--json"], {"typer", "pathlib", "inspect", "rapidfuzz", "rich", "msgspec"}),
        (["related", "power"], {"typer", "pathlib", "inspect", "rapidfuzz", "rich", "json", "msgspec"}),
        (["search", "dependence"], {"typer", "pathlib", "inspect", "rich", "json", "msgspec"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_straight_run_imports_no_typer(environment: dict[str, str], sp: Sp, line: list[str], modules: set[str]) -> None:
    """Start-up is the product's speed: what the straight way is there to do without is not loaded."""
    assert sp(*line).code == 0  # The first run may compile the index.
    program = (
        "import os, sys\n"
        "from socialpower_cli import cli\n"
        "cli._leave = lambda code: sys.stderr.write(' '.join(sys.modules))\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", program, "--corpus", str(TINY), *line]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
    assert not set(done.stderr.decode().split()) & modules


def test_typers_way_makes_only_the_command_that_is_named(environment: dict[str, str]) -> None:
    """A run with options loads the family of its command and no other."""
    program = (
        "import sys\n"
        "from socialpower_cli import cli\n"
        "cli._leave = lambda code: sys.stderr.write(' '.join(sys.modules))\n"
        "cli.main()\n"
    )
    command = [sys.executable, "-c", program, "--corpus", str(TINY), "related", "power", "--depth", "2"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True, timeout=60)
    loaded = set(done.stderr.split())
    assert "socialpower_cli.cli.explore" in loaded
    assert not loaded & {"socialpower_cli.cli.consult", "socialpower_cli.cli.curate", "socialpower_cli.cli.prompt"}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("find", ["search"]),
        ("Lookup", ["define"]),
        ("ls", ["list"]),
        ("serach", ["search"]),
        ("relatd", ["related"]),
        ("rrandom", ["random"]),
        ("chack", ["check"]),
        ("defin", ["define"]),
        ("define", ["define"]),
        ("elite", []),
        ("cat", []),
        ("lis", []),
        ("search-engine", []),
        ("", []),
    ],
)
def test_a_command_is_suggested_for_its_synonyms_and_for_one_slip(word: str, meant: list[str]) -> None:
    """What others call a command, or one letter too many, too few, wrong or swapped, and nothing farther away."""
    assert suggest_commands(word) == meant


def test_synonyms_are_no_commands() -> None:
    """A word that others use stands for a command and is none itself."""
    assert not SYNONYMS.keys() & COMMANDS.keys()
    assert set(SYNONYMS.values()) == set(COMMANDS)


def test_profilers_see_the_end_of_a_run(environment: dict[str, str]) -> None:
    """A run under a profiler ends as Python programs do, so that what was seen is written down."""
    command = [sys.executable, "-m", "cProfile", "-m", "socialpower_cli", "--corpus", str(TINY), "define", "power", "-b"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, text=True, timeout=60)
    assert done.stdout.startswith("Power\n")
    assert "function calls" in done.stdout
