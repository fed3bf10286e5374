"""Compiling a corpus into the database that `Index` reads. Imported only when there is something to compile."""

import gc
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from socialpower_cli.citations import author_date as citations
from socialpower_cli.citations.markers import remove_markers
from socialpower_cli.citations.styled import list_references
from socialpower_cli.corpus.contents import Content
from socialpower_cli.corpus.locations import bundled, bundled_references
from socialpower_cli.corpus.model import Concept, change_texts
from socialpower_cli.corpus.overlay import Corpus, links
from socialpower_cli.corpus.validity import Assembled, assemble, tell_left_out
from socialpower_cli.errors import SpError
from socialpower_cli.index.reading import LACKS_FTS5
from socialpower_cli.index.schema import BREAK, FIELDS, KEYS, NAMES, PASSAGES, TABLES, Kind, digest
from socialpower_cli.links.relations import RELATIONS
from socialpower_cli.meaning import vectors
from socialpower_cli.text import names, sounds
from socialpower_cli.text.words import fold_word

Progress = Callable[[int, int], None]

# Vectors are scanned one by one, and with too many names all sound alike: beyond this many concepts both cost more than they
# find. What is printed of so many is found by its words, as any text is, and not as quickly by all of it at once.
MOST_WITH_MEANING = 5_000

# As plain numbers, which sqlite3 takes at once and sets hash in C.
_ID, _TERM, _ALIAS, _FORMERLY, _LABEL, _SAYING = map(int, Kind)

_AT_ONCE = 1000
_HASH_SIZE = 64 * 1024 * 1024

Numbered = list[tuple[int, Concept]]
Rows = list[tuple[int | str, ...]]


def compile_contents(contents: list[Content], progress: Progress | None = None) -> sqlite3.Connection:
    """Return a database in memory that holds the corpus that files make together; raise `CorpusError` if it is not valid."""
    # Nothing that is made here refers back to itself, so looking for such rings would only cost time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        assembled = assemble(contents, progress=progress)
        connection = compile_corpus(assembled.corpus, progress)
    finally:
        if collecting:
            gc.enable()
    connection.executemany("INSERT INTO notice VALUES (?, ?)", enumerate(tell_left_out(assembled)))
    _insert_editions(connection, assembled)
    return connection


def _insert_editions(connection: sqlite3.Connection, assembled: Assembled) -> None:
    """Add what each file says of itself, and which concepts stand in another than the lowest."""
    for number, (location, file) in enumerate(assembled.files):
        told = (number, file.title, file.version, file.license, os.path.abspath(location.path) == bundled())
        connection.execute("INSERT INTO edition VALUES (?, ?, ?, ?, ?)", told)
        if number:
            sql = "REPLACE INTO edited SELECT number, ? FROM concept WHERE id = ?"
            connection.executemany(sql, ((number, concept.id) for concept in file.concepts))


