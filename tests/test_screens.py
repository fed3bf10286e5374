"""Answers on a terminal, made from answers alone: results, lists, trees, and how lines are laid out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli.answers import (
    Answer,
    Branch,
    Counted,
    Forest,
    Groups,
    Hit,
    Listed,
    Listing,
    Match,
    Neighbours,
    Results,
    Why,
)
from socialpower_cli.render import Output, painting, panels, sections


def draw(answer: Answer, width: int = 80) -> list[str]:
    """Return the lines of an answer without styles."""
    return painting.paint(panels.render(answer, Output("panels", False, width, 24)), styles=False).splitlines()


def hit(term: str, why: Why = "text", matched: str | None = None, snippet: str | None = None) -> Hit:
    """Return a result for a concept."""
    return Hit(term.lower(), term, None, 0.87, why, matched, snippet, "a gloss", "A definition.")


def test_a_hit_tells_what_it_is_and_then_what_matched() -> None:
    """Number, term, id and gloss; below them the alias, the label as what it is, or the passage; and no score."""
    hits = (
        hit("Power", "name", "power"),
        hit("Might", "alias", "strength"),
        hit("Force", "label", "violence"),
        hit("Duress", "fuzzy name", "duresse"),
        hit("Sway", snippet="... the power of the few ..."),
        hit("Grip"),
    )
    marks = ((), (), (), (), ((8, 13),), ())
    lines = draw(Results("power", True, hits, marks))
    assert lines == [
        "── power · 6 concepts " + "─" * 58,
        " 1 Power (power): a gloss",
        " 2 Might (might): a gloss",
        "   alias: strength",
        " 3 Force (force): a gloss",
        "   see: violence",
        " 4 Duress (duress): a gloss",
        "   near name: duresse",
        " 5 Sway (sway): a gloss",
        "   “… the power of the few …”",
        " 6 Grip (grip): a gloss",
        "─" * 80,
        "Next: sp define power",
    ]


def test_what_matched_is_marked() -> None:
    """The words that match stand out in the passage, and nothing else does."""
    answer = Results("power", True, (hit("Sway", snippet="the power of the few, a power"),), (((4, 9), (24, 29)),))
    painted = painting.paint(panels.render(answer, Output("panels", True, 80, 24)), styles=True)
    assert "“the \x1b[1;4mpower\x1b[0m of the few, a \x1b[1;4mpower\x1b[0m”" in painted


def test_results_that_do_not_fit_well_say_so_first() -> None:
    """Before hits that are only the nearest there are stands that nothing fits well."""
    hits = (hit("Power"),)
    assert draw(Results("zzz", False, hits, ((),)))[1] == "Nothing fits well. Nearest:"
    assert "Nothing fits well. Nearest:" not in draw(Results("zzz", True, hits, ((),)))
    assert "Nothing fits well. Nearest:" not in draw(Results("zzz", False, (), ()))


Words = st.lists(st.text("abcé漢", min_size=1, max_size=9), min_size=1, max_size=40)


@given(Words, st.integers(0, 39), st.integers(12, 90))
def test_a_passage_takes_one_line_and_keeps_what_matched(words: list[str], marked: int, width: int) -> None:
    """However long a passage is, one line of it is shown, whole words with the first that matches among them."""
    marked %= len(words)
    text = " ".join(words)
    start = len(" ".join(words[:marked])) + bool(marked)
    span = (start, start + len(words[marked]))
    shown, marks = panels.excerpt(f"{text}", (span,), width)
    kept = shown.removeprefix("… ").removesuffix(" …")
    assert f" {kept} " in f" {text} "
    assert painting.measure_cells(shown) <= width or " " not in kept
    assert [shown[one:other] for one, other in marks] == [words[marked]]
    assert ("…" in shown) is (kept != text)


@given(
    st.lists(st.tuples(st.text("abc-é漢", min_size=1, max_size=60), st.text("abc é漢", max_size=120)), max_size=8),
    st.integers(20, 120),
)
def test_a_list_has_one_line_for_each(rows: list[tuple[str, str]], width: int) -> None:
    """A concept takes one line of the whole width if its id does; what is cut ends in an ellipsis, and that is explained."""
    listed = tuple(Listed(name, name, None, gloss, "definition") for name, gloss in rows)
    lines = draw(Listing(listed, {}, False), width)
    assert all(painting.measure_cells(line) <= width for line in lines)
    short = [row for row in listed if painting.measure_cells(row.id) <= width]
    if short == list(listed):
        told = lines[: len(listed)]
        for row, line in zip(listed, told, strict=True):
            assert line.startswith(painting.say(row.id)[0])
        assert lines[len(listed)].startswith(f"{len(listed)} concept")
        assert any(line.endswith("…") for line in told) <= ("sp list --plain" in " ".join(lines))


def test_a_list_uses_the_whole_width() -> None:
    """A gloss is cut at a word where the terminal ends, not before; one that fits is whole."""
    row = Listed("might", "Might", None, "the capacity of people to bring about effects, even against others", "d")
    assert draw(Listing((row,), {}, False), 73)[0] == "might  " + str(row.gloss)
    assert draw(Listing((row,), {}, False), 72)[0] == "might  the capacity of people to bring about effects, even against…"
    assert draw(Listing((row,), {}, False), 53)[0] == "might  the capacity of people to bring about effects…"


def test_a_concept_met_before_points_to_where_it_stands() -> None:
    """In a tree a concept with several above it is told once, and named after that."""
    once = Branch("c", "C", "told", (Branch("d", "D", None, ()),))
    again = Branch("c", "C", "told", (), elsewhere=True)
    lines = draw(Forest((Branch("a", "A", None, (once,)), Branch("b", "B", None, (again,)))))
    assert lines[:5] == ["• A", "  • C: told", "    • D", "• B", "  • C: see above"]


def test_a_concept_without_links_says_so() -> None:
    """`related` always has something to say."""
    answer = Neighbours("a", "A", None, (), (), (), (), (), (), 1, Match("b", "b", "label"))
    assert draw(answer)[1:4] == ["'b' has no entry of its own; see: A, or: sp search b", "", "No links."]


def test_groups_are_counted() -> None:
    """Keys, labels and totals stand under each other."""
    answer = Groups("categories", (Counted("a", "Alpha", 3), Counted("long", "B", 1200)))
    assert draw(answer)[:3] == ["a     Alpha     3", "long  B      1200", "2 categories, with concepts counted."]
    one = Groups("settings", (Counted("work", "Work", 1),))
    assert draw(one)[1] == "1 setting, with examples counted."


def test_a_title_longer_than_the_rule_stands_under_it() -> None:
    """Nothing of a title is cut; where the rule has no room for it, it follows whole."""
    lines = draw(Results("word " * 9 + "end", True, (), ()), 30)
    assert lines[0] == "─" * 30
    assert " ".join(lines[1:4]) == "word " * 9 + "end · 0 concepts"
    assert sections.draw_title("Power", "", 12)[0] == painting.line(
        ("── ", "ornament"), ("Power", "title"), (" ───", "ornament")
    )


def test_what_to_try_next_is_not_worth_a_pager() -> None:
    """Where all but the commands to try fits the screen, they are left out; where more is to be paged, they stand."""
    answer = Results("power", True, tuple(hit(f"C{number}") for number in range(8)), ((),) * 8)
    for height, told in ((12, True), (11, False), (10, True)):
        lines = painting.paint(panels.render(answer, Output("panels", False, 80, height)), styles=False)
        assert ("Next: " in lines) is told


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [
        ("power-to", "power-to"),
        ("élite_2.0", "élite_2.0"),
        ("zq$(id)", "'zq$(id)'"),
        ("it's", """'it'"'"'s'"""),
        ("a;b", "'a;b'"),
        ("*", "'*'"),
        ("a\x1b\u202e", "'a\ufffd\ufffd'"),
    ],
)
def test_a_command_to_try_can_be_typed_as_it_stands(identifier: str, shown: str) -> None:
    """An id that a shell would act on is quoted in every command that is suggested."""
    found = hit("Power")._replace(id=identifier)
    assert draw(Results("power", True, (found,), ((),)))[-1] == f"Next: sp define {shown}"
    about = Neighbours(identifier, "A", None, (), (), (), (), (), (), 1, Match("a", "a", "id"))
    assert draw(about)[-1] == f"Next: sp define {shown} · sp related {shown} --depth 2"


def test_commands_to_try_are_not_broken() -> None:
    """A command stands whole on a line where the terminal is wide enough for it."""
    laid = sections.lay_out([sections.suggest("sp define a", "sp related a", "sp cite a")], 30)
    assert painting.paint(laid, styles=False) == "Next: sp define a\n      sp related a · sp cite a\n"


def test_what_is_written_without_spaces_is_cut_at_a_sign() -> None:
    """A Japanese gloss fills its line, in cells, and says that it goes on."""
    row = Listed("might", "Might", None, "他者の行動に影響を与える能力", "d")
    assert draw(Listing((row,), {}, False), 20)[0] == "might  他者の行動に…"


def test_where_groups_are_wide_their_labels_are_cut() -> None:
    """On a narrow screen a total stays on the line of its key."""
    answer = Groups("categories", (Counted("a", "Alpha and all that", 3), Counted("long", "B", 1200)))
    assert draw(answer, 20)[:2] == ["a        3  Alpha…", "long  1200  B"]
