"""The corpus validator: coded checks of what a good entry has, beyond what a reader must refuse.

Codes are grouped by hundreds, a module each: 1 identity and links, 2 fields and lengths, 3 repetition, 4 the shape of the
hierarchy, 5 sources, 6 characters, 7 order and layout, 8 citations in the texts, 9 what is left out of a file of another
format. A code that begins with E marks a file that no command would read; W marks what makes an entry worse than it should be.
"""

from collections.abc import Sequence

from socialpower_cli import exchange
from socialpower_cli.answers import Report
from socialpower_cli.corpus import reading, validity
from socialpower_cli.corpus.checks import (
    characters,
    citing,
    conversion,
    fields,
    hierarchy,
    identity,
    layout,
    repetition,
    sources,
)
from socialpower_cli.corpus.checks.running import CHECKS, Check, Subject, run_checks
from socialpower_cli.corpus.checks.summary import summarize
from socialpower_cli.corpus.contents import read_bytes
from socialpower_cli.corpus.locations import Location, corpora
from socialpower_cli.corpus.writing import format_corpus

__all__ = ["CHECKS", "Check", "check", "summarize"]

# Each registers its checks when it is imported, in the order of their codes.
FAMILIES = (identity, fields, repetition, hierarchy, sources, characters, layout, citing, conversion)


def check(path: str, layers: Sequence[Location] | None = None) -> Report:
    """Return what the checks find in a file; raise `CorpusError` where it cannot be read as a corpus at all.

    It is looked at in its place among `layers`, the files of a corpus from the lowest (without any, those that a run reads), or
    on top of them where it is none of these: a link into a file below is one that a run follows.
    """
    data = read_bytes(path)
    layers = corpora() if layers is None else layers
    read = exchange.parse(path, data, known=lambda: validity.list_below(path, layers))
    # What is of another format has no order and no layout of its own.
    native = read.format == "json"
    text = data.decode("utf-8-sig") if native else format_corpus(read.corpus)
    file = read.corpus if native else reading.parse_json(path, text.encode("utf-8"))
    corpus, clashes = validity.stand(path, file, layers)
    return Report(path, len(file.concepts), run_checks(Subject(path, text, file, corpus, clashes, read.dropped)))
