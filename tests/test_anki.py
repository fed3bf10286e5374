"""Cards for Anki: what stands on them, and that importing again updates them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import Refused, open_corpus
from socialpower_cli.corpus.model import Concept, CorpusFile, Example
from socialpower_cli.exchange.formats import Options, write

from .conftest import TINY, Sp

HEAD = [
    *("#separator:tab", "#html:true", "#notetype:Basic", "#deck:A tiny corpus", "#columns:guid\tFront\tBack\ttags"),
    *("#guid column:1", "#tags column:4"),
]
SCENE = Example(title="A vote", text="A veto stops all. Vetoes, and veto power, are rare.")
VETO = Concept(
    id="veto", term="Veto power", aliases=["veto"], definition="The power of veto.", category="politics", examples=[SCENE]
)


def cards(corpus: CorpusFile, **options: Any) -> list[list[str]]:
    """Return the notes of a corpus, each as its fields."""
    text = str(write("anki", corpus, Options(**options)).content)
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def test_the_file_tells_anki_all_that_it_asks(sp: Sp) -> None:
    """Separator, HTML, deck and columns stand at the head, so that one click imports it."""
    lines = sp("export", "anki").out.splitlines()
    assert lines[: len(HEAD)] == HEAD
    assert len(lines) == len(HEAD) + 8
    assert all(line.count("\t") == 3 for line in lines[len(HEAD) :])


def test_a_note_goes_from_a_term_to_what_is_said_of_it() -> None:
    """On the back stand definition, gloss, other names and an example, the citations in them written out."""
    (note,) = cards(CorpusFile(concepts=[VETO]))
    assert note[1:] == [
        "Veto power",
        "The power of veto.<br><br>Also: veto<br><br><b>A vote.</b> A veto stops all. Vetoes, and veto power, are rare.",
        "politics",
    ]


def test_cards_the_other_way_round_do_not_give_the_name_away() -> None:
    """With `reversed` the definition, with `scenes` each example asks for the concept, whose names are hidden in it."""
    note, other, scene = cards(CorpusFile(concepts=[VETO]), reversed=True, scenes=True)
    assert len({note[0], other[0], scene[0]}) == 3
    assert other[1:] == [
        "The power of &#91;…&#93;.<br><br><i>Which concept is this?</i>",
        "<b>Veto power</b> (veto)",
        "politics reversed",
    ]
    assert scene[1:] == [
        "A &#91;…&#93; stops all. Vetoes, and &#91;…&#93;, are rare.<br><br><i>Which concept is at work here?</i>",
        "<b>Veto power</b> (veto)<br><br>The power of veto.",
        "politics scene",
    ]


def test_a_note_is_known_by_its_concept_alone() -> None:
    """Whatever an entry says, its note has the identifier that it had, and so has that of an example."""
    changed = Concept(
        id="veto", term="Liberum veto", definition="Another.", examples=[Example(title="A vote", text="Another.")]
    )
    options = {"reversed": True, "scenes": True}
    assert [note[0] for note in cards(CorpusFile(concepts=[VETO]), **options)] == [
        note[0] for note in cards(CorpusFile(concepts=[changed]), **options)
    ]


def test_every_note_of_the_bundled_corpus_has_an_identifier_of_its_own() -> None:
    """Concepts, their definitions and their examples are all apart."""
    with open_corpus() as corpus:
        text = str(corpus.export("anki", reversed=True, scenes=True).content)
        examples = len(corpus.examples().examples)
        concepts = len(corpus.concepts().concepts)
    identifiers = [line.split("\t")[0] for line in text.splitlines() if not line.startswith("#")]
    assert len(set(identifiers)) == len(identifiers) == 2 * concepts + examples


def test_what_anki_would_run_is_text() -> None:
    """Neither markup nor LaTeX, sounds or formulas of Anki's come out of a corpus."""
    text = '[latex]\\input{x}[/latex] [sound:x.mp3] \\(x\\) {{c1::x}} <script>x</script> "quoted"'
    (note,) = cards(CorpusFile(title="#deck\t\n::x", concepts=[Concept(id="a", term=text, definition=text, category=text)]))
    for field in note[1:3]:
        assert not set(field.replace("<br>", "")) & set('[]\\{<>"')
    assert " " not in note[3]


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_a_note_is_one_line_of_four_fields(term: str, text: str) -> None:
    """No text has a tab or a line's end that would part a note."""
    concept = Concept(id="a", term=term, definition=text or "x", gloss=text, category=text, aliases=[term], examples=[SCENE])
    written = str(write("anki", CorpusFile(concepts=[concept]), Options(reversed=True, scenes=True)).content)
    lines = written.split("\n")
    assert lines.pop() == ""
    assert [line.count("\t") for line in lines[7:]] == [3, 3, 3]
    assert len(written.splitlines()) == 10
    assert all(line.startswith("sp-") for line in lines[7:])


def test_only_cards_have_the_options_of_cards(sp: Sp) -> None:
    """--scenes with another format is refused."""
    ran = sp("export", "csv", "--scenes")
    assert (ran.out, ran.code) == ("", 2)
    assert "scenes" in ran.err
    with open_corpus(TINY) as corpus, pytest.raises(Refused):
        corpus.export("html", reversed=True)


def test_anki_imports_updates_and_adds(tmp_path: Path) -> None:
    """Anki's own importer takes the file as it is: notes are new, then updated where they changed, and more are added."""
    collection = pytest.importorskip("anki.collection", reason="Anki is not installed")
    opened = collection.Collection(str(tmp_path / "collection.anki2"))

    def take(text: str) -> dict[str, int]:
        path = tmp_path / "cards.txt"
        path.write_text(text, encoding="utf-8")
        metadata = opened.get_csv_metadata(path=str(path), delimiter=None)
        log = opened.import_csv(collection.ImportCsvRequest(path=str(path), metadata=metadata)).log
        return {kind: len(getattr(log, kind)) for kind in ("new", "updated", "duplicate", "conflicting")}

    with open_corpus(TINY) as corpus:
        text = str(corpus.export("anki").content)
        more = str(corpus.export("anki", reversed=True, scenes=True).content)
    assert take(text) == {"new": 8, "updated": 0, "duplicate": 0, "conflicting": 0}
    assert take(text.replace("<i>", "<i>now ")) == {"new": 0, "updated": 8, "duplicate": 0, "conflicting": 0}
    took = take(more)
    assert took["new"] == len(more.splitlines()) - len(text.splitlines())
    assert took["conflicting"] == 0
    opened.close()
