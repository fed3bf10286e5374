"""Worked examples, by concept and by setting."""

from collections.abc import Iterable

from socialpower_cli import commandline
from socialpower_cli.answers import Citation, ExampleList, Match, PlacedExample
from socialpower_cli.citations.markers import find_markers
from socialpower_cli.citations.styles import DEFAULT
from socialpower_cli.errors import NotFound
from socialpower_cli.index import Index


def list_examples(
    index: Index, found: tuple[int, Match] | None = None, setting: str | None = None, limit: int | None = None
) -> ExampleList:
    """Return the examples of a concept, or those in a setting if its key is given, or all, setting by setting.

    Of several concepts those come first that come first from A to Z. Raises `NotFound` where there is none.
    """
    if found is not None:
        number, matched = found
        placed = [(number, one) for one in index.examples(number) if setting in (None, one.setting)]
    else:
        matched = None
        placed = index.all_examples(setting)
    if not placed:
        settings = sorted({one.setting for one in index.examples(found[0]) if one.setting}) if found else []
        all_settings = commandline.write("list", "--settings")
        hint = f"Its examples are set in: {', '.join(settings)}" if settings else f"Settings there are: {all_settings}"
        raise NotFound("There is no such example.", hint, query=matched.typed if matched else setting)
    titles = found is None and setting is None
    if titles:
        order = {key: place for place, key in enumerate(index.settings())}
        placed.sort(key=lambda one: (one[1].setting is None, order.get(one[1].setting or "", len(order)), one[1].setting or ""))
    placed = placed[:limit]
    rows = index.rows({number for number, _ in placed})
    cited = index.cited_texts(rows)
    examples = tuple(
        PlacedExample(
            rows[number].id,
            rows[number].term,
            one.title,
            one.setting,
            cited.get(one.text, one.text),
            cited.get(one.in_balance, one.in_balance) if one.in_balance else None,
        )
        for number, one in placed
    )
    citing = {number for number, one in placed if one.text in cited or one.in_balance in cited}
    return ExampleList(examples, matched, titles=titles, citations=_find_works(index, citing, examples))


def _find_works(index: Index, numbers: Iterable[int], examples: Iterable[PlacedExample]) -> tuple[Citation, ...]:
    """Return the works that some examples cite, in the order in which they are first cited."""
    works = {key: Citation(key, text) for number in numbers for key, _, text, _ in index.sources(number, DEFAULT)}
    texts = [text for one in examples for text in (one.text, one.in_balance or "")]
    keys = (one.key for text in texts for marker in find_markers(text, works) for one in marker.cited)
    return tuple(works[key] for key in dict.fromkeys(keys))
