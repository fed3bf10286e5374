"""The checks: each finds its own fault, counts every instance, and trips over no other fault."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from socialpower_cli.corpus import checks, locations, writing
from socialpower_cli.errors import CorpusError

from .conftest import TESTS, TINY, Ran, Sp

FAULTS = TESTS / "corpora" / "faults"

# Each fault file breaks one thing in a corpus that is otherwise without findings.
EXPECTED = json.loads((FAULTS / "expected.json").read_text(encoding="utf-8"))


def codes(path: Path) -> list[tuple[str, str, str]]:
    """Return what is found in a file that stands alone, or over the clean one to clash with it, as (code, entry, field)."""
    below = [locations.Location(str(FAULTS / "clean.json"), "SP_CORPUS")] if path.name.startswith("E107") else []
    return [(finding.code, finding.entry, finding.field) for finding in checks.check(str(path), below).findings]


def test_a_good_corpus_has_no_finding() -> None:
    """The corpus that the fault files are made from is clean."""
    assert codes(FAULTS / "clean.json") == []


@pytest.mark.parametrize("code", sorted(checks.CHECKS))
def test_a_check_finds_its_fault(code: str) -> None:
    """A file with one kind of fault yields just that finding, for each entry that has it."""
    (path,) = FAULTS.glob(f"{code}-*.*")
    found = [list(finding) for finding in codes(path) if finding[0] == code]
    assert found == [[code, *place] for place in EXPECTED[code]]


@pytest.mark.parametrize("path", sorted(FAULTS.glob("[EW]*.*")), ids=lambda path: str(path.name))
def test_no_check_fails_on_anothers_fault(path: Path) -> None:
    """Every check looks at every faulty file without failing itself."""
    assert codes(path)


def test_every_check_says_what_it_holds() -> None:
    """A check's docstring is one sentence."""
    for check in checks.CHECKS.values():
        assert check.__doc__
        assert check.__doc__.strip().endswith(".")
        assert "\n" not in check.__doc__.strip()


def test_findings_go_to_stdout_one_a_line(run: Sp) -> None:
    """A finding is a line of code, entry, field and what to do; the exit code is 1."""
    (path,) = FAULTS.glob("E102-*.json")
    ran = run("check", str(path))
    assert ran.code == 1
    assert ran.err == ""
    code, entry, field, message = ran.out.splitlines()[0].split("\t")
    assert (code, entry, field) == ("E102", "b", "related")
    assert message == "there is no concept 'nowhere'; correct the id, or remove the link"


def test_a_file_that_cannot_be_read_is_refused(run: Sp, tmp_path: Path) -> None:
    """What is not a corpus at all has no findings but an error, with exit code 2."""
    path = tmp_path / "broken.json"
    path.write_text("{", encoding="utf-8")
    assert run("check", str(path)).code == 2


def own(path: Path, entry: str, **file: object) -> Path:
    """Write a corpus file of one entry."""
    concept = {"id": entry, "term": entry.title(), "definition": "d", **file.pop("fields", {})}  # type: ignore[dict-item]
    path.write_text(json.dumps({**file, "concepts": [concept]}), encoding="utf-8")
    return path


def found(ran: Ran) -> set[tuple[str, ...]]:
    """Return the findings of a run of `check` as (code, entry, field)."""
    return {tuple(line.split("\t")[:3]) for line in ran.out.splitlines()}


@pytest.mark.parametrize("extra", [{}, {"categories": {"x": "X"}}])
def test_a_file_is_checked_in_the_world_that_a_run_sees(run: Sp, tmp_path: Path, extra: dict[str, object]) -> None:
    """A link into the bundled corpus is a link that works, whether the file has categories of its own or not."""
    path = own(tmp_path / "mine.json", "m", fields={"broader": ["power"], "related": ["nowhere"]}, **extra)
    assert {one for one in found(run("check", str(path))) if one[0] == "E102"} == {("E102", "m", "related")}


def test_ones_own_files_may_link_to_one_another(run: Sp, tmp_path: Path) -> None:
    """A file of one's own is checked over those below it, and so is one that lies nowhere over all of them."""
    folder = tmp_path / "socialpower"
    folder.mkdir()
    one = own(folder / "1.json", "one")
    two = own(folder / "2.json", "two", fields={"broader": ["one", "power"]})
    elsewhere = own(tmp_path / "else.json", "three", fields={"broader": ["two"]})
    for path in (one, two, elsewhere):
        assert "E102" not in {code for code, *_ in found(run("check", str(path), XDG_CONFIG_HOME=str(tmp_path)))}
    assert ("E102", "two", "broader") in found(run("--corpus", str(two), "check", XDG_CONFIG_HOME=str(tmp_path)))


