"""Checks 9xx: what could not be taken over from a file of another format, as a table or a thesaurus."""

from socialpower_cli.corpus.checks.running import Found, Subject, check


@check("W901")
def _dropped(subject: Subject) -> Found:
    """All that a file of another format holds can be read."""
    for one in subject.dropped:
        yield one.place, "conversion", f"{one.what} is left out: {one.why}"
