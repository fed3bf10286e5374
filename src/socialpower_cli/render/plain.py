"""Answers as plain text: no boxes, no wrapping, nothing cut off; one record a line with tabs where it is a list."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from socialpower_cli.answers import (
    Annotated,
    Answer,
    Association,
    Begun,
    Bibliography,
    Branch,
    Brief,
    CitationList,
    Comparison,
    Definition,
    Entry,
    ExampleList,
    Exported,
    Forest,
    Groups,
    Imported,
    Listing,
    Neighbours,
    Path,
    Quiz,
    Reference,
    Report,
    Results,
    Summary,
    Survey,
    WebPage,
)
from socialpower_cli.render import comparing
from socialpower_cli.render.entry import leaves_uncited, mark, say_work, space
from socialpower_cli.render.painting import EMPTY, TAB, Line, Piece, line, say
from socialpower_cli.render.wording import (
    CREDIT,
    INVENTED,
    LINK_HEADINGS,
    cite_by_number,
    leave_out_citations,
    number_sources,
    tell_exchange,
    tell_match,
    tell_parts,
    tell_provenance,
)

Numbers = Mapping[str, int]


def render(answer: Answer) -> Iterator[Line]:
    """Return an answer as lines, however long they are."""
    return _RENDERERS[type(answer)](answer)


def _definition(answer: Definition) -> Iterator[Line]:
    numbers = number_sources(answer)
    entry = answer.entry
    yield from space(
        [
            _head(answer, numbers),
            [line(say(cite_by_number(entry.definition, numbers), "strong"))],
            [line(say(cite_by_number(entry.explanation, numbers)))] if entry.explanation else [],
            _examples(entry, numbers),
            _usage(entry, numbers),
            _links(entry),
            _sources(answer),
            [line(INVENTED)] if answer.cites and leaves_uncited(entry.examples, numbers) else [],
            [line(CREDIT, *say_work(answer.credit))] if answer.credit else [],
        ]
    )


def _head(answer: Definition, numbers: Numbers) -> Iterator[Line]:
    entry = answer.entry
    if answer.breadcrumb:
        yield line(say(" > ".join(one.term for one in answer.breadcrumb)))
    yield line(say(entry.term, "title"))
    facts = (
        ("Matched", tell_match(entry.matched, entry.term)),
        ("Namesakes", ", ".join(one.id for one in answer.namesakes)),
        ("Category", answer.category_label),
        ("Also", "; ".join(entry.aliases)),
        ("Origin", cite_by_number(entry.origin or "", numbers)),
        *tell_provenance(answer),
    )
    yield from (_labelled(label, value) for label, value in facts if value)


def _labelled(label: str, value: str) -> Line:
    return line(f"{label}: ", say(value))


def _examples(entry: Entry, numbers: Numbers) -> Iterator[Line]:
    for one in entry.examples:
        label = ("Example (", say(one.setting), "): ") if one.setting else ("Example: ",)
        yield line(*label, say(one.title, "title"), ": ", say(cite_by_number(one.text, numbers)))
        if one.in_balance:
            yield _labelled("In balance", cite_by_number(one.in_balance, numbers))


def _usage(entry: Entry, numbers: Numbers) -> Iterator[Line]:
    yield from (_labelled("People say", saying) for saying in entry.everyday)
    if entry.note:
        yield _labelled("Note", cite_by_number(entry.note, numbers))


def _links(entry: Entry) -> Iterator[Line]:
    for kind, heading in LINK_HEADINGS.items():
        yield from (line(f"{heading}: ", *_link(one)) for one in getattr(entry, kind))


def _link(one: Reference | Association) -> Iterator[Piece | str]:
    told = one.why if isinstance(one, Association) and one.why else one.gloss
    yield from (say(one.term, "name"), " (", say(one.id), ")")
    if told:
        yield from (": ", say(told))


def _sources(answer: Definition) -> Iterator[Line]:
    return (line(f"Source [{number}]: ", *say_work(one.text)) for number, one in enumerate(answer.citations, 1))


def _brief(answer: Brief) -> Iterator[Line]:
    yield line(say(answer.term, "title"))
    if answer.gloss:
        yield line(say(answer.gloss))
    yield line(say(answer.definition, "strong"))


def _results(answer: Results) -> Iterator[Line]:
    if answer.comparison is not None:
        yield from _comparison(answer.comparison)
        return
    for place, (hit, marks) in enumerate(zip(answer.results, answer.marks, strict=True)):
        # The definition stands in a field of its own.
        shown = hit.snippet and hit.snippet not in hit.definition
        told: list[Piece | str] = [*mark(hit.snippet, marks)] if hit.snippet and shown else [say(hit.matched or "")]
        parts = [tell_parts(answer.parts[place])] if answer.parts else []
        yield _record(say(hit.id, "name"), say(hit.term), f"{hit.score:.2f}", hit.why, told, say(hit.definition), *parts)


def _comparison(answer: Comparison) -> Iterator[Line]:
    yield line(say(" | ".join(one.term for one in answer.concepts), "title"))
    yield from comparing.tell_apart(answer)
    facts: list[tuple[str, tuple[Reference, ...]]] = [
        ("All fall under" if len(answer.concepts) > 2 else "Both fall under", comparing.find_above(answer)),
        ("All link to" if len(answer.concepts) > 2 else "Both link to", comparing.find_shared(answer)),
    ]
    for label, some in facts:
        yield from (line(f"{label}: ", *_link(one)) for one in some)
    for concept in answer.concepts:
        yield EMPTY
        yield line(say(concept.term, "title"), " (", say(concept.id), ")")
        told = tell_match(concept.matched, concept.term)
        if told:
            yield _labelled("Matched", told)
        yield line(say(concept.definition, "strong"))
        if concept.origin:
            yield _labelled("Origin", concept.origin)
        yield from (line("Alone links to: ", *_link(one)) for one in concept.only)
        if concept.example:
            yield line("Example: ", say(concept.example.title, "title"), ": ", say(concept.example.text))


def _path(answer: Path) -> Iterator[Line]:
    yield from comparing.tell_path(answer)


def _neighbours(answer: Neighbours) -> Iterator[Line]:
    for kind in LINK_HEADINGS:
        for one in getattr(answer, kind):
            if isinstance(one, Branch):
                yield from _branches(kind, one, answer.depth)
            else:
                told = one.why if isinstance(one, Association) and one.why else one.gloss
                yield _record(kind, say(one.id, "name"), say(one.term), say(told or ""))


def _branches(kind: str, root: Branch, depth: int) -> Iterator[Line]:
    for branch, step in _walk((root,)):
        if step < depth:
            label = f"{kind} {step + 1}" if step else kind
            yield _record(label, say(branch.id, "name"), say(branch.term), say(branch.gloss or ""))


def _walk(branches: tuple[Branch, ...]) -> Iterator[tuple[Branch, int]]:
    """Yield the concepts of trees from the top down, each with how many steps below the root it stands."""
    stack = [(branch, 0) for branch in reversed(branches)]
    while stack:
        branch, step = stack.pop()
        yield branch, step
        stack.extend((further, step + 1) for further in reversed(branch.branches))


def _listing(answer: Listing) -> Iterator[Line]:
    for row in answer.concepts:
        yield _record(say(row.id, "name"), say(row.term), say(row.category or ""), say(row.gloss or row.definition))


def _forest(answer: Forest) -> Iterator[Line]:
    for branch, step in _walk(answer.roots):
        yield _record(["  " * step, say(branch.id, "name")], say(branch.term), say(branch.gloss or ""))


def _groups(answer: Groups) -> Iterator[Line]:
    for one in answer.groups:
        yield _record(say(one.key, "name"), say(one.label), str(one.total))


def _example_list(answer: ExampleList) -> Iterator[Line]:
    # A record has no room for the works that its texts cite.
    keys = {citation.key for citation in answer.citations}
    for one in answer.examples:
        texts = (say(leave_out_citations(text or "", keys)) for text in (one.setting, one.title, one.text, one.in_balance))
        yield _record(say(one.id, "name"), *texts)


def _citation_list(answer: CitationList) -> Iterator[Line]:
    return (line(*say_work(one)) for one in answer.citations)


def _bibliography(answer: Bibliography) -> Iterator[Line]:
    for one in answer.works:
        cited_by = ", ".join(concept.id for concept in one.cited_by)
        yield _record(say(one.id, "name"), list(say_work(one.citation)), say(cited_by))


def _report(answer: Report) -> Iterator[Line]:
    for finding in answer.findings:
        yield _record(finding.code, say(finding.entry, "name"), say(finding.field), say(finding.message))


def _summary(answer: Summary) -> Iterator[Line]:
    for group, counts in answer.groups.items():
        for name, total in counts.items():
            yield _record(say(group), say(name), str(total))


def _exchanged(answer: Imported | Exported) -> Iterator[Line]:
    for one in answer.dropped:
        yield _record(say(one.place), say(one.what), say(one.why))
    yield line(say(tell_exchange(answer), "strong"))


def _web_page(answer: WebPage) -> Iterator[Line]:
    yield line(say(answer.path, "name"))


def _survey(answer: Survey) -> Iterator[Line]:
    for one in answer.corpora:
        numbers = ("" if number is None else str(number) for number in (one.concepts, one.extensions, one.bytes))
        yield _record(one.state, one.reason, say(one.path, "name"), *numbers, say(one.version or ""), say(one.why or ""))
        for remark in one.entries:
            yield _record(remark.state, one.reason, say(one.path, "name"), say(remark.entry), say(remark.why))


def _begun(answer: Begun) -> Iterator[Line]:
    yield _record(say(answer.id, "name"), say(answer.term), say(answer.file or ""))


def _record(*fields: Piece | str | list[Piece | str]) -> Line:
    """Return fields as one line with tabs between them; a field may be of several pieces."""
    pieces: list[Piece | str] = []
    for place, field in enumerate(fields):
        if place:
            pieces.append(TAB)
        pieces += field if isinstance(field, list) else [field]
    return line(*pieces)


def _annotated(answer: Annotated) -> Iterator[Line]:
    from socialpower_cli.render import annotated

    yield from annotated.mark_text(answer, tabs=True)
    if answer.concepts:
        yield EMPTY
        yield from annotated.list_concepts(answer)


def _quiz(answer: Quiz) -> Iterator[Line]:
    from socialpower_cli.render import quizzing

    yield from quizzing.tell_sheet(answer)


_RENDERERS: dict[type, Callable[[Any], Iterator[Line]]] = {
    Definition: _definition,
    Brief: _brief,
    Results: _results,
    Neighbours: _neighbours,
    Comparison: _comparison,
    Path: _path,
    Listing: _listing,
    Forest: _forest,
    Groups: _groups,
    ExampleList: _example_list,
    CitationList: _citation_list,
    Bibliography: _bibliography,
    Report: _report,
    Summary: _summary,
    Annotated: _annotated,
    Quiz: _quiz,
    Survey: _survey,
    Begun: _begun,
    Imported: _exchanged,
    Exported: _exchanged,
    WebPage: _web_page,
}
