"""What a search finds, why it says so, and what narrows it."""

import json
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialpower_cli.answers import Hit
from socialpower_cli.citations.markers import remove_markers
from socialpower_cli.index.schema import FIELDS
from socialpower_cli.meaning import vectors
from socialpower_cli.search import by_name, engine, query, spelling
from socialpower_cli.text import names, sounds
from socialpower_cli.text.words import tokenize

from .conftest import Sp, concepts, index


def first(text: str, **narrowed: str) -> Hit:
    """Return the first hit of a search."""
    return engine.search(index(), text, **narrowed).results[0]  # type: ignore[arg-type]  # category and scope are text


@pytest.mark.parametrize(
    ("typed", "identifier", "why"),
    [
        ("power imbalance", "power-imbalance", "name"),
        ("power asymmetry", "power-imbalance", "alias"),
        ("imbalance of power", "power-imbalance", "alias"),
        ("powerimbalance", "power-imbalance", "name"),
        ("what is a power imbalance?", "power-imbalance", "name"),
        ("powr imbalnce", "power-imbalance", "fuzzy name"),
        ("they hold all the cards", "power-imbalance", "text"),
        ("bases of social pwoer", "bases-of-power", "fuzzy name"),
        ("emerson 1962", "power-dependence-theory", "text"),
        ("lukes", "faces-of-power", "text"),
        ("a market with many sellers and a single buyer", "monopsony", "text"),
        ("giving jobs to your relatives", "nepotism", "text"),
    ],
)
def test_a_question_finds_its_concept(typed: str, identifier: str, why: str) -> None:
    """A name in any form, a misspelling, a saying, an author or a description finds the concept, and says by what."""
    hit = first(typed)
    assert (hit.id, hit.why) == (identifier, why)


@given(
    st.sampled_from(["the ", "what is ", "a* ", '"the power" ', "power ", "'", "*", '"', "é", "a\u0301"]), st.integers(1, 3000)
)
@settings(max_examples=30)
def test_a_long_query_asks_for_no_more_than_a_bounded_amount(part: str, times: int) -> None:
    """However long the query, a bounded number of different words, phrases and beginnings of words are asked for."""
    parsed = query.parse(part * times)
    assert len(parsed.words) <= 64
    assert len(parsed.phrases) <= 16
    assert len(parsed.prefixes) <= 16
    assert all(len(phrase.split()) <= 32 for phrase in parsed.phrases)
    assert len(query.parse(part * 3000).required()) < 5000


def test_what_is_asked_for_twice_is_asked_for_once() -> None:
    """Phrases and beginnings of words that are the same but for their writing count once, in the order they came."""
    parsed = query.parse('"the Power" auth* "of men" "The power" Auth* "?!" x*')
    assert parsed.phrases == ("the power", "of men")
    assert parsed.prefixes == ("auth", "x")


def test_scores_fall_from_one_towards_nothing() -> None:
    """Scores are between 0 and 1 and never rise down the list; only a name itself scores 1."""
    for typed in ("leverage", "powr imbalnce", "someone decides what others may know", "status"):
        hits = engine.search(index(), typed).results
        scores = [hit.score for hit in hits]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)
        assert all(names.normalize(str(hit.matched)) == typed for hit in hits if hit.score == 1)


def test_the_same_search_gives_the_same_list(run: Sp) -> None:
    """Nothing about the order is left to chance, not even to the order in which Python keeps sets."""
    told = {run("search", "influence", "-n", "30", "--json", PYTHONHASHSEED=seed).out for seed in ("1", "2", "3")}
    assert len(told) == 1


@pytest.mark.parametrize("typed", ["mount everest height", "volcano eruption", "quantum entanglement"])
def test_what_has_nothing_to_do_with_the_corpus_finds_nothing(typed: str) -> None:
    """Nothing is better than noise."""
    assert engine.search(index(), typed).results == ()


def test_a_phrase_must_stand_as_it_is() -> None:
    """Every hit of a quoted phrase has its words together somewhere in its text; without quotes they need not."""
    quoted = {hit.id for hit in engine.search(index(), '"take it or leave it"', limit=50).results}
    loose = {hit.id for hit in engine.search(index(), "take it or leave it", limit=50).results}
    holding = {
        concept.id
        for concept in concepts()
        if "take it or leave it" in names.normalize(json.dumps([str(part) for part in engine_text(concept)]))
    }
    assert quoted
    assert quoted <= holding
    assert len(loose) > len(quoted)


