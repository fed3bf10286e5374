"""The links between concepts: neighbours, trees, the whole hierarchy."""

from socialpower_cli import lookup
from socialpower_cli.answers import Branch, Forest, Neighbours
from socialpower_cli.index import Index, Row


def neighbours(index: Index, met: lookup.Met, depth: int = 1) -> Neighbours:
    """Return a concept's links, with what is broader and narrower followed `depth` steps."""
    row = index.row(met.number)
    links = index.links(met.number)
    return Neighbours(
        id=row.id,
        term=row.term,
        gloss=row.gloss,
        broader=_branches(index, met.number, "broader", depth),
        narrower=_branches(index, met.number, "narrower", depth),
        related=lookup.associations(links, "related"),
        contrasts=lookup.associations(links, "contrasts"),
        depth=depth,
        matched=met.matched,
    )


def forest(index: Index) -> Forest:
    """Return every root with all that is narrower; concepts without links up or down stand alone at the end."""
    rows = {row.number: row for row in index.concepts()}
    narrower: dict[int, list[int]] = {}
    below: set[int] = set()
    for concept, target in index.all_links("narrower"):
        narrower.setdefault(concept, []).append(target)
        below.add(target)
    made: dict[int, Branch] = {}
    # A concept's branch is made after those of all that is narrower; an explicit stack allows chains of any length.
    for root in rows:
        stack = [root]
        while stack:
            number = stack[-1]
            waiting = [child for child in narrower.get(number, ()) if child not in made]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if number not in made:
                made[number] = _branch(rows[number], tuple(made[child] for child in narrower.get(number, ())))
    roots = [number for number in rows if number not in below]
    roots.sort(key=lambda number: number not in narrower)
    return Forest(tuple(made[number] for number in roots))


def _branches(index: Index, number: int, kind: str, depth: int) -> tuple[Branch, ...]:
    if depth == 0:
        return ()
    return tuple(_branch(row, _branches(index, row.number, kind, depth - 1)) for row in index.steps(number, kind))


def _branch(row: Row, branches: tuple[Branch, ...]) -> Branch:
    return Branch(row.id, row.term, row.gloss, branches)
