"""Reading a compiled corpus: every question that an engine may ask of it, as one method each."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal

from socialpower_cli.answers import Example, Provenance
from socialpower_cli.citations.crediting import Edition
from socialpower_cli.errors import SpError
from socialpower_cli.index.schema import FIELDS, LAST_NAME, NAMES, PASSAGES, Kind, digest
from socialpower_cli.records import Record

if TYPE_CHECKING:
    import sqlite3

# So many values are bound at once: SQLite before 3.32 allows 999.
_AT_ONCE = 500


NameKind = Literal["id", "term", "alias", "formerly", "label", "saying"]
_KINDS: tuple[NameKind, ...] = ("id", "term", "alias", "formerly", "label", "saying")  # in the order of `Kind`
LACKS_FTS5 = "This Python's SQLite lacks full-text search (FTS5)."


class Named(Record):
    """A name that met a key: the number and id of its concept, the name as written, and what it is to the concept."""

    number: int
    id: str
    name: str
    kind: NameKind


class Row(Record):
    """A concept as lists show it."""

    number: int
    id: str
    term: str
    category: str | None
    gloss: str | None
    definition: str


class LinkRow(Record):
    """One end of a link, seen from a concept: its kind is "broader", "narrower", "related" or "contrasts"."""

    kind: str
    number: int
    id: str
    term: str
    gloss: str | None
    why: str | None


class Work(Record):
    """A source: its key, the CSL-JSON text, its reference, and whether that is in the style asked for."""

    key: str
    item: str
    reference: str
    styled: bool


_WORK = "source.id, source.item, COALESCE(styled.reference, source.reference), styled.reference IS NOT NULL"
_STYLED = "LEFT JOIN styled ON styled.source = source.id AND styled.style = ?"
_ROW = "concept.number, concept.id, concept.term, concept.category, concept.gloss, concept.definition"


class Index:
    """A compiled corpus, open for reading."""

    def __init__(
        self,
        connection: "sqlite3.Connection",
        is_damaged: Callable[[], bool] = lambda: False,
        compile_again: "Callable[[], sqlite3.Connection] | None" = None,
        notices: tuple[str, ...] = (),
    ) -> None:
        """Read through a connection.

        Where reading fails and `is_damaged` says that the stored file is to blame, `compile_again` gives another connection.
        `notices` are what the user is to be told besides what the index holds itself.
        """
        self._connection = connection
        self._is_damaged = is_damaged
        self._compile_again = compile_again
        self._notices = notices
        # What every entry needs of the corpus as a whole, read once.
        self._categories: dict[str, str] | None = None
        self._cites: bool | None = None
        self._editions: dict[int, Edition] | None = None

    def __enter__(self) -> "Index":  # noqa: PYI034 -- Self came with Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; the index answers no more."""
        self._connection.close()

    def _rows(self, sql: str, *parameters: object) -> list[Any]:
        """Return the rows of a query, from an index compiled again where the stored one turns out damaged."""
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except UnicodeEncodeError:
            return []  # half a character, which the system may hand over and no text holds
        except self._connection.DatabaseError as error:
            if "no such module: fts5" in str(error):
                raise SpError(LACKS_FTS5, "Run sp with a Python whose sqlite3 has it.") from None
            if self._compile_again is None or not self._is_damaged():
                raise
        compile_again, self._compile_again = self._compile_again, None
        self._connection.close()
        self._connection = compile_again()
        return self._connection.execute(sql, parameters).fetchall()

    def _rows_of(self, sql: str, values: Iterable[object]) -> list[Any]:
        """Return the rows of a query whose `IN (...)` lists many values, a few hundred of them at a time."""
        listed = list(values)
        found: list[Any] = []
        for start in range(0, len(listed), _AT_ONCE):
            some = listed[start : start + _AT_ONCE]
            found += self._rows(sql.replace("(...)", f"({','.join('?' * len(some))})"), *some)
        return found

    def notices(self) -> list[str]:
        """Return what the user should know of how this index came about: a file left out, a cache that cannot be written."""
        return [*self._notices, *(message for (message,) in self._rows("SELECT message FROM notice ORDER BY position"))]

    def named(self, key: str, looseness: str = "key", labels: bool = False) -> list[Named]:
        """Return the names that equal a key, and hidden labels and sayings too if asked.

        `looseness` is "key" (normalized), "squashed", "folded" or "bag" (the same words in any order).
        """
        column = {"key": "key", "squashed": "squashed", "folded": "folded", "bag": "bag"}[looseness]
        sql = (
            "SELECT name.concept, concept.id, name.name, name.kind FROM name JOIN concept ON concept.number = name.concept "
            f"WHERE name.{column} = ? AND name.kind <= ? ORDER BY name.kind, concept.id"
        )
        found = self._rows(sql, key, Kind.SAYING if labels else LAST_NAME)
        return [Named(number, identifier, name, _KINDS[kind]) for number, identifier, name, kind in found]

    def named_among(self, folded: Iterable[str]) -> dict[str, list[Named]]:
        """Return the names and hidden labels that equal any of some folded keys, by their keys, ids and terms first."""
        sql = (
            "SELECT name.folded, name.concept, concept.id, name.name, name.kind FROM name "
            f"JOIN concept ON concept.number = name.concept WHERE name.folded IN (...) AND name.kind <= {Kind.LABEL:d} "
            "ORDER BY name.kind, concept.id"
        )
        found: dict[str, list[Named]] = {}
        for key, number, identifier, name, kind in self._rows_of(sql, folded):
            found.setdefault(key, []).append(Named(number, identifier, name, _KINDS[kind]))
        return found

    def names_with_keys(self) -> list[tuple[int, int, str, str, str]]:
        """Return every name that has words as (concept, kind, name as written, key, folded key)."""
        return self._rows(f"SELECT concept, kind, name, key, folded FROM name WHERE kind <= {LAST_NAME:d} AND folded <> ''")

    def printed(self, key: str) -> list[int]:
        """Return the concepts whose entries have a text with a normalized key: a gloss, a definition, a saying, a title."""
        sql = "SELECT concept FROM printed WHERE digest = ? ORDER BY concept"
        return [number for (number,) in self._rows(sql, digest(key))] if key else []

    def count_everyday_use(self, phrase: str) -> int:
        """Return in how many entries a phrase of normalized words stands among the texts that are told without names."""
        sql = "SELECT count(*) FROM text WHERE text MATCH ?"
        count: int = self._rows(sql, f'{{paraphrases everyday situations}} : "{phrase}"')[0][0]
        return count

    def number(self, identifier: str) -> int | None:
        """Return the number of the concept with exactly this id."""
        found = self._rows("SELECT number FROM concept WHERE id = ?", identifier)
        return found[0][0] if found else None

    def names_starting(self, prefix: str, limit: int) -> list[tuple[str, str, str | None]]:
        """Return names whose key starts with a normalized prefix, as (key, id, gloss), ids and terms first."""
        sql = (
            "SELECT name.key, concept.id, concept.gloss FROM name JOIN concept ON concept.number = name.concept "
            f"WHERE name.key >= ? AND name.key < ? AND name.kind <= {LAST_NAME:d} "
            f"ORDER BY name.kind > {Kind.TERM:d}, name.key, concept.id LIMIT ?"
        )
        return self._rows(sql, prefix, prefix + "\U0010ffff", limit)

    def row(self, number: int) -> Row:
        """Return a concept's line for lists."""
        return self.rows([number])[number]

    def rows(self, numbers: Iterable[int]) -> dict[int, Row]:
        """Return the lines of several concepts by their numbers."""
        found = self._rows_of(f"SELECT {_ROW} FROM concept WHERE number IN (...)", numbers)
        return {row[0]: Row(*row) for row in found}

    def prose(self, number: int) -> tuple[str | None, str | None, str | None]:
        """Return a concept's origin, explanation and note."""
        prose: tuple[str | None, str | None, str | None] = self._rows(
            "SELECT origin, explanation, note FROM concept WHERE number = ?", number
        )[0]
        return prose

    def aliases(self, number: int) -> list[str]:
        """Return a concept's aliases, in its order."""
        sql = f"SELECT name FROM name WHERE number BETWEEN ? AND ? AND kind = {Kind.ALIAS:d} ORDER BY number"
        return [name for (name,) in self._rows(sql, number * NAMES, (number + 1) * NAMES - 1)]

    def names_of(self, number: int) -> list[tuple[NameKind, str, str]]:
        """Return a concept's names, former ids, hidden labels and sayings as (kind, name, folded key), in its order."""
        sql = "SELECT kind, name, folded FROM name WHERE number BETWEEN ? AND ? ORDER BY number"
        found = self._rows(sql, number * NAMES, (number + 1) * NAMES - 1)
        return [(_KINDS[kind], name, folded) for kind, name, folded in found]

    def everyday(self, number: int) -> list[str]:
        """Return how people say a concept in daily life, in its order."""
        sql = "SELECT saying FROM everyday WHERE concept = ? ORDER BY position"
        return [saying for (saying,) in self._rows(sql, number)]

    def examples(self, number: int) -> list[Example]:
        """Return a concept's examples, in its order."""
        sql = "SELECT title, setting, text, in_balance FROM example WHERE concept = ? ORDER BY position"
        return [Example(*row) for row in self._rows(sql, number)]

    def all_examples(self, setting: str | None) -> list[tuple[int, Example]]:
        """Return every example with its concept's number, or those in a setting, from A to Z."""
        sql = (
            "SELECT concept, title, setting, text, in_balance FROM example WHERE ? IN (setting, '') ORDER BY concept, position"
        )
        return [(concept, Example(*row)) for concept, *row in self._rows(sql, setting or "")]

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

    def linked(self, numbers: Iterable[int]) -> list[tuple[int, str, int]]:
        """Return every link of some concepts as (concept, kind, target)."""
        return self._rows_of("SELECT concept, kind, target FROM link WHERE concept IN (...)", numbers)

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
        # They are numbered from 1 without a gap, and a count would read them all.
        largest: int | None = self._rows("SELECT max(number) FROM concept")[0][0]
        return largest or 0

    def cited_texts(self, numbers: Iterable[int]) -> dict[str, str]:
        """Return the texts of some concepts that cite works where they speak of them, by the same texts without the citations.

        Every other method returns texts without citations.
        """
        return dict(self._rows_of("SELECT bare, text FROM cited_text WHERE concept IN (...)", numbers))

    def cites(self) -> bool:
        """Return whether any text of the corpus cites a work where it speaks of it."""
        if self._cites is None:
            self._cites = bool(self._rows("SELECT 1 FROM cited_text LIMIT 1"))
        return self._cites

    def sources(self, number: int, style: str = "") -> list[Work]:
        """Return a concept's sources, in its order, with their references in a style where there are such."""
        sql = (
            f"SELECT {_WORK} FROM cited JOIN source ON source.id = cited.source {_STYLED} "
            "WHERE cited.concept = ? ORDER BY cited.position"
        )
        return [Work(*row) for row in self._rows(sql, style, number)]

    def provenance(self, number: int) -> tuple[Provenance, ...]:
        """Return the files that a concept's entry comes from, where the lowest does not have it as it is."""
        sql = "SELECT file, how FROM provenance WHERE concept = ? ORDER BY position"
        return tuple(Provenance(*row) for row in self._rows(sql, number))

    def all_names(self) -> list[tuple[int, NameKind, str]]:
        """Return every name, former id, hidden label and saying as (concept, kind, name), in the order of the entries."""
        found = self._rows(f"SELECT concept, kind, name FROM name WHERE kind != {Kind.ID:d} ORDER BY number")
        return [(concept, _KINDS[kind], name) for concept, kind, name in found]

    def stem_weights(self, weights: Iterable[float]) -> list[tuple[str, int, float]]:
        """Return (stem, concept, how often it stands in the entry), by stem and concept; `weights` of fields, by `FIELDS`."""
        cases = " ".join(f"WHEN '{field}' THEN {float(weight)}" for field, weight in zip(FIELDS, weights, strict=True))
        self._rows("CREATE VIRTUAL TABLE IF NOT EXISTS temp.stem USING fts5vocab(main, text, instance)")
        return self._rows(f"SELECT term, doc, sum(CASE col {cases} END) FROM stem GROUP BY term, doc")

    def lengths(self) -> dict[int, int]:
        """Return the number of words of each concept's text."""
        self._rows("CREATE VIRTUAL TABLE IF NOT EXISTS temp.stem USING fts5vocab(main, text, instance)")
        return dict(self._rows("SELECT doc, count(*) FROM stem GROUP BY doc"))

    def works(self, style: str = "") -> list[Work]:
        """Return every source, in the order of their keys, with their references in a style where there are such."""
        return [Work(*row) for row in self._rows(f"SELECT {_WORK} FROM source {_STYLED} ORDER BY source.id", style)]

    def edition(self, number: int) -> Edition:
        """Return what the file that a concept stands in says of itself."""
        if self._editions is None:
            rows = self._rows("SELECT number, title, version, license, bundled FROM edition")
            self._editions = {place: Edition(*told) for place, *told in rows}
        places = self._rows("SELECT edition FROM edited WHERE concept = ?", number) if len(self._editions) > 1 else ()
        place = places[0][0] if places else 0
        return self._editions.get(place, Edition(None, None, None, bundled=False))

    def citing(self) -> list[tuple[str, str, str, str | None]]:
        """Return which concepts cite which source, from A to Z, as (key of the source, id, term, gloss)."""
        sql = (
            "SELECT cited.source, concept.id, concept.term, concept.gloss FROM cited "
            "JOIN concept ON concept.number = cited.concept ORDER BY cited.concept"
        )
        return self._rows(sql)

    def categories(self) -> dict[str, str]:
        """Return category keys and labels in the corpus's order."""
        if self._categories is None:
            self._categories = dict(self._rows("SELECT key, label FROM category ORDER BY position"))
        return dict(self._categories)

    def settings(self) -> list[str]:
        """Return the settings of examples in the corpus's order."""
        return [key for (key,) in self._rows("SELECT key FROM setting ORDER BY position")]

    def spellings(self, kind: str, shortest: int, longest: int) -> list[str]:
        """Return distinct spellings of a length in letters, in order.

        `kind` is "name" (squashed names), "label" (squashed hidden labels) or "word" (words of the text).
        """
        sql = "SELECT words FROM spelling WHERE kind = ? AND length BETWEEN ? AND ? ORDER BY length"
        return [word for (block,) in self._rows(sql, kind, shortest, longest) for word in block.split("\n")]

    def sounding(self, sound: str) -> list[str]:
        """Return the squashed names and labels with a sound, in order; nothing where the corpus is too large to list sounds."""
        return [name for (name,) in self._rows("SELECT squashed FROM sound WHERE sound = ? ORDER BY squashed", sound)]

    def knows(self, word: str) -> bool:
        """Return whether a normalized word stands anywhere in the text."""
        sql = (
            "SELECT 1 FROM spelling WHERE kind = 'word' AND length = ? "
            "AND instr(char(10) || words || char(10), char(10) || ? || char(10))"
        )
        return bool(self._rows(sql, len(word), word))

    def matching(self, expression: str, weights: Iterable[float], limit: int) -> list[tuple[int, float]]:
        """Return (concept, BM25 score), best and highest first, for a full-text expression; `weights` are by `FIELDS`."""
        listed = ", ".join(map(str, map(float, weights)))
        sql = f"SELECT rowid, -bm25(text, {listed}) AS score FROM text WHERE text MATCH ? ORDER BY score DESC, rowid LIMIT ?"
        return self._rows(sql, expression, limit)

    def passages(self, expression: str, limit: int) -> dict[int, float]:
        """Return the BM25 score of each concept's short passage that best matches an expression, among the best `limit`."""
        sql = "SELECT rowid, -bm25(passage) AS score FROM passage WHERE passage MATCH ? ORDER BY score DESC, rowid LIMIT ?"
        best: dict[int, float] = {}
        for row, score in self._rows(sql, expression, limit):
            best.setdefault(row // PASSAGES, score)
        return best

    def postings(self, words: Iterable[str]) -> dict[str, list[int]]:
        """Return the concepts in whose names or definitions each folded word stands; words that stand in none are left out."""
        found = self._rows_of("SELECT word, concepts FROM posting WHERE word IN (...)", words)
        return {word: [int(number) for number in numbers.split()] for word, numbers in found}

    def vectors(self) -> list[tuple[int, bytes]]:
        """Return (concept, its stored vector) of every concept; nothing where the corpus is too large for them."""
        return self._rows("SELECT concept, vector FROM vector")