def test_the_corpus_that_is_named_is_the_world(run: Sp, tmp_path: Path) -> None:
    """With --corpus a file is checked over the files named, and without a file the last of those is checked."""
    one = own(tmp_path / "1.json", "one")
    two = own(tmp_path / "2.json", "two", fields={"broader": ["one"]})
    assert "E102" not in {code for code, *_ in found(run("--corpus", str(one), "check", str(two)))}
    assert ("E102", "two", "broader") in found(run("--corpus", str(two), "check"))
    both = run("--corpus", str(one), "--corpus", str(two), "check")
    assert {entry for _, entry, _ in found(both)} - {"the file"} == {"two"}
    assert "E102" not in {code for code, *_ in found(both)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_a_pipe_is_read_once(environment: dict[str, str], tmp_path: Path) -> None:
    """What comes through a pipe is checked like a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(pipe), "check", "--plain"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as checking:
        pipe.write_bytes((FAULTS / "clean.json").read_bytes())
        out, err = checking.communicate(timeout=60)
    assert (out, err, checking.returncode) == (b"", b"", 0)


@pytest.mark.parametrize("count", [3000])
def test_many_equal_texts_are_told_of_once_each(tmp_path: Path, count: int) -> None:
    """Findings on repetition grow with the number of texts, not with its square, and name the first that has the text."""
    path = tmp_path / "c.json"
    same = "A placeholder that stands for what is still to be written by somebody else."
    concepts = [{"id": f"c{n:04}", "term": f"C {n}", "aliases": ["Same"], "definition": same} for n in range(count)]
    path.write_text(json.dumps({"concepts": concepts}), encoding="utf-8")
    report = checks.check(str(path), [])
    repeated = [finding for finding in report.findings if finding.code == "W301"]
    assert len(repeated) == count - 1
    assert {finding.message for finding in repeated} == {"it nearly repeats 'c0000', definition; write it in other words"}
    assert max(len(finding.message) for finding in report.findings) < 300


def test_long_and_tangled_cycles_are_told_in_short(tmp_path: Path) -> None:
    """A cycle of many concepts is one finding of a line, and however many cycles there are, looking for them ends."""
    path = tmp_path / "c.json"
    concepts = [{"id": f"c{n}", "term": f"C {n}", "definition": "d", "broader": [f"c{n + 1}", "c0"]} for n in range(3000)]
    path.write_text(json.dumps({"concepts": [*concepts, {"id": "c3000", "term": "Last", "definition": "d"}]}), encoding="utf-8")
    cycles = [finding for finding in checks.check(str(path), []).findings if finding.code == "E104"]
    assert cycles
    assert max(len(finding.message) for finding in cycles) < 300
    assert any("more ..." in finding.message for finding in cycles)


def test_fixing_sorts_and_lays_out_and_changes_nothing_else(run: Sp, tmp_path: Path) -> None:
    """--fix writes the standard layout; what the file says stays the same."""
    data: dict[str, Any] = json.loads(TINY.read_text(encoding="utf-8"))
    path = tmp_path / "shuffled.json"
    shuffled = {**data, "concepts": data["concepts"][::-1], "sources": data["sources"][::-1]}
    path.write_text(json.dumps(shuffled), encoding="utf-8")
    run("check", str(path), "--fix")
    assert json.loads(path.read_text(encoding="utf-8")) == data
    assert [one["id"] for one in json.loads(path.read_text(encoding="utf-8"))["concepts"]] == sorted(
        one["id"] for one in data["concepts"]
    )
    before = path.read_bytes()
    run("check", str(path), "--fix")
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


SHUFFLED = '{"concepts": [{"id": "b", "term": "B", "definition": "d"}, {"id": "a", "term": "A", "definition": "d"}]}'


@pytest.mark.skipif(os.name != "posix", reason="needs links and modes")
def test_fixing_follows_a_link_and_keeps_mode_and_owner(run: Sp, tmp_path: Path) -> None:
    """The file that a link leads to is written, with its mode and owner as they were; the link stays."""
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "target.json"
    target.write_text(SHUFFLED, encoding="utf-8")
    target.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(target, 12345, 12345)
    before = target.stat()
    link = tmp_path / "link.json"
    link.symlink_to(target)
    guard = tmp_path / "real" / "target.json.tmp"
    guard.write_text("mine", encoding="utf-8")
    run("check", str(link), "--fix")
    after = target.stat()
    assert link.is_symlink()
    assert [one["id"] for one in json.loads(target.read_text(encoding="utf-8"))["concepts"]] == ["a", "b"]
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert guard.read_text(encoding="utf-8") == "mine"
    assert sorted(target.parent.iterdir()) == [target, guard]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"concepts": [{"id": "a", "term": "A", "definition": "d"}], "concepts": []}', "the key 'concepts' is given twice"),
        ('{"concepts": [{"id": "a", "term": "A", "definition": "d", "term": "B"}]}', "the key 'term' of 'a' is given twice"),
        ('{"concepts": [{"id": "a"', "the file ends too early"),
    ],
)
def test_fixing_refuses_what_it_would_lose(run: Sp, tmp_path: Path, content: str, told: str) -> None:
    """A file that cannot be read whole is left as it is, byte for byte, and nothing else is left."""
    path = tmp_path / "c.json"
    path.write_text(content, encoding="utf-8")
    ran = run("check", str(path), "--fix")
    assert (ran.out, ran.code) == ("", 2)
    assert told in ran.err
    assert path.read_text(encoding="utf-8") == content
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
def test_fixing_writes_regular_files_only(run: Sp, tmp_path: Path) -> None:
    """A pipe or a folder is refused and not waited for."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder", "/dev/null"):
        ran = run("check", str(tmp_path / name), "--fix")
        assert (ran.out, ran.code) == ("", 2)
        assert "this is not a file" in ran.err


