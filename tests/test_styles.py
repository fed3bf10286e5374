"""Citing in a style: APA, MLA, Chicago, Harvard, of works and of the entry itself."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from socialpower_cli import Refused, open_corpus
from socialpower_cli.citations import casing, crediting
from socialpower_cli.citations.italics import remove_italics, split_italics
from socialpower_cli.citations.styled import digest_work, read_references
from socialpower_cli.citations.styles import STYLES, StyleKey
from socialpower_cli.citations.styling import write_reference
from socialpower_cli.corpus import locations, reading

from .conftest import TESTS, TINY, Sp, concepts

ROOT = TESTS.parent
ITEMS = reading.read_file(locations.bundled()).sources
REFERENCES = read_references(locations.bundled_references())


def person(family: str, given: str, **parts: str) -> dict[str, str]:
    """Return a name in CSL."""
    return {"family": family, "given": given, **{key.replace("_", "-"): value for key, value in parts.items()}}


def issued(*parts: int) -> dict[str, list[list[int]]]:
    """Return a date in CSL."""
    return {"date-parts": [list(parts)]}


def load_tool() -> ModuleType:
    """Return tools/references.py as a module."""
    spec = importlib.util.spec_from_file_location("references", ROOT / "tools" / "references.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REMEDY = "Run: python tools/references.py"


def test_every_work_was_styled_for_the_release() -> None:
    """Each work of the corpus, as it is now, has its references, and no other has."""
    assert set(REFERENCES) == {digest_work(item) for item in ITEMS}, REMEDY


def test_the_references_are_of_this_program_and_these_styles() -> None:
    """Nothing that has a say in how a reference is written has changed since they were made."""
    line = Path(locations.bundled_references()).read_text(encoding="utf-8").partition("\n")[0]
    assert json.loads(line) == {"writers": load_tool().digest_writers()}, REMEDY


def some_items() -> list[dict[str, Any]]:
    """Return every twenty-fifth work of each type, and at least three."""
    by_type: dict[str, list[dict[str, Any]]] = {}
    for item in ITEMS:
        by_type.setdefault(item["type"], []).append(item)
    return [item for some in by_type.values() for place, item in enumerate(some) if place < 3 or not place % 25]


def test_the_references_are_current() -> None:
    """The processor, run over works of each type, gives what is in the file."""
    for item in some_items():
        for style in STYLES:
            assert write_reference(item, style) == REFERENCES[digest_work(item)][style], (item["id"], style, REMEDY)


def test_references_are_clean() -> None:
    """No reference has doubled punctuation, an empty place, markup other than italics, or a straight quotation mark."""
    faults = ("  ", " ,", " .", ",,", "()", "[]", "“”", "‘’", "?.", "!.", "“.", "&amp;", '"', "'", " n. pag", "None.")
    for item in ITEMS:
        for style, reference in REFERENCES[digest_work(item)].items():
            plain = remove_italics(reference)
            assert not [fault for fault in faults if fault in plain.replace(" ...", "")], (style, reference)
            assert ".." not in plain.replace("...", ""), (style, reference)
            assert "<" not in plain, (style, reference)
            assert reference.count("<i>") == reference.count("</i>")


def test_references_say_what_the_work_says() -> None:
    """The year, the title but for its case, and the family name of the first author stand in each reference."""
    for item in ITEMS:
        title = [word for word in "".join(c if c.isalnum() else " " for c in item["title"]).lower().split() if len(word) > 4]
        names = [name for name in item.get("author", []) if name.get("family")]
        for style, reference in REFERENCES[digest_work(item)].items():
            plain = remove_italics(reference).replace("’", "'")
            assert all(word in plain.lower() for word in title), (style, reference)
            assert all(name["family"].lower() in plain.lower() for name in names[:1]), (style, reference)
            assert str(item.get("issued", {}).get("date-parts", [[""]])[0][0]).lstrip("-") in plain, (style, reference)


ARTICLE = {
    "type": "article-journal",
    "author": [person("Emerson", "Richard M.")],
    "title": "Power-Dependence Relations",
    "container-title": "American Sociological Review",
    "volume": "27",
    "issue": "1",
    "page": "131-141",
    "issued": issued(1962),
    "DOI": "10.2307/2089716",
}
CHAPTER = {
    "type": "chapter",
    "author": [person("French", "John R. P."), person("Raven", "Bertram")],
    "editor": [person("Cartwright", "Dorwin")],
    "title": "The Bases of Social Power",
    "container-title": "Studies in Social Power",
    "page": "150-167",
    "publisher": "University of Michigan Press",
    "publisher-place": "Ann Arbor",
    "issued": issued(1959),
}
EDITED = {
    "type": "book",
    "editor": [person("Burchell", "Graham"), person("Gordon", "Colin")],
    "title": "The Foucault Effect: Studies in Governmentality",
    "publisher": "Harvester",
    "issued": issued(1991),
}
BODY = {
    "type": "report",
    "author": [{"literal": "World Health Organization"}],
    "title": "World Report on Violence and Health",
    "publisher": "World Health Organization",
    "issued": issued(2002),
}
CASE = {
    "type": "legal_case",
    "title": "Virginia v. Black",
    "number": "538 U.S. 343",
    "authority": "Supreme Court of the United States",
    "issued": issued(2003),
}
STATUTE = {
    "type": "legislation",
    "title": "Civil Rights Act of 1991",
    "number": "Pub. L. 102-166, 105 Stat. 1071",
    "authority": "United States Congress",
    "issued": issued(1991),
}
ANONYMOUS = {
    "type": "article-newspaper",
    "title": "New Mexico Tribe Wants Payment for Use of Symbol",
    "container-title": "The Seattle Times",
    "issued": issued(1998, 10, 18),
}

WRITTEN: list[tuple[str, dict[str, Any], StyleKey, str]] = [
    (
        "article",
        ARTICLE,
        "apa",
        (
            "Emerson, R. M. (1962). Power-dependence relations. <i>American Sociological Review</i>, <i>27</i>(1), 131–141. "
            "https://doi.org/10.2307/2089716"
        ),
    ),
    (
        "article",
        ARTICLE,
        "mla",
        (
            "Emerson, Richard M. “Power-Dependence Relations.” <i>American Sociological Review</i>, vol. 27, no. 1, 1962, "
            "pp. 131–41, https://doi.org/10.2307/2089716."
        ),
    ),
    (
        "article",
        ARTICLE,
        "chicago",
        (
            "Emerson, Richard M. 1962. “Power-Dependence Relations.” <i>American Sociological Review</i> 27 (1): 131–41. "
            "https://doi.org/10.2307/2089716."
        ),
    ),
    (
        "article",
        ARTICLE,
        "harvard",
        (
            "Emerson, R.M. (1962) ‘Power-dependence relations’, <i>American Sociological Review</i>, 27(1), pp. 131–141. "
            "Available at: https://doi.org/10.2307/2089716."
        ),
    ),
    (
        "chapter",
        CHAPTER,
        "apa",
        (
            "French, J. R. P., & Raven, B. (1959). The bases of social power. In D. Cartwright (Ed.), "
            "<i>Studies in social power</i> (pp. 150–167). University of Michigan Press."
        ),
    ),
    (
        "chapter",
        CHAPTER,
        "mla",
        (
            "French, John R. P., and Bertram Raven. “The Bases of Social Power.” <i>Studies in Social Power</i>, edited by "
            "Dorwin Cartwright, U of Michigan P, 1959, pp. 150–67."
        ),
    ),
    (
        "chapter",
        CHAPTER,
        "chicago",
        (
            "French, John R. P., and Bertram Raven. 1959. “The Bases of Social Power.” In <i>Studies in Social Power</i>, "
            "edited by Dorwin Cartwright. University of Michigan Press."
        ),
    ),
    (
        "chapter",
        CHAPTER,
        "harvard",
        (
            "French, J.R.P. and Raven, B. (1959) ‘The bases of social power’, in D. Cartwright (ed.) "
            "<i>Studies in social power</i>. Ann Arbor: University of Michigan Press, pp. 150–167."
        ),
    ),
    (
        "edited",
        EDITED,
        "apa",
        "Burchell, G., & Gordon, C. (Eds.). (1991). <i>The Foucault effect: Studies in governmentality</i>. Harvester.",
    ),
    (
        "edited",
        EDITED,
        "mla",
        "Burchell, Graham, and Colin Gordon, editors. <i>The Foucault Effect: Studies in Governmentality</i>. Harvester, 1991.",
    ),
    (
        "edited",
        EDITED,
        "chicago",
        "Burchell, Graham, and Colin Gordon, eds. 1991. <i>The Foucault Effect: Studies in Governmentality</i>. Harvester.",
    ),
    (
        "edited",
        EDITED,
        "harvard",
        "Burchell, G. and Gordon, C. (eds) (1991) <i>The Foucault effect: studies in governmentality</i>. Harvester.",
    ),
    ("body", BODY, "apa", "World Health Organization. (2002). <i>World report on violence and health</i>."),
    ("body", BODY, "mla", "<i>World Report on Violence and Health</i>. World Health Organization, 2002."),
    ("case", CASE, "apa", "Virginia v. Black, 538 U.S. 343 (Supreme Court of the United States 2003)."),
    ("case", CASE, "mla", "Supreme Court of the United States. <i>Virginia v. Black</i>. 538 U.S. 343, 2003."),
    ("case", CASE, "chicago", "Virginia v. Black, 538 U.S. 343 (Supreme Court of the United States 2003)."),
    ("case", CASE, "harvard", "<i>Virginia v. Black</i> (2003) 538 U.S. 343. Supreme Court of the United States."),
    ("statute", STATUTE, "apa", "Civil Rights Act of 1991, Pub. L. 102-166, 105 Stat. 1071 (1991)."),
    ("statute", STATUTE, "mla", "United States Congress. Civil Rights Act of 1991. Pub. L. 102-166, 105 Stat. 1071, 1991."),
    (
        "statute",
        STATUTE,
        "harvard",
        "<i>Civil Rights Act of 1991</i> (1991) Pub. L. 102-166, 105 Stat. 1071. United States Congress.",
    ),
    (
        "anonymous",
        ANONYMOUS,
        "apa",
        "New Mexico tribe wants payment for use of symbol. (1998, October 18). <i>The Seattle Times</i>.",
    ),
    (
        "anonymous",
        ANONYMOUS,
        "mla",
        "“New Mexico Tribe Wants Payment for Use of Symbol.” <i>The Seattle Times</i>, 18 Oct. 1998.",
    ),
    (
        "anonymous",
        ANONYMOUS,
        "chicago",
        "<i>The Seattle Times</i>. 1998. “New Mexico Tribe Wants Payment for Use of Symbol.” October 18.",
    ),
    (
        "anonymous",
        ANONYMOUS,
        "harvard",
        "<i>The Seattle Times</i> (1998) ‘New Mexico tribe wants payment for use of symbol’, 18 October.",
    ),
]


EDITION = {"type": "book", "title": "A Title", "edition": "21"}
THESIS = {"type": "thesis", "title": "Power", "genre": "PhD thesis", "author": [person("A", "B")], "publisher": "MIT"}
WITHIN_A_YEAR = {**ANONYMOUS, "issued": {"date-parts": [[1998, 10], [1998, 12]]}}
YEARS = {"type": "book", "title": "T", "author": [person("A", "B.")], "issued": {"date-parts": [[1962], [1965]]}}
OTHERS = {"type": "book", "title": "T", "author": [person("A", "B."), {"literal": "and others"}], "issued": issued(1962)}
PAGE = {"type": "webpage", "title": "A page", "URL": "https://example.org/", "accessed": issued(2020, 1, 2)}

NEUTRAL = {
    **CASE,
    "title": "Breen v Williams",
    "number": "(1996) 186 CLR 71",
    "authority": "High Court",
    "issued": issued(1996),
}
LATER = {**NEUTRAL, "number": "[1997] AC 374"}
IN_TITLE = {**NEUTRAL, "title": "Breen v Williams [1996] HCA 57", "number": ""}

WRITTEN += [
    ("neutral", NEUTRAL, "harvard", "<i>Breen v Williams</i> (1996) 186 CLR 71. High Court."),
    ("neutral", NEUTRAL, "mla", "High Court. <i>Breen v Williams</i>. (1996) 186 CLR 71."),
    ("neutral", NEUTRAL, "apa", "Breen v Williams, (1996) 186 CLR 71 (High Court)."),
    ("later", LATER, "harvard", "<i>Breen v Williams</i> (1996) [1997] AC 374. High Court."),
    ("later", LATER, "chicago", "Breen v Williams, [1997] AC 374 (High Court 1996)."),
    ("in-title", IN_TITLE, "harvard", "<i>Breen v Williams [1996] HCA 57</i>. High Court."),
    ("in-title", IN_TITLE, "mla", "High Court. <i>Breen v Williams [1996] HCA 57</i>."),
    ("edition", EDITION, "apa", "<i>A title</i> (21st ed.). (n.d.)."),
    ("edition", EDITION, "harvard", "<i>A title</i>. 21st edn (no date)."),
    ("thesis", THESIS, "apa", "A, B. (n.d.). <i>Power</i> [PhD thesis]. MIT."),
    (
        "within-a-year",
        WITHIN_A_YEAR,
        "mla",
        "“New Mexico Tribe Wants Payment for Use of Symbol.” <i>The Seattle Times</i>, 1998.",
    ),
    ("years", YEARS, "chicago", "A, B. 1962–1965. <i>T</i>."),
    ("others", OTHERS, "apa", "A, B., et al. (1962). <i>T</i>."),
    ("others", OTHERS, "chicago", "A, B., et al. 1962. <i>T</i>."),
    ("others", OTHERS, "mla", "A, B., et al. <i>T</i>. 1962."),
    ("others", OTHERS, "harvard", "A, B. et al. (1962) <i>T</i>."),
    ("others", {**OTHERS, "author": [person("A", "B."), {"literal": "others"}]}, "apa", "A, B., et al. (1962). <i>T</i>."),
    ("page", PAGE, "apa", "<i>A page</i>. (n.d.). Retrieved January 2, 2020, from https://example.org/"),
    ("page", PAGE, "harvard", "<i>A page</i> (no date). Available at: https://example.org/ (Accessed: 2 January 2020)."),
]


@pytest.mark.parametrize(
    ("item", "style", "reference"), [one[1:] for one in WRITTEN], ids=[f"{one[0]}-{one[2]}" for one in WRITTEN]
)
def test_a_work_in_a_style(item: dict[str, Any], style: StyleKey, reference: str) -> None:
    """Each kind of work has the form that the style's manual gives it."""
    assert write_reference({"id": "x", **item}, style) == reference


