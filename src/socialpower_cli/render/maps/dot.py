"""Maps in DOT, the language of Graphviz (graphviz.org/doc/info/lang.html)."""

from socialpower_cli.answers import Map
from socialpower_cli.render.door import visible
from socialpower_cli.render.maps.arrows import Arrow, list_arrows, number_nodes


def draw(answer: Map) -> str:
    """Return a map as a directed graph; the concept in the middle has a thicker frame."""
    names = number_nodes(answer)
    lines = [
        f'digraph "{_escape(answer.term)}" {{',
        '    graph [rankdir=LR, charset="UTF-8"];',
        "    node [shape=box, style=rounded];",
        "    edge [fontsize=11];",
    ]
    for one in answer.nodes:
        frame = ", penwidth=3" if one is answer.nodes[0] else ""
        lines.append(f'    {names[one.id]} [label="{_escape(one.term) or _escape(one.id)}"{frame}];')
    lines += [f"    {names[one.tail]} -> {names[one.head]} [{_describe(one)}];" for one in list_arrows(answer)]
    return "\n".join([*lines, "}"]) + "\n"


def _describe(arrow: Arrow) -> str:
    heads = ", dir=both" if arrow.mutual else ""
    return f'label="{arrow.kind}"{heads}{", style=dashed" if arrow.kind == "contrasts" else ""}'


def _escape(text: str) -> str:
    r"""Return a name as it stands within quotes: "&" would begin an entity, and "\" an escape."""
    return visible(text).replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
