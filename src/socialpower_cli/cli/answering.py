"""From a question to what is shown: opens the corpus, asks it, shows the answer, tells what may surprise, gives the exit code.

Both ways into the program (see `straight`) end here.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator

from socialpower_cli import commandline
from socialpower_cli.answers import (
    Annotated,
    Answer,
    Bibliography,
    CitationList,
    Comparison,
    Definition,
    ExampleList,
    Exported,
    Imported,
    Map,
    Match,
    Miss,
    Path,
    Quiz,
    Report,
    Results,
    Survey,
)
from socialpower_cli.api import OpenCorpus, Progress, scrub
from socialpower_cli.cli.boundary import note
from socialpower_cli.cli.commands import COMMANDS, suggest_commands
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.locations import EVERYWHERE, Chosen
from socialpower_cli.errors import NotFound, Refused, SpError
from socialpower_cli.lookup import Shared
from socialpower_cli.render import Display, Output, choose_output, door, show
from socialpower_cli.render.wording import command, tell_exchange, tell_fewer, tell_left_out, tell_match, tell_unstyled

Ask = Callable[[OpenCorpus], Answer]
AskWords = Callable[..., Answer]  # of a corpus and words
Prepare = Callable[[OpenCorpus], object]

# Larger corpora take a person's notice to compile, so that the progress is shown.
_BIG_FILES = 1_000_000
# The commands whose words name one concept.
_ABOUT_A_CONCEPT = frozenset(("define", "related", "map", "examples", "cite"))
# What stands between a word that was meant as a command and the name of a concept.
_JOINING = frozenset(("a", "an", "about", "between", "for", "is", "of", "on", "the", "to"))
_MOST_TOLD = 20  # of what a file of another program held and could not be taken over


def answer(ask: Ask, display: Display, chosen: Chosen = EVERYWHERE) -> int:
    """Ask a corpus, show what it says, and return the exit code; raise `SpError` where it does not know."""
    with open_for(chosen) as corpus:
        try:
            said = ask(corpus)
        except KeyboardInterrupt:
            if corpus.progress is not None:
                corpus.progress(1, 1)
            raise
        except SpError as error:
            tell_notices(corpus)
            output = choose_output(display)
            if output.layout == "json" and error.query is not None:
                show(Miss(error.query, error.message, error.suggestions), output)
            raise
        tell_notices(corpus)
        return present(said, display)


def answer_words(
    words: list[str], ask: AskWords, display: Display, chosen: Chosen = EVERYWHERE, prepare: Prepare | None = None
) -> int:
    """Ask a corpus of some words, as `answer` does; where they are "-" alone, of each line of standard input (see `batch`)."""
    if words != ["-"]:
        return answer(lambda corpus: ask(corpus, *words), display, chosen)
    from socialpower_cli.cli import batch

    return batch.answer_lines(ask, display, chosen, prepare)


@contextlib.contextmanager
def open_for(chosen: Chosen) -> Iterator[OpenCorpus]:
    """Open the corpus that a command line chooses; what is suggested meanwhile chooses the same, and progress is shown."""
    with commandline.repeating(chosen.options), OpenCorpus(chosen, _progress(chosen)) as corpus:
        yield corpus


def tell_notices(corpus: OpenCorpus) -> None:
    """Tell on stderr what to know of a corpus that was opened."""
    for notice in corpus.notices:
        note(notice)


def present(said: Answer, display: Display) -> int:
    """Show an answer, tell what it was found by, and return the exit code; raise `NotFound` for a search without a hit."""
    output = choose_output(display)
    missing = find_missing(said)
    # A text that names nothing is a text still.
    if missing is None or output.layout == "json" or isinstance(said, Annotated):
        show(said, output)
    for line in _notes(said, output):
        note(line)
    if missing is not None:
        raise missing
    return 1 if (isinstance(said, Report) and said.findings) or (isinstance(said, Survey) and said.has_faults) else 0


def find_missing(said: Answer) -> NotFound | None:
    """Return what is to be told of an answer that found nothing, or None where it found something."""
    if isinstance(said, Results) and not said.results and said.comparison is None:
        return NotFound(f"Nothing found for '{said.query}'.", *said.hints, query=said.query)
    if isinstance(said, Annotated) and not said.concepts:
        return NotFound("The text names no concept of this corpus.", "Everyday words are left out: --names all brings them.")
    if isinstance(said, Path) and not said.steps and not said.close:
        ends = f"{said.start.term} and {said.goal.term}"
        if said.exhaustive:
            return NotFound(f"No chain of links leads from {said.start.term} to {said.goal.term}.")
        return NotFound(
            f"{ends} are not closely related: no chain of four links or fewer leads from one to the other.",
            f"To look for a longer one: {commandline.write('path', said.start.id, said.goal.id, '--any-length')}",
        )
    return None


def define(corpus: OpenCorpus, typed: str, *, brief: bool = False, exact: bool = False) -> Answer:
    """Return the entry of the concept that a text names, or the comparison that it asks for."""
    asked = corpus.read_comparison(typed, loose=True, exact=exact)
    return asked or (corpus.brief if brief else corpus.define)(typed, exact=exact)


def define_bare(corpus: OpenCorpus, typed: str, *, brief: bool = False, exact: bool = False) -> Answer:
    """Return the entry of the concept that words without a command name; raise `Refused` where they are neither.

    A misspelt command is told apart from a misspelt name: where the first word may be a command, only an exact name or a label
    counts as one.
    """
    typed = scrub(typed)
    commands = suggest_commands(typed.split(maxsplit=1)[0]) if typed.strip() else []
    try:
        said = define(corpus, typed, brief=brief, exact=exact)
        if not commands or not any(match.how == "fuzzy" for match in _matches(said)):
            return said
        suggestions = corpus.suggest(typed)
    except NotFound as error:
        # Of a comparison that was asked for it is told which of the names means nothing.
        if isinstance(error, Shared) or error.query not in (None, typed):
            raise
        suggestions = error.suggestions
    words = typed.split()
    meant = [(name, _leave_out_joining(words[1:]) if COMMANDS[name].words != "none" else []) for name in commands]
    told = "".join(
        f" Did you mean: {commandline.write(name, *rest)}" for name, rest in meant if _can_answer(corpus, name, rest)
    )
    raise Refused(
        f"'{typed}' is neither a command nor the name of a concept.{told}",
        *([] if told else [f"To search for the words: {commandline.write('search', *words)}"]),
        "All commands: sp help",
        query=typed,
        suggestions=suggestions,
    )


def _leave_out_joining(words: list[str]) -> list[str]:
    """Return words without those in front that join them to a command: of "examples of power" the command takes "power"."""
    while words and words[0].lower() in _JOINING:
        words = words[1:]
    return words


def _can_answer(corpus: OpenCorpus, name: str, words: list[str]) -> bool:
    """Return whether a command has an answer to words, where these must name a concept."""
    if name not in _ABOUT_A_CONCEPT or not words:
        return True
    try:
        corpus.brief(" ".join(words), exact=True)
    except SpError:
        return False
    return True


def _notes(said: Answer, output: Output) -> list[str]:
    """Return what stderr tells of an answer: how it was found, where it was a guess or the answer does not say so itself.

    A screen says all of it itself, and has no lines to spare.
    """
    if isinstance(said, Exported | Imported):
        return _tell_dropped(said) if said.written is None and output.layout != "json" else []
    if output.layout == "panels":
        return []
    if isinstance(said, Results):
        return [] if said.comparison is None or output.layout == "json" else _notes(said.comparison, output)
    notes = []
    for matched, term in zip(_matches(said), _terms(said), strict=False):
        tells_itself = output.layout == "json" or isinstance(said, Definition | Comparison)
        if matched.how == "fuzzy":
            notes.append(f"Nothing is named '{matched.typed}'; this is the closest: {matched.name}.")
        elif matched.how == "label":
            notes.append(f"'{matched.typed}' has no entry of its own; it is treated under: {term}.")
            notes.append(f"To search for it: {command('search', *matched.typed.split())}")
        elif not tells_itself and (line := tell_match(matched, term)):
            notes.append(f"Matched: {line}")
    return [*notes, *_tell_missing(said, output)]


def _tell_missing(said: Answer, output: Output) -> list[str]:
    """Return what an answer leaves out, or has in another form than was asked for."""
    if isinstance(said, Map) and said.left_out and output.layout != "json":
        return [tell_left_out(said)]
    if isinstance(said, Quiz) and output.layout != "json" and (fewer := tell_fewer(said)):
        return [fewer]
    if isinstance(said, Definition) and said.namesakes:
        return ["Also the name of: " + ", ".join(one.id for one in said.namesakes)]
    if isinstance(said, Bibliography | CitationList) and not output.references and (missing := tell_unstyled(said)):
        return [missing]
    return []


def _tell_dropped(said: Exported | Imported) -> list[str]:
    """Return what to tell of a file that is itself the answer on standard output: what it lacks, and how much it holds."""
    told = [f"{one.place}: {one.what}: {one.why}" for one in said.dropped[:_MOST_TOLD]]
    if len(said.dropped) > _MOST_TOLD:
        told.append(f"... and {len(said.dropped) - _MOST_TOLD:,} more; all of them: --json")
    if isinstance(said, Imported):
        told.append(tell_exchange(said))
    return told


def _matches(said: Answer) -> list[Match]:
    """Return how the concepts that an answer is about were found."""
    if isinstance(said, Results):
        return [] if said.comparison is None else _matches(said.comparison)
    if isinstance(said, Comparison):
        return [one.matched for one in said.concepts]
    if isinstance(said, Path):
        return list(said.matched)
    matched: Match | None = getattr(said, "matched", None)
    return [] if matched is None else [matched]


def _terms(said: Answer) -> list[str]:
    """Return the terms of the concepts that an answer is about."""
    if isinstance(said, Comparison):
        return [one.term for one in said.concepts]
    if isinstance(said, Path):
        return [said.start.term, said.goal.term]
    if isinstance(said, Definition):
        return [said.entry.term]
    if isinstance(said, ExampleList):
        return [said.examples[0].term]
    return [str(getattr(said, "term", ""))]


def _progress(chosen: Chosen) -> Progress | None:
    """Return a function that tells a person on a terminal how far the compiling of a large corpus has come."""
    if not door.is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        return None
    if sum(_size(location.path) for location in locations.corpora(chosen)) <= _BIG_FILES:
        return None
    return _show_progress


def is_big(path: str | os.PathLike[str]) -> bool:
    """Return whether a file is so large that a person who waits for it wants to see how far it has come."""
    return _size(os.fspath(path)) > _BIG_FILES


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _show_progress(done: int, total: int) -> None:
    sys.stderr.write(f"\rCompiling, once for this corpus: {done * 100 // total} %")
    if done == total:
        sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()
