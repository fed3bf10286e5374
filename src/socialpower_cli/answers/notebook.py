"""An entry as HTML, as notebooks show the value of a cell: a few plain elements, their texts escaped."""

import json
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from socialpower_cli.citations.author_date import reference
from socialpower_cli.citations.markers import number_markers
from socialpower_cli.links.relations import RELATIONS

if TYPE_CHECKING:
    from socialpower_cli.answers.entries import Association, Brief, Entry, Reference

_MUTED = "opacity: 0.7"


def show_entry(entry: "Entry", category: str | None = None) -> str:
    """Return all of an entry, its citations as numbers of the works at its end; `category` is the label of its category."""
    items = [json.loads(source.text) for source in entry.sources]
    numbers = {str(item["id"]): number for number, item in enumerate(items, 1)}

    def cite(text: str | None) -> str:
        return escape(number_markers(text, numbers)) if text else ""

    also = "also " + ", ".join(entry.aliases) if entry.aliases else ""
    told = " · ".join(filter(None, (category or entry.category, also)))
    scenes = [
        f"<p><b>{escape(one.title)}.</b> {cite(one.text)}"
        + (f"<br><i>Between equals:</i> {cite(one.in_balance)}" if one.in_balance else "")
        + "</p>"
        for one in entry.examples
    ]
    parts = [
        f"<h3>{escape(entry.term)}</h3>",
        _paragraph(escape(told), _MUTED),
        _paragraph(f"<b>{cite(entry.definition)}</b>"),
        _paragraph(cite(entry.explanation)),
        _section("Examples", "".join(scenes)),
        _section("In everyday words", _list(f"“{escape(saying)}”" for saying in entry.everyday)),
        _section("Note", _paragraph(cite(entry.note))),
        _section("Origin", _paragraph(cite(entry.origin))),
        *(_section(relation.heading, _list_links(getattr(entry, kind))) for kind, relation in RELATIONS.items()),
        _section("Sources", _list(map(escape, map(reference, items)), "ol")),
    ]
    return _frame(parts)


def show_brief(brief: "Brief") -> str:
    """Return an entry in brief: its term, gloss and definition."""
    gloss = _paragraph(escape(brief.gloss or ""), _MUTED)
    return _frame([f"<h3>{escape(brief.term)}</h3>", gloss, _paragraph(f"<b>{escape(brief.definition)}</b>")])


def _frame(parts: Iterable[str]) -> str:
    return f'<div style="max-width: 44em; line-height: 1.5">{"".join(parts)}</div>'


def _paragraph(inner: str, style: str = "") -> str:
    told = f' style="{style}"' if style else ""
    return f"<p{told}>{inner}</p>" if inner else ""


def _section(heading: str, inner: str) -> str:
    return f"<h4>{heading}</h4>{inner}" if inner else ""


def _list(items: Iterable[str], tag: str = "ul") -> str:
    listed = "".join(f"<li>{item}</li>" for item in items)
    return f"<{tag}>{listed}</{tag}>" if listed else ""


def _list_links(links: "Iterable[Reference | Association]") -> str:
    """Return links with why they are there, or where no reason is given what they lead to."""
    told = ((one.term, getattr(one, "why", None) or one.gloss) for one in links)
    return _list(escape(term) + (f': <span style="{_MUTED}">{escape(why)}</span>' if why else "") for term, why in told)
