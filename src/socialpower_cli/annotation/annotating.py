"""A text and the concepts that it names."""

from typing import get_args

from socialpower_cli.annotation.mentions import find_mentions
from socialpower_cli.annotation.prose import keep_prose
from socialpower_cli.annotation.sense import choose_meant
from socialpower_cli.answers import Annotated, Annotation, Form, Glossed, Names
from socialpower_cli.errors import Refused
from socialpower_cli.index import Index
from socialpower_cli.text.words import tokenize


def annotate(index: Index, text: str, form: Form = "markdown", names: Names = "telling", every: bool = False) -> Annotated:
    """Return a text with the concepts that it names, each where it is first named, or with `every` wherever it is.

    `form` says whether the text is Markdown or plain; see `sense` for `names`. One pass: the time grows with the text.
    """
    for asked, known in ((form, get_args(Form)), (names, get_args(Names))):
        if asked not in known:
            raise Refused(f"There is no '{asked}'.", f"One of: {', '.join(known)}.")
    prose = keep_prose(text, form)
    tokens = tokenize(prose)
    found = find_mentions(index, prose, tokens, set_phrases=names != "all")
    mentions = choose_meant(index, tokens, found, names)
    counts: dict[int, int] = {}
    for mention in mentions:
        counts[mention.name.number] = counts.get(mention.name.number, 0) + 1
    rows = index.rows(counts)
    seen: set[int] = set()
    annotations = []
    for mention in mentions:
        number = mention.name.number
        if every or number not in seen:
            annotations.append(Annotation(mention.start, mention.end, text[mention.start : mention.end], rows[number].id))
        seen.add(number)
    concepts = tuple(Glossed(row.id, row.term, row.gloss, count) for number, count in counts.items() for row in [rows[number]])
    definitions = {rows[number].id: rows[number].definition for number in counts}
    return Annotated(text, form, tuple(annotations), concepts, definitions)
