"""Each command, run as a program on the tiny corpus: what it prints, where, and with which exit code."""

import json
from pathlib import Path

import pytest

from socialpower_cli import __version__

from .conftest import BUNDLED, TINY, Sp


def test_define_prints_the_entry_and_nothing_else(sp: Sp) -> None:
    """The answer goes to stdout; stderr stays empty."""
    ran = sp("define", "bargaining-power")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.splitlines()[:2] == ["Power", "Bargaining power"]
    assert "The ability of a party to a deal to get terms that suit it." in ran.out


def test_words_need_no_quotes(sp: Sp) -> None:
    """Words after a command are one name."""
    assert sp("define", "bargaining", "power") == sp("define", "bargaining power")


@pytest.mark.parametrize(
    ("typed", "matched"),
    [
        ("bargaining-power", ("bargaining-power", "id")),
        ("Bargaining Power", ("Bargaining power", "term")),
        ("BARGAINING_POWER", ("Bargaining power", "term")),
        ("bargaining strength", ("bargaining strength", "alias")),
        ("bp", ("BP", "alias")),
        ("bargainingpower", ("Bargaining power", "variant")),
        ("bargaining powers", ("Bargaining power", "variant")),
        ("what is bargaining power?", ("Bargaining power", "variant")),
    ],
)
def test_define_says_what_matched(sp: Sp, typed: str, matched: tuple[str, str]) -> None:
    """The JSON names what was typed, the name it met, and how."""
    name, how = matched
    assert json.loads(sp("define", typed, "--json").out)["matched"] == {"typed": typed, "name": name, "how": how}


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [("labour union", "labor-union"), ("Organisation of Workers", "labor-union"), ("elite", "elite"), ("élite", "elite")],
)
def test_define_reads_british_and_american_spelling_and_accents(sp: Sp, typed: str, identifier: str) -> None:
    """The other spelling of a name is the same name."""
    assert json.loads(sp("define", typed, "--json").out)["id"] == identifier


def test_define_tells_an_alias_in_the_entry(sp: Sp) -> None:
    """A match on another name is told where the entry is read."""
    assert "Matched: reliance → Dependence (alias)" in sp("define", "reliance").out


def test_a_former_id_still_resolves(sp: Sp) -> None:
    """An id that a concept had before leads to it."""
    assert json.loads(sp("define", "self-determination", "--json").out)["id"] == "autonomy"


def test_define_shows_a_clear_misspelling_and_says_so(sp: Sp) -> None:
    """A misspelling with one clear winner is shown; stderr and the entry say that it was a guess."""
    ran = sp("define", "bargainign", "power")
    assert ran.code == 0
    assert "Matched: Nothing is named 'bargainign power'; the closest is: Bargaining power" in ran.out.splitlines()
    assert ran.err == "Nothing is named 'bargainign power'; this is the closest: Bargaining power.\n"


def test_exact_refuses_a_misspelling_and_suggests(sp: Sp) -> None:
    """With --exact nothing is guessed, but the nearest concepts are suggested."""
    ran = sp("define", "bargainign power", "--exact")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err.startswith("Nothing is named 'bargainign power'.\n")
    assert "bargaining-power: how good a deal one can get" in ran.err


def test_an_unknown_name_prints_nothing_and_suggests(sp: Sp) -> None:
    """A miss leaves stdout empty, suggests at most five concepts and exits 1."""
    ran = sp("define", "deciding for themselves")
    assert (ran.out, ran.code) == ("", 1)
    assert "autonomy: deciding for oneself" in ran.err
    assert len(ran.err.splitlines()) <= 6


def test_a_shared_name_lists_its_candidates(sp: Sp) -> None:
    """A name that two concepts share is not decided by chance."""
    ran = sp("define", "rank")
    assert (ran.out, ran.code) == ("", 1)
    assert ran.err == (
        "Several concepts are named 'rank'. Ask for one by its id:\n"
        "  rank-order: things put in order of worth\n"
        "  status: a place in a ranking of worth\n"
    )


def test_brief_gives_three_lines(sp: Sp) -> None:
    """--brief prints the term, the gloss and the definition."""
    ran = sp("define", "power", "-b")
    assert ran.out == "Power\nbeing able to bring about effects\nThe capacity to bring about effects.\n"


def test_define_as_json_keeps_the_contract(sp: Sp) -> None:
    """The keys and their order are what the contract says; what has no value is null or an empty list."""
    document = json.loads(sp("define", "autonomy", "--json").out)
    assert list(document) == [
        *("id", "term", "category", "aliases", "origin", "gloss", "definition", "explanation", "everyday", "examples"),
        *("note", "broader", "narrower", "related", "contrasts", "about", "theories", "sources", "matched"),
        "from",
    ]
    assert document["origin"] is None
    assert document["examples"] == []
    assert document["broader"] == [{"id": "power", "term": "Power", "gloss": "being able to bring about effects"}]
    assert document["contrasts"] == [
        {
            "id": "dependence",
            "term": "Dependence",
            "gloss": "needing what another has",
            "why": "Dependence needs another; autonomy does not.",
        }
    ]


