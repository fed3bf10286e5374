"""The bytes of corpus files, each read once, and which file may be missing."""

import os
import stat
from collections.abc import Sequence
from typing import BinaryIO

from socialpower_cli.corpus.locations import Location
from socialpower_cli.errors import CorpusError
from socialpower_cli.records import Record

# A hundred thousand concepts have some 30 MB; to read on would fill the memory with what can be no corpus, or has no end.
MOST_BYTES = 250_000_000
_CHUNK = 1 << 20


class Content(Record):
    """What was read at a location, or why it could not be read."""

    location: Location
    data: bytes
    error: CorpusError | None = None


def read_contents(locations: Sequence[Location], *, lenient: bool = False) -> list[Content]:
    """Return what is read at each location, each read once; raise `CorpusError` where a file is missing that must be there.

    Where it need not, or none need with `lenient`, the error stands beside what was read.
    """
    contents = []
    for location in locations:
        try:
            contents.append(Content(location, read_bytes(location.path, regular=location.origin == "configuration")))
        except CorpusError as error:
            if location.origin != "configuration" and not lenient:
                raise name_place(location, error) from None
            contents.append(Content(location, error.message.encode("utf-8", "replace"), error))
    return contents


def name_place(location: Location, error: CorpusError) -> CorpusError:
    """Return an error in a file with where the file was named, where that is not on the command line."""
    if location.origin != "SP_CORPUS":
        return error
    return CorpusError(error.message, *error.hints, "The variable SP_CORPUS lists it; to see all files: sp corpora")


def read_bytes(path: str, *, regular: bool = False) -> bytes:
    """Return the bytes of a file; raise `CorpusError` where it cannot be read, or must be a regular file and is none."""
    try:
        # Asked before it is opened, since to open a pipe is to wait for somebody who writes to it.
        if regular and not stat.S_ISREG(os.stat(path).st_mode):
            raise CorpusError(f"{path}: this is not a file.", "Put a JSON file in its place, or remove it.")
        with open(path, "rb") as stream:
            data = _read_most(stream)
    except FileNotFoundError:
        raise CorpusError(f"{path}: there is no such file.", "Check the path that was given.") from None
    except IsADirectoryError:
        raise CorpusError(f"{path}: this is a folder, not a file.", "Name a file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path}: cannot be read ({reason}).", "Check the path and its permissions.") from None
    if data is None:
        raise CorpusError(f"{path}: it has more than {MOST_BYTES // 1_000_000} MB.", "Part it, or name another file.")
    return data


def _read_most(stream: BinaryIO) -> bytes | None:
    """Return what a stream holds, or None where that is more than a corpus can have."""
    status = os.fstat(stream.fileno())
    if stat.S_ISREG(status.st_mode):
        return stream.read() if status.st_size <= MOST_BYTES else None
    parts = []
    left = MOST_BYTES
    while left >= 0 and (part := stream.read(_CHUNK)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts) if left >= 0 else None