@pytest.mark.parametrize(
    ("name", "style", "told"),
    [
        (person("Beauvoir", "Simone de"), "apa", "Beauvoir, S. de. (1949). <i>T</i>."),
        (person("Beauvoir", "Simone de"), "mla", "Beauvoir, Simone de. <i>T</i>. 1949."),
        (person("van Dijk", "Teun A."), "apa", "van Dijk, T. A. (1949). <i>T</i>."),
        (person("Dijk", "Teun A.", non_dropping_particle="van"), "apa", "van Dijk, T. A. (1949). <i>T</i>."),
        (person("Goethe", "J. W.", dropping_particle="von"), "harvard", "Goethe, J.W. von (1949) <i>T</i>."),
        (person("King", "Martin Luther", suffix="Jr."), "apa", "King, M. L., Jr. (1949). <i>T</i>."),
        (person("Sartre", "Jean-Paul"), "apa", "Sartre, J.-P. (1949). <i>T</i>."),
        (person("Hui", "Victoria Tin-bor"), "apa", "Hui, V. T.-B. (1949). <i>T</i>."),
        (person("Briggs", "Xavier de Souza"), "apa", "Briggs, X. de S. (1949). <i>T</i>."),
        (person("'t Hart", "Paul"), "apa", "’t Hart, P. (1949). <i>T</i>."),
        (person("boyd", "danah"), "apa", "boyd, d. (1949). <i>T</i>."),
        (person("Łukasz", "Éva Ž."), "apa", "Łukasz, É. Ž. (1949). <i>T</i>."),
        ({"literal": "Department of Health and Social Care"}, "apa", "Department of Health and Social Care. (1949). <i>T</i>."),
        ({"literal": "Department of Health and Social Care"}, "mla", "Department of Health and Social Care. <i>T</i>. 1949."),
    ],
)
def test_names_have_their_particles_and_initials(name: dict[str, str], style: StyleKey, told: str) -> None:
    """Whatever parts a name has, and however a person writes it."""
    assert write_reference({"id": "x", "type": "book", "title": "T", "author": [name], "issued": issued(1949)}, style) == told


