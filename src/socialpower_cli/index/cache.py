"""Stored indexes: where they lie, when one is valid, how it is put in place, when it goes.

The cache is disposable, and it can be trusted or is not used:

- A stored index carries the digest of what it was compiled from (the bytes of every corpus file, and the program that compiles
  them) and, in its header, a checksum of itself. One that does not fit is compiled again.
- Reading both files whole would cost a run more than answering does. So once they have been read and found to fit, a note is
  kept of their inodes, sizes and times (`.seen`): nothing can be written to a file without its change time moving, which no
  program sets. The note is written only when all of them have been at rest for some seconds, since a time that is still
  "now" cannot tell two changes apart (as Git does with its index: "racy git").
- The folder must be one's own, and so must the files in it: nobody else can put anything there or redirect a write. What is
  written goes to a file with an unpredictable name, made exclusively, and is moved into place whole.
- One run compiles while others wait for it (see `locking`). Each version of the program and format has its own names; what a
  killed run left behind, and what was compiled longest ago when it grows too much, is removed when something new is stored.
"""

import binascii
import contextlib
import math
import os
import re
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from typing import Any

from socialpower_cli import __version__
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.locations import Location
from socialpower_cli.index.schema import FORMAT
from socialpower_cli.records import Record

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Where the files lie that decide what a corpus is compiled to.
_PROGRAM = ("text", "citations", "corpus", "exchange", "meaning", "index")
# So long must a file have been at rest before its times are believed: FAT keeps them to two seconds.
_AT_REST = 3_000_000_000  # nanoseconds
_MOST_KEPT = 32  # stored indexes
_MOST_BYTES = 256_000_000  # of stored indexes together
_LEFT_BEHIND = 3600.0  # seconds after which a temporary file belongs to no run any more

# Where SQLite's file format keeps a number for the application's use (sqlite.org/fileformat2.html, "Application ID").
_CHECKSUM = slice(68, 72)
_CHUNK = 1 << 20
_OPEN = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # a pipe in an index's place must not be waited for
    _OPEN |= getattr(os, _flag, 0)

Status = tuple[int, int, int, int]
_LEFT_OUT: Status = (0, 0, 0, 0)


class Place(Record):
    """Where an index is stored, its note beside it, and its lock."""

    file: str
    seen: str
    lock: str


def find_place(corpora: list[Location]) -> Place | None:
    """Return where the index of corpus files is stored, or None where no cache folder is known."""
    folder = locations.cache_folder()
    if folder is None:
        return None
    # SQLite and Python have a say in what is compiled: they know letters of one version of Unicode.
    origins = [(os.path.abspath(one.path), one.origin) for one in corpora]
    told = repr((sys.version_info[:2], sqlite3.sqlite_version, origins))
    digest = binascii.crc32(told.encode("utf-8", "surrogateescape"))
    stem = os.path.join(folder, f"index-{__version__}-{FORMAT}-{digest:08x}")
    return Place(f"{stem}.sqlite", f"{stem}.seen", f"{stem}.lock")


def make_key(contents: list[bytes]) -> str:
    """Return the digest of what an index is compiled from: the program, and what is read from each corpus file."""
    from hashlib import blake2b

    whole = blake2b(repr((__version__, FORMAT)).encode(), digest_size=16)
    for path in _list_program():
        with open(path, "rb") as stream:
            whole.update(blake2b(stream.read()).digest())
    for content in contents:
        whole.update(blake2b(content).digest())
    return whole.hexdigest()


def _list_program() -> list[str]:
    """Return the files of the program that decide what a corpus is compiled to, in order, the references made for it first."""
    references = locations.bundled_references()
    found = [references] if os.path.isfile(references) else []
    for folder in _PROGRAM:
        within = os.path.join(_PACKAGE, folder)
        found += [os.path.join(within, name) for name in sorted(os.listdir(within)) if name.endswith((".py", ".bin"))]
    return found


def are_files(corpora: list[Location]) -> bool:
    """Return whether all corpus files are plain files, which can be read again, but for what is left out for being none."""
    return all(one.origin == "configuration" or os.path.isfile(one.path) for one in corpora)


def open_seen(place: Place, corpora: list[Location]) -> sqlite3.Connection | None:
    """Return the stored index if the note says that it and the corpus files are as they were when found to fit."""
    noted = _read_note(place)
    return None if noted is None else _open(place.file, lambda status, _: noted == _make_note(status, corpora), mine=True)


