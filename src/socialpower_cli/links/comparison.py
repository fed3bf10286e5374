"""What the corpus says of two or three concepts beside one another; nothing is made up, all of it stands in the entries."""

from collections.abc import Sequence
from itertools import combinations

from socialpower_cli.answers import Compared, Comparison, Contrast, Example, LinkKind, Match, Reference
from socialpower_cli.index import Index, LinkRow

# Of several links between two concepts the one that says most: why they are told apart, then why they go together.
_TELLING: tuple[LinkKind, ...] = ("contrasts", "related", "broader", "narrower", "about", "theories")


def compare(index: Index, found: Sequence[tuple[int, Match]]) -> Comparison:
    """Return what links, unites and divides concepts, given by their numbers in the order they were asked for."""
    numbers = [number for number, _ in found]
    links = {number: index.links(number) for number in numbers}
    rows = index.rows(numbers)
    shared = _shared_links(numbers, links)
    inside = {target.number for target in shared} | set(numbers)
    compared = []
    for number, match in found:
        row = rows[number]
        origin, _, _ = index.prose(number)
        example = next((Example(*one) for one in index.examples(number)), None)
        own = [link for link in links[number] if link.number not in inside]
        only = tuple(dict.fromkeys(_point_to(link) for link in own))
        compared.append(Compared(row.id, row.term, row.category, row.gloss, row.definition, origin, example, only, match))
    return Comparison(
        concepts=tuple(compared),
        contrasts=tuple(_tell_apart(index, links, one, other) for one, other in combinations(numbers, 2)),
        shared_broader=_find_shared_broader(index, numbers),
        shared=tuple(_point_to(link) for link in shared),
    )


def _tell_apart(index: Index, links: dict[int, list[LinkRow]], one: int, other: int) -> Contrast:
    """Return the most telling link between two concepts as seen from the first, or one that says that there is none."""
    between = {link.kind: link for link in links[one] if link.number == other}
    kind = next((kind for kind in _TELLING if kind in between), None)
    names = index.rows((one, other))
    why = between[kind].why if kind else None
    return Contrast(names[one].id, names[other].id, kind, why)


def _shared_links(numbers: Sequence[int], links: dict[int, list[LinkRow]]) -> list[LinkRow]:
    """Return the links of the first concept to what all the others are linked to as well, each concept once."""
    common = set.intersection(*({link.number for link in links[number]} for number in numbers)) - set(numbers)
    return list({link.number: link for link in reversed(links[numbers[0]]) if link.number in common}.values())[::-1]


def _find_shared_broader(index: Index, numbers: Sequence[int]) -> Reference | None:
    """Return the concept that all fall under and that is the fewest steps above them; of several the first from A to Z.

    None of them itself counts, which is told as what links them.
    """
    steps = [_climb(index, number) for number in numbers]
    common = set.intersection(*(set(above) for above in steps)) - set(numbers)
    if not common:
        return None
    nearest = min(common, key=lambda number: (sum(above[number] for above in steps), number))
    row = index.row(nearest)
    return Reference(row.id, row.term, row.gloss)


def _climb(index: Index, number: int) -> dict[int, int]:
    """Return a concept and all that is broader, however far, with how many steps above it each lies."""
    above = {number: 0}
    level = [number]
    while level:
        following = dict.fromkeys(row.number for one in level for row in index.steps(one, "broader") if row.number not in above)
        above.update((one, above[level[0]] + 1) for one in following)
        level = list(following)
    return above


def _point_to(link: LinkRow) -> Reference:
    return Reference(link.id, link.term, link.gloss)
