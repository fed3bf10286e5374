"""What a word is, in every text and in every query, and where it stands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli.text import words

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from("'’\u02bc& s's-_½éи̃िが\u200d\u00ad")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Power-imbalance", ["power", "imbalance"]),
        ("power_imbalance", ["power", "imbalance"]),
        ("you can't blame O'Brien", ["you", "cant", "blame", "obrien"]),
        ("you can’t blame O’Brien", ["you", "cant", "blame", "obrien"]),
        ("the boss's car, the bosses' cars", ["the", "boss", "car", "the", "bosses", "cars"]),
        ("'quoted' words", ["quoted", "words"]),
        ("checks & balances", ["checks", "and", "balances"]),
        ("Großmacht", ["grossmacht"]),
        ("Sørensen", ["sorensen"]),
        ("coup d'état", ["coup", "detat"]),
        ("ﬁeld", ["field"]),
        ("½", ["1", "2"]),
        ("soft\u00adhyphen", ["softhyphen"]),
        ("йод ёж", ["иод", "еж"]),
        ("ἐξουσία", ["εξουσια"]),
        ("दिन", ["दिन"]),
        ("อำนาจ", ["อํานาจ"]),
        ("が か", ["が", "か"]),
        ("か\u3099", ["が"]),
        ("C++ & C#", ["c", "and", "c"]),
        ("?! ' \u0301", []),
    ],
)
def test_a_text_is_made_of_words(text: str, expected: list[str]) -> None:
    """Case and decoration go, apostrophes are no gaps, and marks that are letters stay."""
    assert words.split_words(text) == expected


@pytest.mark.parametrize(("one", "other"), [("दिन", "दान"), ("が", "か"), ("กา", "กี"), ("שָׁלוֹם", "שֶׁלוֹם")])
def test_marks_tell_words_apart_where_they_are_letters(one: str, other: str) -> None:
    """Outside Latin, Greek and Cyrillic two words with different marks are different words."""
    assert words.split_words(one) != words.split_words(other)


def test_a_token_says_where_it_stands() -> None:
    """A word's place is that of what is written, apostrophes and accents included."""
    text = "The élite's say: 'we can't'."
    assert [(one.word, text[one.start : one.end]) for one in words.tokenize(text)] == [
        ("the", "The"),
        ("elites", "élite's"),
        ("say", "say"),
        ("we", "we"),
        ("cant", "can't"),
    ]


@given(ANY_TEXT)
def test_tokens_are_the_words_in_their_places(text: str) -> None:
    """Both ways of taking a text apart agree, places rise, and what stands at a place gives its word."""
    tokens = words.tokenize(text)
    assert [one.word for one in tokens] == words.split_words(text)
    for one in tokens:
        assert 0 <= one.start < one.end <= len(text)
        assert one.word in words.split_words(text[one.start : one.end])
    assert all(one.end <= other.start or one[1:] == other[1:] for one, other in pairwise(tokens))


@given(ANY_TEXT)
def test_a_word_is_its_own_word(text: str) -> None:
    """Taking words apart again changes nothing, and none holds what the index or a query gives a meaning to."""
    found = words.split_words(text)
    assert words.split_words(" ".join(found)) == found
    assert not set("'\"*§ \x02\x03").intersection("".join(found))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("No end", ["No end"]),
        ("A 3.5 share. Yes", ["A 3.5 share.", "Yes"]),
        ("", []),
        (" ", []),
    ],
)
def test_a_sentence_ends_in_a_mark_and_a_space(text: str, sentences: list[str]) -> None:
    """Sentences are parted where a full stop, question or exclamation mark is followed by a space."""
    assert [text[start:end] for start, end in words.split_sentences(text)] == sentences


@pytest.mark.parametrize(("one", "other"), [("news", "new"), ("means", "mean"), ("politics", "politic"), ("series", "serie")])
def test_not_every_s_is_a_plural(one: str, other: str) -> None:
    """Words that only look like plurals are left alone."""
    assert words.fold_word(one) != words.fold_word(other)
