"""Reading corpus files: what is refused, and in which words."""

import json
import os
from pathlib import Path

import pytest

from socialpower_cli.corpus.locations import Location
from socialpower_cli.index import open_index

from .conftest import Sp

CONCEPT = '{"id": "a", "term": "A", "definition": "An A."}'


def written(folder: Path, content: str | bytes) -> str:
    """Return the path of a corpus file with a content."""
    path = folder / "corpus.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


@pytest.mark.parametrize(
    ("content", "told", "step"),
    [
        ("", "the file is empty.", "Restore what it held"),
        ('{"concepts": [', "the file ends too early.", "Restore the part that is missing."),
        ("{nonsense}", "line 1, column 2: JSON is malformed", "Correct the file"),
        ('{\n "concepts": [}', "line 2, column 15: JSON is malformed", "Correct the file"),
        (b'{"concepts": [{"id": "\xff"}]}', "line 1, column 23: the text is not UTF-8.", "Save the file as UTF-8."),
        ("[]", "expected an object in { }, got a list in [ ].", "Correct the file"),
        ("{}", "the field 'concepts' is missing.", "Correct the file"),
        ('{"concepts": {}}', "the corpus, field 'concepts': expected a list in [ ], got an object in { }.", "Correct the file"),
        ('{"concepts": [{"id": "a"}]}', "entry 'a': the field 'term' is missing.", "Correct the file"),
        ('{"concepts": [{"term": "A"}]}', "entry number 1: the field 'id' is missing.", "Correct the file"),
        (
            '{"concepts": [{"id": "a", "term": 1, "definition": "d"}]}',
            "entry 'a', field 'term': expected a text in quotes, got a whole number.",
            "Correct the file",
        ),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "broder": ["b"]}]}',
            "entry 'a': there is no field 'broder'.",
            "Check the spelling of the field",
        ),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "examples": [{"title": "t", "text": 3}]}]}',
            "entry 'a', field 'examples.0.text': expected a text in quotes, got a whole number.",
            "Correct the file",
        ),
        (f'{{"concepts": [{CONCEPT}, {CONCEPT}]}}', "entry 'a', field 'id': two concepts have this id.", "another id"),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "broader": ["b"]}]}',
            "entry 'a', field 'broader': there is no concept 'b'.",
            "sp check",
        ),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "related": ["a"]}]}',
            "entry 'a', field 'related': the entry links to itself.",
            "sp check",
        ),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "sources": ["s"]}]}',
            "entry 'a', field 'sources': there is no source 's'.",
            "sp check",
        ),
        (
            (
                '{"concepts": [{"id": "a", "term": "A", "definition": "d", "broader": ["b"]},'
                ' {"id": "b", "term": "B", "definition": "d", "broader": ["a"]}]}'
            ),
            "entry 'a', field 'broader': an entry cannot be broader than itself: a > b > a.",
            "sp check",
        ),
        (
            '{"concepts": [{"id": "a", "term": 1, "definition": "d"}], nonsense',
            "entry number 1, field 'term': expected a text in quotes, got a whole number.",
            "Correct the file",
        ),
        (f'{{"concepts": [{CONCEPT}], "concepts": []}}', "the key 'concepts' is given twice.", "Keep one of the two"),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "term": "B"}]}',
            "the key 'term' of 'a' is given twice.",
            "Keep one of the two",
        ),
        ('{"concepts": [{"id": "a\\n", "term": "A", "definition": "d"}]}', "entry 'a\\n', field 'id'", "Correct the file"),
        ('{"concepts": [{"id": "a\\u202e", "term": "A", "definition": "d"}]}', "field 'id'", "Correct the file"),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "about": ["b"]}]}',
            "entry 'a', field 'about': there is no concept 'b'.",
            "sp check",
        ),
        (
            '{"concepts": [], "sources": [{"id": "s", "type": "book", "title": "T", "page": ' + "9" * 5000 + "}]}",
            "integer value out of range",
            "Correct the file",
        ),
        ('{"concepts": [{"id": 1, "x": ' + "[" * 100_000, "", "Correct the file"),
        ('{"concepts": [{"id": "a", "term": "A", "definition": "\\ud800"}]}', "half a character", "Correct the file"),
        (
            '{"concepts": [], "sources": [{"id": "s", "type": "book", "title": "T", "issued": 1962}]}',
            "source 's', field 'issued': expected an object in { } or null, got a whole number.",
            "Correct the file",
        ),
    ],
)
def test_a_file_that_is_not_a_corpus_is_refused(run: Sp, tmp_path: Path, content: str | bytes, told: str, step: str) -> None:
    """One message names file, entry and field, and says what to do; the exit code is 2."""
    path = written(tmp_path, content)
    for command in (("define", "a"), ("search", "a"), ("list",)):
        ran = run("--corpus", path, *command)
        first, *steps = ran.err.splitlines()
        assert (ran.out, ran.code) == ("", 2)
        assert first.startswith(f"{path}: ")
        assert told in first
        assert step in " ".join(steps)


