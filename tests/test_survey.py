"""`sp corpora`: every place that corpora are looked for in, and what became of what is there."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from .conftest import BUNDLED, TINY, Ran, Sp
from .terminal import seen

CONCEPT: dict[str, object] = {"id": "zz-mine", "term": "Zz mine", "definition": "d"}


def write(path: Path, *concepts: dict[str, object], **more: object) -> Path:
    """Write a corpus file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**more, "concepts": concepts}), encoding="utf-8")
    return path


def places(ran: Ran) -> list[dict[str, Any]]:
    """Return the places that JSON tells of."""
    told: list[dict[str, Any]] = json.loads(ran.out)["corpora"]
    return told


def states(ran: Ran) -> list[tuple[str, str, str]]:
    """Return the name of each place, who named it, and what became of it."""
    return [(Path(one["path"]).name, one["reason"], one["state"]) for one in places(ran)]


def test_without_files_of_ones_own_the_folder_is_told(run: Sp, tmp_path: Path) -> None:
    """The bundled corpus is read; that there is no folder is no fault."""
    ran = run("corpora", "--json", XDG_CONFIG_HOME=str(tmp_path))
    assert (ran.err, ran.code) == ("", 0)
    bundled, folder = places(ran)
    data = json.loads(BUNDLED.read_text(encoding="utf-8"))
    assert bundled == {
        "path": str(BUNDLED),
        "reason": "bundled",
        "state": "read",
        "why": None,
        "title": data["title"],
        "version": data["version"],
        "concepts": len(data["concepts"]),
        "extensions": 0,
        "bytes": BUNDLED.stat().st_size,
        "entries": [],
    }
    assert (folder["path"], folder["state"]) == (str(tmp_path / "socialpower"), "missing")
    assert "sp new" in folder["why"]


def test_each_place_has_its_reason_in_the_order_of_layers(run: Sp, tmp_path: Path) -> None:
    """Also what is passed over, and why."""
    folder = tmp_path / "socialpower"
    write(folder / "b.json", CONCEPT, title="Mine", version="3")
    write(folder / ".hidden.json", CONCEPT)
    write(folder / "notes.txt", CONCEPT)
    listed = write(tmp_path / "listed.json", {"extends": "power", "aliases": ["zz might"]})
    link = tmp_path / "link.json"
    link.symlink_to(listed)
    given = write(tmp_path / "given.json", {**CONCEPT, "id": "zz-given"})
    ran = run(
        "corpora", "--json", "--with", str(given), "--with", str(link), XDG_CONFIG_HOME=str(tmp_path), SP_CORPUS=str(listed)
    )
    assert (ran.err, ran.code) == ("", 0)
    assert states(ran) == [
        ("concepts.json", "bundled", "read"),
        (".hidden.json", "configuration", "ignored"),
        ("notes.txt", "configuration", "ignored"),
        ("b.json", "configuration", "read"),
        ("listed.json", "SP_CORPUS", "read"),
        ("given.json", "--with", "read"),
        ("link.json", "--with", "ignored"),
    ]
    told = {Path(one["path"]).name: one for one in places(ran)}
    assert told[".hidden.json"]["why"] == "its name begins with a dot"
    assert told["notes.txt"]["why"] == "its name does not end in .json"
    assert told["link.json"]["why"] == f"it is the file {listed}, which is read already"
    assert (told["b.json"]["title"], told["b.json"]["version"]) == ("Mine", "3")
    assert (told["b.json"]["concepts"], told["b.json"]["extensions"]) == (1, 0)
    assert (told["listed.json"]["concepts"], told["listed.json"]["extensions"]) == (0, 1)
    assert told["given.json"]["bytes"] == given.stat().st_size


def test_a_named_corpus_leaves_the_other_places_out(run: Sp, tmp_path: Path) -> None:
    """They are listed as ignored, with the reason."""
    write(tmp_path / "socialpower" / "b.json", CONCEPT)
    ran = run("--corpus", str(TINY), "corpora", "--json", XDG_CONFIG_HOME=str(tmp_path), SP_CORPUS="nowhere.json")
    assert states(ran) == [
        ("concepts.json", "bundled", "ignored"),
        ("b.json", "configuration", "ignored"),
        ("nowhere.json", "SP_CORPUS", "ignored"),
        ("tiny.json", "--corpus", "read"),
    ]
    assert {one["why"] for one in places(ran)} == {None, "--corpus looks in nothing else"}
    assert ran.code == 0


@pytest.mark.parametrize(
    ("content", "state", "why"),
    [
        (None, "missing", "there is no such file."),
        ("", "invalid", "the file is empty."),
        ('{"concepts": [{"id": "a"}]}', "invalid", "entry 'a': the field 'term' is missing."),
        ('{"concepts": [{"id": "power", "term": "P", "definition": "d"}]}', "invalid", "a concept in "),
        ('{"concepts": [{"id": "a", "term": "A", "definition": "d", "broader": ["b"]}]}', "invalid", "there is no concept 'b'"),
    ],
    ids=["missing", "empty", "shape", "clash", "dangling"],
)
@pytest.mark.parametrize("place", ["configuration", "SP_CORPUS", "--with"])
def test_a_bad_file_is_explained_wherever_it_was_named(
    run: Sp, tmp_path: Path, place: str, content: str | None, state: str, why: str
) -> None:
    """No other command answers where it was named; this one does, and `check` says what to mend."""
    path = tmp_path / "socialpower" / "bad.json" if place == "configuration" else tmp_path / "bad.json"
    path.parent.mkdir(exist_ok=True)
    if content is not None:
        path.write_text(content, encoding="utf-8")
    elif place == "configuration":
        path.symlink_to(tmp_path / "nowhere.json")
        state = "unreadable"
    good = str(write(tmp_path / "good.json", CONCEPT))
    variables = {"XDG_CONFIG_HOME": str(tmp_path), "SP_CORPUS": str(path) if place == "SP_CORPUS" else ""}
    named = ["--with", str(path)] if place == "--with" else []
    ran = run("corpora", "--json", *named, "--with", good, **variables)
    assert (ran.err, ran.code) == ("", 1)
    bad = next(one for one in places(ran) if one["path"] == str(path))
    assert (bad["reason"], bad["state"]) == (place, state)
    assert why in bad["why"]
    assert places(ran)[-1]["state"] == "read"
    answered = run("define", "power", "-b", *named, **variables)
    assert answered.code == (0 if place == "configuration" else 2)
    assert str(path) in answered.err
    assert ("sp corpora" in answered.err) is (place == "SP_CORPUS")
    checked = run("check", str(path), *named, **variables)
    assert checked.code == (2 if content is None or "term" not in content else 1)


