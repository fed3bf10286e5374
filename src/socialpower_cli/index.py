"""The compiled form of a corpus: one small SQLite database that every command reads through.

The one owner of sqlite3. `open_index` finds the compiled index in the cache, or compiles it from the corpus files and
tries to store it there. The cache is disposable:

- it is valid for one version of the program, one index format and the exact path, size and modification time of every
  corpus file; anything else has it compiled again;
- it is compiled in memory, copied to a temporary file and moved into place, so that two runs never spoil each other;
- its own modification time is set from that key, so a file that was changed, cut off or put there by something else is
  not trusted; nor is one that belongs to another user;
- where it cannot be written the index in memory answers, and where it turns out damaged it is compiled again.
"""

import binascii
import contextlib
import json
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from socialpower_cli import __version__, citations, locations, names
from socialpower_cli.errors import SpError
from socialpower_cli.locations import Location

if TYPE_CHECKING:
    from socialpower_cli.corpus import Corpus
    from socialpower_cli.model import Concept

FORMAT = 1

Progress = Callable[[int, int], None]

KINDS = ("id", "term", "alias", "formerly")

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE concept (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, term TEXT NOT NULL, category TEXT, gloss TEXT, definition TEXT NOT NULL,
    body TEXT NOT NULL);
CREATE TABLE name (
    concept INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, squashed TEXT NOT NULL,
    folded TEXT NOT NULL);
CREATE TABLE link (
    concept INTEGER NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, target INTEGER NOT NULL, why TEXT,
    PRIMARY KEY (concept, kind, position)) WITHOUT ROWID;
CREATE TABLE example (
    concept INTEGER NOT NULL, position INTEGER NOT NULL, setting TEXT, PRIMARY KEY (concept, position)) WITHOUT ROWID;
CREATE TABLE cited (
    concept INTEGER NOT NULL, position INTEGER NOT NULL, source TEXT NOT NULL,
    PRIMARY KEY (concept, position)) WITHOUT ROWID;