def test_a_missing_file_is_refused(run: Sp, tmp_path: Path) -> None:
    """A path that leads nowhere is told as such."""
    path = str(tmp_path / "none.json")
    assert run("--corpus", path, "list") == ("", f"{path}: there is no such file.\n  Check the path that was given.\n", 2)


def test_a_folder_is_refused(run: Sp, tmp_path: Path) -> None:
    """A folder is not a corpus file."""
    assert run("--corpus", str(tmp_path), "list").err.startswith(f"{tmp_path}: this is a folder")


def test_entries_that_share_a_name_are_no_fault(run: Sp, tmp_path: Path) -> None:
    """Dictionaries have senses: two concepts may have one term, and `define` lists them."""
    senses = '{"id": "bank-1", "term": "Bank", "definition": "A."}, {"id": "bank-2", "term": "Bank", "definition": "B."}'
    path = written(tmp_path, f'{{"concepts": [{senses}]}}')
    ran = run("--corpus", path, "define", "bank")
    assert (ran.out, ran.code) == ("", 1)
    assert [line.strip() for line in ran.err.splitlines()[1:]] == ["bank-1: Bank", "bank-2: Bank"]


def test_an_id_wins_over_a_shared_name(run: Sp, tmp_path: Path) -> None:
    """Every concept can be reached by its id; the namesake is mentioned on stderr."""
    senses = '{"id": "bank", "term": "Bank", "definition": "A."}, {"id": "bank-2", "term": "Bank", "definition": "B."}'
    ran = run("--corpus", written(tmp_path, f'{{"concepts": [{senses}]}}'), "define", "bank")
    assert ran.code == 0
    assert "\nA.\n" in ran.out
    assert ran.err == "Also the name of: bank-2\n"


def test_a_link_stored_from_both_ends_is_one_link(run: Sp, tmp_path: Path) -> None:
    """A link that both ends store shows once at each, with the reason that is given."""
    path = written(
        tmp_path,
        '{"concepts": [{"id": "a", "term": "A", "definition": "d", "related": ["b"]},'
        ' {"id": "b", "term": "B", "definition": "d", "related": [{"id": "a", "why": "Because."}]}]}',
    )
    assert run("--corpus", path, "related", "a").out == "related\tb\tB\tBecause.\n"
    assert run("--corpus", path, "related", "b").out == "related\ta\tA\tBecause.\n"


def test_a_byte_order_mark_does_no_harm(run: Sp, tmp_path: Path) -> None:
    """Some editors put a mark before UTF-8 text."""
    path = written(tmp_path, b"\xef\xbb\xbf" + f'{{"concepts": [{CONCEPT}]}}'.encode())
    assert run("--corpus", path, "define", "a", "-b").out == "A\nAn A.\n"