def open_fitting(place: Place, corpora: list[Location], key: str) -> sqlite3.Connection | None:
    """Return the stored index if it is whole and was compiled from what the key says, and note that it fits."""
    statuses: list[Status] = []

    def is_whole(status: Status, file: int) -> bool:
        statuses.append(status)
        return _is_whole(file)

    connection = _open(place.file, is_whole, mine=True)
    if connection is None:
        return None
    if read_key(connection) != key:
        connection.close()
        return None
    write_note(place, statuses[0], corpora)
    return connection


def open_shipped(path: str, checksum: bytes) -> sqlite3.Connection | None:
    """Return the index at a path in the installed program, if it is whole and has the checksum that the program knows.

    It is read whole once, like a stored one; where no note can be kept that is done each time, which takes 2 ms.
    """
    place = find_place([Location(path, "bundled")])
    here = [Location(path, "bundled")]
    noted = _read_note(place) if place is not None else None
    if noted is not None:
        found = _open(path, lambda status, _: noted == _make_note(status, here), mine=False)
        if found is not None:
            return found
    statuses: list[Status] = []

    def is_shipped(status: Status, file: int) -> bool:
        statuses.append(status)
        return _read_checksum(file) == checksum and _is_whole(file)

    connection = _open(path, is_shipped, mine=False)
    if connection is not None and place is not None:
        write_note(place, statuses[0], here)
    return connection


def read_key(connection: sqlite3.Connection) -> str | None:
    """Return the key of what a database was compiled from, or None where it has none."""
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'compiled from'").fetchone()
    except sqlite3.Error:
        return None
    return str(found[0]) if found else None


def is_damaged(path: str) -> bool:
    """Return whether a stored index can no longer be read whole."""
    try:
        file = os.open(path, _OPEN)
    except OSError:
        return True
    try:
        return not _is_whole(file)
    finally:
        os.close(file)


def _open(path: str, is_valid: Callable[[Status, int], bool], *, mine: bool) -> sqlite3.Connection | None:
    """Return a connection to the file that was found valid, and to no other that was put in its place meanwhile."""
    try:
        file = os.open(path, _OPEN)
    except (OSError, ValueError):
        return None
    try:
        if mine:
            check_folder(os.path.dirname(path))
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode) or (mine and not _is_mine(status)) or not is_valid(_status(status), file):
            return None
        connection = _connect(path)
        if connection is not None and not _is_same(path, status):
            connection.close()
            return None
        return connection  # noqa: TRY300 -- while the file is open nothing else can have its inode
    except OSError:
        return None
    finally:
        os.close(file)


def _is_same(path: str, status: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(path), status)
    except OSError:
        return False


def _connect(path: str) -> sqlite3.Connection | None:
    # Escaped by hand: pathlib's as_uri costs more than all of this on the way to an answer.
    escaped = path.replace("\\", "/").replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    # Immutable: an index is only ever replaced as a whole, so no lock is needed.
    uri = f"file:{'/' if escaped[1:2] == ':' else ''}{escaped}?mode=ro&immutable=1"
    try:
        return sqlite3.connect(uri, uri=True, isolation_level=None)
    except sqlite3.Error:
        return None


def _is_mine(status: os.stat_result) -> bool:
    """Return whether a file or folder belongs to the user and nobody else may write to it."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def _status(status: os.stat_result) -> Status:
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _states(corpora: list[Location]) -> list[Status] | None:
    """Return the states of corpus files and of the program's, or None where one is no plain file that must be one."""
    states = []
    for location in [*corpora, *(Location(path, "program") for path in _list_program())]:
        try:
            status = os.stat(location.path)
        except (OSError, ValueError):
            status = None
        if status is not None and stat.S_ISREG(status.st_mode):
            states.append(_status(status))
        elif location.origin == "configuration":
            states.append(_LEFT_OUT)  # whatever it is, it is not read
        else:
            return None
    return states


def _make_note(index: Status, corpora: list[Location]) -> str | None:
    states = _states(corpora)
    return None if states is None else repr((index, states))


def _read_note(place: Place) -> str | None:
    """Return the note beside an index's place, or None where there is none that can be believed."""
    try:
        check_folder(os.path.dirname(place.seen))
        with open(place.seen, encoding="utf-8") as stream:
            return stream.read()
    except (OSError, ValueError):
        return None


