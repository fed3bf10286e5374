"""Worked examples, by concept and by setting."""

from socialpower_cli.answers import ExampleList, Match, PlacedExample
from socialpower_cli.errors import NotFound
from socialpower_cli.index import Index


def list_examples(
    index: Index, found: tuple[int, Match] | None = None, setting: str | None = None, limit: int | None = None
) -> ExampleList:
    """Return the examples of a concept, or of all from A to Z, in a setting if its key is given, at most `limit` of them.

    Raises `NotFound` where there is none.
    """
    if found is not None:
        number, matched = found
        placed = [(number, one) for one in index.examples(number) if setting in (None, one.setting)]
    else:
        matched = None
        placed = index.all_examples(setting)
    if not placed:
        settings = sorted({one.setting for one in index.examples(found[0]) if one.setting}) if found else []
        hint = f"Its examples are set in: {', '.join(settings)}" if settings else "Settings there are: sp list --settings"
        raise NotFound("There is no such example.", hint, query=matched.typed if matched else setting)
    placed = placed[:limit]
    rows = index.rows({number for number, _ in placed})
    examples = tuple(PlacedExample(rows[number].id, rows[number].term, *one) for number, one in placed)
    return ExampleList(examples, matched, titles=found is None and setting is None)