def test_json_carries_sources_as_csl(sp: Sp) -> None:
    """A source in JSON is the CSL-JSON item of the corpus."""
    document = json.loads(sp("define", "bargaining-power", "--json").out)
    items = json.loads(TINY.read_text(encoding="utf-8"))["sources"]
    assert document["sources"] == [items[0]]


def test_search_puts_an_exact_name_first(sp: Sp) -> None:
    """A name finds its concept, with a score of 1."""
    results = json.loads(sp("search", "dependence", "--json").out)["results"]
    assert (results[0]["id"], results[0]["score"], results[0]["why"]) == ("dependence", 1.0, "name")


def test_search_as_json_keeps_the_contract(sp: Sp) -> None:
    """The keys of a result and their order are what the contract says."""
    document = json.loads(sp("search", "workers who bargain", "--json").out)
    assert list(document) == ["query", "confident", "results"]
    assert list(document["results"][0]) == [
        *("id", "term", "category", "score", "why", "matched", "snippet", "gloss", "definition")
    ]


def test_search_finds_nothing_in_noise(sp: Sp) -> None:
    """Nothing is better than noise: exit 1, an empty list in JSON, a next step on stderr."""
    ran = sp("search", "zzyzx", "qwrtp", "--json")
    assert (json.loads(ran.out), ran.code) == ({"query": "zzyzx qwrtp", "confident": False, "results": []}, 1)
    assert ran.err.startswith("Nothing found for 'zzyzx qwrtp'.\n")


def test_search_limits_its_results(sp: Sp) -> None:
    """--limit N gives at most N results."""
    assert len(json.loads(sp("search", "power", "--limit", "2", "--json").out)["results"]) == 2


def test_search_narrows_to_a_category(sp: Sp) -> None:
    """--category leaves out every other category."""
    results = json.loads(sp("search", "power", "--category", "structure", "--json").out)["results"]
    assert {result["category"] for result in results} == {"structure"}


@pytest.mark.parametrize("command", ["search", "list", "random"])
def test_an_unknown_category_is_wrong_usage(sp: Sp, command: str) -> None:
    """A category that does not exist is refused, with those that do."""
    words = ["power"] if command == "search" else []
    ran = sp(command, *words, "--category", "magic")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == "There is no category 'magic'.\n  Categories: power, structure\n"


@pytest.mark.parametrize("command", ["define", "search", "related", "cite", "examples"])
@pytest.mark.parametrize("blank", ["", "  ", "\t"])
def test_blanks_are_wrong_usage(sp: Sp, command: str, blank: str) -> None:
    """Nothing but blanks is no question."""
    ran = sp(command, blank)
    assert (ran.out, ran.code) == ("", 2)
    assert "is empty" in ran.err


def test_related_lists_each_kind(sp: Sp) -> None:
    """Links hold from both ends: what is stored at one entry shows at the other."""
    assert sp("related", "bargaining-power").out.splitlines() == [
        "broader\tpower\tPower\tbeing able to bring about effects",
        "related\tdependence\tDependence\tWho depends less can ask for more.",
        "related\tlabor-union\tLabor union\tworkers who bargain together",
    ]
    assert "narrower\tdependence\tDependence\tneeding what another has" in sp("related", "power").out


def test_related_goes_as_deep_as_asked(sp: Sp) -> None:
    """--depth N follows broader concepts N steps, and JSON nests them."""
    assert "broader" not in sp("related", "status", "--depth", "2").out
    document = json.loads(sp("related", "elite", "--depth", "2", "--json").out)
    assert document["broader"] == [{"id": "status", "term": "Status", "gloss": "a place in a ranking of worth", "broader": []}]
    assert list(document) == ["id", "term", "broader", "narrower", "related", "contrasts", "about", "theories", "matched"]


def test_examples_of_one_concept(sp: Sp) -> None:
    """A line an example: id, setting, title, text, and the same scene in balance."""
    lines = sp("examples", "bargaining power").out.splitlines()
    assert [line.split("\t")[:3] for line in lines] == [
        ["bargaining-power", "work", "Two bakers"],
        ["bargaining-power", "online", "The last ticket"],
    ]
    assert lines[0].split("\t")[4] == "Both have an offer, and both are heard."


