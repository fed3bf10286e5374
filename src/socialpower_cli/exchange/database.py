"""A plain SQLite database, which the sqlite3 shell, Datasette and pandas open; `database.sql` says what each table holds.

Where this Python's SQLite has full-text search, the table `concept_text` searches the entries; Datasette finds it by its form.
"""

import contextlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any

from socialpower_cli import __version__
from socialpower_cli.citations.author_date import reference, year
from socialpower_cli.corpus.model import Concept, CorpusFile
from socialpower_cli.corpus.overlay import links
from socialpower_cli.exchange.formats import Options, Written

_SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "database.sql")
_SEARCHED = "term, gloss, definition, explanation, note"
_NAMES = {"alias": "aliases", "label": "hidden_labels", "former id": "formerly"}
_SAYINGS = {"everyday": "everyday", "paraphrase": "paraphrases", "situation": "situations"}

Rows = Iterable[tuple[Any, ...]]


def write(corpus: CorpusFile, options: Options) -> Written:  # noqa: ARG001 -- a database has none
    """Return a corpus as the bytes of a database; all of it is in there."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "corpus.sqlite")
        with contextlib.closing(sqlite3.connect(path)) as connection:
            _fill(connection, corpus)
        with open(path, "rb") as stream:
            return Written(stream.read())


def _fill(connection: sqlite3.Connection, corpus: CorpusFile) -> None:
    with open(_SCHEMA, encoding="utf-8") as stream:
        connection.executescript(stream.read())
    facts = {"title": corpus.title, "version": corpus.version, "language": corpus.language, "licence": corpus.license}
    facts["written by"] = f"sp {__version__}"
    _insert(connection, "about", ((key, value) for key, value in facts.items() if value))
    used = dict.fromkeys(one.category for one in corpus.concepts if one.category and one.category not in corpus.categories)
    labels = {**corpus.categories, **{key: key for key in used}}
    _insert(connection, "category", ((key, label, place) for place, (key, label) in enumerate(labels.items(), 1)))
    _insert(connection, "concept", map(_row, corpus.concepts))
    _insert(connection, "name", _list(corpus, _NAMES))
    _insert(connection, "saying", _list(corpus, _SAYINGS))
    _insert(connection, "example", _list_examples(corpus))
    _insert(connection, "link", dict((row[:3], row) for row in _list_links(corpus)).values())  # noqa: C402 -- the last of several
    _insert(connection, "source", map(_describe, corpus.sources))
    _insert(connection, "citation", dict.fromkeys(_list_citations(corpus)))
    if connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
        connection.execute(f"CREATE VIRTUAL TABLE concept_text USING fts5 ({_SEARCHED}, content=[concept], tokenize='porter')")
        connection.execute("INSERT INTO concept_text (concept_text) VALUES ('rebuild')")
    connection.commit()
    connection.execute("VACUUM")


def _insert(connection: sqlite3.Connection, table: str, rows: Rows) -> None:
    listed = [tuple(_clean(value) for value in row) for row in rows]
    if listed:
        connection.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(listed[0]))})", listed)


def _clean(value: Any) -> Any:
    """Return a value that UTF-8 can hold; a text ends at a null character to many that read it."""
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _row(concept: Concept) -> tuple[str | None, ...]:
    head = (concept.id, concept.term, concept.category, concept.gloss, concept.definition)
    return (*head, concept.explanation, concept.note, concept.origin)


def _list(corpus: CorpusFile, fields: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """Yield the texts of fields that are lists, by concept and kind, with their places from 1."""
    for concept in corpus.concepts:
        for kind, field in fields.items():
            for place, text in enumerate(getattr(concept, field), 1):
                yield concept.id, kind, place, text


def _list_examples(corpus: CorpusFile) -> Iterator[tuple[Any, ...]]:
    for concept in corpus.concepts:
        for place, one in enumerate(concept.examples, 1):
            yield concept.id, place, one.title, one.setting, one.text, one.in_balance


def _list_links(corpus: CorpusFile) -> Iterator[tuple[Any, ...]]:
    for concept in corpus.concepts:
        plain = [("broader", one, None) for one in concept.broader] + [("about", one, None) for one in concept.about]
        listed = [*plain, *((kind, one.id, one.why) for kind, one in links(concept))]
        for place, (kind, target, why) in enumerate(listed, 1):
            yield concept.id, kind, target, why, place


def _list_citations(corpus: CorpusFile) -> Iterator[tuple[Any, ...]]:
    for concept in corpus.concepts:
        for place, key in enumerate(dict.fromkeys(concept.sources), 1):
            yield concept.id, key, place


def _describe(item: dict[str, Any]) -> tuple[Any, ...]:
    text = json.dumps(item, ensure_ascii=False)
    return str(item["id"]), reference(item), year(item) or None, item.get("type"), str(item.get("title")), text
