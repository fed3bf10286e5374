"""Citations in running text: what counts as one, and what is left or shown in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli.citations.markers import Cited, find_markers, number_markers, remove_markers

KNOWN = {"emerson1962": 1, "lukes1974": 2, "gaventa-1980": 3}


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("So he wrote [@emerson1962].", (Cited("emerson1962", None),)),
        ("So he wrote [@emerson1962, p. 33].", (Cited("emerson1962", "p. 33"),)),
        ("[@lukes1974; @gaventa-1980, ch. 1, p. 4]", (Cited("lukes1974", None), Cited("gaventa-1980", "ch. 1, p. 4"))),
        ("[ @lukes1974 ,  pp. 1-2 ]", (Cited("lukes1974", "pp. 1-2"),)),
    ],
)
def test_a_marker_cites(text: str, cited: tuple[Cited, ...]) -> None:
    """A bracket with one key or several cites them, each with its locator."""
    (marker,) = find_markers(text.replace(" ,", ","))
    assert marker.cited == cited


@pytest.mark.parametrize(
    "text",
    [
        "a@b.org",
        "[see below]",
        "[@]",
        "[@emerson1962",
        "@emerson1962]",
        "[@ emerson1962]",
        "[@nobody1900]",
        "[@lukes1974; @nobody]",
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    """An address, an open bracket or a key that nobody knows is no citation, and nothing of it is lost."""
    assert find_markers(text, KNOWN) == []
    assert remove_markers(text, KNOWN) == text
    assert number_markers(text, KNOWN) == text


def test_a_number_stands_where_the_key_stood() -> None:
    """Works are shown by their numbers, with the place in them."""
    told = "Dependence has two sides [@emerson1962, p. 32; @lukes1974]. It can be mutual[@gaventa-1980]."
    assert number_markers(told, KNOWN) == "Dependence has two sides [1, p. 32; 2]. It can be mutual [3]."


def test_a_range_is_printed_with_a_dash() -> None:
    """It is written with a hyphen; other hyphens of a place stay."""
    told = "It is said [@emerson1962, pp. 32-33] twice [@emerson1962, sect. 3-a]."
    assert number_markers(told, {"emerson1962": 2}) == "It is said [2, pp. 32–33] twice [2, sect. 3-a]."


def test_a_text_reads_on_without_its_citations() -> None:
    """Without a citation the full stop follows the word."""
    told = "Dependence has two sides [@emerson1962, p. 32; @lukes1974]. It can be mutual [@gaventa-1980], he says."
    assert remove_markers(told, KNOWN) == "Dependence has two sides. It can be mutual, he says."


@given(st.text())
def test_what_was_removed_is_gone(text: str) -> None:
    """A text without its citations has none, and one that had none is unchanged."""
    plain = remove_markers(text)
    assert find_markers(text) or plain == text
