r"""Tabfiles, which dictionary converters such as PyGlossary read: a concept a line, its names, a tab, what is said of it.

Names are parted by bars; in names and texts a line break is written `\n`, a tab `\t`, a backslash `\\`, and in names
a bar `\|`. Lines that begin with two number signs tell of the dictionary. (PyGlossary, "Tabfile".)
"""

import re

from socialpower_cli.citations.author_date import name, reference
from socialpower_cli.citations.markers import name_markers
from socialpower_cli.corpus.model import Concept, CorpusFile, change_texts
from socialpower_cli.exchange.formats import Options, Written


def write(corpus: CorpusFile, options: Options) -> Written:  # noqa: ARG001 -- a tabfile has none
    """Return a corpus as a tabfile; citations in its texts are written out, and its sources are full references."""
    facts = {"name": corpus.title, "edition": corpus.version, "copyright": corpus.license, "sourceLang": corpus.language}
    facts["targetLang"] = corpus.language
    lines = [f"##{key}\t{_write_text(value)}" for key, value in facts.items() if value]
    called = {str(item["id"]): name(item) for item in corpus.sources}
    works = {str(item["id"]): reference(item) for item in corpus.sources}
    terms = {concept.id: concept.term for concept in corpus.concepts}
    for stored in corpus.concepts:
        concept = change_texts(stored, lambda text: name_markers(text, called))
        lines.append(f"{_write_names(concept)}\t{_write_text(_describe(concept, terms, works))}")
    return Written("\n".join(lines) + "\n" if lines else "")


def _describe(concept: Concept, terms: dict[str, str], works: dict[str, str]) -> str:
    """Return what is said of a concept, as plain text."""
    parts = [concept.definition]
    if concept.gloss:
        parts.append(f"({concept.gloss})")
    parts += [text for text in (concept.explanation, concept.note) if text]
    parts += [f"{example.title}: {example.text}" for example in concept.examples]
    if concept.origin:
        parts.append(f"Origin: {concept.origin}")
    if concept.broader:
        parts.append("Broader: " + ", ".join(terms[one] for one in concept.broader))
    if concept.sources:
        parts.append("Sources:\n" + "\n".join(works[one] for one in concept.sources))
    return "\n\n".join(parts)


def _write_names(concept: Concept) -> str:
    """Return the names of a concept; a line must not begin with the sign that marks what tells of the dictionary."""
    names = [_write_text(" ".join(one.split())).replace("|", r"\|") for one in dict.fromkeys((concept.term, *concept.aliases))]
    return ("\u2060" if names[0].startswith("#") else "") + "|".join(names)


def _write_text(text: str) -> str:
    plain = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]", " ", text)
    return plain.replace("\\", r"\\").replace("\t", r"\t").replace("\r\n", "\n").replace("\r", "\n").replace("\n", r"\n")
