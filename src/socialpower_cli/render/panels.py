"""Answers for a person at a terminal, in sections. A list takes all of the width, prose a measure that is easy to read."""

from collections.abc import Callable, Iterator
from typing import Any

from socialpower_cli.answers import (
    Annotated,
    Answer,
    Bibliography,
    Branch,
    Brief,
    CitationList,
    Comparison,
    Definition,
    Example,
    ExampleList,
    Forest,
    Groups,
    Hit,
    Listed,
    Listing,
    Map,
    Neighbours,
    Path,
    Quiz,
    Results,
    Span,
)
from socialpower_cli.render import entry
from socialpower_cli.render.output import Output
from socialpower_cli.render.painting import EMPTY, Line, line, measure_cells, say
from socialpower_cli.render.sections import MEASURE, Next, Part, Section, lay_out, suggest
from socialpower_cli.render.wording import (
    CREDIT,
    EVIDENCE,
    INVENTED,
    LINK_HEADINGS,
    NOTHING_FITS,
    command,
    count,
    name_style,
    number_sources,
    tell_left_out,
    tell_match,
    tell_parts,
    tell_unstyled,
    tell_why,
)


def render(answer: Answer, output: Output) -> list[Line]:
    """Return an answer as lines that fit the width of a terminal."""
    if isinstance(answer, Definition) and not output.full:
        from socialpower_cli.render import first_page

        return first_page.render(answer, output)
    if isinstance(answer, Results) and answer.comparison is not None:
        answer = answer.comparison
    if isinstance(answer, Comparison):
        from socialpower_cli.render import comparing

        return comparing.render(answer, output)
    parts = list(_choose_renderer(type(answer))(answer, output))
    last = [parts.pop()] if parts and isinstance(parts[-1], Next) else []
    laid, further = lay_out(parts, output.width), lay_out(last, output.width)
    # What to try next is not worth a pager.
    return laid if len(laid) < output.height <= len(laid) + len(further) else [*laid, *further]


def _choose_renderer(kind: type) -> Callable[[Any, Output], Iterator[Part]]:
    if kind in _RENDERERS:
        return _RENDERERS[kind]
    from socialpower_cli.render import file_panels

    return file_panels.RENDERERS[kind]


def _definition(answer: Definition, output: Output) -> Iterator[Part]:
    shown = answer.entry
    numbers = number_sources(answer)
    told = (
        [*entry.breadcrumb(answer), *entry.head(answer)],
        entry.definition(answer, numbers),
        entry.prose(shown.explanation, numbers),
        entry.facts(answer, numbers),
    )
    yield Section(shown.term, entry.space(told), answer.category_label or "")
    if shown.examples:
        yield Section("Examples", entry.space(_example(one, numbers) for one in shown.examples))
    if shown.everyday:
        yield Section("People say", entry.everyday(answer))
    if shown.note:
        yield Section("Note", entry.prose(shown.note, numbers))
    links = list(entry.links(answer))
    if links:
        yield Section("Links", entry.space(links))
    if answer.citations:
        yield Section("Sources", entry.sources(answer))
    if answer.cites and entry.leaves_uncited(shown.examples, numbers):
        yield line(INVENTED)
    if answer.credit:
        yield line(CREDIT, *entry.say_work(answer.credit))
    yield suggest(*(command(name, shown.id) for name in ("related", "examples", "cite")))


def _example(one: Example, numbers: dict[str, int]) -> list[Line]:
    return [*entry.example(one, numbers), *entry.in_balance(one, numbers)]


def _brief(answer: Brief, output: Output) -> Iterator[Part]:
    told = tell_match(answer.matched, answer.term)
    lines = [*([line(say(told))] if told else ()), *entry.prose(answer.gloss, {}), line(say(answer.definition, "strong"))]
    yield Section(answer.term, lines)


def _results(answer: Results, output: Output) -> Iterator[Part]:
    hits = answer.results
    width = min(output.width, MEASURE)
    parts = answer.parts or (None,) * len(hits)
    groups = [_hit(number, *one, width) for number, one in enumerate(zip(hits, answer.marks, parts, strict=True), 1)]
    unsure = [[line(NOTHING_FITS)]] if hits and not answer.confident else []
    yield Section(answer.query, [one for group in (*unsure, *groups) for one in group], count(len(hits), "concept"))
    if answer.parts:
        yield Section("What the scores are made of", _explain(answer))
    if hits:
        yield suggest(command("define", hits[0].id))


