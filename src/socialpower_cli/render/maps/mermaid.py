"""Maps in Mermaid's language for flowcharts, as notes and READMEs take it (mermaid.js.org/syntax/flowchart.html).

No colours are set, so that a picture takes those of the page it stands on, light or dark.
"""

from socialpower_cli.answers import Map
from socialpower_cli.render.door import visible
from socialpower_cli.render.maps.arrows import Arrow, list_arrows, number_nodes

# Every other ASCII character is written as a code: what Mermaid reads in a quoted label as markup, an icon, a formula, a line
# break, a directive or a comment needs at least one of them.
_PLAIN = frozenset(" ,-()'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def draw(answer: Map) -> str:
    """Return a map as a flowchart; the concept in the middle has a thicker frame."""
    names = number_nodes(answer)
    lines = ["flowchart LR"]
    lines += [f'    {names[one.id]}["{_escape(one.term) or _escape(one.id)}"]' for one in answer.nodes]
    lines += [f"    {names[one.tail]} {_draw_line(one)}|{one.kind}| {names[one.head]}" for one in list_arrows(answer)]
    lines.append("    style n0 stroke-width:3px")
    return "\n".join(lines) + "\n"


def _draw_line(arrow: Arrow) -> str:
    if arrow.kind == "contrasts":
        return "<-.->"
    return "<-->" if arrow.mutual else "-->"


def _escape(text: str) -> str:
    """Return a name as a label that is shown as it is (mermaid.js.org/syntax/flowchart.html, "Entity codes")."""
    shown = visible(text)
    return "".join(one if one in _PLAIN or not one.isascii() else f"#{ord(one)};" for one in shown)