@pytest.mark.parametrize(
    ("page", "mla", "chicago"),
    [
        ("1-21", "1–21", "1–21"),
        ("31-41", "31–41", "31–41"),
        ("100-104", "100–04", "100–104"),
        ("101-108", "101–08", "101–8"),
        ("321-328", "321–28", "321–28"),
        ("299-301", "299–301", "299–301"),
        ("1087-1089", "1087–89", "1087–89"),
        ("1496-1500", "1496–500", "1496–500"),
        ("11564-11568", "11564–68", "11564–68"),
        ("12991-13001", "12991–3001", "12991–3001"),
        ("e12-e15", "e12–e15", "e12–e15"),
        ("S1-S10", "S1–S10", "S1–S10"),
        ("250–258", "250–58", "250–58"),
    ],
)
def test_ranges_of_pages_are_shortened_as_a_style_has_it(page: str, mla: str, chicago: str) -> None:
    """MLA keeps two digits, Chicago what its manual's table says, APA and Harvard all."""
    item = {**ARTICLE, "id": "x", "page": page}
    assert f"pp. {mla}, " in write_reference(item, "mla")
    assert f"): {chicago}. " in write_reference(item, "chicago")
    whole = page.replace("-", "–")
    assert f"(1), {whole}. " in write_reference(item, "apa")
    assert f"pp. {whole}. " in write_reference(item, "harvard")


