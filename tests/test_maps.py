"""Maps: which concepts are drawn, how their names stand in each format, and that nothing is written over anything else."""

import json
import os
import re
import stat
import subprocess
import sys
from functools import cache
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pydot
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from socialpower_cli import Refused, open_corpus
from socialpower_cli.answers import Edge, Map, Match, Reference
from socialpower_cli.corpus.model import Concept, Link
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.index import Index
from socialpower_cli.index.compiling import compile_corpus
from socialpower_cli.links.neighbourhood import map_neighbourhood
from socialpower_cli.links.relations import RELATIONS
from socialpower_cli.render.maps import draw, lettering
from socialpower_cli.render.maps.layout import lay_out

from .conftest import Sp
from .terminal import seen

ANY_MATCH = Match("a", "a", "id")


def concept(identifier: str, broader: str = "", related: str = "", contrasts: str = "") -> Concept:
    """Return a concept with links to others, given as words."""
    links: list[Link | str] = [Link(one, f"{identifier} goes with {one}.") for one in related.split()]
    apart: list[Link | str] = [Link(one, f"{identifier} is not {one}.") for one in contrasts.split()]
    return Concept(
        id=identifier, term=identifier, definition="A thing.", broader=broader.split(), related=links, contrasts=apart
    )


def index_of(*concepts: Concept) -> Index:
    """Return the index of some concepts."""
    return Index(compile_corpus(Corpus({one.id: one for one in concepts}, {}, {}, [])))


def map_of(index: Index, identifier: str, depth: int = 1, most: int = 15) -> Map:
    """Return the map of a concept by its id."""
    number = index.number(identifier)
    assert number is not None
    return map_neighbourhood(index, number, ANY_MATCH, depth, most)


def ids(answer: Map) -> str:
    """Return the ids of a map in order, the one in the middle first."""
    return " ".join(one.id for one in answer.nodes)


@cache
def bundled() -> Index:
    """Return the index of the bundled corpus."""
    return open_corpus()._index


def test_the_hierarchy_comes_first_then_contrasts_then_what_is_related() -> None:
    """Of concepts as near, those that a more telling kind of link leads to are chosen."""
    index = index_of(
        concept("m", "b", "r", "c"), concept("b"), concept("r"), concept("c"), concept("n", "m"), concept("lone", related="r")
    )
    assert ids(map_of(index, "m")) == "m b n c r"
    assert ids(map_of(index, "m", most=4)) == "m b n c"
    assert map_of(index, "m", most=4).left_out == 1
    assert map_of(index, "m").left_out == 0


def test_the_strongest_ties_come_first() -> None:
    """Of concepts that a link of the same kind leads to, the one with the most links in common with the middle is chosen."""
    index = index_of(concept("m", related="a b c"), concept("a"), concept("b", related="c"), concept("c"))
    assert ids(map_of(index, "m", most=3)) == "m b c"


def test_what_is_nearer_comes_before_what_is_farther() -> None:
    """With a depth of two the second ring has what room the first leaves."""
    index = index_of(concept("m", related="a"), concept("a", "far"), concept("far", "farther"), concept("farther"))
    assert ids(map_of(index, "m")) == "m a"
    assert ids(map_of(index, "m", 2)) == "m a far"
    assert ids(map_of(index, "m", 9)) == "m a far farther"
    assert map_of(index, "m", 2, 2).left_out == 1


def test_a_concept_hangs_on_every_link_to_the_one_it_is_reached_from_and_on_no_other() -> None:
    """Two links between the same two are both drawn; links among those around the middle are not."""
    index = index_of(concept("m", related="a b"), concept("a", "m", related="b"), concept("b"))
    assert map_of(index, "m", 2).edges == (
        Edge("m", "narrower", "a", None),
        Edge("m", "related", "a", "m goes with a."),
        Edge("m", "related", "b", "m goes with b."),
    )


def test_the_middle_may_stand_alone() -> None:
    """A concept without links is a map of one, in every format."""
    answer = map_of(index_of(concept("m")), "m")
    assert (ids(answer), answer.edges) == ("m", ())
    assert draw(answer, "mermaid") == 'flowchart LR\n    n0["m"]\n    style n0 stroke-width:3px\n'
    assert "<rect" in draw(answer, "svg")


