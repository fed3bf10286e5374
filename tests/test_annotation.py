"""The concepts that a text names: where, which names mean them, and what becomes of the text."""

import json
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from socialpower_cli import Refused, open_corpus
from socialpower_cli.annotation import sense
from socialpower_cli.annotation.annotating import annotate
from socialpower_cli.annotation.mentions import find_mentions
from socialpower_cli.annotation.prose import GAP, keep_prose
from socialpower_cli.answers import Annotated, Form, Names
from socialpower_cli.corpus.model import Concept
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.index import Index
from socialpower_cli.index.compiling import compile_corpus
from socialpower_cli.render import Display, Output, as_footnotes, as_page, choose_output, painting, plain
from socialpower_cli.text.words import tokenize

from .conftest import TINY, Sp, index


def index_of(*named: tuple[str, str] | tuple[str, str, str]) -> Index:
    """Return the index of concepts given as id, term and, if any, aliases with semicolons between."""
    concepts = {
        identifier: Concept(
            id=identifier, term=term, definition=f"What {term} is.", aliases=[a for a in ";".join(more).split(";") if a]
        )
        for identifier, term, *more in named
    }
    return Index(compile_corpus(Corpus(concepts, {}, {}, [])))


@cache
def small() -> Index:
    """Return an index with names of every kind."""
    return index_of(
        ("power", "Power"),
        ("power-imbalance", "Power imbalance", "power asymmetry;unequal power"),
        ("power-to", "Power to", "ability to act"),
        ("rights", "Rights", "entitlements"),
        ("folkways-and-mores", "Folkways and mores", "mores"),
        ("social-identity-theory", "Social identity theory", "SIT"),
        ("labor-market", "Labour market"),
        ("groupthink", "Groupthink"),
        ("exit-voice-and-loyalty", "Exit, voice, and loyalty"),
        ("government", "Government"),
        ("hierarchy", "Hierarchy"),
        ("elite", "Élite"),
        ("rank-order", "Rank order", "rank"),
        ("status", "Status", "rank"),
        ("order", "Order"),
        ("shared-meaning", "Shared meaning"),
        ("social-order", "Social order", "order"),
    )


def found(text: str, form: Form = "text", every: bool = True) -> list[tuple[str, str]]:
    """Return what a text names in the small corpus: what stands there, and the concept."""
    return [(one.text, one.id) for one in annotate(small(), text, form, "all", every).annotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Power.", [("Power", "power")]),
        ("POWERS", [("POWERS", "power")]),
        ("the power's edge", [("power's", "power")]),
        ("power imbalances and power", [("power imbalances", "power-imbalance"), ("power", "power")]),
        ("a power-imbalance", [("power-imbalance", "power-imbalance")]),
        ("power\nimbalance", [("power\nimbalance", "power-imbalance")]),
        ("power\r\nimbalance", [("power\r\nimbalance", "power-imbalance")]),
        ("power\n\nimbalance", [("power", "power")]),
        ("power; imbalance", [("power", "power")]),
        ("power, imbalance", [("power", "power")]),
        ("powerimbalance", [("powerimbalance", "power-imbalance")]),
        ("unequal power imbalance", [("unequal power", "power-imbalance")]),
        ("labor markets, labour market", [("labor markets", "labor-market"), ("labour market", "labor-market")]),
        ("group-think and groupthink", [("group-think", "groupthink"), ("groupthink", "groupthink")]),
        ("exit, voice and loyalty", [("exit, voice and loyalty", "exit-voice-and-loyalty")]),
        ("exit, voice, and loyalty", [("exit, voice, and loyalty", "exit-voice-and-loyalty")]),
        ("hierarchies", [("hierarchies", "hierarchy")]),
        ("elites, élites", [("elites", "elite"), ("élites", "elite")]),
        ("e\u0301lite \U0001f600 power", [("e\u0301lite", "elite"), ("power", "power")]),
    ],
)
def test_names_are_met_in_any_form(text: str, expected: list[tuple[str, str]]) -> None:
    """Case, number, possessives, spelling, accents, hyphens and a line break do not matter; the longest name wins."""
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "self-government and power-hungry",
        "empowered, powerful",
        "https://power.org/power www.power.org power@power.org mailto:me@power.org",
        "power_index government.py @power.x",
        "right, entitlement? more",
        "sit, Sit",
        "shared",
        "rank",
        "the power to vote"[4:9] + "ful",
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    """Parts of words and addresses, the singular of a plural, letters that are no acronym, and names of two concepts."""
    assert found(text) == []


