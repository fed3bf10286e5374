"""Checks 7xx: order, layout and ids, as the bundled corpus has them."""

import re
from itertools import pairwise

from socialpower_cli.corpus.checks.running import Found, Places, Subject, check, for_each_concept
from socialpower_cli.corpus.model import Concept
from socialpower_cli.corpus.writing import format_corpus


@check("W701")
def _order(subject: Subject) -> Found:
    """Entries and sources are in order of their ids."""
    for kind, ids in (
        ("concept", [concept.id for concept in subject.file.concepts]),
        ("source", [str(item["id"]) for item in subject.file.sources]),
    ):
        for before, after in pairwise(ids):
            if after < before:
                yield after, "id", f"this {kind} stands after '{before}'; run: sp check FILE --fix"


@check("W702")
def _layout(subject: Subject) -> Found:
    """The file has the standard layout."""
    if subject.text != format_corpus(subject.file):
        yield "the file", "layout", "it is not in the standard layout; run: sp check FILE --fix"


@for_each_concept("W703")
def _form_of_ids(concept: Concept, _: Subject) -> Places:
    """An id is lower-case words joined by hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id):
        yield "id", "write lower-case letters and digits, joined by hyphens"
