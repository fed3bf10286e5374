"""Where everything stands in a drawn map: boxes with names, labels on the links. The owner of igraph.

Two tidy trees with one root (Reingold and Tilford 1981, "Tidier drawings of trees"), one that grows to the left and one to the
right, so that names, which are wide and low, stand under one another. The label of a link is a node of the tree as well,
between those of its ends, so that nothing is written over anything else.
"""

from collections.abc import Sequence
from typing import Any

from socialpower_cli.answers import Map
from socialpower_cli.errors import Refused
from socialpower_cli.records import Record
from socialpower_cli.render.door import visible
from socialpower_cli.render.maps.arrows import Arrow, list_arrows
from socialpower_cli.render.maps.lettering import LEADING, measure, wrap

NAME_SIZE = 14.0
LABEL_SIZE = 12.0
MARGIN = 20.0
_PADDING = (12.0, 8.0)
_BETWEEN_COLUMNS = 30.0
_BETWEEN_ROWS = 14.0


class Box(Record):
    """A text of one or more lines in a rectangle, given by its centre and size, in pixels."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


class Layout(Record):
    """A map laid out: the box of each concept by its id, each arrow with the box of its label, the size of the whole."""

    boxes: dict[str, Box]
    arrows: tuple[tuple[Arrow, Box], ...]
    width: float
    height: float


def lay_out(answer: Map) -> Layout:
    """Return where to draw a map; no two boxes overlap. Raises `Refused` where the library for it is not installed."""
    arrows = list(list_arrows(answer))
    texts = [_shape(wrap(visible(one.term) or visible(one.id), NAME_SIZE), NAME_SIZE, _PADDING) for one in answer.nodes]
    texts += [_shape([arrow.kind], LABEL_SIZE, (3.0, 0.0)) for arrow in arrows]
    parents, columns = _grow(answer, arrows)
    rows = _find_rows(parents, columns)
    pitch = max(one.height for one in texts) + _BETWEEN_ROWS
    across, width = _place_columns(columns, [one.width for one in texts])
    placed = [
        one._replace(x=across[column], y=MARGIN + pitch * (row + 0.5))
        for one, column, row in zip(texts, columns, rows, strict=True)
    ]
    boxes = {one.id: box for one, box in zip(answer.nodes, placed, strict=False)}
    labels = placed[len(boxes) :]
    return Layout(boxes, tuple(zip(arrows, labels, strict=True)), width, 2 * MARGIN + pitch * (max(rows) + 1))


def _grow(answer: Map, arrows: Sequence[Arrow]) -> tuple[list[int], list[int]]:
    """Return the parent of each node of the tree and its column: concepts in even ones, labels in odd, below 0 on the left.

    Concepts come first, by their places, then labels. The root is its own parent; a concept hangs from the label of the first
    link to it.
    """
    places = {one.id: place for place, one in enumerate(answer.nodes)}
    parents = [0] * (len(places) + len(arrows))
    columns = [0] * len(parents)
    for label, (edge, arrow) in enumerate(zip(answer.edges, arrows, strict=True), len(places)):
        start, end = places[edge.start], places[edge.end]
        side = -1 if columns[start] < 0 or (columns[start] == 0 and arrow.leftward) else 1
        parents[label], columns[label] = start, columns[start] + side
        if not parents[end]:
            parents[end], columns[end] = label, columns[label] + side
    return parents, columns


def _shape(lines: list[str], size: float, padding: tuple[float, float]) -> Box:
    width = max(measure(line, size) for line in lines) + 2 * padding[0]
    return Box(tuple(lines), 0.0, 0.0, width, len(lines) * size * LEADING + 2 * padding[1])


def _find_rows(parents: Sequence[int], columns: Sequence[int]) -> list[float]:
    """Return in which row each node stands, from 0; two of a column are a row apart at least, in the order of their numbers."""
    rows = [0.0] * len(parents)
    for side in (-1, 1):
        members = [0, *(number for number, column in enumerate(columns) if column * side > 0)]
        if len(members) > 1:
            places = {number: place for place, number in enumerate(members)}
            links = [(places[parents[number]], places[number]) for number in members[1:]]
            tree = _load_igraph().Graph(n=len(members), edges=links, directed=True)
            layout = tree.layout_reingold_tilford(mode="out", root=[0])
            for number, (row, _) in zip(members, layout, strict=True):
                rows[number] = row - layout[0][0]
    return [row - min(rows) for row in rows]


def _load_igraph() -> Any:
    try:
        import igraph
    except ImportError:
        raise Refused(
            "To draw a map as SVG a library is needed that lays graphs out.",
            "To install it: pip install 'socialpower-cli[map]'",
            "Without it: --format mermaid or --format dot",
        ) from None
    return igraph


def _place_columns(layers: Sequence[int], widths: Sequence[float]) -> tuple[dict[int, float], float]:
    """Return the middle of each layer from the left, and the width of all."""
    across = {}
    at = MARGIN
    for layer in sorted(set(layers)):
        widest = max(width for one, width in zip(layers, widths, strict=True) if one == layer)
        across[layer] = at + widest / 2
        at += widest + _BETWEEN_COLUMNS
    return across, at - _BETWEEN_COLUMNS + MARGIN