def test_a_name_that_runs_on_counts_as_a_term_alone() -> None:
    """A name that ends in a word such as "to" is met with its hyphen or in quotation marks, not within a sentence."""
    assert found("the power to vote") == [("power", "power")]
    assert found("power-to and “power to”") == [("power-to", "power-to"), ("power to", "power-to")]


def test_a_name_means_the_nearer_concept() -> None:
    """What is the term of one concept and an alias of another means the first; an acronym is met as it is written."""
    assert found("order") == [("order", "order")]
    assert found("SIT") == [("SIT", "social-identity-theory")]


MARKDOWN = """---
title: power
---
# Power

`power` ``power`` [power](x "power") ![power](x) <b title="power">x</b> <https://power.org> &Pi;
[power][x] [^power] [x]

    power

- power in a list

  ~~~
  power
  ~~~

> power
> imbalance

| power | x |
| --- | --- |
| power | `power` |

<div>
power
</div>

[x]: https://power.org "power"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_markup_is_no_prose(newline: str, start: str) -> None:
    """Of Markdown headings, paragraphs, lists, quotations and cells are read; code, links, tags and data are not."""
    text = start + MARKDOWN.replace("\n", newline)
    said = annotate(small(), text, "markdown", "all", True)
    quoted = f"power{newline}> imbalance"
    assert [one.text for one in said.annotations] == ["Power", "power", quoted, "power", "power"]
    assert all(text[one.start : one.end] == one.text for one in said.annotations)


def test_characters_by_name_are_no_words() -> None:
    """What names a character in HTML is none of the words of Markdown."""
    said = annotate(index_of(("amp", "Amp")), "&amp; amp", "markdown", "all", True)
    assert [(one.start, one.end) for one in said.annotations] == [(6, 9)]


def test_odd_names_do_no_harm() -> None:
    """A name that is a word such as "it" is not met, and one character that is read as several words is marked once."""
    corpus = index_of(("it", "It"), ("one", "1"), ("two", "2"))
    assert [(one.text, one.id) for one in annotate(corpus, "it is \u00bd", "text", "all", True).annotations] == [
        ("\u00bd", "one")
    ]


def test_plain_text_has_no_markup() -> None:
    """As text, an indented line and what stands between backticks are read."""
    assert found("    power\n`power`", "text") == [("power", "power"), ("power", "power")]
    assert found("    power\n\n`power`", "markdown") == []


def test_the_first_place_is_marked_or_every_one() -> None:
    """Without `every` each concept is marked once, and counted as often as it is named."""
    said = annotate(small(), "Power, order, power.", "text", "all", False)
    assert [(one.start, one.end, one.text, one.id) for one in said.annotations] == [
        (0, 5, "Power", "power"),
        (7, 12, "order", "order"),
    ]
    assert [(one.id, one.count) for one in said.concepts] == [("power", 2), ("order", 1)]
    assert len(annotate(small(), "Power, order, power.", "text", "all", True).annotations) == 3


def meant(text: str, names: Names = "telling") -> list[str]:
    """Return the concepts of the bundled corpus that a text names."""
    return [one.id for one in annotate(index(), text, "text", names).concepts]


def test_everyday_words_count_in_texts_about_the_field() -> None:
    """A name that is an everyday word counts where the words around it are about the concept, and not in a recipe."""
    recipe = "Lower the power of the grill once the crust colours, and face each roll with egg; the state of the yeast matters."
    politics = (
        "Those who hold power over a people rule by force or by consent, and whoever rules commands obedience and the state."
    )
    assert meant(recipe) == []
    assert "power" in meant(politics)
    assert {"power", "face", "state"} <= set(meant(recipe, "all"))


def test_few_words_tell_too() -> None:
    """In a sentence or two everyday words are told apart as in a long text."""
    assert {"power", "state", "law"} <= set(meant("Power is everywhere, and the power of the state rests on law."))
    assert meant("The face of the cliff was wet. In the field, cows stood in a group.") == []


def test_names_that_everyday_language_lacks_count_by_themselves() -> None:
    """What is a term and nothing else counts wherever it stands, and is all that counts as certain."""
    text = "Lower the hegemony of the grill; a power asymmetry in the oven; the power of the state rules over its subjects."
    assert meant(text, "certain") == ["hegemony", "power-imbalance"]
    assert {"hegemony", "power-imbalance"} <= set(meant(text))


@pytest.mark.parametrize("text", ["in the face of power", "a power of attorney", "POWER PLANTS", "the power\nsupply"])
def test_a_set_phrase_names_nothing(text: str) -> None:
    """A name within a phrase of everyday English is none, unless all are asked for."""
    corpus = index_of(("power", "Power"), ("face", "Face"))
    certain = [one.text.lower() for one in annotate(corpus, text, "text", "certain", True).annotations]
    assert certain == (["power"] if text.startswith("in") else [])
    assert len(annotate(corpus, text, "text", "all", True).annotations) == len(certain) + 1


def test_a_longer_name_beats_a_set_phrase() -> None:
    """The longest wins: a name that a set phrase is a part of is met whole."""
    corpus = index_of(("power", "Power"), ("theory", "Power plant theory"))
    assert [one.id for one in annotate(corpus, "power plant theory", "text", "certain").annotations] == ["theory"]
    corpus = index_of(("power", "Power"), ("supply", "Power supply"))
    assert [one.id for one in annotate(corpus, "power supply", "text", "certain").annotations] == ["supply"]


def test_a_word_alone_counts() -> None:
    """Where no words stand around a name there is nothing to speak against it."""
    assert meant("Power!") == ["power"]


def test_a_corpus_without_vectors_has_certain_names_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no likeness can be measured everyday words are left out."""
    text = "Those who hold power over a people have hegemony."
    monkeypatch.setattr(Index, "vectors", lambda _: [])
    assert meant(text) == ["hegemony"]


