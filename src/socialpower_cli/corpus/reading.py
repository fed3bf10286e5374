"""Reading corpus files, laying later ones over earlier ones, and refusing what is not valid.

A message names the file, the entry and the field, and says what to do next.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from socialpower_cli.corpus import model
from socialpower_cli.corpus.locations import Location
from socialpower_cli.corpus.model import Concept, CorpusFile, Link
from socialpower_cli.errors import CorpusError

_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")


class Corpus(NamedTuple):
    """Several files laid over one another: later concepts and sources replace earlier ones with the same id."""

    concepts: dict[str, Concept]
    sources: dict[str, dict[str, Any]]
    categories: dict[str, str]
    settings: list[str]


def read(locations: list[Location]) -> Corpus:
    """Return the corpus that files make together, lowest layer first; raise `CorpusError` where one is not valid."""
    files = [(location.path, read_file(location.path)) for location in locations]
    for path, file in files:
        fault = next(iter(duplicate_ids(file)), None)
        if fault is not None:
            raise _invalid(path, fault, "Give one of the two another id, or remove it.")
    corpus = overlay([file for _, file in files])
    for path, file in files:
        fault = next(faults(file, corpus), None)
        if fault is not None:
            raise _invalid(path, fault, f"Correct the entry, then run: sp check {path}")
    return corpus


def read_file(path: str) -> CorpusFile:
    """Return what one file holds; raise `CorpusError` where it cannot be read or does not have the shape of a corpus."""
    try:
        with open(path, "rb") as stream:
            data = stream.read()
    except FileNotFoundError:
        raise CorpusError(f"{path}: there is no such file.", "Check the path that was given.") from None
    except IsADirectoryError:
        raise CorpusError(f"{path}: this is a folder, not a corpus file.", "Name a JSON file in it.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise CorpusError(f"{path}: cannot be read ({reason}).", "Check the path and its permissions.") from None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return model.decode(data)
    except model.ShapeError as error:
        raise CorpusError(f"{path}: {_told(error, data)}", _next_step(error)) from None


def overlay(files: list[CorpusFile]) -> Corpus:
    """Return the corpus that files make together, the last one uppermost."""
    corpus = Corpus({}, {}, {}, [])
    for file in files:
        corpus.concepts.update((concept.id, concept) for concept in file.concepts)
        corpus.sources.update((str(item["id"]), item) for item in file.sources)
        corpus.categories.update(file.categories)
        corpus.settings.extend(setting for setting in file.settings if setting not in corpus.settings)
    return corpus


class Fault(NamedTuple):
    """What makes an entry invalid: the kind, its entry and field, and a sentence that says so."""

    kind: str
    entry: str
    field: str
    message: str


def duplicate_ids(file: CorpusFile) -> list[Fault]:
    """Return a fault for every id that a file gives to a second concept or a second source."""
    found = []
    seen: set[str] = set()
    for concept in file.concepts:
        if concept.id in seen:
            found.append(Fault("duplicate", concept.id, "id", "two concepts have this id"))
        seen.add(concept.id)
    seen = set()
    for item in file.sources:
        if item["id"] in seen:
            found.append(Fault("duplicate", item["id"], "id", "two sources have this id"))
        seen.add(item["id"])
    return found


def faults(file: CorpusFile, corpus: Corpus) -> Iterator[Fault]:
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
    for cycle in cycles({identifier: concept.broader for identifier, concept in corpus.concepts.items()}):
        if mine.intersection(cycle):
            chain = " > ".join([*cycle, cycle[0]])
            yield Fault("cycle", cycle[0], "broader", f"an entry cannot be broader than itself: {chain}")


def _link_faults(concept: Concept, corpus: Corpus) -> Iterator[Fault]:
    targets = [("broader", identifier) for identifier in concept.broader]
    targets += [(kind, link.id) for kind, link in links(concept)]
    for field, target in targets:
        if target == concept.id:
            yield Fault("self", concept.id, field, "the entry links to itself")
        elif target not in corpus.concepts:
            yield Fault("dangling", concept.id, field, f"there is no concept '{target}'")


def cycles(broader: dict[str, list[str]]) -> list[list[str]]:
    """Return each cycle of two or more among broader links once, as the ids on the way round, smallest first.

    Depth-first search with colours; without recursion, so that a chain of any length is safe.
    """
    found = []
    done: set[str] = set()
    for start, above in broader.items():
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
            elif following not in done and following in broader:
                on_path[following] = len(path)
                path.append(following)
                stack.append((following, iter(broader[following])))
    return found


def links(concept: Concept) -> list[tuple[str, Link]]:
    """Return a concept's own associative links with their kinds, "related" or "contrasts"."""
    return [
        (kind, model.link(one))
        for kind, stored in (("related", concept.related), ("contrasts", concept.contrasts))
        for one in stored
    ]


def _invalid(path: str, fault: Fault, hint: str) -> CorpusError:
    return CorpusError(f"{path}: entry '{fault.entry}', field '{fault.field}': {fault.message}.", hint)


def _told(error: model.ShapeError, data: bytes) -> str:
    message = _lower(error.message).replace("`", "'")
    if error.byte is not None:
        before = data[: error.byte]
        line = before.count(b"\n") + 1
        column = error.byte - (before.rfind(b"\n") + 1) + 1
        return f"line {line}, column {column}: {message}."
    if not error.path:
        return f"{message}."
    entry, field = _place(error.path, data)
    return f"{entry}{f', field {field!r}' if field else ''}: {message}."


def _place(path: str, data: bytes) -> tuple[str, str]:
    """Return the entry, by its id where it has one, and the field within it, from a path such as `$.concepts[3].term`."""
    steps = [name or number for name, number in _STEP.findall(path.removeprefix("$"))]
    if len(steps) < 2 or steps[0] not in ("concepts", "sources") or not steps[1].isdigit():
        return "the corpus", ".".join(steps)
    kind, number = steps[0], int(steps[1])
    item = json.loads(data)[kind][number]
    identifier = item.get("id") if isinstance(item, dict) else None
    name = repr(identifier) if isinstance(identifier, str) else f"number {number + 1}"
    return f"{'entry' if kind == 'concepts' else 'source'} {name}", ".".join(steps[2:])


def _next_step(error: model.ShapeError) -> str:
    if "unknown field" in error.message:
        return "Check the spelling of the field; data/README.md lists all of them."
    if "UTF-8" in error.message:
        return "Save the file as UTF-8."
    if "truncated" in error.message:
        return "The file ends too early: restore the part that is missing."
    return "Correct the file; data/README.md describes every field."


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:] if not message.startswith("JSON") else message