def test_an_empty_corpus_answers(run: Sp, tmp_path: Path) -> None:
    """A corpus without concepts is a corpus; there is just nothing in it."""
    path = written(tmp_path, '{"concepts": []}')
    assert run("--corpus", path, "list") == ("", "", 0)
    assert run("--corpus", path, "search", "x").code == 1
    assert run("--corpus", path, "random").code == 1


def test_a_corpus_may_come_through_a_pipe(run: Sp) -> None:
    """What is not a regular file is read, and never cached."""
    ran = run("--corpus", "/dev/null", "list")
    assert (ran.out, ran.code) == ("", 2)
    assert "/dev/null" in ran.err


BROKEN_OWN_FILES = {
    "empty": ("", "the file is empty"),
    "half-written": ('{"concepts": [', "the file ends too early"),
    "dangling": ('{"concepts": [{"id": "m", "term": "M", "definition": "d", "broader": ["nowhere"]}]}', "no concept 'nowhere'"),
    "cycle": (
        '{"concepts": [{"id": "power", "replaces": "power", "term": "Power", "definition": "d", "broader": ["authority"]}]}',
        "entry 'power', field 'broader': an entry cannot be broader than itself",
    ),
    "twice": (f'{{"concepts": [{CONCEPT}, {CONCEPT}]}}', "two concepts have this id"),
    "link": (None, "there is no such file"),
    "folder": (None, "this is not a file"),
    "pipe": (None, "this is not a file"),
}


@pytest.mark.parametrize("kind", BROKEN_OWN_FILES)
def test_a_bad_file_of_ones_own_is_named_and_left_out(run: Sp, tmp_path: Path, kind: str) -> None:
    """Whatever lies in the user's folder, the bundled corpus answers, and so do good files; the bad one is named."""
    content, told = BROKEN_OWN_FILES[kind]
    folder = tmp_path / "socialpower"
    folder.mkdir()
    (folder / "a-good.json").write_text('{"concepts": [{"id": "mine-1", "term": "Mine", "definition": "My own."}]}', "utf-8")
    bad = folder / "bad.json"
    if kind == "link":
        bad.symlink_to(tmp_path / "nowhere")
    elif kind == "folder":
        bad.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("needs a named pipe")
        os.mkfifo(bad)
    else:
        bad.write_text(content or "", encoding="utf-8")
    for _ in range(2):  # The second run answers from the cache, and tells the same.
        mine = run("define", "mine-1", "-b", XDG_CONFIG_HOME=str(tmp_path))
        assert (mine.out, mine.code) == ("Mine\nMy own.\n", 0)
        assert mine.err.startswith("Left out, your file ")
        assert str(bad) in " ".join(mine.err.split())
        assert told in " ".join(mine.err.split())
        assert "concepts.json" not in mine.err
    assert run("define", "power", "-b", XDG_CONFIG_HOME=str(tmp_path)).out.startswith("Power\n")


def test_a_file_of_ones_own_that_needs_a_bad_one_goes_with_it(run: Sp, tmp_path: Path) -> None:
    """Where a file is left out, those whose links lead into it are too, and each is named."""
    folder = tmp_path / "socialpower"
    folder.mkdir()
    for name, broader in (("1", "nowhere"), ("2", "c1"), ("3", "power")):
        entry = f'{{"id": "c{name}", "term": "C{name}", "definition": "d", "broader": ["{broader}"]}}'
        (folder / f"{name}.json").write_text(f'{{"concepts": [{entry}]}}', encoding="utf-8")
    ran = run("list", XDG_CONFIG_HOME=str(tmp_path))
    ids = {line.split("\t")[0] for line in ran.out.splitlines()}
    assert ids & {"c1", "c2", "c3"} == {"c3"}
    assert ran.err.count("Left out") == 2


