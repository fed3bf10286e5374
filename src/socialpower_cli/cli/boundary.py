"""The one error boundary: what goes wrong is told in words on stderr, with the next step, and gives the exit code.

Nothing here needs Typer, so that both ways into the program (see `straight`) pass through it.
"""

import os
import sys
from collections.abc import Callable

from socialpower_cli.errors import Refused, SpError
from socialpower_cli.render import door

_LONGEST = 1_000  # characters of a message; the longest that is not somebody's own words has some three hundred
INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


def guard(act: Callable[[], int]) -> int:
    """Return the exit code of an act; what fails in an expected way is told on stderr and gives its own."""
    try:
        if sys.stdout is None:
            raise Refused("Standard output is closed: the answer has nowhere to go.", "Leave out >&- and try again.")
        code = act()
        sys.stdout.flush()
    except SpError as error:
        _write_no_more_if_broken()
        tell(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader has what it wanted.
        _write_no_more()
        return 0
    except OSError as error:
        _write_no_more()
        tell(_explain(error))
        return Refused.exit_code
    except KeyboardInterrupt:
        _write_no_more()
        return INTERRUPTED
    return code


def tell(error: SpError) -> None:
    """Tell on stderr what went wrong, what may have been meant, and what to do."""
    note(_shorten(error.message))
    for suggestion in error.suggestions:
        note(f"{suggestion.id}: {suggestion.gloss}", indent="  ")
    for hint in error.hints:
        note(hint, indent="  ")


def _shorten(message: str) -> str:
    """Return a message without the midst of what it repeats, where somebody typed a page."""
    return message if len(message) <= _LONGEST else f"{message[: _LONGEST // 2]} … {message[-_LONGEST // 4 :]}"


def note(text: str, indent: str = "") -> None:
    """Write a line to stderr, wrapped where a terminal is narrower; where stderr is closed there is nobody to tell."""
    if sys.stderr is None:
        return
    line = indent + door.visible(text)
    width = door.measure(sys.stderr).width
    if len(line) > width and door.is_terminal(sys.stderr):
        import textwrap

        line = textwrap.fill(line, width, subsequent_indent=indent + "  ", break_long_words=False, break_on_hyphens=False)
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except OSError:
        pass


def prepare_streams() -> None:
    """Make ready for writing: characters that an encoding lacks get look-alikes, and a closed stream's number is not reused."""
    for number, stream in enumerate((sys.stdin, sys.stdout, sys.stderr)):
        if stream is None:
            # The lowest free number is given out first: else the next file opened would be written to as if it were the stream.
            opened = os.open(os.devnull, os.O_RDWR)
            if opened > 2:
                os.close(opened)
        elif number and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=door.PLAINLY)


def _explain(error: OSError) -> SpError:
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is not None:
        return Refused(f"{os.fsdecode(error.filename)}: {reason}.", "Check that the file is there and can be read and written.")
    return Refused(f"The answer cannot be written ({reason}).", "Check where the output goes.")


def _write_no_more_if_broken() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        _write_no_more()


def _write_no_more() -> None:
    """Let what is still buffered go nowhere, so that Python can close standard output without another failure."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        pass  # A stream without a descriptor of its own has nothing to close.
