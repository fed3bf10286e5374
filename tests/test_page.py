"""The page: one file that can be read without a script, links to nothing that is not in it, and takes texts for texts."""

import base64
import hashlib
import json
import re
import zlib
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socialpower_cli import open_corpus
from socialpower_cli.citations.markers import remove_markers
from socialpower_cli.corpus.model import Concept, CorpusFile, Example
from socialpower_cli.exchange.formats import Options, write
from socialpower_cli.exchange.page import markup
from socialpower_cli.text.words import STOP_WORDS, split_words

from .conftest import TESTS, TINY, Sp

CITED = TESTS / "corpora" / "cited.json"
BLOCKS = {"p", "div", "section", "article", "ul", "ol", "h2", "h3", "h4", "header", "footer"}
VOID = {"meta", "link", "input", "br", "img", "hr"}
MOST_BYTES = 6_000_000


class Reader(HTMLParser):
    """Reads a page: its elements with their attributes, what stands in each kind of element, and whether all are closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._pieces: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        assert len(dict(attrs)) == len(attrs)
        self._end_open(tag)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
            self._pieces.append([])

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be of this kind."""
        while self.open and self.open[-1] != tag and self.open[-1] in ("li", "p"):
            self._end(self.open[-1])
        self._end(tag)

    def _end_open(self, tag: str) -> None:
        """Close a paragraph or an item of a list before what ends it: their end tags may be left out."""
        if self.open[-1:] == ["p"] and tag in BLOCKS:
            self._end("p")
        if self.open[-1:] == ["li"] and tag == "li":
            self._end("li")

    def _end(self, tag: str) -> None:
        assert self.open.pop() == tag
        text = "".join(self._pieces.pop())
        self.texts.setdefault(tag, []).append(text)
        if self._pieces:
            self._pieces[-1].append(text)

    def handle_data(self, data: str) -> None:
        """Note text in the innermost element."""
        if self._pieces:
            self._pieces[-1].append(data)

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [attributes[attribute] or "" for _, attributes in self.elements if attribute in attributes]


def page_of(path: Path) -> str:
    """Return a corpus file as a page."""
    with open_corpus(path) as corpus:
        return str(corpus.export("html").content)


@cache
def bundled() -> str:
    """Return the bundled corpus as a page."""
    with open_corpus() as corpus:
        return str(corpus.export("html").content)


def page_with(**fields: object) -> str:
    """Return a page of one concept with some fields."""
    concept = Concept(**{"id": "one", "term": "One", "definition": "A thing.", **fields})  # type: ignore[arg-type]
    return str(write("html", CorpusFile(concepts=[concept]), Options()).content)


def data_in(page: str) -> dict[str, object]:
    """Return what the page's search reads."""
    packed = re.search(r'<script type="text/plain" id="[^"]*">([^<]*)</script>', page)
    assert packed is not None
    text, _, postings = zlib.decompress(base64.b64decode(packed[1])).partition(b"\n")
    return {**json.loads(text), "postings": list(postings)}


def test_the_bundled_corpus_is_one_page_of_less_than_six_megabytes() -> None:
    """All of it, with its search index, can be mailed and opened at once."""
    assert len(bundled().encode()) < MOST_BYTES


@pytest.mark.parametrize("path", [TINY, CITED, None], ids=["tiny", "cited", "bundled"])
def test_the_page_is_well_formed(path: Path | None) -> None:
    """Every element is closed in its order, no id is given twice, and there is one heading of the first rank."""
    reader = Reader(page_of(path) if path else bundled())
    assert reader.open == []
    assert [one for one, times in Counter(reader.values("id")).items() if times > 1] == []
    assert [tag for tag, _ in reader.elements].count("h1") == 1
    assert [tag for tag, _ in reader.elements].count("main") == 1


@pytest.mark.parametrize("path", [TINY, CITED, None], ids=["tiny", "cited", "bundled"])
def test_every_link_within_the_page_leads_somewhere(path: Path | None) -> None:
    """What a link names is in the page, but for the comparison, which the script draws."""
    reader = Reader(page_of(path) if path else bundled())
    ids = set(reader.values("id"))
    targets = {unquote(one[1:]) for one in reader.values("href") if one.startswith("#")}
    assert targets - ids == {"~compare"}


