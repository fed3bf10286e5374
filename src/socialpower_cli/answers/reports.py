"""What the checks found, and what is said where there is no answer."""

from typing import Any

from socialpower_cli.errors import Suggestion
from socialpower_cli.records import Record


class Finding(Record):
    """What a check found: its code, the entry and field, and how to mend it."""

    code: str
    entry: str
    field: str
    message: str


class Report(Record):
    """The answer to `check`: the findings in the order of the file."""

    file: str
    concepts: int
    findings: tuple[Finding, ...]

    @property
    def document(self) -> dict[str, Any]:
        """The report."""
        return self._asdict()


class Summary(Record):
    """The answer to `check --summary`: named counts, in named groups."""

    file: str
    groups: dict[str, dict[str, int]]

    @property
    def document(self) -> dict[str, Any]:
        """The counts."""
        return {"file": self.file, **self.groups}


class Miss(Record):
    """What JSON says where there is no answer: what was asked for, what is wrong, and which concepts may have been meant."""

    query: str
    error: str
    suggestions: tuple[Suggestion, ...]

    @property
    def document(self) -> "Miss":
        """All of it."""
        return self
