"""What can go wrong, and the exit code that says so.

    SpError
    ├── NotFound        1   nothing found, or several concepts share the name
    └── Refused         2   wrong usage
        └── CorpusError 2   a corpus that cannot be read or is not valid

Every error carries what is wrong (`message`), the concepts that may have been meant (`suggestions`) and the next step
(`hints`); the command line's one error boundary tells all three on stderr.
"""

from socialpower_cli.records import Record


class Suggestion(Record):
    """A concept that may have been meant, with its gloss, or its term where it has none."""

    id: str
    gloss: str


class SpError(Exception):
    """An expected failure, told in words.

    `query` is what was asked for, where something was; `exit_code` is what a command ends with.
    """

    exit_code = 1

    def __init__(self, message: str, *hints: str, query: str | None = None, suggestions: tuple[Suggestion, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints
        self.query = query
        self.suggestions = suggestions


class NotFound(SpError):
    """Nothing answers the question, or more than one thing does."""

    exit_code = 1


class Refused(SpError):
    """The question cannot be asked like this."""

    exit_code = 2


class CorpusError(Refused):
    """A corpus file that cannot be read, or whose entries are not valid."""
