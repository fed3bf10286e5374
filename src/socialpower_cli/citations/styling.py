"""Works as references in a style: APA, MLA, Chicago, Harvard (see `styles`).

A CSL-JSON item is prepared for a style, `processor` writes it, and what it wrote is tidied. Prepared are the case of titles,
ranges of pages, dates, and what corpora tell of laws and cases; tidied are quotation marks, punctuation beside them, dashes.
Italics stand between <i> and </i>; nothing else is marked up.
"""

import re
from functools import cache
from typing import Any

from socialpower_cli.citations.casing import write_in_sentence_case, write_in_title_case
from socialpower_cli.citations.processor import Processor
from socialpower_cli.citations.styles import STYLES, StyleKey

Item = dict[str, Any]

_LAWS = ("legislation", "treaty", "bill", "regulation")
_LEGAL = (*_LAWS, "legal_case")
# Of these the container is a work with an author's title; journals and papers have names.
_TITLED_CONTAINERS = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia")
_TITLES = ("title", "container-title", "collection-title")
_DATES = ("issued", "original-date", "accessed", "event-date", "submitted")
_ROLES = ("author", "editor", "translator", "collection-editor", "container-author", "director", "composer", "interviewer")
_PARTICLE = re.compile(r"(?<=\S) ((?:[a-zà-ÿ’']+ ?)+)$")
# The year that a report of law begins with.
_REPORT = re.compile(r"\[(\d{4})\] \w|\((\d{4})\) (?:\d+ )?[A-Z]")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?: [^<>]*)?>")
_YEARS = re.compile(r"\b(?:(\d{4})-(\d{2}|\d{4})|(\d{3})-(1\d{3}))\b(?!-)")
_PAGES = re.compile(r"([A-Za-z]*)(\d+)\s*[-–]\s*([A-Za-z]*)(\d+)")


def write_reference(item: Item, style: StyleKey) -> str:
    """Return the reference of a CSL-JSON item in a style, on one line, with italics between <i> and </i>."""
    prepared = _prepare(item, style)
    processor = _load(style)
    # A style may leave out of its lists what it wants told in the text alone (Chicago: unsigned entries, private letters).
    kinds = (prepared.get("type"), "chapter", "document")
    written = next(filter(None, (processor.write({**prepared, "type": kind}) for kind in kinds)), "")
    if prepared.get("type") in _LEGAL:
        # Reports of law are not in italics.
        place = str(prepared.get("container-title", ""))
        written = _tell_year_once(written.replace(f"<i>{place}</i>", place))
    return _tidy(written, american=STYLES[style].locale == "en-US")


@cache
def _load(style: StyleKey) -> Processor:
    return Processor(STYLES[style].file, STYLES[style].locale)


def _prepare(item: Item, style: StyleKey) -> Item:
    """Return an item as a style needs it told."""
    told = {key: _prepare_field(key, value, style) for key, value in item.items() if value not in (None, "", [], {})}
    told = {key: value for key, value in told.items() if value}
    if told.get("type") in _LEGAL:
        return _prepare_law(told, style)
    bodies = [name["literal"] for role in ("author", "editor") for name in told.get(role, ()) if name.get("literal")]
    for key in ("title", "container-title") if told.get("type") in _TITLED_CONTAINERS else ("title",):
        if key in told:
            told[key] = _write_title(told[key], style, bodies)
    return _prepare_bodies(told, style)


def _prepare_field(key: str, value: Any, style: StyleKey) -> Any:
    """Return the value of a field as a style needs it told, or nothing where it says nothing."""
    if key in _TITLES:
        return _MARKUP.sub("", str(value))
    if key in _DATES:
        return _prepare_date(value)
    if key in _ROLES:
        return [_prepare_name(name) for name in value]
    if key in ("volume", "issue"):
        return re.sub(r"(?<=\d)-(?=\d)", "–", str(value))
    return _write_pages(str(value), style) if key == "page" else value


def _prepare_name(name: dict[str, Any]) -> dict[str, Any]:
    """Return a name whose given part has no particle at its end: "Simone de" is "Simone" with the dropping particle "de"."""
    # What looks like a quotation mark in a name is an apostrophe: "'t Hart".
    name = {key: value.replace("'", "’") for key, value in name.items() if isinstance(value, str) and value}
    if name.get("literal") in ("others", "et al.", "et al"):
        return {"literal": "and others"}  # which `_tidy` finds after the "and" of the list
    particle = _PARTICLE.search(name.get("given", ""))
    if not particle or "dropping-particle" in name:
        return name
    return {**name, "given": name["given"][: particle.start()], "dropping-particle": particle[1]}


