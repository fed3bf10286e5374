"""The cache is disposable: whatever happens to it, the answer is the same."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .conftest import TINY, Sp


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """An empty cache folder of its own."""
    return tmp_path / "cache"


def stored(cache: Path) -> list[Path]:
    """Return the files in a cache."""
    return sorted((cache / "socialpower").iterdir())


def answer(sp: Sp, cache: Path) -> str:
    """Return the answer to one question, which must be right."""
    ran = sp("define", "power", "-b", XDG_CACHE_HOME=str(cache))
    assert ran == ("Power\nbeing able to bring about effects\nThe capacity to bring about effects.\n", "", 0)
    return ran.out


def test_an_index_is_stored_once(sp: Sp, cache: Path) -> None:
    """The first run stores an index; the next one uses it as it is."""
    answer(sp, cache)
    (first,) = stored(cache)
    before = first.stat()
    answer(sp, cache)
    after = first.stat()
    assert stored(cache) == [first]
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_changed_corpus_is_compiled_again(run: Sp, cache: Path, tmp_path: Path) -> None:
    """An edit shows at once, and replaces the stored index."""
    corpus = tmp_path / "corpus.json"
    for definition in ("First.", "Second, longer."):
        corpus.write_text(f'{{"concepts": [{{"id": "a", "term": "A", "definition": "{definition}"}}]}}', encoding="utf-8")
        assert run("--corpus", str(corpus), "define", "a", "-b", XDG_CACHE_HOME=str(cache)).out == f"A\n{definition}\n"
    assert len(stored(cache)) == 1


@pytest.mark.parametrize("damage", ["emptied", "cut", "noise", "text", "wrong", "page", "folder"])
def test_a_damaged_index_is_compiled_again(sp: Sp, cache: Path, damage: str) -> None:
    """A stored index that is empty, cut off, overwritten or something else altogether changes no answer."""
    expected = answer(sp, cache)
    (file,) = stored(cache)
    content = file.read_bytes()
    stamp = file.stat().st_mtime_ns
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(
            {
                "emptied": b"",
                "cut": content[: len(content) // 2],
                "noise": os.urandom(len(content)),
                "text": b"not a database",
                "wrong": content.replace(b"The capacity", b"Not capacity"),
                "page": content[:4096] + bytes(4096) + content[8192:],
            }[damage]
        )
    assert answer(sp, cache) == expected
    if damage in ("cut", "page", "noise"):
        # Even with its time forged, a file that SQLite finds damaged is not believed.
        file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        os.utime(file, ns=(stamp, stamp))
        assert answer(sp, cache) == expected


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
def test_another_users_index_is_not_trusted(sp: Sp, cache: Path) -> None:
    """A stored index that belongs to somebody else is not read."""
    answer(sp, cache)
    (file,) = stored(cache)
    content = file.read_bytes().replace(b"The capacity to bring", b"The intent not to bri")
    stamp = file.stat().st_mtime_ns
    file.write_bytes(content)
    os.utime(file, ns=(stamp, stamp))
    os.chown(file, 12345, 12345)
    answer(sp, cache)


def test_a_cache_that_cannot_be_written_does_no_harm(sp: Sp, tmp_path: Path) -> None:
    """Where a file stands in the folder's place, or there is no home, the index in memory answers."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    answer(sp, in_the_way)
    assert sp("define", "power", "-b", XDG_CACHE_HOME="", HOME="").code == 0


def test_runs_at_once_do_not_spoil_each_other(sp: Sp, cache: Path) -> None:
    """Eight first runs at the same time all answer, and leave one index and nothing else."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: answer(sp, cache), range(8)))) == 1
    assert len(stored(cache)) == 1


def test_a_cache_folder_may_have_any_name(sp: Sp, tmp_path: Path) -> None:
    """Characters that mean something in a database's address are just characters."""
    answer(sp, tmp_path / "a?b#c%41 d")
    assert len(stored(tmp_path / "a?b#c%41 d")) == 1
    answer(sp, tmp_path / "a?b#c%41 d")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
def test_a_full_disk_is_told(environment: dict[str, str]) -> None:
    """Output that cannot be written is an error in words, not a traceback."""
    shutil.rmtree(environment["XDG_CACHE_HOME"], ignore_errors=True)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), "list"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert b"Traceback" not in done.stderr
    assert b"No space left" in done.stderr
    assert done.returncode == 2
