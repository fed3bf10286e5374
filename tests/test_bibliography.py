"""All works of a corpus, those of an author, and the files that reference managers import."""

import json
from pathlib import Path

import pytest
import rispy
from pybtex.database import parse_string

from .conftest import TINY, Sp

WORKS = json.loads(TINY.read_text(encoding="utf-8"))["sources"]
IDS = [str(work["id"]) for work in WORKS]


def test_all_works_are_listed_with_what_cites_them(sp: Sp) -> None:
    """Every work stands once, in the order of the citations, with each concept that cites it from A to Z."""
    ran = sp("cite", "--json")
    works = json.loads(ran.out)["works"]
    assert (ran.err, ran.code) == ("", 0)
    assert sorted(one["id"] for one in works) == sorted(IDS)
    assert [one["reference"] for one in works] == sorted(one["reference"] for one in works)
    cited_by = {one["id"]: [concept["id"] for concept in one["cited_by"]] for one in works}
    assert cited_by["emerson1962"] == ["bargaining-power", "dependence"]
    assert {one["id"]: one["source"] for one in works} == {str(work["id"]): work for work in WORKS}


def test_in_a_pipe_a_work_is_a_record(sp: Sp) -> None:
    """Key, citation and the concepts that cite it, with tabs between them."""
    records = [line.split("\t") for line in sp("cite").out.splitlines()]
    assert [len(record) for record in records] == [3] * len(IDS)
    assert [cited for key, _, cited in records if key == "emerson1962"] == ["bargaining-power, dependence"]


@pytest.fixture
def authors(tmp_path: Path) -> str:
    """A corpus whose works are by persons with accents and particles, and by a body."""
    works: list[dict[str, object]] = [
        {"id": "b", "type": "book", "title": "Le sens", "author": [{"family": "Bézier", "given": "Élie"}]},
        {
            "id": "g",
            "type": "book",
            "title": "Jan",
            "author": [{"family": "Goede", "non-dropping-particle": "de", "given": "J."}],
        },
        {"id": "o", "type": "report", "title": "A report", "author": [{"literal": "World Health Office"}]},
        {"id": "e", "type": "book", "title": "Edited", "editor": [{"family": "Bézier", "given": "Anne"}]},
        {"id": "n", "type": "book", "title": "By nobody"},
    ]
    concept = {"id": "thing", "term": "Thing", "definition": "A thing.", "sources": [str(one["id"]) for one in works]}
    path = tmp_path / "authors.json"
    path.write_text(json.dumps({"concepts": [concept], "sources": works}), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("author", "ids"),
    [
        ("Bézier", {"b", "e"}),
        ("bezier", {"b", "e"}),
        ("élie BEZIER", {"b"}),
        ("de Goede", {"g"}),
        ("goede", {"g"}),
        ("health office", {"o"}),
    ],
)
def test_an_author_narrows_the_list(run: Sp, authors: str, author: str, ids: set[str]) -> None:
    """Names are met in any case, without their accents and in any order, of authors, editors and bodies, and as whole words."""
    document = json.loads(run("--corpus", authors, "cite", "--author", author, "--json").out)
    assert {one["id"] for one in document["works"]} == ids


@pytest.mark.parametrize("author", ["bez", "Anne Élie", "nobody"])
def test_an_author_without_a_work_is_a_miss(run: Sp, authors: str, author: str) -> None:
    """Parts of names, or words of two persons, are nobody's name."""
    ran = run("--corpus", authors, "cite", "--author", author)
    assert ran == ("", f"No work by '{author}' is cited.\n  All works: sp cite --corpus {authors}\n", 1)
    assert json.loads(run("--corpus", authors, "cite", "--author", author, "--json").out)["query"] == author


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["--author", " "], "No author is named."),
        (["power", "--author", "Weber"], "--author goes with the whole bibliography, not with a concept."),
        (["power", "--format", "ris", "--json"], "--format and --json do not go together."),
    ],
)
def test_what_does_not_go_together_is_refused(sp: Sp, line: list[str], message: str) -> None:
    """With the reason on standard error and exit code 2."""
    ran = sp("cite", *line)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{message}\n")


@pytest.mark.parametrize("words", [[], ["dependence"]], ids=["all", "dependence"])
def test_reference_managers_read_the_files(sp: Sp, words: list[str]) -> None:
    """BibTeX, RIS and CSL-JSON of a concept or of all works hold each of them once."""
    expected = sorted(IDS) if not words else ["emerson1962", "weber1978"]
    bibtex = parse_string(sp("cite", *words, "--format", "bibtex").out, "bibtex")
    assert sorted(bibtex.entries) == expected
    assert sorted(one["id"] for one in rispy.loads(sp("cite", *words, "--format", "ris").out)) == expected
    items = json.loads(sp("cite", *words, "--format", "csl-json").out)
    assert sorted(one["id"] for one in items) == expected
    assert all(one in WORKS for one in items)


def test_files_are_utf8_and_hold_no_control_characters(run: Sp, tmp_path: Path) -> None:
    """Whatever the locale and whatever a corpus has in it."""
    work = {"id": "x", "type": "book", "title": "Café \x1b[2J\u202e end", "author": [{"family": "Ünal", "given": "A."}]}
    concept = {"id": "thing", "term": "Thing", "definition": "A thing.", "sources": ["x"]}
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"concepts": [concept], "sources": [work]}), encoding="utf-8")
    for form in ("bibtex", "ris", "csl-json"):
        ran = run("--corpus", str(path), "cite", "--format", form, LANG="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
        assert ran.code == 0
        assert "Café" in ran.out
        assert "Ünal" in ran.out
        assert not {"\x1b", "\u202e"} & set(ran.out)


def test_a_concept_without_sources_gives_an_empty_file(sp: Sp) -> None:
    """Nothing in BibTeX and RIS, an empty list in CSL-JSON."""
    assert sp("cite", "autonomy", "--format", "bibtex") == ("", "", 0)
    assert sp("cite", "autonomy", "--format", "csl-json") == ("[]\n", "", 0)
    assert sp("cite", "zzyzx", "--format", "ris").code == 1


def test_two_authors_of_a_work_find_it(run: Sp, authors: str) -> None:
    """Family names of different authors bring the works that they wrote together."""
    path = Path(authors)
    document = json.loads(path.read_text(encoding="utf-8"))
    both = [{"family": "French", "given": "John"}, {"family": "Raven", "given": "Bertram"}]
    document["sources"].append({"id": "fr", "type": "book", "title": "Bases", "author": both})
    document["concepts"][0]["sources"].append("fr")
    path.write_text(json.dumps(document), encoding="utf-8")
    found = json.loads(run("--corpus", authors, "cite", "--author", "raven french", "--json").out)
    assert [one["id"] for one in found["works"]] == ["fr"]
    assert run("--corpus", authors, "cite", "--author", "john bertram").code == 1


def test_a_misspelt_author_suggests_those_that_there_are(run: Sp, authors: str) -> None:
    """Names of authors spelt nearly so are suggested as commands."""
    ran = run("--corpus", authors, "cite", "--author", "Bezeir")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.splitlines()[1] == f"  Did you mean: sp cite --author bezier --corpus {authors}"