def _explain(answer: Results) -> Iterator[Line]:
    """Yield what the kinds of evidence say that count for any hit."""
    for kind, (name, told) in EVIDENCE.items():
        if any(round(parts[kind], 2) > 0 for parts in answer.parts):
            yield line((name, "name"), f": {told}", margin=entry.BULLET)


def _hit(number: int, hit: Hit, marks: tuple[Span, ...], parts: dict[str, float] | None, width: int) -> Iterator[Line]:
    margin = f"{number:>2} "
    yield line(say(hit.term, "title"), " (", say(hit.id), "): ", say(hit.gloss or hit.definition), margin=margin)
    below = " " * len(margin)
    why = tell_why(hit)
    if why:
        yield line(say(why), margin=below)
    elif hit.snippet:
        passage = entry.mark(*excerpt(hit.snippet, marks, width - len(margin) - 2))
        yield line("“", *passage, "”", margin=below)
    if parts is not None:
        yield line(f"Score {hit.score:.2f}: {tell_parts(parts)}", margin=below)


def excerpt(text: str, marks: tuple[Span, ...], room: int) -> tuple[str, tuple[Span, ...]]:
    """Return as many whole words of a passage as fit on a line, the first mark among them, with the marks that are left.

    An ellipsis stands where the passage goes on.
    """
    start, end = len(text) - len(text.removeprefix("... ")), len(text.removesuffix(" ..."))
    first = max(start, marks[0][0]) if marks else start

    def dots() -> tuple[str, str]:
        return ("… " if start > 0 else ""), (" …" if end < len(text) else "")

    while measure_cells("".join(dots())) + measure_cells(text[start:end]) > room:
        space = text.rfind(" ", first, end)
        before = text.find(" ", start, first)
        # Words after the mark go first, while as many as before it are left.
        if space >= 0 and (before < 0 or end - first > first - start):
            end = space
        elif before >= 0:
            start = before + 1
        else:
            break
    before_it, after_it = dots()
    shift = len(before_it) - start
    kept = tuple((max(one, start) + shift, min(other, end) + shift) for one, other in marks if one < end and other > start)
    return before_it + text[start:end] + after_it, kept


def _neighbours(answer: Neighbours, output: Output) -> Iterator[Part]:
    told = tell_match(answer.matched, answer.term)
    groups: list[list[Line]] = [[*([line(say(told))] if told else ()), *entry.prose(answer.gloss, {})]]
    for kind, heading in LINK_HEADINGS.items():
        some = getattr(answer, kind)
        if some:
            groups.append(entry.headed(heading, _tree(some) if isinstance(some[0], Branch) else map(entry.link, some)))
    if len(groups) == 1:
        groups.append([line("No links.")])
    yield Section(answer.term, entry.space(groups))
    yield suggest(command("define", answer.id), command("related", answer.id, "--depth", str(answer.depth + 1)))


def _tree(branches: tuple[Branch, ...]) -> Iterator[Line]:
    """Yield the lines of trees, each concept indented under the one it hangs from."""
    stack = [(branch, 0) for branch in reversed(branches)]
    while stack:
        branch, depth = stack.pop()
        # What hangs from a concept that stands elsewhere is told there.
        told = "see above" if branch.elsewhere else branch.gloss
        yield entry.name_concept(branch.term, told, "  " * depth + entry.BULLET)
        stack.extend((further, depth + 1) for further in reversed(branch.branches))


def _path(answer: Path, output: Output) -> Iterator[Part]:
    from socialpower_cli.render import comparing

    title = f"From {answer.start.term} to {answer.goal.term}"
    ends = answer.start, answer.goal
    met = [line(say(told)) for one, end in zip(answer.matched, ends, strict=False) if (told := tell_match(one, end.term))]
    yield Section(title, [*met, *comparing.tell_path(answer)], count(len(answer.steps), "step"))
    ids = dict.fromkeys(one.id for one in ends)
    yield suggest(*(command("define", one) for one in ids), *([command("compare", *ids)] if len(ids) > 1 else ()))


