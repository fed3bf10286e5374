"""Asking in one's own words: labels, misspellings, bare words, help; and what a miss, a match and a failure tell."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from socialpower_cli.cli.commands import COMMANDS

from .conftest import TINY, Sp

LABELS = {
    "concepts": [
        {"id": "glass-ceiling", "term": "Glass ceiling", "definition": "A barrier.", "hidden_labels": ["tokenism", "shared"]},
        {"id": "quota", "term": "Quota", "definition": "A share.", "hidden_labels": ["shared", "numerus clausus"]},
        {"id": "token", "term": "Token", "definition": "A sign.", "category": "Signs of things"},
    ]
}


@pytest.fixture
def labels(tmp_path: Path) -> str:
    """A corpus whose concepts have labels that are no names of theirs."""
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(LABELS), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("command", [["define"], []], ids=["define", "bare"])
def test_a_label_shows_where_it_is_treated(run: Sp, labels: str, command: list[str]) -> None:
    """A word that is no name of a concept but leads to it is followed, and that is said, with exit code 0."""
    ran = run("--corpus", labels, *command, "tokenism", "--json")
    assert ran.code == 0
    assert json.loads(ran.out)["matched"] == {"typed": "tokenism", "name": "tokenism", "how": "label"}
    assert ran.err == (
        "'tokenism' has no entry of its own; it is treated under: Glass ceiling.\n"
        f"To search for it: sp search tokenism --corpus {labels}\n"
    )


def test_exact_refuses_a_label(run: Sp, labels: str) -> None:
    """A label is no name."""
    ran = run("--corpus", labels, "define", "tokenism", "--exact")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("Nothing is named 'tokenism'.\n  glass-ceiling: ")


def test_a_name_comes_before_a_label(run: Sp, labels: str) -> None:
    """What is exactly a name is not taken for a label, and a label not for a misspelt name."""
    assert json.loads(run("--corpus", labels, "define", "tokens", "--json").out)["id"] == "token"
    assert json.loads(run("--corpus", labels, "define", "tokenisms", "--json").out)["id"] == "glass-ceiling"


def test_a_misspelt_label_is_followed_too(run: Sp, labels: str) -> None:
    """A near spelling of a label leads where the label does, and is told as a guess."""
    ran = run("--corpus", labels, "define", "tokenims", "--json")
    assert json.loads(ran.out)["id"] == "glass-ceiling"
    assert json.loads(ran.out)["matched"] == {"typed": "tokenims", "name": "tokenism", "how": "fuzzy"}
    assert ran.err == "Nothing is named 'tokenims'; this is the closest: tokenism.\n"
    assert run("--corpus", labels, "define", "tokenims", "--exact").code == 1


def test_a_label_of_several_concepts_lists_them(run: Sp, labels: str) -> None:
    """A label is not decided by chance either."""
    ran = run("--corpus", labels, "define", "shared")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err == (
        "'shared' is treated under several concepts. Ask for one by its id:\n  glass-ceiling: Glass ceiling\n  quota: Quota\n"
    )


@pytest.mark.parametrize("words", [["dependance"], ["bargainign", "power"], ["reliance"], ["power"]])
def test_bare_words_go_the_way_of_define(sp: Sp, words: list[str]) -> None:
    """Misspellings and other names included, `sp WORDS` is `sp define WORDS`."""
    assert sp(*words) == sp("define", *words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["serach", "power"], "sp search power"),
        (["find", "power"], "sp search power"),
        (["lookup", "power"], "sp define power"),
        (["show", "power"], "sp define power"),
        (["def", "power"], "sp define power"),
        (["ls"], "sp list"),
        (["relatde", "power"], "sp related power"),
        (["randmo"], "sp random"),
    ],
)
def test_a_word_for_a_command_is_answered_by_the_command(sp: Sp, words: list[str], meant: str) -> None:
    """Well-known other words and one slip of the finger suggest the command, with the words that were typed."""
    ran = sp(*words)
    assert (ran.out, ran.code) == ("", 2)
    typed = " ".join(words)
    assert ran.err.startswith(
        f"'{typed}' is neither a command nor the name of a concept. Did you mean: {meant} --corpus {TINY}\n"
    )


def test_no_command_is_suggested_for_a_word_far_from_all(sp: Sp) -> None:
    """A word that is like no command suggests none."""
    ran = sp("zzyzx")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == (
        "'zzyzx' is neither a command nor the name of a concept.\n"
        f"  To search for the words: sp search zzyzx --corpus {TINY}\n"
        "  All commands: sp help\n"
    )


def test_a_command_line_that_is_suggested_can_be_typed(sp: Sp) -> None:
    """What a shell would read is quoted in it."""
    assert (
        f"To search for the words: sp search zzyzx '$(id)' 'it'\"'\"'s' --corpus {TINY}\n" in sp("zzyzx", "$(id)", "it's").err
    )
    assert f"Did you mean: sp search 'a*' --corpus {TINY}\n" in sp("serach", "a*").err


@pytest.mark.parametrize("words", [["help"], ["help", "define"], ["help", "list"]])
def test_help_is_a_word_too(run: Sp, words: list[str]) -> None:
    """`sp help` and `sp help COMMAND` say what the option says."""
    assert run(*words) == run(*words[1:], "--help")


def test_help_on_what_is_no_command(run: Sp) -> None:
    """The commands are named, and how to look the word up."""
    ran = run("help", "serach")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == (
        "There is no command 'serach'.\n"
        "  Did you mean: sp help search\n"
        f"  Commands: {', '.join(COMMANDS)}\n"
        "  To look the word up: sp define serach\n"
    )


@pytest.mark.parametrize("asked", ["structure", "Structure", "STRUCTURE", " structure "])
def test_a_category_is_met_by_key_or_label(sp: Sp, asked: str) -> None:
    """In any case."""
    assert sp("list", "--category", asked) == sp("list", "--category", "structure")
    assert sp("list", "--category", asked).code == 0


@pytest.fixture
def two(tmp_path: Path) -> str:
    """A corpus with two declared categories, not from A to Z, one used but not declared, and one concept without any."""
    entries = [
        {"id": identifier, "term": identifier, "definition": "D.", **({"category": key} if key else {})}
        for identifier, key in (("a", "here"), ("b", "there"), ("c", "elsewhere"), ("d", None), ("e", "there"))
    ]
    path = tmp_path / "two.json"
    categories = {"there": "Over there", "here": "There"}
    path.write_text(json.dumps({"categories": categories, "concepts": entries}), encoding="utf-8")
    return str(path)


def test_categories_keep_the_order_of_the_corpus(run: Sp, two: str) -> None:
    """Declared ones first, as they are declared, then the others, then what has none."""
    assert run("--corpus", two, "list", "--categories").out == (
        "there\tOver there\t2\nhere\tThere\t1\nelsewhere\telsewhere\t1\n"
    )
    grouped = run("--corpus", two, "list", "--by-category").out.splitlines()
    assert [line.split("\t")[0] for line in grouped] == ["b", "e", "a", "c", "d"]


@pytest.mark.parametrize(("asked", "ids"), [("over THERE", "be"), ("There", "be"), ("here", "a"), ("over  there", "be")])
def test_a_key_comes_before_a_label(run: Sp, two: str, asked: str, ids: str) -> None:
    """A label names its category, unless another's key is the same word."""
    lines = run("--corpus", two, "list", "--category", asked).out.splitlines()
    assert [line.split("\t")[0] for line in lines] == list(ids)


