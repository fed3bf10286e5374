"""Markdown and plain glossaries, read into entries (for what is written see `markdown_writing`).

An entry is a heading with the paragraphs under it, a term of a definition list (`Term`, then `: definition`), a term in bold
(`**Term**: definition`), a row of a table, or, where there is none of these, a line `Term - definition`. Under a heading
paragraphs and lists that a known label begins (`**Also:**`, `**Examples:**`) fill the field of that name; the first paragraph
is the definition, the others explain it.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from socialpower_cli.answers import Dropped
from socialpower_cli.corpus.decoding import read_work
from socialpower_cli.exchange.blocks import Block, read_blocks
from socialpower_cli.exchange.columns import find_column
from socialpower_cli.exchange.decoding import decode
from socialpower_cli.exchange.drafting import Draft, Facts, make_corpus
from socialpower_cli.exchange.formats import Asking, Reading, Unreadable
from socialpower_cli.exchange.glossary_entry import GlossaryEntry
from socialpower_cli.exchange.inline import strip
from socialpower_cli.exchange.markdown_writing import write
from socialpower_cli.records import Record

__all__ = ["read", "write"]

_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<term>(?:\\.|[^*\\])+?)(?P=mark)\s*(?:[:—–-]\s*)?(?P<rest>.*)", re.DOTALL)
_DASHED = re.compile(r"(?P<term>[^\s:.;!?][^:.;!?\n]{0,78}?)(?:\s+[-–—]{1,2}\s+|\s*:\s+|\s*\t\s*)(?P<rest>\S.*)", re.DOTALL)
_ANCHOR = re.compile(r'\s*<a id="(?P<id>[^"]*)"></a>\s*')
_HEADED_ID = re.compile(r"\s*\{#(?P<id>[^\s}]+)[^}]*\}\s*$")
_FACTS = {"title": "title", "version": "version", "license": "license", "lang": "language", "language": "language"}
_WORKS = frozenset(("works cited", "references", "bibliography", "sources", "literature"))


def read(data: bytes, asked: Asking) -> Reading:
    """Return the corpus that a glossary holds; raise `Unreadable` where it is no text, or a language is asked for."""
    if asked.language is not None:
        raise Unreadable("a glossary has one language", "Leave out --lang.")
    lines = decode(data).text.splitlines()
    head = _read_head(lines)
    dropped: list[Dropped] = []
    drafts = list(_Glossary(read_blocks(lines, head.lines), head.works, dropped).read())
    return make_corpus(drafts, Facts(**head.facts), dropped, head.categories, asked.known)


class _Head(Record):
    """What the metadata at the beginning of a file says: of the file, of categories (key by label), of works by their keys.

    `lines` is how many lines it takes.
    """

    facts: dict[str, str]
    categories: dict[str, str]
    works: dict[str, dict[str, Any]]
    lines: int = 0


def _read_head(lines: list[str]) -> _Head:
    head = _Head({}, {}, {})
    if lines[:1] != ["---"] or "---" not in lines[1:]:
        return head
    end = lines.index("---", 1)
    for line in lines[1:end]:
        key, _, value = line.partition(":")
        told = _read_json(value.strip())
        if line.startswith("- {"):
            item = read_work(_read_json(line[2:]))
            if item is not None:
                head.works[item["id"]] = item
        elif key == "categories" and isinstance(told, dict):
            head.categories.update((label, name) for name, label in told.items() if isinstance(label, str) and label.strip())
        elif key in _FACTS and value.strip():
            head.facts[_FACTS[key]] = told if isinstance(told, str) else value.strip().strip("'\"")
    return head._replace(lines=end + 1)


def _read_json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


class _Glossary:
    """The blocks of a file, read in the one way in which they hold entries."""

    def __init__(self, blocks: list[Block], works: dict[str, dict[str, Any]], dropped: list[Dropped]) -> None:
        self._blocks = blocks
        self._works = works
        self._dropped = dropped

    def read(self) -> Iterator[Draft]:
        level = self._find_level()
        if level is not None:
            return self._read_headed(level)
        listed = list(self._read_listed())
        return iter(listed) if listed else self._read_dashed()

    def _find_level(self) -> int | None:
        """Return the level of the headings that are entries, or None where what stands under headings holds the entries."""
        followed: dict[int, int] = {}
        listed = 0
        for block, following in zip(self._blocks, [*self._blocks[1:], None], strict=False):
            if block.kind == "heading" and following is not None and following.kind in ("text", "item"):
                followed[block.level] = followed.get(block.level, 0) + (not self._terms_of(following))
            listed += len(self._terms_of(block))
        if not sum(followed.values()) or listed > sum(followed.values()):
            return None
        return max(followed, key=lambda level: (followed[level], -level))

    def _terms_of(self, block: Block) -> list[tuple[int, str, str]]:
        """Return the entries that a block of a glossary without headings holds: their lines, terms and texts."""
        if block.kind == "definition":
            return [(block.line, block.text, "\n".join(block.parts))]
        if block.kind in ("text", "item"):
            found = _BOLD.fullmatch(block.text)
            if found is not None and found["rest"].strip() and find_column(strip(found["term"]).rstrip(":")) is None:
                return [(block.line, found["term"].rstrip(":"), found["rest"])]
        return []

    def _read_headed(self, level: int) -> Iterator[Draft]:
        """Yield the entries that headings of a level begin; headings above them are their categories, if there are several."""
        above = [block for block in self._blocks if block.kind == "heading" and block.level < level]
        categories = len(above) > 1
        category: str | None = None
        anchor: str | None = None
        taken: list[Block] | None = None
        for block in [*self._blocks, Block("heading", 0, "", level)]:
            if block.kind == "anchor":
                anchor = _read_anchor(block)
            elif block.kind == "heading" and block.level <= level:
                if taken is not None:
                    draft = self._draft(taken, category)
                    if draft is not None:
                        yield draft
                taken = None
                if block.level < level:
                    category = strip(block.text) if categories and len(block.text) > 1 else None
                elif strip(block.text).lower() not in _WORKS:
                    taken = [block._replace(parts=(anchor,) if anchor else ())]
                anchor = None
            elif taken is not None:
                taken.append(block)

    def _draft(self, blocks: list[Block], category: str | None) -> Draft | None:
        """Return the entry of a heading and what stands under it."""
        heading, *rest = blocks
        place = f"line {heading.line}"
        text = heading.text
        fields: dict[str, Any] = {"category": category} if category else {}
        told = _HEADED_ID.search(text)
        if told is not None:
            fields["id"], text = told["id"], text[: told.start()]
        elif heading.parts:
            fields["id"] = heading.parts[0]
        term = strip(text)
        if not term:
            self._dropped.append(Dropped(place, "the heading", "it has no text"))
            return None
        entry = GlossaryEntry({**fields, "term": term}, self._works, self._dropped)
        for block in rest:
            entry.take(block)
        return Draft(place, entry.fields)

    def _read_listed(self) -> Iterator[Draft]:
        """Yield the entries of definition lists, terms in bold and tables, under headings that are their categories."""
        category: str | None = None
        last: GlossaryEntry | None = None
        for block in self._blocks:
            if block.kind == "heading":
                category = strip(block.text) if block.level > 1 and len(strip(block.text)) > 1 else None
                last = None
                continue
            if block.kind == "table":
                yield from self._read_table(block, category)
                last = None
                continue
            terms = self._terms_of(block)
            if not terms and last is not None and block.kind == "text":
                last.say(strip(block.text))
            for line, written, text in terms:
                names = [strip(name) for name in written.split("\n") if strip(name)]
                texts = [strip(one) for one in text.split("\n") if strip(one)] if block.kind == "definition" else [strip(text)]
                fields: dict[str, Any] = {"term": names[0], "aliases": names[1:]} if names else {}
                if category:
                    fields["category"] = category
                if not names:
                    self._dropped.append(Dropped(f"line {line}", "the definition", "it has no term"))
                    continue
                last = GlossaryEntry(fields, self._works, self._dropped)
                for told in texts:
                    last.say(told)
                yield Draft(f"line {line}", last.fields)

    def _read_table(self, block: Block, category: str | None) -> Iterator[Draft]:
        """Yield the rows of a table: of two columns the first has terms, of more the one that is called so."""
        headings, *rows = block.rows
        columns = [find_column(strip(cell)) for cell in headings]
        fields_of = [None if column is None else column.field for column in columns]
        if "term" not in fields_of and len(headings) == 2:
            fields_of = ["term", "definition"]
        if "term" not in fields_of:
            self._dropped.append(
                Dropped(f"line {block.line}", "the table", "none of its columns is called term, name or concept")
            )
            return
        for number, row in enumerate(rows, block.line + 2):
            entry = GlossaryEntry({"category": category} if category else {}, self._works, self._dropped)
            for field, cell in zip(fields_of, row, strict=False):
                if field and cell.strip():
                    entry.put(field, cell)
            if entry.fields.get("term"):
                yield Draft(f"line {number}", entry.fields)
            else:
                self._dropped.append(Dropped(f"line {number}", "the row", "it has no term"))

    def _read_dashed(self) -> Iterator[Draft]:
        """Yield the entries of lines such as "Term - definition" or "Term: definition"."""
        category: str | None = None
        for block in self._blocks:
            if block.kind == "heading":
                category = strip(block.text) if block.level > 1 and len(strip(block.text)) > 1 else None
                continue
            for number, line in enumerate(block.text.split("\n"), block.line):
                found = _DASHED.fullmatch(line.strip())
                if found is None:
                    if line.strip():
                        self._dropped.append(
                            Dropped(f"line {number}", f"'{strip(line)[:40]}'", "it is no term with a definition")
                        )
                    continue
                fields: dict[str, Any] = {"term": strip(found["term"]), "definition": strip(found["rest"])}
                if category:
                    fields["category"] = category
                if fields["term"]:
                    yield Draft(f"line {number}", fields)


def _read_anchor(block: Block) -> str | None:
    from urllib.parse import unquote

    found = _ANCHOR.fullmatch(block.text)
    return unquote(found["id"]) if found is not None else None
