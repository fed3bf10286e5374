"""Sources as references: one line each, with what the item has and nothing it has not."""

import pytest

from socialpower_cli.citations import author_date as citations
from socialpower_cli.corpus import locations, reading


def person(family: str, given: str = "") -> dict[str, str]:
    """Return a name in CSL."""
    return {"family": family, "given": given} if given else {"family": family}


def issued(year: int) -> dict[str, list[list[int]]]:
    """Return a date in CSL."""
    return {"date-parts": [[year]]}


@pytest.mark.parametrize(
    ("item", "reference"),
    [
        (
            {
                "type": "article-journal",
                "author": [person("Emerson", "Richard M.")],
                "title": "Power-Dependence Relations",
                "container-title": "American Sociological Review",
                "volume": "27",
                "issue": "1",
                "page": "31-41",
                "issued": issued(1962),
                "DOI": "10.2307/2089716",
            },
            (
                "Emerson, R. M. (1962). Power-Dependence Relations. American Sociological Review, 27(1), 31-41. "
                "https://doi.org/10.2307/2089716"
            ),
        ),
        (
            {
                "type": "chapter",
                "author": [person("French", "John R. P."), person("Raven", "Bertram")],
                "editor": [person("Cartwright", "Dorwin")],
                "title": "The Bases of Social Power",
                "container-title": "Studies in Social Power",
                "page": "150-167",
                "publisher": "Institute for Social Research",
                "issued": issued(1959),
            },
            (
                "French, J. R. P., & Raven, B. (1959). The Bases of Social Power. In D. Cartwright (Ed.), "
                "Studies in Social Power (pp. 150-167). Institute for Social Research."
            ),
        ),
        (
            {
                "type": "book",
                "author": [person("Gramsci", "Antonio")],
                "editor": [person("Hoare", "Quintin"), person("Nowell Smith", "Geoffrey")],
                "translator": [person("Hoare", "Quintin")],
                "title": "Selections from the Prison Notebooks",
                "publisher": "Lawrence and Wishart",
                "issued": issued(1971),
                "original-date": issued(1929),
            },
            (
                "Gramsci, A. (1971). Selections from the Prison Notebooks "
                "(Q. Hoare & G. Nowell Smith, Eds.; Q. Hoare, Trans.). Lawrence and Wishart. (Original work published 1929)"
            ),
        ),
        (
            {"type": "book", "editor": [person("Roth", "G."), person("Wittich", "C.")], "title": "Papers", "edition": "2"},
            "Roth, G., & Wittich, C. (Eds.). (n.d.). Papers (2nd ed.).",
        ),
        (
            {"type": "book", "author": [person("Sartre", "Jean-Paul")], "title": "What?", "issued": issued(1947)},
            "Sartre, J.-P. (1947). What?",
        ),
        (
            {"type": "report", "author": [{"literal": "World Bank"}], "title": "Report", "number": "WP 3", "publisher": "WB"},
            "World Bank. (n.d.). Report. WP 3. WB.",
        ),
        (
            {"type": "entry-encyclopedia", "title": "Power", "container-title": "An Encyclopedia", "issued": issued(2001)},
            "Power. (2001). In An Encyclopedia.",
        ),
        (
            {
                "type": "legal_case",
                "title": "Entick v Carrington",
                "volume": "19",
                "container-title": "State Trials",
                "page": "1029",
                "authority": "Court of Common Pleas",
                "issued": issued(1765),
            },
            "Entick v Carrington, 19 State Trials 1029 (Court of Common Pleas, 1765).",
        ),
        ({"type": "webpage", "title": "A page", "URL": "https://example.org/"}, "A page. (n.d.). https://example.org/"),
    ],
)
def test_reference(item: dict[str, object], reference: str) -> None:
    """Each type of item has its form."""
    assert citations.reference({"id": "x", **item}) == reference


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        ("1", "1st ed."),
        ("2", "2nd ed."),
        ("3", "3rd ed."),
        ("4", "4th ed."),
        (11, "11th ed."),
        ("12", "12th ed."),
        ("13", "13th ed."),
        ("21", "21st ed."),
        (22, "22nd ed."),
        ("23", "23rd ed."),
        ("101", "101st ed."),
        ("111", "111th ed."),
        ("112", "112th ed."),
        ("Rev. ed.", "Rev. ed."),
    ],
)
def test_an_edition_is_an_ordinal(edition: str | int, told: str) -> None:
    """A number of an edition is told as English tells ordinals; words stand as they are."""
    assert citations.reference({"id": "x", "type": "book", "title": "T", "edition": edition}) == f"T ({told}). (n.d.)."