def test_a_category_that_is_not_declared_can_be_asked_for(run: Sp, labels: str) -> None:
    """What an entry shows as its category is one."""
    assert run("--corpus", labels, "list", "--category", "signs of things").out.split("\t")[0] == "token"
    assert run("--corpus", labels, "list", "--categories").out == "Signs of things\tSigns of things\t1\n"
    assert run("--corpus", labels, "list", "--category", "x").err == (
        "There is no category 'x'.\n  Categories: Signs of things\n"
    )


def test_categories_and_settings_are_listed_with_their_counts(sp: Sp) -> None:
    """Keys, labels and how many there are of each, in the order of the corpus."""
    assert sp("list", "--categories").out == "power\tPower\t4\nstructure\tStructure\t4\n"
    assert sp("list", "--settings").out == "work\tWork\t3\nschool\tSchool\t0\nonline\tOnline\t1\n"
    assert json.loads(sp("list", "--settings", "--json").out)["settings"][0] == {"key": "work", "label": "Work", "total": 3}


@pytest.mark.parametrize(
    "options",
    [["--tree", "--categories"], ["--tree", "-c", "power"], ["--settings", "-n", "3"], ["--categories", "--by-category"]],
)
def test_options_that_contradict_each_other_are_refused(sp: Sp, options: list[str]) -> None:
    """Both are named."""
    ran = sp("list", *options)
    assert (ran.out, ran.code) == ("", 2)
    assert "do not go together" in ran.err


def test_a_limit_shortens_lists(sp: Sp) -> None:
    """The first so many, in the order of the whole list."""
    assert sp("list", "-n", "3").out.splitlines() == sp("list").out.splitlines()[:3]
    assert sp("examples", "--limit", "2").out.splitlines() == sp("examples").out.splitlines()[:2]


