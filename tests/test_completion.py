"""What shells complete: commands, options, and concepts by id and by name."""

import subprocess
import sys
from pathlib import Path

import pytest

from socialpower_cli import completion
from socialpower_cli.text import names

from .conftest import TINY, Sp, concepts, index


@pytest.fixture(autouse=True)
def _compiled(sp: Sp) -> None:
    """Nothing is compiled while a shell waits, so that the corpus must have been asked before."""
    sp("list")


def completed(environment: dict[str, str], words: str, shell: str = "bash") -> list[str]:
    """Return what a shell is offered after `sp --corpus TINY` and words, the last of them unfinished."""
    line = f"sp --corpus {TINY} {words}"
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    done = subprocess.run(
        [sys.executable, "-m", "socialpower_cli"],
        env={**environment, "_SP_COMPLETE": f"complete_{shell}", **asked},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr == ""
    return done.stdout.split()


def test_commands_are_completed(environment: dict[str, str]) -> None:
    """The first word may be a command."""
    assert completed(environment, "re") == ["related"]


def test_options_are_completed(environment: dict[str, str]) -> None:
    """A word that begins with a hyphen is an option."""
    assert completed(environment, "define power --br") == ["--brief"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("define barg", ["bargaining-power"]),
        ("related Barg", ["Bargaining-power"]),
        ("define reli", ["reliance"]),
        ("define bargaining st", ["strength"]),
        ("define trade-u", ["trade-union"]),
        ("cite zzz", []),
        ("list --category st", ["structure"]),
        ("examples --setting w", ["work"]),
        ("search x --in ex", ["examples"]),
    ],
)
def test_concepts_are_completed(environment: dict[str, str], words: str, offered: list[str]) -> None:
    """Ids first, other names where no id fits, and the next word of a name after its first."""
    assert completed(environment, words) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_offered_the_same(environment: dict[str, str], shell: str) -> None:
    """Zsh and fish are asked in their own way and get the same concepts."""
    assert any("bargaining-power" in line for line in completed(environment, "define barg", shell))


@pytest.mark.parametrize(
    ("shell", "begins"), [("bash", "_sp_completion() {"), ("zsh", "#compdef sp"), ("fish", "complete --command sp")]
)
def test_a_shell_can_be_given_its_script(run: Sp, shell: str, begins: str) -> None:
    """The script of the shell that is named is printed, whatever shell is above, or none."""
    ran = run("--show-completion", shell)
    assert (ran.err, ran.code) == ("", 0)
    assert ran.out.lstrip().startswith(begins)
    assert f"_SP_COMPLETE=complete_{shell}" in ran.out


def test_completion_is_installed_for_a_shell_that_is_named(run: Sp, tmp_path: Path) -> None:
    """The script is put where bash reads it at its next start."""
    ran = run("--install-completion", "bash", HOME=str(tmp_path))
    assert ran.code == 0
    assert "_sp_completion" in (tmp_path / ".bash_completions" / "sp.sh").read_text(encoding="utf-8")
    assert "sp.sh" in (tmp_path / ".bashrc").read_text(encoding="utf-8")


def test_every_bundled_id_is_completed() -> None:
    """Half an id is completed to the whole, among others; what is offered always begins as typed."""
    for concept in concepts():
        half = concept.id[: len(concept.id) // 2 + 1]
        offered = completion.find_continuations(index(), [], half)
        assert concept.id in offered
        assert all(word.startswith(half) for word in offered)
        for word in offered:
            assert names.normalize(word)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_files_laid_over_the_corpus_are_completed_from(
    environment: dict[str, str], run: Sp, tmp_path: Path, shell: str
) -> None:
    """What `--with` names, before the command or after it, is offered once it was asked."""
    over = tmp_path / "over.json"
    over.write_text(
        '{"concepts": [{"id": "zz-over", "term": "Zz over", "definition": "d", "category": "zzcat"}]}', encoding="utf-8"
    )
    run("--corpus", str(TINY), "--with", str(over), "list")
    for words in (f"--with {over} define zz", f"define --with {over} zz", f"define --brief --with {over} zz"):
        assert "zz-over" in "".join(completed(environment, words, shell))
    if shell == "bash":
        assert completed(environment, f"list --with {over} --category str") == ["structure"]
