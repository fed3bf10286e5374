"""Of a corpus some concepts, as a corpus of their own: what links or cites beyond it is left out."""

from collections.abc import Container, Sequence
from typing import Any

from socialpower_cli.citations.markers import find_markers
from socialpower_cli.corpus.model import Concept, CorpusFile, change_links, list_citing_texts, replace
from socialpower_cli.corpus.overlay import Corpus


def select(corpus: Corpus, files: Sequence[CorpusFile], chosen: Container[str] | None = None) -> CorpusFile:
    """Return the concepts of a corpus whose ids are chosen, or all, in the order of their ids, with the works that they cite.

    Links lead from one of them to another. Title, version, language and licence are those of the lowest of the files that the
    corpus is made of which has one.
    """
    inside = {identifier for identifier in corpus.concepts if chosen is None or identifier in chosen}
    concepts = [_keep_inside(corpus.concepts[identifier], inside) for identifier in sorted(inside)]
    cited = {source for concept in concepts for source in concept.sources}
    cited |= {key for concept in concepts for text in list_citing_texts(concept) for key in _list_cited(text)}
    categories = {concept.category for concept in concepts}
    settings = {example.setting for concept in concepts for example in concept.examples}
    facts: dict[str, Any] = {}
    for file in reversed(files):
        facts |= {name: value for name in ("title", "version", "language", "license") if (value := getattr(file, name))}
    return CorpusFile(
        **facts,
        categories={key: label for key, label in corpus.categories.items() if key in categories or chosen is None},
        settings=[setting for setting in corpus.settings if setting in settings or chosen is None],
        concepts=concepts,
        sources=[corpus.sources[key] for key in sorted(corpus.sources) if key in cited or chosen is None],
    )


def _list_cited(text: str) -> list[str]:
    return [cited.key for marker in find_markers(text) for cited in marker.cited]


def _keep_inside(concept: Concept, inside: set[str]) -> Concept:
    """Return a concept with those of its links that lead to a concept inside."""
    return replace(concept, replaces=None, **change_links(concept, lambda target: target if target in inside else None))
