"""Maps on a terminal: a tree of names, each under the concept that it is reached from, with the kinds of the links."""

from collections.abc import Iterator

from socialpower_cli.answers import Map
from socialpower_cli.render.painting import Line, line, say


def draw(answer: Map) -> Iterator[Line]:
    """Yield the lines of a map, one for each concept around the one in the middle."""
    terms = {one.id: one.term for one in answer.nodes}
    kinds: dict[str, list[str]] = {}
    below: dict[str, list[str]] = {}
    for edge in answer.edges:
        if edge.end not in kinds:
            below.setdefault(edge.start, []).append(edge.end)
        kinds.setdefault(edge.end, []).append(edge.kind)
    # What is still to be drawn, the next last: a concept, what stands before its line, whether it is the last of its branch.
    stack = _list_branches(below, answer.nodes[0].id, "")
    while stack:
        here, margin, last = stack.pop()
        yield line(f"{', '.join(kinds[here])}: ", say(terms[here], "name"), margin=margin + ("└─ " if last else "├─ "))
        stack += _list_branches(below, here, margin + ("   " if last else "│  "))


def _list_branches(below: dict[str, list[str]], start: str, margin: str) -> list[tuple[str, str, bool]]:
    branches = below.get(start, [])
    return [(one, margin, place == len(branches) - 1) for place, one in enumerate(branches)][::-1]
