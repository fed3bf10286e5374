"""The texts of an entry, each with the field it stands in, without the citations in it."""

from collections.abc import Iterator

from socialpower_cli.citations.markers import remove_markers
from socialpower_cli.corpus import overlay
from socialpower_cli.corpus.model import Concept


def list_prose(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield what is written in sentences: definition, gloss, explanation, note and examples."""
    yield "definition", remove_markers(concept.definition)
    for field in ("gloss", "explanation", "note"):
        text = getattr(concept, field)
        if text is not None:
            yield field, remove_markers(text)
    for number, example in enumerate(concept.examples):
        yield f"examples[{number}].text", remove_markers(example.text)
        if example.in_balance is not None:
            yield f"examples[{number}].in_balance", example.in_balance


def list_texts(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield every text of an entry that is shown."""
    yield "term", concept.term
    if concept.origin is not None:
        yield "origin", remove_markers(concept.origin)
    yield from list_prose(concept)
    for field in ("aliases", "everyday"):
        for text in getattr(concept, field):
            yield field, text
    for number, example in enumerate(concept.examples):
        yield f"examples[{number}].title", example.title
    for kind, link in overlay.links(concept):
        if link.why is not None:
            yield kind, link.why
