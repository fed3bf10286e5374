"""Checks 8xx: citations in the texts, so that every claim carries its source.

They look at what may cite: definition, origin, explanation, note and examples. An entry that names no source is left alone.
"""

import re
from collections.abc import Iterator

from socialpower_cli.citations.markers import find_markers
from socialpower_cli.corpus.checks.running import Places, Subject, for_each_concept
from socialpower_cli.corpus.model import Concept

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
# A capital that does not begin the sentence: a name of somebody or of some place.
_NAME = re.compile(r"(?<=[\w,;:'\")] )(?:[A-ZÀ-ÖØ-Þ][\w'-]+)")
# Twenty-five characters in double quotation marks are somebody's sentence; fewer are a word or a title that is spoken of.
_QUOTATION = re.compile(r'(?<!\w)"([^"]{25,})"')
# So many characters after a quotation its citation is looked for: the sentence may go on before it.
_REACH = 250
_ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:v|vs|ed|eds|Dr|Mr|Mrs|Ms|St|al|c|ca|No|no|p|pp|ch|vol|Inc|Co))\.$")


@for_each_concept("W801", additions=True)
def _foreign_citations(concept: Concept, subject: Subject) -> Places:
    """A citation names sources of its entry."""
    for field, text in list_citing(concept):
        for marker in find_markers(text):
            for one in marker.cited:
                if one.key not in subject.corpus.sources:
                    yield field, f"'[@{one.key}]' names no source of the file, and is shown as it stands; correct the id"
                elif one.key not in concept.sources:
                    yield field, f"'{one.key}' is not among the entry's sources; add it there"


@for_each_concept("W802")
def _uncited_sources(concept: Concept, _: Subject) -> Places:
    """A source of an entry is cited in its texts."""
    cited = {one.key for _, text in list_citing(concept) for marker in find_markers(text) for one in marker.cited}
    for source in concept.sources:
        if source not in cited:
            yield "sources", f"'{source}' is cited nowhere in the entry; cite it where it speaks, or remove it"


@for_each_concept("W803", additions=True)
def _uncited_claims(concept: Concept, _: Subject) -> Places:
    """A sentence that names somebody and a year cites a work."""
    if not concept.sources:
        return
    for field, text in list_citing(concept):
        for sentence in _split(text):
            dated = _YEAR.search(sentence)
            if dated and "[@" not in sentence and (field == "origin" or _NAME.search(sentence)):
                yield field, f"a name and the year {dated[0]} without a citation: '{sentence[:60]}'; cite the work"


@for_each_concept("W804", additions=True)
def _unplaced_quotations(concept: Concept, _: Subject) -> Places:
    """A quotation is followed by a citation with the place it stands at."""
    if not concept.sources:
        return
    for field, text in list_citing(concept):
        for quotation in _QUOTATION.finditer(text):
            following = find_markers(text[quotation.end() : quotation.end() + _REACH])
            if not following or not any(one.locator for one in following[0].cited):
                yield field, f"the quotation '{quotation[1][:40]}' lacks a citation with a page, section or the like"


def list_citing(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield the texts of an entry that may cite, each with its field."""
    for field in ("definition", "origin", "explanation", "note"):
        text = getattr(concept, field)
        if text is not None:
            yield field, text
    for number, example in enumerate(concept.examples):
        yield f"examples[{number}].text", example.text


def _split(text: str) -> Iterator[str]:
    """Yield the sentences of a text; a citation belongs to the sentence that it stands in, whatever stands within it."""
    inside = [(marker.start, marker.end) for marker in find_markers(text)]
    start = 0
    for stop in re.finditer(r"[.!?](?=[\s'\"]|$)", text):
        here = stop.end()
        if any(one <= here <= other for one, other in inside) or _ABBREVIATED.search(text[start:here]):
            continue
        yield text[start:here].strip()
        start = here
    if text[start:].strip():
        yield text[start:].strip()