@pytest.mark.parametrize("path", [CITED, None], ids=["cited", "bundled"])
def test_nothing_is_fetched(path: Path | None) -> None:
    """No element loads anything; the policy forbids it too, and lets run only the page's own scripts, by their digests."""
    page = page_of(path) if path else bundled()
    reader = Reader(page)
    assert not {tag for tag, _ in reader.elements} & {"img", "iframe", "object", "embed", "audio", "video", "source", "base"}
    assert reader.values("src") == []
    assert [attributes["href"] for tag, attributes in reader.elements if tag == "link"] == ["data:,"]
    assert "@import" not in page
    assert "url(" not in reader.texts["style"][0]
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on") or name == "style"]
    policy = next(attributes["content"] for _, attributes in reader.elements if "http-equiv" in attributes) or ""
    runs = [text for text in reader.texts["script"] if text.startswith(("//", "(()"))]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (*runs, reader.texts["style"][0])]
    assert len(digests) == 3
    assert re.findall(r"'sha256-([^']+)'", policy) == digests
    assert policy.startswith("default-src 'none';")


def test_an_entry_can_be_read_without_a_script() -> None:
    """All that an entry says stands in the page as text: once, and in an article with the concept's id."""
    reader = Reader(bundled())
    articles = [attributes["id"] for tag, attributes in reader.elements if tag == "article"]
    with open_corpus() as corpus:
        assert articles == [one.id for one in corpus.concepts().concepts]
        for identifier, text in list(zip(articles, reader.texts["article"], strict=True))[::20]:
            entry = corpus.define(identifier or "", exact=True).entry
            said = [entry.term, entry.gloss, *entry.aliases, *entry.everyday]
            said += [part for one in entry.examples for part in (one.title, one.setting)]
            said += [one.term for kind in ("broader", "narrower", "related", "contrasts") for one in getattr(entry, kind)]
            assert [part for part in said if part and part not in text] == []
            assert remove_markers(entry.explanation or "")[:20] in text


def test_citations_lead_to_works() -> None:
    """A citation in a text is a link with author and year, its place in the work kept; the work stands in full at its end."""
    concept = Concept(id="one", term="One", definition="A thing [@dahl1957, p. 202].", sources=["dahl1957"])
    work: dict[str, object] = {"id": "dahl1957", "type": "book", "title": "Power", "author": [{"family": "Dahl"}]}
    work |= {"DOI": "10.1/x<y", "issued": {"date-parts": [[1957]]}}
    page = str(write("html", CorpusFile(concepts=[concept], sources=[work]), Options()).content)
    assert '<p class="definition">A thing (<a href="#~w=dahl1957">Dahl 1957</a>, p. 202).</p>' in page
    assert '<li id="~w=dahl1957">Dahl. (1957). Power. <a href="https://doi.org/10.1/x"' in page


def test_titles_of_works_are_in_italics() -> None:
    """Works stand in the style of the APA where it is known, the title in italics and nothing else of it markup."""
    title = "Power <i>and</i> <b>other</b> things"
    work = {"id": "w", "type": "book", "title": title, "author": [{"family": "Dahl"}]}
    concept = Concept(id="one", term="One", definition="A thing [@w].", sources=["w"])
    page = str(write("html", CorpusFile(concepts=[concept], sources=[work]), Options()).content)
    assert "Power <i>and</i> &lt;b&gt;other&lt;/b&gt; things" in page
    assert "Scott, J. C. (1985). <i>Weapons of the weak: Everyday forms of peasant resistance</i>." in bundled()


