"""`sp new`: a file for an entry of one's own, valid from the start, never over another, and opened in an editor."""

import json
import os
import sys
from pathlib import Path

import pytest

from socialpower_cli import Refused, open_corpus
from socialpower_cli.beginning import make_id

from .conftest import TINY, Ran, Sp


@pytest.fixture
def own(run: Sp, tmp_path: Path) -> Sp:
    """Run `sp` with an own folder that is empty."""

    def running(*arguments: str, **changes: str) -> Ran:
        return run(*arguments, **{"XDG_CONFIG_HOME": str(tmp_path), **changes})

    return running


def test_an_entry_begins_in_ones_own_folder(own: Sp, tmp_path: Path) -> None:
    """The folder is made, the file is named for the id, is valid, in the standard layout, and found by every command."""
    path = tmp_path / "socialpower" / "quorum-rule.json"
    assert own("new", "Quorum", "rule") == (f"quorum-rule\tQuorum rule\t{path}\n", "", 0)
    data = json.loads(path.read_text(encoding="utf-8"))
    (entry,) = data["concepts"]
    assert (entry["id"], entry["term"]) == ("quorum-rule", "Quorum rule")
    assert entry["definition"].startswith("TODO: ")
    ran = own("define", "quorum rule")
    assert (ran.err, ran.code) == ("", 0)
    assert f"From: {path}" in ran.out
    found = own("check", str(path))
    assert found.code == 1
    codes = [line.split("\t")[:3] for line in found.out.splitlines()]
    assert [field for code, _, field in codes if code == "W213"] == [
        *("gloss", "definition", "explanation", "examples[0].title", "examples[0].text", "everyday"),
    ]
    assert not [code for code, *_ in codes if code[0] == "E" or code in ("W701", "W702", "W703")]
    assert list((tmp_path / "socialpower").iterdir()) == [path]


def test_what_is_left_to_write_is_told_no_more_once_it_is_written(own: Sp, tmp_path: Path) -> None:
    """The finding stands for the text, and goes with it."""
    path = tmp_path / "socialpower" / "quorum.json"
    own("new", "Quorum")
    path.write_text(path.read_text(encoding="utf-8").replace("TODO: a few words for lists", "enough members"), encoding="utf-8")
    assert "\tgloss\t" not in "".join(line for line in own("check", str(path)).out.splitlines() if line.startswith("W213"))


@pytest.mark.parametrize(
    ("option", "key", "identifier"), [("--extends", "extends", "power"), ("--replaces", "replaces", "power")], ids=str
)
def test_an_entry_below_is_added_to_or_replaced(own: Sp, tmp_path: Path, option: str, key: str, identifier: str) -> None:
    """The concept may be named in any way that is exact; the file says which it is."""
    path = tmp_path / "socialpower" / f"power-{key}.json"
    ran = own("new", "Power", option, "--json")
    assert json.loads(ran.out) == {"id": "power", "term": "Power", "file": str(path)}
    (entry,) = json.loads(path.read_text(encoding="utf-8"))["concepts"]
    assert entry[key] == identifier
    document = json.loads(own("define", "power", "--json").out)
    assert document["from"] == [{"file": str(path), "how": {"extends": "extended", "replaces": "replaced"}[key]}]
    assert own("new", "zzyzx", option).code == 1


def test_an_id_is_not_begun_twice(own: Sp) -> None:
    """Where the concept is there, the ways to read it, add to it and replace it are told."""
    own("new", "Quorum")
    ran = own("new", "quorum")
    assert (ran.out, ran.code) == ("", 2)
    told = ran.err.splitlines()
    assert told[0] == "There is a concept 'quorum' already: Quorum."
    assert told[1].startswith("  Its entry is in: ")
    assert told[2:] == [
        "  To read it: sp define quorum",
        "  To add to it: sp new quorum --extends",
        "  To put your own in its place: sp new quorum --replaces",
    ]
    assert own("new", "Power", "-o", os.devnull).code == 2


@pytest.mark.parametrize("kind", ["file", "dangling link", "folder", "pipe"])
def test_nothing_is_written_over(own: Sp, tmp_path: Path, kind: str) -> None:
    """Whatever is at the place stays as it is, and nothing is left beside it."""
    path = tmp_path / "mine" / "quorum.json"
    path.parent.mkdir()
    if kind == "file":
        path.write_text("mine", encoding="utf-8")
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("needs a named pipe")
        os.mkfifo(path)
    else:
        path.symlink_to(tmp_path / "nowhere.json")
    ran = own("new", "Quorum", "-o", str(path))
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == f"{path}: this is there already, and nothing was written.\n  Name another file: -o FILE\n"
    assert list(path.parent.iterdir()) == [path]
    assert not (tmp_path / "nowhere.json").exists()
    assert kind != "file" or path.read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_told(own: Sp, tmp_path: Path) -> None:
    """A folder that is missing, a file in a folder's place, a name that is too long."""
    assert "cannot be written (No such file" in own("new", "Quorum", "-o", str(tmp_path / "no" / "q.json")).err
    (tmp_path / "socialpower").write_text("", encoding="utf-8")
    ran = own("new", "Quorum")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{tmp_path / 'socialpower' / 'quorum.json'}: ")
    assert own("new", "long " * 100, "-o", "-").code == 0
    assert own("new", "long " * 100).code == 2


