"""Which files make the corpus, and what makes one of them invalid: one answer for every run and for `check`.

A file that was named, and the bundled one, must be valid, or nothing is answered. A file in one's own folder that cannot be
read or does not fit is left out and named instead, since the corpus it lies over still answers.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence

from socialpower_cli import commandline
from socialpower_cli.commandline import quote
from socialpower_cli.corpus import reading
from socialpower_cli.corpus.contents import Content, name_place, read_contents
from socialpower_cli.corpus.locations import Location
from socialpower_cli.corpus.model import Concept, CorpusFile, Extension
from socialpower_cli.corpus.overlay import Clash, Corpus, Layers, links
from socialpower_cli.corpus.reading import Progress
from socialpower_cli.errors import CorpusError
from socialpower_cli.records import Record

# Cycles that go through one another have as many concepts in all as the square of their number; who mends some sees the rest.
_MOST_IN_CYCLES = 200_000
_MOST_TOLD = 12
_MOST_ORPHANS = 3


class LeftOut(Record):
    """A file that could not be taken into the corpus, what is wrong with it and how to mend it."""

    location: Location
    error: CorpusError


class Assembled(Record):
    """The corpus that files make, those it is made of, lowest first, and those that were left out."""

    corpus: Corpus
    files: list[tuple[Location, CorpusFile]]
    left_out: list[LeftOut]


class Fault(Record):
    """What makes an entry invalid: the kind, its entry and field, and a sentence that says so."""

    kind: str
    entry: str
    field: str
    message: str


def assemble(contents: Sequence[Content], *, lenient: bool = False, progress: Progress | None = None) -> Assembled:
    """Return the corpus that files make together, lowest layer first; raise `CorpusError` where one is not valid.

    Instead of raising, `lenient` leaves out any file that is not valid. `progress` is told how far a large file of another
    format has been read.
    """
    files: list[tuple[Location, CorpusFile]] = []
    left_out: list[LeftOut] = []

    def leave_out(location: Location, error: CorpusError) -> None:
        if not lenient and location.origin != "configuration":
            raise name_place(location, error)
        left_out.append(LeftOut(location, error))

    for content in contents:
        try:
            if content.error is not None:
                raise content.error
            file = reading.parse(content.location.path, content.data, lambda: _list_concepts(files), progress)
            _refuse(content.location, next(iter(duplicate_ids(file)), None), "Give one of the two another id, or remove it.")
        except CorpusError as error:
            leave_out(content.location, error)
        else:
            files.append((content.location, file))
    while True:
        corpus = _lay_over(files, leave_out)
        misfit = _find_misfit(files, corpus)
        if misfit is None:
            return Assembled(corpus, files, left_out)
        place, reason = misfit
        leave_out(files[place][0], reason)
        del files[place]


def _list_concepts(files: list[tuple[Location, CorpusFile]]) -> Iterator[Concept]:
    return (concept for _, file in files for concept in file.concepts)


def tell_left_out(assembled: Assembled) -> Iterator[str]:
    """Yield a message for each file that was left out of a corpus, and for each entry that is."""
    for one in assembled.left_out:
        yield f"Left out, your file {one.error.message} {' '.join(one.error.hints)}"
    for orphan in assembled.corpus.orphans[:_MOST_ORPHANS]:
        yield f"{os.path.abspath(orphan.file)}: entry '{orphan.entry}': {orphan.message}."
    more = len(assembled.corpus.orphans) - _MOST_ORPHANS
    if more > 0:
        yield f"{more} more entries extend or replace nothing; all of them: sp corpora"


def _lay_over(files: list[tuple[Location, CorpusFile]], leave_out: Callable[[Location, CorpusError], None]) -> Corpus:
    """Return the corpus that files make; one that clashes with those below is taken from among them and left out.

    Of the files of `--corpus`, which are one corpus in parts, a later one may have an entry of an earlier one anew.
    """
    layers = Layers()
    for location, file in list(files):
        clash = next(layers.find_clashes(file), None)
        if clash is None or location.origin == "--corpus":
            layers.lay(location.path, file)
            continue
        fault = describe_clash(clash)
        kind = "entry" if clash.kind == "concepts" else "source"
        message = f"{location.path}: {kind} '{fault.entry}', field '{fault.field}': {fault.message}."
        leave_out(location, CorpusError(message, advise_on_clash(clash, location.path)))
        files.remove((location, file))
    return layers.make_corpus()


def describe_clash(clash: Clash) -> Fault:
    """Return a clash as the fault of the entry above."""
    what = "a concept" if clash.kind == "concepts" else "another work"
    return Fault("clash", clash.id, "id", f"{what} in {clash.file} has this id")


def advise_on_clash(clash: Clash, path: str) -> str:
    """Return how a clash of the file at a path is mended; of other formats tables alone can speak of entries below."""
    if clash.kind == "sources":
        return "Give the source another id; to cite the other work, leave this one out."
    if path.endswith((".csv", ".tsv")):
        return (
            f"To put it in the place of that one, name {quote_json(clash.id)} in a column 'replaces'; else give it another id "
            f"in a column 'id', or look in the file and nothing else: --corpus {quote(path)}"
        )
    if not path.endswith(".json"):
        return (
            f"Make it a corpus file and say there what the entry does: sp import {quote(path)} -o mine.json; or look in it and "
            f"nothing else: --corpus {quote(path)}"
        )
    identifier = quote_json(clash.id)
    return (
        f'Add "replaces": {identifier} to put it in the place of that one; write "extends": {identifier} without id, term and '
        "definition to add to that one; else give it another id."
    )


def quote_json(text: str) -> str:
    """Return a text as JSON writes it."""
    import json

    return json.dumps(text, ensure_ascii=False)


def _find_misfit(files: list[tuple[Location, CorpusFile]], corpus: Corpus) -> tuple[int, CorpusError] | None:
    """Return the place of the uppermost file that does not fit its corpus, and why: what is below was there before."""
    rings = find_cycles({identifier: concept.broader for identifier, concept in corpus.concepts.items()})
    for place in range(len(files) - 1, -1, -1):
        location, file = files[place]
        fault = next(find_faults(file, corpus, rings), None)
        try:
            # What is told of a file in one's own folder is kept with the index, for runs from elsewhere.
            own = location.origin == "configuration"
            check = f"sp check {quote(location.path)}" if own else commandline.write("check", location.path)
            _refuse(location, fault, f"Correct the entry, then run: {check}")
        except CorpusError as error:
            return place, error
    return None


def _is_edition(file: CorpusFile, other: CorpusFile) -> bool:
    """Return whether a file has more than half of the concepts of another."""
    ids = {one.id for one in file.concepts}
    return 2 * sum(one.id in ids for one in other.concepts) > len(other.concepts)


def list_below(path: str, layers: Sequence[Location]) -> Iterator[Concept]:
    """Yield the concepts of the files below one in a corpus, as `stand` finds them."""
    return _list_concepts(assemble(find_layers_below(path, layers), lenient=True).files)


def stand(path: str, file: CorpusFile, layers: Sequence[Location]) -> tuple[Corpus, list[Fault]]:
    """Return the corpus that a file makes with the files below it among some, and its clashes with those.

    Where it is none of them it stands on all; what is not valid among them is left out, and so is the bundled corpus where the
    file is another edition of that, as in a checkout beside an installed program.
    """
    assembled = assemble(find_layers_below(path, layers), lenient=True).files
    below = [(location, one) for location, one in assembled if not (location.origin == "bundled" and _is_edition(file, one))]
    laid = Layers()
    for location, one in below:
        laid.lay(location.path, one)
    parts = any(one.origin == "--corpus" and _is_same_file(path, one.path) for one in layers)
    clashes = [] if parts else [describe_clash(clash) for clash in laid.find_clashes(file)]
    laid.lay(path, file)
    return laid.make_corpus(), clashes


def find_layers_below(path: str, layers: Sequence[Location]) -> list[Content]:
    """Return the contents of the files below one in a corpus: below its place among them, or all where it has none."""
    for place, layer in enumerate(layers):
        if _is_same_file(path, layer.path):
            return read_contents(layers[:place], lenient=True)
    return read_contents(layers, lenient=True)


def _is_same_file(one: str, other: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return os.path.samefile(one, other)
    return False


def _refuse(location: Location, fault: Fault | None, hint: str) -> None:
    if fault is not None:
        raise CorpusError(f"{location.path}: entry '{fault.entry}', field '{fault.field}': {fault.message}.", hint)


def duplicate_ids(file: CorpusFile) -> list[Fault]:
    """Return a fault for every id that a file gives to a second concept or source, and every concept that it replaces twice."""
    found = []
    for field, told, ids in (
        ("id", "two concepts have this id", [one.id for one in file.concepts]),
        ("id", "two sources have this id", [str(one["id"]) for one in file.sources]),
        ("replaces", "two entries replace this concept", [one.replaces for one in file.concepts if one.replaces]),
    ):
        seen: set[str] = set()
        for identifier in ids:
            if identifier in seen:
                found.append(Fault("duplicate", identifier, field, told))
            seen.add(identifier)
    return found


def find_faults(file: CorpusFile, corpus: Corpus, cycles: list[list[str]]) -> Iterator[Fault]:
    """Yield what makes a file invalid within a corpus: links that lead nowhere or to themselves, unknown sources, cycles."""
    extended = [(one, found) for one in file.extensions if (found := corpus.resolve(one.extends)) is not None]
    for extension, extends in extended:
        yield from _entry_faults(extension, extends, corpus)
    for concept in file.concepts:
        yield from _entry_faults(concept, concept.id, corpus)
        for former in concept.formerly:
            if former in corpus.concepts:
                yield Fault("formerly", concept.id, "formerly", f"'{former}' is the id of another concept")
    mine = {*(concept.id for concept in file.concepts), *(identifier for _, identifier in extended)}
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


def _entry_faults(entry: Concept | Extension, identifier: str, corpus: Corpus) -> Iterator[Fault]:
    targets = [("broader", target) for target in entry.broader]
    targets += [("about", target) for target in entry.about]
    targets += [(kind, link.id) for kind, link in links(entry)]
    for field, target in targets:
        found = corpus.resolve(target)
        if found == identifier:
            yield Fault("self", identifier, field, "the entry links to itself")
        elif found is None:
            yield Fault("dangling", identifier, field, f"there is no concept '{target}'")
    for source in entry.sources:
        if source not in corpus.sources:
            yield Fault("source", identifier, "sources", f"there is no source '{source}'")


def find_cycles(broader: dict[str, list[str]]) -> list[list[str]]:
    """Return each cycle of two or more among broader links once, as the ids on the way round, smallest first."""
    found: list[list[str]] = []
    told = 0
    for way, at in walk_back_links(broader):
        cycle = way[at:]
        if len(cycle) > 1:
            first = cycle.index(min(cycle))
            found.append(cycle[first:] + cycle[:first])
            told += len(cycle)
            if told > _MOST_IN_CYCLES:
                break
    return found


def walk_back_links(broader: dict[str, list[str]]) -> Iterator[tuple[list[str], int]]:
    """Yield the broader links that lead back to where the way upwards came from: without them no way leads round.

    Each is the way from where it began, which is not to be changed, and the place on it that its last entry leads back to; the
    link may be taken out meanwhile. Depth-first search with colours; without recursion, so that a chain of any length is safe.
    """
    done: set[str] = set()
    for start, first in broader.items():
        if start in done:
            continue
        way = [start]
        places = {start: 0}
        ahead = [iter(list(first))]
        while ahead:
            following = next(ahead[-1], None)
            if following is None:
                ahead.pop()
                here = way.pop()
                del places[here]
                done.add(here)
            elif following in places:
                yield way, places[following]
            elif following not in done and following in broader:
                places[following] = len(way)
                way.append(following)
                ahead.append(iter(list(broader[following])))