@pytest.mark.parametrize(("form", "names"), [("rtf", "all"), ("text", "some")])
def test_what_is_asked_must_be_known(form: str, names: str) -> None:
    """Another form of text or choice of names is refused in words."""
    with pytest.raises(Refused, match="There is no"), open_corpus(TINY) as corpus:
        corpus.annotate("power", form=form, names=names)  # type: ignore[arg-type]


WORDS = ["power", "Power imbalance", "order", "élite", "e\u0301lite", "\U0001f600", "½", "self-", "a", "rights", "\u200b"]
SIGNS = [
    " ",
    "\n",
    "\r\n",
    "\n\n",
    ". ",
    "*",
    "`",
    "[",
    "](x)",
    "> ",
    "- ",
    "#",
    "<b>",
    "|",
    "    ",
    "```\n",
    "[^sp-power]",
    "&",
    "\\",
]
TEXTS = (
    st.lists(st.sampled_from(WORDS + SIGNS) | st.text(max_size=3), max_size=40)
    .map("".join)
    .map(lambda text: text.replace("\0", ""))
)


@given(TEXTS, st.sampled_from(["markdown", "text"]), st.booleans())
def test_places_are_right(text: str, form: Form, every: bool) -> None:
    """What is annotated stands where it is said to, in order, nothing overlaps, and the counts are those of all places."""
    said = annotate(small(), text, form, "all", every)
    at = 0
    for one in said.annotations:
        assert at <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        at = one.end
    assert {one.id for one in said.annotations} == {one.id for one in said.concepts}
    everywhere = [one.id for one in annotate(small(), text, form, "all", True).annotations]
    assert {one.id: one.count for one in said.concepts} == {name: everywhere.count(name) for name in everywhere}


@given(TEXTS)
def test_prose_keeps_its_place(text: str) -> None:
    """What is read as prose has as many characters, each the text's own, a gap, or a space within a paragraph."""
    for form in ("markdown", "text"):
        kept = keep_prose(text, form)
        assert len(kept) == len(text)
        assert all(one in (GAP, " ", other) for one, other in zip(kept, text, strict=True))


