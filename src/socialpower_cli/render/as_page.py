"""An annotated text as an HTML page of its own: nothing is loaded from elsewhere, light or dark as the reader has it."""

from html import escape
from string import Template

from socialpower_cli.answers import Annotated
from socialpower_cli.render.wording import count

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; font: 1.05rem/1.6 Georgia, serif;
  color: #1c1c1c; background: #fdfdfb; }
pre { overflow-x: auto; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }
table { border-collapse: collapse; }
td, th { border: 1px solid currentColor; padding: .2rem .5rem; }
a { color: #0b4f8a; }
a.concept { color: inherit; text-decoration: underline dotted; text-underline-offset: .2em; }
a.concept:hover, a.concept:focus { text-decoration-style: solid; }
:target { background: #fff3c4; }
section { border-top: 1px solid currentColor; margin-top: 3rem; }
dt { font-weight: bold; margin-top: 1rem; }
dd { margin: 0; }
@media (prefers-color-scheme: dark) {
  body { color: #e6e6e3; background: #181a1b; }
  a { color: #8cc4ff; }
  :target { background: #4a3f12; }
}
@media print { a.concept { text-decoration: none; } }
</style>
</head>
<body>
<main>
$text</main>
<section id="glossary">
<h2>Concepts</h2>
$glossary</section>
</body>
</html>
""")

# Characters that no text has are looked for here: private ones of Unicode's first plane, then of its last two.
_PRIVATE = (*range(0xE000, 0xF900), *range(0xF0000, 0xFFFFE), *range(0x100000, 0x10FFFE))


def render(answer: Annotated) -> str:
    """Return the page: the text, each name of a concept a link to its place in the glossary, and back."""
    glossary = "".join(_describe(answer, place) for place in range(len(answer.concepts)))
    listed = f"<dl>\n{glossary}</dl>\n" if glossary else "<p>The text names no concept.</p>\n"
    return _PAGE.substitute(title=_choose_title(answer), text=_render_text(answer), glossary=listed)


def _render_text(answer: Annotated) -> str:
    """Return the text as HTML: characters that it does not have mark the names until they are links."""
    used = set(answer.text)
    opening, closing = [mark for mark in map(chr, _PRIVATE) if mark not in used][:2]
    parts: list[str] = []
    at = 0
    for one in answer.annotations:
        parts += (answer.text[at : one.start], opening, one.text, closing)
        at = one.end
    marked = "".join([*parts, answer.text[at:]])
    if answer.form == "markdown":
        from socialpower_cli.text import markdown

        page = markdown.render_page(marked)
    else:
        page = f'<pre class="text">{escape(marked.removeprefix(chr(0xFEFF)))}</pre>\n'
    return _link(answer, page, opening, closing)


def _link(answer: Annotated, page: str, opening: str, closing: str) -> str:
    """Return a page with links in place of marks; where a concept is named first, the glossary leads back to."""
    places = {one.id: place for place, one in enumerate(answer.concepts, 1)}
    before, *parts = page.split(opening)
    linked = [before]
    seen: set[str] = set()
    for one, part in zip(answer.annotations, parts, strict=True):
        place = places[one.id]
        anchor = "" if one.id in seen else f' id="named-{place}"'
        seen.add(one.id)
        told = escape(_tell(answer, place - 1))
        linked.append(f'<a class="concept" href="#concept-{place}"{anchor} title="{told}">{part.replace(closing, "</a>", 1)}')
    return "".join(linked)


def _describe(answer: Annotated, place: int) -> str:
    one = answer.concepts[place]
    number = place + 1
    often = f" ({count(one.count, 'time')})" if one.count > 1 else ""
    return (
        f'<dt id="concept-{number}"><a href="#named-{number}">{escape(one.term)}</a>{often}</dt>\n'
        f"<dd>{escape(_tell(answer, place))}</dd>\n"
    )


def _tell(answer: Annotated, place: int) -> str:
    one = answer.concepts[place]
    return one.gloss or answer.definitions[one.id]


def _choose_title(answer: Annotated) -> str:
    """Return the first line of the text that has words, without what marks a heading."""
    lines = (line.strip("\ufeff #=-*_>\t\r") for line in answer.text.split("\n"))
    first = next((line for line in lines if line), "Annotated text")
    return escape(first if len(first) <= 80 else first[:79].rstrip() + "…")
