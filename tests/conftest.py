"""What the tests share: a tiny corpus of eight concepts, and `sp` run as a program in a place of its own."""

import functools
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

from socialpower_cli.corpus import contents, locations, reading
from socialpower_cli.corpus.model import Concept
from socialpower_cli.index import Index, compiling

TESTS = Path(__file__).parent
TINY = TESTS / "corpora" / "tiny.json"
BUNDLED = TESTS.parent / "data" / "concepts.json"

# A law holds however long a busy machine takes to try it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@functools.cache
def concepts() -> tuple[Concept, ...]:
    """Return the concepts of the bundled corpus."""
    return tuple(reading.read_file(locations.bundled()).concepts)


@functools.cache
def index() -> Index:
    """Return the bundled corpus, compiled in memory."""
    return Index(compiling.compile_contents(contents.read_contents([locations.Location(locations.bundled(), "bundled")])))


class Ran(NamedTuple):
    """What a run of `sp` left behind."""

    out: str
    err: str
    code: int


Sp = Callable[..., Ran]


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that keeps its cache from test to test."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def environment(shared_home: Path) -> dict[str, str]:
    """An environment that no setting of the machine reaches: 80 columns, no colour, a home of its own."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START") if key in os.environ}
    return {
        **kept,
        "HOME": str(shared_home),
        "XDG_CONFIG_HOME": str(shared_home / "config"),
        "XDG_CACHE_HOME": str(shared_home / "cache"),
        "COLUMNS": "80",
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "_TYPER_FORCE_DISABLE_TERMINAL": "1",
    }


@pytest.fixture
def run(environment: dict[str, str]) -> Sp:
    """Run `sp` with arguments as a program, with whatever corpora it finds."""

    def running(*arguments: str, **changes: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "socialpower_cli", *arguments],
            env={**environment, **changes},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ran(done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.returncode)

    return running


@pytest.fixture
def sp(run: Sp) -> Sp:
    """Run `sp` on the tiny corpus."""

    def running(*arguments: str, **changes: str) -> Ran:
        return run("--corpus", str(TINY), *arguments, **changes)

    return running
