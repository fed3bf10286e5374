"""Answers as JSON: one document, keys in the order of the contract, null or an empty list where there is no value."""

import json
from typing import Any

from socialpower_cli.answers import Answer, Miss, Source
from socialpower_cli.render.door import escape_json


def render(answer: Answer | Miss) -> str:
    """Return an answer's document as indented JSON text."""
    return escape_json(json.dumps(_plain(answer.document), ensure_ascii=False, indent=2)) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Source):
        return json.loads(value.text)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: _plain(part) for key, part in value._asdict().items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return value
