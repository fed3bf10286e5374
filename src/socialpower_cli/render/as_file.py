"""What was made for another program, on standard output: as it is, but for what a terminal would obey."""

from typing import TextIO

from socialpower_cli.answers import Begun, Exported, Imported
from socialpower_cli.errors import Refused
from socialpower_cli.render import door


def write_page(page: str, stream: TextIO) -> None:
    """Write a page as it is to the byte, UTF-8; what a terminal would obey is replaced there."""
    if door.is_terminal(stream) or not hasattr(stream, "buffer"):
        door.write("\n".join(map(door.replace_unsafe, page.split("\n"))), stream, "utf-8")
    else:
        stream.flush()
        door.write_bytes(page.encode("utf-8"), getattr(stream.buffer, "raw", stream.buffer))


def show(answer: Exported | Imported | Begun, stream: TextIO) -> None:
    """Write what was made, UTF-8 whatever the locale; raise `Refused` where it is no text and the stream a terminal."""
    content = answer.content if isinstance(answer, Exported) else answer.text
    if isinstance(content, str):
        if door.is_terminal(stream):
            content = "\n".join(map(door.replace_unsafe, content.split("\n")))
        door.write(content, stream, "utf-8")
    elif isinstance(content, bytes) and not door.is_terminal(stream) and hasattr(stream, "buffer"):
        stream.flush()
        door.write_bytes(content, getattr(stream.buffer, "raw", stream.buffer))
    else:
        raise Refused("This format is no text for a terminal.", "Name a file: -o FILE")
