"""Names inside a longer query, what is only the asking, and when a search is not sure."""

import random
from functools import cache

import pytest

from socialpower_cli import lookup
from socialpower_cli.search import by_name, engine, query, weights
from socialpower_cli.search.query import FRAME, compares
from socialpower_cli.text import names
from socialpower_cli.text.words import fold_word

from .conftest import concepts, index


def inside(text: str, *, described: bool = False) -> dict[str, float]:
    """Return how much of a query the names in it explain, by concept."""
    words = text.split()
    rarity = by_name.weigh_rarity(index(), map(fold_word, words))
    found = by_name.find_inside(index(), words, rarity, described=described)
    return {index().row(number).id: evidence.share for number, evidence in found.items()}


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("how to survive office politics", "organizational-politics"),
        ("functions of social norms", "social-norm"),
        ("examples of whistle-blowing in hospitals", "whistleblowing"),
        ("is the glas ceiling still there", "glass-ceiling"),
    ],
)
def test_a_name_among_other_words_is_found(typed: str, identifier: str) -> None:
    """A name in a longer query, inflected, joined or misspelt, brings its concept first."""
    assert engine.search(index(), typed).results[0].id == identifier


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("power vs authority", {"power", "authority"}),
        ("difference between prejudice and discrimination", {"prejudice", "discrimination"}),
        ("how does conformity differ from obedience", {"conformity", "obedience"}),
    ],
)
def test_both_sides_of_a_comparison_come_before_their_kin(typed: str, wanted: set[str]) -> None:
    """Concepts that are to be told apart are the first hits."""
    hits = engine.search(index(), typed).results[:2]
    assert {hit.id for hit in hits} == wanted


def test_the_longest_name_counts() -> None:
    """Of names that overlap the longest is meant, and the shorter one inside it is no evidence."""
    assert "power" not in inside("power imbalance at work")
    assert "power" in inside("power at work")


def test_words_that_only_ask_cover_nothing() -> None:
    """What is asked of a subject takes nothing from how much of the query its name explains."""
    assert inside("examples of whistleblowing")["whistleblowing"] == pytest.approx(inside("whistleblowing")["whistleblowing"])
    assert inside("whistleblowing and beekeeping")["whistleblowing"] < inside("whistleblowing")["whistleblowing"]


def test_a_common_word_tells_less_as_a_name() -> None:
    """A name that the texts use in its everyday sense is worth less than one that they do not."""
    assert inside("trust among old sailors")["trust"] < inside("panopticism among old sailors")["panopticism"]


def test_a_query_of_names_alone_is_read_as_names() -> None:
    """Where names explain the whole query even the commonest word is one."""
    assert inside("power vs authority")["power"] > 0.9
    assert inside("power of an old tractor engine").get("power", 0.0) < 0.3


def test_a_name_in_a_long_description_explains_little_of_it() -> None:
    """A word of a definition that happens to be a name does not decide what is defined."""
    told = "a rule enforced by the authority of elders that nobody outside a village has ever written down"
    assert inside(told)["authority"] < 0.3


@pytest.mark.parametrize(
    ("typed", "described"),
    [
        ("giving jobs to relatives and old friends", True),
        ("giving jobs to relatives and friends", False),
        ("the power that somebody has who knows more", True),
        ("why does somebody have power who knows more", False),
        ("examples of power that somebody has who knows more", False),
        ("somebody has power who knows more, is that fair?", False),
        ("expert power or reward power in a workplace, which lasts longer", False),
        ("a wrong or a good that people do, by which others profit", True),
        ("reward power in a workplace versus coercive power there", False),
        ("", False),
    ],
)
def test_a_long_text_that_asks_nothing_describes(typed: str, described: bool) -> None:
    """From seven words on a text describes, unless it begins as a question does, compares, or has a question mark."""
    assert query.describes(query.parse(typed)) is described


