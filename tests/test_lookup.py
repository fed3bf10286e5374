"""Laws of looking up, on the bundled corpus: every name finds its own concept, and nothing looser wins over it."""

import contextlib
import functools
import json
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialpower_cli import lookup
from socialpower_cli.corpus.model import Concept
from socialpower_cli.errors import SpError
from socialpower_cli.search import engine, spelling
from socialpower_cli.text import names
from socialpower_cli.text.words import split_words

from .conftest import Sp, concepts, index


@functools.cache
def owners() -> dict[str, set[str]]:
    """Return the concepts that have each name, by folded key."""
    found: dict[str, set[str]] = {}
    for concept in concepts():
        for name in (concept.id, concept.term, *concept.aliases, *concept.formerly):
            found.setdefault(names.fold(names.normalize(name)), set()).add(concept.id)
    return found


def all_names() -> list[tuple[str, str]]:
    """Return every term and alias that belongs to one concept only, with its id."""
    listed = [(name, concept.id) for concept in concepts() for name in (concept.term, *concept.aliases)]
    return [(name, identifier) for name, identifier in listed if owners()[names.fold(names.normalize(name))] == {identifier}]


NAMES = all_names()


def found_id(typed: str) -> str:
    """Return the id of the concept that a name means."""
    return index().row(lookup.find(index(), typed)[0]).id


@pytest.mark.parametrize("concept", concepts(), ids=lambda concept: str(concept.id))
def test_every_id_and_name_finds_its_concept(concept: Concept) -> None:
    """An id always finds its concept; so does every name that no other concept has."""
    assert found_id(concept.id) == concept.id
    for name in (concept.term, *concept.aliases):
        if owners()[names.fold(names.normalize(name))] == {concept.id}:
            assert found_id(name) == concept.id


@given(st.sampled_from(NAMES), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_and_joints_say_nothing(name: tuple[str, str], change: object) -> None:
    """A name in any case, with hyphens, underscores or no spaces, finds the same concept."""
    written, identifier = name
    assert callable(change)
    for joint in ("-", "_", "  "):
        assert found_id(joint.join(change(written).split())) == identifier
    squashed = names.squash(names.normalize(written))
    if {named.id for named in index().named(squashed, "squashed")} == {identifier}:
        assert found_id(squashed) == identifier


@given(st.sampled_from(NAMES))
def test_a_plain_plural_finds_the_singular(name: tuple[str, str]) -> None:
    """A name with an s at its end finds its concept, unless that is another name.

    Of a word of three letters no s is taken off, since most are no plurals ("gas", "was"): not of the "ups" of "hold-ups".
    """
    written, identifier = name
    plural = f"{written}s"
    if len(split_words(written)[-1]) > 2 and written[-1] in string.ascii_letters.translate(str.maketrans("", "", "sSyYuUiI")):
        assert owners().get(names.fold(names.normalize(plural)), {identifier}) == {identifier}
        assert found_id(plural) == identifier


@given(st.sampled_from(NAMES))
def test_every_name_is_the_first_hit_of_a_search_for_it(name: tuple[str, str]) -> None:
    """A search for a term or an alias puts its own concept first, with a score of at least 0.97."""
    written, identifier = name
    hits = engine.search(index(), written).results
    assert hits[0].id == identifier
    assert hits[0].score >= 0.97


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name with one edit in a word of five letters or more, and the id of its concept."""
    written, identifier = draw(st.sampled_from([name for name in NAMES if any(len(w) >= 5 for w in split_words(name[0]))]))
    words = split_words(written)
    place = draw(st.sampled_from([place for place, word in enumerate(words) if len(word) >= 5]))
    word = words[place]
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    kind = draw(st.sampled_from(["insert", "delete", "replace", "swap"]))
    match kind:
        case "insert":
            word = word[:at] + letter + word[at:]
        case "delete":
            word = word[:at] + word[at + 1 :]
        case "replace":
            word = word[:at] + letter + word[at + 1 :]
        case _:
            at = min(at, len(word) - 2)
            word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    words[place] = word
    return " ".join(words), identifier


def spells_another(typed: str, identifier: str) -> bool:
    """Return whether an edited name is another concept's name or label, begins one, or is one edit away from one."""
    key = names.normalize(typed)
    if {begun for _, begun, _ in index().names_starting(key, 10)} - {identifier}:
        return True
    for looseness, wanted in (("folded", names.fold(key)), ("bag", names.bag(key))):
        if {named.id for named in index().named(wanted, looseness, labels=True)} - {identifier}:
            return True
    near = [one for one in spelling.near_names(index(), names.squash(key), labels=False) if one.distance <= 1]
    others = {named.id for one in near for named in index().named(one.spelling, "squashed")}
    return others - {identifier} != set()


@settings(max_examples=400)
@given(edited())
def test_one_edit_does_not_hide_a_name(name: tuple[str, str]) -> None:
    """A name with one edit in a longer word is found first by a search, except where the edit spells something else.

    That is another name, or in a short name words that all exist: "rust" is no misspelling of "trust".
    """
    typed, identifier = name
    words = split_words(typed)
    is_short = len(words) == 1 or len("".join(words)) < 10
    all_exist = all(spelling.is_word(index(), word) for word in words)
    if not spells_another(typed, identifier) and not (is_short and all_exist):
        assert engine.search(index(), typed).results[0].id == identifier


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_any_text_gives_an_answer_or_an_expected_no(text: str) -> None:
    """Whatever is typed, looking up and searching end with an answer or a plain refusal."""
    for ask in (lookup.find, engine.search):
        with contextlib.suppress(SpError):
            ask(index(), text)


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [("C", "c"), ("C++", "cpp"), ("c++", "cpp"), ("C#", "csharp"), ("résumé", "cv"), ("resume", "continue"), ("++", "plus")],
)
def test_a_name_as_written_comes_before_one_that_only_normalizes_to_the_same(
    run: Sp, tmp_path: Path, typed: str, identifier: str
) -> None:
    """As typed, then as written but for case, then normalized; a name without letters is a name too."""
    terms = {"c": "C", "cpp": "C++", "csharp": "C#", "cv": "Résumé", "continue": "Resume", "plus": "++"}
    path = tmp_path / "c.json"
    entries = [{"id": one, "term": term, "definition": f"What {one} is."} for one, term in terms.items()]
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    assert run("--corpus", str(path), "define", typed, "-b").out.splitlines()[-1] == f"What {identifier} is."
    found = json.loads(run("--corpus", str(path), "search", typed, "--json").out)["results"]
    assert found[0]["id"] == identifier
    assert [hit["score"] for hit in found].count(1.0) == 1


@pytest.mark.parametrize("typed", ["दिन", "दान"])
def test_words_that_differ_in_a_vowel_sign_are_different_names(run: Sp, tmp_path: Path, typed: str) -> None:
    """In a script whose vowels are marks, each name finds its own concept."""
    path = tmp_path / "c.json"
    entries = [{"id": term, "term": term, "definition": f"{term}!"} for term in ("दिन", "दान")]
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    assert run("--corpus", str(path), "define", typed, "-b").out.splitlines()[-1] == f"{typed}!"