def test_by_category_orders_plain_text_and_json_too(sp: Sp) -> None:
    """Categories in the order of the corpus, each from A to Z."""
    plain = [line.split("\t")[0] for line in sp("list", "--by-category").out.splitlines()]
    assert plain == [one["id"] for one in json.loads(sp("list", "--by-category", "--json").out)["concepts"]]
    keys = [one["category"] for one in json.loads(sp("list", "--by-category", "--json").out)["concepts"]]
    assert keys == sorted(keys, key=["power", "structure"].index)


def test_a_miss_is_a_document_with_json(sp: Sp) -> None:
    """What was asked, what is wrong, what may have been meant; on stdout, exit 1; nothing more."""
    for command in ("define", "related", "cite", "examples"):
        ran = sp(command, "deciding for themselves", "--json")
        assert ran.code == 1
        document = json.loads(ran.out)
        assert list(document) == ["query", "error", "suggestions"]
        assert (document["query"], document["error"]) == (
            "deciding for themselves",
            "Nothing is named 'deciding for themselves'.",
        )
        assert {"id": "autonomy", "gloss": "deciding for oneself"} in document["suggestions"]
    shared = json.loads(sp("define", "rank", "--json").out)["suggestions"]
    assert [one["id"] for one in shared] == ["rank-order", "status"]
    assert sp("define", "", "--json").out == ""


@pytest.mark.parametrize("words", [["define", "-b"], ["related"], ["cite"], ["examples"]], ids=lambda words: words[0])
def test_what_was_matched_is_told_with_plain_records(sp: Sp, words: list[str]) -> None:
    """Where standard output holds nothing but records, standard error says what the name met; JSON has it itself."""
    assert sp(*words, "reliance").err == "Matched: reliance → Dependence (alias)\n"
    assert sp(*words, "dependence").err == ""
    ran = sp(*words, "reliance", "--json")
    assert ran.err == ""
    if "-b" not in words:
        assert json.loads(ran.out)["matched"]["how"] == "alias"


def test_a_concept_has_its_branches_once(run: Sp, tmp_path: Path) -> None:
    """Thirty levels with two parents each are walked and shown in no time; a concept shown before is only named."""
    levels = 30
    entries = [{"id": "a0", "term": "a0", "definition": "D."}, {"id": "b0", "term": "b0", "definition": "D."}]
    for level in range(1, levels):
        above = [f"a{level - 1}", f"b{level - 1}"]
        entries += [{"id": f"{side}{level}", "term": f"{side}{level}", "definition": "D.", "broader": above} for side in "ab"]  # type: ignore[dict-item]
    path = tmp_path / "diamonds.json"
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    links = 4 * (levels - 1)
    assert len(run("--corpus", str(path), "list", "--tree").out.splitlines()) <= links + 2
    lines = run("--corpus", str(path), "related", "a0", "--depth", "20").out.splitlines()
    assert len(lines) == 2 + 4 * 19
    tree = json.loads(run("--corpus", str(path), "list", "--tree", "--json").out)["concepts"]
    assert [root["id"] for root in tree] == ["a0", "b0"]
    assert "narrower" in tree[0]["narrower"][0]
    assert "narrower" not in tree[1]["narrower"][0]


def test_a_long_chain_is_shown_in_parts(run: Sp, tmp_path: Path) -> None:
    """A chain of two thousand is listed whole, and its JSON is nested no deeper than any reader takes."""
    entries: list[dict[str, object]] = [{"id": "c0", "term": "c0", "definition": "D."}]
    entries += [{"id": f"c{n}", "term": f"c{n}", "definition": "D.", "broader": [f"c{n - 1}"]} for n in range(1, 2000)]
    path = tmp_path / "chain.json"
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    ran = run("--corpus", str(path), "list", "--tree", "--json")
    assert ran.code == 0
    seen = set()
    waiting = json.loads(ran.out)["concepts"]
    while waiting:
        one = waiting.pop()
        seen.add(one["id"])
        waiting += one.get("narrower", [])
    assert len(seen) == 2000
    assert run("--corpus", str(path), "define", "c1999").code == 0
    assert max(len(line) - len(line.lstrip()) for line in run("--corpus", str(path), "list", "--tree").out.splitlines()) < 100


