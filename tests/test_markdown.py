"""Markdown and plain glossaries: read as people write them, and back from what is exported."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from socialpower_cli import open_corpus
from socialpower_cli.corpus.model import Concept, CorpusFile, Link, as_data
from socialpower_cli.exchange import Options, inline, markdown, parse

from .conftest import TINY, Sp
from .test_tables import corpora

COMMONMARK = MarkdownIt("commonmark").enable("table")


def read(text: str, path: str = "x.md") -> list[Concept]:
    """Return the concepts of a glossary."""
    return parse(path, text.encode()).corpus.concepts


def pairs(text: str, path: str = "x.md") -> list[tuple[str, str]]:
    """Return the terms and definitions of a glossary."""
    return [(one.term, one.definition) for one in read(text, path)]


@pytest.mark.parametrize(
    "text",
    [
        "Power\n: To be able.\n\nClout\n: Being heard.\n",
        "Power\n: To be able.\nClout\n: Being heard.\n",
        "Power\n\n:   To be able.\n\nClout\n\n:   Being\n    heard.\n",
        "**Power**: To be able.\n\n**Clout**: Being heard.\n",
        "**Power:** To be able.\n\n__Clout__ Being heard.\n",
        "- **Power** - To be able.\n- **Clout** – Being\n  heard.\n",
        "1. **Power** — To be able.\n2. **Clout**: Being heard.\n",
        "Power - To be able.\nClout - Being heard.\n",
        "Power: To be able.\n\nClout: Being heard.\n",
        "* Power – To be able.\n* Clout: Being heard.\n",
        "## Power ##\n\nTo be able.\n\n## Clout\nBeing heard.\n",
        "# Glossary\n\n### Power\nTo be able.\n\n### Clout\n\nBeing *heard*.\n",
        "Power\n-----\n\nTo be able.\n\nClout\n-----\n\nBeing heard.\n",
        "| Term | Definition |\n|------|:---:|\n| Power | To be able. |\n| **Clout** | Being heard. |\n",
        "Wort | Sinn\n--- | ---\nPower | To be able.\nClout | Being heard.\n",
        "# A\n\n**Power**: To be able.\n\n# C\n\n**Clout**: Being heard.\n",
        "---\ntitle: x\n---\n\n**Power**: To be able.\n\n```\n**No**: no\n```\n\n<!-- no -->\n\n**Clout**: Being heard.\n",
    ],
)
def test_a_glossary_is_read_as_it_is_written(text: str) -> None:
    """Definition lists, bold terms, lines with a dash or colon, headings, tables."""
    assert pairs(text) == [("Power", "To be able."), ("Clout", "Being heard.")]


def test_further_paragraphs_explain_and_further_terms_are_aliases() -> None:
    """The first text defines, what follows explains; of several terms before a definition the first is the term."""
    (power,) = read("Power\nMight\n: To be able.\n: Also so.\n")
    assert (power.term, power.aliases, power.definition, power.explanation) == ("Power", ["Might"], "To be able.", "Also so.")
    (power,) = read("## Power\n\nTo be able.\n\nMore.\n\n- One.\n- Two.\n")
    assert power.explanation == "More. One. Two."


def test_labels_under_a_heading_fill_fields() -> None:
    """Known labels, in bold or as headings, begin fields; links lead to entries; other bold words are text."""
    text = """# Glossary
## Power
*Also:* might, force
**Category:** Work

**Nota bene** it is disputed.

**Examples:**

- *A vote* (state): The mayor decides. *In balance:* All vote.

