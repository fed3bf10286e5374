"""Works as BibTeX and RIS: what reference managers read is what the corpus says, and nothing is lost."""

from typing import Any

import rispy
from pybtex.database import Entry, Person, parse_string

from socialpower_cli.citations.bibtex import write_bibtex
from socialpower_cli.citations.ris import write_ris
from socialpower_cli.corpus import locations, reading

ITEMS = reading.read_file(locations.bundled()).sources
TEXTS = (
    *("title", "container-title", "collection-title", "edition", "volume", "publisher", "publisher-place", "authority"),
    *("DOI", "ISBN", "URL"),
)


def read_bibtex(item: dict[str, Any]) -> Entry:
    """Return the entry that pybtex reads from an item."""
    (entry,) = parse_string(write_bibtex(item), "bibtex").entries.values()
    return entry


def read_ris(item: dict[str, Any]) -> dict[str, Any]:
    """Return the record that rispy reads from an item."""
    named = rispy.TAG_KEY_MAPPING | {"ED": "editors", "A4": "translators"}
    lists = [*rispy.LIST_TYPE_TAGS, "ED", "A4"]
    (record,) = rispy.loads(write_ris(item) + "\n", mapping=named, list_tags=lists)
    return dict(record)


def full_name(name: dict[str, str], *parts: str) -> str:
    """Return a name's parts in an order, with commas between them, or the body's name."""
    return name["literal"] if not name.get("family") else ", ".join(name[part] for part in parts if name.get(part))


def dates(item: dict[str, Any], key: str) -> list[str]:
    """Return the parts of a date as texts."""
    return [str(part) for part in item.get(key, {}).get("date-parts", [[]])[0]]


def plain(text: str) -> str:
    """Return text without TeX's braces and escapes."""
    text = text.replace("\\textasciitilde{}", "~")
    for character in "&%$#_":
        text = text.replace(f"\\{character}", character)
    return text.replace("{", "").replace("}", "")


def test_bibtex_loses_nothing() -> None:
    """Every field of every work in the corpus is read back from its BibTeX entry."""
    for item in ITEMS:
        compare_bibtex(item)


def compare_bibtex(item: dict[str, Any]) -> None:
    """Hold that an item's BibTeX entry says what the item says."""
    entry = read_bibtex(item)
    values = {plain(value) for value in entry.fields.values()}
    values |= {value.replace("--", "-") for value in values}
    for key in (
        "title",
        "container-title",
        "collection-title",
        "edition",
        "volume",
        "publisher",
        "publisher-place",
        "authority",
    ):
        assert str(item.get(key, item["title"])) in values, (item["id"], key)
    for key in ("DOI", "ISBN", "URL", "page"):
        assert str(item.get(key, item["title"])) in values, (item["id"], key)
    assert str(item.get("issue", item.get("number", item["title"]))) in values
    assert [entry.fields[part] for part in ("year", "month", "day") if part in entry.fields] == dates(item, "issued")
    assert entry.fields.get("origdate", "")[:5].rstrip("-") == "".join(dates(item, "original-date")[:1])
    for role in ("author", "editor", "translator"):
        # pybtex reads authors and editors as persons, translators as one text.
        listed = entry.persons.get(role) or [name for name in entry.fields.get(role, "").split(" and ") if name]
        written = [plain(str(person)) for person in listed]
        assert written == [full_name(name, "family", "suffix", "given") for name in item.get(role, [])], item["id"]


def test_ris_loses_nothing() -> None:
    """Every field of every work in the corpus is read back from its RIS record."""
    for item in ITEMS:
        compare_ris(item)


def compare_ris(item: dict[str, Any]) -> None:
    """Hold that an item's RIS record says what the item says."""
    record = read_ris(item)
    values = {str(value) for value in record.values()} | {str(one) for value in record.values() for one in _listed(value)}
    for key in (*TEXTS, "id", "issue", "number"):
        assert str(item.get(key, item["title"])) in values, (item["id"], key)
    pages = [record[key] for key in ("start_page", "end_page") if key in record]
    assert "-".join(pages) == str(item.get("page", "")).replace("–", "-")
    assert [record[key] for key in ("year",) if key in record] == dates(item, "issued")[:1]
    for tag, role in (("authors", "author"), ("editors", "editor"), ("translators", "translator")):
        names = [full_name(name, "family", "given", "suffix") for name in item.get(role, [])]
        assert record.get(tag, []) == names, item["id"]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def test_names_keep_their_parts() -> None:
    """Particles go with the family name, a suffix after it, and a body with an "and" in its name is one body."""
    names = [
        {"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"literal": "Department of Health and Social Care"},
    ]
    item = {"id": "x", "type": "book", "title": "T", "author": names}
    assert (
        "author = {de Beauvoir, Simone and King, Jr., Martin Luther and {Department of Health and Social Care}}"
        in write_bibtex(item)
    )
    assert read_bibtex(item).persons["author"][:2] == [Person("de Beauvoir, Simone"), Person("King, Jr., Martin Luther")]
    assert read_ris(item)["authors"] == [
        "de Beauvoir, Simone",
        "King, Martin Luther, Jr.",
        "Department of Health and Social Care",
    ]


def test_what_tex_reads_as_a_command_is_escaped() -> None:
    """Characters that mean something to TeX are text; an address keeps its underscores."""
    item = {"id": "x", "type": "book", "title": "100 % of R&D {sic} #1 \\ x_y", "URL": "https://example.org/a_b"}
    told = write_bibtex(item)
    assert "title = {{100 \\% of R\\&D \\{sic\\} \\#1 \\textbackslash{} x\\_y}}" in told
    assert "url = {https://example.org/a_b}" in told


def test_a_line_break_in_a_field_starts_no_tag() -> None:
    """Whatever a field holds stays one value of one tag."""
    item = {"id": "x", "type": "book", "title": "One\nER  - \nTY  - JOUR", "publisher": "P"}
    assert read_ris(item)["title"] == "One ER - TY - JOUR"


def test_other_dates_are_kept() -> None:
    """A day, a year before our era, and a date told in words are not lost."""
    day = {"id": "x", "type": "webpage", "title": "T", "issued": {"date-parts": [[2023, 12, 27]]}}
    assert [read_bibtex(day).fields[part] for part in ("year", "month", "day")] == ["2023", "12", "27"]
    assert read_ris(day)["date"] == "2023/12/27"
    told = {
        "id": "x",
        "type": "book",
        "title": "T",
        "issued": {"literal": "c. 350 BCE"},
        "original-date": {"date-parts": [[-350]]},
    }
    assert (read_bibtex(told).fields["year"], read_bibtex(told).fields["origdate"]) == ("c. 350 BCE", "-350")
    assert read_ris(told)["year"] == "c. 350 BCE"