def test_a_deep_concept_that_stands_higher_up_is_not_shown_again(run: Sp, tmp_path: Path) -> None:
    """What a long way and a short way lead to has its branches at the end of the short one, and begins no tree of its own."""
    entries: list[dict[str, object]] = [{"id": "c0", "term": "c0", "definition": "D."}]
    entries += [{"id": f"c{n}", "term": f"c{n}", "definition": "D.", "broader": [f"c{n - 1}"]} for n in range(1, 41)]
    entries[32]["broader"] = ["c31", "c0"]
    path = tmp_path / "shortcut.json"
    path.write_text(json.dumps({"concepts": entries}), encoding="utf-8")
    tree = json.loads(run("--corpus", str(path), "list", "--tree", "--json").out)["concepts"]
    assert [root["id"] for root in tree] == ["c0"]
    assert [one["id"] for one in tree[0]["narrower"]] == ["c1", "c32"]
    assert [one["id"] for one in tree[0]["narrower"][1]["narrower"]] == ["c33"]


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["list"], ["--show-completion", "bash"], ["help", "define"]])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_told(environment: dict[str, str], words: list[str]) -> None:
    """What cannot be written is said in a sentence, with exit code 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), *words],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("The answer cannot be written (No space left on device).")


@pytest.mark.skipif(os.name != "posix", reason="closing descriptors")
@pytest.mark.parametrize(("closed", "out", "code"), [(">&-", "", 2), ("2>&-", "Power\n", 0), ("<&-", "Power\n", 0)])
def test_a_stream_may_be_closed(environment: dict[str, str], closed: str, out: str, code: int) -> None:
    """Without standard output there is nowhere to answer; without the others the answer comes as ever."""
    line = f'"{sys.executable}" -m socialpower_cli --corpus "{TINY}" define power -b {closed}'
    done = subprocess.run(["sh", "-c", line], env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout[:6], done.returncode) == (out, code)
    assert "Traceback" not in done.stderr
    assert ("Standard output is closed" in done.stderr) is (closed == ">&-")


@pytest.mark.parametrize("words", [["define"], ["related"], ["cite"], ["search"], ["examples"], []], ids="".join)
@pytest.mark.parametrize("option", [[], ["--exact"], ["--json"]], ids="".join)
def test_bytes_that_are_no_text_are_a_name_like_any(environment: dict[str, str], words: list[str], option: list[str]) -> None:
    """A word in another encoding finds nothing, and is told as what it is not: no traceback, no broken JSON."""
    if "search" in words and "--exact" in option:
        return
    command: list[bytes | str] = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), *words, b"pow\xff", *option]
    done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    assert done.returncode in (0, 1, 2)
    assert b"Traceback" not in done.stderr
    if done.stdout and "--json" in option:
        assert "\ufffd" in json.loads(done.stdout.decode("utf-8"))["query"]


def test_what_is_wrong_with_a_file_is_said_of_the_file(run: Sp, tmp_path: Path) -> None:
    """A file that cannot be read is named; the output is not blamed for it."""
    ran = run("--corpus", str(tmp_path / "absent.json"), "define", "power")
    assert (ran.out, ran.code) == ("", 2)
    assert "absent.json" in ran.err
    assert "answer cannot be written" not in ran.err


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupt_is_quiet_from_the_start(environment: dict[str, str]) -> None:
    """Ctrl-C at any moment of a run, its imports included, ends it with 130 or lets it end, and never with a traceback."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    program = (
        "from socialpower_cli import cli\n"
        "run = cli._run\n"
        "cli._run = lambda arguments: print('on', flush=True) or run(arguments)\n"
        "cli.main()\n"
    )
    for delay in (0, 0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.08):
        with subprocess.Popen(
            [sys.executable, "-c", program, "--corpus", str(TINY), "search", "bargaining", "--limit", "3"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == b"on\n"
            time.sleep(delay)
            running.send_signal(signal.SIGINT)
            _, err = running.communicate(timeout=60)
        assert err == b"", delay
        assert running.returncode in (0, 130)


def test_all_examples_come_setting_by_setting(sp: Sp) -> None:
    """In the order of the corpus's settings, and in each from A to Z."""
    examples = json.loads(sp("examples", "--json").out)["examples"]
    assert [(one["setting"], one["id"]) for one in examples] == [
        ("work", "bargaining-power"),
        ("work", "dependence"),
        ("work", "labor-union"),
        ("online", "bargaining-power"),
    ]


@pytest.mark.parametrize("words", [["--help"], ["define", "--help"], ["help", "check"]], ids=" ".join)
def test_help_needs_no_docstrings(environment: dict[str, str], run: Sp, words: list[str]) -> None:
    """Python run to save space (-OO) drops docstrings; the help is as ever."""
    command = [sys.executable, "-OO", "-m", "socialpower_cli", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == run(*words).out


@pytest.mark.parametrize(
    "words",
    [["define", "power"], ["search", "powr", "--limit", "2"], ["list", "--tree"], ["check", str(TINY)], ["examples"]],
    ids=" ".join,
)
def test_nothing_is_left_open(environment: dict[str, str], words: list[str]) -> None:
    """Under Python's development mode, with warnings as errors, nothing is said."""
    command = [sys.executable, "-X", "dev", "-W", "error", "-m", "cProfile", "-o", os.devnull, "-m", "socialpower_cli"]
    done = subprocess.run(
        [*command, "--corpus", str(TINY), *words], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode in (0, 1)
    assert "Warning" not in done.stderr
    assert "Traceback" not in done.stderr
