"""A quiz: what is asked, what stands to choose from, and how it is at a terminal."""

import json
import signal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import NotFound, Refused, open_corpus
from socialpower_cli.answers import Question
from socialpower_cli.quiz import make_quiz

from . import conftest, terminal
from .conftest import TINY, Sp


@cache
def questions() -> dict[str, Question]:
    """Return questions on the bundled corpus by the id of the answer, as many as a few seeds ask."""
    return {one.answer: one for seed in range(3) for one in make_quiz(conftest.index(), 100, seed=seed).questions}


def write(path: Path, *entries: dict[str, object]) -> str:
    """Write a corpus of some entries and return its name."""
    filled = [
        {"term": str(one["id"]).capitalize(), "definition": "What people call a thing of one kind.", **one} for one in entries
    ]
    path.write_text(json.dumps({"concepts": filled}), encoding="utf-8")
    return str(path)


def test_every_concept_can_be_asked_for() -> None:
    """Of the bundled corpus a hundred questions are made, each on another concept and with four different terms."""
    quiz = make_quiz(conftest.index(), 100, seed=1)
    assert len({one.answer for one in quiz.questions}) == 100
    assert {one.kind for one in quiz.questions} == {"definition", "scene"}
    for one in quiz.questions:
        assert len({choice.term for choice in one.choices}) == 4
        assert [choice.id for choice in one.choices].count(one.answer) == 1
        assert one.why


def test_no_wrong_choice_is_right_as_well() -> None:
    """None is broader or narrower, however far, none has a name of the answer, none is a theory about it."""
    by_id = {one.id: one for one in conftest.concepts()}

    def climb(one: str) -> set[str]:
        above = set(by_id[one].broader)
        return above.union(*(climb(further) for further in above))

    for answer, one in questions().items():
        right = by_id[answer]
        names = {name.lower() for name in (right.term, *right.aliases)}
        for choice in one.choices:
            if choice.id != answer:
                other = by_id[choice.id]
                assert choice.id not in climb(answer)
                assert answer not in climb(choice.id)
                assert not names & {name.lower() for name in (other.term, *other.aliases)}
                assert choice.id not in right.about
                assert answer not in other.about


def test_wrong_choices_are_the_nearest() -> None:
    """Siblings and contrasts come before what is related, that before the category."""
    by_id = {one.id: one for one in conftest.concepts()}
    linked = {
        (one.id, kind): {one.id, *(link if isinstance(link, str) else link.id for link in getattr(one, kind))}
        for one in by_id.values()
        for kind in ("contrasts", "related")
    }
    ranks = []
    for answer, one in questions().items():
        for choice in {choice.id for choice in one.choices} - {answer}:
            mutual = [
                kind for kind in ("contrasts", "related") if choice in linked[answer, kind] or answer in linked[choice, kind]
            ]
            siblings = set(by_id[choice].broader) & set(by_id[answer].broader)
            ranks.append(0 if siblings or "contrasts" in mutual else 1 if mutual else 2)
            assert ranks[-1] < 2 or by_id[choice].category == by_id[answer].category
    assert ranks.count(0) > ranks.count(1) > 0


def test_the_answer_is_not_named() -> None:
    """No text has the term or an alias of its answer, nor a citation."""
    by_id = {one.id: one for one in conftest.concepts()}
    for answer, one in questions().items():
        found = open_names(one.text)
        assert answer not in found, one.text
        assert f" {by_id[answer].term.lower()} " not in one.text.lower()
        assert "[@" not in one.text


def open_names(text: str) -> set[str]:
    """Return the ids of the concepts that a text names, everyday words included."""
    from socialpower_cli.annotation import annotate

    return {one.id for one in annotate(conftest.index(), text, "text", "all").concepts}


