"""Corpus files of the program's own, in JSON."""

from socialpower_cli.corpus import reading
from socialpower_cli.corpus.model import CorpusFile
from socialpower_cli.corpus.writing import format_corpus
from socialpower_cli.exchange.formats import Asking, Options, Reading, Unreadable, Written


def read(data: bytes, asked: Asking) -> Reading:
    """Return what a corpus file holds, as it is; raise `CorpusError` where it holds none."""
    if asked.language is not None:
        raise Unreadable("a corpus file has one language", "Leave out --lang.")
    corpus = reading.parse_json(asked.path, data)
    return Reading(corpus, language=corpus.language)


def write(corpus: CorpusFile, options: Options) -> Written:  # noqa: ARG001 -- JSON has none
    """Return a corpus as a file of its own, in the standard order and layout."""
    return Written(format_corpus(corpus))