### See also
- [Clout](#clout): both weigh
- Rank

## Clout
Being heard.
## Rank
**Broader:** [Power](power.md)

A place.
"""
    power, clout, rank = read(text)
    assert (power.aliases, power.category, power.definition) == (["might", "force"], "work", "Nota bene it is disputed.")
    assert [(one.title, one.setting, one.text, one.in_balance) for one in power.examples] == [
        ("A vote", "state", "The mayor decides.", "All vote.")
    ]
    assert power.related == [Link("clout", "both weigh"), "rank"]
    assert (clout.definition, rank.definition, rank.broader) == ("Being heard.", "A place.", ["power"])


def test_headings_above_entries_are_categories() -> None:
    """Of a glossary in chapters the chapters are categories; a single title is the title, letters are nothing."""
    corpus = parse("x.md", b"# Book\n\n# Work\n\n## Power\nx\n\n# Home\n\n## Clout\ny\n").corpus
    assert [(one.term, one.category) for one in corpus.concepts] == [("Power", "work"), ("Clout", "home")]
    assert corpus.categories == {"work": "Work", "home": "Home"}
    assert [one.category for one in read("# Book\n\n## Power\nx\n## Clout\ny\n")] == [None, None]
    assert [one.category for one in read("# C\n\n## Clout\nx\n# P\n\n## Power\ny\n")] == [None, None]


def test_what_is_no_entry_is_told_with_its_line() -> None:
    """A line that defines nothing, a table without a column of terms, a heading without text."""
    reading = parse("x.txt", b"Power - To be able.\n\nJust a line.\n")
    assert [tuple(one) for one in reading.dropped] == [("line 3", "'Just a line.'", "it is no term with a definition")]
    reading = parse("x.md", b"**Power**: x\n\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n")
    assert [tuple(one) for one in reading.dropped] == [
        ("line 3", "the table", "none of its columns is called term, name or concept")
    ]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
        ("snake_case 2 * 3 * 4 a_b_c", "snake_case 2 * 3 * 4 a_b_c"),
        ('[text](http://x "t") ![alt](y.png) <http://z> `co*de`', "text alt http://z co*de"),
        (r"\*a\* \[b\] \\ \& &amp; &lt; &eacute;", r"*a* [b] \ & & < é"),
        ("a<br>b <b>c</b> <!-- x -->", "ab c"),
        ("[@weber1947, p. 3] stays", "[@weber1947, p. 3] stays"),
    ],
)
def test_marks_are_taken_out(written: str, plain: str) -> None:
    """What is read is the text that Markdown shows."""
    assert inline.strip(written) == plain


@example("- a")
@example("1. a")
@example("12) a")
@example("# a")
@example("+ a")
@example("> a")
@example("*a* _b_ `c` [d](e) <f> &amp; ~~g~~ \\h ![i] $j$ ^k^ @l")
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40))
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    """Whatever stands in a text, no reader of Markdown takes it for marks, and ours gives it back."""
    text = " ".join(text.split())
    assert inline.strip(inline.escape(text)) == text

    class Words(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    if text.isprintable():
        shown = Words()
        shown.feed(COMMONMARK.render(inline.escape(text)))
        assert " ".join(shown.said.split()) == text


@settings(max_examples=50)
@example(CorpusFile(concepts=[Concept(id="x", term="x", definition="d", aliases=["00", "|"])]), False)
@example(CorpusFile(concepts=[Concept(id="x", term="#", definition="d", aliases=["a, b", "c; d"])]), False)
@given(corpora(), st.booleans())
def test_what_was_exported_reads_back(corpus: CorpusFile, told: bool) -> None:
    """Import after export gives back what Markdown can carry: all but what serves search alone."""
    corpus = CorpusFile(concepts=corpus.concepts, categories={"power": "Power", "economy": "Money"} if told else {})
    written = markdown.write(corpus, Options())
    reading = parse("x.md", str(written.content).encode())
    assert reading.dropped == ()
    again = {one.id: as_data(one) for one in reading.corpus.concepts}
    for concept in map(as_data, corpus.concepts):
        concept.pop("hidden_labels", None)
        back = again[concept["id"]]
        for one in (concept, back):
            one["related"] = None
        assert back == concept
    for concept in corpus.concepts:
        for other in concept.related:
            ends = reading.corpus.concepts
            linked = [one for one in ends if one.id in (concept.id, other)]
            assert any(other in one.related or concept.id in one.related for one in linked)


def test_links_lead_to_anchors() -> None:
    """Every link within the one file leads to an anchor in it, and each anchor stands there once."""
    with open_corpus() as corpus:
        text = str(corpus.export("markdown", category="bases").content)
    anchors = re.findall(r'<a id="([^"]*)">', text)
    links = re.findall(r"\]\(#([^)]*)\)", text)
    assert links
    assert set(links) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_a_folder_has_a_file_a_concept(sp: Sp, tmp_path: Path) -> None:
    """-o DIR/ makes the folder; every link between its files leads to one of them."""
    folder = tmp_path / "out"
    ran = sp("export", "markdown", "-o", f"{folder}/")
    assert ran.out.splitlines()[-1] == f"{folder}/: 8 concepts written as markdown."
    assert (ran.err, ran.code) == ("", 0)
    names = {one.name for one in folder.iterdir()}
    assert len(names) == 9
    for one in folder.iterdir():
        text = one.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert unquote(target) in names, (one.name, target)
    power = (folder / "power.md").read_text(encoding="utf-8")
    assert "# Power\n" in power
    assert [one.term for one in read(power)] == ["Power"]


def test_ids_that_file_systems_take_amiss_have_files() -> None:
    """Slashes, dots, and ids that differ in case alone."""
    concepts = [
        Concept(id=one, term=one, definition="d") for one in ("../etc/passwd", "A", "a", "index", ".", "con/", "é" * 80)
    ]
    content = markdown.write(CorpusFile(concepts=concepts), Options(several=True)).content
    assert isinstance(content, dict)
    assert len({name.lower() for name in content}) == len(concepts) + 1
    assert all(re.fullmatch(r"[^/\\.][^/\\]*\.md", name) and len(name) < 120 for name in content)


def test_citations_and_the_works_cited_stand_in_the_file() -> None:
    """Texts keep pandoc's citations; the works are in the metadata, which pandoc reads, and in a list, which people do."""
    with open_corpus(TINY) as corpus:
        text = str(corpus.export("markdown").content)
        works = {work.id for work in corpus.bibliography().works}
    assert "references:\n- {" in text
    assert "## Works cited" in text
    assert {key for key in works if f'"id": "{key}"' in text and f'<a id="ref-{key}">' in text} == works
    assert {item["id"] for item in parse("x.md", text.encode()).corpus.sources} <= works