def engine_text(concept: object) -> list[object]:
    """Return every text of a concept that is searched."""
    fields = ("term", "aliases", "hidden_labels", "gloss", "definition", "paraphrases", "everyday", "situations", "explanation")
    listed = [getattr(concept, field) for field in (*fields, "note", "origin")]
    return [*listed, [(one.title, one.text, one.in_balance) for one in concept.examples]]  # type: ignore[attr-defined]


def test_a_beginning_stands_for_every_word_that_begins_so() -> None:
    """A word with a star finds longer words."""
    hits = {hit.id for hit in engine.search(index(), "legitim*", limit=100).results}
    assert {"legitimacy", "legitimate-power"} <= hits


def test_in_definition_looks_at_definitions_only() -> None:
    """--in definition: every hit has a word of the query in its definition or gloss, and no name decides."""
    stems = {"buyer", "seller", "buy", "sell"}
    hits = engine.search(index(), "buyer seller", scope="definition").results
    assert hits
    assert all(hit.why == "text" for hit in hits)
    for hit in hits:
        text = names.normalize(f"{hit.definition} {hit.gloss}").split()
        assert any(word.startswith(tuple(stems)) for word in text)


def test_in_examples_shows_the_scene_that_matched() -> None:
    """--in examples: the snippet is of an example, its matching words marked."""
    found = engine.search(index(), "landlord", scope="examples")
    scenes = {f"{one.title}: {one.text}" for concept in concepts() for one in concept.examples}
    assert found.results
    for hit, marks in zip(found.results, found.marks, strict=True):
        assert hit.snippet
        assert any(hit.snippet.removeprefix("... ").removesuffix(" ...") in scene for scene in scenes)
        assert {hit.snippet[start:end].lower().rstrip("s").rstrip("'") for start, end in marks} == {"landlord"}


def test_marks_lie_within_the_snippet() -> None:
    """What is marked is part of what is shown."""
    for typed in ("a long contract with many conditions", "weber authority 1922", "boss pays me less than men"):
        found = engine.search(index(), typed)
        for hit, marks in zip(found.results, found.marks, strict=True):
            assert all(0 <= start < end <= len(hit.snippet or "") for start, end in marks)


def test_a_category_leaves_out_the_others() -> None:
    """--category narrows the list without changing its order."""
    everything = engine.search(index(), "who decides", limit=400).results
    narrowed = engine.search(index(), "who decides", category="politics", limit=400).results
    assert narrowed == tuple(hit for hit in everything if hit.category == "politics")


def test_words_nobody_knows_are_read_as_the_nearest_that_the_text_has() -> None:
    """A typo in a description does not lose its word."""
    hits = [hit.id for hit in engine.search(index(), "a markit with one byuer and many selers", limit=3).results]
    assert "monopsony" in hits


def test_narrowing_to_nothing_says_what_there_is_without(run: Sp) -> None:
    """A search that a category empties names what is found without it."""
    ran = run("search", '"hold all the cards"', "--category", "culture")
    assert (ran.out, ran.code) == ("", 1)
    (told,) = [line for line in ran.err.splitlines() if "Without narrowing there is:" in line]
    assert "power-imbalance" in told


@given(st.text())
def test_any_query_becomes_a_safe_expression(text: str) -> None:
    """Whatever is typed, the expression is one that FTS5 reads, with the words as words."""
    parsed = query.parse(text)
    for part in (*parsed.words, *parsed.phrases, *parsed.prefixes):
        assert part == names.normalize(part)
    required = parsed.required()
    if required:
        index().matching(required, [1.0] * len(FIELDS), 5)


@given(st.text(alphabet="abcdefgh", min_size=1, max_size=12), st.text(alphabet="abcdefgh", min_size=1, max_size=12))
def test_near_spellings_are_all_that_are_near(one: str, other: str) -> None:
    """Scanning blocks of equal length misses nothing within reach: it agrees with comparing every spelling."""
    from rapidfuzz.distance import OSA

    known = set(index().spellings("name", 1, 200))
    for typed in (one, other):
        edits = spelling.allowance(len(typed))
        expected = {word for word in known if OSA.distance(word, typed) <= edits} if edits else set()
        assert {near.spelling for near in spelling.near_names(index(), typed, labels=False)} == expected