def _map(answer: Map, output: Output) -> Iterator[Part]:
    from socialpower_cli.render.maps import sketch

    middle = answer.nodes[0]
    told = tell_match(answer.matched, answer.term)
    head = [*([line(say(told))] if told else ()), *entry.prose(middle.gloss, {})]
    yield Section(answer.term, [*head, *(sketch.draw(answer) if answer.edges else [line("No links.")])], "map")
    if answer.left_out:
        yield line(tell_left_out(answer))
    yield suggest(command("map", middle.id, "--open"), command("related", middle.id), command("define", middle.id))


def _listing(answer: Listing, output: Output) -> Iterator[Part]:
    rows = answer.concepts
    wide = max((measure_cells(say(row.id)[0]) for row in rows), default=0)
    # A long id moves its own gloss, not every other.
    wide = min(wide, output.width // 3)
    if not answer.grouped:
        yield from (_list_concept(row, wide, output.width) for row in rows)
    else:
        for key in dict.fromkeys([*answer.categories, *(row.category for row in rows)]):
            some = [row for row in rows if row.category == key]
            if some:
                label = answer.categories.get(key, key) if key else "Without a category"
                yield line(say(label, "title"), f" ({len(some)})")
                yield from (_list_concept(row, wide, output.width) for row in some)
                yield EMPTY
    cut = any(measure_cells(_gloss(row)) > _room(row, wide, output.width) for row in rows)
    yield line(f"{count(len(rows), 'concept')}.", f" What ends in … is whole in: {command('list', '--plain')}" if cut else "")
    yield suggest(command("define", "CONCEPT"), command("list", "--categories"), command("list", "--tree"))


def _list_concept(row: Listed, wide: int, width: int) -> Line:
    """Return a concept on one line: its id, and its gloss or definition as far as there is room."""
    name = say(row.id, "name")
    room = _room(row, wide, width)
    told = _cut(_gloss(row), room)
    return line(name, " " * (width - room - measure_cells(name[0])) if told else "", told)


def _room(row: Listed, wide: int, width: int) -> int:
    """Return how many cells are left for a gloss after an id in a column so wide, or wider, and a gap."""
    return width - max(wide, measure_cells(say(row.id)[0])) - 2


def _gloss(row: Listed) -> str:
    return say(row.gloss or row.definition)[0]


def _cut(text: str, room: int) -> str:
    """Return text cut at a word, with an ellipsis, where it takes more room than there is; nothing where not a word fits.

    What is written without spaces, as Chinese and Japanese are, is cut at any sign.
    """
    if measure_cells(text) <= room:
        return text
    by_sign = not text.partition(" ")[0].isascii() and measure_cells(text.partition(" ")[0]) > room - 1
    while text and measure_cells(text) > room - 1:
        text = text[:-1] if by_sign else text.rpartition(" ")[0].rstrip(",;: ")
    return f"{text}…" if text else ""


def _forest(answer: Forest, output: Output) -> Iterator[Part]:
    yield from _tree(answer.roots)
    yield suggest(command("define", "CONCEPT"), command("related", "CONCEPT", "--depth", "2"))


def _groups(answer: Groups, output: Output) -> Iterator[Part]:
    what = "concept" if answer.kind == "categories" else "example"
    keys = [say(one.key)[0] for one in answer.groups]
    labels = [say(one.label)[0] for one in answer.groups]
    wide, wider = (max(map(measure_cells, texts), default=0) for texts in (keys, labels))
    narrow = wide + wider + 8 > output.width  # two gaps and a number of four figures
    for one, key, label in zip(answer.groups, keys, labels, strict=True):
        gaps = (" " * (wide - measure_cells(key) + 2), " " * (wider - measure_cells(label) + 2))
        if narrow:
            yield line((key, "name"), gaps[0], f"{one.total:>4}  ", _cut(label, output.width - wide - 8))
        else:
            yield line((key, "name"), gaps[0], label, f"{gaps[1]}{one.total:>4}")
    singular = answer.kind[:-3] + "y" if answer.kind == "categories" else answer.kind[:-1]
    yield line(f"{count(len(answer.groups), singular, answer.kind)}, with {what}s counted.")
    yield suggest(
        command("list", "--category", "KEY") if answer.kind == "categories" else command("examples", "--setting", "KEY")
    )


def _examples(answer: ExampleList, output: Output) -> Iterator[Part]:
    if answer.titles:
        yield from _example_titles(answer)
        return
    numbers = {citation.key: number for number, citation in enumerate(answer.citations, 1)}
    told = tell_match(answer.matched, answer.examples[0].term) if answer.matched else None
    if told:
        yield line(say(told))
    for one in answer.examples:
        shown = Example(one.title, one.setting, one.text, one.in_balance)
        yield Section(one.term, _example(shown, numbers))
    if answer.citations:
        yield Section("Sources", entry.list_works(citation.text for citation in answer.citations))
    yield line(f"{count(len(answer.examples), 'example')}.")
    if answer.examples:
        yield suggest(command("define", answer.examples[0].id))


def _example_titles(answer: ExampleList) -> Iterator[Part]:
    """Yield the titles of examples by their settings, each with the concept it illustrates."""
    for setting in dict.fromkeys(one.setting for one in answer.examples):
        some = [one for one in answer.examples if one.setting == setting]
        titles = (line(say(one.title), " (", say(one.id, "name"), ")", margin=entry.BULLET) for one in some)
        yield Section(setting.capitalize() if setting else "Without a setting", titles, str(len(some)))
    yield line(f"{count(len(answer.examples), 'example')}.")
    yield suggest(command("examples", "CONCEPT"), command("examples", "--setting", "KEY"))


def _citations(answer: CitationList, output: Output) -> Iterator[Part]:
    told = tell_match(answer.matched, answer.term)
    lines = list(entry.list_works(answer.citations)) or [line("No sources are given.")]
    missing = tell_unstyled(answer)
    groups = ([line(say(told))] if told else [], lines, [line(missing)] if missing else [])
    what = "this entry in" if answer.of_entry else "sources in"
    yield Section(answer.term, entry.space(groups), f"{what} {name_style(answer)}" if answer.citations else "sources")
    if not answer.of_entry:
        yield suggest(command("cite", answer.id, "--entry"))


def _bibliography(answer: Bibliography, output: Output) -> Iterator[Part]:
    groups = []
    for work, one in zip(entry.list_works(one.citation for one in answer.works), answer.works, strict=True):
        cited_by = ", ".join(concept.id for concept in one.cited_by)
        groups.append([work, line("Cited by: ", say(cited_by), margin=" " * len(work.margin))] if cited_by else [work])
    missing = tell_unstyled(answer)
    groups += [[line(missing)]] if missing else []
    yield Section("Works cited", entry.space(groups), f"{len(answer.works)} in {name_style(answer)}")
    yield suggest(command("cite", "CONCEPT"), command("cite", "--author", "NAME"))


def _annotated(answer: Annotated, output: Output) -> Iterator[Part]:
    from socialpower_cli.render import annotated

    yield Section("Text", annotated.mark_text(answer, tabs=False), count(len(answer.concepts), "concept"))
    if answer.concepts:
        yield Section("Concepts", annotated.list_concepts(answer))
        yield suggest(command("define", answer.concepts[0].id))


def _quiz(answer: Quiz, output: Output) -> Iterator[Part]:
    from socialpower_cli.render import quizzing
    from socialpower_cli.render.wrapping import wrap

    yield from wrap(quizzing.tell_sheet(answer), min(output.width, MEASURE))


_RENDERERS: dict[type, Callable[[Any, Output], Iterator[Part]]] = {
    Definition: _definition,
    Brief: _brief,
    Results: _results,
    Neighbours: _neighbours,
    Path: _path,
    Map: _map,
    Listing: _listing,
    Forest: _forest,
    Groups: _groups,
    ExampleList: _examples,
    CitationList: _citations,
    Bibliography: _bibliography,
    Annotated: _annotated,
    Quiz: _quiz,
}
