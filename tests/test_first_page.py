"""The first page of an entry: what it shows at which size, in which order, and that it never is more than the screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import open_corpus
from socialpower_cli.answers import Association, Citation, Definition, Entry, Example, Match, Reference
from socialpower_cli.render import Output, first_page, painting

from .conftest import BUNDLED

Text = st.text("abc déf. “”—[]@漢\x1b\n", max_size=300)
Name = st.text("abc-é漢", min_size=1, max_size=40)


def draw(answer: Definition, width: int, height: int) -> list[str]:
    """Return the lines of a first page without styles."""
    lines = first_page.render(answer, Output("panels", styles=False, width=width, height=height))
    return painting.paint(lines, styles=False).splitlines()


def make(**fields: object) -> Definition:
    """Return an entry that has what is given, and else only what it must have."""
    given: dict[str, object] = {
        "id": "queue",
        "term": "Queue",
        "category": None,
        "aliases": (),
        "origin": None,
        "gloss": None,
        "definition": "People in a line.",
        "explanation": None,
        "everyday": (),
        "examples": (),
        "note": None,
        "broader": (),
        "narrower": (),
        "related": (),
        "contrasts": (),
        "about": (),
        "theories": (),
        "sources": (),
        "matched": Match("queue", "queue", "id"),
    }
    return Definition(Entry(**{**given, **fields}), None, (), (), ())  # type: ignore[arg-type]  # any fields


FULL = make(
    explanation="First it grows. Then it shrinks, says R. M. Emerson. Last of all it ends.",
    examples=(
        Example("At the well", "work", "One well. " * 12, "Two wells."),
        Example("At the door", None, "One door.", None),
    ),
    related=(Association("line", "Line", "a line", "Lines are near."), Association("row", "Row", None, None)),
    broader=(Reference("order", "Order", None),),
    contrasts=(
        Association("crowd", "Crowd", "many people at once", "A crowd has no order, and " + "no end of people " * 5),
        Association("list", "List", "names " * 20, "why " * 30),
    ),
    note="Some call it a line.",
    aliases=("line-up",),
    everyday=("after you",),
)


def test_all_of_a_short_entry_is_shown() -> None:
    """Where everything fits, everything stands there in the order of the entry, and nothing more is promised."""
    lines = draw(FULL, 80, 50)
    starts = [
        "── Queue",
        "People in a line.",
        "First it grows.",
        "Also: line-up",
        "At the well · work",
        "In balance: Two wells.",
    ]
    starts += ["At the door", "People say", "• after you", "Note: Some call it", "Broader: Order", "Related: Line, Row"]
    starts += ["Not Crowd: many people at once", "Not List", "────", "Next: sp related queue"]
    places = [next(at for at, line in enumerate(lines) if line.startswith(start)) for start in starts]
    assert places == sorted(places)
    assert lines[-1] == "Next: sp related queue"


@pytest.mark.parametrize(
    ("height", "shown", "left"),
    [
        (6, ["People in a line."], ["At the well", "At the door", "Related"]),
        (10, ["People in a line.", "At the door", "First it grows."], ["At the well", "Related", "Not Crowd"]),
        (11, ["People in a line.", "Broader: Order", "Related: Line, Row", "At the door"], ["At the well", "Not Crowd"]),
        (
            12,
            ["People in a line.", "Broader: Order", "Related: Line, Row", "At the well · work"],
            ["Not Crowd", "First it grows"],
        ),
        (14, ["At the well · work", "Related: Line, Row", "Not Crowd: many people at once", "Not List"], ["First it grows"]),
        (16, ["Not Crowd: many people at once", "First it grows."], ["In balance"]),
    ],
)
def test_the_most_important_stands_first(height: int, shown: list[str], left: list[str]) -> None:
    """A definition, then an example, the links' names, what it is not, the explanation: each if there is room for it whole."""
    lines = draw(FULL, 80, height)
    assert len(lines) < height
    for start in shown:
        assert any(line.startswith(start) for line in lines), start
    for start in left:
        assert not any(line.startswith(start) for line in lines), start
    assert lines[-1].startswith("More")
    assert lines[-1].endswith(": sp define queue --full")


def test_an_example_is_worth_more_than_empty_lines() -> None:
    """Where an example fits only without the empty lines they go; where it does not fit even so they stay."""
    entry = make(examples=(Example("At the well", None, "word " * 15, None),), explanation="It grows.")
    body = ["word word word word word word word word", "word word word word word word word"]
    assert draw(entry, 40, 9)[1:6] == ["People in a line.", "", "At the well", *body]
    assert draw(entry, 40, 8)[1:5] == ["People in a line.", "At the well", *body]
    assert draw(entry, 40, 7)[1:4] == ["People in a line.", "", "It grows."]


def test_a_category_gives_way_to_the_title() -> None:
    """On a narrow screen the title has one line, which is its own."""
    entry = make()._replace(category_label="Lines and rows and other things in order")
    assert draw(entry, 60, 9)[0].startswith("── Queue · Lines and rows and other things in order ──")
    assert draw(entry, 40, 9)[:2] == ["── Queue " + "─" * 31, "People in a line."]


