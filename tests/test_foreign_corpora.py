"""Files of other formats where corpus files are expected: `--corpus`, `--with`, `check`, and the cache between."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from socialpower_cli import CorpusError, open_corpus
from socialpower_cli.render.progress import show_bar

from .conftest import TINY, Sp


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table whose entries link to each other and to concepts of the tiny corpus."""
    path = tmp_path / "mine.csv"
    path.write_text(
        "term,definition,broader,related\nQuorum,Enough to decide.,Power,quorum rule; nothing\nQuorum rule,How many.,,\n"
    )
    return path


def test_a_table_over_a_corpus_links_into_it(run: Sp, table: Path) -> None:
    """What a link names may lie in a file below, by id, term or alias; what lies nowhere is left out."""
    ran = run("related", "quorum", "--json", "--with", str(table), SP_CORPUS="")
    document = json.loads(ran.out)
    assert (ran.err, ran.code) == ("", 0)
    assert [one["id"] for one in document["broader"]] == ["power"]
    assert [one["id"] for one in document["related"]] == ["quorum-rule"]
    alone = json.loads(run("--corpus", str(table), "related", "quorum", "--json").out)
    assert alone["broader"] == []


def test_a_table_replaces_what_it_says(run: Sp, tmp_path: Path) -> None:
    """A column `replaces` puts an entry in the place of a concept below; without it the same id is a clash, which is told."""
    path = tmp_path / "mine.csv"
    path.write_text("term,definition,replaces\nPower,What we call so here.,Power\n")
    ran = run("define", "power", "--brief", "--with", str(path))
    assert (ran.out.splitlines()[-1], ran.code) == ("What we call so here.", 0)
    path.write_text("term,definition\nPower,What we call so here.\n")
    clash = run("define", "power", "--brief", "--with", str(path))
    assert (clash.out, clash.code) == ("", 2)
    assert "has this id" in clash.err
    assert "column 'replaces'" in clash.err


def test_an_edit_counts_at_once(run: Sp, tmp_path: Path) -> None:
    """A table is converted when it is compiled, and again when it has changed."""
    path = tmp_path / "mine.csv"
    for definition in ("One.", "Two.", "Six."):
        path.write_text(f"term,definition\nQuorum,{definition}\n")
        for _ in range(2):
            assert run("--corpus", str(path), "define", "quorum", "-b").out == f"Quorum\n{definition}\n"


def test_a_table_without_a_telling_name_is_read(run: Sp, tmp_path: Path) -> None:
    """What a file is counts where its name says nothing."""
    path = tmp_path / "mine"
    path.write_bytes("term\tdefinition\nÉlan\tDrive.\n".encode("utf-16"))
    assert run("--corpus", str(path), "define", "elan", "-b").out == "Élan\nDrive.\n"


def test_check_takes_a_table_whatever_its_encoding(run: Sp, table: Path) -> None:
    """Findings are those of the entries, and what was left out of the file."""
    table.write_bytes(table.read_bytes().decode().replace("Quorum", "Quórum").encode("utf-16"))
    ran = run("check", str(table))
    assert ran.code == 1
    assert "W901\tline 2\tconversion\trelated 'nothing' is left out: no entry has this id or name" in ran.out
    assert "W701" not in ran.out
    assert "W702" not in ran.out
    assert "Traceback" not in ran.err


def test_fix_never_writes_json_over_a_table(run: Sp, table: Path) -> None:
    """A file of another format is left as it is; the message has the line that makes a corpus file of it."""
    before = table.read_bytes()
    ran = run("check", "--fix", str(table))
    assert (ran.out, ran.code) == ("", 2)
    assert "is not written to" in ran.err
    assert f"sp import {table} -o {table.with_suffix('.json')}" in ran.err
    assert table.read_bytes() == before


def test_a_selection_that_replaces_stands_alone(run: Sp, tmp_path: Path) -> None:
    """What is exported replaces nothing: it is a corpus of its own."""
    path = tmp_path / "mine.json"
    concepts = [{"id": "power", "replaces": "power", "term": "Power", "definition": "What we call so here."}]
    path.write_text(json.dumps({"concepts": concepts}))
    out = tmp_path / "out.json"
    assert run("export", "json", "power", "--with", str(path), "-o", str(out)).code == 0
    assert run("--corpus", str(out), "define", "power", "-b").out.endswith("What we call so here.\n")


@pytest.mark.parametrize("name", ["x.csv", "x.ttl", "x.md", "x.jsonld", "x.rdf"])
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02", b"\xff" * 10, b"{", b"<", b"PK\x03\x04", TINY.read_bytes()[:100]])
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    """A broken file is told in words that name it, for answers, for checks and for import."""
    path = tmp_path / name
    path.write_bytes(data)
    with open_corpus(path) as corpus:
        for ask in (lambda: corpus.define("power"), lambda: corpus.check(path), lambda: corpus.import_file(path)):
            with pytest.raises(CorpusError) as raised:
                ask()
            assert str(path) in raised.value.message
            assert raised.value.hints


def test_a_broken_file_ends_in_words(run: Sp, tmp_path: Path) -> None:
    """On the command line likewise, with exit code 2."""
    path = tmp_path / "x.ttl"
    path.write_bytes(b"@prefix")
    for words in (["--corpus", str(path), "define", "power"], ["check", str(path)], ["import", str(path)]):
        ran = run(*words)
        assert (ran.out, ran.code) == ("", 2)
        assert ran.err.startswith(f"{path}: ")


def test_standard_input_is_read(environment: dict[str, str]) -> None:
    """A dash stands for what another program hands over, whose format is found by what is in it."""
    done = subprocess.run(
        [sys.executable, "-m", "socialpower_cli", "import", "-"],
        input=b"@prefix s: <http://www.w3.org/2004/02/skos/core#> . <http://x/a> s:prefLabel 'Quorum' .",
        env=environment,
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert [one["term"] for one in json.loads(done.stdout)["concepts"]] == ["Quorum"]
    assert done.stderr.decode().splitlines()[-1].startswith("-: 1 concept and 0 sources read as skos")


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Return that it is one."""
        return True


def test_a_bar_is_for_terminals_and_goes_when_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal a bar says what is read and how far; in a pipe, on a dumb terminal and for small files there is none."""
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with show_bar("Reading [b]x\x1b[31m.ttl") as progress:
        assert progress is not None
        progress(1, 2)
        progress(2, 2)
    assert "Reading [b]x" in screen.getvalue()
    assert "\x1b[31m.ttl" not in screen.getvalue()
    assert screen.getvalue().endswith("\x1b[2K")
    for stream, term, what in ((io.StringIO(), "xterm", "x"), (Screen(), "dumb", "x"), (Screen(), "xterm", None)):
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("TERM", term)
        with show_bar(what) as none:
            assert none is None
        assert stream.getvalue() == ""
