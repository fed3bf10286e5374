"""What is told of a command line that cannot be read, and where what was meant can be told."""

import json
from pathlib import Path

import pytest

from .conftest import BUNDLED, TINY, Sp


@pytest.mark.parametrize(
    ("words", "told", "hint"),
    [
        (["--nonsense"], "sp has no option --nonsense.", "How to use it: sp help"),
        (["define", "x", "--jsn"], "sp define has no option --jsn.", "Did you mean: --json"),
        (["define"], "sp define needs CONCEPT after it.", "How to use it: sp help define"),
        (["search", "x", "--limit", "0"], "--limit takes a whole number from 1 on, not '0'.", "How to use it: sp help search"),
        (["search", "x", "--limit", "ten"], "--limit takes a whole number from 1 on, not 'ten'.", "sp help search"),
        (["related", "x", "--depth", "99"], "--depth takes a whole number from 1 to 20, not '99'.", "sp help related"),
        (["search", "x", "--limit"], "--limit needs a value after it.", "sp help"),
        (["cite", "x", "--style", "ieee"], "--style takes one of apa, mla, chicago, harvard, not 'ieee'.", "sp help cite"),
        (["list", "economy"], "Too many words for sp list: economy", "Of one category: sp list --category economy"),
        (["web", "page"], "Too many words for sp web: page", "How to use it: sp help web"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(run: Sp, words: list[str], told: str, hint: str) -> None:
    """One sentence says what is wrong, the next line what to type or where to read; stdout stays empty, the exit code is 2."""
    ran = run(*words)
    assert (ran.out, ran.code) == ("", 2)
    lines = ran.err.splitlines()
    assert lines[0] == told
    assert any(line.startswith("  ") and hint in line for line in lines[1:])


def test_an_option_unlike_any_other_suggests_none(run: Sp) -> None:
    """Two options that share a few letters are not one misspelt."""
    assert "Did you mean" not in run("list", "--sort", "name").err


@pytest.mark.parametrize("typed", ["APA", "Apa", "apa"])
def test_a_choice_is_met_in_any_case(sp: Sp, typed: str) -> None:
    """What is chosen from a list may be written with capitals, as a style is."""
    assert sp("cite", "dependence", "--style", typed) == sp("cite", "dependence", "--style", "apa")


def test_more_names_than_are_compared_are_counted(run: Sp) -> None:
    """Four concepts are too many, and not one name that nothing has."""
    ran = run("compare", "power", "authority", "legitimacy", "influence")
    assert (ran.err.splitlines()[0], ran.code) == ("Two or three concepts are compared.", 2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("examples of soft power", "sp examples soft power"),
        ("show power", "sp define power"),
        ("find leverage", "sp search leverage"),
        ("what is the opposite of power", None),
        ("examples of zzyzx", None),
    ],
)
def test_a_command_is_suggested_where_it_has_an_answer(run: Sp, typed: str, meant: str | None) -> None:
    """Words that join a name to a command are left out; where the rest names nothing a search is suggested instead."""
    ran = run(typed)
    assert ran.code == 2
    assert (f"Did you mean: {meant}" in ran.err) is (meant is not None)
    assert ("To search for the words: sp search" in ran.err) is (meant is None)


def test_of_a_comparison_it_is_told_which_name_means_nothing(run: Sp) -> None:
    """Also where a word of the question may be a command."""
    ran = run("difference", "between", "zzyzx", "and", "power")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("Nothing is named 'zzyzx'.\n")


def test_what_somebody_pastes_is_not_repeated_whole(run: Sp) -> None:
    """A page that names nothing is told by its beginning and end."""
    ran = run("define", "zzyzx qwrtp " * 2000)
    assert ran.code == 1
    assert ran.err.startswith("Nothing is named 'zzyzx qwrtp")
    assert " … " in ran.err
    assert len(ran.err) < 1_500


def test_json_does_not_go_into_a_picture(run: Sp, tmp_path: Path) -> None:
    """A file's ending asks for a picture as --format does, and goes with --json as little; nothing is written."""
    target = tmp_path / "power.svg"
    ran = run("map", "power", "--json", "-o", str(target))
    assert (ran.out, ran.code, target.exists()) == ("", 2, False)
    assert ran.err.startswith("--json and a file that ends in .svg do not go together.")
    named = tmp_path / "power.json"
    assert run("map", "power", "--json", "-o", str(named)).code == 0
    assert "nodes" in json.loads(named.read_text(encoding="utf-8"))


def test_another_edition_of_the_bundled_corpus_is_checked_by_itself(run: Sp, tmp_path: Path) -> None:
    """As in a checkout beside an installed program: its ids are no clashes with the bundled ones, but those of a few are."""
    edition = tmp_path / "edition.json"
    whole = json.loads(BUNDLED.read_text(encoding="utf-8"))
    edition.write_text(json.dumps(whole), encoding="utf-8")
    assert "E107" not in run("check", str(edition)).out
    few = tmp_path / "few.json"
    few.write_text(json.dumps({"concepts": [{"id": "power", "term": "Power", "definition": "d"}]}), encoding="utf-8")
    assert "E107" in run("check", str(few)).out


@pytest.mark.parametrize("words", [["--help"], ["help", "search"], ["help", "cite"]])
def test_help_fits_a_narrow_screen(run: Sp, words: list[str]) -> None:
    """No word of it is broken where a screen has forty columns; commands to copy stay on one line."""
    told = run(*words, COLUMNS="40").out.splitlines()
    assert [line for line in told if len(line) > 40 and not line.startswith("    sp ")] == []
    assert max(map(len, run(*words).out.splitlines())) > 60


def test_the_files_of_a_run_are_repeated(run: Sp) -> None:
    """What is suggested asks the corpus that this run asked."""
    assert run("--corpus", str(TINY), "list", "bases").err.splitlines()[1] == (
        f"  Of one category: sp list --category bases --corpus {TINY}"
    )
