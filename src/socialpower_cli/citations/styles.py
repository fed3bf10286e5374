"""The styles that references can be given in, and the style files of the Citation Style Language that define them."""

from typing import Literal

from socialpower_cli.errors import Refused
from socialpower_cli.records import Record

StyleKey = Literal["apa", "mla", "chicago", "harvard"]


class Style(Record):
    """A style: its name, its file among those of the Citation Style Language project, its language, what it does with titles.

    `titles` says how the titles of works are written: in sentence case, with the first word of a subtitle in capitals
    ("sentence") or not ("sentence, lower subtitle"), or in title case ("title").
    """

    name: str
    file: str
    locale: str
    titles: Literal["sentence", "sentence, lower subtitle", "title"]


STYLES: dict[StyleKey, Style] = {
    "apa": Style("APA, 7th edition", "apa", "en-US", "sentence"),
    "mla": Style("MLA, 9th edition", "modern-language-association", "en-US", "title"),
    "chicago": Style("Chicago, 18th edition, author-date", "chicago-author-date", "en-US", "title"),
    "harvard": Style("Harvard, Cite Them Right, 12th edition", "harvard-cite-them-right", "en-GB", "sentence, lower subtitle"),
}
DEFAULT: StyleKey = "apa"


def check_style(style: str | None) -> StyleKey | None:
    """Return the key of a style, or None for none; raise `Refused` where there is no such style."""
    if style is not None and style not in STYLES:
        raise Refused(f"There is no style '{style}'.", "Styles: " + ", ".join(STYLES))
    return style
