"""Citations in the texts of entries, seen from outside: numbers where sources stand below, keys in JSON, nothing elsewhere."""

import json

import pytest

from .conftest import TESTS, Ran, Sp
from .terminal import seen

CITED = str(TESTS / "corpora" / "cited.json")
INVENTED = "Scenes without a number are invented to illustrate."


@pytest.fixture
def sp_cited(run: Sp) -> Sp:
    """Run `sp` on a corpus whose texts cite works."""

    def running(*arguments: str) -> Ran:
        return run("--corpus", CITED, *arguments)

    return running


def test_plain_text_shows_numbers_and_numbered_sources(sp_cited: Sp) -> None:
    """A citation is the number of its source, with the place in it; one that names no source stays as it is written."""
    lines = sp_cited("define", "dependence").out.splitlines()
    assert "Origin: Richard Emerson, 1962 [1]" in lines
    assert 'The state of "needing what another controls" [1, p. 32].' in lines
    told = "Emerson wrote of it first [1, p. 33]. Later work agrees [2; 1, ch. 1]. Write to a@b.org or [@nobody]."
    assert told in lines
    assert "Example (work): The mill of 1912: In 1912 the owners cut the pay [2, p. 7]." in lines
    assert "In balance: After ten weeks they raised it [2]." in lines
    assert "Note: Some call it reliance [2]." in lines
    assert "Source [1]: Emerson, R. M. (1962). Power-Dependence Relations." in lines
    assert "Source [2]: Lukes, S. (1974). Power." in lines


@pytest.mark.parametrize("rows", [24, 99])
@pytest.mark.parametrize("full", [[], ["--full"]])
def test_a_screen_shows_numbers(environment: dict[str, str], rows: int, full: list[str]) -> None:
    """The first page and the whole entry show numbers, and the sources where there is room for them, else where they are."""
    drawn = seen(environment, "--corpus", CITED, "define", "dependence", *full, rows=rows, NO_COLOR="1")[0]
    assert 'The state of "needing what another controls" [1, p. 32].' in drawn
    assert "In 1912 the owners cut the pay [2, p. 7]." in drawn
    assert "@emerson1962" not in drawn
    shown = "2. Lukes, S. (1974). Power." in drawn
    assert shown or (rows == 24 and f"sp define dependence --full --corpus {CITED}" in " ".join(drawn.split()))


def test_json_keeps_the_keys(sp_cited: Sp) -> None:
    """Programs get the texts as they are written, in the form that Markdown tools know."""
    entry = json.loads(sp_cited("define", "dependence", "--json").out)
    assert entry["definition"] == 'The state of "needing what another controls" [@emerson1962, p. 32].'
    assert entry["origin"] == "Richard Emerson, 1962 [@emerson1962]"
    assert entry["explanation"].count("[@") == 3
    assert entry["note"] == "Some call it reliance [@lukes1974]."
    assert entry["examples"][0]["in_balance"] == "After ten weeks they raised it [@lukes1974]."
    assert json.loads(sp_cited("examples", "dependence", "--json").out)["examples"][0]["text"].endswith("[@lukes1974, p. 7].")


@pytest.mark.parametrize(
    "arguments",
    [
        ["define", "dependence", "--brief"],
        ["define", "dependence", "--brief", "--json"],
        ["list"],
        ["list", "--json"],
        ["search", "needing what another controls"],
        ["search", "needing what another controls", "--json"],
        ["search", '"wrote of it first"'],
        ["search", '"owners cut the pay"', "--json"],
        ["examples", "dependence"],
        ["related", "exchange-theory", "--json"],
    ],
    ids=" ".join,
)
def test_what_is_brief_or_found_has_no_citation(sp_cited: Sp, arguments: list[str]) -> None:
    """Brief lines, lists, snippets and records hold the texts without citations."""
    ran = sp_cited(*arguments)
    assert ran.code == 0
    assert "@emerson1962" not in ran.out
    assert "@lukes1974" not in ran.out
    assert "[1" not in ran.out


def test_a_locator_is_not_searched(sp_cited: Sp) -> None:
    """What stands in a citation is no word of the text, and does not come between two of its words."""
    assert sp_cited("search", '"emerson1962"').code == 1
    assert sp_cited("search", '"of it first" "later work"').code == 0
    assert json.loads(sp_cited("search", '"first later"', "--json").out)["results"][0]["id"] == "dependence"


def test_examples_on_a_screen_number_what_they_cite(environment: dict[str, str]) -> None:
    """The works that examples cite stand below them, numbered in the order in which they are cited."""
    drawn = seen(environment, "--corpus", CITED, "examples", "dependence", NO_COLOR="1")[0]
    assert "In 1912 the owners cut the pay [1, p. 7]." in drawn
    assert "1. Lukes, S. (1974). Power." in drawn
    assert "Emerson" not in drawn


def test_scenes_without_a_number_are_said_to_be_invented(environment: dict[str, str], sp: Sp, sp_cited: Sp) -> None:
    """Where the corpus cites works in its texts, an entry with an example that cites none says what that means."""
    for full in ([], ["--full"]):
        for name in ("dependence", "exchange theory"):
            drawn = seen(environment, "--corpus", CITED, "define", name, *full, NO_COLOR="1")[0]
            assert drawn.splitlines().count(INVENTED) == 1
    assert INVENTED in sp_cited("define", "dependence").out
    assert INVENTED not in seen(environment, "define", "bargaining power", "--full", NO_COLOR="1")[0]
    assert INVENTED not in sp("define", "bargaining power").out


def test_a_theory_and_what_it_is_about_lead_to_each_other(environment: dict[str, str], sp_cited: Sp) -> None:
    """`about` and its inverse stand beside the other links, under headings of their own."""
    assert "About: Dependence (dependence): needing what another has" in sp_cited("define", "exchange-theory").out.splitlines()
    theories = "Theories, measures and studies: Exchange theory (exchange-theory)"
    assert theories in sp_cited("define", "dependence").out.splitlines()
    assert "theories\texchange-theory\tExchange theory\t" in sp_cited("related", "dependence").out.splitlines()
    entry = json.loads(sp_cited("related", "dependence", "--json").out)
    assert entry["theories"] == [{"id": "exchange-theory", "term": "Exchange theory", "gloss": None}]
    drawn = seen(environment, "--corpus", CITED, "define", "dependence", NO_COLOR="1")[0]
    assert "Theories, measures and studies: Exchange theory" in drawn.splitlines()