@pytest.mark.parametrize(
    ("title", "apa", "mla"),
    [
        ("Who Rules America?", "<i>Who rules America?</i>", "<i>Who Rules America?</i>"),
        ('The Meaning of "Theory"', "<i>The meaning of “theory”</i>", "<i>The Meaning of “Theory”</i>"),
        ("It's Parties That Choose", "<i>It’s parties that choose</i>", "<i>It’s Parties That Choose</i>"),
        ("From 'Crime' to Harm", "<i>From ‘crime’ to harm</i>", "<i>From ‘Crime’ to Harm</i>"),
        ("The Stasi, 1945-1990", "<i>The Stasi, 1945–1990</i>", "<i>The Stasi, 1945–1990</i>"),
        ("Coercion, AD 990-1990", "<i>Coercion, AD 990–1990</i>", "<i>Coercion, AD 990–1990</i>"),
        ("Contract Law", "<i>Contract law</i>", "<i>Contract Law</i>"),
        ("Liberty before Liberalism", "<i>Liberty before liberalism</i>", "<i>Liberty before Liberalism</i>"),
        ("The case against tokenism", "<i>The case against tokenism</i>", "<i>The Case Against Tokenism</i>"),
        ("Black Power and the Black Box in Chicago", "<i>Black power and the black box in Chicago</i>", None),
        ("Zur Judenfrage [On the Jewish Question]", "<i>Zur Judenfrage [On the Jewish question]</i>", None),
        ("Les partis politiques", "<i>Les partis politiques</i>", "<i>Les partis politiques</i>"),
        ("Letter to Moss-Racusin, 19 May 1777", "<i>Letter to Moss-Racusin, 19 May 1777</i>", None),
        ("How We May Live", "<i>How we may live</i>", None),
        ("NATO, the EU and World War II", "<i>NATO, the EU and World War II</i>", "<i>NATO, the EU and World War II</i>"),
        ("A <i>Leviathan</i> Reader", "<i>A leviathan reader</i>", "<i>A Leviathan Reader</i>"),
    ],
)
def test_titles_are_set_as_in_print(title: str, apa: str, mla: str | None) -> None:
    """Typographic marks, dashes between years, no full stop after a question, no markup of the item's own."""
    item = {"id": "x", "type": "book", "title": title, "author": [person("A", "B")], "issued": issued(2000)}
    after = "" if title.endswith("?") else "."
    assert write_reference(item, "apa") == f"A, B. (2000). {apa}{after}"
    assert mla is None or write_reference(item, "mla") == f"A, B. {mla}{after} 2000."