def remove_footnotes(noted: str, text: str) -> str:
    """Return a text with footnotes without them: the marks where they stand, and the notes at the end."""
    prefix = next(p for p in ("sp-", *(f"sp{n}-" for n in range(2, 99))) if f"[^{p}" not in text.casefold())
    body, *_ = re.split(rf"(?<=[\r\n])\[\^{prefix}[^\]]+\]: ", noted, maxsplit=1)
    return re.sub(rf"\[\^{prefix}[^\]]+\]", "", body)


@given(TEXTS)
def test_without_its_footnotes_the_text_is_as_it_was(text: str) -> None:
    """Footnotes change no character of the text; after it stand line breaks alone, then the notes."""
    said = annotate(small(), text, "markdown", "all", True)
    try:
        noted = as_footnotes.render(said)
    except Refused:
        assert said.annotations
        return
    back = remove_footnotes(noted, text)
    assert back.startswith(text)
    assert not back[len(text) :].strip("\r\n")


@given(TEXTS, st.sampled_from(["markdown", "text"]))
def test_every_annotation_is_a_link_of_the_page(text: str, form: Form) -> None:
    """The page has a link for each annotation, every link of its own leads somewhere, and it is well formed."""
    said = annotate(small(), text, form, "all", True)
    page = Page()
    page.feed(as_page.render(said))
    assert page.open == []
    assert page.words == [" ".join(one.text.replace(">", " ").split()) for one in said.annotations] or form == "markdown"
    assert len(page.words) == len(said.annotations)
    assert page.targets <= page.places


VOID = ("meta", "br", "hr")  # elements that have no end


class Page(HTMLParser):
    """Reads a page: which elements are open, where links within it lead, what can be led to, what is linked as a concept."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.targets: set[str] = set()
        self.places: set[str] = set()
        self.words: list[str] = []
        self.loads: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        values = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if (values.get("href") or "").startswith("#concept-") or (values.get("href") or "").startswith("#named-"):
            self.targets.add(str(values["href"])[1:])
        if "id" in values:
            self.places.add(str(values["id"]))
        if tag in ("img", "script", "link", "iframe"):
            self.loads.append(tag)
        if values.get("class") == "concept":
            self.words.append("")
            self._within = True

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends, which must be the last that began."""
        assert tag in VOID or self.open.pop() == tag
        self._within = self._within and tag != "a"

    def handle_data(self, data: str) -> None:
        """Note words of a link to a concept."""
        if self._within:
            self.words[-1] = " ".join((self.words[-1] + data).split())


def test_a_page_stands_alone() -> None:
    """Nothing of a text runs or is loaded in its page: tags are shown, pictures are words, light and dark are provided for."""
    text = "<script>alert(1)</script> power ![a cat](https://example.org/cat.png) [x](javascript:alert(1)) <img src=x>"
    said = annotate(small(), text, "markdown", "all")
    written = as_page.render(said)
    page = Page()
    page.feed(written)
    assert page.loads == []
    assert "cat.png" not in written.partition("<main>")[2]
    assert 'href="javascript' not in written
    assert "&lt;script&gt;" in written
    assert "prefers-color-scheme: dark" in written
    assert "&lt;script&gt;" in as_page.render(annotate(small(), text, "text", "all"))


def test_footnotes_parse() -> None:
    """A parser of footnotes finds each mark and note, the glosses have no markup, and labels are new to the text."""
    corpus = index_of(("power", "Power*", "power"), ("a_b", "Order", ""), ("A-B", "Rank", ""), ("a-b", "Status", ""))
    text = "power order rank status [^sp-x]\r\n\r\n[^sp-x]: mine\r\n"
    noted = as_footnotes.render(annotate(corpus, text, "markdown", "all"))
    labels = re.findall(r"(?<!\n)\[\^(sp2-[^\]]+)\](?!:)", noted)
    assert labels == ["sp2-power", "sp2-2", "sp2-A-B", "sp2-4"]
    assert [line for line in noted.split("\r\n") if line.startswith("[^sp2-")] == [
        r"[^sp2-power]: **Power\***: What Power\* is.",
        "[^sp2-2]: **Order**: What Order is.",
        "[^sp2-A-B]: **Rank**: What Rank is.",
        "[^sp2-4]: **Status**: What Status is.",
    ]
    assert "\n" not in noted.replace("\r\n", "")


