"""The parts of an entry as lines, for the whole entry and for its first page."""

from collections.abc import Iterable, Iterator, Mapping

from socialpower_cli.answers import Association, Definition, Example, Reference, Span
from socialpower_cli.citations.italics import split_italics
from socialpower_cli.render.painting import EMPTY, Line, Piece, line, say
from socialpower_cli.render.wording import LINK_HEADINGS, cite_by_number, tell_match, tell_namesakes, tell_provenance

BULLET = "• "


def space(groups: Iterable[Iterable[Line]]) -> Iterator[Line]:
    """Yield the lines of groups with an empty line between them; a group without a line is left out."""
    begun = False
    for group in groups:
        lines = list(group)
        if lines and begun:
            yield EMPTY
        begun = begun or bool(lines)
        yield from lines


def head(answer: Definition) -> Iterator[Line]:
    """Yield what a concept was found by, where that was not its term, what else has that name, and where the entry is from."""
    for told in (tell_match(answer.matched, answer.entry.term), tell_namesakes(answer)):
        if told:
            yield line(say(told))
    for label, file in tell_provenance(answer):
        yield line(f"{label}: ", say(file))


def breadcrumb(answer: Definition) -> Iterator[Line]:
    """Yield the way to a concept from the widest one above it."""
    if answer.breadcrumb:
        yield line(say(" › ".join([*(one.term for one in answer.breadcrumb), answer.entry.term])))


def definition(answer: Definition, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Yield the definition."""
    yield line(say(cite_by_number(answer.entry.definition, numbers), "strong"))


def prose(text: str | None, numbers: Mapping[str, int], label: str = "") -> Iterator[Line]:
    """Yield a text, after its label if it has one; nothing where there is no text."""
    if text:
        yield line(f"{label}: " if label else "", say(cite_by_number(text, numbers)))


def facts(answer: Definition, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Yield other names of a concept and where its name comes from."""
    yield from prose(", ".join(answer.entry.aliases), {}, "Also")
    yield from prose(answer.entry.origin, numbers, "Origin")


def example(one: Example, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Yield an example, without how it would be in balance."""
    yield line(say(one.title, "title"), *((" · ", say(one.setting)) if one.setting else ()))
    yield from prose(one.text, numbers)


def in_balance(one: Example, numbers: Mapping[str, int]) -> Iterator[Line]:
    """Yield how an example would be in balance."""
    yield from prose(one.in_balance, numbers, "In balance")


def everyday(answer: Definition) -> Iterator[Line]:
    """Yield what people say."""
    return (line(say(saying), margin=BULLET) for saying in answer.entry.everyday)


def links(answer: Definition) -> Iterator[Iterable[Line]]:
    """Yield the links of each kind under its heading."""
    for kind, heading in LINK_HEADINGS.items():
        some = getattr(answer.entry, kind)
        if some:
            yield headed(heading, map(link, some))


def headed(heading: str, lines: Iterable[Line]) -> list[Line]:
    """Return lines under a heading."""
    return [line((heading, "strong")), *lines]


def link(one: Reference | Association) -> Line:
    """Return a link: the concept it leads to, and why, or else what that is."""
    told = one.why if isinstance(one, Association) and one.why else one.gloss
    return name_concept(one.term, told, BULLET)


def name_concept(term: str, told: str | None, margin: str = "") -> Line:
    """Return a concept's term and what is told of it."""
    return line(say(term, "name"), *((": ", say(told)) if told else ()), margin=margin)


def sources(answer: Definition) -> Iterator[Line]:
    """Yield the sources, numbered as the texts cite them."""
    return list_works(citation.text for citation in answer.citations)


def list_works(citations: Iterable[str]) -> Iterator[Line]:
    """Yield citations in full with numbers in front, from 1 on."""
    listed = list(citations)
    wide = len(str(len(listed)))
    return (line(*say_work(one), margin=f"{number:>{wide}}. ") for number, one in enumerate(listed, 1))


def say_work(citation: str) -> Iterator[Piece]:
    """Yield a citation in full as pieces: whom the work is by, where its year follows in brackets, titles, and the rest."""
    head, bracket, _ = citation.partition(" (")
    # A title may hold brackets as well: only what stands before any mark of a title is a name.
    named = head if bracket and not any(sign in head for sign in "“‘<[") else ""
    if named:
        yield say(named, "strong")
    for at, (part, italic) in enumerate(split_italics(citation[len(named) :])):
        # Texts are made visible one by one, which takes the spaces at their ends.
        before = " " if part[:1] == " " and (at or named) else ""
        after = " " if part[-1:] == " " else ""
        yield f"{before}{say(part)[0]}{after}", "italic" if italic else ""


def mark(text: str, marks: Iterable[Span]) -> Iterator[Piece]:
    """Yield a passage as pieces, those that match marked."""
    at = 0
    for start, end in marks:
        yield text[at:start], ""
        yield text[start:end], "mark"
        at = end
    yield text[at:], ""


def leaves_uncited(examples: Iterable[Example], numbers: Mapping[str, int]) -> bool:
    """Return whether any of some examples cites no source, so that it is invented to illustrate."""
    return any(cite_by_number(one.text, numbers) == one.text for one in examples)
