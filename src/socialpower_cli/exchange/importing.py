"""From a file of another format to a corpus: which format it has, and what is read of it."""

import os
import re
from importlib import import_module
from typing import Any

from socialpower_cli.answers import Imported
from socialpower_cli.errors import CorpusError, Refused
from socialpower_cli.exchange.formats import FORMATS, Asking, Known, Progress, Reading, Unreadable, find_ending, find_reader
from socialpower_cli.exchange.storing import store

# Larger files are no vocabulary for a terminal, and would take more memory than a small machine has.
_MOST_BYTES = 256_000_000

# What a file begins with that is none of the formats, and what to do with it.
_FOREIGN = (
    (b"PK\x03\x04", "it is a spreadsheet, a text document or an archive", "Save it as CSV (of a spreadsheet) or Markdown."),
    (b"\xd0\xcf\x11\xe0", "it is an old spreadsheet or text document", "Save it as CSV (of a spreadsheet) or Markdown."),
    (b"%PDF", "it is a PDF", "Use the text that it was made from."),
    (b"\x1f\x8b", "it is compressed", "Unpack it first: gunzip FILE"),
    (b"BZh", "it is compressed", "Unpack it first: bunzip2 FILE"),
    (b"\xfd7zXZ", "it is compressed", "Unpack it first: unxz FILE"),
    (b"SQLite format 3", "it is a database", "Export its table as CSV."),
    (b"{\\rtf", "it is a text document in RTF", "Save it as plain text or Markdown."),
)
_LINKED_DATA = re.compile(rb'"@(?:context|graph|id|type)"\s*:')
_LOOKED_AT = 65_536


def identify(path: str, data: bytes) -> str:
    """Return the name of the format that a file has, by its name and by what is in it; raise `Unreadable` for one of no use."""
    for start, what, hint in _FOREIGN:
        if data.startswith(start):
            raise Unreadable(what, hint)
    ending = find_ending(path)
    told = next((name for name, form in FORMATS.items() if form.reads and ending in form.endings), None)
    start = data[:_LOOKED_AT].lstrip(b"\xef\xbb\xbf \t\r\n")
    if told is not None and told != "json" and not (told == "markdown" and start[:1] == b"{"):
        return told
    if start[:1] in (b"{", b"["):
        return "skos" if _LINKED_DATA.search(data) else "json"
    if told == "json" or not start:
        return "json"
    return _identify_text(start)


def _identify_text(start: bytes) -> str:
    """Return the name of the format that a text without a telling name has, by how it begins."""
    if re.match(rb"<!doctype html|<html", start, re.IGNORECASE):
        raise Unreadable("it is a page in HTML", "Save what it shows as Markdown or CSV.")
    from socialpower_cli.exchange import linked_data, table_reading

    if start.startswith((b"<?xml", b"<!", b"<rdf:")) or linked_data.is_turtle(start):
        return "skos"

    return "csv" if table_reading.is_table(start) else "markdown"


def find_foreign(path: str, data: bytes) -> str | None:
    """Return the name of the format that a file has, or None where it is JSON or has none."""
    try:
        name = identify(path, data)
    except Unreadable:
        return None
    return None if name == "json" else name


def parse(
    path: str,
    data: bytes,
    form: str | None = None,
    language: str | None = None,
    progress: Progress | None = None,
    known: Known | None = None,
) -> Reading:
    """Return what the bytes of a file hold, in a format or in the one that they are found to have.

    Links may lead to its own entries and to concepts that are `known` elsewhere.
    Raises `CorpusError`, which names the path, where they cannot be read, and `Refused` where there is no such format.
    """
    try:
        name = identify(path, data) if form is None else find_reader(form)
        reading = _read(name, data, Asking(path, language, progress, known))
    except Unreadable as error:
        raise CorpusError(f"{path}: {error.message}.", error.hint) from None
    except RecursionError:
        raise CorpusError(f"{path}: it is nested too deeply.", "Take the nesting apart.") from None
    if not reading.corpus.concepts and name != "json":
        told = [f"{one.place}: {one.what}: {one.why}." for one in reading.dropped[:3]]
        raise CorpusError(f"{path}: no entry was found in it, read as {name}.", *(told or ["Name its format: --format"]))
    return reading._replace(format=name)


def _read(name: str, data: bytes, asked: Asking) -> Reading:
    if len(data) > _MOST_BYTES and name != "json":
        sizes = f"{len(data) / 1e6:,.0f} MB, and {_MOST_BYTES / 1e6:,.0f} are the most"
        raise Unreadable(f"it has {sizes} that are read", "Take a part of it.")
    module: Any = import_module(f"{__package__}.{FORMATS[name].module}")
    reading: Reading = module.read(data, asked)
    return reading


def import_file(
    path: str, *, form: str | None, language: str | None, target: str | None, force: bool, progress: Progress | None
) -> Imported:
    """Return what is read of a file in another format, and write it to `target` as a corpus file, if one is named.

    Raises as `parse` does, and `Refused` where `target` is there already, unless forced, or cannot be written.
    """
    from socialpower_cli.corpus.contents import read_bytes
    from socialpower_cli.corpus.writing import format_corpus

    data = _read_standard_input() if path == "-" else read_bytes(path)
    if target is not None:
        _refuse_existing(path, target, force=force)
    reading = parse(path, data, form, language, progress)
    text = format_corpus(reading.corpus)
    if target is not None:
        store(target, text)
    counts = len(reading.corpus.concepts), len(reading.corpus.sources)
    return Imported(path, reading.format, reading.language, *counts, reading.dropped, target, text)


def _read_standard_input() -> bytes:
    """Return what is handed over on standard input; raise `Refused` where it is closed."""
    import sys

    if sys.stdin is None:
        raise Refused("Standard input is closed: there is nothing to read.", "Name a file.")
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def _refuse_existing(path: str, target: str, *, force: bool) -> None:
    if os.path.exists(target) and os.path.exists(path) and os.path.samefile(path, target):
        raise Refused(f"{target}: this is the file that is read.", "Name another file after -o.")
    if os.path.lexists(target) and not force:
        raise Refused(f"{target}: there is such a file already.", "Name another one after -o, or write over it with --force.")
