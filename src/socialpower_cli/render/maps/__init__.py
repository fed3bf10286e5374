"""Maps as pictures in the languages that other programs draw from: Mermaid, DOT and SVG. Only the one needed is imported."""

from socialpower_cli.answers import Map
from socialpower_cli.render.output import Drawing


def draw(answer: Map, drawing: Drawing) -> str:
    """Return a map as the text of a picture, which ends in a line break; raise `Refused` where SVG lacks its library."""
    if drawing == "mermaid":
        from socialpower_cli.render.maps import mermaid

        return mermaid.draw(answer)
    if drawing == "dot":
        from socialpower_cli.render.maps import dot

        return dot.draw(answer)
    from socialpower_cli.render.maps import svg

    return svg.draw(answer)
