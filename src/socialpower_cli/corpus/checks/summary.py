"""Counts of what a corpus file holds."""

from collections import Counter
from collections.abc import Iterable

from socialpower_cli.answers import Summary
from socialpower_cli.corpus import reading
from socialpower_cli.corpus.model import CorpusFile, Example


def summarize(path: str) -> Summary:
    """Return counts of what a file holds: concepts by category, examples by setting, links, sources by type."""
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
        "words": _count_words(file, examples),
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


def _count(values: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {key: counts[key] for key in [*order, *sorted(set(counts) - set(order))] if counts[key]}