def test_names_in_a_description_are_those_of_other_things() -> None:
    """The genus in a definition is no evidence, unless the description is hardly more than names."""
    told = "favouritism that hands out offices to brothers and cousins"
    assert set(inside(told)) == {"favouritism"}
    assert inside(told, described=True) == {}
    assert inside("prejudice and discrimination", described=True) == inside("prejudice and discrimination") != {}


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("favouritism to sons, brothers and other relatives in giving out offices", "nepotism"),
        ("fear of confirming a negative stereotype of one's own group during a test", "stereotype-threat"),
        ("power that rests on knowing much more about a matter than others do", "expert-power"),
        ("a wrong done to someone as a knower whose testimony meets prejudice", "epistemic-injustice"),
    ],
)
def test_what_is_described_comes_before_what_its_description_names(typed: str, identifier: str) -> None:
    """A definition that names its genus or what sets the concept off finds the concept first."""
    assert engine.search(index(), typed).results[0].id == identifier


@pytest.mark.parametrize("typed", ["ferry timetable oslo kiel", "torque wrench calibration", "zzyzx plonk brimble"])
def test_what_is_not_in_the_field_is_not_answered_for_sure(typed: str) -> None:
    """A query about something else finds nothing, or says that it is not sure."""
    found = engine.search(index(), typed)
    assert not found.confident


@pytest.mark.parametrize("typed", ["power imbalance", "office politics", "giving jobs to your relatives"])
def test_what_is_found_well_is_sure(typed: str) -> None:
    """A name and a plain description are answered for sure."""
    assert engine.search(index(), typed).confident


@pytest.mark.parametrize("typed", ["rake", "mace", "forest", "tower"])
def test_a_word_is_not_taken_for_a_misspelling(typed: str) -> None:
    """A word that exists is never corrected into a name that is spelt nearly like it."""
    assert all(hit.why != "fuzzy name" for hit in engine.search(index(), typed).results)


def test_a_beginning_comes_before_edits() -> None:
    """An unfinished name finds the names that begin so, the shortest first."""
    hits = engine.search(index(), "panopticis").results
    assert (hits[0].id, hits[0].why) == ("panopticism", "fuzzy name")


def test_what_is_printed_is_found() -> None:
    """Every name, label, saying, gloss, definition and title typed back is met best in an entry that has it.

    Text never scores as much as a whole text met, so an entry that has it comes first, unless it is another's name too.
    """
    for text, ids in having().items():
        met = by_name.find_named(index(), query.parse(text.replace('"', " ")))
        most = max((named.certainty for named in met.values()), default=0.0)
        best = {index().row(number).id for number, named in met.items() if named.certainty == most}
        assert most > weights.MOST_BY_TEXT, text
        assert best & ids or index().named_among([names.fold(names.normalize(text))]), text


def test_what_is_printed_comes_first() -> None:
    """Of texts of every kind drawn from the corpus each brings an entry that has it first."""
    for text, ids in random.Random(11).sample(sorted(having().items()), 150):
        hits = engine.search(index(), text.replace('"', " "), limit=1).results
        assert hits[0].id in ids or index().named_among([names.fold(names.normalize(text))]), text


@cache
def having() -> dict[str, set[str]]:
    """Return which concepts have each text that is printed."""
    found: dict[str, set[str]] = {}
    for concept in concepts():
        for text in printed(concept):
            found.setdefault(text, set()).add(concept.id)
    return found


def printed(concept: object) -> list[str]:
    """Return the texts of a concept that a reader may type back."""
    one = concept
    texts = [one.term, *one.aliases, *one.hidden_labels, *one.everyday, one.gloss, one.definition]  # type: ignore[attr-defined]
    return [text for text in [*texts, *(example.title for example in one.examples)] if text]  # type: ignore[attr-defined]


def test_frames_and_comparisons_are_told_by_words() -> None:
    """What only asks is not part of a subject; what compares says so."""
    assert {"examples", "definition", "versus"} <= FRAME
    assert "authority" not in FRAME
    assert compares(["status", "vs", "role"])
    assert not compares(["status", "and", "role"])


@pytest.mark.parametrize(
    ("typed", "identifier"), [("burocracy", "bureaucracy"), ("heirarky", "hierarchy"), ("feedom", "freedom")]
)
def test_a_name_that_sounds_the_same_wins(typed: str, identifier: str) -> None:
    """Of names nearly as near in letters the one that sounds like what was typed is meant, in a search and by `define`."""
    assert engine.search(index(), typed).results[0].id == identifier
    number, match = lookup.find(index(), typed)
    assert (index().row(number).id, match.how) == (identifier, "fuzzy")
