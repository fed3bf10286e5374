"""Answering many queries in one run: `-` in the place of a name reads one query a line and writes JSON Lines.

Each line of standard input gives one line of standard output as soon as it comes: the answer's document with "query" first, or
{"query", "error", "suggestions"} where there is none. (JSON Lines, jsonlines.org: UTF-8, one document a line.)
"""

import sys
from collections.abc import Iterator

from socialpower_cli.answers import Answer, Miss
from socialpower_cli.api import OpenCorpus
from socialpower_cli.cli.answering import AskWords, Prepare, find_missing, open_for, tell_notices
from socialpower_cli.cli.boundary import note
from socialpower_cli.corpus.locations import EVERYWHERE, Chosen
from socialpower_cli.errors import CorpusError, NotFound, Refused
from socialpower_cli.render import Display, door

_EXAMPLE = "For example: sp define - < names.txt"


def answer_lines(ask: AskWords, display: Display, chosen: Chosen = EVERYWHERE, prepare: Prepare | None = None) -> int:
    """Answer each line of standard input, and return 0, or 1 where any of them found nothing.

    A line that cannot be answered does not stop the others. `prepare` is called before the first, to refuse what would hold of
    all. Raises `CorpusError` where the corpus cannot be read, and `Refused` where standard input is closed or cannot be read,
    and where another form than JSON Lines is asked for.
    """
    import gc

    from socialpower_cli.render import as_json

    if display.plain or display.references or display.drawing or display.file:
        form = display.references or display.drawing
        asked = "--plain" if display.plain else f"--format {form}" if form else f"--output {display.file}"
        raise Refused(f"{asked} does not go with -, which answers in JSON Lines.", f"Leave out {asked}.")
    # Unlike a run that answers once, this one goes on for as long as somebody writes lines.
    gc.enable()
    missed = told = False
    with open_for(chosen) as corpus:
        if prepare is not None:
            prepare(corpus)
        for data in _read_lines():
            query = data.decode("utf-8", "replace").strip()
            said = _answer_line(ask, corpus, query) if _is_text(data) else Miss(query, "This line is not UTF-8.", ())
            if not told:
                tell_notices(corpus)
            told = True
            missed = missed or isinstance(said, Miss)
            door.write(as_json.render_line(query, said), sys.stdout, "utf-8")
    return 1 if missed else 0


def _answer_line(ask: AskWords, corpus: OpenCorpus, query: str) -> Answer | Miss:
    """Return the answer to a query, or what is said instead of one."""
    try:
        said = ask(corpus, query)
        missing = find_missing(said)
        if missing is not None:
            raise missing
    except CorpusError:
        raise
    except (NotFound, Refused) as error:
        return Miss(query, error.message, error.suggestions)
    return said


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read_lines() -> Iterator[bytes]:
    """Yield the lines of standard input that are not blank, as they come, without the spaces around them."""
    if sys.stdin is None:
        raise Refused("Standard input is closed: there is no line to read.", _EXAMPLE)
    if door.is_terminal(sys.stdin):
        note("Reading one query a line, until Ctrl-D (on Windows Ctrl-Z and Enter).")
    try:
        for number, data in enumerate(sys.stdin.buffer):
            # Some editors begin a file with a mark that says that it is UTF-8.
            line = data.removeprefix(b"\xef\xbb\xbf").strip() if number == 0 else data.strip()
            if line.decode("utf-8", "replace").strip():
                yield line
    except OSError as error:
        raise Refused(f"Standard input cannot be read ({error.strerror or error}).", _EXAMPLE) from None
