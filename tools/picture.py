"""Draw docs/define.svg: what `sp define power imbalance` and a search show on a terminal."""

import io
from pathlib import Path

from rich.console import Console
from rich.text import Text

from socialpower_cli import open_corpus
from socialpower_cli.answers import Answer
from socialpower_cli.corpus import locations
from socialpower_cli.render import Output, painting, panels

WIDTH = 88


def draw(answer: Answer) -> Text:
    """Return what the renderer draws of an answer on a terminal."""
    lines = panels.render(answer, Output("panels", styles=True, width=WIDTH, height=30))
    return Text.from_ansi(painting.paint(lines, styles=True).rstrip("\n"))


if __name__ == "__main__":
    corpus = open_corpus(locations.bundled())
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ sp define power imbalance", style="bold"))
    console.print(draw(corpus.define("power imbalance")))
    console.print(Text("$ sp search they hold all the cards", style="bold"))
    console.print(draw(corpus.search("they hold all the cards", limit=3)))
    path = Path(__file__).parent.parent / "docs" / "define.svg"
    console.save_svg(str(path), title="sp", unique_id="sp")
