"""The wheel: what it holds, and that what is installed from it is ready at the first run, anywhere."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from .conftest import TESTS

ROOT = TESTS.parent
BUILD = "import sys, hatchling.build; hatchling.build.build_wheel(sys.argv[1])"
# Answers one question, then names the modules that were loaded for it.
ASK = (
    "import sys; from socialpower_cli import open_corpus;"
    "print(open_corpus().brief('authority').definition); print(*sys.modules)"
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-c", BUILD, str(folder)], cwd=ROOT, check=True, capture_output=True, timeout=120)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """The folder that holds the package as the wheel has it."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    return tmp_path / "site" / "socialpower_cli"


def ask(installed: Path, **changes: str) -> tuple[str, set[str]]:
    """Return what an installed package answers, and the modules that it loaded for that."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed.parent), "HOME": "/nonexistent", **changes}
    done = subprocess.run(
        [sys.executable, "-B", "-c", ASK], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    answer, modules = done.stdout.splitlines()
    assert done.stderr == ""
    return answer, set(modules.split())


def answer_of_the_checkout() -> str:
    """Return what the checkout answers to the same question."""
    from socialpower_cli import open_corpus

    with open_corpus(str(ROOT / "data" / "concepts.json")) as corpus:
        return corpus.brief("authority").definition


def test_the_wheel_holds_what_it_should(wheel: Path) -> None:
    """Nothing is missing and nothing is there by accident."""
    place = importlib.util.spec_from_file_location("inspect_wheel", ROOT / "tools" / "inspect_wheel.py")
    assert place is not None
    assert place.loader is not None
    inspect_wheel = importlib.util.module_from_spec(place)
    place.loader.exec_module(inspect_wheel)
    assert inspect_wheel.faults(wheel) == []


def test_the_first_run_compiles_nothing_even_without_a_home(installed: Path) -> None:
    """A new installation answers from the index that came with it: neither the corpus is read nor anything compiled."""
    answer, modules = ask(installed)
    assert answer == answer_of_the_checkout()
    assert not modules & {"socialpower_cli.index.compiling", "socialpower_cli.corpus.contents", "msgspec", "json"}


def test_an_index_found_whole_is_not_read_whole_again(installed: Path, tmp_path: Path) -> None:
    """Where a note can be kept, it is, once the files have been at rest; the index itself stays where it was installed."""
    for path in installed.rglob("*"):
        os.utime(path, (1, 1))
    patient = ASK.replace("import sys;", "import sys; from socialpower_cli.index import cache; cache._AT_REST = 0;")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(installed.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    folder = tmp_path / "cache" / "socialpower"
    for _ in range(2):
        subprocess.run([sys.executable, "-B", "-c", patient], env=environment, check=True, capture_output=True, timeout=60)
        assert [path.suffix for path in folder.iterdir()] == [".seen"]


@pytest.mark.parametrize("damage", ["flipped", "cut", "missing", "other format", "no constants", "other corpus"])
def test_an_index_that_does_not_fit_is_not_used(installed: Path, damage: str) -> None:
    """Damaged, missing, of another format or another corpus: what is compiled from the corpus answers instead."""
    index, built, corpus = (installed / name for name in ("data/concepts.sqlite", "index/built.py", "data/concepts.json"))
    expected = answer_of_the_checkout()
    if damage == "flipped":
        content = bytearray(index.read_bytes())
        content[len(content) // 2] ^= 1
        index.write_bytes(content)
    elif damage == "cut":
        os.truncate(index, 50_000)
    elif damage == "missing":
        index.unlink()
    elif damage == "other format":
        built.write_text(built.read_text(encoding="utf-8").replace("FORMAT = ", "FORMAT = 1"), encoding="utf-8")
    elif damage == "no constants":
        built.unlink()
    else:
        entry = '{"id": "authority", "term": "Authority", "definition": "Another."}'
        corpus.write_text(f'{{"concepts": [{entry}]}}', encoding="utf-8")
        expected = "Another."
    answer, modules = ask(installed)
    assert answer == expected
    assert "socialpower_cli.index.compiling" in modules


def test_an_editable_install_has_no_index_of_its_own() -> None:
    """In a checkout the corpus changes, so that the cache serves: nothing made for a wheel is left in the source."""
    assert importlib.util.find_spec("socialpower_cli.index.built") is None
    assert not list((ROOT / "data").glob("*.sqlite"))
    assert not list((ROOT / "src").rglob("*.sqlite"))