def test_quotations_within_quotations_have_the_other_marks() -> None:
    """Double within single and the other way round; stops within American marks, beyond British ones."""
    item = {**ARTICLE, "id": "x", "title": "Why 'Soft Power' Is \"Soft\""}
    assert "“Why ‘Soft Power’ Is ‘Soft.’” <i>" in write_reference(item, "mla")
    assert "‘Why “soft power” is “soft”’, <i>" in write_reference(item, "harvard")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "item",
    [
        {"type": "book", "title": "T"},
        {"type": "no-such-type", "title": "T"},
        {"type": "book", "title": "T", "issued": {"literal": "c. 350 BCE"}},
        {"type": "book", "title": "T", "issued": {"raw": "1962-05-01"}},
        {"type": "book", "title": "T", "issued": {"date-parts": [[1962], [1965]]}},
        {"type": "book", "title": "T", "issued": {"date-parts": [[-350]]}},
        {"type": "book", "title": "T", "author": [{"family": "X"}], "custom": {"a": [1]}, "volume": 2, "page": 7},
        {"type": "article-journal", "title": "T [with] <b>marks</b> & more", "author": [], "issued": {"date-parts": [[]]}},
        {"type": "personal_communication", "title": "T", "author": [person("A", "B")]},
        {"type": "entry-encyclopedia", "title": "T"},
    ],
    ids=lambda item: json.dumps(item)[:60],
)
def test_any_item_gets_a_reference(item: dict[str, Any], style: StyleKey) -> None:
    """Of whatever type, and with whatever is missing or odd, its title is told and nothing is raised."""
    told = remove_italics(write_reference({"id": "x", **item}, style))
    assert "T" in told
    assert not {"<", "\n", "\t"} & set(told)