CREATE TABLE source (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE category (key TEXT PRIMARY KEY, position INTEGER NOT NULL, label TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE spelling (
    kind TEXT NOT NULL, length INTEGER NOT NULL, words TEXT NOT NULL, PRIMARY KEY (kind, length)) WITHOUT ROWID;
CREATE VIRTUAL TABLE text USING fts5 (
    names, everyday, definition, explanation, examples, sources,
    content='', tokenize='porter unicode61 remove_diacritics 2');
"""

FIELDS = ("names", "everyday", "definition", "explanation", "examples", "sources")

_KEYS = """
CREATE UNIQUE INDEX concept_id ON concept (id);
CREATE INDEX name_key ON name (key, concept, kind, name);
CREATE INDEX name_squashed ON name (squashed, concept, kind, name);
CREATE INDEX name_folded ON name (folded, concept, kind, name);
"""


class Named(NamedTuple):
    """A name that met a key: the number and id of its concept, the name as written, and one of `KINDS`."""

    number: int
    id: str
    name: str
    kind: str


class Row(NamedTuple):
    """A concept as lists show it."""

    number: int
    id: str
    term: str
    category: str | None
    gloss: str | None
    definition: str


class LinkRow(NamedTuple):
    """One end of a link, seen from a concept: its kind is "broader", "narrower", "related" or "contrasts"."""

    kind: str
    number: int
    id: str
    term: str
    gloss: str | None
    why: str | None


_ROW = "concept.number, concept.id, concept.term, concept.category, concept.gloss, concept.definition"


class _Damaged(Exception):
    """A stored index that does not hold what was written to it."""


class Index:
    """A compiled corpus, open for reading."""

    def __init__(self, connection: sqlite3.Connection, compiled_again: Callable[[], sqlite3.Connection]) -> None:
        self._connection = connection
        self._compiled_again: Callable[[], sqlite3.Connection] | None = compiled_again

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        return self._read(lambda: self._connection.execute(sql, parameters).fetchall())

    def _read(self, reading: Callable[[], list[Any]]) -> list[Any]:
        """Return what a reading gives, from an index compiled again where the stored one turns out damaged."""
        try:
            return reading()
        except (sqlite3.DatabaseError, _Damaged):
            if self._compiled_again is None:
                raise
        compiled_again, self._compiled_again = self._compiled_again, None
        self._connection.close()
        self._connection = compiled_again()
        return reading()

    def named(self, key: str, looseness: str = "key") -> list[Named]:
        """Return the names that equal a key; `looseness` is "key" (normalized), "squashed" or "folded"."""
        column = {"key": "key", "squashed": "squashed", "folded": "folded"}[looseness]
        sql = (
            "SELECT name.concept, concept.id, name.name, name.kind FROM name JOIN concept ON concept.number = name.concept "
            f"WHERE name.{column} = ? ORDER BY name.kind, concept.id"
        )
        return [Named(number, identifier, name, KINDS[kind]) for number, identifier, name, kind in self._rows(sql, key)]

    def number(self, identifier: str) -> int | None:
        """Return the number of the concept with exactly this id."""
        found = self._rows("SELECT number FROM concept WHERE id = ?", identifier)
        return found[0][0] if found else None

    def names_starting(self, prefix: str, limit: int) -> list[tuple[str, str, str | None]]:
        """Return names whose key starts with a normalized prefix, as (key, id, gloss), ids and terms first."""
        sql = (
            "SELECT name.key, concept.id, concept.gloss FROM name JOIN concept ON concept.number = name.concept "
            "WHERE name.key >= ? AND name.key < ? ORDER BY name.kind > 1, name.key, concept.id LIMIT ?"
        )
        return self._rows(sql, prefix, prefix + "\U0010ffff", limit)

    def row(self, number: int) -> Row:
        """Return a concept's line for lists."""
        return self.rows([number])[number]

    def rows(self, numbers: Iterable[int]) -> dict[int, Row]:
        """Return the lines of several concepts by their numbers."""
        wanted = list(numbers)
        marks = ",".join("?" * len(wanted))
        found = self._rows(f"SELECT {_ROW} FROM concept WHERE number IN ({marks})", *wanted)
        return {row[0]: Row(*row) for row in found}

    def body(self, number: int) -> dict[str, Any]:
        """Return the fields of a concept that only its own entry shows."""

        def reading() -> list[Any]:
            found = self._connection.execute("SELECT body FROM concept WHERE number = ?", (number,)).fetchall()
            try:
                return [json.loads(found[0][0])]
            except (ValueError, TypeError, IndexError):
                raise _Damaged from None

        body: dict[str, Any] = self._read(reading)[0]
        return body

    def links(self, number: int) -> list[LinkRow]:
        """Return a concept's links, inverses included, each kind in order."""
        sql = (
            "SELECT link.kind, target.number, target.id, target.term, target.gloss, link.why FROM link "
            "JOIN concept AS target ON target.number = link.target WHERE link.concept = ? ORDER BY link.kind, link.position"
        )
        return [LinkRow(*row) for row in self._rows(sql, number)]

    def steps(self, number: int, kind: str) -> list[Row]:
        """Return the concepts one link of a kind away, in order."""
        sql = (
            f"SELECT {_ROW} FROM link JOIN concept ON concept.number = link.target "
            "WHERE link.concept = ? AND link.kind = ? ORDER BY link.position"
        )
        return [Row(*row) for row in self._rows(sql, number, kind)]

    def roots(self) -> list[Row]:
        """Return the concepts that have a narrower one and no broader one, from A to Z."""
        sql = (
            f"SELECT {_ROW} FROM concept WHERE EXISTS (SELECT 1 FROM link WHERE concept = number AND kind = 'narrower') "
            "AND NOT EXISTS (SELECT 1 FROM link WHERE concept = number AND kind = 'broader') ORDER BY number"
        )
        return [Row(*row) for row in self._rows(sql)]

    def all_links(self, kind: str) -> list[tuple[int, int]]:
        """Return every link of a kind as (concept, target), in order."""
        return self._rows("SELECT concept, target FROM link WHERE kind = ? ORDER BY concept, position", kind)

    def concepts(self, category: str | None = None) -> list[Row]:
        """Return every concept, or those of a category, from A to Z."""
        if category is None:
            return [Row(*row) for row in self._rows(f"SELECT {_ROW} FROM concept ORDER BY number")]
        sql = f"SELECT {_ROW} FROM concept WHERE category = ? ORDER BY number"
        return [Row(*row) for row in self._rows(sql, category)]

    def size(self) -> int:
        """Return how many concepts there are."""
        count: int = self._rows("SELECT count(*) FROM concept")[0][0]
        return count

    def nth(self, position: int) -> int:
        """Return the number of the concept at a position from 0, from A to Z."""
        number: int = self._rows("SELECT number FROM concept ORDER BY number LIMIT 1 OFFSET ?", position)[0][0]
        return number

    def with_setting(self, setting: str | None) -> list[tuple[int, int]]:
        """Return (concept, position) of every example, or of those in a setting, from A to Z."""
        if setting is None:
            return self._rows("SELECT concept, position FROM example ORDER BY concept, position")
        return self._rows("SELECT concept, position FROM example WHERE setting = ? ORDER BY concept, position", setting)

    def sources(self, number: int) -> list[dict[str, Any]]:
        """Return a concept's sources as CSL-JSON items, in its order."""
        sql = (
            "SELECT source.body FROM cited JOIN source ON source.id = cited.source "
            "WHERE cited.concept = ? ORDER BY cited.position"
        )
        return [json.loads(body) for (body,) in self._rows(sql, number)]

    def categories(self) -> dict[str, str]:
        """Return category keys and labels in the corpus's order."""
        return dict(self._rows("SELECT key, label FROM category ORDER BY position"))

    def settings(self) -> list[str]:
        """Return the settings of examples in the corpus's order."""
        return [key for (key,) in self._rows("SELECT key FROM setting ORDER BY position")]

    def spellings(self, kind: str, shortest: int, longest: int) -> list[str]:
        """Return distinct spellings of a length in letters, in order.

        `kind` is "name" (squashed names) or "word" (words of the text).
        """
        sql = "SELECT words FROM spelling WHERE kind = ? AND length BETWEEN ? AND ? ORDER BY length"
        return [word for (block,) in self._rows(sql, kind, shortest, longest) for word in block.split("\n")]


    def matching(self, expression: str, weights: Iterable[float], limit: int) -> list[tuple[int, float]]:
        """Return (concept, BM25 score), best and highest first, for a full-text expression; `weights` are by `FIELDS`."""
        listed = ", ".join(map(str, map(float, weights)))
        sql = f"SELECT rowid, -bm25(text, {listed}) AS score FROM text WHERE text MATCH ? ORDER BY score DESC, rowid LIMIT ?"
        return self._rows(sql, expression, limit)


def open_index(corpora: list[Location], progress: Progress | None = None) -> Index:
    """Return the index of corpus files, from the cache where it is current, else compiled; raise `CorpusError` if invalid.

    `progress` is called with the concepts done and their number while an index is compiled.
    """

    def compiled() -> sqlite3.Connection:
        from socialpower_cli import corpus

        return compile_corpus(corpus.read(corpora), progress)

    key = _key(corpora)
    if key is None:
        return Index(compiled(), compiled)
    path = _cache_path(corpora)

    def compiled_and_stored() -> sqlite3.Connection:
        connection = compiled()
        # A corpus that changed while it was read must not be stored under the state it had before.
        if path is not None and _key(corpora) == key:
            _store(connection, path, key)
        return connection

    return Index(_stored(path, key) or compiled_and_stored(), compiled_and_stored)


def compile_corpus(corpus: "Corpus", progress: Progress | None = None) -> sqlite3.Connection:
    """Return a database in memory that holds a corpus."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY; {_SCHEMA}")
    connection.execute("BEGIN")
    concepts = sorted(corpus.concepts.values(), key=lambda concept: (names.normalize(concept.term), concept.id))
    numbers = {concept.id: number for number, concept in enumerate(concepts, 1)}
    squashed: set[str] = set()
    words: set[str] = set()
    for number, concept in enumerate(concepts, 1):
        _insert_concept(connection, number, concept, corpus.sources, squashed, words)
        if progress is not None and (number % 1000 == 0 or number == len(concepts)):
            progress(number, len(concepts))
    connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", _all_links(concepts, numbers))
    connection.executemany(
        "INSERT INTO source VALUES (?, ?)", ((identifier, _json(item)) for identifier, item in corpus.sources.items())
    )
    connection.executemany(
        "INSERT INTO category VALUES (?, ?, ?)",
        ((key, position, label) for position, (key, label) in enumerate(corpus.categories.items())),
    )
    connection.executemany("INSERT INTO setting VALUES (?, ?)", ((key, n) for n, key in enumerate(corpus.settings)))
    connection.executemany("INSERT INTO spelling VALUES (?, ?, ?)", _by_length("name", squashed))
    connection.executemany("INSERT INTO spelling VALUES (?, ?, ?)", _by_length("word", words))
    connection.execute("COMMIT")
    connection.executescript(_KEYS)
    return connection


def _insert_concept(
    connection: sqlite3.Connection,
    number: int,
    concept: "Concept",
    sources: dict[str, dict[str, Any]],
    squashed: set[str],
    words: set[str],
) -> None:
    from socialpower_cli import model

    body = {
        "aliases": concept.aliases,
        "origin": concept.origin,
        "explanation": concept.explanation,
        "everyday": concept.everyday,
        "examples": [model.as_data(example) for example in concept.examples],
        "note": concept.note,
    }
    connection.execute(
        "INSERT INTO concept VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, concept.id, concept.term, concept.category, concept.gloss, concept.definition, _json(body)),
    )
    seen = set()
    for kind, written in enumerate(([concept.id], [concept.term], concept.aliases, concept.formerly)):
        for name in written:
            key = names.normalize(name)
            if key and (key, kind) not in seen:
                seen.add((key, kind))
                squashed.add(names.squash(key))
                row = (number, kind, name, key, names.squash(key), names.fold(key))
                connection.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?)", row)
    cited = [sources[source] for source in concept.sources]
    text = (
        ". ".join([concept.term, *concept.aliases]),
        ". ".join(concept.everyday),
        f"{concept.gloss or ''}. {concept.definition}",
        f"{concept.explanation or ''} {concept.note or ''} {concept.origin or ''}",
        " ".join(f"{example.title}. {example.text} {example.in_balance or ''}" for example in concept.examples),
        ". ".join(f"{' '.join(citations.authors(item))} {citations.year(item)} {item['title']}" for item in cited),
    )
    connection.execute(
        "INSERT INTO text (rowid, names, everyday, definition, explanation, examples, sources) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, *text),
    )
    for field in text:
        words.update(names.words(field))
    if concept.examples:
        connection.executemany(
            "INSERT INTO example VALUES (?, ?, ?)",
            ((number, position, example.setting) for position, example in enumerate(concept.examples)),
        )
    if concept.sources:
        connection.executemany(
            "INSERT INTO cited VALUES (?, ?, ?)",
            ((number, position, source) for position, source in enumerate(concept.sources)),
        )


def _all_links(concepts: "list[Concept]", numbers: dict[str, int]) -> Iterable[tuple[int, str, int, int, str | None]]:
    """Yield every link from both its ends, once each: (concept, kind, position, target, why)."""
    from socialpower_cli import corpus

    ends: dict[tuple[int, str], dict[int, str | None]] = {}

    def add(number: int, kind: str, target: int, why: str | None) -> None:
        targets = ends.setdefault((number, kind), {})
        targets[target] = targets.get(target) or why

    for concept in concepts:
        number = numbers[concept.id]
        for broader in concept.broader:
            add(number, "broader", numbers[broader], None)
            add(numbers[broader], "narrower", number, None)
        for kind, link in corpus.links(concept):
            add(number, kind, numbers[link.id], link.why)
            add(numbers[link.id], kind, number, link.why)
    for (number, kind), targets in ends.items():
        # What an entry is broader and narrower than reads from A to Z; reasons keep the order they were written in.
        ordered = sorted(targets) if kind == "narrower" else targets
        for position, target in enumerate(ordered):
            yield number, kind, position, target, targets[target]


def _by_length(kind: str, spellings: set[str]) -> Iterable[tuple[str, int, str]]:
    """Yield distinct spellings in blocks of equal length: a scan of a few blocks meets every near spelling of a word."""
    blocks: dict[int, list[str]] = {}
    for spelling in sorted(spellings):
        blocks.setdefault(len(spelling), []).append(spelling)
    for length, block in blocks.items():
        yield kind, length, "\n".join(block)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _key(corpora: list[Location]) -> str | None:
    """Return what a stored index must have been compiled from, or None where that cannot be told (a pipe, a missing file)."""
    files = []
    for location in corpora:
        try:
            status = os.stat(location.path)
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        files.append([os.path.abspath(location.path), status.st_size, status.st_mtime_ns])
    return _json([__version__, FORMAT, files])


def _cache_path(corpora: list[Location]) -> str | None:
    folder = locations.cache_folder()
    if folder is None:
        return None
    paths = "\n".join(os.path.abspath(location.path) for location in corpora)
    return os.path.join(folder, f"{binascii.crc32(paths.encode('utf-8', 'surrogateescape')):08x}.sqlite")


def _stamp(key: str) -> int:
    """Return the modification time, in even seconds since 1970, that a stored index with a key carries."""
    return binascii.crc32(key.encode("utf-8", "surrogateescape")) // 4 * 2


def _stored(path: str | None, key: str) -> sqlite3.Connection | None:
    if path is None:
        return None
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if not mine or status.st_mtime_ns != _stamp(key) * 1_000_000_000:
        return None
    escaped = path.replace("\\", "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    # Immutable: a stored index is only ever replaced as a whole, so no lock is needed.
    uri = f"file:{'/' if escaped[1:2] == ':' else ''}{escaped}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        found = connection.execute("SELECT value FROM meta WHERE key = 'compiled from'").fetchone()
    except sqlite3.Error:
        return None
    return connection if found == (key,) else None


def _store(connection: sqlite3.Connection, path: str, key: str) -> None:
    """Copy a database to a file; a file that cannot be written is no fault, since the database itself answers."""
    connection.execute("REPLACE INTO meta VALUES ('compiled from', ?)", (key,))
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with contextlib.closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        os.utime(temporary, ns=(_stamp(key) * 1_000_000_000,) * 2)
        os.replace(temporary, path)
    except (OSError, sqlite3.Error):
        with contextlib.suppress(OSError):
            os.remove(temporary)


def require_full_text() -> None:
    """Raise an error that says what is missing where this Python's SQLite lacks FTS5."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        if not connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
            raise SpError("This Python's SQLite lacks full-text search (FTS5).", "Use a Python whose sqlite3 has FTS5.")
