"""Golden renders: what a person sees, at three widths, with and without colour, in a pipe and as JSON.

The files in `expected/` are read with `cat`. After a change that is meant, run `python -m tests.test_renders`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from socialpower_cli.answers import Example, Source
from socialpower_cli.render import as_json, painting, wrapping

from .conftest import TESTS, Sp
from .terminal import seen

EXPECTED = TESTS / "expected"

# Name of the file: (columns and rows, changes of the environment, arguments); no columns means a pipe.
RENDERS: dict[str, tuple[tuple[int, int] | None, dict[str, str], list[str]]] = {
    "define-40x20.txt": ((40, 20), {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-80x12.txt": ((80, 12), {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-80x24.txt": ((80, 24), {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-120x50.txt": ((120, 50), {"NO_COLOR": "1"}, ["define", "bargaining strength"]),
    "define-80x24.ansi": ((80, 24), {}, ["define", "bargaining strength"]),
    "define-full-40.txt": ((40, 99), {"NO_COLOR": "1"}, ["define", "bargaining strength", "--full"]),
    "define-full-80.txt": ((80, 99), {"NO_COLOR": "1"}, ["define", "bargaining strength", "--full"]),
    "define-full-120.txt": ((120, 99), {"NO_COLOR": "1"}, ["define", "bargaining strength", "--full"]),
    "define-full-80.ansi": ((80, 99), {}, ["define", "bargaining strength", "--full"]),
    "define-ascii.txt": ((80, 24), {"LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, ["define", "elite"]),
    "define-dumb.txt": ((60, 24), {"TERM": "dumb"}, ["define", "power"]),
    "define-guess-80.txt": ((80, 24), {"NO_COLOR": "1"}, ["define", "dependance"]),
    "define-markup-80.txt": ((80, 24), {"NO_COLOR": "1"}, ["define", "elite"]),
    "define-brief-80.txt": ((80, 24), {"NO_COLOR": "1"}, ["define", "power", "--brief"]),
    "define-plain.txt": (None, {}, ["define", "bargaining strength"]),
    "define-plain.ansi": (None, {}, ["define", "bargaining strength", "--color", "always"]),
    "define.json": (None, {}, ["define", "bargaining strength", "--json"]),
    "search-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["search", "who depends on another"]),
    "search-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["search", "who depends on another"]),
    "search-80.ansi": ((80, 50), {}, ["search", "who depends on another"]),
    "search-alias-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["search", "bargaining strength"]),
    "search-plain.txt": (None, {}, ["search", "who depends on another"]),
    "search-plain.ansi": (None, {}, ["search", "who depends on another", "--color", "always"]),
    "search.json": (None, {}, ["search", "who depends on another", "--json"]),
    "search-explain-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["search", "who depends on another", "--explain"]),
    "search-explain-plain.txt": (None, {}, ["search", "reliance", "--explain"]),
    "search-explain.json": (None, {}, ["search", "who depends on another", "--explain", "--json"]),
    "related-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["related", "power", "--depth", "2"]),
    "related-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["related", "power", "--depth", "2"]),
    "related-plain.txt": (None, {}, ["related", "power", "--depth", "2"]),
    "related.json": (None, {}, ["related", "power", "--depth", "2", "--json"]),
    "compare-40x20.txt": ((40, 20), {"NO_COLOR": "1"}, ["compare", "dependence", "autonomy"]),
    "compare-80x24.txt": ((80, 24), {"NO_COLOR": "1"}, ["compare", "dependence", "autonomy"]),
    "compare-120x50.txt": ((120, 50), {"NO_COLOR": "1"}, ["compare", "dependence", "autonomy"]),
    "compare-120x50.ansi": ((120, 50), {}, ["compare", "dependence", "autonomy"]),
    "compare-full-40.txt": ((40, 99), {"NO_COLOR": "1"}, ["compare", "dependence", "autonomy", "--full"]),
    "compare-three-120x50.txt": ((120, 50), {"NO_COLOR": "1"}, ["compare", "reliance", "bargaining strength", "élite"]),
    "compare-plain.txt": (None, {}, ["compare", "dependance", "bargaining strength"]),
    "compare.json": (None, {}, ["compare", "dependence", "autonomy", "--json"]),
    "path-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["path", "autonomy", "bargaining power"]),
    "path-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["path", "autonomy", "bargaining power"]),
    "path-plain.txt": (None, {}, ["path", "autonomy", "bargaining power"]),
    "path.json": (None, {}, ["path", "autonomy", "bargaining power", "--json"]),
    "annotate-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["annotate", "essay.md"]),
    "annotate-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["annotate", "essay.md"]),
    "annotate-80.ansi": ((80, 50), {}, ["annotate", "essay.md", "--all"]),
    "annotate-plain.txt": (None, {}, ["annotate", "essay.md"]),
    "annotate.json": (None, {}, ["annotate", "essay.md", "--json"]),
    "annotate.md": (None, {}, ["annotate", "essay.md", "--format", "markdown"]),
    "annotate.html": (None, {}, ["annotate", "essay.md", "--format", "html", "--all"]),
    "quiz-40.txt": ((40, 99), {"NO_COLOR": "1"}, ["quiz", "--seed", "16", "--count", "3", "--print"]),
    "quiz-80.ansi": ((80, 50), {}, ["quiz", "--seed", "16", "--count", "3", "--print"]),
    "quiz-plain.txt": (None, {}, ["quiz", "--seed", "16", "--count", "3"]),
    "quiz.json": (None, {}, ["quiz", "--seed", "16", "--count", "3", "--json"]),
    "map-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["map", "bargaining power", "--depth", "2"]),
    "map-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["map", "bargaining power", "--depth", "2", "--limit", "5"]),
    "map-80.ansi": ((80, 50), {}, ["map", "bargaining power", "--depth", "2"]),
    "map.mmd": (None, {}, ["map", "bargaining power", "--depth", "2"]),
    "map.dot": (None, {}, ["map", "bargaining power", "--depth", "2", "--format", "dot"]),
    "map.svg": (None, {}, ["map", "bargaining power", "--depth", "2", "--format", "svg"]),
    "map.json": (None, {}, ["map", "bargaining power", "--json"]),
    "list-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["list"]),
    "list-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["list"]),
    "list-plain.ansi": (None, {}, ["list", "--color", "always"]),
    "list-by-category-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["list", "--by-category"]),
    "list-categories-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["list", "--categories"]),
    "list-settings-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["list", "--settings"]),
    "list-tree-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["list", "--tree"]),
    "list.json": (None, {}, ["list", "--json"]),
    "examples-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["examples", "--setting", "work"]),
    "examples-titles-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["examples"]),
    "examples.json": (None, {}, ["examples", "--setting", "work", "--json"]),
    "cite-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["cite", "dependence"]),
    "cite-plain.ansi": (None, {}, ["cite", "dependence", "--color", "always"]),
    "cite-mla-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["cite", "dependence", "--style", "mla"]),
    "cite-chicago-plain.txt": (None, {}, ["cite", "dependence", "--style", "chicago"]),
    "cite-harvard-40.ansi": ((40, 50), {}, ["cite", "dependence", "--style", "harvard"]),
    "cite-entry-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["cite", "dependence", "--entry"]),
    "cite-entry.json": (None, {}, ["cite", "dependence", "--entry", "--json"]),
    "cite.json": (None, {}, ["cite", "dependence", "--json"]),
    "bibliography-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["cite"]),
    "bibliography-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["cite"]),
    "bibliography-plain.txt": (None, {}, ["cite"]),
    "bibliography.json": (None, {}, ["cite", "--author", "emerson", "--json"]),
    "cite.bib": (None, {}, ["cite", "dependence", "--format", "bibtex"]),
    "cite.ris": (None, {}, ["cite", "dependence", "--format", "ris"]),
    "cite-csl.json": (None, {}, ["cite", "dependence", "--format", "csl-json"]),
    "summary-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["check", "tiny.json", "--summary"]),
    "import-40.txt": ((40, 50), {"NO_COLOR": "1"}, ["import", "../foreign/thesaurus.ttl", "-o", os.devnull, "--force"]),
    "import-80.txt": ((80, 50), {"NO_COLOR": "1"}, ["import", "../foreign/thesaurus.ttl", "-o", os.devnull, "--force"]),
    "import-report.json": (None, {}, ["import", "../foreign/thesaurus.ttl", "--json"]),
    "import.json": (None, {}, ["import", "../foreign/thesaurus.ttl"]),
    "export.csv": (None, {}, ["export", "csv"]),
    "export.md": (None, {}, ["export", "markdown"]),
    "export.ttl": (None, {}, ["export", "skos"]),
}


def rendered(environment: dict[str, str], name: str) -> str:
    """Return what a render shows now."""
    size, changes, arguments = RENDERS[name]
    if size is not None:
        return seen(environment, *arguments, columns=size[0], rows=size[1], **changes)[0]
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", "tiny.json", *arguments]
    done = subprocess.run(
        command, env={**environment, **changes}, capture_output=True, check=False, timeout=60, cwd=TESTS / "corpora"
    )
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", RENDERS)
def test_a_render_is_as_expected(environment: dict[str, str], name: str) -> None:
    """What is shown is, to the character, what was looked at and found good."""
    assert rendered(environment, name) == (EXPECTED / name).read_text(encoding="utf-8")


def test_every_expected_file_is_compared() -> None:
    """No golden file is left over."""
    assert sorted(path.name for path in EXPECTED.iterdir()) == sorted(RENDERS)


@pytest.mark.parametrize(("name", "size"), [(name, size) for name, (size, _, _) in RENDERS.items() if size is not None])
def test_nothing_runs_over_the_edge(name: str, size: tuple[int, int]) -> None:
    """No line is wider than the terminal, and a first page leaves the last line to the prompt."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", (EXPECTED / name).read_text(encoding="utf-8")).splitlines()
    assert max(map(len, lines)) <= size[0]
    assert len(lines) < size[1]