@given(st.text(), st.booleans())
@example("It's A Dog-Eat-Dog World: (Or Is It?) [Ist Es]", True)
@example("ǅ ß ŉ Ǆ", False)
def test_only_the_case_of_a_title_changes(title: str, subtitle: bool) -> None:
    """Whatever a title is, in either case it has the same letters, and once changed it stays as it is."""
    for change in (casing.write_in_title_case, lambda one: casing.write_in_sentence_case(one, subtitle=subtitle)):
        changed = change(title)
        assert changed.casefold() == title.casefold()
        assert change(changed) == changed


def test_the_list_of_capitals_is_in_order() -> None:
    """Each once, without spaces around it, from A to Z."""
    lines = (Path(casing.__file__).parent / "capitals.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines), key=lambda line: (line.casefold(), line))
    assert all(line == line.strip() != "" for line in lines)


@given(st.text(alphabet="<i>/ab "))
def test_italics_lose_nothing(text: str) -> None:
    """The parts of a reference are all of it but for the marks of pairs."""
    parts = list(split_italics(text))
    assert "".join(f"<i>{part}</i>" if italic else part for part, italic in parts).replace("<i></i>", "") in (
        text.replace("<i></i>", ""),
        text,
    )


def test_italics_are_parts() -> None:
    """A reference is split at its italics, and plain text has none."""
    assert list(split_italics("A. <i>B</i> (<i>2</i>).")) == [
        ("A. ", False),
        ("B", True),
        (" (", False),
        ("2", True),
        (").", False),
    ]
    assert list(split_italics("a <i>b")) == [("a <i>b", False)]
    assert remove_italics("<i>B</i>, C") == "B, C"


@pytest.mark.parametrize("style", STYLES)
def test_the_command_gives_the_style(run: Sp, style: StyleKey) -> None:
    """`sp cite --style` shows what was made for the release, in plain text without marks, and names the style in JSON."""
    with open_corpus(locations.bundled()) as corpus:
        expected = [remove_italics(one) for one in corpus.cite("authority", style=style).citations]
    ran = run("cite", "authority", "--style", style)
    assert (ran.out.splitlines(), ran.err, ran.code) == (expected, "", 0)
    document = json.loads(run("cite", "authority", "--style", style, "--json").out)
    assert (document["style"], document["references"]) == (style, expected)


def test_the_default_is_apa(run: Sp) -> None:
    """Without --style references are in APA's, and so are the sources under an entry."""
    apa = run("cite", "authority", "--style", "apa").out
    assert run("cite", "authority").out == apa
    sources = [line.partition("]: ")[2] for line in run("define", "authority").out.splitlines() if line.startswith("Source [")]
    assert sources == apa.splitlines()


def test_the_whole_bibliography_has_a_style(run: Sp) -> None:
    """`sp cite --style` lists all works in it, ordered by their references."""
    ran = run("cite", "--style", "mla", "--author", "lukes", "--json")
    works = json.loads(ran.out)["works"]
    references = [one["reference"] for one in works]
    assert "Lukes, Steven. " in "".join(references)
    assert [one[:4] for one in references] == sorted(one[:4] for one in references)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["cite", "power", "--style", "mla", "--format", "ris"], "--format and --style do not go together."),
        (["cite", "--entry"], "--entry cites the entry of a concept: none is named."),
    ],
)
def test_what_does_not_go_together_is_refused(sp: Sp, words: list[str], message: str) -> None:
    """With the reason on standard error and exit code 2."""
    ran = sp(*words)
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err.startswith(f"{message}\n")


