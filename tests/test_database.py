"""The SQLite database: it holds all of a corpus, in tables that say what they are."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from socialpower_cli import open_corpus
from socialpower_cli.corpus import reading
from socialpower_cli.corpus.model import Concept, CorpusFile, Link
from socialpower_cli.exchange.formats import Options, write

from .conftest import BUNDLED, TINY, Sp


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The bundled corpus as a database."""
    path = tmp_path_factory.mktemp("database") / "corpus.sqlite"
    with open_corpus(BUNDLED) as corpus:
        corpus.export("sqlite", file=path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def open_database(corpus: CorpusFile, path: Path) -> sqlite3.Connection:
    """Return a corpus as a database at a path."""
    path.write_bytes(bytes(write("sqlite", corpus, Options()).content))  # type: ignore[arg-type]  # this format is bytes
    return sqlite3.connect(path)


def test_it_is_sound(bundled: sqlite3.Connection) -> None:
    """SQLite finds no fault in it, and every reference leads to a row."""
    assert bundled.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert bundled.execute("PRAGMA foreign_key_check").fetchall() == []


def test_all_of_the_corpus_is_in_it(bundled: sqlite3.Connection) -> None:
    """Every field of every entry stands in a row, and every work as CSL-JSON."""
    file = reading.read_file(str(BUNDLED))
    texts = dict(bundled.execute("SELECT id, definition FROM concept"))
    assert texts == {concept.id: concept.definition for concept in file.concepts}
    for field, table, kind in (
        ("aliases", "name", "alias"),
        ("hidden_labels", "name", "label"),
        ("formerly", "name", "former id"),
        ("everyday", "saying", "everyday"),
        ("paraphrases", "saying", "paraphrase"),
        ("situations", "saying", "situation"),
    ):
        column = "name" if table == "name" else "text"
        rows = bundled.execute(f"SELECT concept, {column} FROM {table} WHERE kind = ? ORDER BY concept, position", (kind,))
        assert rows.fetchall() == [
            (one.id, text) for one in sorted(file.concepts, key=lambda one: one.id) for text in getattr(one, field)
        ]
    rows = bundled.execute("SELECT concept, title, text, in_balance FROM example ORDER BY concept, position")
    assert rows.fetchall() == [
        (one.id, scene.title, scene.text, scene.in_balance) for one in file.concepts for scene in one.examples
    ]
    items = {key: json.loads(item) for key, item in bundled.execute("SELECT key, item FROM source")}
    assert items == {item["id"]: item for item in file.sources}


def test_links_are_seen_from_both_ends(bundled: sqlite3.Connection) -> None:
    """The view `neighbour` has what an entry shows: each kind of link and its inverse, with why."""
    with open_corpus(BUNDLED) as corpus:
        for name in ("power", "everyday-resistance", "milgram-experiments"):
            entry = corpus.define(name, exact=True).entry
            shown = {
                (kind, one.id, getattr(one, "why", None))
                for kind in ("broader", "narrower", "related", "contrasts", "about", "theories")
                for one in getattr(entry, kind)
            }
            assert set(bundled.execute("SELECT kind, target, why FROM neighbour WHERE concept = ?", (entry.id,))) == shown


def test_the_entries_can_be_searched(bundled: sqlite3.Connection) -> None:
    """The full-text table finds words by their stems, and tells its source in the way that Datasette looks for."""
    sql = "SELECT id FROM concept_text JOIN concept ON concept.rowid = concept_text.rowid WHERE concept_text MATCH 'bystanders'"
    assert ("bystander-effect",) in bundled.execute(sql).fetchall()
    (made,) = bundled.execute("SELECT sql FROM sqlite_master WHERE name = 'concept_text'").fetchone()
    assert re.search(r"(?i)using fts5.*content=\[concept\]", made)


def test_every_table_says_what_it_holds(bundled: sqlite3.Connection) -> None:
    """The reasons stand in the schema itself, where `.schema` shows them."""
    made = dict(bundled.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'view')"))
    own = {name: sql for name, sql in made.items() if not name.startswith("concept_text")}
    assert set(own) == {
        "about",
        "category",
        "concept",
        "name",
        "example",
        "saying",
        "link",
        "source",
        "citation",
        "neighbour",
        "cited",
    }
    assert [name for name in ("about", "concept", "name", "saying", "neighbour", "cited") if "--" not in own[name]] == []


def test_the_corpus_is_told_of(sp: Sp, tmp_path: Path) -> None:
    """Title, version, language and licence stand in the table `about`; the same corpus gives the same bytes."""
    path = tmp_path / "tiny.sqlite"
    assert sp("export", "sqlite", "-o", str(path)).code == 0
    with closing(sqlite3.connect(path)) as connection:
        told = dict(connection.execute("SELECT key, value FROM about"))
    assert {key: told[key] for key in ("title", "version", "language", "licence")} == {
        "title": "A tiny corpus", "version": "1", "language": "en", "licence": "CC0-1.0",
    }  # fmt: skip
    first = path.read_bytes()
    sp("export", "sqlite", "-o", str(path))
    assert path.read_bytes() == first


def test_odd_corpora_fit(tmp_path: Path) -> None:
    """A link given twice, a category that is not declared, and texts that are SQL or hold null characters are taken."""
    text = "'); DROP TABLE concept; --\0\u202e"
    odd = Concept(id="a", term=text, definition=text, category="new", related=["b", Link("b", "Why.")], sources=["w", "w"])
    source = {"id": "w", "type": "book", "title": text}
    corpus = CorpusFile(concepts=[odd, Concept(id="b", term="B", definition="B.")], sources=[source])
    with closing(open_database(corpus, tmp_path / "odd.sqlite")) as connection:
        assert connection.execute("SELECT term FROM concept WHERE id = 'a'").fetchone() == (text.replace("\0", "\ufffd"),)
        assert connection.execute("SELECT target, why FROM link").fetchall() == [("b", "Why.")]
        assert connection.execute("SELECT * FROM category").fetchall() == [("new", "new", 1)]
        assert connection.execute("SELECT count(*) FROM citation").fetchone() == (1,)


def test_a_database_goes_to_a_pipe_as_it_is(environment: dict[str, str]) -> None:
    """Standard output is the file, byte for byte."""
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), "export", "sqlite"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=60)
    with open_corpus(TINY) as corpus:
        assert done.stdout == corpus.export("sqlite").content
    assert done.stdout.startswith(b"SQLite format 3\0")