def compile_corpus(corpus: Corpus, progress: Progress | None = None) -> sqlite3.Connection:
    """Return a database in memory that holds a corpus; raise `SpError` where this Python's SQLite cannot hold one."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    if not connection.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]:
        raise SpError(LACKS_FTS5, "Run sp with a Python whose sqlite3 has it.")
    connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY; {TABLES}")
    # Terms are gathered in memory and written once, where there is room for them all.
    for table in ("text", "passage"):
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", (_HASH_SIZE,))
    ordered = sorted(corpus.concepts.values(), key=lambda concept: (names.normalize(concept.term), concept.id))
    concepts, cited_texts = _take_out_citations(list(enumerate(ordered, 1)), corpus.sources)
    spellings: dict[str, set[str]] = {"name": set(), "label": set(), "word": set()}
    connection.execute("BEGIN")
    for done, some in _in_batches(concepts):
        _insert_concepts(connection, some)
        _insert_names(connection, some, spellings)
        if progress is not None:
            progress(done, 2 * len(concepts))
    connection.execute("COMMIT")
    connection.executescript(KEYS)
    texts = [(done, *_texts(some, corpus.sources, spellings["word"])) for done, some in _in_batches(concepts)]
    connection.execute("BEGIN")
    _insert_links(connection, ordered)
    connection.executemany("INSERT OR IGNORE INTO cited_text VALUES (?, ?, ?)", cited_texts)
    _insert_lists(connection, corpus, spellings)
    _insert_provenance(connection, ordered, corpus)
    if len(concepts) <= MOST_WITH_MEANING:
        _insert_printed(connection, concepts)
        _insert_vectors(connection, concepts)
        _insert_sounds(connection, spellings["name"] | spellings["label"])
        _insert_postings(connection, [row for _, fields, _ in texts for row in fields])
    for done, fields, passages in texts:
        _insert_texts(connection, fields, passages)
        if progress is not None:
            progress(len(concepts) + done, 2 * len(concepts))
    connection.execute("COMMIT")
    return connection


def _take_out_citations(concepts: Numbered, works: Mapping[str, object]) -> tuple[Numbered, Rows]:
    """Return concepts with the citations taken out of their texts, and the rows of the table `cited_text`.

    What is searched, listed and shown in brief thus never holds one; whoever shows an entry puts them back.
    """
    taken: Rows = []
    bare: Numbered = []
    for number, concept in concepts:

        def take_out(text: str, number: int = number) -> str:
            without = remove_markers(text, works)
            if without != text:
                taken.append((number, without, text))
            return without

        bare.append((number, change_texts(concept, take_out) if works else concept))
    return bare, taken


def _in_batches(concepts: Numbered) -> Iterable[tuple[int, Numbered]]:
    """Yield concepts a thousand at a time, each time with how many there have been by then."""
    for start in range(0, len(concepts), _AT_ONCE):
        some = concepts[start : start + _AT_ONCE]
        yield start + len(some), some


def _insert_links(connection: sqlite3.Connection, concepts: list[Concept]) -> None:
    numbers = {concept.id: number for number, concept in enumerate(concepts, 1)}
    connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, NULLIF(?, ''))", _all_links(concepts, numbers))


def _insert_provenance(connection: sqlite3.Connection, concepts: list[Concept], corpus: Corpus) -> None:
    """Add which files the entries come from that the lowest does not have as they are."""
    rows = (
        (number, position, os.path.abspath(one.file), one.how)
        for number, concept in enumerate(concepts, 1)
        for position, one in enumerate(corpus.provenance.get(concept.id, ()))
    )
    connection.executemany("INSERT INTO provenance VALUES (?, ?, ?, ?)", rows)


def _insert_lists(connection: sqlite3.Connection, corpus: Corpus, spellings: dict[str, set[str]]) -> None:
    """Add what the concepts share: sources, categories, settings, and all spellings of names and words."""
    connection.executemany(
        "INSERT INTO source VALUES (?, ?, ?)",
        ((identifier, json.dumps(item), citations.reference(item)) for identifier, item in corpus.sources.items()),
    )
    references = list_references(corpus.sources.values(), bundled_references())
    connection.executemany("INSERT INTO styled VALUES (?, ?, ?)", references)
    connection.executemany(
        "INSERT INTO category VALUES (?, ?, ?)",
        ((key, position, label) for position, (key, label) in enumerate(corpus.categories.items())),
    )
    connection.executemany("INSERT INTO setting VALUES (?, ?)", ((key, n) for n, key in enumerate(corpus.settings)))
    for kind, known in spellings.items():
        connection.executemany("INSERT INTO spelling VALUES (?, ?, ?)", _by_length(kind, known))


def _insert_vectors(connection: sqlite3.Connection, concepts: Numbered) -> None:
    adder = vectors.Adder()
    rows = ((number, adder.weighted(_meanings(concept))) for number, concept in concepts)
    connection.executemany("INSERT INTO vector VALUES (?, ?)", rows)


def _insert_sounds(connection: sqlite3.Connection, spellings: set[str]) -> None:
    connection.executemany("INSERT INTO sound VALUES (?, ?)", sorted((sounds.sound(name), name) for name in spellings))


def _insert_postings(connection: sqlite3.Connection, texts: list[tuple[Any, ...]]) -> None:
    """Add where the folded words of names and definitions stand, which are the first four fields."""
    postings: dict[str, list[int]] = {}
    for number, *fields in texts:
        names_and_definitions = " ".join(fields[:4]).split()
        for word in {fold_word(word) for word in names_and_definitions} - {BREAK}:
            postings.setdefault(word, []).append(number)
    listed = ((word, " ".join(map(str, numbers))) for word, numbers in sorted(postings.items()))
    connection.executemany("INSERT INTO posting VALUES (?, ?)", listed)


def _insert_concepts(connection: sqlite3.Connection, concepts: Numbered) -> None:
    # What is missing is handed over as an empty text: sqlite3 is several times slower in taking None.
    connection.executemany(
        "INSERT INTO concept VALUES (?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''), NULLIF(?, ''))",
        (
            (
                number,
                one.id,
                one.term,
                one.definition,
                one.category or "",
                one.gloss or "",
                one.origin or "",
                one.explanation or "",
                one.note or "",
            )
            for number, one in concepts
        ),
    )
    connection.executemany(
        "INSERT INTO everyday VALUES (?, ?, ?)",
        ((number, *saying) for number, concept in concepts for saying in enumerate(concept.everyday)),
    )
    connection.executemany(
        "INSERT INTO example VALUES (?, ?, ?, ?, ?, ?)",
        (
            (number, position, example.title, example.setting, example.text, example.in_balance)
            for number, concept in concepts
            for position, example in enumerate(concept.examples)
        ),
    )
    connection.executemany(
        "INSERT INTO cited VALUES (?, ?, ?)",
        ((number, *source) for number, concept in concepts for source in enumerate(concept.sources)),
    )


def _insert_printed(connection: sqlite3.Connection, concepts: Numbered) -> None:
    """Add what is printed of concepts and may be typed back word for word."""
    texts = (
        (number, text)
        for number, concept in concepts
        for text in (concept.gloss, concept.definition, *concept.everyday, *(example.title for example in concept.examples))
        if text
    )
    rows = ((digest(names.normalize(text)), number) for number, text in texts)
    connection.executemany("INSERT OR IGNORE INTO printed VALUES (?, ?)", rows)


def _insert_names(connection: sqlite3.Connection, concepts: Numbered, spellings: dict[str, set[str]]) -> None:
    rows: Rows = []
    for number, concept in concepts:
        row = number * NAMES
        term = names.lookup_key(concept.term)
        # An id that is only the term in another writing is no name of its own.
        seen = {(term, _ID)}
        groups = (
            (_ID, (concept.id,)),
            (_TERM, (concept.term,)),
            (_ALIAS, concept.aliases),
            (_FORMERLY, concept.formerly),
            (_LABEL, concept.hidden_labels),
        )
        for kind, written in groups:
            for name in written:
                key = term if kind == _TERM else names.lookup_key(name)
                if key and (key, kind) not in seen:
                    seen.add((key, kind))
                    squashed, folded, bag = names.loose_keys(key)
                    spellings["label" if kind == _LABEL else "name"].add(squashed)
                    rows.append((row, number, kind, name, key, squashed, folded, bag))
                    row += 1
        for saying in concept.everyday:
            rows.append((row, number, _SAYING, saying, "", "", "", names.gist(names.normalize(saying))))
            row += 1
    connection.executemany("INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)


def _texts(concepts: Numbered, sources: dict[str, dict[str, Any]], words: set[str]) -> tuple[Rows, Rows]:
    """Return the rows of the tables `text` and `passage`, and add the words that stand in them."""
    texts: Rows = []
    passages: Rows = []
    for number, concept in concepts:
        text = _fields(concept, [sources[source] for source in concept.sources])
        texts.append((number, *text))
        words.update(*(field.split() for field in text))
        short = [*concept.everyday, *concept.paraphrases, *concept.situations]
        if short:
            short.insert(0, concept.definition)
        passages += [(number * PASSAGES + place, names.normalize(passage)) for place, passage in enumerate(short[:PASSAGES])]
    words.discard(BREAK)
    return texts, passages


def _insert_texts(connection: sqlite3.Connection, texts: Rows, passages: Rows) -> None:
    marks = ", ".join("?" * len(FIELDS))
    connection.executemany(f"INSERT INTO text (rowid, {', '.join(FIELDS)}) VALUES (?, {marks})", texts)
    connection.executemany("INSERT INTO passage (rowid, text) VALUES (?, ?)", passages)


def _fields(concept: Concept, cited: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the normalized words of a concept's texts that are searched, in the order of `FIELDS`."""
    groups = (
        (concept.term, *concept.aliases),
        concept.hidden_labels,
        (concept.gloss, concept.definition),
        concept.paraphrases,
        concept.everyday,
        concept.situations,
        (concept.explanation, concept.note, concept.origin),
        [part for example in concept.examples for part in (example.title, example.text, example.in_balance)],
        [" ".join([*citations.authors(item), citations.year(item), str(item["title"])]) for item in cited],
    )
    return tuple(f" {BREAK} ".join([names.normalize(text) for text in group if text]) if group else "" for group in groups)


