"""Maps in SVG: one file that any browser shows, light or dark as its reader likes it."""

from html import escape

from socialpower_cli.answers import Map
from socialpower_cli.render.door import visible
from socialpower_cli.render.maps.arrows import Arrow
from socialpower_cli.render.maps.layout import LABEL_SIZE, NAME_SIZE, Box, Layout, lay_out
from socialpower_cli.render.maps.lettering import FONTS, LEADING
from socialpower_cli.render.wording import tell_link

# Noncharacters that XML 1.0 forbids; what else it forbids is never shown by anything here.
_FORBIDDEN = dict.fromkeys((0xFFFE, 0xFFFF), "\ufffd")
# From the baseline to the middle of small letters, by their size.
_MIDDLE = 0.35
# How far an arrow's head keeps from the box that it points to.
_CLEAR = 2.0

# Contrast of text to its ground is above 7 to 1 in either set, of lines above 4.5 (WCAG 2.2, 1.4.6 and 1.4.11 ask 7 and 3).
_STYLE = f"""\
.sp-map {{ color-scheme: light dark; background: #ffffff; font-family: {FONTS}; }}
.sp-map .ground {{ fill: #ffffff; }}
.sp-map .box {{ fill: #f6f8fa; stroke: #57606a; stroke-width: 1; }}
.sp-map .middle .box {{ fill: #ddf4ff; stroke: #0550ae; stroke-width: 2.5; }}
.sp-map .name {{ fill: #1f2328; font-size: {NAME_SIZE:g}px; }}
.sp-map .label {{ fill: #424a53; font-size: {LABEL_SIZE:g}px; font-style: italic; }}
.sp-map .line {{ fill: none; stroke: #57606a; stroke-width: 1.25; }}
.sp-map .contrasts .line {{ stroke-dasharray: 5 3; }}
.sp-map .tip {{ fill: #57606a; }}
@media (prefers-color-scheme: dark) {{
  .sp-map {{ background: #0d1117; }}
  .sp-map .ground {{ fill: #0d1117; }}
  .sp-map .box {{ fill: #161b22; stroke: #8b949e; }}
  .sp-map .middle .box {{ fill: #0c2d6b; stroke: #79c0ff; }}
  .sp-map .name {{ fill: #e6edf3; }}
  .sp-map .label {{ fill: #b1bac4; }}
  .sp-map .line {{ stroke: #8b949e; }}
  .sp-map .tip {{ fill: #8b949e; }}
}}"""

# A marker that begins a line and one that ends it: one that turns itself round is not drawn by all programs.
_TIPS = """\
<defs>
<marker id="sp-map-start" viewBox="0 0 8 8" refX="0" refY="4" markerWidth="8" markerHeight="8" orient="auto" \
markerUnits="userSpaceOnUse"><path class="tip" d="M8,0 L0,4 L8,8 z"/></marker>
<marker id="sp-map-end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto" \
markerUnits="userSpaceOnUse"><path class="tip" d="M0,0 L8,4 L0,8 z"/></marker>
</defs>"""


def draw(answer: Map) -> str:
    """Return a map as an SVG document; raises as `layout.lay_out` does."""
    layout = lay_out(answer)
    width, height = f"{layout.width:.0f}", f"{layout.height:.0f}"
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    terms = {one.id: one.term for one in answer.nodes}
    told = [f"{tell_link(terms[one.start], one.kind, terms[one.end])}." for one in answer.edges]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sp-map" role="img" {size}>',
        f"<title>Map of {_escape(answer.term)}</title>",
        f"<desc>{_escape(' '.join(told))}</desc>",
        f"<style>\n{_STYLE}\n</style>",
        _TIPS,
        '<rect class="ground" width="100%" height="100%"/>',
    ]
    parts += [_draw_arrow(arrow, label, layout) for arrow, label in layout.arrows]
    parts += [_draw_concept(one.gloss, layout.boxes[one.id], middle=one is answer.nodes[0]) for one in answer.nodes]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _draw_concept(gloss: str | None, box: Box, *, middle: bool) -> str:
    corner = f'x="{box.x - box.width / 2:.1f}" y="{box.y - box.height / 2:.1f}"'
    rectangle = f'<rect class="box" {corner} width="{box.width:.1f}" height="{box.height:.1f}" rx="6"/>'
    tooltip = f"<title>{_escape(gloss)}</title>" if gloss else ""
    return f'<g class="{"middle" if middle else "concept"}">{tooltip}{rectangle}{_write(box, NAME_SIZE, "name")}</g>'


def _draw_arrow(arrow: Arrow, label: Box, layout: Layout) -> str:
    """Return a link as a line to its label and one on from there, with a head at its end or at both."""
    tail, head = layout.boxes[arrow.tail], layout.boxes[arrow.head]
    start = ' marker-start="url(#sp-map-start)"' if arrow.mutual else ""
    lines = (
        f'<path class="line" d="{_curve(tail, label, _CLEAR if arrow.mutual else 0.0, 0.0)}"{start}/>'
        f'<path class="line" d="{_curve(label, head, 0.0, _CLEAR)}" marker-end="url(#sp-map-end)"/>'
    )
    why = f"<title>{_escape(arrow.why)}</title>" if arrow.why else ""
    return f'<g class="{arrow.kind}">{why}{lines}{_write(label, LABEL_SIZE, "label")}</g>'


def _curve(start: Box, end: Box, before: float, after: float) -> str:
    """Return a curve between the sides of two boxes that face one another, so far from the first and the second."""
    way = 1 if end.x > start.x else -1
    here, there = start.x + way * (start.width / 2 + before), end.x - way * (end.width / 2 + after)
    half = (here + there) / 2
    return f"M{here:.1f},{start.y:.1f} C{half:.1f},{start.y:.1f} {half:.1f},{end.y:.1f} {there:.1f},{end.y:.1f}"


def _write(box: Box, size: float, style: str) -> str:
    """Return the lines of a box, one under the other about its middle."""
    first = box.y + size * _MIDDLE - (len(box.lines) - 1) * size * LEADING / 2
    spans = "".join(
        f'<tspan x="{box.x:.1f}" y="{first + place * size * LEADING:.1f}">{_escape(line)}</tspan>'
        for place, line in enumerate(box.lines)
    )
    return f'<text class="{style}" text-anchor="middle">{spans}</text>'


def _escape(text: str) -> str:
    return escape(visible(text).translate(_FORBIDDEN))
