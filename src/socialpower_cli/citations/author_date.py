"""Sources as full references.

The form is close to that of the American Psychological Association's manual (7th edition): authors, year, title,
container, pages, publisher, DOI. It is made from CSL-JSON items, and leaves out what an item does not have. Of names all parts
of CSL-JSON 1.0 count; of dates the years of `date-parts` (one or a range), `circa`, `literal` and `raw`.
"""

from typing import Any

Item = dict[str, Any]


def reference(item: Item) -> str:
    """Return one CSL-JSON item as one line of text."""
    if item.get("type") in ("legal_case", "legislation"):
        return _legal(item)
    people = item.get("author", [])
    editors = item.get("editor", [])
    edited = not people and bool(editors) and not item.get("container-title")
    title = str(item["title"]) + _edition(item) + _helped(item, editors if people and not item.get("container-title") else [])
    date = f"({year(item) or 'n.d.'})."
    if edited:
        head = [f"{_inverted(editors)} ({_eds(editors)}).", date, _ended(title)]
    elif people:
        head = [_inverted(people), date, _ended(title)]
    else:
        head = [_ended(title), date]
    parts = [*head, _container(item), _publisher(item), _locator(item), _original(item)]
    return " ".join(part for part in parts if part)


def name(item: Item) -> str:
    """Return what a text calls an item: "Emerson 1962", "French & Raven 1959", "Latané et al. 1979", or its title and year."""
    people = [family for family in authors({"author": item.get("author") or item.get("editor") or []}) if family]
    who = " & ".join(people) if len(people) < 3 else f"{people[0]} et al."
    return f"{who or item['title']} {year(item) or 'n.d.'}"


def year(item: Item) -> str:
    """Return the year or years an item was issued in, a date in words as it stands, or an empty text."""
    return _year(item.get("issued"))


def authors(item: Item) -> list[str]:
    """Return the family names of an item's authors and editors, or the names of bodies."""
    people = [*item.get("author", []), *item.get("editor", [])]
    return [_family(name) or name.get("literal") or "" for name in people]


def _year(date: Any) -> str:
    if not isinstance(date, dict):
        return ""
    # A range has two dates; an open one has an empty second.
    years = [parts[0] for parts in date.get("date-parts") or [] if parts and parts[0] not in (None, "", 0)]
    told = "-".join(dict.fromkeys(map(_single_year, years)))
    if told:
        return f"ca. {told}" if date.get("circa") else told
    words = str(date.get("literal") or date.get("raw") or "").strip()
    digits = words[:4]
    # As found, a date is mostly in the order of ISO 8601.
    return digits if digits.isdigit() and len(digits) == 4 and not words[4:5].isdigit() else words


def _single_year(value: Any) -> str:
    """Return a year in words: years before the first are negative in CSL-JSON."""
    told = str(value).strip()
    return f"{told[1:]} B.C.E." if told.startswith("-") else told


def _inverted(names: list[dict[str, str]]) -> str:
    """Return names as a list of references begins with them: "French, J. R. P., & Raven, B."."""
    written = [told for name in names if (told := _inverted_name(name))]
    if len(written) < 2:
        return "".join(written)
    if len(written) > 20:
        return ", ".join(written[:19]) + f", ... {written[-1]}"
    return ", ".join(written[:-1]) + f", & {written[-1]}"


def _inverted_name(name: dict[str, str]) -> str:
    """Return a name with its family first: "de Beauvoir, S.", "Goethe, J. W. von", "King, M. L., Jr."."""
    family = _family(name)
    if not family:
        return _ended(name.get("literal") or name.get("given") or "")
    given = " ".join(filter(None, (_initials(name.get("given") or ""), name.get("dropping-particle"))))
    told = ", ".join(filter(None, (family, given, name.get("suffix"))))
    return told if given else _ended(told)


def _family(name: dict[str, str]) -> str:
    """Return a family name with the particle that never leaves it: "de Beauvoir"."""
    return " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family")))) if name.get("family") else ""


def _forward(names: list[dict[str, str]]) -> str:
    """Return names in their natural order: "D. Cartwright & A. Zander"."""
    written = [told for name in names if (told := _forward_name(name))]
    return written[0] if len(written) == 1 else ", ".join(written[:-1]) + f" & {written[-1]}"


def _forward_name(name: dict[str, str]) -> str:
    family = _family(name)
    if not family:
        return name.get("literal") or name.get("given") or ""
    parts = (_initials(name.get("given") or ""), name.get("dropping-particle"), family, name.get("suffix"))
    return " ".join(filter(None, parts))


def _eds(editors: list[dict[str, str]]) -> str:
    return "Eds." if len(editors) > 1 else "Ed."


def _initials(given: str) -> str:
    """Return given names as initials: "Mary Jo" gives "M. J.", "Jean-Paul" gives "J.-P."."""
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.replace(".", ". ").split() if name != "."
    )


def _edition(item: Item) -> str:
    """Return an edition as APA has it: "2" gives " (2nd ed.)", "Revised" gives " (Revised ed.)"."""
    edition = str(item.get("edition") or "").removesuffix(" ed.").removesuffix(" edition")
    if edition.isdigit():
        teen = edition[-2:-1] == "1"
        edition += "th" if teen else {"1": "st", "2": "nd", "3": "rd"}.get(edition[-1], "th")
    return f" ({edition} ed.)" if edition else ""


def _container(item: Item) -> str:
    container = str(item.get("container-title", ""))
    if not container:
        return ""
    page = str(item.get("page", ""))
    volume = str(item.get("volume") or "")
    if item.get("type") in ("chapter", "entry-encyclopedia", "paper-conference"):
        editors = item.get("editor", [])
        within = f"In {_forward(editors)} ({_eds(editors)}), {container}" if editors else f"In {container}"
        place = ", ".join(part for part in (f"Vol. {volume}" if volume else "", _pages(page)) if part)
        return _ended(f"{within} ({place})" if place else within)
    issue = str(item.get("issue", ""))
    number = f"{volume}({issue})" if volume and issue else volume or (f"({issue})" if issue else "")
    return _ended(", ".join(part for part in (container, number, page) if part))


def _pages(page: str) -> str:
    return f"pp. {page}" if "-" in page or "," in page else f"p. {page}" if page else ""


def _publisher(item: Item) -> str:
    publisher = item.get("publisher")
    number = item.get("number") if item.get("type") in ("report", "thesis") else None
    return " ".join(_ended(str(part)) for part in (number, publisher) if part)


def _helped(item: Item, editors: list[dict[str, str]]) -> str:
    """Return who edited and who translated a work, as it stands after the title."""
    translators = item.get("translator", [])
    parts = [
        f"{_forward(editors)}, {_eds(editors)}" if editors else "",
        f"{_forward(translators)}, Trans." if translators else "",
    ]
    told = "; ".join(part for part in parts if part)
    return f" ({told})" if told else ""


def _original(item: Item) -> str:
    original = _year(item.get("original-date"))
    return f"(Original work published {original})" if original else ""


def _locator(item: Item) -> str:
    if item.get("DOI"):
        return f"https://doi.org/{item['DOI']}"
    return str(item.get("URL", ""))


def _legal(item: Item) -> str:
    number = str(item.get("number", ""))
    volume = " ".join(str(item[key]) for key in ("volume", "container-title", "page") if item.get(key))
    place = ", ".join(part for part in (number, volume) if part)
    court = ", ".join(part for part in (str(item.get("authority", "")), year(item)) if part)
    told = ", ".join(part for part in (str(item["title"]), place) if part)
    return f"{_ended(f'{told} ({court})' if court else told)} {_locator(item)}".rstrip()


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
