"""Corpora of one's own: where they are found, in which order they lie over one another, and what a run says of them."""

import json
import os
import shlex
from pathlib import Path

import pytest

from socialpower_cli import open_corpus
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.locations import Chosen

from .conftest import BUNDLED, TINY, Sp


def write(path: Path, *concepts: dict[str, object], **more: object) -> Path:
    """Write a corpus file, its folder too, and return its path; a concept without a term has its id for one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    entries = [one if "extends" in one else {"term": str(one["id"]).title(), "definition": "d", **one} for one in concepts]
    path.write_text(json.dumps({**more, "concepts": entries}), encoding="utf-8")
    return path


def ids(out: str) -> list[str]:
    """Return the ids that plain output lists."""
    return [line.split("\t")[0] for line in out.splitlines()]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """A file in each place, with a concept named for the place."""
    return {
        "configuration": write(tmp_path / "config" / "socialpower" / "mine.json", {"id": "zz-folder"}),
        "SP_CORPUS": write(tmp_path / "listed.json", {"id": "zz-listed"}),
        "--with": write(tmp_path / "given.json", {"id": "zz-given"}),
        "--corpus": write(tmp_path / "only.json", {"id": "zz-only"}),
    }


def test_every_place_is_looked_in(run: Sp, places: dict[str, Path], tmp_path: Path) -> None:
    """The bundled corpus, one's own folder, `SP_CORPUS` and `--with` make one corpus."""
    variables = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "SP_CORPUS": str(places["SP_CORPUS"])}
    listed = ids(run("list", "--with", str(places["--with"]), **variables).out)
    assert {"zz-folder", "zz-listed", "zz-given", "power"} <= set(listed)
    assert "zz-only" not in listed


def test_a_named_corpus_is_looked_in_and_nothing_else(run: Sp, places: dict[str, Path], tmp_path: Path) -> None:
    """`--corpus` stands in place of all places; only what `--with` names still lies over it."""
    variables = {"XDG_CONFIG_HOME": str(tmp_path / "config"), "SP_CORPUS": str(places["SP_CORPUS"])}
    only = ["--corpus", str(places["--corpus"])]
    assert ids(run(*only, "list", **variables).out) == ["zz-only"]
    assert ids(run("list", *only, "--with", str(places["--with"]), **variables).out) == ["zz-given", "zz-only"]


def test_places_have_an_order(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From the bundled file over the folder, by name, and the variable, as listed, to the command line."""
    folder = tmp_path / "socialpower"
    second, first = write(folder / "b.json"), write(folder / "a.json")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("SP_CORPUS", os.pathsep.join(["", "/z.json", "y.json", ""]))
    assert [tuple(one) for one in locations.corpora(Chosen(over=("/x.json",)))] == [
        (str(BUNDLED), "bundled"),
        (str(first), "configuration"),
        (str(second), "configuration"),
        ("/z.json", "SP_CORPUS"),
        ("y.json", "SP_CORPUS"),
        ("/x.json", "--with"),
    ]


def test_a_file_that_is_named_twice_is_read_once(run: Sp, places: dict[str, Path], tmp_path: Path) -> None:
    """A file does not clash with itself, whatever names lead to it."""
    link = tmp_path / "link.json"
    link.symlink_to(places["--with"])
    given = ["--with", str(places["--with"]), "--with", str(link)]
    ran = run("list", *given, SP_CORPUS=os.pathsep.join(map(str, [places["--with"], BUNDLED])))
    assert (ran.code, ran.err) == (0, "")
    assert ids(ran.out).count("zz-given") == 1


@pytest.mark.parametrize(
    "line",
    [
        ["--with", "FILE", "define", "zz-given", "-b"],
        ["define", "--with", "FILE", "zz-given", "-b"],
        ["define", "zz-given", "-b", "--with", "FILE"],
        ["define", "--with=FILE", "zz-given", "-b"],
        ["zz-given", "--with", "FILE", "--brief"],
        ["--with", "FILE", "-b", "zz", "given"],
        ["define", "zz-given", "-b", "--color", "never", "--with", "FILE"],
    ],
    ids=" ".join,
)
def test_a_file_may_be_named_anywhere_on_the_line(run: Sp, places: dict[str, Path], line: list[str]) -> None:
    """Before the command, after it, among its words, joined by a sign."""
    words = [word.replace("FILE", str(places["--with"])) for word in line]
    assert run(*words) == ("Zz-Given\nd\n", "", 0)


def test_an_option_keeps_its_value_whatever_it_looks_like(sp: Sp, places: dict[str, Path]) -> None:
    """What stands after an option that takes a value is that value, and what stands after `--` is a word."""
    assert json.loads(sp("cite", "--author", "--with", "--json").out)["query"] == "--with"
    assert sp("search", "--", "--with", str(places["--with"])).code == 1


@pytest.mark.parametrize("line", [["define", "power", "--with"], ["--with"], ["list", "--json", "--with"]])
def test_a_file_must_follow(run: Sp, line: list[str]) -> None:
    """`--with` at the end of a line is wrong usage."""
    ran = run(*line)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == "--with needs the name of a file after it.\n  For example: --with my-concepts.json\n"


@pytest.mark.parametrize("way", [[], ["--exact"]], ids=["straight", "typer"])
def test_what_is_suggested_works_when_pasted(run: Sp, tmp_path: Path, way: list[str]) -> None:
    """A suggested command asks the corpus that this run was given, however its files are called."""
    base = write(tmp_path / "the base.json", {"id": "zz-base", "term": "Zz base"})
    over = write(tmp_path / "it's $(over).json", {"id": "zz-over", "term": "Zz over"})
    ran = run("compare", "zz-over", "zz over", "--corpus", str(base), "--with", str(over), *way)
    pasted = shlex.split(ran.err.splitlines()[1].partition(": ")[2])
    assert pasted == ["sp", "define", "zz-over", "--corpus", str(base), "--with", str(over)]
    assert run(*pasted[1:]).code == 0


def test_what_to_check_is_checked_where_it_stands(run: Sp, tmp_path: Path) -> None:
    """The command that is suggested for a file that does not fit looks at it among the files of this run."""
    base = write(tmp_path / "base.json", {"id": "zz-base"})
    over = write(tmp_path / "over.json", {"id": "zz-over", "broader": ["zz-base"], "related": ["zz-none"]})
    ran = run("--corpus", str(base), "--with", str(over), "list")
    pasted = shlex.split(ran.err.splitlines()[1].partition("run: ")[2])
    assert pasted == ["sp", "check", str(over), "--corpus", str(base), "--with", str(over)]
    found = [line.split("\t")[:3] for line in run(*pasted[1:]).out.splitlines()]
    assert [one for one in found if one[0] == "E102"] == [["E102", "zz-over", "related"]]


def test_nothing_is_repeated_that_was_not_given(run: Sp) -> None:
    """Without files on the line a suggestion is short."""
    assert run("compare", "power", "power").err.endswith("To read it: sp define power\n")


def test_a_library_lays_files_over_a_corpus(places: dict[str, Path]) -> None:
    """`over` is to the library what `--with` is to the command line."""
    with open_corpus(TINY, over=[places["--with"]]) as corpus:
        assert corpus.define("zz-given").entry.term == "Zz-Given"
        assert corpus.define("power").entry.term == "Power"