def test_a_fix_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk, or where somebody else writes at the same time, nothing is lost and nothing is left."""
    path = tmp_path / "c.json"
    for name, message in (("fsync", "No space left"), ("replace", "Permission denied")):
        path.write_text(SHUFFLED, encoding="utf-8")

        def fail(*_: object, message: str = message) -> None:
            raise OSError(28, message)

        with monkeypatch.context() as broken:
            broken.setattr(os, name, fail)
            with pytest.raises(CorpusError, match=f"cannot be written .{message}"):
                writing.rewrite(str(path))
        assert path.read_text(encoding="utf-8") == SHUFFLED
        assert list(tmp_path.iterdir()) == [path]
    monkeypatch.setattr(os, "fsync", lambda _: path.write_text("changed", encoding="utf-8"))
    with pytest.raises(CorpusError, match="somebody else"):
        writing.rewrite(str(path))
    assert path.read_text(encoding="utf-8") == "changed"
    assert list(tmp_path.iterdir()) == [path]


def test_the_bundled_corpus_has_no_finding() -> None:
    """Nothing is wrong with the corpus that is shipped."""
    assert checks.check(locations.bundled()).findings == ()


def test_citations_are_no_words_of_a_text(tmp_path: Path) -> None:
    """Lengths, repetition and characters are judged on what a reader reads, without the citations in it."""
    data: dict[str, Any] = json.loads((FAULTS / "clean.json").read_text(encoding="utf-8"))
    cite = " [@s1, pp. 1-2; @s1, ch. long_ch*pter of many words that would make any text too long for its bounds by far]"
    for concept in data["concepts"]:
        concept["sources"] = ["s1"]
        for field in ("definition", "explanation", "note", "origin"):
            if field in concept:
                concept[field] = concept[field].rstrip(".") + cite * 3 + "."
        for example in concept["examples"]:
            example["text"] = example["text"].rstrip(".") + cite * 3 + "."
    path = tmp_path / "c.json"
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    assert {code for code, *_ in codes(path)} <= {"W702"}


def test_what_extends_an_entry_is_checked_for_its_texts(run: Sp, tmp_path: Path) -> None:
    """Settings, lengths, characters and citations, in the world of the entry that it extends; not what an entry must have."""
    more = {
        "extends": "dependence",
        "examples": [{"title": "A scene", "setting": "moon", "text": "Too short."}],
        "note": "It is *so* [@emerson1962] and [@nobody].",
    }
    path = tmp_path / "over.json"
    path.write_text(json.dumps({"concepts": [more]}), encoding="utf-8")
    assert found(run("--corpus", str(TINY), "check", str(path))) - {("W702", "the file", "layout")} == {
        ("W207", "dependence", "examples[0].text"),
        ("W208", "dependence", "examples[0].setting"),
        ("W601", "dependence", "note"),
        ("W801", "dependence", "note"),
    }