@settings(max_examples=60, deadline=None)  # the first opens the bundled corpus
@given(st.integers(0, 2**32), st.integers(1, 3), st.integers(1, 40))
def test_every_edge_is_a_link_and_every_concept_is_reached(seed: int, depth: int, most: int) -> None:
    """In the bundled corpus each edge is recorded, starts where one ended before, and no concept comes twice."""
    index = bundled()
    answer = map_neighbourhood(index, 1 + seed % index.size(), ANY_MATCH, depth, most)
    assert len(answer.nodes) <= most
    assert len({one.id for one in answer.nodes}) == len(answer.nodes)
    known = {answer.nodes[0].id}
    for edge in answer.edges:
        assert edge.start in known
        links = index.links(index.number(edge.start) or 0)
        assert (edge.kind, edge.end, edge.why) in {(link.kind, link.id, link.why) for link in links}
        known.add(edge.end)
    assert known == {one.id for one in answer.nodes}


NAMES = st.one_of(
    st.text(min_size=1, max_size=60),
    st.sampled_from(
        [
            "end",
            "subgraph",
            "graph",
            "<script>alert(1)</script>",
            '"',
            "a\nb",
            "]]>",
            "&amp;",
            "\\",
            "%%{init: {}}%%",
            "x" * 300,
        ]
    ),
    st.lists(st.text("abcdefgh-/ ", min_size=1, max_size=30), min_size=1, max_size=9).map(" ".join),
)


@st.composite
def maps(draw_one: st.DrawFn) -> Map:
    """Return a map of any shape, with any names."""
    names = draw_one(st.lists(NAMES, min_size=1, max_size=16))
    nodes = tuple(Reference(f"id{place}", name, name) for place, name in enumerate(names))
    edges: list[Edge] = []
    for place in range(1, len(nodes)):
        start = nodes[draw_one(st.integers(0, place - 1))]
        kinds = draw_one(st.lists(st.sampled_from(sorted(RELATIONS)), min_size=1, max_size=3, unique=True))
        edges += [Edge(start.id, kind, nodes[place].id, names[place]) for kind in kinds]
    return Map(nodes, tuple(edges), 0, 9, ANY_MATCH)


@given(maps())
def test_nothing_is_drawn_over_anything_else(answer: Map) -> None:
    """Whatever the names and the shape, no two boxes overlap, names and labels alike, and all lie within the picture."""
    layout = lay_out(answer)
    boxes = [*layout.boxes.values(), *(label for _, label in layout.arrows)]
    assert len(boxes) == len(answer.nodes) + len(answer.edges)
    for one, other in combinations(boxes, 2):
        apart = abs(one.x - other.x) >= (one.width + other.width) / 2, abs(one.y - other.y) >= (one.height + other.height) / 2
        assert any(apart), (one, other)
    for box in boxes:
        assert box.width / 2 <= box.x <= layout.width - box.width / 2
        assert box.height / 2 <= box.y <= layout.height - box.height / 2
        assert all(lettering.measure(line, 12) <= box.width for line in box.lines)


@given(maps())
def test_any_names_give_a_well_formed_picture(answer: Map) -> None:
    """SVG is XML without an element or attribute that a name brought in, and it says every name, wrapped but not cut."""
    root = ET.fromstring(draw(answer, "svg"))  # noqa: S314 -- our own output
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "g", "text", "tspan"}
    drawn = ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]
    texts = {re.sub(r"\s", "", one) for one in drawn}
    for node in answer.nodes:
        shown = re.sub(r"\s", "", node.term)
        if shown.isprintable() and shown:
            assert shown in texts


@settings(max_examples=60, deadline=None)  # pydot takes a while
@given(maps())
def test_any_names_give_dot_that_parses(answer: Map) -> None:
    """A parser of DOT finds as many nodes and edges as there are, with the names as they are."""
    (graph,) = pydot.graph_from_dot_data(draw(answer, "dot")) or []
    nodes = {one.get_name(): one for one in graph.get_nodes() if one.get_name() not in ("graph", "node", "edge")}
    assert set(nodes) == {f"n{place}" for place in range(len(answer.nodes))}
    assert len(graph.get_edges()) == len(answer.edges)


@given(maps())
def test_no_name_is_read_as_mermaid(answer: Map) -> None:
    """A line for each concept and each link, and within a label nothing that Mermaid gives a meaning to."""
    lines = draw(answer, "mermaid").splitlines()
    assert len(lines) == 2 + len(answer.nodes) + len(answer.edges)
    for place, line in enumerate(lines[1 : 1 + len(answer.nodes)]):
        label = re.fullmatch(rf'    n{place}\["(.+)"\]', line)
        assert label
        assert not set(re.sub(r"#\d+;", "", label[1])) & set('"#;<>&`$%\\:*_[]{}|~^@!?+=/.')


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("end", "end"),
        ('The "other"', "The #34;other#34;"),
        ("<b>&", "#60;b#62;#38;"),
        ("two\nlines", "two lines"),
        ("\u202eturned", "\ufffdturned"),
        ("Élan, in-group (the)", "Élan, in-group (the)"),
    ],
)
def test_a_name_stands_in_mermaid_as_a_label(name: str, label: str) -> None:
    """What Mermaid would read is written as a code, what a terminal would obey is replaced."""
    answer = Map((Reference("a", name, None),), (), 0, 1, ANY_MATCH)
    assert f'n0["{label}"]' in draw(answer, "mermaid")


