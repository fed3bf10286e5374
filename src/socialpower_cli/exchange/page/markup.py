"""HTML as it is written here: every text that comes from a corpus passes through `escape`, and no markup does."""

import re
from collections.abc import Callable, Container

from socialpower_cli.citations.markers import Cited, find_markers

# Attributes always stand in double quotes here, so that an apostrophe, of which texts are full, ends none.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
# What HTML's syntax has no place for: control characters but for white space, and halves of characters.
_NO_TEXT = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
# Marks that turn the direction of what follows, so that a text reads otherwise than it is.
_TURNING = "[\u202a-\u202e\u2066-\u2069]"
_ADDRESS = r"https?://[^\s<>\"']+"
# Stand at the end of a sentence more often than at the end of an address.
_AFTER_ADDRESS = ".,;:!?"

Point = Callable[[str], str]


def escape(text: str) -> str:
    """Return a text as it stands in HTML, in an element or in an attribute."""
    if not text.isascii() or not text.isprintable():
        text = re.sub(_NO_TEXT, "\ufffd", re.sub(_TURNING, "", text))
    return text.translate(_ESCAPES)


def fragment(identifier: str) -> str:
    """Return the address of an element of the page by its id, as an attribute's value."""
    from urllib.parse import quote

    return escape("#" + quote(identifier.encode("utf-8", "replace"), safe="~=-._:"))


def link(identifier: str, text: str) -> str:
    """Return a link to an element of the page."""
    return f'<a href="{fragment(identifier)}">{escape(text)}</a>'


def link_addresses(text: str) -> str:
    """Return a text whose web addresses are links; any other address, such as one that is code, stays text."""
    parts: list[str] = []
    at = 0
    for match in re.finditer(_ADDRESS, text):
        address = match[0].rstrip(_AFTER_ADDRESS)
        written = escape(address)
        parts += [escape(text[at : match.start()]), f'<a href="{written}">{written}</a>']
        at = match.start() + len(address)
    return "".join([*parts, escape(text[at:])])


def link_citations(text: str, known: Container[str], label: Point, identify: Point) -> str:
    """Return a text whose citations are links to works: "[@lukes1974, p. 33]" gives "(Lukes 1974, p. 33)".

    `label` gives what a work is called in running text, by its key; `identify` the id of its element.
    """

    def refer(cited: Cited) -> str:
        place = f", {escape(cited.locator)}" if cited.locator else ""
        return f'<a href="{fragment(identify(cited.key))}">{escape(label(cited.key))}</a>{place}'

    parts: list[str] = []
    at = 0
    for marker in find_markers(text, known):
        before = text[at : marker.start].rstrip(" ")
        parts += [escape(before), " " if before else "", f"({'; '.join(map(refer, marker.cited))})"]
        at = marker.end
    return "".join([*parts, escape(text[at:])])


def wrap(tag: str, inner: str, **attributes: str) -> str:
    """Return an element around markup, or nothing where there is none; `class_` stands for the attribute class."""
    if not inner:
        return ""
    written = "".join(f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>"
