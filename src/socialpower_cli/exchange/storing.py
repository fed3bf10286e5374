"""Writing what was made to a file."""

import os

from socialpower_cli import files
from socialpower_cli.errors import Refused


def store(path: str, content: str | bytes) -> None:
    """Write a file whole or not at all, texts in UTF-8; to what is no regular file, as a pipe, it is written as it is.

    Raises `Refused` where that fails.
    """
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            with open(path, "wb") as stream:
                stream.write(data)
        else:
            files.write_whole(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{path}: cannot be written ({reason}).", "Name a file in a folder that you may write to.") from None