def _meanings(concept: Concept) -> Iterable[tuple[float, str]]:
    """Yield the sides of a concept whose vectors make up its own, with how much each counts."""
    yield 0.5, _joined(concept.term, *concept.aliases)
    yield 0.6, _joined(*concept.hidden_labels)
    yield 1.0, _joined(concept.gloss, concept.definition, *concept.paraphrases)
    yield 0.8, _joined(concept.term, concept.definition, concept.explanation)
    yield 0.9, _joined(*concept.everyday, *concept.situations)
    yield 0.3, _joined(*(part for example in concept.examples for part in (example.title, example.text)))


def _joined(*parts: str | None) -> str:
    """Return texts as one."""
    return " . ".join(filter(None, parts))


def _all_links(concepts: list[Concept], numbers: dict[str, int]) -> Iterable[tuple[int, str, int, int, str]]:
    """Yield every link from both its ends, once each: (concept, kind, position, target, why)."""
    ends: dict[tuple[int, str], dict[int, str]] = {}

    def add(number: int, kind: str, target: int, why: str | None) -> None:
        targets = ends.setdefault((number, kind), {})
        targets[target] = targets.get(target) or why or ""

    for concept in concepts:
        number = numbers[concept.id]
        for broader in concept.broader:
            add(number, "broader", numbers[broader], None)
            add(numbers[broader], RELATIONS["broader"].inverse, number, None)
        for object_ in concept.about:
            add(number, "about", numbers[object_], None)
            add(numbers[object_], RELATIONS["about"].inverse, number, None)
        for kind, link in links(concept):
            add(number, kind, numbers[link.id], link.why)
            add(numbers[link.id], kind, number, link.why)
    for (number, kind), targets in ends.items():
        for position, target in enumerate(targets):
            yield number, kind, position, target, targets[target]


def _by_length(kind: str, spellings: set[str]) -> Iterable[tuple[str, int, str]]:
    """Yield distinct spellings in blocks of equal length: a scan of a few blocks meets every near spelling of a word."""
    blocks: dict[int, list[str]] = {}
    for spelling in sorted(spellings):
        blocks.setdefault(len(spelling), []).append(spelling)
    for length, block in blocks.items():
        yield kind, length, "\n".join(block)
