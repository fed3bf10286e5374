"""An entry itself as a work to be cited: in which edition of which corpus it stands, and under which licence."""

from typing import Any

from socialpower_cli.citations.styles import StyleKey
from socialpower_cli.records import Record

Item = dict[str, Any]

# Who made the bundled corpus, and the year of its edition (CITATION.cff has the day; a test holds that they agree).
CONTRIBUTORS = "The socialpower-cli contributors"
YEAR = 2026


class Edition(Record):
    """What a corpus file says of itself, and whether it is the bundled one."""

    title: str | None
    version: str | None
    license: str | None
    bundled: bool


def make_item(identifier: str, term: str, edition: Edition) -> Item:
    """Return an entry as a CSL-JSON item; its note tells of version and licence, for formats that have no field for them."""
    told = [f"Version {edition.version}" if edition.version else "", _name_licence(edition)]
    item: Item = {"id": identifier, "type": "entry-encyclopedia", "title": term}
    if edition.bundled:
        item |= {"author": [{"literal": CONTRIBUTORS}], "issued": {"date-parts": [[YEAR]]}}
    for key, value in (("container-title", edition.title), ("version", edition.version), ("license", edition.license)):
        if value:
            item[key] = value
    note = ", ".join(filter(None, told))
    return {**item, "note": note} if note else item


def write_credit(term: str, edition: Edition, style: StyleKey) -> str:
    """Return how an entry is cited in a style, with italics between <i> and </i>.

    The forms are those that the styles have for an entry of a reference work by a body.
    """
    author = CONTRIBUTORS if edition.bundled else ""
    year = str(YEAR) if edition.bundled else ""
    version = f"ersion {edition.version}" if edition.version else ""
    licence = _name_licence(edition)
    title = edition.title or ""
    if style in ("mla", "chicago"):
        from socialpower_cli.citations.casing import write_in_title_case

        term, title = write_in_title_case(term), write_in_title_case(title)
    elif style == "apa":
        main, colon, subtitle = title.partition(": ")
        title = f"{main}{colon}{subtitle[:1].upper()}{subtitle[1:]}"
    work = f"<i>{title}</i>" if title else ""
    if style == "apa":
        head = f"{author}. ({year or 'n.d.'}). {term}." if author else f"{term}. ({year or 'n.d.'})."
        place = f"{work} (V{version})" if work and version else work
        return _join(head, f"In {place}." if place else "", licence and f"{licence}.")
    if style == "mla":
        place = ", ".join(filter(None, (work, version and f"v{version}", year, licence)))
        return _join(author and f"{author}.", f"“{term}.”", place and f"{place}.")
    if style == "chicago":
        place = ", ".join(filter(None, (work, version and f"v{version}")))
        told = f"{author}. {year}. “{term}.”" if author else f"“{term}.” n.d."
        return _join(told, place and f"In {place}.", licence and f"{licence}.")
    begun = f"{author} ({year}) ‘{term}’" if author else f"‘{term}’ (no date)"
    place = f"{begun}{', ' if author else ' '}{work}" if work else begun
    return _join(f"{place}.", version and f"V{version}.", licence and f"{licence}.")


def _join(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _name_licence(edition: Edition) -> str:
    """Return a licence as people write it: "CC-BY-4.0" is "CC BY 4.0"."""
    licence = edition.license or ""
    return licence.replace("-", " ") if licence.startswith("CC-") else licence
