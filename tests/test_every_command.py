"""What holds for every command, taken from the app itself."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from socialpower_cli.cli.app import app
from socialpower_cli.cli.help_texts import GROUPS
from socialpower_cli.corpus import checks, locations, reading

from .conftest import TESTS, TINY, Sp

ROOT = TESTS.parent
GROUP = typer.main.get_command(app)
COMMANDS: dict[str, object] = GROUP.commands  # type: ignore[attr-defined]  # a group has commands

ARGUMENTS = {
    "define": ["power"],
    "search": ["power"],
    "related": ["power"],
    "compare": ["power", "dependence"],
    "path": ["power", "dependence"],
    "map": ["power"],
    "examples": ["dependence"],
    "list": [],
    "cite": ["power"],
    "quiz": ["--seed", "7"],
    "random": [],
    "new": ["Quorum rule", "-o", "-"],
    "corpora": [],
    "annotate": [str(TESTS / "corpora" / "essay.md")],
    "check": [str(TESTS / "corpora" / "faults" / "clean.json")],
    "import": [str(TESTS / "foreign" / "glossary.csv")],
    "export": ["csv"],
    "web": ["--no-open"],
}


def test_the_commands_are_these() -> None:
    """Adding a command means adding it to these tests."""
    assert set(COMMANDS) == set(ARGUMENTS)


def test_the_help_names_each_command_once(run: Sp) -> None:
    """`sp --help` has every command in one group of what a person wants to do, and no other."""
    assert sorted(name for names in GROUPS for name in names) == sorted(COMMANDS)
    out = run("--help").out
    assert all(f"  {', '.join(names)}  " in out and told in out for names, told in GROUPS.items())


@pytest.mark.parametrize("option", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], *([name] for name in ARGUMENTS)], ids=lambda words: " ".join(words) or "sp")
def test_help_begins_with_examples(run: Sp, command: list[str], option: str) -> None:
    """-h and --help show one sentence, then examples, then the rest."""
    ran = run(*command, option)
    assert (ran.err, ran.code) == ("", 0)
    assert ran.out.index("Examples:") < ran.out.index("Options:")
    assert re.search(rf"^ +sp {' '.join(command)}", ran.out, re.MULTILINE)
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("command", ARGUMENTS)
def test_the_examples_in_the_help_work(run: Sp, command: str) -> None:
    """What the help shows can be typed as it stands."""
    help_text = run(command, "--help").out
    block = help_text.partition("Examples:\n")[2].partition("\n\n")[0]
    for line in block.splitlines():
        words = [word.strip("'") for word in re.findall(r"'[^']*'|\S+", line)]
        if not {"--fix", "-o"} & {*words} and not any(word.endswith((".json", ".md")) for word in words):
            ran = run(*words[1:])
            assert (ran.code, ran.err) == (0, ""), line


@pytest.mark.parametrize("command", ARGUMENTS)
def test_every_command_answers_in_json(sp: Sp, command: str) -> None:
    """--json prints one JSON document and nothing else."""
    ran = sp(command, *ARGUMENTS[command], "--json")
    assert ran.err == ""
    assert isinstance(json.loads(ran.out), dict)


@pytest.mark.parametrize("command", ARGUMENTS)
def test_every_command_is_documented(command: str) -> None:
    """The README and the reference show every command."""
    assert f"sp {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"## sp {command}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("tool", "made"), [("commands_reference", "commands.md"), ("man_page", "sp.1")])
def test_the_reference_is_current(tool: str, made: str) -> None:
    """docs/commands.md and the manual page are what the program's own help says."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / f"{tool}.py"), "-"], capture_output=True, check=True, timeout=120
    )
    assert done.stdout.decode("utf-8") == (ROOT / "docs" / made).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", [[], *([name] for name in ARGUMENTS)], ids=lambda words: " ".join(words) or "sp")
def test_help_fits_a_screen(run: Sp, command: list[str]) -> None:
    """A command's help has room on 24 lines with the prompt after it, and cuts no sentence off."""
    out = run(*command, "--help").out
    assert len(out.splitlines()) <= 23
    assert "..." not in out.replace("[ARGS]...", "")


@pytest.mark.parametrize("command", ARGUMENTS)
def test_the_manual_has_every_command_and_option(command: str) -> None:
    """`man sp` tells of each command and of every option that it takes."""
    page = (ROOT / "docs" / "sp.1").read_text(encoding="utf-8").replace("\\-", "-")
    section = page.partition(f".SS sp {command} ")[2].partition(".SS ")[0]
    options = [name for one in COMMANDS[command].params for name in one.opts if name.startswith("-")]  # type: ignore[attr-defined]
    assert options
    assert all(f"\\fB{name}\\fR" in section for name in options)


