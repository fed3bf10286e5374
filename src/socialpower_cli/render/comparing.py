"""Concepts beside one another, and the way from one to another: the lines that all layouts share, and a comparison's screen.

On a wide terminal the concepts stand side by side, else one under the other. As with an entry, a screen shows what it has room
for, most important first, and says where the rest is.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from socialpower_cli.answers import Compared, Comparison, Path, Reference
from socialpower_cli.records import Record
from socialpower_cli.render import entry
from socialpower_cli.render.output import Output
from socialpower_cli.render.painting import EMPTY, Line, Piece, line, measure_cells, say
from socialpower_cli.render.sections import MEASURE, draw_rule, draw_title
from socialpower_cli.render.wording import LINK_HEADINGS, command, tell_link, tell_match
from socialpower_cli.render.wrapping import wrap

# From this width on two texts side by side have lines of about eight words each.
WIDE = 100
_GAP = 4  # cells between two columns
_PROMPT = 1  # the line on which the shell asks for the next command
_NAMING = 1  # the place of the facet that says which concept is told of; what all share stands before it


class _Facet(Record):
    """What is told of each concept under one head: its place on the screen, its lines by concept, and what it is called."""

    place: int
    texts: Sequence[list[Line]]
    name: str


def tell_apart(answer: Comparison) -> Iterator[Line]:
    """Yield what is recorded between each two concepts: the reason, or else the link in words."""
    terms = {one.id: one.term for one in answer.concepts}
    for one in answer.contrasts:
        pair = terms[one.id], terms[one.other]
        if len(answer.contrasts) == 1 and one.relation is None:
            yield line("Nothing is recorded between them.")
        elif one.relation and one.why:
            heading = f"{LINK_HEADINGS[one.relation]}: "
            which = (say(pair[0]), " and ", say(pair[1]), ": ") if len(answer.contrasts) > 1 else (heading,)
            yield line(*which, say(one.why, "strong"))
        else:
            yield line(say(f"{tell_link(pair[0], one.relation, pair[1])}.", "strong" if one.relation else ""))


def find_above(answer: Comparison) -> tuple[Reference, ...]:
    """Return what all concepts fall under, if there is anything that is none of them itself."""
    above = answer.shared_broader
    return () if above is None or above.id in {one.id for one in answer.concepts} else (above,)


def find_shared(answer: Comparison) -> tuple[Reference, ...]:
    """Return what all concepts are linked to, but for what is told to be above them."""
    return tuple(one for one in answer.shared if one not in find_above(answer))


def tell_path(answer: Path) -> Iterator[Line]:
    """Yield the steps of a path, each a sentence with its kind and its reason."""
    if answer.start == answer.goal:
        yield line("Both names mean ", say(answer.start.term), ".")
    if answer.steps and not answer.close:
        yield line(f"Not closely related: {len(answer.steps)} steps apart.")
    wide = len(str(len(answer.steps)))
    for number, one in enumerate(answer.steps, 1):
        sentence = tell_link(one.start.term, one.kind, one.end.term)
        told = (say(sentence, "strong"), ": ", say(one.why)) if one.why else (say(f"{sentence}.", "strong"),)
        yield line(*told, margin=f"{number:>{wide}}. ")


def render(answer: Comparison, output: Output) -> list[Line]:
    """Return a comparison as lines that fit the width of a terminal, and its height unless all was asked for."""
    columns = len(answer.concepts)
    measure = MEASURE
    if output.width >= WIDE:
        measure = min((output.width - _GAP * (columns - 1)) // columns, MEASURE)
    width = min(output.width, MEASURE)
    relation = answer.contrasts[0].relation
    aside = LINK_HEADINGS[relation].lower() if relation and columns == 2 else ""
    terms = [one.term for one in answer.concepts]
    title = draw_title(f"{', '.join(terms[:-1])} and {terms[-1]}", aside, width)
    reasons = [part for one in tell_apart(answer) for part in wrap([_without_heading(one, columns)], width)]
    head = [*title, *reasons]
    ids = [one.id for one in answer.concepts]
    more = wrap([line(f"More: {command('compare', *ids)} --full")], output.width)
    following = wrap([line(f"Next: {' · '.join(command('define', one) for one in ids)}")], width)
    room = output.height - _PROMPT - len(head) - len(more) - 1
    side_by_side = output.width >= WIDE
    shown: list[_Facet] = []
    left: list[str] = []

    def fits(facet: _Facet) -> bool:
        return output.full or len(_arrange([*shown, facet], output.width, measure, side_by_side=side_by_side)) <= room

    for facet in _list_facets(answer, min(measure, output.width)):
        # What is told of each concept stands under what names them.
        if (facet.place <= _NAMING or any(one.place == _NAMING for one in shown)) and fits(facet):
            shown.append(facet)
            continue
        left.append(facet.name)
        if facet.place == _NAMING and fits(shorter := _shorten(answer, min(measure, output.width))):
            shown.append(shorter)
    body = _arrange(shown, output.width, measure, side_by_side=side_by_side)
    if left:
        told = wrap([line(f"More ({', '.join(left)}): {command('compare', *ids)} --full")], output.width)
        return [*head, *body, draw_rule(width), *(told if len(told) <= len(more) else more)]
    return [*head, *body, draw_rule(width), *following]


def _without_heading(one: Line, columns: int) -> Line:
    """Return a reason without the kind of its link, which stands in the title where there is one pair."""
    return one if columns > 2 or len(one.pieces) == 1 else Line(one.pieces[1:])


def _list_facets(answer: Comparison, measure: int) -> Iterator[_Facet]:
    """Yield what is told of the concepts, most important first; what is common to all is the text of the first alone."""
    concepts = answer.concepts
    every = "All" if len(concepts) > 2 else "Both"

    def facet(place: int, name: str, texts: Iterable[Iterable[Line]]) -> Iterator[_Facet]:
        wrapped = [wrap(text, measure) for text in texts]
        if any(wrapped):
            yield _Facet(place, wrapped, name)

    yield from facet(_NAMING, "definitions", map(_define, concepts))
    yield from facet(2, "origins", (entry.prose(one.origin, {}, "Origin") for one in concepts))
    above = find_above(answer)
    common = [line(f"{every} fall under: ", *_name(above))] if above else []
    shared = find_shared(answer)
    common += [line(f"{every} link to: ", *_name(shared))] if shared else []
    if common:
        yield _Facet(0, [common], "what they share")
    yield from facet(3, "other links", ([line("Alone links to: ", *_name(one.only))] if one.only else [] for one in concepts))
    yield from facet(4, "examples", (entry.example(one.example, {}) if one.example else () for one in concepts))


def _shorten(answer: Comparison, measure: int) -> _Facet:
    """Return what stands for the definitions where they have no room: the concepts with their glosses."""
    texts = [wrap([entry.name_concept(one.term, one.gloss)], measure) for one in answer.concepts]
    return _Facet(_NAMING, texts, "glosses")


def _define(one: Compared) -> Iterator[Line]:
    yield line(say(one.term, "title"))
    told = tell_match(one.matched, one.term)
    if told:
        yield line(say(told))
    yield line(say(one.definition))


def _name(some: Iterable[Reference]) -> Iterator[Piece | str]:
    for place, one in enumerate(some):
        if place:
            yield ", "
        yield say(one.term, "name")


def _arrange(facets: Iterable[_Facet], width: int, measure: int, *, side_by_side: bool) -> list[Line]:
    """Return facets in their order, in columns or concept by concept, an empty line before each."""
    ordered = sorted(facets, key=lambda one: one.place)
    common = [one for facet in ordered if facet.place == 0 for one in wrap(facet.texts[0], min(width, MEASURE))]
    groups = [common] if common else []
    own = [facet.texts for facet in ordered if facet.place]
    if side_by_side:
        groups += [_set_side_by_side(texts, measure) for texts in own]
    elif own:
        for number in range(len(own[0])):
            # Concept by concept: what is told of one stands together.
            groups.append([one for texts in own for one in texts[number]])
    return [one for group in groups for one in (EMPTY, *group)]


def _set_side_by_side(texts: Sequence[list[Line]], measure: int) -> list[Line]:
    """Return texts in columns that are `measure` cells wide."""
    rows = []
    for cells in zip_longest(*texts, fillvalue=EMPTY):
        pieces: list[Piece] = []
        taken = 0
        for column, cell in enumerate(cells):
            start = column * (measure + _GAP)
            own: list[Piece] = [(cell.margin, ""), *cell.pieces]
            filled = sum(measure_cells(text) for text, _ in own)
            if filled:
                pieces += [(" " * (start - taken), ""), *own]
                taken = start + filled
        rows.append(Line(tuple(pieces)))
    return rows
