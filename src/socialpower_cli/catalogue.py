"""The concepts as a whole: in a list, by category, or one drawn at random."""

from socialpower_cli.answers import Listed, Listing, Matched
from socialpower_cli.errors import NotFound
from socialpower_cli.index import Index
from socialpower_cli.lookup import Met


def listing(index: Index, category: str | None = None, grouped: bool = False) -> Listing:
    """Return the concepts from A to Z, of one category if it is given, to be grouped by category if asked."""
    rows = index.concepts(category)
    listed = tuple(Listed(row.id, row.term, row.category, row.gloss, row.definition) for row in rows)
    return Listing(listed, index.categories(), grouped)


def drawn(index: Index, category: str | None = None) -> Met:
    """Return a concept drawn at random, each as likely as any other; raise `NotFound` where there is none."""
    import random

    rows = index.concepts(category) if category else None
    count = len(rows) if rows is not None else index.size()
    if not count:
        raise NotFound("There is no concept to draw from.", "Try: sp list")
    position = random.randrange(count)
    number = rows[position].number if rows is not None else index.nth(position)
    row = index.row(number)
    return Met(number, Matched(row.id, row.id, "id"))