@pytest.mark.parametrize("command", list(ARGUMENTS))
def test_options_stand_anywhere(run: Sp, command: str) -> None:
    """Before the command or after it, --corpus too, an option says the same."""
    words = [command, *ARGUMENTS[command]]
    expected = run("--corpus", str(TINY), *words, "--json", "--color", "never")
    if command == "random":
        assert json.loads(run("--json", *words, "--corpus", str(TINY)).out)["id"] in TINY.read_text(encoding="utf-8")
        return
    for line in (
        [*words, "--json", "--color", "never", "--corpus", str(TINY)],
        ["--color", "never", "--json", "--corpus", str(TINY), *words],
        ["--json", words[0], "--corpus", str(TINY), *words[1:], "--color=never"],
    ):
        assert run(*line) == expected


@pytest.mark.parametrize("command", sorted(set(ARGUMENTS) - {"random", "corpora", "web"}))
def test_every_command_takes_files_to_lay_over_the_corpus(run: Sp, tmp_path: Path, command: str) -> None:
    """`--with` stands anywhere too, and a file of nothing changes nothing."""
    empty = tmp_path / "empty.json"
    empty.write_text('{"concepts": []}', encoding="utf-8")
    words = [command, *ARGUMENTS[command], "--json"]
    expected = run("--corpus", str(TINY), *words)
    assert run("--corpus", str(TINY), *words, "--with", str(empty)) == expected
    assert run("--with", str(empty), *words, "--corpus", str(TINY)) == expected


def test_no_concept_is_named_like_a_command() -> None:
    """A first word that is a command is never also the name of a concept."""
    for concept in reading.read_file(locations.bundled()).concepts:
        assert not {concept.id, *(alias.lower() for alias in concept.aliases), concept.term.lower()} & set(COMMANDS)


@pytest.mark.parametrize("words", [["--nonsense"], ["define", "--nonsense"], ["define"], ["search", "x", "--limit", "0"]])
def test_wrong_usage_exits_with_2(run: Sp, words: list[str]) -> None:
    """A mistake in the options leaves stdout empty, says what is wrong and exits 2."""
    ran = run(*words)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.splitlines()[-1].startswith("  How to use it: sp help")
    assert "Traceback" not in ran.err


def test_the_schema_is_current() -> None:
    """data/concepts.schema.json is what the model says."""
    from socialpower_cli.corpus import model

    path = ROOT / "data" / "concepts.schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == model.schema()


def test_the_schema_accepts_the_corpus_and_refuses_a_misspelling() -> None:
    """Editors that read the schema agree with the program."""
    import jsonschema

    schema = json.loads((ROOT / "data" / "concepts.schema.json").read_text(encoding="utf-8"))
    data = json.loads(Path(locations.bundled()).read_text(encoding="utf-8"))
    jsonschema.validate(data, schema)
    data["concepts"][0]["definiton"] = "misspelt"
    with pytest.raises(jsonschema.ValidationError, match="definiton"):
        jsonschema.validate(data, schema)


def test_the_example_of_a_file_of_ones_own_works(run: Sp, tmp_path: Path) -> None:
    """What data/README.md shows fits the schema and lies over the bundled corpus as it says."""
    import jsonschema

    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    jsonschema.validate(json.loads(text), json.loads((ROOT / "data" / "concepts.schema.json").read_text(encoding="utf-8")))
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    ran = run("corpora", "--json", "--with", str(path))
    assert ran.code == 0
    told = json.loads(ran.out)["corpora"][-1]
    assert (told["state"], told["concepts"], told["extensions"], told["entries"]) == ("read", 2, 1, [])


@pytest.mark.parametrize(
    ("entry", "fits"),
    [
        ({"id": "a", "term": "A", "definition": "d"}, True),
        ({"replaces": "a", "term": "A", "definition": "d"}, True),
        ({"extends": "a", "aliases": ["x"]}, True),
        ({"term": "A", "definition": "d"}, False),
        ({"id": "a", "replaces": "b"}, False),
        ({"id": "a", "extends": "b"}, False),
        ({"extends": "b", "definition": "d"}, False),
        ({"extends": "b", "aliases": "x"}, False),
    ],
    ids=str,
)
def test_the_schema_agrees_with_the_reader(tmp_path: Path, entry: dict[str, object], fits: bool) -> None:
    """An editor marks what the program refuses, and nothing else."""
    import jsonschema

    from socialpower_cli.corpus import reading
    from socialpower_cli.errors import CorpusError

    data = {"concepts": [entry]}
    schema = json.loads((ROOT / "data" / "concepts.schema.json").read_text(encoding="utf-8"))
    path = tmp_path / "one.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    if fits:
        jsonschema.validate(data, schema)
        reading.read_file(str(path))
    else:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, schema)
        with pytest.raises(CorpusError):
            reading.read_file(str(path))


def test_every_field_and_check_is_documented() -> None:
    """data/README.md names every field of the model and every code of the checks."""
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    from socialpower_cli.corpus.model import Concept, Example, Extension, Link, WrittenFile

    for struct in (Concept, Extension, WrittenFile, Example, Link):
        for field in struct.__struct_encode_fields__:
            assert f"`{field}`" in text, field
    for code in checks.CHECKS:
        assert code in text, code