def write_note(place: Place, index: Status, corpora: list[Location]) -> None:
    """Note that an index fits its corpus files, if all of them have been at rest long enough to be known by their times."""
    now = time.time_ns()
    states = _states(corpora)
    if states is None or any(not now - max(modified, changed) > _AT_REST for *_, modified, changed in (index, *states)):
        return
    with contextlib.suppress(OSError, ValueError):
        make_folder(os.path.dirname(place.seen))
        _put(place.seen, lambda path: _write_text(path, repr((index, states))))


def _write_text(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def _is_whole(file: int) -> bool:
    return _read_checksum(file) == _compute_checksum(file)


def _read_checksum(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    return os.read(file, 100)[_CHECKSUM]


def _compute_checksum(file: int) -> bytes:
    """Return the CRC-32 of a file without the bytes that hold it: 9 MB take 2 ms, where BLAKE2 takes 10 and SHA-256 5."""
    os.lseek(file, 0, os.SEEK_SET)
    chunk = os.read(file, _CHUNK)
    checksum = binascii.crc32(chunk[_CHECKSUM.stop :], binascii.crc32(chunk[: _CHECKSUM.start]))
    while chunk := os.read(file, _CHUNK):
        checksum = binascii.crc32(chunk, checksum)
    return checksum.to_bytes(4, "big")


def seal(path: str) -> bytes:
    """Write a database's checksum into its header, and return it."""
    file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        checksum = _compute_checksum(file)
        os.lseek(file, _CHECKSUM.start, os.SEEK_SET)
        os.write(file, checksum)
        return checksum
    finally:
        os.close(file)


def save(connection: sqlite3.Connection, path: str, key: str) -> bytes:
    """Copy a database to a file with the key of what it was compiled from; return its checksum."""
    connection.execute("REPLACE INTO meta VALUES ('compiled from', ?)", (key,))
    with contextlib.closing(sqlite3.connect(path)) as copy:
        # A copy that is not finished is never read, so there is nothing to be rolled back to, and no journal to be left behind.
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA synchronous=OFF")
        connection.backup(copy)
    return seal(path)


def store(connection: sqlite3.Connection, place: Place, key: str) -> str | None:
    """Store a compiled index; return None, or why it cannot be stored, which is no fault: the database itself answers."""
    folder = os.path.dirname(place.file)
    try:
        make_folder(folder)
        if os.path.isdir(place.file):
            os.rmdir(place.file)
        _put(place.file, lambda path: save(connection, path, key))
        remove_old(folder, place)
    except (OSError, ValueError) as error:
        return getattr(error, "strerror", None) or str(error)
    except sqlite3.Error as error:
        return str(error)
    return None


def make_folder(folder: str) -> None:
    """Make a folder of the cache where it is missing; raise `OSError` where that fails or it is not one's own."""
    os.makedirs(folder, mode=0o700, exist_ok=True)
    check_folder(folder)


def check_folder(folder: str) -> None:
    """Raise `OSError` where a folder is not one's own: whoever may write to it could put an index there, or a link."""
    if not _is_mine(os.stat(folder)):
        raise PermissionError(None, "others may write to this folder")


def _put(path: str, write: Callable[[str], Any]) -> None:
    """Write a file beside its place and move it there; whatever happens, nothing else is left."""
    # As tempfile's mkstemp makes it, without the modules that it imports, which cost more than the writing of a note.
    temporary = os.path.join(os.path.dirname(path), f".{os.path.basename(path)}.{os.urandom(8).hex()}.tmp")
    os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600))
    try:
        write(temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(temporary)
        raise


def remove_old(folder: str, kept: Place) -> None:
    """Remove temporary files that a killed run left, and all but the latest few indexes, of whatever version."""
    indexes: list[tuple[float, int, str]] = []
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        with contextlib.suppress(OSError):
            status = os.lstat(path)
            if re.fullmatch(r"\.index-[^/]+\.tmp(-journal)?", name) and time.time() - status.st_mtime > _LEFT_BEHIND:
                os.remove(path)
            elif re.fullmatch(r"index-[^/]+\.sqlite", name):
                indexes.append((status.st_mtime if path != kept.file else math.inf, status.st_size, path))
            elif re.fullmatch(r"[0-9a-f]{8}\.sqlite(\.\d+\.tmp)?", name):  # as versions before 0.2 named theirs
                os.remove(path)
    size = 0
    for rank, (_, more, path) in enumerate(sorted(indexes, reverse=True), 1):
        size += more
        if rank > _MOST_KEPT or (rank > 1 and size > _MOST_BYTES):
            for one in (path, f"{path.removesuffix('.sqlite')}.seen"):
                with contextlib.suppress(OSError):
                    os.remove(one)
