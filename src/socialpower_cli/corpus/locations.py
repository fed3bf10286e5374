r"""Which files make the corpus, who named each, and where they and the cache lie.

From the lowest: the bundled file; the `*.json` files of one's own folder, in order of their names; those that the variable
`SP_CORPUS` lists, parted as the system's paths are; those named by `--with`. `--corpus` stands in place of all but the last.

Standard places of each system, the XDG variables first wherever they are set:

| | one's own corpus files, `*.json` | the cache |
| --- | --- | --- |
| Linux and others | `~/.config/socialpower/` | `~/.cache/socialpower/` |
| macOS | `~/Library/Application Support/socialpower/` | `~/Library/Caches/socialpower/` |
| Windows | `%APPDATA%\socialpower\` | `%LOCALAPPDATA%\socialpower\` |
"""

import os
import sys

from socialpower_cli.records import Record

_FOLDER = "socialpower"


class Location(Record):
    """A corpus file and who named it: "bundled", "configuration", "SP_CORPUS", "--with" or "--corpus"."""

    path: str
    origin: str


class Chosen(Record):
    """The corpus files that a run was given: `only` what to look in instead of all others, `over` what to lay over."""

    only: tuple[str, ...] = ()
    over: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[str, ...]:
        """The options that choose the same on a command line."""
        named = [*(("--corpus", path) for path in self.only), *(("--with", path) for path in self.over)]
        return tuple(word for option in named for word in option)


# What a run looks in that was given no files.
EVERYWHERE = Chosen()


def bundled() -> str:
    """Return the path of the bundled corpus: inside the installed package, or beside the checkout it runs from."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data", "concepts.json")
    if os.path.exists(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "data", "concepts.json")


def bundled_references() -> str:
    """Return the path of the references that were made for the works of the bundled corpus: a file beside it."""
    return os.path.join(os.path.dirname(bundled()), "references.jsonl")


def corpora(chosen: Chosen = EVERYWHERE) -> list[Location]:
    """Return the corpus files to read, each once, lowest layer first."""
    named = list_named(chosen)
    if len(named) < 2:
        return named
    paths = [os.path.realpath(one.path) for one in named]
    return [one for place, one in enumerate(named) if paths[place] not in paths[:place]]


def list_named(chosen: Chosen) -> list[Location]:
    """Return what is named as a corpus file, lowest layer first, even where two names lead to one file."""
    over = [Location(path, "--with") for path in chosen.over]
    if chosen.only:
        return [*(Location(path, "--corpus") for path in chosen.only), *over]
    return [Location(bundled(), "bundled"), *_own_files(), *over]


def user_folder() -> str | None:
    """Return the folder of one's own corpus files, or None where no home is known."""
    return _folder("XDG_CONFIG_HOME", "APPDATA", "Library/Application Support", ".config")


def cache_folder() -> str | None:
    """Return the folder of compiled indexes, or None where no home is known."""
    return _folder("XDG_CACHE_HOME", "LOCALAPPDATA", "Library/Caches", ".cache")


def is_corpus_name(name: str) -> bool:
    """Return whether a file in one's own folder is read, by its name."""
    return name.endswith(".json") and name[0] != "."


def _own_files() -> list[Location]:
    """Return one's own files that need not be named on the command line: those in one's own folder and in `SP_CORPUS`."""
    folder = user_folder()
    try:
        names = sorted(filter(is_corpus_name, os.listdir(folder))) if folder is not None else []
    except (OSError, ValueError):
        names = []
    found = [Location(os.path.join(folder or "", name), "configuration") for name in names]
    # A shell expands ~ in a variable, another program that sets one may not.
    listed = filter(None, os.environ.get("SP_CORPUS", "").split(os.pathsep))
    return [*found, *(Location(os.path.expanduser(path), "SP_CORPUS") for path in listed)]


def _folder(xdg: str, windows: str, mac: str, other: str) -> str | None:
    base = os.environ.get(xdg)
    if base is None or not os.path.isabs(base):  # the XDG specification has relative paths ignored
        if sys.platform == "win32":
            base = os.environ.get(windows)
        else:
            home = os.path.expanduser("~")
            base = os.path.join(home, mac if sys.platform == "darwin" else other) if os.path.isabs(home) else None
    return os.path.join(base, _FOLDER) if base else None