def test_a_mark_makes_no_link() -> None:
    """Where a bracket follows a name the note goes to the next place, since with the mark they would be a link."""
    assert as_footnotes.render(annotate(small(), "power(s)", "markdown", "all", True)) == "power(s)"
    noted = as_footnotes.render(annotate(small(), "power(s) power", "markdown", "all", True))
    assert noted.startswith("power(s) power[^sp-power]\n\n[^sp-power]: ")


def test_footnotes_of_the_text_stay_apart() -> None:
    """A mark may stand before another one's, and none stands within a footnote, whatever paragraphs that has."""
    corpus = index_of(("power", "Power", ""), ("rank", "Rank", ""))
    text = "power[^1] rank\n\n[^1]: of rank\n\n    and power\n"
    noted = as_footnotes.render(annotate(corpus, text, "markdown", "all", True))
    assert noted.startswith("power[^sp-power][^1] rank[^sp-rank]\n\n[^1]: of rank\n\n    and power\n\n[^sp-power]: ")
    text = "[^1]: of rank\nand rank\n\nrank\n"
    noted = as_footnotes.render(annotate(corpus, text, "markdown", "all", True))
    assert noted.startswith("[^1]: of rank\nand rank\n\nrank[^sp-rank]\n\n")


@pytest.mark.parametrize("ending", ["```\ncode", "<!-- note", "<pre>\nx"])
def test_notes_need_a_text_that_has_ended(ending: str) -> None:
    """Within code or a tag that is not closed no note can be written; that is said."""
    with pytest.raises(Refused, match="not closed"):
        as_footnotes.render(annotate(small(), f"power\n\n{ending}", "markdown", "all"))
    after = MarkdownIt().parse(as_footnotes.render(annotate(small(), "- power\n\n      code", "markdown", "all")))
    assert after[-1].type == "paragraph_close"


def shown(said: Annotated) -> str:
    """Return a text as a pipe has it."""
    return painting.paint(plain.render(said), styles=False)


def test_plain_text_keeps_its_lines() -> None:
    """In a pipe the text has its own lines, tabs and spaces, with numbers after the names."""
    text = "  power\t\torder\r\n\r\npower  \n"
    assert shown(annotate(small(), text, "text", "all")) == (
        "  power[1]\t\torder[2]\n\npower  \n\n[1] Power (power): What Power is. (2 times)\n[2] Order (order): What Order is.\n"
    )


def test_numbers_are_told_from_those_of_the_text() -> None:
    """A text that has numbers in square brackets gets others."""
    assert shown(annotate(small(), "power [1]", "text", "all")).startswith("power{1} [1]\n")


def test_a_terminal_obeys_nothing_of_a_text() -> None:
    """Escape sequences in a text are shown as what they are not."""
    assert "\x1b" not in shown(annotate(small(), "\x1b[31m power \x9b2J", "text", "all"))


