"""Answers as Rich panels, for a person at a terminal.

The one owner of Rich. Only default, bold, dim and the base colours are used, never a background, so that light and dark
terminals serve alike; nothing is told by colour alone. Text is set in `rich.text.Text`, never read as markup, and prose
keeps to a measure that is easy to read however wide the terminal is.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.panel import Panel
from rich.segment import Segment
from rich.text import Text

from socialpower_cli.answers import (
    Answer,
    Association,
    Branch,
    Brief,
    CitationList,
    Definition,
    Example,
    ExampleList,
    Forest,
    Groups,
    Hit,
    Listed,
    Listing,
    Neighbours,
    Reference,
    Report,
    Results,
    Span,
    Summary,
)
from socialpower_cli.render.door import visible
from socialpower_cli.render.output import Output
from socialpower_cli.render.wording import LINK_HEADINGS, matched_line

_MEASURE = 92


class _Hanging(NamedTuple):
    """A line whose first part stands in the margin of the rest when it is wrapped."""

    margin: str
    line: Text


class _Wrapped(NamedTuple):
    """Lines that fit their width already, each with its margin; Rich has nothing to wrap again, which would cost a tenth."""

    lines: list[tuple[str, Text]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        dim = console.get_style("dim")
        for margin, line in self.lines:
            yield Segment(margin, dim if margin.strip() else None)
            if line.spans:
                yield from line.render(console)
            else:
                yield Segment(line.plain, console.get_style(line.style))
            yield Segment.line()


class _Panel(NamedTuple):
    """Lines in a box with a title."""

    lines: Iterable[Text | _Hanging]
    title: str
    aside: str = ""


class _Next(NamedTuple):
    """Commands to try next: on one line where they fit, else on one line each."""

    commands: tuple[str, ...]


Lines = Iterator[Text | _Hanging]
Parts = Iterator[_Panel | _Next | _Hanging | RenderableType]


def show(answer: Answer, output: Output, stream: TextIO) -> None:
    """Draw an answer on a terminal."""
    console = Console(
        file=stream,
        force_terminal=True,
        color_system="standard" if output.styles else None,
        no_color=not output.styles,
        markup=False,
        emoji=False,
        highlight=False,
        width=output.width,
        legacy_windows=False,
    )
    width = min(output.width, _MEASURE)
    for part in _DRAWERS[type(answer)](answer):
        console.print(_drawn(part, console, width), width=width, overflow="fold")


def _drawn(part: _Panel | _Next | _Hanging | RenderableType, console: Console, width: int) -> RenderableType:
    if isinstance(part, _Panel):
        return _boxed(part, console, width)
    if isinstance(part, _Hanging):
        return _set([part], console, width)
    if isinstance(part, _Next):
        line = f"Next: {' · '.join(part.commands)}"
        return _text(line, "dim") if len(line) <= width else Text("\n".join(["Next:", *part.commands]), "dim")
    return part


def _boxed(panel: _Panel, console: Console, width: int) -> Panel:
    title = Text(visible(panel.title), style="bold not dim cyan", overflow="ellipsis")
    if panel.aside:
        title.append(f" · {visible(panel.aside)}", style="not bold dim default")
    # A margin in the text costs half of what a panel's own padding does, which takes every line apart once more.
    text = _set(panel.lines, console, width - 4, before=" ")
    return Panel(text, title=title, title_align="left", border_style="dim", padding=0, width=width)


def _set(lines: Iterable[Text | _Hanging], console: Console, width: int, before: str = "") -> _Wrapped:
    """Return lines wrapped within a width."""
    fitting = []
    for line in lines:
        margin, content = ("", line) if isinstance(line, Text) else line
        for part in wrapped(content, console, max(width - len(margin), 8)):
            fitting.append((before + margin, part))
            margin = " " * len(margin)
    return _Wrapped(fitting)


def wrapped(line: Text, console: Console, width: int) -> Iterable[Text]:
    """Return a line's parts that each fit a width in cells, broken at spaces, or within a word that is longer.

    What Rich's own wrapping does, in a fraction of its time where each character takes one cell.
    """
    plain = line.plain
    if not (plain.isascii() and plain.isprintable()):
        parts = line.wrap(console, width, overflow="fold")
    else:
        cuts = list(_cuts(plain, width))
        if not line.spans:
            return [Text(plain[one:other].rstrip(), line.style) for one, other in pairwise([0, *cuts, len(plain)])]
        parts = line.divide(cuts)
    for part in parts:
        part.rstrip()
    return parts


def _cuts(plain: str, width: int) -> Iterator[int]:
    """Yield where the second and later parts of a text begin."""
    start = 0
    while len(plain) - start > width:
        space = plain.rfind(" ", start, start + width + 1)
        start = space + 1 if space > start else start + width
        yield start


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style, overflow="fold")


def _spaced(groups: Iterable[Iterable[Text | _Hanging]]) -> Lines:
    """Yield the lines of groups with an empty line between them."""
    for number, group in enumerate(groups):
        if number:
            yield Text("")
        yield from group


def _definition(answer: Definition) -> Parts:
    entry = answer.entry
    if answer.breadcrumb:
        yield _text(" › ".join([*(one.term for one in answer.breadcrumb), entry.term]), "dim")
    yield _Panel(_spaced(_head(answer)), entry.term, answer.category_label or "")
    if entry.examples:
        yield _Panel(_spaced(map(_example, entry.examples)), "Examples")
    if entry.everyday:
        yield _Panel((_bullet(_text(saying)) for saying in entry.everyday), "People say")
    if entry.note:
        yield _Panel([_text(entry.note)], "Note")
    links = [
        _group(heading, map(_link, getattr(entry, kind))) for kind, heading in LINK_HEADINGS.items() if getattr(entry, kind)
    ]
    if links:
        yield _Panel(_spaced(links), "Links")
    if answer.citations:
        yield _Panel((_bullet(_text(reference)) for reference in answer.citations), "Sources")
    yield _next(f"sp related {entry.id}", f"sp examples {entry.id}", f"sp cite {entry.id}")


def _head(answer: Definition) -> Iterator[list[Text]]:
    entry = answer.entry
    matched = matched_line(entry.matched, entry.term)
    if matched:
        yield [_text(matched, "yellow")]
    yield [_text(entry.definition, "bold")]
    if entry.explanation:
        yield [_text(entry.explanation)]
    facts = (("Also", ", ".join(entry.aliases)), ("Origin", entry.origin))
    told = [Text.assemble((f"{label}: ", "dim"), visible(value), overflow="fold") for label, value in facts if value]
    if told:
        yield told


def _example(example: Example) -> Lines:
    title = _text(example.title, "bold")
    if example.setting:
        title.append(f" · {visible(example.setting)}", style="not bold dim")
    yield title
    yield _text(example.text)
    if example.in_balance:
        yield Text.assemble(("In balance: ", "green"), visible(example.in_balance), overflow="fold")


def _group(heading: str, lines: Iterable[Text | _Hanging]) -> list[Text | _Hanging]:
    return [Text(heading, style="bold"), *lines]


def _link(link: Reference | Association) -> _Hanging:
    told = link.why if isinstance(link, Association) and link.why else link.gloss
    return _bullet(_named(link.term, told))


def _named(term: str, told: str | None) -> Text:
    line = _text(term, "cyan")
    return Text.assemble(line, f": {visible(told)}", overflow="fold") if told else line


def _bullet(line: Text) -> _Hanging:
    return _Hanging("• ", line)


def _next(*commands: str) -> _Next:
    return _Next(tuple(map(visible, commands)))


def _brief(answer: Brief) -> Parts:
    lines = [_text(answer.definition, "bold")]
    if answer.gloss:
        lines.insert(0, _text(answer.gloss, "dim"))
    matched = matched_line(answer.matched, answer.term)
    if matched:
        lines.insert(0, _text(matched, "yellow"))
    yield _Panel(lines, answer.term)


def _results(answer: Results) -> Parts:
    hits = answer.results
    groups = (_hit(number, *one) for number, one in enumerate(zip(hits, answer.marks, strict=True), 1))
    yield _Panel(_spaced(groups), answer.query, f"{len(hits)} concept{'' if len(hits) == 1 else 's'}")
    if hits:
        yield _next(f"sp define {hits[0].id}", f"sp related {hits[0].id}")


def _hit(number: int, hit: Hit, marks: tuple[Span, ...]) -> Lines:
    margin = f"{number:>2} "
    why = f"{hit.why}: {hit.matched}" if hit.matched and hit.why in ("alias", "label", "fuzzy name") else hit.why
    head = Text.assemble((visible(hit.term), "bold cyan"), (f" · {hit.score:.2f} · {visible(why)}", "dim"), overflow="fold")
    yield _Hanging(margin, head)
    yield _Hanging("   ", _text(hit.definition))
    if hit.snippet:
        yield _Hanging("   ", _marked(hit.snippet, marks))


def _marked(snippet: str, marks: tuple[Span, ...]) -> Text:
    text = Text(overflow="fold")
    at = 0
    for start, end in marks:
        text.append(snippet[at:start], style="dim").append(snippet[start:end], style="bold")
        at = end
    return text.append(snippet[at:], style="dim")


def _neighbours(answer: Neighbours) -> Parts:
    groups: list[list[Text | _Hanging]] = []
    matched = matched_line(answer.matched, answer.term)
    if matched:
        groups.append([_text(matched, "yellow")])
    for kind in ("broader", "narrower"):
        branches = getattr(answer, kind)
        if branches:
            groups.append(_group(LINK_HEADINGS[kind], _tree(branches)))
    for kind in ("related", "contrasts"):
        links = getattr(answer, kind)
        if links:
            groups.append(_group(LINK_HEADINGS[kind], map(_link, links)))
    yield _Panel(_spaced(groups or [[_text("No links.", "dim")]]), answer.term, answer.gloss or "")
    yield _next(f"sp define {answer.id}", f"sp related {answer.id} --depth {answer.depth + 1}")


def _tree(branches: tuple[Branch, ...]) -> Lines:
    """Yield the lines of trees, each concept indented under the one it hangs from."""
    stack = [(branch, 0) for branch in reversed(branches)]
    while stack:
        branch, depth = stack.pop()
        yield _Hanging("  " * depth + "• ", _named(branch.term, branch.gloss))
        stack.extend((further, depth + 1) for further in reversed(branch.branches))


def _listing(answer: Listing) -> Parts:
    if not answer.grouped:
        yield _rows(answer.concepts)
    else:
        for key in dict.fromkeys([*answer.categories, *(row.category for row in answer.concepts)]):
            rows = [row for row in answer.concepts if row.category == key]
            if rows:
                label = answer.categories.get(key, key) if key else "Without a category"
                yield _text(f"{label} ({len(rows)})", "bold")
                yield _rows(rows)
                yield Text("")
    yield _next("sp define CONCEPT", "sp list --category KEY", "sp list --tree")


def _rows(rows: Iterable[Listed]) -> RenderableType:
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", ratio=2)
    grid.add_column(overflow="fold", ratio=3)
    for row in rows:
        grid.add_row(_text(row.term, "cyan"), _text(row.gloss or row.definition))
    return grid


def _groups(answer: Groups) -> Parts:
    widths = [max((len(visible(str(group[place]))) for group in answer.groups), default=0) for place in range(3)]
    for group in answer.groups:
        key, label, total = (visible(str(part)) for part in group)
        line = Text.assemble((f"{key:<{widths[0]}}", "cyan"), f"  {label:<{widths[1]}}  {total:>{widths[2]}}", overflow="fold")
        yield _Hanging("", line)
    yield _next("sp list --category KEY" if answer.kind == "categories" else "sp examples --setting KEY")


def _forest(answer: Forest) -> Parts:
    yield from _tree(answer.roots)
    yield _next("sp define CONCEPT", "sp related CONCEPT --depth 2")


def _example_list(answer: ExampleList) -> Parts:
    for scene in answer.examples:
        yield _Panel(_example(Example(scene.title, scene.setting, scene.text, scene.in_balance)), scene.term)
    if answer.examples:
        yield _next(f"sp define {answer.examples[0].id}")


def _citations(answer: CitationList) -> Parts:
    lines = [_bullet(_text(one)) for one in answer.citations]
    yield _Panel(lines or [_text("No sources are given.", "dim")], answer.term, "sources")


def _report(answer: Report) -> Parts:
    for finding in answer.findings:
        place = Text.assemble((visible(finding.entry), "bold"), f" ({visible(finding.field)}): {visible(finding.message)}")
        yield _Hanging(f"{finding.code} ", place)
    count = len(answer.findings)
    told = "no findings" if not count else f"{count} finding{'' if count == 1 else 's'}"
    yield _text(f"{answer.file}: {answer.concepts} concepts, {told}.", "bold")


def _summary(answer: Summary) -> Parts:
    for group, counts in answer.groups.items():
        widest = max(map(len, counts), default=0)
        lines = [Text(f"{visible(name):<{widest}}  {count:>6}") for name, count in counts.items()]
        yield _Panel(lines, group)


_DRAWERS: dict[type, Callable[[Any], Parts]] = {
    Definition: _definition,
    Brief: _brief,
    Results: _results,
    Neighbours: _neighbours,
    Listing: _listing,
    Forest: _forest,
    Groups: _groups,
    ExampleList: _example_list,
    CitationList: _citations,
    Report: _report,
    Summary: _summary,
}