def test_there_are_no_other_styles(sp: Sp) -> None:
    """A style that is none is refused, on the command line and in the library."""
    assert sp("cite", "power", "--style", "turabian").code == 2
    with open_corpus(TINY) as corpus, pytest.raises(Refused, match="There is no style 'turabian'"):
        corpus.cite("power", style="turabian")  # type: ignore[arg-type]  # it is wrong


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A corpus of one's own that cites a work which was not styled for the release."""
    work = {
        "id": "w",
        "type": "book",
        "title": "Of Things Nobody Knows",
        "author": [person("Doe", "Jo")],
        "issued": issued(2001),
    }
    concept = {"id": "thing", "term": "Thing", "definition": "A thing.", "sources": ["w"]}
    path = tmp_path / "own.json"
    path.write_text(json.dumps({"concepts": [concept], "sources": [work]}), encoding="utf-8")
    return str(path)


def test_works_of_ones_own_are_styled_with_the_extra(run: Sp, own: str) -> None:
    """Where the extra `cite` is installed, as here, each style is there."""
    assert run("--corpus", own, "cite", "thing") == ("Doe, J. (2001). Of things nobody knows.\n", "", 0)
    assert run("--corpus", own, "cite", "thing", "--style", "mla").out == "Doe, Jo. Of Things Nobody Knows. 2001.\n"
    assert run("--corpus", own, "cite", "--style", "harvard").out == "w\tDoe, J. (2001) Of things nobody knows.\tthing\n"


WITHOUT = """
import sys
sys.modules["citeproc"] = None
from socialpower_cli.cli import main
main()
"""


def test_without_the_extra_the_form_is_author_date_and_that_is_said(environment: dict[str, str], own: str) -> None:
    """On standard error, with what to install; the answer is there, its style null in JSON."""

    def run(*arguments: str) -> tuple[str, str, int]:
        command = [sys.executable, "-c", WITHOUT, "--corpus", own, *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
        return done.stdout.decode(), done.stderr.decode(), done.returncode

    told = "1 reference in author-date form. For MLA, 9th edition: pip install 'socialpower-cli[cite]'\n"
    assert run("cite", "thing", "--style", "mla") == ("Doe, J. (2001). Of Things Nobody Knows.\n", told, 0)
    out, err, code = run("cite", "thing", "--style", "mla", "--json")
    assert (json.loads(out)["style"], err, code) == (None, told, 0)
    assert run("cite", "thing", "--format", "bibtex")[1] == ""


def test_no_processor_runs_where_the_references_are_there(environment: dict[str, str]) -> None:
    """Of the bundled corpus's works all were styled for the release: citing them loads nothing that styles."""
    program = (
        "import sys\n"
        "from socialpower_cli import open_corpus\n"
        f"with open_corpus({locations.bundled()!r}) as corpus:\n"
        "    corpus.cite('authority', style='mla'), corpus.bibliography(style='harvard'), corpus.define('authority')\n"
        "print(sorted({'citeproc', 'lxml', 'socialpower_cli.citations.styling', 'json'} & set(sys.modules)))\n"
    )
    command = [sys.executable, "-c", program]
    for _ in range(2):  # The first run may compile the index.
        done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120)
    assert done.stdout.decode() == "[]\n"


CREDITS: dict[StyleKey, str] = {
    "apa": "The socialpower-cli contributors. (2026). Social power. In <i>Concepts: A corpus</i> (Version 1.2). CC BY 4.0.",
    "mla": "The socialpower-cli contributors. “Social Power.” <i>Concepts: A Corpus</i>, version 1.2, 2026, CC BY 4.0.",
    "chicago": "The socialpower-cli contributors. 2026. “Social Power.” In <i>Concepts: A Corpus</i>, version 1.2. CC BY 4.0.",
    "harvard": "The socialpower-cli contributors (2026) ‘Social power’, <i>Concepts: a corpus</i>. Version 1.2. CC BY 4.0.",
}
OWN_CREDITS: dict[StyleKey, str] = {
    "apa": "Social power. (n.d.).",
    "mla": "“Social Power.”",
    "chicago": "“Social Power.” n.d.",
    "harvard": "‘Social power’ (no date).",
}


