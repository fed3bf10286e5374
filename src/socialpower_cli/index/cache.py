"""Stored indexes: when one is valid, how it is found, how it is put in place.

- An index is valid for one version of the program, one index format and the exact path, size and modification time of
  every corpus file.
- It is copied to a temporary file and moved into place, so that two runs never spoil each other.
- Its own modification time is set from what it was compiled from, so a file that was changed, cut off or put there by
  something else is not trusted; nor is one that belongs to another user.
"""

import binascii
import contextlib
import os
import sqlite3
import stat

from socialpower_cli import __version__
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.locations import Location

FORMAT = 16


def key(corpora: list[Location]) -> str | None:
    """Return what a stored index must have been compiled from, or None where that cannot be told (a pipe, a missing file)."""
    files = []
    for location in corpora:
        try:
            status = os.stat(location.path)
        except (OSError, ValueError):
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        files.append((os.path.abspath(location.path), status.st_size, status.st_mtime_ns))
    return repr((__version__, FORMAT, files))


def path(corpora: list[Location]) -> str | None:
    """Return where the index of corpus files is stored, or None where no cache folder is known."""
    folder = locations.cache_folder()
    if folder is None:
        return None
    paths = "\n".join(os.path.abspath(location.path) for location in corpora)
    return os.path.join(folder, f"{binascii.crc32(paths.encode('utf-8', 'surrogateescape')):08x}.sqlite")


def _stamp(key: str) -> int:
    """Return the modification time, in even seconds since 1970, that a stored index with a key carries."""
    return binascii.crc32(key.encode("utf-8", "surrogateescape")) // 4 * 2


def stored(path: str | None, key: str) -> sqlite3.Connection | None:
    """Return the index stored at a path, if it was compiled from what the key says and can be trusted."""
    if path is None:
        return None
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    if not mine or status.st_mtime_ns != _stamp(key) * 1_000_000_000:
        return None
    escaped = path.replace("\\", "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    # Immutable: a stored index is only ever replaced as a whole, so no lock is needed.
    uri = f"file:{'/' if escaped[1:2] == ':' else ''}{escaped}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        found = connection.execute("SELECT value FROM meta WHERE key = 'compiled from'").fetchone()
    except sqlite3.Error:
        return None
    return connection if found == (key,) else None


def store(connection: sqlite3.Connection, path: str, key: str) -> None:
    """Copy a database to a file; a file that cannot be written is no fault, since the database itself answers."""
    connection.execute("REPLACE INTO meta VALUES ('compiled from', ?)", (key,))
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with contextlib.closing(sqlite3.connect(temporary)) as copy:
            connection.backup(copy)
        os.utime(temporary, ns=(_stamp(key) * 1_000_000_000,) * 2)
        os.replace(temporary, path)
    except (OSError, sqlite3.Error):
        with contextlib.suppress(OSError):
            os.remove(temporary)
