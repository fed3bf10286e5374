"""Finding the one concept that a name means.

From exact to loose, and the first that meets decides: the id or a name as typed (case, accents, hyphens and spaces
aside); the name without its spaces; the name in another number, spelling or wording; a near spelling with a clear winner.
"""

from typing import NamedTuple

from socialpower_cli.answers import Association, Brief, Citations, Definition, Entry, Example, Matched, Reference, Source
from socialpower_cli.errors import NotFound, Refused
from socialpower_cli.index import Index, LinkRow, Named, Row
from socialpower_cli.text import names


class Met(NamedTuple):
    """The concept that a name means, and how the name met it."""

    number: int
    matched: Matched


class Shared(NotFound):
    """A name that several concepts share."""


def find(index: Index, typed: str, exact: bool = False) -> Met:
    """Return the concept that a name means; raise `NotFound`, with candidates or near names, where there is not one.

    With `exact` a near spelling is refused. Raises `Refused` where nothing is typed.
    """
    if not typed.strip():
        raise Refused("Nothing to look up: the name is empty.", "Give a word, for example: sp define leverage")
    met = find_exactly(index, typed) or (None if exact else _find_near(index, typed))
    if met is None:
        raise NotFound(f"Nothing is named '{typed}'.", *suggestions(index, typed))
    return met


def find_exactly(index: Index, typed: str) -> Met | None:
    """Return the concept that a name means without a guess, or None; raise `Shared` where several have the name."""
    number = index.number(names.compose(typed.strip()))
    if number is not None:
        return Met(number, Matched(typed, typed.strip(), "id"))
    key = names.lookup_key(typed)
    if not key:
        return None
    for looseness, wanted in (("key", key), ("squashed", names.squash(key)), ("folded", names.fold(key))):
        found = index.named(wanted, looseness)
        if found:
            return _one(index, typed, names.keep_nearest_written(typed, found), exact=looseness == "key")
    return None


def namesakes(index: Index, met: Met) -> tuple[Reference, ...]:
    """Return the other concepts that share the name a concept was found by."""
    others = {named.number for named in index.named(names.lookup_key(met.matched.name))} - {met.number}
    return tuple(reference(row) for _, row in sorted(index.rows(others).items())) if others else ()


def suggestions(index: Index, typed: str) -> list[str]:
    """Return at most five next steps after a miss: the concepts that a search finds for the same words."""
    from socialpower_cli.search import engine

    hits = engine.search(index, typed, limit=5).results.results if names.normalize(typed) else ()
    return [*(f"{hit.id}\t{hit.gloss or hit.term}" for hit in hits), *([] if hits else ["Try: sp search WORDS"])]


def definition(index: Index, met: Met) -> Definition:
    """Return a concept's entry with its category's label and its breadcrumb."""
    row = index.row(met.number)
    links = index.links(met.number)
    sources = index.sources(met.number)
    origin, explanation, note = index.prose(met.number)
    entry = Entry(
        id=row.id,
        term=row.term,
        category=row.category,
        aliases=tuple(index.aliases(met.number)),
        origin=origin,
        gloss=row.gloss,
        definition=row.definition,
        explanation=explanation,
        everyday=tuple(index.everyday(met.number)),
        examples=tuple(Example(*example) for example in index.examples(met.number)),
        note=note,
        broader=tuple(reference(link) for link in links if link.kind == "broader"),
        narrower=tuple(reference(link) for link in links if link.kind == "narrower"),
        related=associations(links, "related"),
        contrasts=associations(links, "contrasts"),
        sources=tuple(Source(item) for item, _ in sources),
        matched=met.matched,
    )
    label = index.categories().get(row.category, row.category) if row.category else None
    references = tuple(reference for _, reference in sources)
    return Definition(entry, label, breadcrumb(index, met.number), references, namesakes(index, met))


def brief(index: Index, met: Met) -> Brief:
    """Return a concept's term, gloss and definition."""
    row = index.row(met.number)
    return Brief(row.id, row.term, row.gloss, row.definition, met.matched)


def cited(index: Index, met: Met) -> Citations:
    """Return a concept's sources as full references."""
    row = index.row(met.number)
    sources = index.sources(met.number)
    references = tuple(reference for _, reference in sources)
    return Citations(row.id, row.term, references, tuple(Source(item) for item, _ in sources), met.matched)


def breadcrumb(index: Index, number: int) -> tuple[Reference, ...]:
    """Return the way down from a root to a concept, along the first broader concept of each, the concept itself left out."""
    path: list[Reference] = []
    above = index.steps(number, "broader")
    while above:
        path.append(reference(above[0]))
        above = index.steps(above[0].number, "broader")
    return tuple(reversed(path))


def reference(row: Row | LinkRow) -> Reference:
    """Return a concept as other entries point to it."""
    return Reference(row.id, row.term, row.gloss)


def associations(links: list[LinkRow], kind: str) -> tuple[Association, ...]:
    """Return the links of an associative kind with their reasons."""
    return tuple(Association(link.id, link.term, link.gloss, link.why) for link in links if link.kind == kind)


def _one(index: Index, typed: str, found: list[Named], exact: bool) -> Met:
    if len({named.number for named in found}) > 1:
        candidates = {named.number: named for named in reversed(found)}
        rows = index.rows(candidates)
        listed = [f"{row.id}\t{row.gloss or row.term}" for _, row in sorted(rows.items())]
        raise Shared(f"Several concepts are named '{typed}'. Ask for one by its id:", *listed)
    # Among a concept's own names the term says more than the id made from it.
    named = min(found, key=lambda one: (one.kind == "id", found.index(one)))
    how = {"id": "id", "term": "term"}.get(named.kind, "alias")
    return Met(named.number, Matched(typed, named.name, how if exact else "variant"))


def _find_near(index: Index, typed: str) -> Met | None:
    """Return the concept whose name is nearest to a misspelling, if no other concept's is nearly as near."""
    from socialpower_cli.search import spelling

    near: list[spelling.Near] = []
    for key in names.readings(names.normalize(typed)):
        near = near or spelling.near_names(index, names.squash(key), labels=False)
    if not near:
        return None
    best = [named for one in near if one.distance == near[0].distance for named in index.named(one.spelling, "squashed")]
    if len({named.number for named in best}) > 1:
        return None
    return Met(best[0].number, Matched(typed, min(best, key=lambda one: one.kind == "id").name, "fuzzy"))
