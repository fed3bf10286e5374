"""Answers as Rich panels, for a person at a terminal.

The one owner of Rich. Only default, bold, dim and the base colours are used, never a background, so that light and dark
terminals serve alike; nothing is told by colour alone. Text is set in `rich.text.Text`, never read as markup, and prose
keeps to a measure that is easy to read however wide the terminal is.
"""

from collections.abc import Callable, Iterable
from typing import Any, TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from socialpower_cli.answers import (
    Answer,
    Association,
    Branch,
    Brief,
    Citations,
    Definition,
    Example,
    Forest,
    Found,
    Listing,
    Neighbours,
    Reference,
    Report,
    Scenes,
    Span,
    Summary,
)
from socialpower_cli.render import Output
from socialpower_cli.render.words import LINK_HEADINGS, matched_line, visible

_MEASURE = 92

Parts = Iterable[RenderableType]


def show(answer: Answer, output: Output, stream: TextIO) -> None:
    """Draw an answer on a terminal."""
    console = Console(
        file=stream,
        force_terminal=True,
        color_system="standard" if output.colour else None,
        no_color=not output.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for part in _DRAWERS[type(answer)](answer):
        console.print(part, width=min(console.width, _MEASURE), overflow="fold")


def _text(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style, overflow="fold")


def _panel(parts: Parts, title: str = "", aside: str = "") -> Panel:
    heading = Text(visible(title), style="bold cyan", overflow="ellipsis")
    if aside:
        heading.append(f" · {visible(aside)}", style="dim")
    return Panel(Group(*parts), title=heading if title else None, title_align="left", border_style="dim", padding=(0, 1))


def _heading(text: str) -> Text:
    return Text(text, style="bold")


def _indented(part: RenderableType, left: int = 2) -> Padding:
    return Padding(part, (0, 0, 0, left))


def _gap() -> Text:
    return Text("")


def _definition(answer: Definition) -> Parts:
    entry = answer.entry
    if answer.breadcrumb:
        yield _text(" › ".join([*(one.term for one in answer.breadcrumb), entry.term]), "dim")
    yield _panel(_head(answer), entry.term, answer.category_label or "")
    if entry.examples:
        yield _panel(_spaced(_example(example) for example in entry.examples), "Examples")
    if entry.everyday:
        yield _panel((_text(f"“{saying}”") for saying in entry.everyday), "People say")
    if entry.note:
        yield _panel([_text(entry.note)], "Note")
    links = [
        Group(_heading(heading), *map(_link, getattr(entry, kind)))
        for kind, heading in LINK_HEADINGS.items()
        if getattr(entry, kind)
    ]
    if links:
        yield _panel(_spaced(links), "Links")
    if answer.references:
        yield _panel(map(_hanging, answer.references), "Sources")
    yield _next(f"sp related {entry.id}", f"sp examples {entry.id}", f"sp cite {entry.id}")


def _head(answer: Definition) -> Parts:
    entry = answer.entry
    matched = matched_line(entry.matched, entry.term)
    if matched:
        yield _text(matched, "yellow")
        yield _gap()
    yield _text(entry.definition, "bold")
    if entry.explanation:
        yield _gap()
        yield _text(entry.explanation)
    if entry.aliases or entry.origin:
        yield _gap()
    if entry.aliases:
        yield _labelled("Also", ", ".join(entry.aliases))
    if entry.origin:
        yield _labelled("Origin", entry.origin)


def _labelled(label: str, value: str) -> Text:
    return Text.assemble((f"{label}: ", "dim"), visible(value), overflow="fold")


def _spaced(parts: Iterable[RenderableType]) -> Parts:
    for number, part in enumerate(parts):
        if number:
            yield _gap()
        yield part


def _example(example: Example) -> Group:
    title = _text(example.title, "bold")
    if example.setting:
        title.append(f" · {visible(example.setting)}", style="dim")
    parts = [title, _text(example.text)]
    if example.in_balance:
        parts.append(Text.assemble(("In balance: ", "green"), visible(example.in_balance), overflow="fold"))
    return Group(*parts)


def _link(link: Reference | Association) -> Padding:
    line = _text(link.term, "cyan")
    told = link.why if isinstance(link, Association) and link.why else link.gloss
    if told:
        line.append(f"  {visible(told)}", style="")
        line.stylize("default", len(visible(link.term)))
    return _indented(line)


def _hanging(reference: str) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row(Text("•", style="dim"), _text(reference))
    return grid


def _next(*commands: str) -> Text:
    return _text("Next: " + " · ".join(commands), "dim")


def _brief(answer: Brief) -> Parts:
    parts: list[RenderableType] = []
    matched = matched_line(answer.matched, answer.term)
    if matched:
        parts.append(_text(matched, "yellow"))
    if answer.gloss:
        parts.append(_text(answer.gloss, "dim"))
    yield _panel([*parts, _text(answer.definition, "bold")], answer.term)


def _found(answer: Found) -> Parts:
    hits = answer.results.results
    count = f"{len(hits)} {'concept' if len(hits) == 1 else 'concepts'}"
    yield _panel(
        _spaced(_hit(number, *one) for number, one in enumerate(zip(hits, answer.marks, strict=True), 1)),
        answer.results.query,
        count,
    )
    if hits:
        yield _next(f"sp define {hits[0].id}", f"sp related {hits[0].id}")


def _hit(number: int, hit: Any, marks: tuple[Span, ...]) -> Group:
    head = Text.assemble((f"{number} ", "dim"), (visible(hit.term), "bold cyan"), overflow="fold")
    why = f"{hit.why}: {hit.matched}" if hit.matched and hit.why in ("alias", "fuzzy name") else hit.why
    head.append(f" · {visible(hit.id)} · {hit.score:.2f} · {visible(why)}", style="dim")
    parts: list[RenderableType] = [head, _indented(_text(hit.definition))]
    if hit.snippet:
        parts.append(_indented(_marked(hit.snippet, marks)))
    return Group(*parts)


def _marked(snippet: str, marks: tuple[Span, ...]) -> Text:
    text = Text(snippet, style="dim", overflow="fold")
    for start, end in marks:
        text.stylize("not dim bold", start, end)
    return text


def _neighbours(answer: Neighbours) -> Parts:
    parts = []
    for kind in ("broader", "narrower"):
        branches = getattr(answer, kind)
        if branches:
            parts.append(Group(_heading(LINK_HEADINGS[kind]), *map(_indented, _trees(branches))))
    for kind in ("related", "contrasts"):
        links = getattr(answer, kind)
        if links:
            parts.append(Group(_heading(LINK_HEADINGS[kind]), *map(_link, links)))
    matched = matched_line(answer.matched, answer.term)
    head = [_text(matched, "yellow")] if matched else []
    yield _panel(_spaced([*head, *parts] or [_text("No links.", "dim")]), answer.term, "")
    yield _next(f"sp define {answer.id}", f"sp related {answer.id} --depth {answer.depth + 1}")


def _trees(branches: tuple[Branch, ...]) -> Parts:
    """Yield a line or a tree of lines for each branch; Rich's own trees are recursive, as their depth here is small."""
    for branch in branches:
        if branch.branches:
            from rich.tree import Tree

            tree = Tree(_branch(branch), guide_style="dim")
            _grow(tree, branch)
            yield tree
        else:
            yield _branch(branch)


def _grow(tree: Any, branch: Branch) -> None:
    for further in branch.branches:
        _grow(tree.add(_branch(further)), further)


def _branch(branch: Branch) -> Text:
    line = _text(branch.term, "cyan")
    if branch.gloss:
        line.append(f"  {visible(branch.gloss)}", style="")
        line.stylize("default", len(visible(branch.term)))
    return line


def _listing(answer: Listing) -> Parts:
    if not answer.grouped:
        yield _rows(answer.concepts)
    else:
        keys = dict.fromkeys([*answer.categories, *(row.category for row in answer.concepts)])
        for key in keys:
            rows = [row for row in answer.concepts if row.category == key]
            if rows:
                label = answer.categories.get(key, key) if key else "Without a category"
                yield _text(f"{label} ({len(rows)})", "bold")
                yield _indented(_rows(rows))
                yield _gap()
    yield _next("sp define CONCEPT", "sp list --category KEY", "sp list --tree")


def _rows(rows: Iterable[Any]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold", ratio=2)
    grid.add_column(overflow="fold", ratio=3)
    for row in rows:
        grid.add_row(_text(row.term, "cyan"), _text(row.gloss or row.definition))
    return grid


def _forest(answer: Forest) -> Parts:
    for root in answer.roots:
        yield from _trees((root,))
    yield _next("sp define CONCEPT", "sp related CONCEPT --depth 2")


def _scenes(answer: Scenes) -> Parts:
    for scene in answer.examples:
        example = Example(scene.title, scene.setting, scene.text, scene.in_balance)
        yield _panel([_example(example)], scene.term)
    if answer.examples:
        yield _next(f"sp define {answer.examples[0].id}")


def _citations(answer: Citations) -> Parts:
    parts = list(map(_hanging, answer.references)) or [_text("No sources are given.", "dim")]
    yield _panel(parts, answer.term, "sources")


def _report(answer: Report) -> Parts:
    for finding in answer.findings:
        line = Text.assemble((finding.code, "yellow"), " ", (visible(finding.entry), "bold"), overflow="fold")
        line.append(f" · {visible(finding.field)}", style="dim")
        yield line
        yield _indented(_text(finding.message))
    count = len(answer.findings)
    told = "no findings" if not count else f"{count} finding{'s' if count > 1 else ''}"
    yield _text(f"{answer.file}: {answer.concepts} concepts, {told}.", "bold")


def _summary(answer: Summary) -> Parts:
    for group, counts in answer.groups.items():
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(overflow="fold")
        grid.add_column(justify="right")
        for name, count in counts.items():
            grid.add_row(_text(name), Text(str(count)))
        yield _panel([grid], group)


_DRAWERS: dict[type, Callable[[Any], Parts]] = {
    Definition: _definition,
    Brief: _brief,
    Found: _found,
    Neighbours: _neighbours,
    Listing: _listing,
    Forest: _forest,
    Scenes: _scenes,
    Citations: _citations,
    Report: _report,
    Summary: _summary,
}
