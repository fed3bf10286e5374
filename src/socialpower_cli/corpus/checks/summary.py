"""Counts of what a corpus file holds."""

from collections import Counter
from collections.abc import Iterable

from socialpower_cli.answers import Summary
from socialpower_cli.citations.markers import find_markers
from socialpower_cli.corpus import model, reading
from socialpower_cli.corpus.checks.citing import list_citing
from socialpower_cli.corpus.model import CorpusFile, Example


def summarize(path: str) -> Summary:
    """Return counts of what a file holds: concepts by category, examples by setting, links and their shape, sources by type."""
    file = reading.read_file(path)
    examples = [example for concept in file.concepts for example in concept.examples]
    groups = {
        "concepts": _count((concept.category or "none" for concept in file.concepts), file.categories),
        "examples": _count((example.setting or "none" for example in examples), file.settings),
        "fields": _count_fields(file, examples),
        "links": {
            field: sum(len(getattr(concept, field)) for concept in file.concepts)
            for field in ("broader", "related", "contrasts", "about")
        },
        "shape": _count_shape(file),
        "words": _count_words(file, examples),
        "citations": _count_citations(file),
        "sources": {
            **_count((str(item.get("type")) for item in file.sources), ()),
            "with a DOI": sum("DOI" in item for item in file.sources),
            "with an ISBN": sum("ISBN" in item for item in file.sources),
        },
    }
    for group in ("concepts", "examples", "links", "words"):
        groups[group]["in all"] = sum(groups[group].values())
    groups["sources"]["in all"] = len(file.sources)
    return Summary(path, groups)


def _count_fields(file: CorpusFile, examples: list[Example]) -> dict[str, int]:
    return {
        "aliases": sum(len(concept.aliases) for concept in file.concepts),
        "everyday sayings": sum(len(concept.everyday) for concept in file.concepts),
        "notes": sum(concept.note is not None for concept in file.concepts),
        "origins": sum(concept.origin is not None for concept in file.concepts),
        "examples with their balance": sum(example.in_balance is not None for example in examples),
    }


def _count_words(file: CorpusFile, examples: list[Example]) -> dict[str, int]:
    texts = {
        "definitions": [concept.definition for concept in file.concepts],
        "explanations": [concept.explanation or "" for concept in file.concepts],
        "examples": [example.text for example in examples],
    }
    return {name: sum(len(text.split()) for text in listed) for name, listed in texts.items()}


def _count_shape(file: CorpusFile) -> dict[str, int]:
    """Return how the hierarchy is built, and how many concepts are told apart from another."""
    narrower = Counter(broader for concept in file.concepts for broader in concept.broader)
    contrasted = {link.id for concept in file.concepts for link in map(model.link, concept.contrasts)}
    contrasted |= {concept.id for concept in file.concepts if concept.contrasts}
    by_id = {concept.id: concept for concept in file.concepts}
    level = [concept for concept in file.concepts if not concept.broader]
    tops, depth = len(level), 0
    while level and depth < len(by_id):
        depth += 1
        here = {concept.id for concept in level}
        level = [concept for concept in file.concepts if here.intersection(concept.broader)]
    return {
        "top concepts": tops,
        "steps from the top": depth,
        "concepts with narrower ones": len(narrower),
        "narrower ones at most": max(narrower.values(), default=0),
        "concepts with a contrast": len(contrasted & by_id.keys()),
    }


def _count_citations(file: CorpusFile) -> dict[str, int]:
    """Return how many citations the texts hold, and how many concepts and invented examples have one or none."""
    texts = {concept.id: [text for _, text in list_citing(concept)] for concept in file.concepts}
    cited = {
        identifier: sum(len(marker.cited) for text in listed for marker in find_markers(text))
        for identifier, listed in texts.items()
    }
    examples = [example.text for concept in file.concepts for example in concept.examples]
    return {
        "in all": sum(cited.values()),
        "concepts with one or more": sum(count > 0 for count in cited.values()),
        "a concept, on average": round(sum(cited.values()) / len(cited)) if cited else 0,
        "examples that cite": sum(bool(find_markers(text)) for text in examples),
        "examples that are invented": sum(not find_markers(text) for text in examples),
    }


def _count(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {key: counts[key] for key in [*order, *sorted(set(counts) - set(order))] if counts[key]}