HOSTILE = [
    "</script><script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "javascript:alert(1)",
    "<!--",
    "]]>",
    "$title ${title} $$",
    "a\u202eb\x00\x1b[31m",
    "&lt;b&gt; &amp;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_never_markup(text: str) -> None:
    """Whatever stands in a corpus, the page has the elements that it would have with other words."""
    page, plain = (
        page_with(
            **dict.fromkeys(("term", "gloss", "definition", "explanation", "note", "origin", "category"), said),
            **{key: [said] for key in ("aliases", "everyday", "hidden_labels", "paraphrases", "situations")},
            examples=[Example(title=said, text=said, setting=said, in_balance=said)],
        )
        for said in (text, "x")
    )
    reader = Reader(page)
    assert [tag for tag, _ in reader.elements] == [tag for tag, _ in Reader(plain).elements]
    assert not [one for one in reader.values("href") if not one.startswith(("#", "data:,"))]
    assert "\u202e" not in page
    assert "\x00" not in page


def test_only_web_addresses_of_works_are_links() -> None:
    """An address that is code stays text; one of the web is a link that tells nobody where it was followed."""
    work = {"id": "w", "type": "webpage", "title": "See javascript:alert(1)", "URL": "https://example.org/a?b=1&c='<"}
    concept = Concept(id="one", term="One", definition="A thing.", sources=["w"])
    reader = Reader(str(write("html", CorpusFile(concepts=[concept], sources=[work]), Options()).content))
    links = [attributes for tag, attributes in reader.elements if tag == "a"]
    outside = [attributes for attributes in links if not (attributes["href"] or "").startswith("#")]
    assert outside == [{"href": "https://example.org/a?b=1&c="}]
    assert {"name": "referrer", "content": "no-referrer"} in [
        attributes for tag, attributes in reader.elements if tag == "meta"
    ]


@pytest.mark.parametrize("identifier", ["~letters", "~~x", "a/b?c#d%41", "é", "\u6f22", "'\"<&", "-", "__proto__"])
def test_any_id_is_a_place_of_its_own(identifier: str) -> None:
    """An id of any form can be linked to, and is never that of another part of the page."""
    two = [
        Concept(id=identifier, term="Other", definition="Other thing."),
        Concept(id="one", term="One", definition="A thing.", related=[identifier]),
    ]
    reader = Reader(str(write("html", CorpusFile(concepts=two), Options()).content))
    ids = Counter(reader.values("id"))
    assert ids[identifier] == 1
    assert max(ids.values()) == 1
    assert identifier in {unquote(one[1:]) for one in reader.values("href") if one.startswith("#")}


def test_the_search_has_what_is_for_search_only() -> None:
    """Names, hidden labels and the words of all texts are in the index, stop words are not; former ids lead to concepts."""
    concept = Concept(
        id="one", term="One thing", definition="Quite a thing.", aliases=["Unity"], hidden_labels=["quiet quitting"],
        paraphrases=["solitary"], situations=["the boss"], formerly=["uno"],
    )  # fmt: skip
    data = data_in(str(write("html", CorpusFile(concepts=[concept]), Options()).content))
    assert data["ids"] == ["one"]
    assert data["names"] == [["One thing", "Unity"]]
    assert data["labels"] == [["quiet quitting"]]
    assert data["formerly"] == {"uno": 0}
    assert read_words(str(data["words"])) == ["boss", "quiet", "quitting", "solitary", "thing", "unity"]


def read_words(coded: str) -> list[str]:
    """Return the words that are coded for the page."""
    words: list[str] = []
    for shared, rest in re.findall(r"([A-Z])([^A-Z.!]*)(?:\.|![0-9a-z]+)?", coded):
        words.append((words[-1] if words else "")[: ord(shared) - ord("A")] + rest)
    return words


def test_the_index_has_every_word_of_the_bundled_corpus() -> None:
    """What is packed for the page are all words of the corpus's texts, but for stop words, each once and in order."""
    words = read_words(str(data_in(bundled())["words"]))
    assert words == sorted(set(words))
    with open_corpus() as corpus:
        said = {word for one in corpus.concepts().concepts for word in split_words(one.definition)}
    assert said - STOP_WORDS <= set(words)


@given(st.text())
def test_escaped_text_is_read_back(text: str) -> None:
    """What is escaped is read as it was, but for what no document may hold."""
    reader = Reader(f'<p title="{markup.escape(text)}">{markup.escape(text)}</p>')
    shown = re.sub("[\u202a-\u202e\u2066-\u2069]", "", text)
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", shown)
    assert reader.texts["p"] == [kept]
    assert reader.values("title") == [kept]


def test_an_empty_corpus_has_a_page() -> None:
    """A corpus without concepts gives a page that says so."""
    page = str(write("html", CorpusFile(concepts=[]), Options()).content)
    assert Reader(page).open == []
    assert "0 concepts" in page


def test_the_page_is_written_to_a_file(sp: Sp, tmp_path: Path) -> None:
    """`sp export html -o FILE` writes it, and the same corpus gives the same page."""
    ran = sp("export", "html", "-o", str(tmp_path / "page.html"))
    assert (ran.err, ran.code) == ("", 0)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == page_of(TINY)


def test_a_choice_of_concepts_is_a_page_of_these() -> None:
    """Of some concepts only these are in the page, and no link leads beyond it."""
    with open_corpus() as corpus:
        page = str(corpus.export("html", "authority", "legitimacy").content)
    reader = Reader(page)
    assert [attributes["id"] for tag, attributes in reader.elements if tag == "article"] == ["authority", "legitimacy"]
    assert {unquote(one[1:]) for one in reader.values("href") if one.startswith("#")} - set(reader.values("id")) == {"~compare"}