def test_reasons_are_those_that_authors_gave() -> None:
    """Why is what tells the answer from the wrong choices; of each wrong one its own reason is told, else the definitions."""
    with open_corpus(str(TINY)) as corpus:
        asked = [one for seed in range(60) for one in corpus.quiz(seed=seed).questions]
    apart = "Dependence needs another; autonomy does not."
    own = next(one for one in asked if one.answer == "dependence" and one.kind == "definition")
    by_id = dict(zip((choice.id for choice in own.choices), own.reasons, strict=True))
    assert own.why == by_id["autonomy"] == by_id["dependence"] == apart
    other = next(one for one in asked if one.answer == "labor-union" and one.kind == "scene")
    told = dict(zip((choice.id for choice in other.choices), other.reasons, strict=True))
    union = "Labor union: An association of workers that bargains for them together."
    assert other.why == told.pop("labor-union") == union
    assert all(reason.startswith(f"{union} ") for reason in told.values())
    plain = next(one for one in asked if one.answer == "labor-union" and one.kind == "definition")
    assert plain.text == "An association of workers that bargains for them together."
    assert plain.why == union
    heard = dict(zip((choice.id for choice in plain.choices), plain.reasons, strict=True))
    assert union not in heard.values()


@given(st.integers(), st.integers(1, 8))
def test_a_seed_asks_the_same(seed: int, count: int) -> None:
    """The same number asks the same, and fewer questions are the first of more."""
    with open_corpus(str(TINY)) as corpus:
        quiz = corpus.quiz(seed=seed, count=count)
        assert quiz == corpus.quiz(seed=seed, count=count)
        assert quiz.questions == corpus.quiz(seed=seed, count=8).questions[:count]
        assert len(quiz.questions) == count


def test_seeds_ask_different_things() -> None:
    """Another number asks something else, and the right choice is not always in one place."""
    with open_corpus(str(TINY)) as corpus:
        quizzes = [corpus.quiz(seed=seed) for seed in range(10)]
    assert len({quiz.questions for quiz in quizzes}) == 10
    places = {[one.id for one in asked.choices].index(asked.answer) for quiz in quizzes for asked in quiz.questions}
    assert places == {0, 1, 2, 3}


def test_without_a_seed_one_is_drawn() -> None:
    """The seed that was drawn asks the same again."""
    with open_corpus(str(TINY)) as corpus:
        quiz = corpus.quiz(count=4)
        assert 0 <= quiz.seed < 10**6
        assert corpus.quiz(count=4, seed=quiz.seed) == quiz
        assert len({corpus.quiz().seed for _ in range(5)}) > 1


def test_the_draw_is_that_of_every_python() -> None:
    """What a seed draws is written down: no version of Python may change it."""
    with open_corpus(str(TINY)) as corpus:
        assert [one.answer for one in corpus.quiz(seed=16).questions] == [
            "dependence",
            "rank-order",
            "status",
            "power",
            "labor-union",
            "autonomy",
            "elite",
            "bargaining-power",
        ]


def test_the_contract(sp: Sp) -> None:
    """JSON has the seed and the questions, each with its keys in order, and nothing else."""
    ran = sp("quiz", "--seed", "16", "--category", "Structure", "--json")
    document = json.loads(ran.out)
    assert (ran.err, ran.code, list(document), document["seed"]) == ("", 0, ["seed", "questions"], 16)
    assert {one["answer"] for one in document["questions"]} == {"elite", "labor-union", "rank-order", "status"}
    for one in document["questions"]:
        assert list(one) == ["kind", "text", "choices", "answer", "why"]
        assert [list(choice) for choice in one["choices"]] == [["id", "term"]] * 4


def test_a_pipe_gets_a_worksheet(sp: Sp) -> None:
    """Without a terminal the questions are printed, then the key, then how to have the same again, which is true."""
    ran = sp("quiz", "--count", "3")
    assert (ran.err, ran.code) == ("", 0)
    assert sp("quiz", "--count", "3", "--print").out.count("\nKey\n") == 1
    again = ran.out.splitlines()[-1].removeprefix("The same sheet again: sp ").split()
    assert again[:4] == ["quiz", "--count", "3", "--seed"]
    assert again[5:] == ["--print", "--corpus", str(TINY)]
    assert sp(*again[:6]) == ran


def test_a_category_too_small_says_so(sp: Sp) -> None:
    """Fewer questions than were asked for are told on standard error, and there is no quiz without three wrong choices."""
    ran = sp("quiz", "--category", "power", "--seed", "1")
    assert ran.code == 0
    assert ran.err == "4 questions in place of 10: the category 'power' is too small for more.\n"
    assert ran.out.startswith("Quiz: 4 questions, seed 1\n")
    none = sp("quiz", "--category", "economie")
    assert (none.out, none.code) == ("", 2)


