"""The cache is disposable: whatever happens to it, the answer is the same."""

import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from socialpower_cli.corpus.locations import Location
from socialpower_cli.index import Index, locking, open_index, open_ready
from socialpower_cli.index import cache as cache_module

from .conftest import TINY, Sp


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """An empty cache folder of its own."""
    return tmp_path / "cache"


def stored(cache: Path) -> list[Path]:
    """Return the indexes in a cache."""
    return sorted((cache / "socialpower").glob("*.sqlite"))


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
    if damage != "folder":
        os.utime(file, ns=(stamp, stamp))
    assert answer(sp, cache) == expected
    assert stored(cache)[0].read_bytes()[:16] == b"SQLite format 3\x00"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("given", ["index", "folder"])
def test_what_is_another_users_is_not_trusted(sp: Sp, cache: Path, given: str) -> None:
    """A stored index that belongs to somebody else, or lies in somebody else's folder, is not read."""
    answer(sp, cache)
    (file,) = stored(cache)
    forge(file, b"The capacity to bring", b"The intent not to bri")
    os.chown(file if given == "index" else file.parent, 12345, 12345)
    ran = sp("define", "power", "-b", XDG_CACHE_HOME=str(cache))
    assert ran.out == "Power\nbeing able to bring about effects\nThe capacity to bring about effects.\n"
    assert ("cannot be stored in" in ran.err) == (given == "folder")


def forge(file: Path, true: bytes, false: bytes) -> None:
    """Change what a stored index says, with a checksum that fits."""
    content = file.read_bytes()
    assert true in content
    file.write_bytes(content.replace(true, false))
    cache_module.seal(str(file))


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX modes")
def test_a_folder_that_others_may_write_to_is_not_used(sp: Sp, cache: Path) -> None:
    """Nothing is read from a folder where others may put files, nothing is written to it, and the run says so."""
    answer(sp, cache)
    (file,) = stored(cache)
    forge(file, b"The capacity to bring", b"The intent not to bri")
    file.parent.chmod(0o777)
    before = file.read_bytes()
    ran = sp("define", "power", "-b", XDG_CACHE_HOME=str(cache))
    assert ran.out.endswith("The capacity to bring about effects.\n")
    assert f"cannot be stored in {file.parent} (others may write to this folder)" in ran.err
    assert "XDG_CACHE_HOME" in ran.err
    assert file.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_link_in_an_indexs_place_is_not_followed(sp: Sp, cache: Path, tmp_path: Path) -> None:
    """A link is neither read through nor written through: it is replaced."""
    answer(sp, cache)
    (file,) = stored(cache)
    target = tmp_path / "target"
    file.rename(target)
    forge(target, b"The capacity to bring", b"The intent not to bri")
    before = target.read_bytes()
    file.symlink_to(target)
    answer(sp, cache)
    assert target.read_bytes() == before
    assert not file.is_symlink()


def test_a_cache_that_cannot_be_written_does_no_harm(sp: Sp, tmp_path: Path) -> None:
    """Where a file stands in the folder's place, or there is no home, the index in memory answers."""
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    for _ in range(2):
        ran = sp("define", "power", "-b", XDG_CACHE_HOME=str(in_the_way))
        assert ran.out.endswith("The capacity to bring about effects.\n")
        assert (ran.code, ran.err.count("\n")) == (0, 1)
        assert f"cannot be stored in {in_the_way}/socialpower (Not a directory)" in ran.err
    # Without a home there is nothing that could be mended.
    assert sp("define", "power", "-b", XDG_CACHE_HOME="", HOME="")[1:] == ("", 0)


def test_runs_at_once_do_not_spoil_each_other(sp: Sp, cache: Path) -> None:
    """Eight first runs at the same time all answer, and leave one index and nothing else."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: answer(sp, cache), range(8)))) == 1
    assert list((cache / "socialpower").iterdir()) == stored(cache)
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


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus of one entry, and a cache in which a file counts as at rest at once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache_module, "_AT_REST", 0)
    path = tmp_path / "corpus.json"
    write_entry(path, "First.")
    return path


def write_entry(path: Path, definition: str) -> None:
    """Write a corpus of one entry."""
    path.write_text(f'{{"concepts": [{{"id": "a", "term": "A", "definition": "{definition}"}}]}}', encoding="utf-8")


def ask(path: Path) -> str:
    """Return the definition of the one entry, by way of the cache."""
    with open_index([Location(str(path), "--corpus")]) as opened:
        return opened.row(1).definition


def is_ready(path: Path) -> bool:
    """Return whether a run finds an index without compiling."""
    opened = open_ready([Location(str(path), "--corpus")])
    if opened is not None:
        opened.close()
    return opened is not None


def seen(path: Path) -> bool:
    """Return whether the note says that the stored index fits."""
    corpora = [Location(str(path), "--corpus")]
    place = cache_module.find_place(corpora)
    assert place is not None
    opened = cache_module.open_seen(place, corpora)
    if opened is not None:
        opened.close()
    return opened is not None


def test_what_was_found_to_fit_is_not_read_again(here: Path) -> None:
    """The first run stores, the second reads all and notes that it fits, the third believes the note."""
    assert (is_ready(here), ask(here), seen(here)) == (False, "First.", False)
    assert (is_ready(here), seen(here)) == (True, True)


def test_a_note_is_kept_only_of_files_at_rest(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A time that is still now cannot tell two changes apart, so it is not believed, and nor is one that is yet to come."""
    monkeypatch.setattr(cache_module, "_AT_REST", 3_000_000_000)
    for _ in range(3):
        assert ask(here) == "First."
    assert not seen(here)
    monkeypatch.setattr(cache_module, "_AT_REST", 0)
    os.utime(here, (4_000_000_000, 4_000_000_000))
    for _ in range(3):
        assert ask(here) == "First."
    assert not seen(here)