@pytest.mark.parametrize("name", [name for name in RENDERS if name.endswith(".ansi")])
def test_styles_keep_the_colours_of_the_reader(name: str) -> None:
    """Bold, underline, italics and dim alone are used, never a colour: as easy to read on light as on dark."""
    codes = re.findall(r"\x1b\[([0-9;]*)m", (EXPECTED / name).read_text(encoding="utf-8"))
    assert {code for group in codes for code in group.split(";")} <= {"0", "1", "2", "3", "4"}


@pytest.mark.parametrize("name", [name for name in RENDERS if name.endswith(".ansi")])
def test_only_ornaments_are_dim(name: str) -> None:
    """What is dim is hard to read on many terminals: nothing but rules is."""
    dim = re.findall(r"\x1b\[[0-9;]*2[0-9;]*m([^\x1b]*)", (EXPECTED / name).read_text(encoding="utf-8"))
    assert set("".join(dim)) <= {"─", " "}


def test_plain_output_says_all_that_the_panels_say(sp: Sp, environment: dict[str, str]) -> None:
    """No text is lost in a pipe: every word of the panels is in the plain text."""
    drawn = seen(environment, "define", "bargaining power", "--full", rows=99, NO_COLOR="1")[0]
    boxes = str.maketrans(dict.fromkeys("─•›·“”", " "))
    shown = drawn.partition("Next:")[0].translate(boxes).split()
    plain = {word.strip("[]():;,.") for word in sp("define", "bargaining power").out.split()}
    headings = {"Examples", "Links", "Sources"}
    assert [word for word in shown if word.strip("():;,.") not in plain | headings] == []