def test_orphaned_and_replaced_entries_are_told(run: Sp, tmp_path: Path) -> None:
    """An entry that finds nothing to extend or replace makes the exit code 1, one that is replaced does not."""
    one = write(tmp_path / "1.json", CONCEPT, {"id": "zz-else", "replaces": "power", "term": "Zz else", "definition": "d"})
    ran = run("corpora", "--json", "--with", str(one))
    assert ran.code == 0
    assert next(one["entries"] for one in places(ran)) == [
        {"entry": "power", "state": "replaced", "why": f"replaced by an entry of {one}"}
    ]
    two = write(tmp_path / "2.json", {"extends": "zz-no", "note": "n"}, {**CONCEPT, "replaces": "zz-mine"})
    ran = run("corpora", "--json", "--with", str(one), "--with", str(two))
    assert ran.code == 1
    assert [one["entries"] for one in places(ran)][-2:] == [
        [{"entry": "zz-mine", "state": "replaced", "why": f"replaced by an entry of {two}"}],
        [
            {
                "entry": "zz-no",
                "state": "orphaned",
                "why": "there is no concept 'zz-no' for it to extend; it is left out",
            }
        ],
    ]
    found = [line.split("\t")[:3] for line in run("check", str(two), "--with", str(one)).out.splitlines()]
    assert ["W108", "zz-no", "id"] in found
    assert "E107" not in {code for code, *_ in found}


def test_plain_text_has_a_line_for_each_place_and_each_entry(run: Sp, tmp_path: Path) -> None:
    """State, reason, path, concepts, extensions, bytes, version, why; of entries state, reason, path, entry, why."""
    path = write(tmp_path / "1.json", CONCEPT, {"extends": "zz-no", "note": "n"}, version="2")
    ran = run("--corpus", str(TINY), "--with", str(path), "corpora", XDG_CONFIG_HOME=str(tmp_path))
    assert ran.out.splitlines()[-2:] == [
        f"read\t--with\t{path}\t1\t1\t{path.stat().st_size}\t2\t",
        f"orphaned\t--with\t{path}\tzz-no\tthere is no concept 'zz-no' for it to extend; it is left out",
    ]


def test_a_person_reads_it_on_a_terminal(environment: dict[str, str], tmp_path: Path) -> None:
    """A place is its path, who named it, and what became of it."""
    write(tmp_path / "socialpower" / "b.json", CONCEPT)
    drawn, code = seen(environment, "corpora", columns=200, NO_COLOR="1", XDG_CONFIG_HOME=str(tmp_path))
    assert code == 0
    assert drawn.splitlines() == [
        f"• {BUNDLED}: bundled, ignored: --corpus looks in nothing else",
        f"• {tmp_path / 'socialpower' / 'b.json'}: your folder, ignored: --corpus looks in nothing else",
        f"• tiny.json: --corpus, read: 8 concepts, {TINY.stat().st_size:,} bytes, version 1",
        "Next: sp new TERM --corpus tiny.json · sp check FILE --corpus tiny.json",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
@pytest.mark.parametrize("kind", ["pipe", "folder", "loop", "device", "endless"])
def test_what_is_no_file_is_named_and_never_waited_for(run: Sp, tmp_path: Path, kind: str) -> None:
    """In one's own folder nothing but a regular file is read, and no more of it than a corpus can have."""
    bad = tmp_path / "socialpower" / "bad.json"
    bad.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(bad)
    elif kind == "folder":
        bad.mkdir()
    elif kind == "endless":
        with bad.open("wb") as stream:
            stream.truncate(300_000_000)
    else:
        bad.symlink_to(bad if kind == "loop" else Path("/dev/zero"))
    for command in (["define", "power", "-b"], ["corpora"]):
        ran = run(*command, XDG_CONFIG_HOME=str(tmp_path))
        assert ran.code == (1 if command == ["corpora"] else 0)
        assert str(bad) in ran.out + ran.err
        assert ("more than 250 MB" in ran.out + ran.err) is (kind == "endless")
        assert "Traceback" not in ran.err


def test_without_a_file_the_last_that_was_named_is_checked(run: Sp, tmp_path: Path) -> None:
    """It stands on the others, those of `--with` included."""
    path = write(tmp_path / "1.json", {**CONCEPT, "broader": ["power"], "related": ["zz-none"]})
    ran = run("--corpus", str(TINY), "--with", str(path), "check", "--json")
    report = json.loads(ran.out)
    assert report["file"] == str(path)
    assert [one["field"] for one in report["findings"] if one["code"] == "E102"] == ["related"]
