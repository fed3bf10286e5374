"""Tabfiles for dictionary converters."""

import re

from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import open_corpus
from socialpower_cli.corpus.model import Concept, CorpusFile
from socialpower_cli.exchange.formats import Options, write

from .conftest import Sp


def read(text: str) -> list[tuple[list[str], str]]:
    """Return the names and the text of each concept, as a converter reads them."""
    found = []
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            names, said = line.split("\t")
            found.append(
                ([restore(name.replace(r"\|", "|")) for name in re.split(r"(?<!\\)(?:\\\\)*\|", names)], restore(said))
            )
    return found


def restore(text: str) -> str:
    """Return a text whose escapes are what they stand for."""
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t"}.get(match[1], match[1]), text)


def test_a_line_has_the_names_and_what_is_said(sp: Sp) -> None:
    """What tells of the dictionary comes first, then a line a concept: names, a tab, the entry as plain text."""
    lines = sp("export", "tabfile").out.splitlines()
    assert lines[:5] == [
        *("##name\tA tiny corpus", "##edition\t1", "##copyright\tCC0-1.0", "##sourceLang\ten", "##targetLang\ten"),
    ]
    assert len(lines) == 5 + 8
    assert lines[5].startswith("Autonomy|self-rule|self-government\tThe ability to decide for oneself and to act on it.\\n\\n(")


def test_citations_and_sources_are_written_out() -> None:
    """A citation is author and year in the text, and the work stands in full at the end."""
    with open_corpus() as corpus:
        (entry,) = read(str(corpus.export("tabfile", "everyday-resistance").content))
    assert "(Scott 1985)" in entry[1]
    assert "[@" not in entry[1]
    assert "Sources:\nScott, J. C. (1985)." in entry[1]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp")), min_size=1).filter(str.strip)


@given(WORDS, WORDS, st.lists(WORDS))
def test_what_is_written_is_read_back(term: str, text: str, aliases: list[str]) -> None:
    """Tabs, line ends, bars and backslashes part nothing that belongs together."""
    text = f"a\tb\nc\\n{text}"
    written = str(
        write("tabfile", CorpusFile(concepts=[Concept(id="a", term=term, definition=text, aliases=aliases)]), Options()).content
    )
    assert written.count("\n") == 1
    names, _, said = written.removesuffix("\n").partition("\t")
    assert "\t" not in said
    assert restore(said) == text
    assert restore(names).lstrip("\u2060").startswith(" ".join(term.split()))
    assert not names.startswith("#")


def test_an_empty_corpus_is_an_empty_file() -> None:
    """Without concepts, and without anything to tell of them, nothing is written."""
    assert write("tabfile", CorpusFile(concepts=[]), Options()).content == ""
