"""Worked examples, by concept and by setting."""

from socialpower_cli import lookup
from socialpower_cli.answers import Scene, Scenes
from socialpower_cli.index import Index


def examples(index: Index, met: lookup.Met | None, setting: str | None) -> Scenes:
    """Return the examples of a concept, or of all from A to Z, in a setting if one is given."""
    if met is not None:
        wanted = [(met.number, one) for one in index.examples(met.number) if setting in (None, one.setting)]
    else:
        wanted = index.all_examples(setting)
    rows = index.rows({number for number, _ in wanted})
    found = (Scene(rows[number].id, rows[number].term, *example) for number, example in wanted)
    return Scenes(tuple(found), met.matched if met else None)
