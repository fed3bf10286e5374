"""Checks 5xx: the sources, and whether they can be found again."""

import re

from socialpower_cli.citations import author_date as citations
from socialpower_cli.corpus.checks.running import Found, Subject, check
from socialpower_cli.text import names

# What a reference needs, by CSL type, besides author, title and year, to be found again; a book needs no more than these.
_REQUIRED = {
    "article-journal": ("container-title",),
    "book": (),
    "chapter": ("container-title", "publisher"),
    "entry-encyclopedia": ("container-title",),
    "report": ("publisher",),
    "thesis": ("publisher",),
    "legal_case": ("authority",),
    "legislation": (),
    "webpage": ("URL",),
    "paper-conference": ("container-title",),
    "article-newspaper": ("container-title",),
    "article-magazine": ("container-title",),
    "treaty": (),
    "speech": (),
    "motion_picture": (),
    "personal_communication": (),
}
# What is often issued by nobody in particular, and what has no day of its own.
_WITHOUT_AUTHOR = {
    "legal_case",
    "legislation",
    "treaty",
    "entry-encyclopedia",
    "article-newspaper",
    "article-magazine",
    "webpage",
}
_WITHOUT_DATE = {"webpage"}


@check("W501")
def _unused_sources(subject: Subject) -> Found:
    """Every source is used."""
    used = {source for _, entry in subject.entries for source in entry.sources}
    for item in subject.file.sources:
        if item["id"] not in used:
            yield str(item["id"]), "id", "no entry names this source; remove it"


@check("W502")
def _incomplete_sources(subject: Subject) -> Found:
    """A source has what its type needs to be found again."""
    for item in subject.file.sources:
        kind = str(item.get("type"))
        if kind not in _REQUIRED:
            yield str(item["id"]), "type", f"'{kind}' is not a type that references are made from"
        for key in ("issued", *_REQUIRED.get(kind, ())):
            if not item.get(key) and not (key == "issued" and kind in _WITHOUT_DATE):
                yield str(item["id"]), key, f"missing from this {kind}"
        if kind not in _WITHOUT_AUTHOR and not citations.authors(item):
            yield str(item["id"]), "author", "there is no author and no editor"


@check("W503")
def _malformed_doi(subject: Subject) -> Found:
    """A DOI has the form of one, without an address before it."""
    for item in subject.file.sources:
        doi = item.get("DOI")
        if doi is not None and not re.fullmatch(r"10\.\d{4,9}/\S+[^\s.,;]", str(doi)):
            yield str(item["id"]), "DOI", f"'{doi}' is not a DOI such as 10.1086/262063"


@check("W504")
def _malformed_isbn(subject: Subject) -> Found:
    """An ISBN's check digit is right."""
    for item in subject.file.sources:
        isbn = item.get("ISBN")
        if isbn is not None and not _is_isbn(str(isbn)):
            yield str(item["id"]), "ISBN", f"'{isbn}' is not an ISBN; its check digit does not fit"


@check("W505")
def _repeated_sources(subject: Subject) -> Found:
    """A work is listed once."""
    seen: dict[tuple[str, str, str], str] = {}
    for item in subject.file.sources:
        kept = (names.normalize(str(item["title"])), citations.year(item), str(citations.authors(item)[:1]))
        if kept in seen:
            yield str(item["id"]), "id", f"this is the same work as '{seen[kept]}'; keep one"
        seen.setdefault(kept, str(item["id"]))


def _is_isbn(isbn: str) -> bool:
    """Return whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = isbn.replace("-", "").replace(" ", "")
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits)) % 11 == 0
    return (
        bool(re.fullmatch(r"97[89]\d{10}", digits))
        and sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    )
