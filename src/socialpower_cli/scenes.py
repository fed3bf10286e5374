"""Worked examples, by concept and by setting."""

from typing import Any

from socialpower_cli import lookup
from socialpower_cli.answers import Scene, Scenes
from socialpower_cli.index import Index


def scenes(index: Index, met: lookup.Met | None, setting: str | None) -> Scenes:
    """Return the examples of a concept, or of all from A to Z, in a setting if one is given."""
    wanted = [place for place in index.with_setting(setting) if met is None or place[0] == met.number]
    rows = index.rows({number for number, _ in wanted})
    bodies: dict[int, Any] = {}
    found = []
    for number, position in wanted:
        body = bodies.get(number) or bodies.setdefault(number, index.body(number))
        row = rows[number]
        found.append(Scene(row.id, row.term, *lookup.example(body["examples"][position])))
    return Scenes(tuple(found), met.matched if met else None)