@pytest.mark.parametrize(
    ("name", "first", "within"),
    [
        ({"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de"}, "de Beauvoir, S.", "S. de Beauvoir"),
        ({"family": "Goethe", "given": "J. W.", "dropping-particle": "von"}, "Goethe, J. W. von", "J. W. von Goethe"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King, M. L., Jr.", "M. L. King Jr."),
        (
            {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de", "suffix": "II"},
            "de Gaulle, C., II",
            "C. de Gaulle II",
        ),
        ({"literal": "World Bank"}, "World Bank.", "World Bank"),
        ({"family": "Plato"}, "Plato.", "Plato"),
        ({"given": "Madonna"}, "Madonna.", "Madonna"),
    ],
)
def test_every_part_of_a_name_is_told(name: dict[str, str], first: str, within: str) -> None:
    """Particles and suffixes stand where the manual puts them, in front of a reference and within it."""
    book = {"id": "x", "type": "book", "title": "T", "author": [name], "issued": issued(1962)}
    assert citations.reference(book) == f"{first} (1962). T."
    chapter = {"id": "x", "type": "chapter", "title": "T", "container-title": "C", "editor": [name], "issued": issued(1962)}
    assert citations.reference(chapter) == f"T. (1962). In {within} (Ed.), C."


def test_names_without_a_word_are_left_out() -> None:
    """A name that says nothing takes no place among the others."""
    names = [{"family": "Emerson", "given": "R."}, {"literal": ""}, {"family": "Cook", "given": "K."}]
    assert (
        citations.reference({"id": "x", "type": "book", "title": "T", "author": names}) == "Emerson, R., & Cook, K. (n.d.). T."
    )


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ({"date-parts": [[1962]]}, "1962"),
        ({"date-parts": [["1962", "5", "1"]]}, "1962"),
        ({"date-parts": [[1962], [1965]]}, "1962-1965"),
        ({"date-parts": [[1962, 1], [1962, 12]]}, "1962"),
        ({"date-parts": [[1962], [0]]}, "1962"),
        ({"date-parts": [[-350]]}, "350 B.C.E."),
        ({"date-parts": [[-350], [-340]]}, "350 B.C.E.-340 B.C.E."),
        ({"date-parts": [[1381]], "circa": True}, "ca. 1381"),
        ({"raw": "1962"}, "1962"),
        ({"raw": "1962-05-01"}, "1962"),
        ({"raw": "May 1962"}, "May 1962"),
        ({"literal": "Spring 1962"}, "Spring 1962"),
        ({"literal": "19620"}, "19620"),
        ({"date-parts": [[]]}, ""),
        ({}, ""),
        (None, ""),
    ],
    ids=str,
)
def test_a_date_is_told_as_far_as_it_is_known(date: object, told: str) -> None:
    """Both years of a range, years before the first, dates in words; "n.d." where there is none."""
    item = {"id": "x", "type": "book", "title": "T", "issued": date}
    assert citations.year(item) == told
    assert citations.reference(item) == f"T. ({told or 'n.d.'})."


def test_a_long_list_of_authors_is_cut_as_the_manual_says() -> None:
    """More than twenty authors: nineteen, dots, the last."""
    item = {"id": "x", "type": "book", "title": "T", "author": [person(f"N{number}", "A.") for number in range(25)]}
    told = citations.reference(item)
    assert "N18, A., ... N24, A." in told
    assert "N19" not in told


def test_every_bundled_source_makes_a_clean_reference() -> None:
    """No reference of the corpus has a gap where something is missing; what a title says is the author's."""
    for item in reading.read_file(locations.bundled()).sources:
        told = citations.reference(item)
        assert citations.year(item) in told
        around = told.replace(str(item["title"]), "T").replace("... ", "").replace("...", "")
        faults = ("  ", "..", "()", "None", " ,", ",,", *(("n.d.",) if item.get("issued") else ()))
        assert not any(fault in around for fault in faults), told
