"""The first page of an entry: as much as a screen holds, most important first, and where the rest is.

What is shown stands in the order of the entry. A part is shown whole or not at all, but for the explanation, of which as many
sentences are shown as fit, and a definition that is higher than the screen.
"""

from collections.abc import Iterable, Iterator, Mapping

from socialpower_cli.answers import Association, Definition, Example, Reference
from socialpower_cli.records import Record
from socialpower_cli.render import entry
from socialpower_cli.render.output import Output
from socialpower_cli.render.painting import EMPTY, Line, Piece, line, measure_cells, say
from socialpower_cli.render.sections import MEASURE, draw_rule, draw_title
from socialpower_cli.render.wording import INVENTED, LINK_HEADINGS, cite_by_number, command, count, number_sources
from socialpower_cli.render.wrapping import wrap

# The line on which the shell asks for the next command.
_PROMPT = 1


class Block(Record):
    """A part of an entry as lines that fit the width, its `place` in the entry, and what it is called where it is left out.

    Between blocks of the same `group` stands no empty line.
    """

    place: int
    group: str
    lines: list[Line]
    name: str


class _Page:
    """Blocks that stand together on a screen with `room` lines for them, where `dense` without empty lines between them."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.dense = False
        self.blocks: list[Block] = []
        self.left: list[str] = []

    def add(self, block: Block) -> bool:
        """Add a block if there is room for all of it, and return whether there is."""
        fits = self.fits(block)
        if fits:
            self.blocks.append(block)
        return fits

    def fits(self, *blocks: Block) -> bool:
        """Return whether there is room for some more blocks."""
        return len(_arrange([*self.blocks, *blocks], self.dense)) <= self.room

    def lines(self) -> list[Line]:
        """Return the lines of the page."""
        return _arrange(self.blocks, self.dense)


def render(answer: Definition, output: Output) -> list[Line]:
    """Return the first page, with never more lines than the terminal has beside the one for the prompt."""
    width = min(output.width, MEASURE)
    limit = output.height - _PROMPT
    numbers = number_sources(answer)
    title = draw_title(answer.entry.term, answer.category_label or "", width)
    if len(title) > 1:
        title = draw_title(answer.entry.term, "", width)
    more = command("define", answer.entry.id, "--full")
    invented = answer.cites and entry.leaves_uncited(answer.entry.examples, numbers)
    closing = [draw_rule(width), *(wrap([line(INVENTED)], width) if invented else ())]
    rest = wrap([line(f"More: {more}")], width)
    page = _Page(max(limit - len(title) - len(closing) - len(rest), 1))
    _fill(page, answer, numbers, width)
    closing += _say_more(page.left, more, answer.entry.id, rest, width)
    # Only where a title or an id takes several lines of a low screen is there anything to cut here.
    return [*[*title, *page.lines()][: max(limit - len(closing), 1)], *closing][:limit]


def _fill(page: _Page, answer: Definition, numbers: Mapping[str, int], width: int) -> None:
    """Put on a page what there is room for, most important first."""
    shown = answer.entry
    definition = wrap([*entry.head(answer), *entry.definition(answer, numbers)], width)
    page.add(Block(1, "definition", definition[: page.room], ""))
    if len(definition) > page.room:
        page.left.append("definition")
    links = Block(6, "links", wrap(_name_links(answer, width), width), "links")
    example = _choose_example(page, shown.examples, links, numbers, width)
    if example is None:
        # On a small screen an example is worth more than the empty lines.
        page.dense = True
        example = _choose_example(page, shown.examples, links, numbers, width)
        page.dense = example is not None
    if example is not None:
        page.add(Block(3, "example", wrap(entry.example(example, numbers), width), ""))
    for block in (links, *_rank_rest(answer, example, numbers, width)):
        if block.lines and not page.add(block):
            part = _shorten(page, block, numbers, shown.explanation or "", width) if block.group == "explanation" else None
            if part:
                page.add(part)
            page.left.append(block.name)


def _choose_example(
    page: _Page, examples: tuple[Example, ...], links: Block, numbers: Mapping[str, int], width: int
) -> Example | None:
    """Return the first example that leaves room for the links, else the shortest if there is room for it."""
    made = [Block(3, "example", wrap(entry.example(one, numbers), width), "") for one in examples]
    for one, block in zip(examples, made, strict=True):
        if page.fits(block, links):
            return one
    shortest = min(range(len(made)), key=lambda place: len(made[place].lines), default=None)
    return examples[shortest] if shortest is not None and page.fits(made[shortest]) else None


def _rank_rest(answer: Definition, example: Example | None, numbers: Mapping[str, int], width: int) -> Iterator[Block]:
    """Yield the parts of an entry after the definition, an example and the links, most important first."""
    shown = answer.entry
    yield Block(6, "links", [one for link in shown.contrasts for one in _tell_contrast(link, width)], "contrasts")
    yield Block(2, "explanation", wrap(entry.prose(shown.explanation, numbers), width), "explanation")
    if example is not None:
        yield Block(3, "example", wrap(entry.in_balance(example, numbers), width), "in balance")
    yield Block(2, "facts", wrap(entry.facts(answer, numbers), width), "names")
    yield Block(5, "note", wrap(entry.prose(shown.note, numbers, "Note"), width), "note")
    others = [one for one in shown.examples if one is not example]
    for number, one in enumerate(others):
        lines = [*entry.example(one, numbers), *entry.in_balance(one, numbers)]
        yield Block(3, f"example {number}", wrap(lines, width), "examples")
    if shown.everyday:
        yield Block(4, "everyday", wrap(entry.headed("People say", entry.everyday(answer)), width), "sayings")
    if answer.citations:
        lines = entry.headed("Sources", entry.sources(answer))
        yield Block(7, "sources", wrap(lines, width), count(len(answer.citations), "source"))
    yield Block(0, "breadcrumb", wrap(entry.breadcrumb(answer), width), "")


def _arrange(blocks: Iterable[Block], dense: bool) -> list[Line]:
    """Return the lines of blocks in the order of the entry, an empty line between groups unless they stand dense."""
    lines: list[Line] = []
    before = ""
    for block in sorted(blocks, key=lambda one: one.place):
        if lines and block.lines and block.group != before and not dense:
            lines.append(EMPTY)
        before = block.group
        lines += block.lines
    return lines


def _name_links(answer: Definition, width: int) -> Iterator[Line]:
    """Yield the names of the concepts around, a line for each kind of link; those there is no room for are counted."""
    for kind, heading in LINK_HEADINGS.items():
        some: tuple[Reference | Association, ...] = getattr(answer.entry, kind)
        if some and kind != "contrasts":
            yield _name_as_many(heading, [say(one.term, "name") for one in some], width)


def _name_as_many(heading: str, names: list[Piece], width: int) -> Line:
    for shown in range(len(names), 0, -1):
        pieces: list[Piece | str] = [f"{heading}: "]
        for place, name in enumerate(names[:shown]):
            pieces += [", ", name] if place else [name]
        if shown < len(names):
            pieces.append(f" and {len(names) - shown} more")
        whole = line(*pieces)
        if sum(measure_cells(text) for text, _ in whole.pieces) <= width:
            return whole
    return line(f"{heading}: {count(len(names), 'concept')}")


def _tell_contrast(link: Association, width: int) -> list[Line]:
    """Return what a concept is not, on one line: the reason if there is room, else what the other is, else its name."""
    for told in (link.why, link.gloss):
        lines = wrap([line("Not ", say(link.term, "name"), ": ", say(told))], width) if told else []
        if len(lines) == 1:
            return lines
    return wrap([line("Not ", say(link.term, "name"))], width)


def _shorten(page: _Page, block: Block, numbers: Mapping[str, int], text: str, width: int) -> Block | None:
    """Return the explanation with as many whole sentences as there is room for, or None where there is room for none."""
    told = say(cite_by_number(text, numbers))[0]
    fitting = None
    for end in _find_sentence_ends(told):
        part = block._replace(lines=wrap([line(told[:end])], width))
        if not page.fits(part):
            break
        fitting = part
    return fitting


def _find_sentence_ends(text: str) -> Iterator[int]:
    """Yield where sentences end that others follow; an initial or a short abbreviation ends none."""
    at = text.find(" ")
    while at >= 0:
        before = text[:at].rstrip("\"'”’)]")
        word = before.rpartition(" ")[2]
        if (
            before.endswith((".", "?", "!"))
            and len(word.rstrip(".?!")) > 2
            and text[at + 1 : at + 2].lstrip("\"'“‘(").isupper()
        ):
            yield at
        at = text.find(" ", at + 1)


def _say_more(left: list[str], more: str, identifier: str, rest: list[Line], width: int) -> list[Line]:
    """Return the last line: what more there is and what shows it, or what to ask next; never longer than `rest`."""
    names = [name for name in dict.fromkeys(left) if name]
    if not names:
        lone = wrap([line(f"Next: {command('related', identifier)}")], width)
        return lone if len(lone) <= len(rest) else []
    counted = [count(left.count(name), "more example") if name == "examples" else name for name in names]
    for shown in range(len(counted), 0, -1):
        told = ", ".join(counted[:shown]) + (" and more" if shown < len(counted) else "")
        lines = wrap([line(f"More ({told}): {more}")], width)
        if len(lines) <= len(rest):
            return lines
    return rest