@pytest.mark.parametrize("linked", [False, True])
def test_a_corpus_too_small_says_so(run: Sp, tmp_path: Path, linked: bool) -> None:
    """Three concepts make no quiz, nor do four of which one is broader than the others."""
    entries: list[dict[str, object]] = [{"id": name} for name in ("one", "two", "three")]
    if linked:
        entries = [{**entry, "broader": ["four"]} for entry in entries] + [{"id": "four"}]
    path = write(tmp_path / "small.json", *entries)
    ran = run("quiz", "--corpus", path)
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("The corpus is too small for a quiz: ")
    with open_corpus(path) as corpus, pytest.raises(NotFound):
        corpus.quiz()


def test_what_has_the_same_name_is_no_wrong_choice(tmp_path: Path) -> None:
    """A concept with the answer's name among its own, and two with one term, do not stand to choose from."""
    names = ("Ash", "Birch", "Cedar", "Fir")
    entries: list[dict[str, object]] = [{"id": name.lower(), "term": name} for name in names]
    entries.append({"id": "rowan", "aliases": ["ash"]})
    with open_corpus(write(tmp_path / "trees.json", *entries)) as corpus:
        asked = [one for seed in range(20) for one in corpus.quiz(seed=seed).questions]
    for one in asked:
        assert not {"ash", "rowan"} <= {choice.id for choice in one.choices} or one.answer not in ("ash", "rowan")
    assert {one.answer for one in asked} == {"ash", "birch", "cedar", "fir", "rowan"}


@pytest.mark.parametrize(
    ("links", "near"),
    [
        ({"contrasts": [{"id": name, "why": "w"} for name in ("b", "c", "d")]}, ["b", "c", "d"]),
        ({"broader": ["above"]}, ["e", "f", "g"]),
        ({"broader": ["above"], "contrasts": [{"id": "b", "why": "w"}]}, ["b", "e", "f", "g"]),
        ({"related": ["b", "c"], "contrasts": ["d"]}, ["b", "c", "d"]),
    ],
    ids=["contrasts", "siblings", "both", "related"],
)
def test_the_nearest_come_first(tmp_path: Path, links: dict[str, object], near: list[str]) -> None:
    """Contrasts and siblings alike, then what is related, although the category has others."""
    entries: list[dict[str, object]] = [{"id": "a", **links}, {"id": "above"}]
    entries += [{"id": name} for name in "bcd"]
    entries += [{"id": name, "broader": ["above"]} for name in "efg"]
    with open_corpus(write(tmp_path / "near.json", *entries)) as corpus:
        asked = [one for seed in range(20) for one in corpus.quiz(seed=seed).questions if one.answer == "a"]
    assert len(asked) == 20
    assert {choice.id for one in asked for choice in one.choices} == {"a", *near}


def test_terms_to_choose_from_differ(tmp_path: Path) -> None:
    """Of two concepts with one term only one stands to choose from."""
    entries: list[dict[str, object]] = [{"id": name} for name in "abcd"]
    entries.append({"id": "other-d", "term": "D"})
    with open_corpus(write(tmp_path / "terms.json", *entries)) as corpus:
        asked = [one for seed in range(20) for one in corpus.quiz(seed=seed).questions]
    assert all(len({choice.term for choice in one.choices}) == 4 for one in asked)
    assert {"d", "other-d"} <= {choice.id for one in asked for choice in one.choices}


def test_a_text_of_names_alone_asks_nothing(tmp_path: Path) -> None:
    """A concept whose definition is little but its name is asked for by a scene, and not at all where it has none."""
    entries: list[dict[str, object]] = [{"id": name} for name in "bcd"]
    entries.append({"id": "trust", "definition": "Trust is trust."})
    scene = {"title": "Keys", "text": "She leaves her keys with the neighbour."}
    entries.append({"id": "faith", "definition": "A faith.", "examples": [scene]})
    with open_corpus(write(tmp_path / "names.json", *entries)) as corpus:
        asked = [one for seed in range(20) for one in corpus.quiz(seed=seed).questions]
    assert {one.answer for one in asked} == {"b", "c", "d", "faith"}
    assert [one.text for one in asked if one.answer == "faith"] == [scene["text"]] * 20