def test_examples_in_a_setting(sp: Sp) -> None:
    """--setting picks examples from every concept, from A to Z."""
    lines = sp("examples", "--setting", "work").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["bargaining-power", "dependence", "labor-union"]


def test_examples_that_do_not_exist(sp: Sp) -> None:
    """A concept without an example in the setting is a miss; a setting that does not exist is wrong usage."""
    assert sp("examples", "dependence", "--setting", "online").code == 1
    ran = sp("examples", "--setting", "moon")
    assert (ran.out, ran.code, ran.err) == ("", 2, "There is no setting 'moon'.\n  Settings: work, school, online\n")


def test_list_runs_from_a_to_z(sp: Sp) -> None:
    """The list is ordered by term as a reader would, accents and case aside."""
    lines = sp("list").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == [
        *("autonomy", "bargaining-power", "dependence", "elite", "labor-union", "power", "rank-order", "status")
    ]
    assert lines[0] == "autonomy\tAutonomy\tpower\tdeciding for oneself"


def test_list_as_a_tree(sp: Sp) -> None:
    """Narrower concepts are indented under each root; concepts outside the hierarchy come last."""
    assert [line.split("\t")[0] for line in sp("list", "--tree").out.splitlines()] == [
        *("power", "  autonomy", "  bargaining-power", "  dependence", "status", "  elite", "  rank-order", "labor-union")
    ]


def test_cite_gives_full_references(sp: Sp) -> None:
    """A line a source, in the entry's order."""
    assert sp("cite", "dependence").out.splitlines() == [
        (
            "Emerson, R. M. (1962). Power-dependence relations. American Sociological Review, 27(1), 31–41. "
            "https://doi.org/10.2307/2089716"
        ),
        "Weber, M. (1978). Economy and society (G. Roth & C. Wittich, Eds.). University of California Press.",
    ]


def test_random_draws_from_a_category(sp: Sp) -> None:
    """What is drawn is of the category asked for."""
    for _ in range(5):
        assert json.loads(sp("random", "--category", "structure", "--json").out)["category"] == "structure"


def test_words_that_name_a_concept_need_no_command(sp: Sp) -> None:
    """`sp bargaining power` is `sp define bargaining power`, options included."""
    assert sp("bargaining", "power", "--json") == sp("define", "bargaining", "power", "--json")


def test_other_words_are_wrong_usage_with_suggestions(sp: Sp) -> None:
    """Words that are neither a command nor a name suggest near commands and near concepts."""
    ran = sp("serach", "power")
    assert (ran.out, ran.code) == ("", 2)
    assert "Did you mean: sp search" in ran.err
    assert "power: being able to bring about effects" in ran.err


def test_no_arguments_give_a_short_help(run: Sp) -> None:
    """`sp` alone shows three things to try."""
    ran = run()
    assert (ran.err, ran.code) == ("", 0)
    assert [line.split()[1] for line in ran.out.splitlines() if line.startswith("  sp ")] == ["define", "search", "related"]


def test_version(run: Sp) -> None:
    """--version prints the name and the version."""
    assert run("--version") == (f"sp {__version__}\n", "", 0)


def test_a_later_corpus_lies_over_an_earlier_one(run: Sp, tmp_path: Path) -> None:
    """--corpus twice: an entry of the second replaces the first's, and links between them hold."""
    over = tmp_path / "over.json"
    over.write_text(
        '{"concepts": [{"id": "power", "term": "Power", "definition": "Mine."},'
        ' {"id": "clout", "term": "Clout", "definition": "Weight.", "broader": ["power"]}]}',
        encoding="utf-8",
    )
    ran = run("--corpus", str(TINY), "--corpus", str(over), "define", "power", "--json")
    document = json.loads(ran.out)
    assert document["definition"] == "Mine."
    assert [one["id"] for one in document["narrower"]] == ["autonomy", "bargaining-power", "clout", "dependence"]


def test_ones_own_files_lie_over_the_bundled_corpus(run: Sp, tmp_path: Path) -> None:
    """A file in the user's folder is found without an option."""
    folder = tmp_path / "socialpower"
    folder.mkdir()
    mine = '{"concepts": [{"id": "quorum", "term": "Quorum", "definition": "How many must be there."}]}'
    (folder / "mine.json").write_text(mine, encoding="utf-8")
    assert run("quorum", "-b").code == 2
    ran = run("define", "quorum", "-b", XDG_CONFIG_HOME=str(tmp_path))
    assert ran.out == "Quorum\nHow many must be there.\n"
    assert run("define", "power-imbalance", "-b", XDG_CONFIG_HOME=str(tmp_path)).code == 0


def test_check_passes_a_good_file(run: Sp) -> None:
    """The bundled corpus has no finding."""
    assert run("check", str(BUNDLED)) == ("", "", 0)