@pytest.mark.parametrize(("letters", "edits"), [(0, 0), (3, 0), (4, 1), (6, 1), (7, 2), (11, 2), (12, 3), (100, 3)])
def test_a_longer_name_may_be_misspelt_in_more_places(letters: int, edits: int) -> None:
    """Two letters none, up to six one edit, up to eleven two, and three at most."""
    assert spelling.allowance(letters) == edits


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [("beaurocracy", "bureaucracy"), ("burocrasy", "bureaucracy"), ("heirarky", "hierarchy"), ("karisma", "charisma")],
)
def test_a_name_spelt_by_ear_is_found(typed: str, identifier: str) -> None:
    """A spelling that sounds right finds its concept though its letters are far off."""
    assert (first(typed).id, first(typed).why) == (identifier, "fuzzy name")


@given(st.text(max_size=30))
def test_sounds_are_safe_on_any_text(text: str) -> None:
    """Any text has a sound, in which no letter is doubled and no vowel stands but in the first place."""
    sound = sounds.sound(names.squash(names.normalize(text)))
    assert all(one != other for one, other in pairwise(sound))
    assert not set(sound[1:]) & set("aeiouywh")


@pytest.mark.parametrize(("one", "other"), [("batter", "bater"), ("phase", "fase"), ("knight", "nit"), ("chaos", "kaos")])
def test_what_is_spoken_alike_sounds_alike(one: str, other: str) -> None:
    """Doubled letters sound single, and letters that are spoken alike are one."""
    assert sounds.sound(one) == sounds.sound(other)


def test_the_vectors_are_whole_and_in_order() -> None:
    """The file of vectors has the words in the order of their bytes, each found in its place, with sensible neighbours."""
    read = vectors.Vectors()
    with open(vectors.PATH, "rb") as stream:
        count, dimensions, width, neighbours = map(int, stream.readline().split())
        words = []
        for _ in range(count):
            words.append(stream.read(width))
            stream.read(dimensions + 3 * neighbours)
        assert stream.read() == b""
    assert words == sorted(set(words))
    for word in words[:: count // 50]:
        spelt = word.rstrip(b"\0").decode("utf-8")
        assert read.of_word(spelt) is not None
        assert all(0.4 < likeness <= 1 for _, likeness in read.neighbours(spelt))
    assert read.of_word("zzyzx") is None
    assert read.neighbours("zzyzx") == []


def test_texts_of_like_meaning_lie_near() -> None:
    """A text's vector has length 1 and lies nearer to one of like meaning than to another."""
    read = vectors.Vectors()
    boss, manager, banana = (
        read.of(text.split()) for text in ("my boss shouts at me", "a manager yells at staff", "ripe fruit")
    )
    assert boss is not None
    assert manager is not None
    assert banana is not None
    assert abs(sum(number * number for number in boss) - 1) < 1e-6
    assert sum(map(float.__mul__, boss, manager)) > sum(map(float.__mul__, boss, banana)) + 0.2
    assert read.of([]) is None


def test_every_phrase_that_stands_in_an_entry_is_found() -> None:
    """Three to six words in a row, copied from an entry with their apostrophes and accents and put in quotes, find it."""
    chance = random.Random(7)
    apostrophes = [text for text in _shown_texts() if "'" in text[1]]
    for identifier, text in [*chance.sample(_shown_texts(), 150), *chance.sample(apostrophes, 150)]:
        tokens = tokenize(text)
        length = min(len(tokens), chance.randint(3, 6))
        start = chance.randrange(len(tokens) - length + 1)
        phrase = text[tokens[start].start : tokens[start + length - 1].end].replace('"', " ")
        found = engine.search(index(), f'"{phrase}"', limit=1000).results
        assert identifier in {hit.id for hit in found}, phrase


def _shown_texts() -> list[tuple[str, str]]:
    return [
        (concept.id, remove_markers(text))
        for concept in concepts()
        for text in (
            *(concept.definition, concept.explanation or "", concept.note or "", *concept.everyday),
            *(example.text for example in concept.examples),
        )
        if text
    ]


@pytest.mark.parametrize("name", ["O'Brien", "Sørensen", "Großmacht", "d'état", "O’Brien"])
def test_a_word_with_a_mark_in_it_is_found_where_it_stands(run: Sp, tmp_path: Path, name: str) -> None:
    """Quoted or not, in any part, as written or without its marks, a name finds the definition it stands in and no other."""
    path = tmp_path / "c.json"
    entries = [
        {"id": "claim", "term": "Claim", "definition": f"A claim that {name} made."},
        {"id": "other", "term": "Other", "definition": "Something else."},
    ]
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    for typed in (name, f'"{name} made"', f'"that {name}"', names.normalize(name)):
        ran = run("--corpus", str(path), "search", typed, "--in", "definition", "--json")
        assert [hit["id"] for hit in json.loads(ran.out)["results"]] == ["claim"], typed


def test_no_phrase_runs_from_one_text_into_the_next(run: Sp, tmp_path: Path) -> None:
    """Words that end one text of an entry and begin the next do not stand together."""
    path = tmp_path / "c.json"
    entry = {"id": "a", "term": "A", "definition": "d", "everyday": ["to rule alone", "together we stand"]}
    path.write_text(json.dumps({"concepts": [entry]}), encoding="utf-8")
    assert run("--corpus", str(path), "search", '"rule alone"').code == 0
    assert run("--corpus", str(path), "search", '"alone together"').code == 1


def test_a_score_is_what_its_parts_come_to() -> None:
    """With `explain` each hit's parts come to its score: the name alone, or else the sum of the others, at most 0.85."""
    for asked in (
        "authority",
        "autority",
        "my boss takes credit for my work",
        "functions of social norms",
        "power vs authority",
    ):
        said = engine.search(index(), asked, explain=True)
        assert len(said.parts) == len(said.results) > 0
        for hit, parts in zip(said.results, said.parts, strict=True):
            assert list(parts) == ["name", "name_inside", "words", "passage", "meaning", "kindred"]
            name, *text = parts.values()
            assert hit.score == pytest.approx(max(name, min(0.85, sum(text))), abs=0.004)
            assert (hit.why == "text") >= (not name and not parts["name_inside"])
    assert engine.search(index(), "authority").parts == ()


def test_an_explanation_is_shown_beside_each_hit(sp: Sp) -> None:
    """--explain adds a field in a pipe and an object in JSON, and a question for a comparison is answered with hits."""
    assert sp("search", "reliance", "--explain").out.rstrip("\n").split("\t")[-1] == "1.00 name"
    first = json.loads(sp("search", "reliance", "--explain", "--json").out)["results"][0]
    assert first["evidence"]["name"] == first["score"] == 1.0
    assert "evidence" not in json.loads(sp("search", "reliance", "--json").out)["results"][0]
    assert sp("search", "power vs dependence", "--explain").out.startswith(("power\t", "dependence\t"))


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("legit*", "legitimacy"),
        ("discrim*", "discrimination"),
        ("power*", "power"),
        ('"power imbalance"', "power-imbalance"),
        ('"they hold all the cards"', "power-imbalance"),
    ],
)
def test_what_must_be_there_may_be_a_name(typed: str, identifier: str) -> None:
    """A beginning with a star brings the names that begin so first, a phrase in quotes what it names."""
    assert first(typed).id == identifier