@pytest.mark.parametrize("count", [0, 101, -1])
def test_a_quiz_has_from_1_to_100_questions(sp: Sp, count: int) -> None:
    """More and fewer are wrong usage."""
    ran = sp("quiz", "--count", str(count))
    assert (ran.out, ran.code) == ("", 2)
    with open_corpus(str(TINY)) as corpus, pytest.raises(Refused):
        corpus.quiz(count=count)


def take(environment: dict[str, str], typed: list[str | None], *options: str) -> tuple[str, int]:
    """Return what a quiz shows on a terminal at which lines are typed one after the other, and its exit code.

    None is an interrupt.
    """
    return terminal.converse(environment, ["quiz", *options], "q to leave> ", typed)


def find_letters(count: int) -> list[tuple[str, str]]:
    """Return the letter of the right choice and that of a wrong one for each of the first questions of seed 16."""
    with open_corpus(str(TINY)) as corpus:
        asked = corpus.quiz(seed=16, count=count).questions
    right = ["abcd"[[choice.id for choice in one.choices].index(one.answer)] for one in asked]
    return [(letter, "b" if letter == "a" else "a") for letter in right]


def test_a_terminal_asks_and_tells_at_once(environment: dict[str, str]) -> None:
    """A letter in any case answers; right or wrong is told at once with the reason, and the count at the end."""
    (right, _), (other, wrong) = find_letters(2)
    shown, code = take(environment, [f"{right.upper()}\n", f"{wrong}\n"], "--seed", "16", "--count", "2")
    assert code == 0
    first, _, second = shown.partition("2 of 2")
    assert "Right.\nDependence needs another; autonomy does not.\n" in first
    assert f"Wrong: it is {other}, Rank order.\n" in second
    assert "\nÉlite: The few who hold most of what counts, whether [bold]money[/bold] or\noffice.\n" in second
    assert "1 of 2 right.\nThe same questions again: sp quiz --count 2 --seed 16" in second


def test_other_words_are_asked_again_and_names_answer(environment: dict[str, str]) -> None:
    """What is none of the letters is told so and asked again; the term itself answers as well."""
    shown, code = take(environment, ["e\n", "\n", "dependence\n"], "--seed", "16", "--count", "1")
    assert code == 0
    assert shown.count("Type one of the letters a, b, c and d, or q to leave.\n") == 2
    assert "Right." in shown
    assert "1 of 1 right." in shown


@pytest.mark.parametrize(("leaving", "expected"), [("q\n", 0), ("\x04", 0), (None, 130)], ids=["q", "Ctrl-D", "Ctrl-C"])
def test_one_can_leave_quietly(environment: dict[str, str], leaving: str | None, expected: int) -> None:
    """q, Ctrl-D and Ctrl-C end a quiz without a traceback, on a line of its own."""
    # A shell that runs the tests in the background has them ignore interrupts, and a program inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    shown, code = take(environment, [leaving], "--seed", "16")
    assert code == expected
    assert shown.endswith("\n")
    assert "Traceback" not in shown
    assert "right" not in shown.partition("q to leave> ")[2]


def test_a_terminal_prints_where_it_is_asked_to(environment: dict[str, str]) -> None:
    """--print and --plain give the worksheet on a terminal, too, and ask nothing."""
    for option in ("--print", "--plain"):
        shown, code = take(environment, [], "--seed", "16", option, "--no-pager")
        assert code == 0
        assert "\nKey\n" in shown
        assert "q to leave" not in shown


def test_nothing_is_stored(environment: dict[str, str]) -> None:
    """A quiz leaves no file behind but the compiled index."""
    home = Path(environment["HOME"])
    take(environment, ["q\n"], "--seed", "16")
    before = sorted(home.rglob("*"))
    take(environment, ["a\n", "q\n"], "--seed", "16")
    assert sorted(home.rglob("*")) == before
