"""The blocks of Markdown that a glossary is made of, each with the line that it begins on."""

import re
from collections.abc import Sequence
from typing import Literal

from socialpower_cli.records import Record

Kind = Literal["heading", "text", "item", "definition", "table", "anchor"]

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})\s*")
_ITEM = re.compile(r"\s{0,12}(?:[-*+•]|\d{1,9}[.)])\s+(.*)")
_DEFINITION = re.compile(r" {0,3}[:~]\s+(.*)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r" {0,3}(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,}")
_SEPARATOR = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?\|?\s*")
_CELL = re.compile(r"(?<!\\)\|")
_ANCHOR = re.compile(r'\s*<a id="[^"]*"></a>\s*')


class Block(Record):
    """A block: its kind, the line it begins on, its text.

    A heading has a level; a definition has terms as its text, one a line, and what defines them as `parts`; a table has `rows`.
    """

    kind: Kind
    line: int
    text: str
    level: int = 0
    parts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def read_blocks(lines: Sequence[str], start: int = 0) -> list[Block]:
    """Return the blocks of lines from one on; code in fences and comments are left out."""
    return _Reader(lines).read(start)


class _Reader:
    """Reading lines one after another."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._blocks: list[Block] = []
        self._kept: list[str] = []
        self._kept_from = 0
        # What goes on the last block, with whether it is a part of its own: joined at once, since there may be very much.
        self._tail: list[tuple[str, bool]] = []

    def read(self, start: int) -> list[Block]:
        at = start
        while at < len(self._lines):
            at = self._take(at)
        self._flush()
        self._settle()
        return self._blocks

    def _add(self, block: Block) -> None:
        self._settle()
        self._blocks.append(block)

    def _settle(self) -> None:
        """Join what goes on the last block to it."""
        if not self._tail:
            return
        last = self._blocks[-1]
        if last.kind == "item":
            self._blocks[-1] = last._replace(text=" ".join([last.text, *(text for text, _ in self._tail)]))
        else:
            parts = [[part] for part in last.parts]
            for text, new in self._tail:
                if new or not parts:
                    parts.append([text])
                else:
                    parts[-1].append(text)
            self._blocks[-1] = last._replace(parts=tuple(" ".join(part) for part in parts))
        self._tail = []

    def _take(self, at: int) -> int:
        """Take what begins on a line, and return where the next begins."""
        line = self._lines[at]
        if not line.strip():
            self._flush()
            return at + 1
        fence = _FENCE.match(line)
        if fence is not None:
            self._flush()
            return self._skip_to(at + 1, fence[1])
        if line.lstrip().startswith("<!--"):
            self._flush()
            return self._skip_to(at if "-->" in line else at + 1, "-->")
        return self._take_marked(at, line) or self._take_plain(at, line)

    def _skip_to(self, at: int, end: str) -> int:
        while at < len(self._lines) and end not in self._lines[at]:
            at += 1
        return at + 1

    def _take_marked(self, at: int, line: str) -> int | None:
        """Take a heading, an anchor, a table, a definition or an item; return None where the line is none of these."""
        if self._take_heading(at, line):
            return at + 1
        if _ANCHOR.fullmatch(line):
            self._flush()
            self._add(Block("anchor", at + 1, line))
            return at + 1
        if "|" in line and at + 1 < len(self._lines) and _SEPARATOR.fullmatch(self._lines[at + 1]):
            return self._take_table(at)
        definition = _DEFINITION.fullmatch(line)
        if definition is not None and (self._kept or self._ends_in_term()):
            self._take_definition(definition[1])
            return at + 1
        item = _ITEM.fullmatch(line)
        if item is not None:
            self._flush()
            self._add(Block("item", at + 1, item[1].strip()))
            return at + 1
        return None

    def _take_heading(self, at: int, line: str) -> bool:
        """Take a heading, or a rule, which says nothing; return whether the line is one."""
        heading = _HEADING.fullmatch(line)
        underline = _UNDERLINE.fullmatch(line)
        if heading is not None:
            self._flush()
            self._add(Block("heading", at + 1, heading[2], len(heading[1])))
        elif underline is not None and len(self._kept) == 1:
            text, self._kept = self._kept[0], []
            self._add(Block("heading", self._kept_from, text.strip(), 1 if underline[1][0] == "=" else 2))
        elif _RULE.fullmatch(line):
            self._flush()
        else:
            return False
        return True

    def _take_plain(self, at: int, line: str) -> int:
        last = self._blocks[-1] if self._blocks else None
        goes_on = at > 0 and self._lines[at - 1].strip()
        if not self._kept and last is not None and goes_on and last.kind in ("item", "definition") and not self._is_term(at):
            self._tail.append((line.strip(), False))
        elif not self._kept and last is not None and last.kind == "definition" and line.startswith(("    ", "\t")):
            self._tail.append((line.strip(), True))
        else:
            if not self._kept:
                self._kept_from = at + 1
            self._kept.append(line)
        return at + 1

    def _is_term(self, at: int) -> bool:
        """Return whether a line right after a definition is the term of another, which follows."""
        following = self._lines[at + 1] if at + 1 < len(self._lines) else ""
        return _DEFINITION.fullmatch(following) is not None

    def _ends_in_term(self) -> bool:
        """Return whether the last block is a definition that another follows, or a line that may be its term."""
        last = self._blocks[-1] if self._blocks else None
        return last is not None and (last.kind == "definition" or (last.kind == "text" and "\n" not in last.text))

    def _take_definition(self, text: str) -> None:
        if self._kept:
            terms, line = "\n".join(one.strip() for one in self._kept), self._kept_from
            self._kept = []
            self._add(Block("definition", line, terms, parts=(text.strip(),)))
            return
        last = self._blocks[-1]
        if last.kind == "text":
            self._blocks[-1] = last._replace(kind="definition", parts=(text.strip(),))
        else:
            self._tail.append((text.strip(), True))

    def _take_table(self, at: int) -> int:
        self._flush()
        first = at
        rows = [_split_row(self._lines[at])]
        at += 2
        while at < len(self._lines) and "|" in self._lines[at]:
            rows.append(_split_row(self._lines[at]))
            at += 1
        self._add(Block("table", first + 1, "", rows=tuple(rows)))
        return at

    def _flush(self) -> None:
        if self._kept:
            self._add(Block("text", self._kept_from, "\n".join(one.strip() for one in self._kept)))
            self._kept = []


def _split_row(line: str) -> tuple[str, ...]:
    """Return the cells of a row; bars at its ends are its border."""
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(cell.strip() for cell in _CELL.split(inner))
