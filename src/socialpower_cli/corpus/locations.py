r"""Where corpora and the cache lie, and who said so.

Standard places of each system, the XDG variables first wherever they are set:

| | one's own corpus files, `*.json` | the cache |
| --- | --- | --- |
| Linux and others | `~/.config/socialpower/` | `~/.cache/socialpower/` |
| macOS | `~/Library/Application Support/socialpower/` | `~/Library/Caches/socialpower/` |
| Windows | `%APPDATA%\socialpower\` | `%LOCALAPPDATA%\socialpower\` |
"""

import os
import sys
from collections.abc import Sequence

from socialpower_cli.records import Record

_FOLDER = "socialpower"


class Location(Record):
    """A corpus file and who named it: "bundled", "user" or "--corpus"."""

    path: str
    origin: str


def bundled() -> str:
    """Return the path of the bundled corpus: inside the installed package, or beside the checkout it runs from."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "data", "concepts.json")
    if os.path.exists(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "data", "concepts.json")


def corpora(named: Sequence[str | os.PathLike[str]] | None = None) -> list[Location]:
    """Return the corpus files to read, lowest layer first: those named and nothing else, or the bundled one and the user's."""
    if named:
        return [Location(os.fspath(path), "--corpus") for path in named]
    return [Location(bundled(), "bundled"), *(Location(path, "user") for path in _user_files())]


def user_folder() -> str | None:
    """Return the folder of one's own corpus files, or None where no home is known."""
    return _folder("XDG_CONFIG_HOME", "APPDATA", "Library/Application Support", ".config")


def cache_folder() -> str | None:
    """Return the folder of compiled indexes, or None where no home is known."""
    return _folder("XDG_CACHE_HOME", "LOCALAPPDATA", "Library/Caches", ".cache")


def _user_files() -> list[str]:
    folder = user_folder()
    if folder is None:
        return []
    try:
        found = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".json") and name[0] != "."]
    except OSError:
        return []
    return sorted(found)


def _folder(xdg: str, windows: str, mac: str, other: str) -> str | None:
    base = os.environ.get(xdg)
    if base is None or not os.path.isabs(base):  # the XDG specification has relative paths ignored
        if sys.platform == "win32":
            base = os.environ.get(windows)
        else:
            home = os.path.expanduser("~")
            base = os.path.join(home, mac if sys.platform == "darwin" else other) if os.path.isabs(home) else None
    return os.path.join(base, _FOLDER) if base else None
