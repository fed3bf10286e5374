"""Works as RIS records, which reference managers import.

Tags as in the "RIS Format Specifications" of Research Information Systems, in the meaning that Zotero's and EndNote's
importers give them: T2 is what contains the work, T3 a series, PB of a decision or statute the court or body.
"""

from collections.abc import Iterator
from typing import Any

from socialpower_cli.citations.dates import split_date

Item = dict[str, Any]

_TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "paper-conference": "CPAPER",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
_TAGS = (
    ("TI", "title"),
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("ET", "edition"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("M1", "number"),
    ("N1", "note"),
    ("PB", "publisher"),
    ("CY", "publisher-place"),
    ("DO", "DOI"),
    ("SN", "ISBN"),
    ("UR", "URL"),
)


def write_ris(item: Item) -> str:
    """Return one CSL-JSON item as a RIS record, a line a tag, without a line break at the end."""
    return "\n".join(f"{tag}  - {' '.join(str(value).split())}" for tag, value in _lines(item)) + "\nER  - "


def _lines(item: Item) -> Iterator[tuple[str, object]]:
    yield "TY", _TYPES.get(str(item.get("type")), "GEN")
    yield "ID", item["id"]
    for tag, role in (("AU", "author"), ("ED", "editor"), ("A4", "translator")):
        for name in item.get(role, ()):
            yield tag, _name(name)
    for tag, key in _TAGS:
        if item.get(key) not in (None, ""):
            yield tag, item[key]
    if item.get("authority"):
        yield ("A2" if item.get("publisher") else "PB"), item["authority"]
    first, _, last = str(item.get("page") or "").replace("–", "-").partition("-")
    yield from ((tag, page) for tag, page in (("SP", first), ("EP", last)) if page)
    yield from _dates(item)


def _dates(item: Item) -> Iterator[tuple[str, object]]:
    issued = split_date(item.get("issued"))
    if issued:
        yield "PY", issued[0]
    if len(issued) > 1:
        yield "DA", "/".join([str(issued[0]), *(f"{int(part):02}" for part in issued[1:])])
    original = split_date(item.get("original-date"))
    if original:
        yield "OP", original[0]


def _name(name: dict[str, Any]) -> str:
    """Return a name as RIS has it: "Beauvoir, Simone de", "King, Martin Luther, Jr.", a body as it is."""
    if not name.get("family"):
        return str(name.get("literal") or name.get("given") or "")
    family = " ".join(filter(None, [name.get("non-dropping-particle"), name["family"]]))
    given = " ".join(filter(None, [name.get("given"), name.get("dropping-particle")]))
    return ", ".join(filter(None, [family, given, name.get("suffix")]))
