r"""Tables for spreadsheets: CSV, a row a concept (RFC 4180, in UTF-8), or TSV where the file's name ends so.

In a cell of several values a bar stands between two of them (` | `); a bar within a value is written `\|`. A cell that a
spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe before it, which
reading takes away again (OWASP, "CSV Injection"). Tables of others are read too: see `table_reading`.
"""

import csv
import io
import re
from collections.abc import Iterable

from socialpower_cli.citations.author_date import name, reference
from socialpower_cli.citations.markers import name_markers
from socialpower_cli.corpus.model import Concept, CorpusFile, Link, change_texts, link
from socialpower_cli.exchange.formats import Options, Written
from socialpower_cli.exchange.scenes import say_example
from socialpower_cli.exchange.table_reading import read

__all__ = ["read", "write"]

COLUMNS = (
    *("id", "term", "aliases", "category", "gloss", "definition", "explanation", "examples", "everyday", "note", "origin"),
    *("broader", "related", "contrasts", "about", "sources", "hidden_labels", "paraphrases", "situations", "formerly"),
)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_TABS = (".tsv", ".tab")


def write(corpus: CorpusFile, options: Options) -> Written:
    """Return a corpus as a table; citations in its texts are written out, and sources are full references."""
    names = {str(item["id"]): name(item) for item in corpus.sources}
    references = {str(item["id"]): reference(item) for item in corpus.sources}
    table = io.StringIO()
    writer = csv.writer(table, delimiter="\t" if options.ending in _TABS else ",", lineterminator="\n")
    writer.writerow(COLUMNS)
    for concept in corpus.concepts:
        cells = _make_cells(change_texts(concept, lambda text: name_markers(text, names)), references)
        writer.writerow([_defuse(cells[column]) for column in COLUMNS])
    return Written(table.getvalue())


def _make_cells(concept: Concept, references: dict[str, str]) -> dict[str, str]:
    told = {
        "examples": _join(map(say_example, concept.examples)),
        "related": _join(map(_say_link, concept.related)),
        "contrasts": _join(map(_say_link, concept.contrasts)),
        "sources": _join(references[key] for key in concept.sources),
    }
    for column in COLUMNS:
        if column not in told:
            value = getattr(concept, column)
            told[column] = _join(value) if isinstance(value, list) else value or ""
    return told


def _say_link(stored: Link | str) -> str:
    one = link(stored)
    return f"{one.id}: {one.why}" if one.why else one.id


def _join(values: Iterable[str]) -> str:
    """Return values as one cell; a bar at the end says of a single one that what it holds does not part it."""
    escaped = [re.sub(r"[\\|]", r"\\\g<0>", " ".join(value.split())) for value in values]
    joined = " | ".join(escaped)
    return f"{joined} |" if len(escaped) == 1 and re.search(r"[;,]", joined) else joined


def _defuse(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
