"""Writing a corpus file in the standard order and layout, so that nothing is lost whatever happens."""

import json
import os
from typing import Any

from socialpower_cli import files
from socialpower_cli.corpus import model, reading
from socialpower_cli.corpus.contents import read_bytes
from socialpower_cli.corpus.model import CorpusFile
from socialpower_cli.errors import CorpusError

_ITEM_KEYS = [
    *("id", "type", "author", "editor", "translator", "title", "container-title", "collection-title", "edition"),
    *("volume", "issue", "number", "page", "publisher", "publisher-place", "authority", "issued", "original-date"),
    *("DOI", "ISBN", "URL"),
]


def format_corpus(file: CorpusFile) -> str:
    """Return a corpus file's standard text: entries by id, or what they extend, fields as in the model, empty ones left out."""
    data = model.as_data(file)
    entries = [*data["concepts"], *data.pop("extensions", [])]
    data["concepts"] = sorted(entries, key=lambda entry: str(entry.get("id") or entry["extends"]))
    if file.sources:
        data["sources"] = [_order_item(item) for item in sorted(file.sources, key=lambda item: str(item["id"]))]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def rewrite(path: str) -> None:
    """Write a file anew in its standard order and layout; nothing else about it changes, its owner and mode included.

    Through a link the file it leads to is written. Raises `CorpusError` where it cannot be read, is not valid, is no regular
    file, has changed meanwhile or cannot be written; it is then as it was.
    """
    target = os.path.realpath(path)
    data = read_bytes(target, regular=True)
    before = os.stat(target)
    reading.refuse_foreign(path, data)
    file = reading.parse(path, data)
    text = format_corpus(file)
    if text.encode("utf-8") == data:
        return
    again = reading.parse(path, text.encode("utf-8"))
    if format_corpus(again) != text or _count_entries(again) != _count_entries(file):
        raise CorpusError(f"{path}: the standard layout does not say the same.", "Leave it as it is, and report this.")
    try:
        files.write_whole(target, text.encode("utf-8"), before)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CorpusError(f"{path}: cannot be written ({reason}).", "It is as it was; check its folder.") from None


def _count_entries(file: CorpusFile) -> tuple[int, int]:
    return len(file.concepts), len(file.extensions)


def _order_item(item: dict[str, Any]) -> dict[str, Any]:
    keys = [key for key in _ITEM_KEYS if key in item]
    return {key: item[key] for key in [*keys, *sorted(set(item) - set(keys))]}