def test_pictures_run_from_the_broader_to_the_narrower() -> None:
    """Arrows between levels lead down, those of contrasts and of related concepts have two heads; contrasts stand left."""
    index = index_of(concept("m", "b", "r", "c"), concept("b"), concept("r"), concept("c"), concept("n", "m"))
    assert draw(map_of(index, "m"), "mermaid").splitlines()[6:-1] == [
        "    n1 -->|narrower| n0",
        "    n0 -->|narrower| n2",
        "    n3 <-.->|contrasts| n0",
        "    n0 <-->|related| n4",
    ]
    layout = lay_out(map_of(index, "m"))
    assert layout.boxes["b"].x < layout.boxes["m"].x < layout.boxes["n"].x
    assert layout.boxes["c"].x == layout.boxes["b"].x
    assert layout.boxes["r"].x == layout.boxes["n"].x


def test_a_picture_is_legible_on_light_and_on_dark() -> None:
    """Each class that has a colour has one for either, on a ground of the picture's own."""
    style = draw(map_of(bundled(), "power"), "svg").partition("<style>")[2].partition("</style>")[0]
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
    for rule in re.findall(r"(\.sp-map[\w .-]*) \{[^}]*#[0-9a-f]{6}", light):
        assert f"{rule} {{" in dark
    assert "stroke-dasharray" in light


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Power", ["Power"]),
        ("Approach/inhibition theory of power", ["Approach/inhibition", "theory of power"]),
        ("In-group and out-group", ["In-group and", "out-group"]),
        ("", []),
        ("e\u0301" * 40, ["e\u0301" * 19, "e\u0301" * 19, "e\u0301" * 2]),
    ],
)
def test_names_are_wrapped_at_words(text: str, lines: list[str]) -> None:
    """Lines break between words, and within one only where it has no room."""
    assert lettering.wrap(text, 14) == lines


def test_svg_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library that lays maps out, the message has the command that installs it, and other formats work."""
    answer = map_of(index_of(concept("m", related="a"), concept("a")), "m")
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(Refused) as caught:
        draw(answer, "svg")
    assert "pip install 'socialpower-cli[map]'" in " ".join(caught.value.hints)
    assert draw(answer, "mermaid")
    assert draw(answer, "dot")


def test_a_pipe_gets_mermaid(sp: Sp) -> None:
    """The default where nobody looks is the text that people paste into notes, UTF-8 whatever the locale."""
    ran = sp("map", "elite")
    assert ran.out.startswith("flowchart LR\n")
    assert ran.out == sp("map", "elite", "--format", "mermaid").out == sp("map", "elite", LANG="C", PYTHONUTF8="0").out


@pytest.mark.parametrize(
    ("name", "begins"), [("m.mmd", "flowchart"), ("m.DOT", "digraph"), ("m.gv", "digraph"), ("m.svg", "<svg"), ("m.json", "{")]
)
def test_a_file_is_written_as_its_ending_says(sp: Sp, tmp_path: Path, name: str, begins: str) -> None:
    """Standard output stays empty, and standard error says where the picture is."""
    path = tmp_path / name
    options = ["--json"] if name.endswith("json") else []
    ran = sp("map", "power", "-o", str(path), *options)
    assert (ran.out, ran.err, ran.code) == ("", f"Written: {path}\n", 0)
    assert path.read_text(encoding="utf-8").startswith(begins)
    assert os.name == "nt" or stat.S_IMODE(path.stat().st_mode) & 0o600 == 0o600


def test_the_format_that_is_named_wins_over_the_ending(sp: Sp, tmp_path: Path) -> None:
    """--format decides, also for endings that say nothing; - is standard output."""
    assert sp("map", "power", "-o", str(tmp_path / "m.txt"), "--format", "dot").code == 0
    assert (tmp_path / "m.txt").read_text(encoding="utf-8").startswith("digraph")
    assert sp("map", "power", "-o", "-", "--format", "dot").out.startswith("digraph")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--format", "svg", "--json"], "--format and --json do not go together."),
        (["--open", "--json"], "--open and --json do not go together."),
        (["--open", "--format", "dot"], "--open shows a map as SVG."),
        (["-o", "picture"], "'picture' does not say by its ending which format to write."),
        (["-o", "/nowhere/at/all.svg"], "No such file or directory"),
        (["--format", "png"], "png"),
        (["--depth", "0"], "0"),
        (["--limit", "0"], "0"),
    ],
)
def test_what_does_not_go_together_is_refused(sp: Sp, options: list[str], told: str) -> None:
    """Exit code 2, nothing on standard output, a sentence on standard error."""
    ran = sp("map", "power", *options)
    assert (ran.out, ran.code) == ("", 2)
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_miss_writes_no_file(sp: Sp, tmp_path: Path) -> None:
    """Where nothing is named so there are suggestions and exit code 1, and with --json a document on standard output."""
    ran = sp("map", "zzyzx", "-o", str(tmp_path / "m.svg"))
    assert (ran.out, ran.code) == ("", 1)
    ran = sp("map", "zzyzx", "--json", "-o", str(tmp_path / "m.json"))
    assert json.loads(ran.out)["query"] == "zzyzx"
    assert os.listdir(tmp_path) == []


def browser(tmp_path: Path, code: int = 0) -> str:
    """Return a command for BROWSER that notes what it is asked to open."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path}/opened\nexit {code}\n', encoding="utf-8")
    script.chmod(0o755)
    return f"{script} %s"


