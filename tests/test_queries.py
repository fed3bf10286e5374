"""The queries that search is judged by: they stand in no entry."""

import json
import subprocess
import sys

import pytest

from .conftest import TESTS

BENCH = TESTS.parent / "bench"


def test_no_query_is_a_text_of_the_corpus() -> None:
    """No query shares a third of its words in a row with a text of the corpus, so that none is found by having been copied."""
    done = subprocess.run([sys.executable, str(BENCH / "tune.py"), "--leaks"], capture_output=True, check=True, timeout=300)
    assert done.stdout == b""


@pytest.mark.parametrize("name", ["develop", "test"])
def test_what_counts_as_an_answer_exists(name: str) -> None:
    """Every concept that counts as an answer is one of the corpus, and only what is not in the field has no answer."""
    known = {one["id"] for one in json.loads((TESTS.parent / "data" / "concepts.json").read_text(encoding="utf-8"))["concepts"]}
    for line in (BENCH / "queries" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        query = json.loads(line)
        assert set(query["accept"]) | set(query.get("all", ())) <= known, query
        assert bool(query["accept"]) == (query["kind"] != "absent"), query
