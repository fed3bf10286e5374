"""What can go wrong, and the exit code that says so.

    SpError
    ├── NotFound        1   nothing found, or several concepts share the name
    └── Refused         2   wrong usage
        └── CorpusError 2   a corpus that cannot be read or is not valid

Every error carries what is wrong (`message`) and the next step (`hints`); the command line's one error boundary prints
both on stderr.
"""


class SpError(Exception):
    """An expected failure, told in words."""

    exit_code = 1

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class NotFound(SpError):
    """Nothing answers the question, or more than one thing does."""

    exit_code = 1


class Refused(SpError):
    """The question cannot be asked like this."""

    exit_code = 2


class CorpusError(Refused):
    """A corpus file that cannot be read, or whose entries are not valid."""
