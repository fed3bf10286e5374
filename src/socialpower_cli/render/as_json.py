"""Answers as JSON: one document, keys in the order of the contract, null or an empty list where there is no value.

Written as `json.dumps` with an indent of two writes it, which a test holds, but many times faster where a document is large
or deep: with an indent the standard library hands each part up through every level above it.
"""

import json
from functools import cache
from json.encoder import encode_basestring
from operator import add
from typing import Any

from socialpower_cli.answers import Answer, Miss, Source
from socialpower_cli.render.door import escape_json


def render(answer: Answer | Miss) -> str:
    """Return an answer's document as indented JSON text."""
    return escape_json(write(answer.document)) + "\n"


def render_line(query: str, answer: Answer | Miss) -> str:
    """Return an answer's document on one line, with the query that it answers first, as JSON Lines have it."""
    document = answer.document
    fields: dict[str, Any] = document if isinstance(document, dict) else document._asdict()
    rest = {key: value for key, value in fields.items() if key != "query"}
    return escape_json(_write_compactly({"query": query, **rest})) + "\n"


def _write_compactly(value: Any) -> str:
    """Return a value as JSON text on one line, as `write` does on several."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, tuple):
        if isinstance(value, Source):
            return value.text
        keys = _keys(type(value))
        if keys:
            return f"{{{', '.join(map(add, keys, map(_write_compactly, value)))}}}"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_write_compactly, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{encode_basestring(key)}: {_write_compactly(part)}' for key, part in value.items())}}}"
    return "null" if value is None else json.dumps(value)


@cache
def _keys(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields as JSON writes them before their values; none for what is no record."""
    return tuple(f"{encode_basestring(field)}: " for field in getattr(kind, "_fields", ()))


def write(value: Any, margin: str = "\n") -> str:
    """Return a value as indented JSON text, each new line of which begins with a margin: a break and so many spaces.

    A record is written as an object with its fields as keys, a CSL-JSON item as the object it is.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Source):
        value = json.loads(value.text)
    elif isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    further = f"{margin}  "
    if isinstance(value, dict):
        parts = [f"{encode_basestring(key)}: {write(part, further)}" for key, part in value.items()]
        return f"{{{further}{f',{further}'.join(parts)}{margin}}}" if parts else "{}"
    if isinstance(value, (tuple, list)):
        parts = [write(part, further) for part in value]
        return f"[{further}{f',{further}'.join(parts)}{margin}]" if parts else "[]"
    return json.dumps(value)