def test_hidden_files_are_no_files_of_ones_own(run: Sp, tmp_path: Path) -> None:
    """What an editor keeps beside a file, or what is no JSON file by its name, is not read."""
    folder = tmp_path / "socialpower"
    folder.mkdir()
    for name in (".hidden.json", "notes.txt", "c.json~"):
        (folder / name).write_text(f'{{"concepts": [{CONCEPT}]}}', encoding="utf-8")
    ran = run("define", "a", "--exact", "-b", XDG_CONFIG_HOME=str(tmp_path))
    assert "An A." not in ran.out
    (folder / "seen.json").write_text(f'{{"concepts": [{CONCEPT}]}}', encoding="utf-8")
    assert run("define", "a", "--exact", "-b", XDG_CONFIG_HOME=str(tmp_path)).out == "A\nAn A.\n"


@pytest.mark.parametrize(
    "fields",
    [
        '"author": [{"family": "Beauvoir", "given": "Simone", "non-dropping-particle": "de", "dropping-particle": null}]',
        '"author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr.", "comma-suffix": true, "parse-names": 1}]',
        '"author": [{"family": null, "literal": null}, null, {"literal": "UNESCO", "static-ordering": false}]',
        '"author": null, "editor": []',
        '"author": [{"family": "Doe"}], "editor": [{"suffix": "Jr."}], "translator": [{"family": " ", "suffix": "x"}]',
        '"container-author": [{"family": "Doe"}], "recipient": [{"family": "Roe"}], "collection-editor": [{"family": "Poe"}]',
        '"issued": {"raw": "1962-05"}',
        '"issued": {"literal": "around 1530", "circa": true}',
        '"issued": {"date-parts": [["1962", 5], [1963, "6", 1]], "season": 2}',
        '"issued": {"date-parts": [[-350]]}, "accessed": {"date-parts": [[2020, 1, 2]]}',
        '"issued": {"date-parts": [[1962, null]]}, "submitted": null',
        '"volume": 1.5, "page": "1-2", "edition": 21, "unknown": {"x": [1, null]}',
    ],
)
def test_names_and_dates_of_csl_json_are_accepted(run: Sp, tmp_path: Path, fields: str) -> None:
    """Particles, suffixes, raw and literal dates, ranges, numbers as ids and parts that hold nothing: all of CSL-JSON 1.0."""
    entry = '{"id": "a", "term": "A", "definition": "d", "sources": ["7"]}'
    item = f'{{"id": 7, "type": "book", "title": "A Title", {fields}}}'
    ran = run("--corpus", written(tmp_path, f'{{"concepts": [{entry}], "sources": [{item}]}}'), "cite", "a")
    assert (ran.err, ran.code) == ("", 0)
    assert "a title" in ran.out.lower()
    assert "None" not in ran.out


@pytest.mark.parametrize("field", ["broader", "related", "contrasts", "about"])
def test_ids_are_one_whatever_form_their_letters_have(run: Sp, tmp_path: Path, field: str) -> None:
    """A link in decomposed letters leads to the id in composed ones, and either form is found."""
    composed, decomposed = "caf\u00e9", "cafe\u0301"
    entries = [
        {"id": composed, "term": "House", "definition": "d"},
        {"id": "b", "term": "B", "definition": "d", field: [decomposed]},
    ]
    path = written(tmp_path, json.dumps({"concepts": entries}))
    for typed in (composed, decomposed):
        ran = run("--corpus", path, "define", typed, "--json")
        assert json.loads(ran.out)["id"] == composed
        assert json.loads(ran.out)["matched"]["how"] == "id"


def test_what_a_theory_is_about_is_read_from_both_ends(tmp_path: Path) -> None:
    """`about` is stored at the theory; the concept that it is about gets the inverse."""
    entries = [
        {"id": "a", "term": "A", "definition": "d"},
        {"id": "t", "term": "Theory", "definition": "d", "about": ["a"]},
    ]
    path = written(tmp_path, json.dumps({"concepts": entries}))
    with open_index([Location(path, "--corpus")]) as opened:
        assert [(link.kind, link.id) for link in opened.links(1)] == [("theories", "t")]
        assert [(link.kind, link.id) for link in opened.links(2)] == [("about", "a")]
