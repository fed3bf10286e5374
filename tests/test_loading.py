"""Reading corpus files: what is refused, and in which words."""

from pathlib import Path

import pytest

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
        ("", "input data was truncated.", "The file ends too early"),
        ('{"concepts": [', "input data was truncated.", "The file ends too early"),
        ("{nonsense}", "line 1, column 2: JSON is malformed", "Correct the file"),
        ('{\n "concepts": [}', "line 2, column 15: JSON is malformed", "Correct the file"),
        (b'{"concepts": [{"id": "\xff"}]}', "line 1, column 23: the text is not UTF-8.", "Save the file as UTF-8."),
        ("[]", "expected 'object', got 'array'.", "Correct the file"),
        ("{}", "object missing required field 'concepts'.", "Correct the file"),
        ('{"concepts": {}}', "the corpus, field 'concepts': expected 'array', got 'object'.", "Correct the file"),
        ('{"concepts": [{"id": "a"}]}', "entry 'a': object missing required field 'term'.", "Correct the file"),
        ('{"concepts": [{"term": "A"}]}', "entry number 1: object missing required field 'id'.", "Correct the file"),
        (
            '{"concepts": [{"id": "a", "term": 1, "definition": "d"}]}',
            "entry 'a', field 'term': expected 'str', got 'int'.",
            "Correct the file",
        ),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "broder": ["b"]}]}',
            "entry 'a': object contains unknown field 'broder'.",
            "Check the spelling of the field",
        ),
        (
            '{"concepts": [{"id": "a", "term": "A", "definition": "d", "examples": [{"title": "t", "text": 3}]}]}',
            "entry 'a', field 'examples.0.text': expected 'str', got 'int'.",
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
            '{"concepts": [], "sources": [{"id": "s", "type": "book", "title": "T", "issued": 1962}]}',
            "source 's', field 'issued': expected 'object | null', got 'int'.",
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
