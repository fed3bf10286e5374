"""Laying corpus files over one another: later concepts and sources replace earlier ones with the same id."""

from typing import Any

from socialpower_cli.corpus import model
from socialpower_cli.corpus.model import Concept, CorpusFile, Link
from socialpower_cli.records import Record


class Corpus(Record):
    """Several files laid over one another, by id."""

    concepts: dict[str, Concept]
    sources: dict[str, dict[str, Any]]
    categories: dict[str, str]
    settings: list[str]


def overlay(files: list[CorpusFile]) -> Corpus:
    """Return the corpus that files make together, the last one uppermost."""
    return Corpus(
        concepts={concept.id: concept for file in files for concept in file.concepts},
        sources={str(item["id"]): item for file in files for item in file.sources},
        categories={key: label for file in files for key, label in file.categories.items()},
        settings=list(dict.fromkeys(setting for file in files for setting in file.settings)),
    )


def links(concept: Concept) -> list[tuple[str, Link]]:
    """Return a concept's own associative links with their kinds, "related" or "contrasts"."""
    return [
        (kind, model.link(one))
        for kind, stored in (("related", concept.related), ("contrasts", concept.contrasts))
        for one in stored
    ]
