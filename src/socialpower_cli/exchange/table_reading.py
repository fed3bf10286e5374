"""Reading tables: CSV and TSV with a row of headings, whatever their encoding, delimiter and order of columns.

A cell of several values is parted at bars, else at line breaks, and where it holds names also at semicolons, else at commas.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from socialpower_cli.answers import Dropped
from socialpower_cli.exchange.columns import Column, find_column
from socialpower_cli.exchange.decoding import Decoded, decode
from socialpower_cli.exchange.drafting import Draft, Facts, make_corpus
from socialpower_cli.exchange.formats import Asking, Reading, Unreadable, find_ending
from socialpower_cli.exchange.scenes import read_example
from socialpower_cli.records import Record

_DELIMITERS = ",;\t|"
_TABS = (".tsv", ".tab")
_FORMULA = re.compile(r"'+[=+\-@\t\r]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a first line that Excel obeys
_VALUE = re.compile(r"(?:\\.|[^\\|]|\\$)+", re.DOTALL)
_ESCAPED = re.compile(r"\\([\\|])")
_MOST_COLUMNS = 500
_MOST_LISTED = 6
_MOST_SHOWN = 40  # characters of a cell

LINKS = frozenset(("broader", "narrower", "related", "contrasts", "about"))
NAMES = frozenset(("aliases", "hidden_labels", "broader", "narrower", "related", "contrasts", "about", "formerly"))
TEXTS = frozenset(("examples", "everyday", "paraphrases", "situations", "sources", "exact_matches"))


class _Row(Record):
    """A row: the line it begins on, and its cells."""

    line: int
    cells: list[str]


def read(data: bytes, asked: Asking) -> Reading:
    """Return the corpus that a table holds, an entry a row; raise `Unreadable` where no column is named as that of terms."""
    decoded = decode(data)
    dropped = _tell_encoding(decoded)
    rows = _split(decoded.text, find_ending(asked.path))
    headings = next(rows, None)
    if headings is None:
        raise Unreadable("the table is empty", "Its first row names the columns: term,definition")
    columns = [find_column(cell) for cell in headings.cells]
    _require_terms(headings, columns)
    language = _choose_language(columns, asked.language)
    kept = _keep_columns(headings, columns, language, dropped)
    drafts = []
    for row in rows:
        draft = _draft(row, kept, len(headings.cells), dropped)
        if draft is not None:
            drafts.append(draft)
    return make_corpus(drafts, Facts(language=language), dropped, known=asked.known)._replace(language=language)


def is_table(start: bytes) -> bool:
    """Return whether the beginning of a text is that of a table: a row of headings, one of which is that of terms."""
    try:
        rows = _split(decode(start).text, "")
        headings = next(rows, None)
    except Unreadable:
        return False
    columns = [] if headings is None else [column.field for column in map(find_column, headings.cells) if column]
    return "term" in columns and len(columns) > 1


def _tell_encoding(decoded: Decoded) -> list[Dropped]:
    if decoded.encoding != "cp1252":
        return []
    lost = decoded.text.count("\ufffd")
    if not lost:
        return []
    return [Dropped("the file", f"{lost} characters", "it is not UTF-8, and they are none in Windows-1252 either")]


def _split(text: str, ending: str) -> Iterator[_Row]:
    """Yield the rows of a table that hold anything."""
    told = _SEPARATOR.match(text)
    lines_before = 0
    if told is not None:
        text = text[told.end() :]
        lines_before = 1
    delimiter = told.group(1) if told is not None else _find_delimiter(text, ending)
    before = csv.field_size_limit(max(len(text), 1))
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=delimiter != "\t")
        at = 0
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(at + 1 + lines_before, cells)
            at = reader.line_num
    except csv.Error as error:
        raise Unreadable(f"line {at + 1}: {error}", "Save the table as CSV anew.") from None
    finally:
        csv.field_size_limit(before)


def _find_delimiter(text: str, ending: str) -> str:
    """Return the delimiter by which the first row names most fields, or has most cells."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")[:100_000]
    order = "\t,;|" if ending in _TABS else _DELIMITERS

    def weigh(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([first], delimiter=delimiter), [])[:_MOST_COLUMNS]
        except csv.Error:  # as a carriage return in the midst of it
            return 0, 0
        return len({column.field for column in map(find_column, cells) if column}), len(cells)

    return max(order, key=weigh)