@given(st.lists(st.text("abé.-漢", min_size=1, max_size=18), max_size=30), st.integers(8, 40), st.booleans())
@example(["aaaaaaa漢aaaa漢", "aaa", "aaaa"], 8, False)
@example(["aaaaaaaabbbbbbbb", "aaa", "aaaa"], 8, False)
def test_prose_is_wrapped_as_rich_wraps_it(words: list[str], width: int, styled: bool) -> None:
    """Lines break where Rich's own, slower wrapping breaks them, but for a space that it leaves in front; styles are kept.

    After a word that is broken, and whose last piece fills its line, that space would take the room of a letter: there Rich
    is told to begin a new line.
    """
    text = " ".join(words)
    for_rich = "".join(f"{word}{chr(10) if _fills_its_last_line(word, width) else ' '}" for word in words)[:-1]
    expected = [part.plain.strip() for part in Text(for_rich).wrap(Console(), width, overflow="fold")]
    style: painting.Style = "strong" if styled else ""
    parts = wrapping.wrap([painting.line((text[:3], style), text[3:])], width)
    assert ["".join(piece for piece, _ in part.pieces) for part in parts] == [part for part in expected if part or not text]
    assert {piece_style for part in parts[1:] for _, piece_style in part.pieces} <= {"", style}


Documents = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(), parts, max_size=4),
    max_leaves=30,
)


@given(Documents)
def test_json_is_written_as_the_standard_library_writes_it(document: object) -> None:
    """Any document has the layout of `json.dumps` with an indent of two, character for character."""
    assert as_json.write(document) == json.dumps(document, ensure_ascii=False, indent=2)


def test_records_are_objects_in_json() -> None:
    """A record has its fields as keys, at any depth; an item of CSL-JSON stands as the object that it is."""
    example = Example("Title", None, "text", None)
    source = Source('{"id": "é", "issued": {"date-parts": [[1959]]}}')
    assert json.loads(as_json.write({"example": (example,), "source": source})) == {
        "example": [{"title": "Title", "setting": None, "text": "text", "in_balance": None}],
        "source": {"id": "é", "issued": {"date-parts": [[1959]]}},
    }


def _fills_its_last_line(word: str, width: int) -> bool:
    """Return whether a word has to be broken, and its last piece takes the whole width."""
    return painting.measure_cells(word) > width == painting.measure_cells(painting.chop(word, width)[-1])


def main() -> None:
    """Write the expected files anew."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "COLUMNS": "80",
            "_TYPER_FORCE_DISABLE_TERMINAL": "1",
        }
        for path in EXPECTED.iterdir():
            path.unlink()
        for name in RENDERS:
            Path(EXPECTED / name).write_text(rendered(environment, name), encoding="utf-8")


if __name__ == "__main__":
    main()
