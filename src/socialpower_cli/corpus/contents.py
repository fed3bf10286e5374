"""The bytes of corpus files, each read once, and which file may be missing."""

import os
import stat

from socialpower_cli.corpus.locations import Location
from socialpower_cli.errors import CorpusError
from socialpower_cli.records import Record


class Content(Record):
    """What was read at a location, or why it could not be read."""

    location: Location
    data: bytes
    error: CorpusError | None = None


def read_contents(locations: list[Location]) -> list[Content]:
    """Return what is read at each location, each read once; raise `CorpusError` where a file is missing that must be there."""
    contents = []
    for location in locations:
        try:
            contents.append(Content(location, read_bytes(location.path, regular=location.origin == "configuration")))
        except CorpusError as error:
            if location.origin != "configuration":
                raise
            contents.append(Content(location, error.message.encode("utf-8", "replace"), error))
    return contents


def read_bytes(path: str, *, regular: bool = False) -> bytes:
    """Return the bytes of a file; raise `CorpusError` where it cannot be read, or must be a regular file and is none."""
    try:
        # Asked before it is opened, since to open a pipe is to wait for somebody who writes to it.
        if regular and not stat.S_ISREG(os.stat(path).st_mode):
            raise CorpusError(f"{path}: this is not a file.", "Put a JSON file in its place, or remove it.")
        with open(path, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        raise CorpusError(f"{path}: there is no such file.", "Check the path that was given.") from None
    except IsADirectoryError:
        raise CorpusError(f"{path}: this is a folder, not a corpus file.", "Name a JSON file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path}: cannot be read ({reason}).", "Check the path and its permissions.") from None
