"""Which corpus files there are and what became of each, and what an entry of one's own begins with."""

from typing import Any, Literal

from socialpower_cli.records import Record

# Who names a corpus file: "configuration" is one's own folder.
Reason = Literal["bundled", "configuration", "SP_CORPUS", "--with", "--corpus"]
State = Literal["read", "missing", "ignored", "unreadable", "invalid"]


class Remarked(Record):
    """An entry of a corpus file that is left out, does not do what it says, or is replaced by another, and why."""

    entry: str
    state: Literal["orphaned", "replaced"]
    why: str


class Located(Record):
    """A place that corpora are looked for in, who named it, and what became of it.

    `why` tells of every state but "read". `concepts` are those that the file adds or puts in the place of others, `extensions`
    what it adds to others; both and `bytes` are None where it cannot be read.
    """

    path: str
    reason: Reason
    state: State
    why: str | None
    title: str | None
    version: str | None
    concepts: int | None
    extensions: int | None
    bytes: int | None
    entries: tuple[Remarked, ...]


class Survey(Record):
    """The answer to `corpora`: every place, the lowest layer first."""

    corpora: tuple[Located, ...]

    @property
    def has_faults(self) -> bool:
        """Whether a file could not be read or is not valid, or an entry finds nothing to extend or replace."""
        return any(
            (one.state == "missing" and one.reason != "configuration")
            or one.state in ("unreadable", "invalid")
            or any(entry.state == "orphaned" for entry in one.entries)
            for one in self.corpora
        )

    @property
    def document(self) -> dict[str, Any]:
        """The places."""
        return {"corpora": self.corpora}


class Begun(Record):
    """The answer to `new`: the id and the term of an entry to be filled in, and the file that it was written to, if it was.

    `text` is what the file holds; `found` says whether the corpus that was asked reads it from where it lies.
    """

    id: str
    term: str
    file: str | None
    text: str
    found: bool

    @property
    def written(self) -> str | None:
        """The file, or None where nothing was written."""
        return self.file

    @property
    def document(self) -> dict[str, Any]:
        """The entry and where it is."""
        return {"id": self.id, "term": self.term, "file": self.file}
