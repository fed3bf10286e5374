"""What was made for another program, on standard output: as it is, but for what a terminal would obey."""

from typing import TextIO

from socialpower_cli.answers import Begun, Exported, Imported
from socialpower_cli.errors import Refused
from socialpower_cli.render import door


def write_page(page: str, stream: TextIO) -> None:
    """Write a page as it is to the byte, UTF-8; what a terminal would obey is replaced there."""
    if _takes_bytes(stream):
        _write_bytes(page.encode("utf-8"), stream)
    else:
        _write_text(page, stream, safe=True)


def show(answer: Exported | Imported | Begun, stream: TextIO) -> None:
    """Write what was made, UTF-8 whatever the locale; raise `Refused` where it is no text and the stream a terminal."""
    content = answer.content if isinstance(answer, Exported) else answer.text
    if isinstance(content, str):
        _write_text(content, stream, safe=door.is_terminal(stream))
    elif isinstance(content, bytes) and _takes_bytes(stream):
        _write_bytes(content, stream)
    else:
        raise Refused("This format is no text for a terminal.", "Name a file: -o FILE")


def _takes_bytes(stream: TextIO) -> bool:
    return not door.is_terminal(stream) and hasattr(stream, "buffer")


def _write_bytes(data: bytes, stream: TextIO) -> None:
    stream.flush()
    door.write_bytes(data, getattr(stream.buffer, "raw", stream.buffer))


def _write_text(text: str, stream: TextIO, *, safe: bool) -> None:
    """Write a text, with `safe` without what a terminal would obey."""
    door.write("\n".join(map(door.replace_unsafe, text.split("\n"))) if safe else text, stream, "utf-8")
