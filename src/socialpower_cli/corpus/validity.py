"""Which files make the corpus, and what makes one of them invalid: one answer for every run and for `check`.

A file that was named, and the bundled one, must be valid, or nothing is answered. A file in the user's own folder that cannot
be read or does not fit is left out and named instead, since the corpus it lies over still answers.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence

from socialpower_cli.corpus import reading
from socialpower_cli.corpus.contents import Content, read_contents
from socialpower_cli.corpus.locations import Location
from socialpower_cli.corpus.model import Concept, CorpusFile
from socialpower_cli.corpus.overlay import Corpus, links, overlay
from socialpower_cli.errors import CorpusError
from socialpower_cli.records import Record

# Cycles that go through one another have as many concepts in all as the square of their number; who mends some sees the rest.
_MOST_IN_CYCLES = 200_000
_MOST_TOLD = 12


class Assembled(Record):
    """The corpus that files make, those it is made of, lowest first, and a message for each that was left out."""

    corpus: Corpus
    files: list[tuple[Location, CorpusFile]]
    left_out: list[str]


class Fault(Record):
    """What makes an entry invalid: the kind, its entry and field, and a sentence that says so."""

    kind: str
    entry: str
    field: str
    message: str


def assemble(contents: list[Content]) -> Assembled:
    """Return the corpus that files make together, lowest layer first; raise `CorpusError` where one is not valid."""
    files: list[tuple[Location, CorpusFile]] = []
    left_out: list[str] = []
    for content in contents:
        try:
            if content.error is not None:
                raise content.error
            file = reading.parse(content.location.path, content.data)
            _refuse(content.location, next(iter(duplicate_ids(file)), None), "Give one of the two another id, or remove it.")
        except CorpusError as error:
            _leave_out(content.location, error, left_out)
        else:
            files.append((content.location, file))
    return _keep_fitting(files, left_out)


def _keep_fitting(files: list[tuple[Location, CorpusFile]], left_out: list[str]) -> Assembled:
    """Return the corpus of the files that fit it; the uppermost that does not goes first, since what is below came before."""
    while True:
        corpus = overlay([file for _, file in files])
        rings = find_cycles({identifier: concept.broader for identifier, concept in corpus.concepts.items()})
        for place in range(len(files) - 1, -1, -1):
            location, file = files[place]
            fault = next(find_faults(file, corpus, rings), None)
            if fault is None:
                continue
            try:
                _refuse(location, fault, f"Correct the entry, then run: sp check {quote(location.path)}")
            except CorpusError as error:
                _leave_out(location, error, left_out)
                del files[place]
                break
        else:
            return Assembled(corpus, files, left_out)


def find_layers_below(path: str, layers: Sequence[Location]) -> list[Content]:
    """Return the contents of the files below one in a corpus: below its place among them, or all where it has none."""
    for place, layer in enumerate(layers):
        if _is_same_file(path, layer.path):
            return read_contents(list(layers[:place]))
    return read_contents(list(layers))


def _is_same_file(one: str, other: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return os.path.samefile(one, other)
    return False


def quote(path: str) -> str:
    """Return a path as it can be typed in a shell."""
    import shlex

    return shlex.quote(path)


def _refuse(location: Location, fault: Fault | None, hint: str) -> None:
    if fault is not None:
        raise CorpusError(f"{location.path}: entry '{fault.entry}', field '{fault.field}': {fault.message}.", hint)


def _leave_out(location: Location, error: CorpusError, left_out: list[str]) -> None:
    if location.origin != "configuration":
        raise error
    left_out.append(f"Left out, your file {error.message} {' '.join(map(str, error.hints))}")


def duplicate_ids(file: CorpusFile) -> list[Fault]:
    """Return a fault for every id that a file gives to a second concept or a second source."""
    found = []
    for kind, ids in (("concepts", [one.id for one in file.concepts]), ("sources", [str(one["id"]) for one in file.sources])):
        seen: set[str] = set()
        for identifier in ids:
            if identifier in seen:
                found.append(Fault("duplicate", identifier, "id", f"two {kind} have this id"))
            seen.add(identifier)
    return found


def find_faults(file: CorpusFile, corpus: Corpus, cycles: list[list[str]]) -> Iterator[Fault]:
    """Yield what makes a file invalid within a corpus: links that lead nowhere or to themselves, unknown sources, cycles."""
    for concept in file.concepts:
        yield from _link_faults(concept, corpus)
        for source in concept.sources:
            if source not in corpus.sources:
                yield Fault("source", concept.id, "sources", f"there is no source '{source}'")
        for former in concept.formerly:
            if former in corpus.concepts:
                yield Fault("formerly", concept.id, "formerly", f"'{former}' is the id of another concept")
    mine = {concept.id for concept in file.concepts}
    for cycle in cycles:
        if mine.intersection(cycle):
            told = (
                cycle
                if len(cycle) <= _MOST_TOLD
                else [*cycle[: _MOST_TOLD - 1], f"... {len(cycle) - _MOST_TOLD} more ...", cycle[-1]]
            )
            chain = " > ".join([*told, cycle[0]])
            entry = next(one for one in cycle if one in mine)
            yield Fault("cycle", entry, "broader", f"an entry cannot be broader than itself: {chain}")


def _link_faults(concept: Concept, corpus: Corpus) -> Iterator[Fault]:
    targets = [("broader", identifier) for identifier in concept.broader]
    targets += [("about", identifier) for identifier in concept.about]
    targets += [(kind, link.id) for kind, link in links(concept)]
    for field, target in targets:
        if target == concept.id:
            yield Fault("self", concept.id, field, "the entry links to itself")
        elif target not in corpus.concepts:
            yield Fault("dangling", concept.id, field, f"there is no concept '{target}'")


def find_cycles(broader: dict[str, list[str]]) -> list[list[str]]:
    """Return each cycle of two or more among broader links once, as the ids on the way round, smallest first.

    Depth-first search with colours; without recursion, so that a chain of any length is safe.
    """
    found: list[list[str]] = []
    told = 0
    done: set[str] = set()
    for start, above in broader.items():
        if told > _MOST_IN_CYCLES:
            break
        path: list[str] = []
        on_path: dict[str, int] = {}
        stack = [(start, iter(above))] if start not in done else []
        if stack:
            on_path[start] = 0
            path.append(start)
        while stack:
            here, ahead = stack[-1]
            following = next(ahead, None)
            if following is None:
                stack.pop()
                done.add(here)
                del on_path[here]
                path.pop()
            elif following in on_path:
                cycle = path[on_path[following] :]
                if len(cycle) > 1:
                    first = cycle.index(min(cycle))
                    found.append(cycle[first:] + cycle[:first])
                    told += len(cycle)
                    if told > _MOST_IN_CYCLES:
                        break
            elif following not in done and following in broader:
                on_path[following] = len(path)
                path.append(following)
                stack.append((following, iter(broader[following])))
    return found
