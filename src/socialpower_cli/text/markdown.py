"""Markdown: which parts of a text are prose, and the page that it makes. The owner of markdown-it.

Imported only where a text is annotated: the parser takes longer to import than an answer to find.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

# Stands for each character that is no prose: no word has it in it, and no name runs across it.
GAP = "\0"

# What is written within a line and is no prose: code, links and their texts, images, addresses, tags, characters by name.
_LEFT_OUT = ("backticks", "link", "image", "autolink", "html_inline", "entity")
# One of these begins each of them.
_OPENINGS = re.compile(r"[`\[<&]")
_BREAK = re.compile(r"\r\n?|\n")
# Data at the top of a file between lines of three hyphens, as site generators and Pandoc read it.
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL)

Span = tuple[int, int]


def keep_prose(text: str) -> str:
    """Return a text of the same length in which what is no prose is `GAP`.

    What a further line of a paragraph begins with, such as the mark of a quotation, becomes spaces: a name may run across it.
    """
    blocks, inline = _make_parsers()
    lines = _find_lines(text)
    environment: dict[str, Any] = {}
    kept: list[str] = []
    at = last = 0
    for token in blocks.parse(_blank_front_matter(text), environment):
        if token.type != "inline" or token.map is None:
            continue
        content = _leave_out(token.content, inline, environment)
        filling = GAP
        for number, (whole, prose) in enumerate(zip(token.content.split("\n"), content.split("\n"), strict=True), token.map[0]):
            words = whole.strip()
            start, end = lines[number]
            # The cells of a row stand on one line, one after the other.
            cell = max(start, at) if number == last else start
            place = text.find(words, cell, end) if number == last else text.rfind(words, start, end)
            if not words or place < at:
                continue
            lead = len(whole) - len(whole.lstrip())
            kept += (filling * (place - at), prose[lead : lead + len(words)])
            at, last, filling = place + len(words), number, " "
    return "".join([*kept, GAP * (len(text) - at)])


def _find_lines(text: str) -> list[Span]:
    """Return where each line begins and ends."""
    breaks = [found.span() for found in _BREAK.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    return list(zip(starts, [*(start for start, _ in breaks), len(text)], strict=True))


def _blank_front_matter(text: str) -> str:
    """Return a text with as many lines, without a mark of its encoding and without data at its top."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return text.removeprefix("\ufeff")
    return "\n" * len(_BREAK.findall(found[0])) + text[found.end() :]


def _make_parsers() -> tuple[MarkdownIt, MarkdownIt]:
    """Return a parser of blocks, and one of what stands within them that notes in its environment what is no prose."""
    blocks = MarkdownIt("commonmark").enable("table")
    blocks.core.ruler.disable("inline")
    inline = MarkdownIt("commonmark").disable("emphasis")
    for name in _LEFT_OUT:
        rule = dict(zip(inline.inline.ruler.get_active_rules(), inline.inline.ruler.getRules(""), strict=True))[name]

        def note(state: StateInline, silent: bool, rule: Any = rule) -> bool:
            start = state.pos
            matched = bool(rule(state, silent))
            if matched and not silent and state.src is state.env["noting"]:
                state.env["left out"].append((start, state.pos))
            return matched

        inline.inline.ruler.at(name, note)
    return blocks, inline


def _leave_out(content: str, inline: MarkdownIt, environment: dict[str, Any]) -> str:
    """Return the content of a block with a gap in place of what is no prose; its line breaks stay."""
    if not _OPENINGS.search(content):
        return content
    # References were gathered with the blocks.
    noting: dict[str, Any] = {**environment, "noting": content, "left out": []}
    inline.inline.parse(content, inline, noting, [])
    return _fill(content, sorted(noting["left out"]))


def _fill(content: str, spans: Sequence[Span]) -> str:
    return "".join(_filled(content, spans))


def _filled(content: str, spans: Sequence[Span]) -> Iterator[str]:
    at = 0
    for start, end in spans:
        if start >= at:
            yield content[at:start]
            yield "\n".join(GAP * len(line) for line in content[start:end].split("\n"))
            at = end
    yield content[at:]


def render_page(text: str) -> str:
    """Return Markdown as HTML: tags in it are shown as they are written, and a picture is its description, to load nothing."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _describe_picture)
    return str(parser.render(_blank_front_matter(text)))


def _describe_picture(_: Any, tokens: Sequence[Token], place: int, *__: Any) -> str:
    return escapeHtml(tokens[place].content)


def can_go_on(text: str) -> bool:
    """Return whether a paragraph after a text would be one: the text does not end within code or a tag that is not closed."""
    *_, content, end = MarkdownIt("commonmark").enable("table").parse(f"{text}\n\nx")
    return content.content == "x" and end.type == "paragraph_close" and end.level == 0
