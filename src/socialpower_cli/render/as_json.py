"""Answers as JSON: one document, keys in the order of the contract, null or an empty list where there is no value.

Written as `json.dumps` with an indent of two writes it, which a test holds, but many times faster where a document is large
or deep: with an indent the standard library hands each part up through every level above it.
"""

import json
from json.encoder import encode_basestring
from typing import Any

from socialpower_cli.answers import Answer, Miss, Source
from socialpower_cli.render.door import escape_json


def render(answer: Answer | Miss) -> str:
    """Return an answer's document as indented JSON text."""
    return escape_json(write(answer.document)) + "\n"


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
