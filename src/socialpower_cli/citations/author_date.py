"""Sources as full references.

The form is close to that of the American Psychological Association's manual (7th edition): authors, year, title,
container, pages, publisher, DOI. It is made from CSL-JSON items, and leaves out what an item does not have.
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


def year(item: Item) -> str:
    """Return the year an item was issued in, or an empty text."""
    return _year(item.get("issued"))


def authors(item: Item) -> list[str]:
    """Return the family names of an item's authors and editors, or the names of bodies."""
    people = [*item.get("author", []), *item.get("editor", [])]
    return [name.get("family") or name.get("literal") or "" for name in people]


def _year(date: Any) -> str:
    try:
        return str(date["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return ""


def _inverted(names: list[dict[str, str]]) -> str:
    """Return names as a list of references begins with them: "French, J. R. P., & Raven, B."."""
    written = [_inverted_name(name) for name in names]
    if len(written) < 2:
        return "".join(written)
    if len(written) > 20:
        return ", ".join(written[:19]) + f", ... {written[-1]}"
    return ", ".join(written[:-1]) + f", & {written[-1]}"


def _inverted_name(name: dict[str, str]) -> str:
    if "family" not in name:
        return _ended(name.get("literal") or name.get("given") or "")
    return f"{name['family']}, {_initials(name['given'])}" if name.get("given") else _ended(name["family"])


def _forward(names: list[dict[str, str]]) -> str:
    """Return names in their natural order: "D. Cartwright & A. Zander"."""
    written = [
        " ".join(part for part in (_initials(name.get("given", "")), name.get("family") or name.get("literal", "")) if part)
        for name in names
    ]
    return written[0] if len(written) == 1 else ", ".join(written[:-1]) + f" & {written[-1]}"


def _eds(editors: list[dict[str, str]]) -> str:
    return "Eds." if len(editors) > 1 else "Ed."


def _initials(given: str) -> str:
    """Return given names as initials: "Mary Jo" gives "M. J.", "Jean-Paul" gives "J.-P."."""
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-") if part) for name in given.replace(".", ". ").split() if name != "."
    )


def _edition(item: Item) -> str:
    edition = str(item.get("edition", ""))
    if not edition:
        return ""
    suffix = {"1": "st", "2": "nd", "3": "rd"}.get(edition, "th")
    return f" ({edition}{suffix} ed.)" if edition.isdigit() else f" ({edition})"


def _container(item: Item) -> str:
    container = str(item.get("container-title", ""))
    if not container:
        return ""
    page = str(item.get("page", ""))
    volume = str(item.get("volume", ""))
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
