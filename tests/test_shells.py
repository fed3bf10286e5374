"""Completion in real shells: Tab completes a name, and nothing that a corpus says is run."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from . import terminal
from .conftest import Sp

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(sp --show-completion bash)"'),
    "zsh": (["zsh", "-f", "-i"], "autoload -Uz compinit; compinit -u -d ./dump; source <(sp --show-completion zsh)"),
    "fish": (["fish", "--no-config", "--interactive"], "sp --show-completion fish | source"),
}
# What some shell would run, spread, or end a quotation at; each is an id after a letter of its own, and after "zq".
HOSTILE = [
    *(
        "$(:>ran)",
        "'$(:>ran)'",
        "`:>ran`",
        ";:>ran",
        '"$(:>ran)"',
        "$((:>ran))",
        "|:>ran",
        "&:>ran",
        "(:>ran)",
        ">ran",
        "*",
        "~",
    ),
    *("!!", "{a,b}", "=(:>ran)", "\\$(:>ran)", "$'\\x24(:>ran)'"),
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A corpus of hostile and of plain ids, a word each as ids are."""
    import json

    ids = [
        "plain-name",
        *(f"{chr(ord('a') + place)}q{code}" for place, code in enumerate(HOSTILE)),
        *(f"zq{c}" for c in HOSTILE),
    ]
    entries = [{"id": identifier, "term": identifier, "definition": "D."} for identifier in ids]
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    return path


def press(environment: dict[str, str], folder: Path, shell: str, *lines: str) -> str:
    """Return what a shell shows when keys are pressed, in a folder, with `sp` on its path; the last line says done."""
    program = folder / "bin" / "sp"
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m socialpower_cli "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    command, prepare = SHELLS[shell]
    ours, theirs = os.openpty()
    variables = {
        **environment,
        "PATH": f"{program.parent}:{environment['PATH']}",
        "TERM": "vt100",
        "PS1": "$ ",
        "LC_ALL": "C.UTF-8",
    }
    # The shell needs a terminal that controls it: it sets one up for itself before it becomes the shell.
    control = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
    running = subprocess.Popen(
        [sys.executable, "-c", control, *command],
        env=variables,
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    try:
        for keys, mark in (
            (f"{prepare}; echo rea''dy\n", b"ready"),
            *((line, None) for line in lines),
            ("echo do''ne\n", b"done"),
        ):
            os.write(ours, keys.encode())
            while mark is not None and mark not in shown:
                shown += terminal.read_some(ours)
            if mark is None:
                shown += read_until_still(ours)
    finally:
        running.kill()
        running.wait(timeout=60)
        os.close(ours)
    return shown.decode("utf-8", "replace")


def read_until_still(ours: int) -> bytes:
    """Return what a terminal shows until nothing has come for a while, which is how a person sees that Tab has answered."""
    shown = b""
    while select.select([ours], [], [], 0.7)[0]:
        shown += os.read(ours, 65536)
    return shown


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    """A shell that is installed here."""
    name = str(request.param)
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return name


def test_tab_completes_a_name(run: Sp, environment: dict[str, str], corpus: Path, tmp_path: Path, shell: str) -> None:
    """What is unique is put in whole, and the command then finds it."""
    assert run("--corpus", str(corpus), "list").code == 0  # Completion answers from what is compiled.
    press(environment, tmp_path, shell, f"sp --corpus {corpus} define plai\t", " >found\n")
    assert (tmp_path / "found").read_text(encoding="utf-8") == "plain-name\n\nD.\n"


def test_tab_runs_nothing(run: Sp, environment: dict[str, str], corpus: Path, tmp_path: Path, shell: str) -> None:
    """Ids that a shell would read as code are offered as harmless words or not at all: Tab runs nothing."""
    assert run("--corpus", str(corpus), "list").code == 0
    lines = [f"sp --corpus {corpus} define {typed}" for typed in ("aq", "bq", "cq", "dq", "zq", "zq$", "'zq", '"zq$(')]
    press(environment, tmp_path, shell, *(keys for line in lines for keys in (line, "\t", "\t", "\x03")))
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_what_is_offered_needs_no_quoting(run: Sp, corpus: Path, kind: str) -> None:
    """Every word offered consists of what no shell reads as code, whatever the ids are."""
    assert run("--corpus", str(corpus), "list").code == 0
    line = f"sp --corpus {corpus} define "
    asked = {"COMP_WORDS": line, "COMP_CWORD": "4", "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ran = run(_SP_COMPLETE=f"complete_{kind}", **asked)
    offered = ran.out.removeprefix("_arguments '*: :((").removesuffix("))'\n").replace('"', "").split("\n")
    words = [word for word in offered if word]
    assert "plain-name" in words
    assert not {letter for word in words for letter in word if not letter.isalnum()} - set("-_.+%@/")


def test_completion_is_silent_about_any_failure(run: Sp, tmp_path: Path) -> None:
    """A corpus that is broken, absent, or a folder offers nothing and tells nothing, for the prompt is being typed at."""
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    for path in (str(broken), str(tmp_path / "absent.json"), str(tmp_path), "~/absent.json"):
        line = f"sp --corpus {path} define po"
        for instruction in ("complete_bash", "complete_", "nonsense", "complete_tcsh"):
            ran = run(_SP_COMPLETE=instruction, COMP_WORDS=line, COMP_CWORD="4")
            assert ran.err == ""
            assert ran.out in ("", "\n")
    assert run(_SP_COMPLETE="complete_bash", COMP_WORDS="sp define po", COMP_CWORD="x") == ("", "", 0)


def test_completion_never_compiles(run: Sp, corpus: Path, tmp_path: Path) -> None:
    """Where no index is ready nothing is offered, and none is made."""
    cache = tmp_path / "empty"
    line = f"sp --corpus {corpus} define plai"
    asked = {"_SP_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": "4", "XDG_CACHE_HOME": str(cache)}
    assert run(**asked).out.strip() == ""
    assert not cache.exists()
    assert run("--corpus", str(corpus), "list", XDG_CACHE_HOME=str(cache)).code == 0
    assert run(**asked).out.strip() == "plain-name"


LINES = [
    "define barg",
    "define bargaining st",
    "define ",
    "related Barg",
    "cite zzz",
    "examples dep",
    "define @",
    "define é",
    "cite (",
]


@pytest.mark.parametrize("action", ["get-args", "is-args"])
@pytest.mark.parametrize("kind", ["bash", "zsh", "fish"])
def test_completion_says_what_typer_would(environment: dict[str, str], sp: Sp, kind: str, action: str) -> None:
    """The straight answer to a shell is, to the letter, what Typer answers for the same line."""
    from .conftest import TINY

    assert sp("list").code == 0
    program = (
        "import os, sys\n"
        "from socialpower_cli.cli import completion\n"
        "told = completion._answer_straight()\n"
        "assert told is not None\n"
        "sys.stdout.write(told[1])\n"
        "sys.exit(told[0])\n"
    )
    typer = "from socialpower_cli.cli import completion; import sys; sys.exit(completion._answer_typer([]))"
    for rest in LINES:
        line = f"sp --corpus {TINY} {rest}"
        asked = {"_SP_COMPLETE": f"complete_{kind}", "_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": action}
        asked |= {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
        told = [
            subprocess.run(
                [sys.executable, "-c", code], env={**environment, **asked}, capture_output=True, check=False, timeout=60
            )
            for code in (program, typer)
        ]
        assert told[0].returncode == told[1].returncode, rest
        assert told[0].stdout == told[1].stdout, rest
