"""Checks 1xx: what makes a file invalid, so that no command would read it."""

from socialpower_cli.corpus import validity
from socialpower_cli.corpus.checks.running import Found, Subject, check


@check("E101")
def _duplicate_ids(subject: Subject) -> Found:
    """An id belongs to one entry."""
    for fault in validity.duplicate_ids(subject.file):
        yield fault.entry, fault.field, f"{fault.message}; give one of them another"


@check("E102")
def _dangling_links(subject: Subject) -> Found:
    """A link leads to a concept that exists."""
    yield from _find_faults(subject, "dangling", "correct the id, or remove the link")


@check("E103")
def _self_links(subject: Subject) -> Found:
    """An entry does not link to itself."""
    yield from _find_faults(subject, "self", "remove the link")


@check("E104")
def _cycles(subject: Subject) -> Found:
    """Nothing is broader than itself, however many steps away."""
    yield from _find_faults(subject, "cycle", "remove one of these links")


@check("E105")
def _unknown_sources(subject: Subject) -> Found:
    """A source that an entry names is among the file's sources."""
    yield from _find_faults(subject, "source", "add it to sources, or remove it from the entry")


@check("E106")
def _former_ids(subject: Subject) -> Found:
    """An id that a concept had before is not another concept's now."""
    yield from _find_faults(subject, "formerly", "remove it from formerly")


@check("E107")
def _clashes(subject: Subject) -> Found:
    """An id is not that of a concept or another work in a file below, unless the entry replaces it."""
    for fault in subject.clashes:
        yield fault.entry, fault.field, f"{fault.message}; replace or extend that one, or give this one another id"


@check("W108")
def _orphans(subject: Subject) -> Found:
    """A concept that an entry extends or replaces is there."""
    for one in subject.corpus.orphans:
        if one.file == subject.path:
            yield one.entry, "id", f"{one.message}; correct the id, or remove the entry"


def _find_faults(subject: Subject, kind: str, step: str) -> Found:
    for fault in subject.faults:
        if fault.kind == kind:
            yield fault.entry, fault.field, f"{fault.message}; {step}"