def test_the_last_line_names_what_is_left_out() -> None:
    """It says what more there is as far as there is room on the line, and how to see it."""
    assert draw(FULL, 80, 14)[-1] == "More (explanation, in balance, names, note and more): sp define queue --full"
    assert draw(FULL, 40, 14)[-1] == "More: sp define queue --full"


def test_as_many_sentences_of_the_explanation_as_fit() -> None:
    """An explanation is cut between sentences, and an initial ends none."""
    entry = make(explanation="First it grows, says R. M. Emerson. " + "Then it shrinks. " * 20)
    lines = draw(entry, 80, 8)
    assert lines[1:4] == [
        "People in a line.",
        "",
        "First it grows, says R. M. Emerson. Then it shrinks. Then it shrinks. Then it",
    ]
    assert lines[4] == "shrinks." + " Then it shrinks." * 4
    assert lines[-1] == "More (explanation): sp define queue --full"
    initials = make(explanation="So says R. M. Emerson. " + "Then it shrinks. " * 20)
    assert "So says" not in " ".join(draw(initials, 21, 8))
    assert "So says R. M." in draw(initials, 21, 9)
    assert draw(make(explanation="word " * 200), 80, 10)[1:3] == ["People in a line.", "─" * 80]


def test_names_that_do_not_fit_are_counted() -> None:
    """A line of names is one line, and says how many more there are."""
    many = tuple(Reference(f"c{n}", f"Concept {n}", None) for n in range(20))
    lines = draw(make(narrower=many), 60, 24)
    assert "Narrower: Concept 0, Concept 1, Concept 2 and 17 more" in lines
    exact = draw(make(narrower=many[:4]), 60, 24)
    assert "Narrower: Concept 0, Concept 1, Concept 2, Concept 3" in exact
    long = draw(make(narrower=(Reference("c", "x" * 90, None), *many)), 60, 24)
    assert "Narrower: 21 concepts" in long
    assert draw(make(narrower=many), 60, 24)[-1] == "Next: sp related queue"


def test_a_definition_higher_than_the_screen_is_cut_and_says_so() -> None:
    """Even then the page fits, and tells where the rest is."""
    lines = draw(make(definition="word " * 500), 40, 12)
    assert len(lines) == 11
    assert lines[-1] == "More: sp define queue --full"


def test_how_it_was_found_and_who_shares_the_name_come_first() -> None:
    """What surprises is told before the definition, at any size."""
    entry = make(matched=Match("line up", "line-up", "alias"))._replace(namesakes=(Reference("fair", "Fair", None),))
    assert draw(entry, 80, 8)[1:4] == ["line up → Queue (alias)", "Also the name of: fair", "People in a line."]


def test_nothing_ends_in_an_ellipsis() -> None:
    """What is shown is whole."""
    for height in range(6, 40):
        assert not any(line.endswith(("…", "...")) for line in draw(FULL, 44, height))


@given(
    st.builds(
        make,
        id=Name,
        term=Name,
        definition=Text,
        explanation=Text,
        note=Text,
        examples=st.lists(st.builds(Example, Text, st.none() | Text, Text, st.none() | Text), max_size=3).map(tuple),
        related=st.lists(st.builds(Association, Name, Name, st.none() | Text, st.none() | Text), max_size=9).map(tuple),
        contrasts=st.lists(st.builds(Association, Name, Name, st.none() | Text, st.none() | Text), max_size=9).map(tuple),
    ),
    st.lists(st.builds(Citation, Name, Text), max_size=3),
    st.integers(20, 130),
    st.integers(6, 60),
)
def test_a_first_page_is_never_more_than_the_screen(
    answer: Definition, citations: list[Citation], width: int, height: int
) -> None:
    """Whatever an entry holds and however small the screen, the prompt still has a line of it and no line is too wide."""
    lines = draw(answer._replace(citations=tuple(citations), cites=True), width, height)
    assert len(lines) < height
    assert all(painting.measure_cells(line) <= width for line in lines)


@pytest.mark.parametrize(("width", "height", "share"), [(80, 24, 0.9), (100, 40, 1.0), (120, 50, 1.0)])
def test_nine_entries_in_ten_tell_the_most_at_once(width: int, height: int, share: float) -> None:
    """On a common screen the definition, an example and related terms stand on the first page of nearly every entry."""
    told = 0
    with open_corpus(BUNDLED) as corpus:
        names = [concept.id for concept in corpus.concepts().concepts]
        for name in names:
            answer = corpus.define(name)
            lines = draw(answer, width, height)
            assert len(lines) < height
            page = " ".join(" ".join(lines).split())
            example = any(one.title in lines or f"{one.title} · {one.setting}" in lines for one in answer.entry.examples)
            related = not answer.entry.related or any(line.startswith("Related: ") for line in lines)
            told += example and related and answer.entry.definition.split("[@")[0].strip()[-20:] in page
    assert told >= share * len(names)