@pytest.mark.parametrize("way", ["in place", "replaced", "linked"])
def test_a_corpus_of_the_same_size_and_time_is_told_apart(here: Path, way: str) -> None:
    """A file written over, swapped for another, or a link turned to another, with the old size and time, answers anew."""
    other = here.with_name("other.json")
    write_entry(other, "Other.")
    for path in (here, other):
        os.utime(path, (1, 1))
    asked = here
    if way == "linked":
        asked = here.with_name("link.json")
        asked.symlink_to(here)
    for _ in range(2):
        assert ask(asked) == "First."
    assert seen(asked)
    if way == "in place":
        write_entry(here, "Other.")
        os.utime(here, (1, 1))
    elif way == "replaced":
        other.replace(here)
    else:
        asked.unlink()
        asked.symlink_to(other)
    assert not seen(asked)
    assert ask(asked) == "Other."


def test_a_corpus_that_is_only_touched_is_not_compiled_again(here: Path) -> None:
    """What counts is what a file holds."""
    ask(here)
    (file,) = (here.parent / "cache" / "socialpower").glob("*.sqlite")
    before = file.stat().st_ino
    os.utime(here, (5, 5))
    assert (ask(here), file.stat().st_ino) == ("First.", before)


@pytest.mark.parametrize("changed", ["FORMAT", "__version__"])
def test_each_version_and_format_has_an_index_of_its_own(here: Path, monkeypatch: pytest.MonkeyPatch, changed: str) -> None:
    """Two versions of the program do not take each other's index away."""
    ask(here)
    with monkeypatch.context() as other:
        other.setattr(cache_module, changed, "another")
        assert not is_ready(here)
        ask(here)
        assert is_ready(here)
    assert is_ready(here)