@pytest.mark.parametrize("style", STYLES)
def test_an_entry_is_cited_with_its_edition(style: StyleKey) -> None:
    """Version and licence stand in every style; what a corpus does not say is left out."""
    edition = crediting.Edition("Concepts: a corpus", "1.2", "CC-BY-4.0", bundled=True)
    assert crediting.write_credit("Social power", edition, style) == CREDITS[style]
    nothing = crediting.Edition(None, None, None, bundled=False)
    assert crediting.write_credit("Social power", nothing, style) == OWN_CREDITS[style]


def test_the_year_of_the_edition_is_that_of_the_release() -> None:
    """What an entry is cited with agrees with CITATION.cff."""
    assert f"date-released: {crediting.YEAR}-" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'"{crediting.CONTRIBUTORS}"' in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_an_entry_cites_itself(run: Sp, style: StyleKey) -> None:
    """`sp cite TERM --entry` gives the one work that the entry is, in each style."""
    document = json.loads(run("cite", "authority", "--entry", "--style", style, "--json").out)
    version = reading.read_file(locations.bundled()).version
    assert len(document["references"]) == len(document["sources"]) == 1
    assert f"ersion {version}" in document["references"][0]
    assert "CC BY 4.0" in document["references"][0]
    assert (document["sources"][0]["title"], document["sources"][0]["license"]) == ("Authority", "CC-BY-4.0")


def test_an_entry_goes_into_a_reference_manager(run: Sp) -> None:
    """In each format, with version and licence."""
    for form in ("bibtex", "ris", "csl-json"):
        out = run("cite", "authority", "--entry", "--format", form).out
        assert "Authority" in out
        assert "Version " in out
        assert "CC BY 4.0" in out


def test_a_whole_entry_ends_with_how_to_credit_it(run: Sp, own: str) -> None:
    """The same as --entry gives; nothing for a corpus that does not say what it is."""
    credit = run("cite", "authority", "--entry").out
    assert run("define", "authority").out.endswith(f"\nCite this entry: {credit}")
    assert "Cite this entry" not in run("--corpus", own, "define", "thing").out


def test_an_entry_of_another_file_is_credited_to_that(run: Sp, tmp_path: Path) -> None:
    """An entry that a file adds stands in that file's edition, the others in the one below."""
    path = tmp_path / "more.json"
    entry = {"id": "zzz", "term": "Zzz", "definition": "Sleep."}
    path.write_text(json.dumps({"title": "More", "license": "CC0-1.0", "concepts": [entry]}), encoding="utf-8")
    options = ("--corpus", str(TINY), "--corpus", str(path))
    assert run(*options, "cite", "zzz", "--entry").out == "Zzz. (n.d.). In More. CC0-1.0.\n"
    assert run(*options, "cite", "power", "--entry").out == "Power. (n.d.). In A tiny corpus (Version 1). CC0-1.0.\n"


def test_csl_json_loses_nothing(sp: Sp) -> None:
    """Every work's CSL-JSON is read by the processor as it stands in the corpus, field by field."""
    from citeproc.source.json import CiteProcJSON

    for item in ITEMS:
        known = {key: value for key, value in item.items() if key != "authority"}
        read = CiteProcJSON([known])[str(item["id"]).lower()]
        for key in ("title", "container-title", "publisher", "volume", "issue", "page", "DOI", "URL", "ISBN"):
            assert str(read.get(key.replace("-", "_"), "")) == str(item.get(key, ""))
        for role in ("author", "editor", "translator"):
            assert [dict(name) for name in read.get(role, [])] == item.get(role, [])
    document = json.loads(sp("cite", "--format", "csl-json").out)
    assert document == json.loads(TINY.read_text(encoding="utf-8"))["sources"]


def test_no_concept_is_lost_on_the_way_to_a_credit() -> None:
    """Every term of the corpus can be credited in each style, with its own words in it."""
    edition = crediting.Edition("T", "1", None, bundled=True)
    for concept in concepts():
        for style in STYLES:
            assert concept.term.lower() in crediting.write_credit(concept.term, edition, style).lower()
