"""The concepts as a whole: in a list, counted by category or setting, or one drawn at random."""

from collections import Counter
from collections.abc import Iterable

from socialpower_cli import commandline
from socialpower_cli.answers import Counted, Groups, Listed, Listing, Match
from socialpower_cli.errors import NotFound, Refused
from socialpower_cli.index import Index


def list_concepts(index: Index, category: str | None = None, grouped: bool = False, limit: int | None = None) -> Listing:
    """Return the concepts from A to Z, of one category if its key is given, at most `limit`, grouped by category if asked."""
    rows = index.concepts(category)
    labels = index.categories()
    if grouped:
        # Those declared in their order, then the others by key, then what has none.
        order = {key: place for place, key in enumerate(labels)}
        rows.sort(key=lambda row: (row.category is None, order.get(row.category or "", len(order)), row.category or ""))
    listed = tuple(Listed(row.id, row.term, row.category, row.gloss, row.definition) for row in rows[:limit])
    return Listing(listed, labels, grouped)


def count_categories(index: Index) -> Groups:
    """Return the categories that the corpus declares, in its order, then others that entries use, with their concepts."""
    return Groups("categories", _count((row.category for row in index.concepts()), index.categories()))


def count_settings(index: Index) -> Groups:
    """Return the settings that the corpus declares, in its order, then those that examples use besides, with their examples."""
    labels = {key: key.capitalize() for key in index.settings()}
    return Groups("settings", _count((example.setting for _, example in index.all_examples(None)), labels))


def resolve_category(index: Index, asked: str) -> str:
    """Return the key of the category that a key or label, in any case, means; raise `Refused` with those there are."""
    return _resolve(asked, index.categories()) or _choose(count_categories(index), "category", asked)


def resolve_setting(index: Index, asked: str) -> str:
    """Return the key of the setting that a key or label, in any case, means; raise `Refused` with those there are."""
    return _resolve(asked, {key: key for key in index.settings()}) or _choose(count_settings(index), "setting", asked)


def draw_concept(index: Index, category: str | None = None, seed: int | None = None) -> tuple[int, Match]:
    """Return a concept drawn at random, each as likely as any other; raise `NotFound` where there is none.

    The same `seed` draws the same concept of the same corpus.
    """
    import random

    rows = index.concepts(category) if category else None
    count = len(rows) if rows is not None else index.size()
    if not count:
        raise NotFound("There is no concept to draw from.", f"Try: {commandline.write('list')}")
    # Python keeps what `random()` gives for a seed from version to version, and does not for `randrange`.
    place = random.randrange(count) if seed is None else int(random.Random(seed).random() * count)
    # Concepts are numbered from 1 without a gap.
    return _match(index, rows[place].number if rows is not None else place + 1)


def draw_daily(index: Index, day: int, category: str | None = None) -> tuple[int, Match]:
    """Return the concept of a day, given by its number; raise `NotFound` where there is none.

    Days go through all concepts in an order that looks like chance, so that each comes once before any comes again, with
    nothing stored: the order is that of digests of their ids.
    """
    from hashlib import blake2b

    rows = index.concepts(category)
    if not rows:
        raise NotFound("There is no concept to draw from.", f"Try: {commandline.write('list')}")
    rows.sort(key=lambda row: blake2b(row.id.encode("utf-8", "surrogatepass"), digest_size=8).digest())
    return _match(index, rows[day % len(rows)].number)


def _match(index: Index, number: int) -> tuple[int, Match]:
    identifier = index.row(number).id
    return number, Match(identifier, identifier, "id")


def _count(used: Iterable[str | None], labels: dict[str, str]) -> tuple[Counted, ...]:
    counts = Counter(key for key in used if key is not None)
    keys = [*labels, *sorted(counts.keys() - labels.keys())]
    return tuple(Counted(key, labels.get(key, key), counts[key]) for key in keys)


def _resolve(asked: str, labels: dict[str, str]) -> str | None:
    """Return the key that is asked for by itself or by its label, in any case and any spacing; a key comes before a label."""
    wanted = " ".join(asked.split()).casefold()
    by_name = {label.casefold(): key for key, label in labels.items()} | {key.casefold(): key for key in labels}
    return asked if asked in labels else by_name.get(wanted)


def _choose(groups: Groups, kind: str, asked: str) -> str:
    """Return the key asked for among all that there are, those that the corpus does not declare included."""
    found = _resolve(asked, {one.key: one.label for one in groups.groups})
    if found is None:
        known = ", ".join(one.key for one in groups.groups) or "none"
        raise Refused(f"There is no {kind} '{asked}'.", f"{groups.kind.capitalize()}: {known}")
    return found
