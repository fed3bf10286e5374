"""Works as BibTeX entries, which reference managers and LaTeX import.

Types and fields are those of BibTeX (Patashnik 1988, "BibTeXing") and, where BibTeX has none, of biblatex: `doi`, `isbn`,
`url`, `translator`, `origdate`. Letters stay UTF-8; only characters that TeX reads as commands are escaped.
"""

from collections.abc import Iterator
from typing import Any

from socialpower_cli.citations.dates import split_date

Item = dict[str, Any]

# What a work is called, by its CSL type; anything else is @misc.
_TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_ESCAPED = {character: f"\\{character}" for character in "&%$#_{}"}
_ESCAPED |= {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ESCAPES = str.maketrans(_ESCAPED)
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
_CONTAINERS = {"article": "journal", "misc": "howpublished"}


def write_bibtex(item: Item) -> str:
    """Return one CSL-JSON item as a BibTeX entry, several lines with one field each, without a line break at the end."""
    kind = _TYPES.get(str(item.get("type")), "misc")
    lines = [f"@{kind}{{{item['id']},"]
    lines += [f"  {field} = {{{value}}}," for field, value in _fields(item, kind)]
    return "\n".join([*lines, "}"])


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        if item.get(role):
            yield role, " and ".join(map(_name, item[role]))
    # The second pair of braces keeps capitals as they are, whatever style is used.
    yield "title", f"{{{_text(item['title'])}}}"
    for field, key in (
        (_CONTAINERS.get(kind, "booktitle"), "container-title"),
        ("series", "collection-title"),
        ("edition", "edition"),
        ("volume", "volume"),
        ("number", "issue" if item.get("issue") else "number"),
        (_PUBLISHERS.get(kind, "publisher"), "publisher"),
        ("organization", "authority"),
        ("address", "publisher-place"),
    ):
        if item.get(key) not in (None, ""):
            yield field, _text(item[key])
    if item.get("page"):
        yield "pages", _text(item["page"]).replace("–", "-").replace("-", "--")
    yield from _dates(item)
    if item.get("note"):
        yield "note", _text(item["note"])
    for field, key in (("doi", "DOI"), ("isbn", "ISBN"), ("url", "URL")):
        if item.get(key):
            # These are read as they are: an escaped underscore would break the address.
            yield field, str(item[key]).replace("{", "%7B").replace("}", "%7D")


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    for part, number in zip(("year", "month", "day"), split_date(item.get("issued")), strict=False):
        yield part, str(number)
    original = split_date(item.get("original-date"))
    if original:
        yield "origdate", "-".join([str(original[0]), *(f"{int(part):02}" for part in original[1:])])


def _name(name: dict[str, Any]) -> str:
    """Return a name as BibTeX reads it: "de Beauvoir, Simone", "King, Jr., Martin Luther", a body in braces."""
    if not name.get("family"):
        return f"{{{_text(name.get('literal') or name.get('given') or '')}}}"
    particles = [name.get("dropping-particle"), name.get("non-dropping-particle")]
    family = _text(" ".join([*filter(None, particles), name["family"]]))
    if any(word[:1].islower() for word in family.split()[1:]) or " and " in f" {family} ":
        family = f"{{{family}}}"
    parts = [family, name.get("suffix") and _text(name["suffix"]), name.get("given") and _text(name["given"])]
    return ", ".join(filter(None, parts))


def _text(value: object) -> str:
    return str(value).translate(_ESCAPES)
