"""`sp export`: which concepts are written, where to, and what is said of it."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest

from socialpower_cli import Refused, open_corpus

from .conftest import TINY, Sp


def test_what_is_written_goes_to_standard_output(sp: Sp) -> None:
    """Without -o the file is the answer, and nothing else is said."""
    ran = sp("export", "json")
    assert (ran.err, ran.code) == ("", 0)
    assert len(json.loads(ran.out)["concepts"]) == 8


def test_a_file_is_written_whole_with_usual_permissions(sp: Sp, tmp_path: Path) -> None:
    """-o writes the same bytes to a file, says so, and leaves nothing else behind."""
    target = tmp_path / "out.csv"
    ran = sp("export", "csv", "-o", str(target))
    assert (ran.out, ran.err, ran.code) == (f"{target}: 8 concepts written as csv.\n", "", 0)
    assert target.read_bytes().decode() == sp("export", "csv").out
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
    assert stat.S_IMODE(target.stat().st_mode) & 0o600 == 0o600


def test_a_file_that_is_there_keeps_its_mode(sp: Sp, tmp_path: Path) -> None:
    """A file is replaced with the permissions it had."""
    target = tmp_path / "out.csv"
    target.write_text("old")
    target.chmod(0o640)
    assert sp("export", "csv", "-o", str(target)).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.read_text(encoding="utf-8").startswith("id,term,")


def test_the_corpus_itself_is_never_written_over(run: Sp, tmp_path: Path) -> None:
    """The file that is read is refused as the one to write, through a link too."""
    corpus = tmp_path / "corpus.json"
    corpus.write_bytes(TINY.read_bytes())
    link = tmp_path / "link.json"
    link.symlink_to(corpus)
    for target in (corpus, link):
        ran = run("--corpus", str(corpus), "export", "csv", "-o", str(target))
        assert (ran.out, ran.code) == ("", 2)
        assert "this is the corpus itself" in ran.err
    assert corpus.read_bytes() == TINY.read_bytes()


def test_named_concepts_alone_are_written_with_links_among_them() -> None:
    """Of the links and sources those stay that lead to what is written."""
    with open_corpus(TINY) as corpus:
        written = json.loads(str(corpus.export("json", "power", "dependence").content))
    assert [one["id"] for one in written["concepts"]] == ["dependence", "power"]
    inside = {"dependence", "power"}
    for one in written["concepts"]:
        links = [link if isinstance(link, str) else link["id"] for link in (*one.get("related", ()), *one.get("contrasts", ()))]
        assert {*one.get("broader", ()), *links} <= inside
    assert {item["id"] for item in written.get("sources", ())} == {
        key for one in written["concepts"] for key in one.get("sources", ())
    }


def test_names_of_several_words_need_no_quotes(sp: Sp) -> None:
    """The longest name counts; a comma ends one."""
    assert [row["id"] for row in csv.DictReader(io.StringIO(sp("export", "csv", "bargaining", "power", "elite").out))] == [
        "bargaining-power",
        "elite",
    ]
    assert [row["id"] for row in csv.DictReader(io.StringIO(sp("export", "csv", "dependence,", "power").out))] == [
        "dependence",
        "power",
    ]


def test_a_category_is_written_beside_what_is_named() -> None:
    """A category by key or label, and the concepts that are named."""
    with open_corpus() as corpus:
        economy = {row.id for row in corpus.concepts(category="economy").concepts}
        rows = list(csv.DictReader(io.StringIO(str(corpus.export("csv", "authority", category="Economy").content))))
    assert {row["id"] for row in rows} == economy | {"authority"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Which format?"),
        (["docx"], "There is no format 'docx' to export to."),
        (["json", "--base", "http://example.org/"], "The format json has no option 'base'."),
        (["csv", "-o", "/nowhere/at/all.csv"], "/nowhere/at/all.csv: cannot be written (No such file or directory)."),
        (["csv", "-o", "/"], "/: the format csv is one file, not a folder."),
    ],
)
def test_what_cannot_be_written_is_told(sp: Sp, words: list[str], told: str) -> None:
    """A format, an option or a file that cannot be is refused in words, with the next step."""
    ran = sp("export", *words)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{told}\n  ")


def test_a_name_that_means_nothing_is_told(sp: Sp) -> None:
    """A miss is a miss, with suggestions, and nothing is written."""
    ran = sp("export", "csv", "nonsensical")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("Nothing is named 'nonsensical'.")


def test_json_tells_what_was_written(sp: Sp, tmp_path: Path) -> None:
    """--json prints the report instead, whether or not a file is written."""
    target = str(tmp_path / "x.json")
    assert json.loads(sp("export", "json", "--json", "-o", target).out) == {
        "format": "json",
        "concepts": 8,
        "dropped": [],
        "written": target,
    }
    assert json.loads(sp("export", "json", "--json").out)["written"] is None


def test_a_table_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    """A cell that would be taken for a formula begins with an apostrophe."""
    source = tmp_path / "c.json"
    concepts = [{"id": "x", "term": "=1+1", "definition": "@SUM(A1)", "gloss": "-2", "note": "+3", "origin": "'=4"}]
    source.write_text(json.dumps({"concepts": concepts}), encoding="utf-8")
    with open_corpus(source) as corpus:
        row = next(csv.DictReader(io.StringIO(str(corpus.export("csv").content))))
    assert [row[column] for column in ("term", "definition", "gloss", "note", "origin")] == [
        *("'=1+1", "'@SUM(A1)", "'-2", "'+3", "''=4"),
    ]


def test_an_unknown_option_of_the_library_is_refused() -> None:
    """What no format takes is told like what this format does not take."""
    with open_corpus(TINY) as corpus, pytest.raises(Refused):
        corpus.export("csv", nonsense=True)
