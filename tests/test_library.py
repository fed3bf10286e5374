"""The library: importing it is free, its documented examples hold, and it says what the commands show."""

import doctest
import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import socialpower_cli
from socialpower_cli import NotFound, OpenCorpus, Refused, Suggestion, api, curation, open_corpus
from socialpower_cli.corpus import locations

from .conftest import TESTS, TINY, Sp

ROOT = TESTS.parent


def test_the_documented_examples_hold(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Every method has an example, and what the examples show is so."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, environment[name])
    with open_corpus(locations.bundled()) as corpus:
        monkeypatch.setattr(api, "corpus", corpus, raising=False)
        monkeypatch.setattr(curation, "corpus", corpus, raising=False)
        monkeypatch.chdir(ROOT)
        failed, tried = map(sum, zip(doctest.testmod(api), doctest.testmod(curation), strict=True))
    assert failed == 0
    assert tried >= len(public_methods())


def public_methods() -> list[str]:
    """Return the names of what a corpus can be asked."""
    return [name for name, _ in inspect.getmembers(OpenCorpus, inspect.isfunction) if not name.startswith("_")]


@pytest.mark.parametrize("name", [name for name in public_methods() if name not in ("close", "fix")])
def test_every_question_has_an_example_and_types(name: str) -> None:
    """A method says in its docstring how it is called, and in its signature what it takes and gives."""
    method = getattr(OpenCorpus, name)
    assert (
        f">>> corpus.{name}(" in method.__doc__.replace("len(", "").replace("results = ", "")
        or "corpus." + name in method.__doc__
    )
    signature = inspect.signature(method)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(p.annotation is not p.empty for key, p in signature.parameters.items() if key != "self")


def test_the_reference_is_current() -> None:
    """docs/library.md is what the docstrings say."""
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "library_reference.py"), "-"], capture_output=True, check=True, timeout=120
    )
    assert made.stdout.decode("utf-8") == (ROOT / "docs" / "library.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import socialpower_cli", {"typing", "socialpower_cli.api", "socialpower_cli.answers", "typer", "rich", "sqlite3"}),
        ("from socialpower_cli import open_corpus", {"typer", "rich", "json", "msgspec", "rapidfuzz", "socialpower_cli.cli"}),
        ("from socialpower_cli import *; open_corpus().brief('power')", {"typer", "rich", "rapidfuzz", "socialpower_cli.cli"}),
    ],
)
def test_importing_the_library_loads_neither_typer_nor_rich(
    environment: dict[str, str], statement: str, absent: set[str]
) -> None:
    """What is public is loaded when it is asked for, and a question loads what it needs."""
    for _ in range(2):  # The first question may compile the index.
        done = subprocess.run(
            [sys.executable, "-I", "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{statement}\nprint(*sys.modules)"],
            env=environment,
            capture_output=True,
            check=True,
            text=True,
            timeout=60,
        )
    assert not set(done.stdout.split()) & absent


def test_the_public_names_are_these() -> None:
    """What is in `__all__` is there, and nothing else is listed; a name that is not there is an AttributeError."""
    assert dir(socialpower_cli) == sorted(socialpower_cli.__all__)
    for name in socialpower_cli.__all__:
        assert getattr(socialpower_cli, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = socialpower_cli.nonsense


@pytest.fixture
def corpus(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> OpenCorpus:
    """The tiny corpus."""
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    return open_corpus(TINY)


def test_a_miss_carries_what_may_have_been_meant(corpus: OpenCorpus) -> None:
    """An error is data: what was asked, what is wrong, which concepts may be meant, each with its gloss."""
    with pytest.raises(NotFound) as caught:
        corpus.define("deciding for themselves")
    assert caught.value.query == "deciding for themselves"
    assert caught.value.message == "Nothing is named 'deciding for themselves'."
    assert Suggestion("autonomy", "deciding for oneself") in caught.value.suggestions
    with pytest.raises(NotFound) as shared:
        corpus.cite("rank")
    assert shared.value.suggestions == (
        Suggestion("rank-order", "things put in order of worth"),
        Suggestion("status", "a place in a ranking of worth"),
    )


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_an_empty_question_is_refused(corpus: OpenCorpus, blank: str) -> None:
    """Nothing but blanks asks nothing, whatever the method."""
    for ask in (corpus.define, corpus.brief, corpus.search, corpus.related, corpus.examples, corpus.cite):
        with pytest.raises(Refused, match="is empty"):
            ask(blank)


def test_search_leaves_out_what_is_far_below_unless_asked(corpus: OpenCorpus) -> None:
    """Hits with less than half of the best score are shown where a limit or all are asked for."""
    few = corpus.search("power").results
    every = corpus.search("power", every=True).results
    limited = corpus.search("power", limit=10).results
    assert every == limited
    assert few == tuple(hit for hit in every if hit.score >= 0.5 * every[0].score)
    assert len(few) < len(every)


def test_a_search_without_a_hit_says_what_to_try(corpus: OpenCorpus) -> None:
    """No hit is an answer too: not confident, with hints and without an error."""
    results = corpus.search("zzyzx qwrtp")
    assert (results.results, results.confident) == ((), False)
    assert results.hints
    assert corpus.search("power").hints == ()


def test_a_closed_corpus_opens_again(corpus: OpenCorpus) -> None:
    """Closing twice is no fault, and a question after it is answered."""
    with corpus as opened:
        assert opened.brief("power").id == "power"
    corpus.close()
    assert corpus.brief("power").id == "power"
    corpus.close()


def test_the_library_says_what_the_command_shows(corpus: OpenCorpus, sp: Sp) -> None:
    """The answer of a method is the document that its command prints."""
    assert [one.id for one in corpus.concepts().concepts] == [
        one["id"] for one in json.loads(sp("list", "--json").out)["concepts"]
    ]
    assert (
        corpus.categories().document["categories"][0]._asdict()
        == json.loads(sp("list", "--categories", "--json").out)["categories"][0]
    )


def test_fix_writes_the_standard_layout(corpus: OpenCorpus, tmp_path: Path) -> None:
    """A file put out of order is put in order again, and checks clean of layout."""
    path = tmp_path / "c.json"
    path.write_text(
        '{"concepts": [{"term": "B", "id": "b", "definition": "D."}, {"id": "a", "term": "A", "definition": "D."}]}'
    )
    corpus.fix(path)
    assert [one["id"] for one in json.loads(path.read_text(encoding="utf-8"))["concepts"]] == ["a", "b"]
    assert not {"W701", "W702"} & {finding.code for finding in corpus.check(path).findings}
