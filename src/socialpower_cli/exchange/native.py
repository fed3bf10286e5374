"""Corpus files of the program's own, in JSON."""

from socialpower_cli.corpus.model import CorpusFile
from socialpower_cli.corpus.writing import format_corpus
from socialpower_cli.exchange.formats import Options, Written


def write(corpus: CorpusFile, options: Options) -> Written:  # noqa: ARG001 -- JSON has none
    """Return a corpus as a file of its own, in the standard order and layout."""
    return Written(format_corpus(corpus))
