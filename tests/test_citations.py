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


def test_a_long_list_of_authors_is_cut_as_the_manual_says() -> None:
    """More than twenty authors: nineteen, dots, the last."""
    item = {"id": "x", "type": "book", "title": "T", "author": [person(f"N{number}", "A.") for number in range(25)]}
    told = citations.reference(item)
    assert "N18, A., ... N24, A." in told
    assert "N19" not in told


def test_every_bundled_source_makes_a_clean_reference() -> None:
    """No reference of the corpus has a gap where something is missing."""
    for item in reading.read_file(locations.bundled()).sources:
        told = citations.reference(item)
        assert citations.year(item) in told
        assert not any(fault in told.replace("...", "") for fault in ("  ", "..", "()", "None", " ,", ",,", "n.d.")), told