def pipe(environment: dict[str, str], data: bytes, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    """Return what `sp annotate -` on the tiny corpus makes of bytes."""
    command = [sys.executable, "-m", "socialpower_cli", "--corpus", str(TINY), "annotate", "-", *arguments]
    return subprocess.run(command, env=environment, input=data, capture_output=True, check=False, timeout=60)


def test_the_contract(environment: dict[str, str]) -> None:
    """JSON has the annotations with their places and the concepts with their counts, each with its keys in order."""
    done = pipe(environment, "\ufeffPower, power\r\n".encode(), "--json")
    assert json.loads(done.stdout) == {
        "annotations": [{"start": 1, "end": 6, "text": "Power", "id": "power"}],
        "concepts": [{"id": "power", "term": "Power", "gloss": "being able to bring about effects", "count": 2}],
    }
    assert (done.stderr, done.returncode) == (b"", 0)


def test_a_text_comes_back_to_the_byte(environment: dict[str, str]) -> None:
    """With footnotes every byte of the text is there, its mark and line ends included, in any locale."""
    text = "\ufeffPower\r\n\r\nna\u00efve  \t\x0c\r\n".encode()
    done = pipe({**environment, "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, text, "--format", "markdown")
    assert done.stdout.replace(b"[^sp-power]\r", b"\r").startswith(text + b"\r\n[^sp-power]: **Power**: ")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", b"Standard input is empty"),
        (b" \n", b"Standard input is empty"),
        (b"power \xff", b"Standard input is not UTF-8 text (byte 7)"),
        ("power".encode("utf-16"), b"iconv -f UTF-16 -t UTF-8"),
        (b"power\0", b"Standard input is no text"),
    ],
)
def test_what_is_no_text_is_refused(environment: dict[str, str], data: bytes, told: bytes) -> None:
    """Nothing, bytes that are not UTF-8 and programs give a sentence, the next step, and exit code 2."""
    done = pipe(environment, data)
    assert (done.stdout, done.returncode) == (b"", 2)
    assert told in done.stderr
    assert b"Traceback" not in done.stderr


def test_what_is_no_file_is_refused(sp: Sp, tmp_path: Path) -> None:
    """A folder, a file that is not there and one that may not be read are told apart, by name."""
    assert (sp("annotate", str(tmp_path)).err.splitlines()[0], sp("annotate", str(tmp_path)).code) == (
        f"{tmp_path} is a folder.",
        2,
    )
    missing = sp("annotate", str(tmp_path / "x.md"))
    assert missing.err.startswith(f"{tmp_path / 'x.md'} cannot be read (No such file or directory).")
    assert missing.code == 2


def test_a_text_without_names_is_shown_still(environment: dict[str, str]) -> None:
    """Where nothing is named the text comes back, stderr says so, and the exit code is 1."""
    for option in ((), ("--format", "markdown")):
        done = pipe(environment, b"The cat sat.\n", *option)
        assert (done.stdout, done.returncode) == (b"The cat sat.\n", 1)
        assert done.stderr.startswith(b"The text names no concept of this corpus.")
    assert json.loads(pipe(environment, b"The cat sat.", "--json").stdout) == {"annotations": [], "concepts": []}


def test_the_ending_says_what_a_file_is(sp: Sp, tmp_path: Path) -> None:
    """A .txt file is plain text, unless --from or --format markdown says otherwise; others are Markdown."""
    for name, options, names in [
        ("a.md", (), 0),
        ("a.txt", (), 1),
        ("a.txt", ("--from", "markdown"), 0),
        ("a.txt", ("--format", "markdown"), 0),
        ("a.md", ("--from", "text"), 1),
    ]:
        (tmp_path / name).write_text("`power`", encoding="utf-8")
        assert sp("annotate", str(tmp_path / name), *options).code == 1 - names


def test_a_format_and_json_do_not_go_together(sp: Sp) -> None:
    """--format makes a page, --json a document: one at a time."""
    ran = sp("annotate", "--json", "--format", "html", "x.md")
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith("--format and --json do not go together.")


def test_a_page_is_for_any_stream() -> None:
    """A format is written as it is wherever it goes."""
    assert choose_output(Display(page="html")) == Output("plain", False, *choose_output(Display())[2:4], page="html")


def test_what_a_long_text_has_often_counts_as_it_does_on_average(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond so many mentions of a concept the words around the others are not measured any more."""
    text = (
        "The power of kings. " + "Cooking and baking. " * 30 + "The power went out. " + "Rain falls. " * 50 + "A power kettle."
    )
    tokens = tokenize(text)
    mentions = [one for one in find_mentions(index(), text, tokens) if one.name.key == "power"]
    one, other, last = sense.measure_likeness(index().vectors(), tokens, mentions)
    assert one
    assert other
    monkeypatch.setattr(sense, "MOST", 2)
    *first, usual = sense.measure_likeness(index().vectors(), tokens, mentions)
    assert first == [one, other]
    assert usual == pytest.approx(((one.concept + other.concept) / 2, (one.field + other.field) / 2))
    assert usual != last
