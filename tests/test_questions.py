"""Questions about several concepts: every way in which people ask to compare, and the commands that answer them."""

import json
from pathlib import Path

import pytest

from socialpower_cli import NotFound, OpenCorpus, open_corpus
from socialpower_cli.cli.completion import complete_several
from socialpower_cli.corpus.locations import Chosen

from .conftest import Sp

WHY = "A role is what one does; status is how one is seen."
CONCEPTS = {
    "concepts": [
        {"id": "role", "term": "Role", "definition": "What one does.", "contrasts": [{"id": "social-status", "why": WHY}]},
        {"id": "social-status", "term": "Social status", "aliases": ["status"], "definition": "How one is seen."},
        {
            "id": "structure",
            "term": "Structure",
            "definition": "What lasts.",
            "related": [{"id": "role", "why": "It has them."}],
        },
        {"id": "agency", "term": "Agency", "definition": "What one can do.", "hidden_labels": ["power or freedom"]},
        {"id": "structure-and-agency", "term": "Structure and agency", "definition": "An old question."},
        {"id": "influence", "term": "Influence", "definition": "Changing what others think.", "broader": ["power"]},
        {"id": "power", "term": "Power", "definition": "Bringing effects about."},
        {"id": "freedom", "term": "Freedom", "definition": "Being let be."},
        {"id": "social-comparison", "term": "Social comparison", "definition": "Looking at others."},
        {"id": "theory", "term": "Theory", "definition": "A thought."},
        {"id": "freedom-theory", "term": "Freedom theory", "definition": "A thought of freedom."},
    ]
}


@pytest.fixture(autouse=True)
def _settled(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, environment[name])


@pytest.fixture
def several(tmp_path: Path) -> str:
    """A corpus file of concepts some of whose names have others in them."""
    path = tmp_path / "several.json"
    path.write_text(json.dumps(CONCEPTS), encoding="utf-8")
    return str(path)


@pytest.fixture
def corpus(several: str) -> OpenCorpus:
    """The corpus of these concepts."""
    return open_corpus(several)


def compared(corpus: OpenCorpus, text: str, *, loose: bool = False, exact: bool = False) -> list[str] | None:
    """Return the ids of the concepts that a text asks to compare, or None."""
    asked = corpus.read_comparison(text, loose=loose, exact=exact)
    return asked and [one.id for one in asked.concepts]


@pytest.mark.parametrize(
    "text",
    [
        "status vs role",
        "Status VS. Role?",
        "social status versus role",
        "status v role",
        "the difference between status and role",
        "What is the difference between social status and role?",
        "what's the difference between status and a role",
        "differences between status, role",
        "difference status role",
        "distinguish status from role",
        "how does status differ from role",
        "how do status and role differ",
        "how do status and role differ from each other?",
        "is status different from role",
        "status compared to role",
        "compare social status with role",
        "compare and contrast status and role",
        "statuss vs rolle",
    ],
)
def test_a_question_asks_to_compare(corpus: OpenCorpus, text: str) -> None:
    """However it is put, the names in it are found, in their order, misspelt ones too."""
    if text == "difference status role":
        assert compared(corpus, text) is None  # nothing says where one name ends and the other begins
    else:
        assert compared(corpus, text) == ["social-status", "role"]


@pytest.mark.parametrize("text", ["status and role", "status or role", "status, role", "status, and role"])
def test_joined_names_ask_only_where_that_is_enough(corpus: OpenCorpus, text: str) -> None:
    """A comma, "and" or "or" between two names asks for a comparison where a name is looked up, and for none in a search."""
    assert compared(corpus, text, loose=True) == ["social-status", "role"]
    assert compared(corpus, text) is None


@pytest.mark.parametrize(
    "text",
    ["structure and agency", "Structure-and-agency", "structure and agncy", "power or freedom", "social comparison", "role"],
)
def test_a_name_stays_a_name(corpus: OpenCorpus, text: str) -> None:
    """A text that is a name itself, or a label, or either misspelt, asks for no comparison, whatever words are in it."""
    assert compared(corpus, text, loose=True) is None
    assert compared(corpus, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "how does it feel",
        "the difference",
        "vs",
        "vs power",
        "",
        "comparison of",
        "my boss and me",
        "difference in power between influence and role",
        "theory, freedom",
    ],
)
def test_other_texts_ask_for_none(corpus: OpenCorpus, text: str) -> None:
    """Where no two concepts are named there is no comparison, and no complaint."""
    assert compared(corpus, text, loose=True) is None


def test_the_longest_names_count(corpus: OpenCorpus) -> None:
    """Of several ways to cut a text the one with the fewest names counts, three at most."""
    assert compared(corpus, "structure and agency vs power") == ["structure-and-agency", "power"]
    assert compared(corpus, "difference between structure and agency and power") == ["structure-and-agency", "power"]
    assert compared(corpus, "power, influence and freedom", loose=True) == ["power", "influence", "freedom"]
    assert compared(corpus, "power, influence, freedom and role", loose=True) is None


def test_a_name_that_means_nothing_is_told(corpus: OpenCorpus) -> None:
    """Where it is sure what is asked, the name that no concept has is named alone."""
    with pytest.raises(NotFound, match="Nothing is named 'zzyzx'"):
        corpus.read_comparison("power vs zzyzx")
    with pytest.raises(NotFound, match="Nothing is named 'zzyzx'"):
        corpus.compare("power", "zzyzx")
    assert compared(corpus, "power and zzyzx", loose=True) is None
    assert compared(corpus, "how does power differ from what my neighbours do to me", loose=True) is None


def test_exact_refuses_what_is_misspelt(corpus: OpenCorpus) -> None:
    """With `exact` names in any form are met, and misspelt ones are not."""
    assert compared(corpus, "STATUS vs roles", exact=True) == ["social-status", "role"]
    with pytest.raises(NotFound, match="Nothing is named 'rolle'"):
        compared(corpus, "status vs rolle", exact=True)


