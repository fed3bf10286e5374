"""Answers as plain text: no boxes, no wrapping, nothing cut off; one record a line with tabs where it is a list.

Made without Rich. Colour, where it is asked for, is bold, dim and the base colours.
"""

from collections.abc import Callable, Iterator
from typing import Any

from socialpower_cli.answers import (
    Answer,
    Association,
    Branch,
    Brief,
    CitationList,
    Definition,
    Entry,
    ExampleList,
    Forest,
    Groups,
    Listing,
    Neighbours,
    Reference,
    Report,
    Results,
    Span,
    Summary,
)
from socialpower_cli.render.door import visible
from socialpower_cli.render.wording import LINK_HEADINGS, matched_line

Paint = Callable[[str, str], str]

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "bold cyan": "1;36"}


def written(answer: Answer, colour: bool) -> str:
    """Return an answer as text that ends with a line break; an answer without any line is an empty text."""
    paint = _paint if colour else _leave
    lines = _WRITERS[type(answer)](answer, paint)
    return "".join(f"{line}\n" for line in lines)


def _paint(text: str, style: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else ""


def _leave(text: str, style: str) -> str:  # noqa: ARG001 -- stands in for _paint
    return text


def _definition(answer: Definition, paint: Paint) -> Iterator[str]:
    groups = (_head(answer, paint), _explanation(answer.entry), _examples(answer.entry, paint), _usage(answer.entry, paint))
    for number, group in enumerate((*groups, _links(answer.entry, paint), _sources(answer, paint))):
        lines = list(group)
        if lines and number:
            yield ""
        yield from lines


def _head(answer: Definition, paint: Paint) -> Iterator[str]:
    entry = answer.entry
    if answer.breadcrumb:
        yield paint(" > ".join(visible(one.term) for one in answer.breadcrumb), "dim")
    yield paint(visible(entry.term), "bold cyan")
    facts = (
        ("Matched", matched_line(entry.matched, entry.term)),
        ("Category", answer.category_label),
        ("Also", "; ".join(entry.aliases)),
        ("Origin", entry.origin),
    )
    yield from (_labelled(label, value, paint) for label, value in facts if value)
    yield ""
    yield paint(visible(entry.definition), "bold")


def _labelled(label: str, value: str, paint: Paint) -> str:
    return f"{paint(f'{label}:', 'dim')} {visible(value)}"


def _explanation(entry: Entry) -> Iterator[str]:
    if entry.explanation:
        yield visible(entry.explanation)


def _examples(entry: Entry, paint: Paint) -> Iterator[str]:
    for example in entry.examples:
        label = f"Example ({visible(example.setting)}):" if example.setting else "Example:"
        yield f"{paint(label, 'dim')} {paint(visible(example.title), 'bold')}: {visible(example.text)}"
        if example.in_balance:
            yield _labelled("In balance", example.in_balance, paint)


def _usage(entry: Entry, paint: Paint) -> Iterator[str]:
    yield from (_labelled("People say", saying, paint) for saying in entry.everyday)
    if entry.note:
        yield _labelled("Note", entry.note, paint)


def _links(entry: Entry, paint: Paint) -> Iterator[str]:
    for kind, heading in LINK_HEADINGS.items():
        yield from (f"{paint(f'{heading}:', 'dim')} {_linked(link, paint)}" for link in getattr(entry, kind))


def _sources(answer: Definition, paint: Paint) -> Iterator[str]:
    return (_labelled("Source", reference, paint) for reference in answer.citations)


def _linked(link: Reference | Association, paint: Paint) -> str:
    told = link.why if isinstance(link, Association) and link.why else link.gloss
    name = f"{paint(visible(link.term), 'cyan')} ({visible(link.id)})"
    return f"{name}: {visible(told)}" if told else name


def _brief(answer: Brief, paint: Paint) -> Iterator[str]:
    yield paint(visible(answer.term), "bold cyan")
    if answer.gloss:
        yield visible(answer.gloss)
    yield paint(visible(answer.definition), "bold")


def _results(answer: Results, paint: Paint) -> Iterator[str]:
    for hit, marks in zip(answer.results, answer.marks, strict=True):
        told = _marked(hit.snippet, marks, paint) if hit.snippet else visible(hit.matched or "")
        yield _record(
            paint(visible(hit.id), "cyan"), visible(hit.term), f"{hit.score:.2f}", hit.why, told, visible(hit.definition)
        )


def _marked(snippet: str, marks: tuple[Span, ...], paint: Paint) -> str:
    parts = []
    at = 0
    for start, end in marks:
        parts += [visible_part(snippet[at:start]), paint(visible_part(snippet[start:end]), "bold")]
        at = end
    return "".join([*parts, visible_part(snippet[at:])])


def visible_part(text: str) -> str:
    """Return part of a line as it may be shown, the spaces at its ends kept."""
    return visible(f"|{text}|")[1:-1]


def _neighbours(answer: Neighbours, paint: Paint) -> Iterator[str]:
    for kind in ("broader", "narrower"):
        yield from _branches(kind, getattr(answer, kind), 1, answer.depth, paint)
    for kind in ("related", "contrasts"):
        for link in getattr(answer, kind):
            yield _record(kind, paint(visible(link.id), "cyan"), visible(link.term), visible(link.why or link.gloss or ""))


def _branches(kind: str, branches: tuple[Branch, ...], step: int, depth: int, paint: Paint) -> Iterator[str]:
    for branch in branches:
        label = kind if step == 1 else f"{kind} {step}"
        yield _record(label, paint(visible(branch.id), "cyan"), visible(branch.term), visible(branch.gloss or ""))
        if step < depth:
            yield from _branches(kind, branch.branches, step + 1, depth, paint)


def _listing(answer: Listing, paint: Paint) -> Iterator[str]:
    for row in answer.concepts:
        yield _record(
            paint(visible(row.id), "cyan"), visible(row.term), visible(row.category or ""), visible(row.gloss or row.definition)
        )


def _groups(answer: Groups, paint: Paint) -> Iterator[str]:
    for group in answer.groups:
        yield _record(paint(visible(group.key), "cyan"), visible(group.label), str(group.total))


def _forest(answer: Forest, paint: Paint) -> Iterator[str]:
    stack = [(root, 0) for root in reversed(answer.roots)]
    while stack:
        branch, depth = stack.pop()
        yield f"{'  ' * depth}{paint(visible(branch.id), 'cyan')}\t{visible(branch.term)}\t{visible(branch.gloss or '')}"
        stack.extend((further, depth + 1) for further in reversed(branch.branches))


def _example_list(answer: ExampleList, paint: Paint) -> Iterator[str]:
    for scene in answer.examples:
        yield _record(
            paint(visible(scene.id), "cyan"),
            visible(scene.setting or ""),
            visible(scene.title),
            visible(scene.text),
            visible(scene.in_balance or ""),
        )


def _citations(answer: CitationList, paint: Paint) -> Iterator[str]:  # noqa: ARG001 -- as every writer
    return map(visible, answer.citations)


def _report(answer: Report, paint: Paint) -> Iterator[str]:
    for finding in answer.findings:
        yield _record(paint(finding.code, "yellow"), visible(finding.entry), visible(finding.field), visible(finding.message))


def _summary(answer: Summary, paint: Paint) -> Iterator[str]:  # noqa: ARG001 -- as every writer
    for group, counts in answer.groups.items():
        for name, count in counts.items():
            yield _record(visible(group), visible(name), str(count))


def _record(*fields: str) -> str:
    return "\t".join(fields)


_WRITERS: dict[type, Callable[[Any, Paint], Iterator[str]]] = {
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
