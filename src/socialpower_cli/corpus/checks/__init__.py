"""The corpus validator: coded checks of what a good entry has, beyond what a reader must refuse.

Codes are grouped by hundreds, a module each: 1 identity and links, 2 fields and lengths, 3 repetition, 4 the shape of the
hierarchy, 5 sources, 6 characters, 7 order and layout, 8 citations in the texts. A code that begins with E marks a file that no
command would read; W marks what makes an entry worse than it should be.
"""

from collections.abc import Sequence

from socialpower_cli.answers import Report
from socialpower_cli.corpus import reading, validity
from socialpower_cli.corpus.checks import characters, citing, fields, hierarchy, identity, layout, repetition, sources
from socialpower_cli.corpus.checks.running import CHECKS, Check, Subject, run_checks
from socialpower_cli.corpus.checks.summary import summarize
from socialpower_cli.corpus.contents import read_bytes
from socialpower_cli.corpus.locations import Location, corpora

__all__ = ["CHECKS", "Check", "check", "summarize"]

# Each registers its checks when it is imported, in the order of their codes.
FAMILIES = (identity, fields, repetition, hierarchy, sources, characters, layout, citing)


def check(path: str, layers: Sequence[Location] | None = None) -> Report:
    """Return what the checks find in a file; raise `CorpusError` where it cannot be read as a corpus at all.

    It is looked at in its place among `layers`, the files of a corpus from the lowest (without any, those that a run reads), or
    on top of them where it is none of these: a link into a file below is one that a run follows.
    """
    data = read_bytes(path)
    file = reading.parse(path, data)
    corpus, clashes = validity.stand(path, file, corpora() if layers is None else layers)
    text = data.decode("utf-8-sig")
    return Report(path, len(file.concepts), run_checks(Subject(path, text, file, corpus, clashes)))
