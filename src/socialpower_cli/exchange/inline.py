"""Markdown within a line: plain text from it, and text written so that no Markdown reads marks into it."""

import html
import re

from socialpower_cli.citations.markers import find_markers
from socialpower_cli.records import Record

# What may begin markup in the middle of a text (CommonMark, GitHub's tables and strikes, pandoc's maths, citations, spans).
_SPECIAL = re.compile(r"[\\`*_\[\]<>~^$|@{}#]|&(?=[#\w])")
# What makes a line a heading, a list, a quotation, a definition or a rule if it stands at its beginning.
_OPENING = re.compile(r"(?:[-+:>=]|\d+[.)])")
_ESCAPABLE = r"!-/:-@\[-`{-~"
_TOKEN = re.compile(
    rf"\\(?P<escaped>[{_ESCAPABLE}])"
    r"|(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)"
    r"|!?\[(?P<label>(?:\\.|[^\[\]\\])*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)"
    r"|(?P<link><[A-Za-z][A-Za-z0-9+.-]*:[^<>\s]*>)"
    r"|(?P<tag></?[A-Za-z][^<>]*>|<!--.*?-->)"
    r"|(?P<stars>\*{1,3}|~~)"
    r"|(?P<lines>(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))",
    re.DOTALL,
)
_TARGET = re.compile(r"\[(?P<label>(?:\\.|[^\[\]\\])*)\]\((?P<target>[^()\s]*)[^()]*\)")
_MOST_CHARACTERS = 100_000  # of one text: longer ones are no prose, and are taken as they stand


def strip(text: str) -> str:
    """Return the plain text that Markdown shows for a text on one line."""
    if len(text) > _MOST_CHARACTERS:
        return " ".join(text.split())
    parts = []
    at = 0
    for token in _TOKEN.finditer(text):
        parts.append(html.unescape(text[at : token.start()]))
        if token["escaped"]:
            parts.append(token["escaped"])
        elif token["code"]:
            parts.append(token["code"].strip())
        elif token["label"] is not None:
            parts.append(strip(token["label"]))
        elif token["link"]:
            parts.append(token["link"][1:-1])
        elif token["stars"] and _stands_alone(text, token.start(), token.end()):
            parts.append(token["stars"])
        at = token.end()
    parts.append(html.unescape(text[at:]))
    return " ".join("".join(parts).split())


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether there are spaces, or the ends of the text, on both sides: such a star is a star."""
    return (start == 0 or text[start - 1].isspace()) and (end == len(text) or text[end].isspace())


class Target(Record):
    """Where a link leads, as an id, and what stands after the link."""

    id: str
    after: str


def find_target(text: str) -> Target | None:
    """Return where a text's first link leads, in the same file or one beside it, or None where it leads to no entry."""
    from urllib.parse import unquote

    found = _TARGET.search(text)
    if found is None:
        return None
    target = found["target"]
    path, _, fragment = target.partition("#")
    if not path and fragment:
        return Target(unquote(fragment), text[found.end() :])
    if path.endswith(".md") and ":" not in path:
        return Target(unquote(path.removesuffix(".md").rpartition("/")[2]), text[found.end() :])
    return None


def escape(text: str, *, opening: bool = True) -> str:
    """Return a text on one line such that Markdown shows it as it is; citations stay citations.

    `opening` says that it may stand at the beginning of a line.
    """
    text = " ".join(text.split())
    parts = []
    at = 0
    for marker in find_markers(text):
        parts += [_SPECIAL.sub(r"\\\g<0>", text[at : marker.start]), text[marker.start : marker.end]]
        at = marker.end
    escaped = "".join([*parts, _SPECIAL.sub(r"\\\g<0>", text[at:])])
    found = _OPENING.match(escaped) if opening else None
    if found is not None:
        last = found.end() - 1
        escaped = f"{escaped[:last]}\\{escaped[last:]}"
    return escaped
