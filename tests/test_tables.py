"""CSV and TSV: read as people and their spreadsheets write them, and back from what is exported."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from socialpower_cli import CorpusError, open_corpus
from socialpower_cli.corpus.model import Concept, CorpusFile, Example, Link, as_data
from socialpower_cli.exchange import Options, parse, tables

from .conftest import TESTS, Sp, concepts


def read(text: str | bytes, path: str = "x.csv", **asked: Any) -> list[Concept]:
    """Return the concepts of a table."""
    data = text if isinstance(text, bytes) else text.encode()
    return parse(path, data, **asked).corpus.concepts


def dropped(text: str | bytes, path: str = "x.csv", **asked: Any) -> list[tuple[str, ...]]:
    """Return what was dropped of a table."""
    return [tuple(one) for one in parse(path, text if isinstance(text, bytes) else text.encode(), **asked).dropped]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("term,definition\nPower,To be able.\n", "x.csv"),
        ("Term;Definition\nPower;To be able.\n", "x.csv"),
        ("TERM\tMeaning\nPower\tTo be able.\n", "x.tsv"),
        ("TERM\tMeaning\nPower\tTo be able.\n", "x.csv"),
        ("name|description\nPower|To be able.\n", "x.csv"),
        ("sep=;\nConcept;Definition\nPower;To be able.\n", "x.csv"),
        ("\n\nskos:prefLabel,skos:definition\n\nPower,To be able.\n", "x.csv"),
        ('"Preferred term" , "Definitions"\r\n"Power" , "To be able."\r\n', "x.csv"),
        ("Definition,No,Term\nTo be able.,1,Power\n", "x.csv"),
        ("term,definition\nPower,To be able.", ""),
    ],
)
def test_the_delimiter_and_the_columns_are_found_out(text: str, path: str) -> None:
    """Whatever parts the cells, in whatever order the columns stand and however they are called."""
    assert [(one.id, one.term, one.definition) for one in read(text, path)] == [("power", "Power", "To be able.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    """UTF-8 with and without a mark, UTF-16 and UTF-32, and what Windows in the West writes."""
    data = "term,definition\nÉlite,Those who “lead” – at a café.\n".encode(encoding)
    assert [(one.term, one.definition) for one in read(data)] == [("Élite", "Those who “lead” – at a café.")]


def test_several_values_in_a_cell_are_parted() -> None:
    """At bars, else line breaks, else, of names, semicolons, else commas; texts are parted at no commas."""
    text = (
        "term,aliases,everyday\n"
        'A,"one, two",It is so; so it is.\n'
        'B,"one, one; two",x | y\n'
        'C,"one; one | two","x\ny"\n'
        "D,a \\| b | c,\n"
        'E,"one, one |",\n'
    )
    assert [(one.aliases, one.everyday) for one in read(text)] == [
        (["one", "two"], ["It is so; so it is."]),
        (["one, one", "two"], ["x", "y"]),
        (["one; one", "two"], ["x", "y"]),
        (["a | b", "c"], []),
        (["one, one"], []),
    ]


def test_what_is_dropped_is_told_with_its_line() -> None:
    """Columns that no field is called like, rows without a term, cells beyond the last column, links that lead nowhere."""
    text = 'term,definition,owner,broader\n"Two\nlines",x,Ana,\n\nB,y,,Nowhere\n,z,,\nC,z,,C,more\n'
    assert dropped(text) == [
        ("line 1", "column 'owner'", "no field of an entry is called so"),
        ("line 6", "the row", "it has no term"),
        ("line 7", "cell 'more'", "it stands beyond the last column"),
        ("line 5", "broader 'Nowhere'", "no entry has this id or name"),
        ("line 7", "broader 'C'", "an entry does not link to itself"),
    ]


def test_links_are_led_by_id_term_and_alias() -> None:
    """A link may name an entry in any way, below or above it, with a reason after a colon."""
    text = "id,term,aliases,broader,narrower,related,contrasts\np,Power,might,,Clout,,\n"
    text += ",Clout,,,,MIGHT: both weigh,p\n,Sway,,clout,,,\n"
    power, clout, sway = read(text)
    assert (power.broader, clout.broader, sway.broader) == ([], ["p"], ["clout"])
    assert clout.related == [Link("p", "both weigh")]
    assert clout.contrasts == ["p"]


def test_cycles_are_cut_and_told() -> None:
    """Of links that lead round, the one that closes the round is left out."""
    text = "term,broader\nA,B\nB,C\nC,A\n"
    assert [one.broader for one in read(text)] == [["b"], ["c"], []]
    assert dropped(text)[0] == ("line 4", "broader 'a'", "it closes a cycle: an entry cannot be broader than itself")


def test_entries_of_one_name_have_ids_of_their_own() -> None:
    """A name that two entries share is kept for both, and a link by it leads to neither."""
    text = "term,definition,broader\nBank,Money.,\nBank,River.,\nLoan,x,bank\nDebt,x,Bank \n"
    assert [one.id for one in read(text)] == ["bank", "bank-2", "loan", "debt"]
    assert read(text)[2].broader == ["bank"]
    assert ("line 5", "broader 'Bank'", "several entries have this name") in dropped(text)


def test_an_id_given_twice_is_given_once() -> None:
    """The second entry with an id gets another, which is told."""
    text = "id,term\nx,A\nx,B\na b,C\n"
    assert [one.id for one in read(text)] == ["x", "x-2", "a-b"]
    assert dropped(text)[:2] == [
        ("line 3", "id 'x'", "another entry has it; this one is 'x-2'"),
        ("line 4", "id 'a b'", "an id is short, has no spaces and nothing invisible; this one is 'a-b'"),
    ]


def test_an_entry_without_a_definition_says_where_it_stands() -> None:
    """What has no definition is an entry all the same."""
    text = "term,definition,broader\nA,,\nB,,A\n"
    assert [one.definition for one in read(text)] == ["No definition is given.", "Under A; no definition is given."]
    assert dropped(text) == [("the file", "definitions", "2 of 2 entries have none; theirs tells what they fall under")]


def test_a_language_is_chosen_among_columns() -> None:
    """Columns that tell a language are taken in the one asked for, else in English, else in the first."""
    text = "term_de,term_en,definition@de,Definition (en)\nMacht,Power,Können.,To be able.\n"
    assert [(one.id, one.definition) for one in read(text)] == [("power", "To be able.")]
    assert [(one.id, one.definition) for one in read(text, language="de")] == [("macht", "Können.")]
    assert dropped(text)[0] == ("line 1", "column 'term_de'", "the language 'en' was taken")
    with pytest.raises(CorpusError, match=r"x.csv: no column is in the language 'fr'"):
        read(text, language="fr")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the table is empty"),
        (
            b"Wort,Bedeutung\nMacht,x\n",
            "line 1: no column is called term, name or concept; the first row has 'Wort', 'Bedeutung'",
        ),
        (b"term,definition\n", "no entry was found in it, read as csv"),
        (b"PK\x03\x04....", "it is a spreadsheet, a text document or an archive"),
        (b"%PDF-1.7", "it is a PDF"),
        (bytes(range(256)) * 4, "this is no text"),
        (b"\xff\xfet\x00e", "byte 5 is not UTF-16"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, data: bytes, told: str) -> None:
    """The message says what is wrong, and the hint what to do."""
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(CorpusError) as raised, open_corpus() as corpus:
        corpus.import_file(path)
    assert raised.value.message == f"{path}: {told}."
    assert raised.value.hints


def test_formulas_come_back_as_they_were() -> None:
    """The apostrophe before what looks like a formula is taken away again, and no other."""
    terms = ["=1+1", "-x", "@a", "+b", "'=c", "'quoted'", "''-d"]
    written = tables.write(
        CorpusFile(concepts=[Concept(id=f"x{n}", term=t, definition="d") for n, t in enumerate(terms)]), Options()
    )
    assert [one.term for one in read(str(written.content))] == terms


_WORD = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
_TEXT = st.lists(_WORD, min_size=1, max_size=5).map(" ".join)
_TITLE = st.text("abcdef ghi'\"|\\;,=+-@", min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
_EXAMPLE = st.builds(Example, title=_TITLE, setting=st.sampled_from([None, "work"]), text=_TITLE, in_balance=st.none() | _TITLE)


@st.composite
def corpora(draw: st.DrawFn) -> CorpusFile:
    """Return a corpus of what a table can carry: links among its entries, no works cited."""
    ids = draw(st.lists(st.from_regex(r"[a-z]{2,6}", fullmatch=True), min_size=1, max_size=5, unique=True))
    made = []
    for place, identifier in enumerate(ids):
        names = draw(st.lists(_TEXT, max_size=4, unique=True))
        term = draw(_TEXT)
        others = [name for name in names if name != term]
        made.append(
            Concept(
                id=identifier,
                term=term,
                aliases=others[:2],
                hidden_labels=others[2:],
                definition=draw(_TEXT),
                gloss=draw(st.none() | _TEXT),
                note=draw(st.none() | _TEXT),
                origin=draw(st.none() | _TEXT),
                explanation=draw(st.none() | _TEXT),
                category=draw(st.sampled_from([None, "power", "economy"])),
                everyday=draw(st.lists(_TEXT, max_size=2, unique=True)),
                examples=draw(st.lists(_EXAMPLE, max_size=2, unique=True)),
                broader=draw(st.lists(st.sampled_from(ids[:place]), unique=True)) if place else [],
                related=draw(st.lists(st.sampled_from(ids[place + 1 :]), unique=True)) if ids[place + 1 :] else [],
            )
        )
    return CorpusFile(concepts=made)


@settings(max_examples=50)
@example(CorpusFile(concepts=[Concept(id="x", term="x", definition="d", aliases=["a, b|"], everyday=["\\", "a|"])]))
@given(corpora())
def test_a_table_that_was_exported_reads_back(corpus: CorpusFile) -> None:
    """Import after export gives back what a table can carry."""
    written = tables.write(corpus, Options())
    reading = parse("x.csv", str(written.content).encode())
    assert reading.dropped == ()
    assert list(map(as_data, reading.corpus.concepts)) == list(map(as_data, corpus.concepts))


def test_the_bundled_corpus_reads_back() -> None:
    """Of nearly seven hundred entries every name, link, scene and saying comes back."""
    with open_corpus() as corpus:
        content = corpus.export("csv").content
    again = {one.id: one for one in read(str(content))}
    for one in concepts():
        back = again[one.id]
        for field in ("term", "aliases", "definition", "gloss", "everyday", "broader", "about", "category", "situations"):
            expected = getattr(one, field)
            if "[@" not in str(expected):
                assert getattr(back, field) == expected, (one.id, field)


def test_a_table_is_looked_up_and_checked_as_it_is(run: Sp) -> None:
    """`--corpus` and `check` take a table as they take a corpus file."""
    glossary = str(TESTS / "foreign" / "glossary.csv")
    ran = run("--corpus", glossary, "define", "sway", "--brief")
    assert (ran.out, ran.err, ran.code) == (
        "Clout\nInfluence that comes from being listened to.\n",
        "Matched: sway → Clout (alias)\n",
        0,
    )
    checked = run("check", glossary)
    assert checked.code == 1
    assert "W203\tclout\tgloss\t" in checked.out


def test_the_report_goes_to_standard_error_where_the_corpus_is_the_answer(run: Sp, tmp_path: Path) -> None:
    """Without -o standard output has the corpus file alone; with it, the report."""
    glossary = str(TESTS / "foreign" / "glossary.csv")
    told = "line 1: column 'Owner': no field of an entry is called so\n"
    whole = f"{glossary}: 2 concepts and 0 sources read as csv, 1 thing dropped."
    ran = run("import", glossary)
    assert (ran.err, ran.code) == (f"{told}{whole}\n", 0)
    target = tmp_path / "out.json"
    second = run("import", glossary, "-o", str(target))
    assert second.out == f"{told}{whole} Written to {target}.\n".replace(": ", "\t", 1).replace(": no field", "\tno field")
    assert target.read_text(encoding="utf-8") == ran.out
    third = run("import", glossary, "-o", str(target))
    assert (third.out, third.code) == ("", 2)
    assert third.err.startswith(f"{target}: there is such a file already.\n")
    assert run("import", glossary, "-o", str(target), "--force").code == 0


def test_every_cell_of_an_export_is_one_line_of_a_spreadsheet() -> None:
    """The table has as many rows as concepts, whatever stands in their texts."""
    concept = Concept(id="x", term="A\nb", definition='He said: "no",\n\nand left.', aliases=["a\tb"])
    content = str(tables.write(CorpusFile(concepts=[concept]), Options()).content)
    assert len(list(csv.reader(io.StringIO(content)))) == 2
