"""When two names are the same name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli.text import names


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Power imbalance", "power imbalance"),
        ("power-imbalance", "power imbalance"),
        ("POWER_IMBALANCE", "power imbalance"),
        ("  power   imbalance ", "power imbalance"),
        ("Élite", "elite"),
        ("Bourdieu's habitus", "bourdieus habitus"),
        ("Bourdieu\u2019s habitus", "bourdieus habitus"),
        ("checks & balances", "checks and balances"),
        ("Großmacht", "grossmacht"),
        ("Øresund", "oresund"),
        ("ﬁeld", "field"),
        ("власть", "власть"),
        ("?!", ""),
    ],
)
def test_normalize(written: str, key: str) -> None:
    """Case, accents, punctuation and the way words are joined say nothing."""
    assert names.normalize(written) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("labour markets", "labor market"),
        ("organisation", "organizations"),
        ("organising", "organizing"),
        ("centre", "centers"),
        ("behaviour", "behaviors"),
        ("defence", "defense"),
        ("labelling theory", "labeling theory"),
        ("dialogue", "dialogs"),
        ("societies", "society"),
        ("classes", "class"),
        ("biases", "bias"),
        ("powerimbalance", "power imbalance"),
        ("what is power?", "power"),
        ("what's the meaning of social capital", "social capital"),
        ("what does hegemony mean", "hegemony"),
        ("the elite", "elites"),
        ("judgement", "judgment"),
        ("analyse", "analyze"),
    ],
)
def test_fold_joins_what_varies_between_writers(one: str, other: str) -> None:
    """Number, British or American spelling, spaces and an asker's wrapping do not make another name."""
    assert names.fold(names.normalize(one)) == names.fold(names.normalize(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("class", "clas"), ("status", "statu"), ("basis", "basi"), ("power", "powers that be"), ("wise", "wize"), ("four", "for")],
)
def test_fold_keeps_different_words_apart(one: str, other: str) -> None:
    """Not every s is a plural, and not every ending is a spelling."""
    assert names.fold(names.normalize(one)) != names.fold(names.normalize(other))


@given(st.text())
def test_normalizing_twice_changes_nothing(text: str) -> None:
    """A key is its own key, whatever the text."""
    key = names.normalize(text)
    assert names.normalize(key) == key
    assert key == " ".join(key.split())


@given(st.text(), st.sampled_from(["-", "_", " ", "  ", " - "]))
def test_how_words_are_joined_says_nothing(text: str, joint: str) -> None:
    """Words joined by hyphens, underscores or spaces give one key."""
    assert names.normalize(joint.join(text.split())) == names.normalize(" ".join(text.split()))


def has_one_capital(letter: str) -> bool:
    """Return whether a character and its capital are each other's only other case, as the long s and S are not."""
    return letter.upper().lower() == letter.lower() and len(letter.upper()) == 1


@given(st.text(st.characters(exclude_categories=["Cs"]).filter(has_one_capital)))
def test_case_says_nothing(text: str) -> None:
    """A name in capitals has the same keys as in small letters, whatever the script."""
    capitals, small = names.normalize(text.upper()), names.normalize(text.lower())
    assert capitals == small
    assert names.fold(capitals) == names.fold(small)
