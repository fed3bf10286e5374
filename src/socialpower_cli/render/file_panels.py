"""What is told of files at a terminal: findings and counts, what was read and written, where corpora lie."""

from collections.abc import Callable, Iterator
from typing import Any

from socialpower_cli.answers import Begun, Exported, Imported, Report, Summary, Survey, WebPage
from socialpower_cli.render import entry
from socialpower_cli.render.output import Output
from socialpower_cli.render.painting import line, say
from socialpower_cli.render.sections import Part, Section, suggest
from socialpower_cli.render.wording import command, count, tell_corpus, tell_exchange


def _report(answer: Report, output: Output) -> Iterator[Part]:
    for finding in answer.findings:
        place = (say(finding.entry, "strong"), " (", say(finding.field), "): ", say(finding.message))
        yield line(*place, margin=f"{say(finding.code)[0]} ")
    told = count(len(answer.findings), "finding") if answer.findings else "no findings"
    yield line(say(f"{answer.file}: {count(answer.concepts, 'concept')}, {told}.", "strong"))


def _summary(answer: Summary, output: Output) -> Iterator[Part]:
    for group, counts in answer.groups.items():
        widest = max(map(len, counts), default=0)
        yield Section(group, [line(f"{say(name)[0]:<{widest}}  {total:>6}") for name, total in counts.items()])


def _exchanged(answer: Imported | Exported, output: Output) -> Iterator[Part]:
    yield line(say(tell_exchange(answer), "strong"))
    if answer.dropped:
        lines = [
            line(say(one.place, "name"), ": ", say(one.what), ": ", say(one.why), margin=entry.BULLET) for one in answer.dropped
        ]
        yield Section("Dropped", lines, str(len(answer.dropped)))


def _web_page(answer: WebPage, output: Output) -> Iterator[Part]:
    yield line(say(answer.path, "name"))


def _survey(answer: Survey, output: Output) -> Iterator[Part]:
    for one in answer.corpora:
        yield line(say(one.path, "name"), ": ", say(tell_corpus(one)), margin=entry.BULLET)
        for remark in one.entries:
            yield line(say(remark.entry, "strong"), ": ", say(remark.why), margin="    ")
    yield suggest(command("new", "TERM"), command("check", "FILE"))


def _begun(answer: Begun, output: Output) -> Iterator[Part]:
    yield line(say(f"{answer.file}: an entry for {answer.term} to fill in.", "strong"))
    more = () if answer.found else ("--with", answer.file or "")
    yield suggest(command("check", answer.file or ""), command("define", answer.id, *more))


RENDERERS: dict[type, Callable[[Any, Output], Iterator[Part]]] = {
    Report: _report,
    Summary: _summary,
    Survey: _survey,
    Begun: _begun,
    Imported: _exchanged,
    Exported: _exchanged,
    WebPage: _web_page,
}