@pytest.mark.skipif(os.name == "nt", reason="the browser is a shell script")
def test_open_shows_the_picture_in_the_browser(sp: Sp, shared_home: Path, tmp_path: Path) -> None:
    """The picture lies in the cache and is SVG; nothing is printed on standard output."""
    ran = sp("map", "bargaining power", "--open", BROWSER=browser(tmp_path))
    (path,) = re.findall(r"^Written: (.*)$", ran.err, re.MULTILINE)
    assert (ran.out, ran.code) == ("", 0)
    assert (tmp_path / "opened").read_text(encoding="utf-8") == f"{Path(path).as_uri()}\n"
    assert Path(path).read_text(encoding="utf-8").startswith("<svg")
    assert Path(path).is_relative_to(shared_home / "cache")
    assert "bargaining-power" in Path(path).name


@pytest.mark.skipif(os.name == "nt", reason="the browser is a shell script")
def test_open_shows_the_file_that_is_named(sp: Sp, tmp_path: Path) -> None:
    """With -o the picture is written there and shown from there."""
    ran = sp("map", "power", "-o", str(tmp_path / "a b.svg"), "--open", BROWSER=browser(tmp_path))
    assert (ran.out, ran.code) == ("", 0)
    assert (tmp_path / "opened").read_text(encoding="utf-8") == f"{(tmp_path / 'a b.svg').as_uri()}\n"


@pytest.mark.skipif(os.name == "nt", reason="the browser is a shell script")
def test_without_a_browser_the_picture_is_still_there(sp: Sp, tmp_path: Path) -> None:
    """Where none can be started standard error says where the picture is."""
    ran = sp("map", "power", "--open", BROWSER=browser(tmp_path, 1), PATH=str(tmp_path))
    assert (ran.out, ran.code) == ("", 0)
    assert "No browser could be opened; open the file in one yourself." in ran.err
    assert ".svg" in ran.err


def test_only_the_latest_pictures_are_kept(sp: Sp, shared_home: Path, tmp_path: Path) -> None:
    """The cache does not grow without end."""
    folder = shared_home / "cache" / "socialpower" / "maps"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    for number in range(40):
        (folder / f"old-{number:02}.svg").write_text("<svg/>", encoding="utf-8")
        os.utime(folder / f"old-{number:02}.svg", (number, number))
    sp("map", "autonomy", "--open", BROWSER=browser(tmp_path, 1), PATH=str(tmp_path))
    left = sorted(os.listdir(folder))
    assert len(left) == 32
    assert "old-39.svg" in left
    assert "old-00.svg" not in left


def test_a_terminal_shows_a_tree(environment: dict[str, str]) -> None:
    """Where a person looks and names no format, names stand in a tree with the kinds of the links."""
    drawn, code = seen(environment, "map", "power")
    assert code == 0
    assert "├─ " in drawn
    assert "flowchart" not in drawn
    drawn, _ = seen(environment, "map", "power", "--plain")
    assert drawn.startswith("flowchart")


def test_no_picture_is_drawn_without_need(environment: dict[str, str]) -> None:
    """Neither the straight run nor Mermaid loads what only SVG needs."""
    program = "import sys\nfrom socialpower_cli.cli import main\nmain()\n"
    command = [sys.executable, "-X", "importtime", "-c", program, "map", "power"]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True, timeout=60)
    assert "maps.mermaid" in done.stderr
    assert "maps.layout" not in done.stderr
    assert "typer" not in done.stderr
