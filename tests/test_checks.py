"""The checks: each finds its own fault, counts every instance, and trips over no other fault."""

import json
from pathlib import Path
from typing import Any

import pytest

from socialpower_cli.corpus import checks, locations

from .conftest import TESTS, TINY, Sp

FAULTS = TESTS / "corpora" / "faults"

# Each fault file breaks one thing in a corpus that is otherwise without findings.
EXPECTED = json.loads((FAULTS / "expected.json").read_text(encoding="utf-8"))


def codes(path: Path) -> list[tuple[str, str, str]]:
    """Return what is found in a file as (code, entry, field)."""
    return [(finding.code, finding.entry, finding.field) for finding in checks.check(str(path)).findings]


def test_a_good_corpus_has_no_finding() -> None:
    """The corpus that the fault files are made from is clean."""
    assert codes(FAULTS / "clean.json") == []


@pytest.mark.parametrize("code", sorted(checks.CHECKS))
def test_a_check_finds_its_fault(code: str) -> None:
    """A file with one kind of fault yields just that finding, for each entry that has it."""
    (path,) = FAULTS.glob(f"{code}-*.json")
    found = [list(finding) for finding in codes(path) if finding[0] == code]
    assert found == [[code, *place] for place in EXPECTED[code]]


@pytest.mark.parametrize("path", sorted(FAULTS.glob("[EW]*.json")), ids=lambda path: str(path.name))
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


def test_ones_own_file_may_link_to_bundled_concepts(tmp_path: Path) -> None:
    """A file that lies over the bundled corpus is checked in its place."""
    path = tmp_path / "mine.json"
    path.write_text('{"concepts": [{"id": "m", "term": "M", "definition": "d", "broader": ["power"]}]}', encoding="utf-8")
    assert "E102" not in {code for code, _, _ in codes(path)}


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


def test_the_bundled_corpus_has_no_finding() -> None:
    """Nothing is wrong with the corpus that is shipped."""
    assert checks.check(locations.bundled()).findings == ()