def test_a_file_may_go_to_standard_output(own: Sp, tmp_path: Path) -> None:
    """Nothing is written then."""
    ran = own("new", "Quorum", "-o", "-")
    assert (ran.err, ran.code) == ("", 0)
    assert json.loads(ran.out)["concepts"][0]["id"] == "quorum"
    assert json.loads(own("new", "Quorum", "-o", "-", "--json").out) == {"id": "quorum", "term": "Quorum", "file": None}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("term", "identifier"),
    [
        ("Quorum rule", "quorum-rule"),
        ("  Élite, new  ", "elite-new"),
        ("Simon's rule (1957)", "simons-rule-1957"),
        ("漢字", "漢字"),
        ("a/b\\c", "a-b-c"),
        ("..", ""),
    ],
)
def test_an_id_is_made_of_the_words_of_a_term(term: str, identifier: str) -> None:
    """In lower case, without accents, joined by hyphens."""
    assert make_id(term) == identifier


@pytest.mark.parametrize("term", ["", "  ", "++", "/"])
def test_a_term_without_words_is_refused(own: Sp, tmp_path: Path, term: str) -> None:
    """There is nothing to make an id of."""
    ran = own("new", term)
    assert (ran.out, ran.code) == ("", 2)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_begins_with_new_is_looked_up(own: Sp, tmp_path: Path) -> None:
    """Who types it means the concept, unless the file is named."""
    ran = own("new", "social", "movements")
    assert (ran.out, ran.code) == ("", 2)
    assert "To look it up: sp define new social movements" in ran.err
    assert list(tmp_path.iterdir()) == []


def script(path: Path, body: str) -> Path:
    """Write a program of Python that can be run."""
    path.write_text(f"#!{sys.executable}\nimport sys\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(os.name != "posix", reason="runs a script")
def test_an_editor_opens_the_file(own: Sp, tmp_path: Path) -> None:
    """`VISUAL` before `EDITOR`, with its own words and no shell between; afterwards what is left to do is counted."""
    saw = tmp_path / "seen"
    editor = script(tmp_path / "my $(touch pwned); editor", f"open({str(saw)!r}, 'w').write('|'.join(sys.argv[1:]))")
    ran = own("new", "Quorum", "--edit", VISUAL=f"'{editor}' --wait 'a b' \"$HOME\" ;", EDITOR="false")
    path = tmp_path / "socialpower" / "quorum.json"
    assert ran.code == 0
    assert ran.out == f"quorum\tQuorum\t{path}\n"
    assert saw.read_text(encoding="utf-8") == f"--wait|a b|$HOME|;|{path}"
    assert ran.err.endswith(f"things left to do; to see what: sp check {path}\n")
    assert not Path("pwned").exists()


@pytest.mark.parametrize(
    ("variables", "told"),
    [
        ({}, "No editor is set: neither VISUAL nor EDITOR."),
        ({"VISUAL": " ", "EDITOR": ""}, "No editor is set: neither VISUAL nor EDITOR."),
        ({"EDITOR": "no-such-editor -w"}, "The editor no-such-editor cannot be found."),
        ({"EDITOR": "'unbalanced"}, "VISUAL or EDITOR cannot be read as a command: 'unbalanced (No closing quotation)."),
    ],
)
def test_without_an_editor_nothing_is_written(own: Sp, tmp_path: Path, variables: dict[str, str], told: str) -> None:
    """What is wrong is told first."""
    ran = own("new", "Quorum", "--edit", **variables)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="runs a script")
def test_an_editor_that_fails_or_leaves_a_broken_file_is_told(own: Sp, tmp_path: Path) -> None:
    """The file stays as the editor left it."""
    failing = script(tmp_path / "failing", "sys.exit(3)")
    ran = own("new", "Quorum", "-e", EDITOR=str(failing))
    assert ran.code == 2
    assert ran.err == f"The editor {failing} ended with 3.\n  The file is written: {tmp_path / 'socialpower' / 'quorum.json'}\n"
    breaking = script(tmp_path / "breaking", "open(sys.argv[1], 'w').write('{')")
    ran = own("new", "Caucus", "-e", EDITOR=str(breaking))
    assert ran.code == 2
    assert "caucus.json: the file ends too early." in ran.err


def test_the_library_begins_entries_too(tmp_path: Path) -> None:
    """It returns where, and raises what the command tells."""
    with open_corpus(TINY) as corpus:
        begun = corpus.new("Quorum", tmp_path / "q.json")
        assert (begun.id, begun.file, begun.found) == ("quorum", str(tmp_path / "q.json"), False)
        assert begun.text == (tmp_path / "q.json").read_text(encoding="utf-8")
        with pytest.raises(Refused, match="there already"):
            corpus.new("Quorum", tmp_path / "q.json")
        assert corpus.new("autonomy", "-", kind="extends").text.startswith("{")
    with open_corpus(TINY, over=[tmp_path / "q.json"]) as corpus:
        assert corpus.define("quorum").provenance[0].how == "added"