def _require_terms(headings: _Row, columns: list[Column | None]) -> None:
    if any(column is not None and column.field == "term" for column in columns):
        return
    shown = ", ".join(f"'{cell.strip()}'" for cell in headings.cells[:_MOST_LISTED])
    more = ", ..." if len(headings.cells) > _MOST_LISTED else ""
    raise Unreadable(
        f"line {headings.line}: no column is called term, name or concept; the first row has {shown[:300]}{more}",
        "Name the columns in the first row, for example: term,definition,aliases",
    )


def _choose_language(columns: Sequence[Column | None], asked: str | None) -> str | None:
    """Return the language whose columns are taken, where columns tell theirs: the one asked for, English, or the first."""
    there = list(dict.fromkeys(column.language for column in columns if column is not None and column.language))
    if asked is not None:
        if there and asked.lower() not in there:
            raise Unreadable(f"no column is in the language '{asked}'", f"There are: {', '.join(there)}.")
        return asked
    return "en" if "en" in there else there[0] if there else None


def _keep_columns(
    headings: _Row, columns: Sequence[Column | None], language: str | None, dropped: list[Dropped]
) -> dict[int, Column]:
    """Return the columns that are read, by their places; tell of the others."""
    kept: dict[int, Column] = {}
    own = {column.field for column in columns if column is not None and column.language == (language or "").lower()}
    for place, (heading, column) in enumerate(zip(headings.cells, columns, strict=True)):
        what = f"column '{heading.strip()}'"
        if column is None:
            if heading.strip():
                dropped.append(Dropped(f"line {headings.line}", what, "no field of an entry is called so"))
        elif (column.language and column.language != (language or "").lower()) or (not column.language and column.field in own):
            dropped.append(Dropped(f"line {headings.line}", what, f"the language '{language}' was taken"))
        else:
            kept[place] = column
    return kept


def _draft(row: _Row, kept: dict[int, Column], width: int, dropped: list[Dropped]) -> Draft | None:
    """Return the entry of a row, or None where it has no term, which is told."""
    place = f"line {row.line}"
    fields: dict[str, Any] = {}
    for at, column in kept.items():
        text = _recover(row.cells[at]) if at < len(row.cells) else ""
        if not text:
            continue
        if column.field in NAMES or column.field in TEXTS:
            fields[column.field] = [*fields.get(column.field, ()), *part(text, names=column.field in NAMES)]
        else:
            # Of several columns for one field the first counts, and what another says of a definition explains it.
            fields.setdefault(column.field, " ".join(text.split()))
    beyond = [cell.strip() for cell in row.cells[width:] if cell.strip()]
    dropped += [Dropped(place, f"cell '{cell[:_MOST_SHOWN]}'", "it stands beyond the last column") for cell in beyond]
    if "term" not in fields:
        dropped.append(Dropped(place, "the row", "it has no term"))
        return None
    if "examples" in fields:
        fields["examples"] = list(map(read_example, fields["examples"]))
    return Draft(place, fields)


def _recover(cell: str) -> str:
    """Return a cell's text without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    text = cell.strip()
    return text[1:] if _FORMULA.match(text) else text


def part(text: str, *, names: bool) -> list[str]:
    """Return the values of a cell."""
    values = _VALUE.findall(text)
    parts = [_ESCAPED.sub(r"\1", one) for one in values]
    if "".join(values) == text and parts:  # no bar has parted them
        only = parts[0]
        if "\n" in only:
            parts = only.splitlines()
        elif names:
            parts = only.split(";" if ";" in only else ",")
    return [" ".join(one.split()) for one in parts if one.strip()]
