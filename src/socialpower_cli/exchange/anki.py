r"""Cards for Anki: the tab-separated text that its importer reads ("Text Files" in Anki's manual), with lines that tell it all.

Each note has an identifier of its own (the column "guid"), made from the concept's id, by which importing the file again
updates the note and keeps what was learnt. Cards the other way round are notes of their own too, so that they can be added
later: Anki leaves a note alone that comes again as one of another type. The fields are HTML; square brackets, braces and
backslashes are written as references, since Anki would run what stands in `[latex]` and typeset what stands in `\(`.
"""

import re
from hashlib import blake2b

from socialpower_cli.citations import author_date
from socialpower_cli.citations.markers import name_markers
from socialpower_cli.corpus.model import Concept, CorpusFile, change_texts
from socialpower_cli.exchange.formats import Options, Written
from socialpower_cli.text.words import split_words, tokenize

# Comes with Anki; where that speaks another language it asks for one with two fields.
_NOTETYPE = "Basic"
_REFERENCES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "[": "&#91;", "]": "&#93;", "\\": "&#92;", "{": "&#123;"}
)
_HIDDEN = "[…]"


def write(corpus: CorpusFile, options: Options) -> Written:
    """Return a note a concept, from its term to what is said of it.

    With `reversed` one from its definition to its term too, with `scenes` one from each of its examples.
    """
    head = ["#separator:tab", "#html:true", f"#notetype:{_NOTETYPE}", f"#deck:{_write_line(corpus.title or 'Concepts')}"]
    head += ["#columns:guid\tFront\tBack\ttags", "#guid column:1", "#tags column:4"]
    names = {str(item["id"]): author_date.name(item) for item in corpus.sources}
    lines = []
    for stored in corpus.concepts:
        concept = change_texts(stored, lambda text: name_markers(text, names))
        tags = _write_tags(concept.category)
        notes = [(_identify(concept.id), _escape(concept.term), _write_back(concept), tags)]
        if options.reversed:
            asked = f"{_escape(_hide_names(concept, concept.definition))}<br><br><i>Which concept is this?</i>"
            notes.append((_identify(concept.id, "reversed"), asked, _name(concept), f"{tags} reversed".strip()))
        if options.scenes:
            notes += _list_scenes(concept, tags)
        lines += ["\t".join(note) for note in notes]
    return Written("\n".join([*head, *lines]) + "\n")


def _write_back(concept: Concept) -> str:
    """Return what a card answers: the definition, other names, the gloss, and an example."""
    parts = [_escape(concept.definition)]
    if concept.gloss:
        parts.append(f"<i>{_escape(concept.gloss)}</i>")
    if concept.aliases:
        parts.append(f"Also: {_escape(', '.join(concept.aliases))}")
    if concept.examples:
        first = concept.examples[0]
        parts.append(f"<b>{_escape(first.title)}.</b> {_escape(first.text)}")
    return "<br><br>".join(parts)


def _list_scenes(concept: Concept, tags: str) -> list[tuple[str, str, str, str]]:
    """Return a note an example: which concept is at work in the scene, whose names are hidden in it?"""
    back = f"{_name(concept)}<br><br>{_escape(concept.definition)}"
    return [
        (
            _identify(concept.id, "scene", example.title),
            f"{_escape(_hide_names(concept, example.text))}<br><br><i>Which concept is at work here?</i>",
            back,
            f"{tags} scene".strip(),
        )
        for example in concept.examples
    ]


def _name(concept: Concept) -> str:
    also = f" ({_escape(', '.join(concept.aliases))})" if concept.aliases else ""
    return f"<b>{_escape(concept.term)}</b>{also}"


def _hide_names(concept: Concept, text: str) -> str:
    """Return a text with the names of its concept hidden, as far as they stand there as they are."""
    tokens = tokenize(text)
    words = [token.word for token in tokens]
    names = [named for named in map(split_words, (concept.term, *concept.aliases)) if named]
    spans = [
        (tokens[start].start, tokens[start + len(named) - 1].end)
        for named in names
        for start in range(len(words) - len(named) + 1)
        if words[start : start + len(named)] == named
    ]
    at = len(text)
    for begin, end in sorted(spans, reverse=True):
        if end <= at:
            text = f"{text[:begin]}{_HIDDEN}{text[end:]}"
            at = begin
    return text


def _identify(*parts: str) -> str:
    """Return the identifier of a note: the same for the same concept, or the same example of it, whatever they say."""
    told = "\0".join(("sp", *parts))
    return f"sp-{blake2b(told.encode('utf-8', 'replace'), digest_size=10).hexdigest()}"


def _write_tags(category: str | None) -> str:
    """Return the tag of a category; Anki parts tags at spaces."""
    return re.sub(r"[\s:]+", "-", _write_line(category)) if category else ""


def _escape(text: str) -> str:
    return _write_line(text).translate(_REFERENCES)


def _write_line(text: str) -> str:
    """Return a text on one line, without what is no character of a text."""
    return " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "\ufffd", text).split())
