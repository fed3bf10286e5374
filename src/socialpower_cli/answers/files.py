"""What was brought in from a file of another program, and what was written for one."""

from collections.abc import Mapping
from typing import Any

from socialpower_cli.records import Record


class Dropped(Record):
    """What of a file could not be taken over: where it stands (a line, an entry), what it is, and why."""

    place: str
    what: str
    why: str


class Imported(Record):
    """The answer to `import`: how many concepts and sources were read, and what was dropped.

    `language` is the one whose texts were taken, where the file has several; `text` is the corpus file in JSON, and `written`
    the path it was written to, if it was.
    """

    file: str
    format: str
    language: str | None
    concepts: int
    sources: int
    dropped: tuple[Dropped, ...]
    written: str | None
    text: str

    @property
    def document(self) -> dict[str, Any]:
        """The report."""
        return {name: value for name, value in self._asdict().items() if name != "text"}


class Exported(Record):
    """The answer to `export`: how many concepts were written, to which files, and what the format could not carry.

    `content` is what was made: a text, bytes, or several texts by the names of their files in a folder. `written` is the path
    of the file or folder that it was written to, if it was.
    """

    format: str
    concepts: int
    dropped: tuple[Dropped, ...]
    written: str | None
    content: str | bytes | Mapping[str, str]

    @property
    def document(self) -> dict[str, Any]:
        """The report."""
        return {name: value for name, value in self._asdict().items() if name != "content"}


class WebPage(Record):
    """The answer to `web`: where the page of a corpus lies, as a path and as an address for a browser."""

    path: str
    address: str

    @property
    def document(self) -> "WebPage":
        """All of it."""
        return self