def _prepare_date(date: Any) -> Any:
    """Return a date in the parts that citeproc-py reads: what is only told in words is a literal."""
    parts = [[part for part in one if part not in (None, "", 0)] for one in date.get("date-parts") or []]
    kept = [one for one in parts if one]
    if len(kept) > 1 and str(kept[0][0]) == str(kept[1][0]):
        # A range within a year is told by its year, and month, where both are in the same.
        kept = [kept[0][: 2 if kept[0][1:2] == kept[1][1:2] else 1]]
    if kept:
        return {**date, "date-parts": kept}
    words = str(date.get("literal") or date.get("raw") or "").strip()
    return {"date-parts": [[words[:4]]]} if re.match(r"\d{4}(?!\d)", words) else {"literal": words} if words else None


def _write_title(title: str, style: StyleKey, bodies: list[str]) -> str:
    wanted = STYLES[style].titles
    if wanted == "title":
        return write_in_title_case(title)
    return write_in_sentence_case(title, subtitle=wanted == "sentence", names=bodies)


def _write_pages(page: str, style: StyleKey) -> str:
    """Return pages with each range as a style shortens it: "250–58" in MLA and Chicago, "250–258" else."""
    if style in ("apa", "harvard"):
        return page
    return _PAGES.sub(lambda match: _shorten(match, chicago=style == "chicago"), page)


def _shorten(match: "re.Match[str]", *, chicago: bool) -> str:
    """Return a range of pages without what its second number repeats.

    MLA keeps two digits at least (MLA Handbook, 9th edition, 5.113). Chicago (18th edition, 9.63) keeps one where the first
    number ends in 01 to 09, all where that is below 100 or a multiple of 100, and two or as many as change else.
    """
    prefix, first, other, last = match.groups()
    whole = f"{prefix}{first}-{other}{last}"
    if prefix != other or len(first) != len(last) or len(first) < 3 or int(last) <= int(first):
        return whole
    if chicago and int(first) % 100 == 0:
        return whole
    least = 1 if chicago and 0 < int(first) % 100 < 10 else 2
    same = next(place for place, (one, another) in enumerate(zip(first, last, strict=True)) if one != another)
    return f"{prefix}{first}-{last[min(same, len(last) - least) :]}"


def _prepare_law(told: Item, style: StyleKey) -> Item:
    """Return a law or case whose number stands in its title, as far as it does not stand there already.

    Numbers and reports of law are told as each country writes them ("347 U.S. 483", "[2017] UKSC 5", "Pub. L. 88-352"), which
    the styles, made for parts in fields of their own, would label once more.
    """
    title = str(told["title"])
    reported = told["type"] == "legal_case" or "volume" in told
    parts = [str(told.pop(key, "")) for key in ("volume", "container-title", "page")] if reported else []
    number = str(told.pop("number", ""))
    volume = re.sub(r"(?<=\d)-(?=\d+$)", "–", " ".join(filter(None, parts)))
    place = ", ".join(part for part in (number, volume) if part and part not in title)
    if str(told.get("container-title", "")) in f"{title} {place}":
        told.pop("container-title", None)
    court = told.get("authority")
    if style == "mla" and court and not told.get("author"):
        told["author"] = [{"literal": court}]
    if style == "mla" and place:
        told["number"] = place
    elif style == "harvard" and place:
        told["container-title"] = ", ".join(filter(None, (place, told.get("container-title"))))
    elif place:
        title = f"{title}, {place}"
    if style == "harvard" and court and not told.get("author"):
        told["publisher"] = court
    return {**told, "title": title}


def _tell_year_once(text: str) -> str:
    """Return the reference of a law or case with its year once, where its report begins with it: "[1942] AC 206"."""
    report = _REPORT.search(text)
    if report is None:
        return text
    year = report[1] or report[2]
    text = re.sub(rf"(\S) \({year}\) (?=[\[(]{year}[\])])", r"\1 ", text)
    text = re.sub(rf"(?<={re.escape(report[0])})(.*)</i> \({year}\)", r"\1</i>", text)
    text = re.sub(rf"([^,]) {year}\)\.$", r"\1).", text)
    return re.sub(rf"(?:,|(?<=</i>)\.) {year}\.$", ".", text)


