"""Damaged files of other formats are read, or refused in words; `bench/faults/foreign.py` tries thousands."""

from random import Random

import pytest

from socialpower_cli.corpus import decoding, writing
from socialpower_cli.errors import CorpusError
from socialpower_cli.exchange import parse

from .damage import damage, list_files

FILES = list(list_files())


@pytest.mark.parametrize("seed", range(120))
def test_a_damaged_file_is_read_or_refused_in_words(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No other failure, no call to a network; and what is read is a corpus that the program's own reader takes."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    chance = Random(seed)
    name, data = chance.choice(FILES)
    damaged = damage(data, chance.choice(FILES)[1], chance)
    try:
        corpus = parse(name, damaged).corpus
    except CorpusError as error:
        refused = (error.message[: len(name) + 2], error.message[-1], bool(error.hints))
        assert refused == (f"{name}: ", ".", True)
    else:
        again = decoding.decode(writing.format_corpus(corpus).encode("utf-8", "replace"))
        assert len(again.concepts) == len(corpus.concepts)


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_a_good_file_is_read(name: str, data: bytes) -> None:
    """What is damaged above can be read as it is."""
    assert parse(name, data).corpus.concepts