def test_another_program_does_not_believe_an_index(here: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An index that other code or other word vectors made is compiled again, even in the same version."""
    for _ in range(2):
        ask(here)
    for folder in cache_module._PROGRAM:
        shutil.copytree(Path(cache_module._PACKAGE) / folder, tmp_path / "program" / folder)
    monkeypatch.setattr(cache_module, "_PACKAGE", str(tmp_path / "program"))
    assert is_ready(here)
    with (tmp_path / "program" / "meaning" / "vectors.bin").open("ab") as stream:
        stream.write(b"more")
    assert not is_ready(here)


def test_no_flipped_byte_is_believed(here: Path) -> None:
    """A bit that is flipped anywhere in a stored index, its old time put back, is found and changes no answer."""
    for _ in range(2):
        ask(here)
    (file,) = (here.parent / "cache" / "socialpower").glob("*.sqlite")
    content = file.read_bytes()
    status = file.stat()
    chance = random.Random(3)
    for place in [*range(0, 100, 7), *(chance.randrange(len(content)) for _ in range(100))]:
        with file.open("r+b") as stream:
            stream.seek(place)
            stream.write(bytes([content[place] ^ 1 << chance.randrange(8)]))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
        assert not is_ready(here), place
        file.write_bytes(content)
    assert is_ready(here)


def test_an_index_that_is_damaged_while_it_is_read_is_compiled_again(here: Path) -> None:
    """Where reading fails and the file is no longer whole, the run goes on with one compiled anew, and stores it."""
    ask(here)
    (file,) = (here.parent / "cache" / "socialpower").glob("*.sqlite")
    with open_index([Location(str(here), "--corpus")]) as opened:
        os.truncate(file, 4096)
        assert opened.row(1).definition == "First."
    assert is_ready(here)


def test_a_question_that_is_wrong_itself_is_not_taken_for_damage(here: Path) -> None:
    """An error of our own SQL is raised, and compiles nothing."""
    ask(here)
    (file,) = (here.parent / "cache" / "socialpower").glob("*.sqlite")
    before = file.stat().st_ino
    with open_index([Location(str(here), "--corpus")]) as opened, pytest.raises(Exception, match="no such column"):
        opened._rows("SELECT nonsense FROM concept")
    assert file.stat().st_ino == before


def test_an_index_may_be_asked_for_more_than_sqlite_binds_at_once(tmp_path: Path) -> None:
    """However many concepts a question lists, it is put in parts."""
    path = tmp_path / "c.json"
    entries = ",".join(f'{{"id": "c{n}", "term": "C {n}", "definition": "d"}}' for n in range(1500))
    path.write_text(f'{{"concepts": [{entries}]}}', encoding="utf-8")
    with open_index([Location(str(path), "--corpus")]) as opened:
        statements: list[str] = []
        opened._connection.set_trace_callback(statements.append)
        assert len(opened.rows(range(1, 1501))) == 1500
        assert len(statements) == 3
        assert opened.rows([]) == {}


@pytest.mark.parametrize("bound", ["_MOST_KEPT", "_MOST_BYTES"])
def test_what_killed_runs_left_goes_and_few_indexes_stay(here: Path, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    """Old temporary files are removed, and the oldest indexes where there are many or they are large; all else stays."""
    folder = here.parent / "cache" / "socialpower"
    ask(here)
    made = {".index-0.1-1-00000000.sqlite.0123.tmp": 5, "66179d42.sqlite": 5, "66179d42.sqlite.77.tmp": 5, "notes.txt": 5}
    made |= {f"index-0.1-1-{number:08x}.sqlite": number for number in range(10)}
    (stored_one,) = folder.glob("*.sqlite")
    monkeypatch.setattr(cache_module, bound, {"_MOST_KEPT": 8, "_MOST_BYTES": stored_one.stat().st_size + 750}[bound])
    made |= {f"index-0.1-1-{number:08x}.seen": number for number in range(10)}
    for name, modified in made.items():
        (folder / name).write_text("x" * 100, encoding="utf-8")
        os.utime(folder / name, (modified, modified))
    (folder / ".index-0.1-1-00000000.sqlite.fresh.tmp").write_text("", encoding="utf-8")
    write_entry(here, "Second.")
    assert ask(here) == "Second."
    left = {path.name for path in folder.iterdir()}
    kept = {f"index-0.1-1-{number:08x}" for number in range(3, 10)}
    (mine,) = {name for name in left if name.endswith(".sqlite")} - {f"{name}.sqlite" for name in kept}
    assert left == {f"{name}.{end}" for name in kept for end in ("sqlite", "seen")} | {
        *(mine, "notes.txt", ".index-0.1-1-00000000.sqlite.fresh.tmp")
    }


def test_a_store_that_is_broken_off_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C or a full disk in the middle of storing leaves no file behind."""
    for failure in (KeyboardInterrupt(), OSError(28, "No space left on device")):

        def fail(*_: object, failure: BaseException = failure) -> None:
            raise failure

        monkeypatch.setattr(cache_module, "save", fail)
        if isinstance(failure, OSError):
            with open_index([Location(str(here), "--corpus")]) as opened:
                (notice,) = opened.notices()
                assert "(No space left on device)" in notice
        else:
            with pytest.raises(KeyboardInterrupt):
                ask(here)
        assert list((here.parent / "cache" / "socialpower").iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX locks")
def test_one_run_compiles_and_the_others_wait(here: Path) -> None:
    """While one holds the right to compile another waits for it, and then finds what it stored."""
    place = cache_module.find_place([Location(str(here), "--corpus")])
    assert place is not None
    with ThreadPoolExecutor(1) as pool:
        with locking.only_one(place.lock) as mine:
            assert mine
            waiting = pool.submit(ask, here)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=0.3)
            assert not Path(place.file).exists()
        assert waiting.result(timeout=30) == "First."
    assert not Path(place.lock).exists()


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX locks")
def test_a_run_does_not_wait_for_ever(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another run does not come to an end, each compiles for itself."""
    monkeypatch.setattr(locking, "_PATIENCE", 0.05)
    place = cache_module.find_place([Location(str(here), "--corpus")])
    assert place is not None
    with locking.only_one(place.lock), locking.only_one(place.lock) as mine:
        assert not mine
        assert ask(here) == "First."


def test_a_closed_index_answers_no_more(here: Path) -> None:
    """An index is a context manager that closes its database."""
    opened = open_index([Location(str(here), "--corpus")])
    with opened as same:
        assert same is opened
    with pytest.raises(Exception, match="closed database"):
        opened.row(1)


def test_text_with_half_a_character_is_met_by_nothing(here: Path) -> None:
    """What the system hands over may hold lone surrogates; no name has one."""
    with open_index([Location(str(here), "--corpus")]) as opened:
        assert opened.number("a\udcff") is None
        assert opened.named("a\udcff") == []
        assert isinstance(opened, Index)
