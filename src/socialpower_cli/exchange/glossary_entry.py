"""An entry of a glossary in Markdown, filled with the blocks that stand under its heading."""

import re
from collections.abc import Iterator
from typing import Any

from socialpower_cli.answers import Dropped
from socialpower_cli.corpus.model import Example
from socialpower_cli.exchange.blocks import Block
from socialpower_cli.exchange.columns import find_column
from socialpower_cli.exchange.inline import find_target, strip
from socialpower_cli.exchange.scenes import read_example
from socialpower_cli.exchange.table_reading import LINKS, NAMES, TEXTS

_LABEL = re.compile(r"(?:\*\*|__|\*|_)(?P<label>[^*_]{1,40}?):?(?:\*\*|__|\*|_):?\s*(?P<rest>.*)", re.DOTALL)
_SCENE = re.compile(
    r"\*(?P<title>(?:\\.|[^*\\])+)\*(?: \((?P<setting>[^()]+)\))?: (?P<text>.+?)(?: \*In balance:\* (?P<balance>.+))?",
    re.DOTALL,
)
_LINK = re.compile(r"\[(?:\\.|[^\[\]\\])*\]\([^()\s]*\)")
_KEY = re.compile(r"@([^\s;,\]]+)")


class GlossaryEntry:
    """The fields of an entry, and which of them a list or a paragraph that follows belongs to."""

    def __init__(self, fields: dict[str, Any], works: dict[str, dict[str, Any]], dropped: list[Dropped]) -> None:
        self.fields = fields
        self._works = works
        self._dropped = dropped
        self._field: str | None = None  # that a label or a heading names
        self._ends_with_list = False  # a paragraph after the list that a label has is no part of it

    def take(self, block: Block) -> None:
        """Put a block into the field that it belongs to."""
        if block.kind == "heading":
            column = find_column(strip(block.text))
            self._field, self._ends_with_list = (column.field if column is not None else None), False
        elif block.kind == "table":
            self._dropped.append(Dropped(f"line {block.line}", "the table", "an entry under a heading has none"))
        elif block.kind == "definition":
            self._take_text(f"{block.text}: {' '.join(block.parts)}")
        elif block.kind == "text":
            for text in _part_at_labels(block.text):
                self._take_text(text)
        elif block.kind == "item" and self._field is not None:
            self.put(self._field, block.text, one=True)
        elif block.kind == "item":
            self.say(strip(block.text))

    def _take_text(self, text: str) -> None:
        if self._ends_with_list and not text.startswith(("*", "_")) and self._is_filled():
            self._field = None
        label = _find_label(text)
        if label is not None:
            field, rest = label
            self._field, self._ends_with_list = field, True
            if rest:
                self.put(field, rest)
                self._field = None
        elif self._field is not None:
            self.put(self._field, text)
        else:
            self.say(strip(text))

    def _is_filled(self) -> bool:
        return self._field in self.fields

    def say(self, text: str) -> None:
        """Let the first text define, and what follows explain."""
        if not text:
            return
        if "definition" not in self.fields:
            self.fields["definition"] = text
        else:
            self._add("explanation", text)

    def put(self, field: str, text: str, *, one: bool = False) -> None:
        """Put a text into a field; a list in a line is parted, an item of a list is `one`."""
        if field in LINKS:
            self._extend(field, map(_read_link, [text] if one else _part_links(text)))
        elif field == "sources":
            self._extend(field, self._read_sources(text))
        elif field == "examples":
            self._extend(field, [_read_scene(text)] if strip(text) else [])
        elif field in NAMES or field in TEXTS:
            self._extend(field, map(strip, [text] if one else _part(text, names=field in NAMES)))
        else:
            self._add(field, strip(text))

    def _extend(self, field: str, values: Any) -> None:
        self.fields[field] = [*self.fields.get(field, ()), *filter(None, values)]

    def _add(self, field: str, text: str) -> None:
        self.fields[field] = f"{self.fields[field]} {text}" if field in self.fields else text

    def _read_sources(self, text: str) -> Iterator[str | dict[str, Any]]:
        """Yield the works that a citation names, or a text as it is."""
        known = [self._works[key] for key in _KEY.findall(text) if key in self._works]
        if known:
            yield from known
        else:
            yield strip(text)


def _find_label(text: str) -> tuple[str, str] | None:
    """Return the field that a label at the beginning of a text names, and what follows it, or None where there is none."""
    found = _LABEL.fullmatch(text)
    column = find_column(strip(found["label"])) if found is not None else None
    return None if found is None or column is None or column.field == "term" else (column.field, found["rest"].strip())


def _part_at_labels(text: str) -> list[str]:
    """Return the parts of a paragraph, each line with a label beginning one."""
    parts: list[str] = []
    for line in text.split("\n"):
        if parts and _find_label(line) is None:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return parts


def _part_links(text: str) -> list[str]:
    """Return the links in a line: those of Markdown, or the names in it."""
    return _LINK.findall(text) or _part(text, names=True)


def _part(text: str, *, names: bool) -> list[str]:
    """Return the values in a line, parted at bars, or, of names, at semicolons, else at commas; a backslash keeps one."""
    for mark in ("|", ";", ",") if names else ("|",):
        parts = re.findall(rf"(?:\\.|[^\\{mark}]|\\$)+", text, re.DOTALL)
        if "".join(parts) != text:  # a mark has parted them, at the end perhaps
            return parts
    return [text]


def _read_link(text: str) -> str:
    """Return a link as drafts have it: the id that it leads to, or a name, with the reason after a colon."""
    target = find_target(text)
    if target is None:
        return strip(text)
    why = strip(target.after.lstrip().removeprefix(":"))
    return f"{target.id}: {why}" if why else target.id


def _read_scene(text: str) -> Example:
    found = _SCENE.fullmatch(" ".join(text.split()))
    title, scene = (strip(found["title"]), strip(found["text"])) if found is not None else ("", "")
    if found is None or not title or not scene:
        return read_example(strip(text))
    setting, balance = strip(found["setting"] or ""), strip(found["balance"] or "")
    return Example(title=title, setting=setting or None, text=scene, in_balance=balance or None)