def test_every_hit_has_what_must_be_there() -> None:
    """A name that begins so brings no concept whose texts lack the rest."""
    hits = engine.search(index(), 'legit* "power"').results
    assert hits
    assert all(hit.why == "text" for hit in hits)


@pytest.mark.parametrize(
    ("typed", "identifier", "name"),
    [("imbalance", "power-imbalance", "Power imbalance"), ("loafing", "social-loafing", "Social loafing")],
)
def test_a_part_of_a_name_finds_it(typed: str, identifier: str, name: str) -> None:
    """A word that is a part of names brings those first, the shortest before the others."""
    found = by_name.find_named(index(), query.parse(typed))
    best = max(found, key=lambda number: found[number].certainty)
    assert (index().row(best).id, found[best].name, found[best].why) == (identifier, name, "fuzzy name")
    assert all(f" {typed}" in f" {names.normalize(one.name)}" for one in found.values())


@pytest.mark.parametrize("typed", ["gdp", "usa", "men", "spy", "sea"])
def test_three_letters_are_no_misspelling(typed: str) -> None:
    """One letter of three makes another word or acronym, which no name is taken for."""
    assert spelling.find_near_names(index(), typed) == []
    assert spelling.find_near_names(index(), "gdpx") != []


def test_under_a_label_others_may_be_meant() -> None:
    """Hits far below the best are left out; where that is only looked under a label, below the best by text."""
    hits = engine.search(index(), "weber", least_share=0.5).results
    assert hits[0].why == "label"
    assert len(hits) > 4
    texts = [hit.score for hit in hits[1:]]
    assert min(texts) >= 0.5 * max(texts)
    assert len(engine.search(index(), "panopticism", least_share=0.5).results) < 4


def test_works_are_shown_only_where_nothing_else_matches() -> None:
    """A snippet is of the entry's own texts; of a reference where names and years of authors are asked for."""
    for hit in engine.search(index(), "power", limit=20).results:
        assert hit.snippet is None or "(20" not in hit.snippet
    assert (first("emerson 1962").snippet or "").startswith("Emerson, R. M. (1962).")
