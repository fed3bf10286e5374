"""`sp web`: the page in the cache, written once for a corpus, and a browser that opens it."""

import json
import os
from pathlib import Path

import pytest

from .conftest import TINY, Sp


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A cache folder that nobody has written to."""
    return tmp_path / "cache"


def pages(cache: Path) -> list[Path]:
    """Return the pages in a cache folder."""
    return sorted((cache / "socialpower").glob("*.html"))


def test_the_page_is_written_to_the_cache_and_its_path_printed(sp: Sp, cache: Path) -> None:
    """Standard output is the path of a whole page and nothing else."""
    ran = sp("web", "--no-open", XDG_CACHE_HOME=str(cache))
    (page,) = pages(cache)
    assert ran == (f"{page}\n", "", 0)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text == sp("export", "html").out


def test_a_page_that_is_there_is_not_written_again(sp: Sp, cache: Path) -> None:
    """The same corpus has the same page, which stays as it is; other files have others."""
    first = sp("web", "--no-open", XDG_CACHE_HOME=str(cache))
    before = pages(cache)[0].stat()
    assert sp("web", "--no-open", XDG_CACHE_HOME=str(cache)) == first
    after = pages(cache)[0].stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_page_follows_its_corpus(run: Sp, cache: Path, tmp_path: Path) -> None:
    """A corpus that has changed has a new page."""
    corpus = tmp_path / "corpus.json"
    shown = []
    for term in ("One", "Two"):
        corpus.write_text(json.dumps({"concepts": [{"id": "a", "term": term, "definition": "A thing."}]}), encoding="utf-8")
        path = run("--corpus", str(corpus), "web", "--no-open", XDG_CACHE_HOME=str(cache)).out.strip()
        shown.append(f">{term}</h2>" in Path(path).read_text(encoding="utf-8"))
    assert shown == [True, True]


@pytest.mark.parametrize("damage", ["cut", "link", "empty"])
def test_a_page_that_is_not_whole_is_written_anew(sp: Sp, cache: Path, tmp_path: Path, damage: str) -> None:
    """A page that was cut, emptied, or put elsewhere by a link is not shown."""
    sp("web", "--no-open", XDG_CACHE_HOME=str(cache))
    (page,) = pages(cache)
    whole = page.read_bytes()
    if damage == "link":
        other = tmp_path / "other.html"
        other.write_bytes(b"<html></html>\n")
        page.unlink()
        page.symlink_to(other)
    else:
        page.write_bytes(whole[:5000] if damage == "cut" else b"")
    ran = sp("web", "--no-open", XDG_CACHE_HOME=str(cache))
    assert Path(ran.out.strip()).read_bytes() == whole


def test_few_pages_are_kept(run: Sp, cache: Path) -> None:
    """Pages of corpora that are not looked at any more go, and nothing else does."""
    folder = cache / "socialpower"
    folder.mkdir(parents=True, mode=0o700)
    for number in range(20):
        (folder / f"page-{number:016x}.html").write_text("old")
        os.utime(folder / f"page-{number:016x}.html", (number, number))
    (folder / "page-mine.html").write_text("mine")
    run("--corpus", str(TINY), "web", "--no-open", XDG_CACHE_HOME=str(cache))
    kept = {page.name for page in pages(cache)}
    assert "page-mine.html" in kept
    assert {f"page-{number:016x}.html" for number in range(20)} & kept == {
        f"page-{number:016x}.html" for number in range(13, 20)
    }


def test_without_a_cache_the_page_goes_to_a_temporary_folder(sp: Sp, tmp_path: Path) -> None:
    """Where the cache cannot be written to, the page is shown all the same."""
    blocked = tmp_path / "file"
    blocked.write_text("")
    (tmp_path / "tmp").mkdir()
    ran = sp("web", "--no-open", XDG_CACHE_HOME=str(blocked), TMPDIR=str(tmp_path / "tmp"))
    assert ran.code == 0
    assert Path(ran.out.strip()).is_relative_to(tmp_path / "tmp")
    assert Path(ran.out.strip()).read_text(encoding="utf-8").endswith("</html>\n")


@pytest.fixture
def opened(tmp_path: Path) -> tuple[str, Path]:
    """What opens addresses in place of a browser, and the file in which it notes them."""
    note = tmp_path / "opened"
    program = tmp_path / "browser"
    program.write_text(f'#!/bin/sh\nprintf "%s" "$1" >"{note}"\n')
    program.chmod(0o755)
    return f"{program} %s", note


def test_the_page_is_opened_in_the_browser(sp: Sp, cache: Path, opened: tuple[str, Path]) -> None:
    """The browser gets the address of the page, as JSON gives it too; with --no-open it gets none."""
    browser, note = opened
    sp("web", "--no-open", XDG_CACHE_HOME=str(cache), BROWSER=browser)
    assert not note.exists()
    ran = sp("web", "--json", XDG_CACHE_HOME=str(cache), BROWSER=browser)
    told = json.loads(ran.out)
    assert (ran.err, ran.code) == ("", 0)
    assert list(told) == ["path", "address"]
    assert told["address"] == Path(told["path"]).as_uri() == note.read_text()


def test_without_a_browser_the_path_is_the_answer(sp: Sp, cache: Path) -> None:
    """No browser is no error: what to do is said beside the path."""
    ran = sp("web", XDG_CACHE_HOME=str(cache), BROWSER="false", PATH="")
    assert ran.code == 0
    assert ran.out == f"{pages(cache)[0]}\n"
    assert ran.err == "No browser could be opened; open the file in one yourself.\n"


def test_a_corpus_that_is_not_valid_has_no_page(run: Sp, cache: Path, tmp_path: Path) -> None:
    """What is wrong with the corpus is said, and nothing is written."""
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    ran = run("--corpus", str(broken), "web", "--no-open", XDG_CACHE_HOME=str(cache))
    assert (ran.out, ran.code) == ("", 2)
    assert pages(cache) == []