@pytest.mark.parametrize(
    "words",
    [
        ["status", "role"],
        ["social status", "role"],
        ["social", "status", "role"],
        ["social status role"],
        ["status", "vs", "role"],
        ["status,", "role"],
        ["status", "and", "role"],
        ["sttatus", "role"],
    ],
)
def test_compare_takes_names_as_they_are_typed(run: Sp, several: str, words: list[str]) -> None:
    """Quoted or not, with something between them or nothing, two names are told apart; the reason comes first."""
    ran = run("--corpus", several, "compare", *words, "--json")
    assert ran.code == 0
    document = json.loads(ran.out)
    assert [one["id"] for one in document["concepts"]] == ["social-status", "role"]
    assert (document["relation"], document["why"]) == ("contrasts", WHY)
    plain = run("--corpus", several, "compare", *words).out.splitlines()
    assert plain[:2] == ["Social status | Role", f"In contrast: {WHY}"]


def test_every_way_to_ask_shows_the_same(run: Sp, several: str) -> None:
    """`compare`, `define`, `search` and bare words answer one question alike."""
    expected = run("--corpus", several, "compare", "role", "power")
    assert expected.out.splitlines()[:2] == ["Role | Power", "Nothing is recorded between them."]
    assert (expected.err, expected.code) == ("", 0)
    for line in (["role", "vs", "power"], ["define", "role", "or", "power"], ["search", "difference between role and power"]):
        assert run("--corpus", several, *line) == expected


def test_a_search_keeps_its_document(run: Sp, several: str) -> None:
    """In JSON a search gives hits, whatever it asks; so it does where it is narrowed."""
    document = json.loads(run("--corpus", several, "search", "role vs power", "--json").out)
    assert list(document) == ["query", "confident", "results"]
    assert {"role", "power"} <= {one["id"] for one in document["results"]}
    assert run("--corpus", several, "search", "role vs power", "-n", "5").out.startswith(("role\t", "power\t"))


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (["compare", "power"], 2, "Two or three concepts are compared.\n  For example: sp compare power authority\n"),
        (
            ["compare", "status", "social-status"],
            2,
            (
                "There is nothing to compare: two of the names mean Social status.\n"
                "  To read it: sp define social-status --corpus FILE\n"
            ),
        ),
        (["compare", ""], 2, "Nothing to look up: the names are empty.\n  For example: sp compare power authority\n"),
        (["path", "power"], 2, "A path leads from one concept to another.\n  For example: sp path power authority\n"),
        (
            ["path", "power", "role"],
            1,
            (
                "Power and Role are not closely related: no chain of four links or fewer leads from one to the other.\n"
                "  To look for a longer one: sp path power role --any-length --corpus FILE\n"
            ),
        ),
        (["path", "power", "role", "--any-length"], 1, "No chain of links leads from Power to Role.\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_answered_is_told(run: Sp, several: str, line: list[str], code: int, message: str) -> None:
    """On standard error, with the next step and the exit code; standard output stays empty."""
    assert run("--corpus", several, *line) == ("", message.replace("FILE", several), code)


@pytest.mark.parametrize(
    "words", [["status", "structure"], ["from", "social status", "to", "structure"], ["status", "→", "structure"]]
)
def test_a_path_is_told_step_by_step(run: Sp, several: str, words: list[str]) -> None:
    """Each step is a sentence with its kind and its reason."""
    assert run("--corpus", several, "path", *words).out == (
        f"1. Social status is in contrast with Role: {WHY}\n2. Role is related to Structure: It has them.\n"
    )


def test_a_path_without_steps(run: Sp, several: str) -> None:
    """A step without a reason is a sentence; two names of one concept need no step; none found is a document in JSON too."""
    assert run("--corpus", several, "path", "influence", "power").out == "1. Influence falls under Power.\n"
    assert run("--corpus", several, "path", "status", "social-status").out == "Both names mean Social status.\n"
    missed = run("--corpus", several, "path", "power", "role", "--json")
    document = json.loads(missed.out)
    assert [one["name"] for one in document.pop("matched")] == ["power", "role"]
    assert (document, missed.code) == ({"from": "power", "to": "role", "close": False, "steps": []}, 1)


def test_a_longer_path_is_not_close(run: Sp, tmp_path: Path) -> None:
    """Beyond four steps concepts are not closely related, which is said before the steps where any length is asked for."""
    path = tmp_path / "chain.json"
    chain = [{"id": f"n{at}", "term": f"N{at}", "definition": "A link.", "related": [f"n{at + 1}"]} for at in range(5)]
    path.write_text(json.dumps({"concepts": [*chain, {"id": "n5", "term": "N5", "definition": "The last."}]}), encoding="utf-8")
    assert run("--corpus", str(path), "path", "n0", "n5").code == 1
    told = run("--corpus", str(path), "path", "n0", "n5", "--any-length")
    assert told.out.splitlines()[:2] == ["Not closely related: 5 steps apart.", "1. N0 is related to N1."]
    assert (told.err, told.code) == ("", 0)
    assert run("--corpus", str(path), "path", "n0", "n4").out.startswith("1. N0 is related to N1.\n")


def test_completion_knows_the_second_name(several: str) -> None:
    """After a whole name another begins; a name of several words goes on."""
    with open_corpus(several) as corpus:
        corpus.define("role")  # completion compiles nothing itself
    assert complete_several(Chosen((several,)), ["power"], "infl") == ["influence"]
    assert complete_several(Chosen((several,)), ["power", "social"], "stat") == ["status"]
    assert complete_several(Chosen((several,)), [], "infl") == ["influence"]
