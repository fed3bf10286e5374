"""Reading one corpus file: its shape, and in which words a fault in it is told.

A message names the file, the entry and the field, and says what to do next.
"""

import os
import shlex
from collections.abc import Callable, Iterable
from typing import Any

from socialpower_cli.corpus import decoding
from socialpower_cli.corpus.contents import read_bytes
from socialpower_cli.corpus.model import Concept, CorpusFile
from socialpower_cli.errors import CorpusError

Known = Callable[[], Iterable[Concept]]
Progress = Callable[[int, int], None]


def read_file(path: str) -> CorpusFile:
    """Return what one file holds; raise `CorpusError` where it cannot be read or does not have the shape of a corpus."""
    return parse(path, read_bytes(path))


def parse(path: str, data: bytes, known: Known | None = None, progress: Progress | None = None) -> CorpusFile:
    """Return the corpus that the bytes of a file hold, in JSON or another format; raise `CorpusError`, which names the path.

    In another format links may lead to concepts that are `known` from files below.
    """
    from socialpower_cli.exchange import parse as convert

    return convert(path, data, known=known, progress=progress).corpus


def refuse_foreign(path: str, data: bytes) -> None:
    """Raise `CorpusError` where the bytes of a file are in another format than JSON, which the program only reads."""
    from socialpower_cli.exchange import find_foreign

    form = find_foreign(path, data)
    if form is not None:
        target = os.path.splitext(path)[0] + ".json"
        raise CorpusError(
            f"{path}: this is no corpus file in JSON (but {form}), and is not written to.",
            f"To make one of it: sp import {shlex.quote(path)} -o {shlex.quote(target)}",
        )


def parse_json(path: str, data: bytes) -> CorpusFile:
    """Return what JSON bytes hold; raise `CorpusError`, which names the path, where they are not a corpus."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return decoding.decode(data)
    except decoding.ShapeError as error:
        raise CorpusError(f"{path}: {_tell(error, data)}", error.hint) from None


def _tell(error: decoding.ShapeError, data: bytes) -> str:
    if error.byte is not None:
        before = data[: error.byte]
        line = before.count(b"\n") + 1
        column = error.byte - (before.rfind(b"\n") + 1) + 1
        return f"line {line}, column {column}: {error.message}."
    if not error.steps:
        return f"{error.message}."
    entry, field = _find_place(error.steps, data)
    return f"{entry}{f', field {field!r}' if field else ''}: {error.message}."


def _find_place(steps: list[str], data: bytes) -> tuple[str, str]:
    """Return the entry, by its id where it has one, and the field within it, from steps such as "concepts", "3", "term"."""
    if len(steps) < 2 or steps[0] not in ("concepts", "sources") or not steps[1].isdigit():
        return "the corpus", ".".join(steps)
    identifier = _find_id(data, steps[0], int(steps[1]))
    name = repr(identifier) if identifier is not None else f"number {int(steps[1]) + 1}"
    return f"{'entry' if steps[0] == 'concepts' else 'source'} {name}", ".".join(steps[2:])


def _find_id(data: bytes, kind: str, number: int) -> str | None:
    """Return the id of an entry, or of what it extends, in a file that has a fault, and may have others behind it."""
    import json

    try:
        item: Any = json.loads(data)[kind][number]
    except (ValueError, RecursionError, LookupError, TypeError):
        return None
    identifier = next(filter(None, map(item.get, ("id", "extends", "replaces"))), None) if isinstance(item, dict) else None
    return identifier if isinstance(identifier, str) else None