def _prepare_bodies(told: Item, style: StyleKey) -> Item:
    """Return an item by a body that is also its publisher with the body told once, where APA and MLA want it."""
    authors = told.get("author") or []
    publisher = told.get("publisher")
    body = authors[0].get("literal") if len(authors) == 1 else None
    if body and publisher and body.casefold() == str(publisher).casefold():
        dropped = "author" if style == "mla" else "publisher" if style == "apa" else ""
        told = {key: value for key, value in told.items() if key != dropped}
    if style == "mla":
        if told.get("publisher"):
            told["publisher"] = _abbreviate_press(str(told["publisher"]))
        if told.get("type") == "speech" and told.get("issued"):
            told["event-date"] = told["issued"]
    return told


def _abbreviate_press(publisher: str) -> str:
    """Return a publisher as MLA writes it (9th edition, 5.59-60): "U of Chicago P", "Oxford UP", without "Inc."."""
    publisher = re.sub(r"(?:,? (?:Inc\.?|Ltd\.?|Limited|Co\.|Corp\.?|Corporation|Company))+$", "", publisher)
    publisher = publisher.replace("University Press", "UP")
    return re.sub(r"\bUniversity of (.+?) Press\b", r"U of \1 P", publisher)


def _tidy(text: str, *, american: bool) -> str:
    """Return a reference with the quotation marks, dashes and punctuation that print has."""
    text = _YEARS.sub(lambda match: match.group().replace("-", "–") if _are_years(match) else match.group(), text)
    text = _curl(text)
    text = _nest(text, american=american)
    if american:
        # Full stops and commas stand within quotation marks.
        text = re.sub(r"([.?!…]?)(”|’”)([.,])", lambda match: _move_in(*match.groups()), text)
    text = re.sub(r"([?!])((?:</i>)?[”’]?(?:</i>)?)\.(?= |$)", r"\1\2", text)
    text = re.sub(r"(?<!\.)\.((?:</i>)?)\.(?!\.)(?= |$|,)", r".\1", text)
    text = re.sub(r", (Edited|Translated) by\b", lambda match: match.group().lower(), text)
    text = re.sub(r"(,?) (?:and|&) and others(?!\w)\.?", r"\1 et al.", text)
    # Where it was retrieved is told with when, and else needs no word.
    text = re.sub(r"\bRetrieved (?=https?:)", "", text)
    return " ".join(text.replace("<i></i>", "").split())


def _are_years(match: "re.Match[str]") -> bool:
    """Return whether two numbers are the first and last of some years, and no part of an address."""
    first, last = match.group().split("-")
    start = match.string.rfind(" ", 0, match.start()) + 1
    whole = f"{first[: -len(last)]}{last}" if len(last) < len(first) else last
    return int(whole) > int(first) and int(first) < 2100 and "/" not in match.string[start : match.end()]


def _move_in(before: str, marks: str, stop: str) -> str:
    """Return a stop and closing quotation marks, the stop first, unless the quotation ends in one of its own."""
    if not before:
        return f"{stop}{marks}"
    return f"{before}{marks}" if stop == "." else f"{before}{marks}{stop}" if before != "." else f"{before}{marks}"


def _curl(text: str) -> str:
    """Return text with typographic quotation marks and apostrophes in place of straight ones."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"(^|[\s(\[“‘—–>/-])\"", r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“‘—–>/-])'(?!\d\d)", r"\1‘", text).replace("'", "’")


def _nest(text: str, *, american: bool) -> str:
    """Return text in which a quotation within a quotation has the other kind of marks."""
    opening, closing = ("“", "”") if american else ("‘", "’")
    inner = {"“": "‘", "”": "’"} if american else {"‘": "“", "’": "”"}
    depth = 0
    told = []
    for at, character in enumerate(text):
        if character == opening:
            depth += 1
            told.append(inner[character] if depth == 2 else character)
        elif character == closing and depth and not _is_apostrophe(text, at):
            told.append(inner[character] if depth == 2 else character)
            depth -= 1
        else:
            told.append(character)
    return "".join(told)


def _is_apostrophe(text: str, at: int) -> bool:
    """Return whether a mark stands within a word, or after the s of a genitive before another word."""
    before, after = text[at - 1 : at], text[at + 1 : at + 3]
    return text[at] == "’" and before.isalnum() and (after[:1].isalnum() or (before == "s" and bool(re.match(r" \w", after))))
