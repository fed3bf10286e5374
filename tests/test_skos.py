"""SKOS: thesauri are read in every syntax, what is exported keeps SKOS's conditions, and nothing is ever fetched."""

import warnings
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from rdflib.namespace import DCTERMS, RDF, SKOS

from socialpower_cli import CorpusError, Refused, open_corpus
from socialpower_cli.corpus.model import Concept, CorpusFile, Example, as_data
from socialpower_cli.exchange import Options, linked_data, parse, skos

from .conftest import TESTS, Sp
from .test_tables import corpora

THESAURUS = TESTS / "foreign" / "thesaurus.ttl"


def read(text: str, path: str = "x.ttl", **asked: Any) -> dict[str, Concept]:
    """Return the concepts of a vocabulary by their ids."""
    return {one.id: one for one in parse(path, text.encode(), **asked).corpus.concepts}


def told(text: str, path: str = "x.ttl", **asked: Any) -> list[tuple[str, ...]]:
    """Return what was dropped of a vocabulary."""
    return [tuple(one) for one in parse(path, text.encode(), **asked).dropped]


@pytest.fixture(scope="module")
def small() -> dict[str, Concept]:
    """The concepts of the small thesaurus, in English."""
    return read(THESAURUS.read_text(encoding="utf-8"))


def test_every_concept_is_an_entry(small: dict[str, Concept]) -> None:
    """Ids are notations or labels, told apart by their URIs where two are alike."""
    assert list(small) == ["power", "clout", "12.3", "order", "bank", "bank-bank2"]
    assert [one.uri for one in small.values()][-2:] == ["http://example.org/t/bank1", "http://example.org/t/bank2"]


def test_labels_and_notes_are_read_in_one_language(small: dict[str, Concept]) -> None:
    """Labels of all three kinds, those of SKOS-XL, and documentation, a note that is a resource included."""
    power = small["power"]
    assert (power.term, power.aliases, power.hidden_labels) == ("Power", ["might"], ["powr"])
    assert power.definition == "The ability to bring something about."
    assert power.note == "Not electric power. Much disputed."
    assert power.origin == "Since Weber."
    assert power.exact_matches == ["http://www.wikidata.org/entity/Q25107"]
    assert small["clout"].term == "Clout"
    assert small["12.3"].notation == "12.3"


def test_examples_are_read_as_told(small: dict[str, Concept]) -> None:
    """An example has its title and setting, or its first words for a title."""
    assert small["power"].examples == [
        Example(title="A vote", setting="state", text="The mayor decides.", in_balance="All vote."),
        Example(title="Whoever pays the piper calls the…", text="Whoever pays the piper calls the tune, they say."),
    ]


def test_the_hierarchy_has_several_parents_and_no_cycle(small: dict[str, Concept]) -> None:
    """Polyhierarchy stays, a cycle is cut, narrower is the same as broader from the other end."""
    assert small["clout"].broader == ["power"]
    assert small["12.3"].broader == ["power", "order"]
    assert small["order"].broader == []
    assert small["clout"].related == ["12.3"]
    assert small["12.3"].related == []


def test_a_concept_without_a_definition_says_where_it_stands(small: dict[str, Concept]) -> None:
    """What a thesaurus does not define is an entry all the same."""
    assert small["12.3"].definition == "Under Power, Order; no definition is given."
    assert small["bank"].definition == "No definition is given."


def test_collections_are_categories_and_works_sources() -> None:
    """Each concept has the first collection that it is in; works are cited by URI, text or page."""
    corpus = parse("x.ttl", THESAURUS.read_bytes()).corpus
    assert corpus.categories == {"kinds": "Kinds", "orders": "Orders"}
    assert [one.category for one in corpus.concepts][:4] == ["kinds", "kinds", "orders", "orders"]
    assert [(item["id"], item["type"], item["title"]) for item in corpus.sources] == [
        ("weber-m-1947-the-theory", "document", "Weber, M. (1947). The Theory."),
        ("lukes", "document", "Lukes, S. (1974). Power."),
        ("http-example-org-page", "webpage", "http://example.org/page"),
    ]
    assert (corpus.title, corpus.version, corpus.language, corpus.license) == (
        *("A small thesaurus", "3", "en", "https://creativecommons.org/licenses/by/4.0/"),
    )


def test_what_is_dropped_is_told_with_its_subject() -> None:
    """Every concept, link and property that could not be taken over, and why."""
    assert set(told(THESAURUS.read_text(encoding="utf-8"))) == {
        ("http://example.org/t/old", "the concept", "it is deprecated"),
        ("http://example.org/t/german", "the concept", "it has no label in 'en' (but in de)"),
        ("http://example.org/t/bare", "the concept", "it has no preferred label"),
        ("http://example.org/t/bank1", "broader 'http://example.org/t/nowhere'", "no entry has this id or name"),
        ("http://example.org/t/order", "broader '12.3'", "it closes a cycle: an entry cannot be broader than itself"),
        ("http://example.org/t/kinds", "member http://example.org/t/orders", "categories hold no categories"),
        ("the file", "members of collections (1)", "an entry has one category, its first"),
        ("the file", "texts in other languages (de 2)", "the language 'en' was taken; choose another with --lang"),
        ("the file", "skos:changeNote (1)", "no field of an entry is called so"),
        ("the file", "skos:closeMatch (1)", "no field of an entry is called so"),
        ("the file", "definitions", "5 of 6 entries have none; theirs tells what they fall under"),
    }


def test_a_language_can_be_chosen() -> None:
    """Texts are those of the language asked for; one that nothing is in is refused, with those there are."""
    text = THESAURUS.read_text(encoding="utf-8")
    german = read(text, language="de")
    assert (german["macht"].aliases, german["macht"].definition) == (["Stärke"], "Etwas bewirken können.")
    assert "nur-deutsch" in german
    with pytest.raises(CorpusError) as raised:
        read(text, language="fr")
    assert raised.value.message == "x.ttl: no concept has a label in the language 'fr'."
    assert raised.value.hints == ("There are: de, en.",)


@pytest.mark.parametrize(
    ("form", "path"),
    [("nt", "x.nt"), ("xml", "x.rdf"), ("xml", ""), ("json-ld", "x.jsonld"), ("json-ld", "x.json"), ("nt", "")],
)
def test_every_syntax_says_the_same(form: str, path: str, small: dict[str, Concept]) -> None:
    """N-Triples, RDF/XML and JSON-LD are read as Turtle is, with a telling name or without one."""
    graph = rdflib.Graph().parse(str(THESAURUS))
    data = graph.serialize(format=form, encoding="utf-8")
    again = {one.uri: one for one in parse(path, data).corpus.concepts}
    expected = {one.uri: one for one in small.values()}
    assert again.keys() == expected.keys()
    for uri, one in again.items():  # statements have no order, and so have the texts of a kind
        assert (one.term, one.aliases, one.gloss, one.origin) == (
            *(expected[uri].term, expected[uri].aliases, expected[uri].gloss, expected[uri].origin),
        )
        assert sorted(one.examples, key=str) == sorted(expected[uri].examples, key=str)


def integrity_faults(graph: rdflib.Graph) -> list[str]:
    """Return where a graph breaks a condition of the SKOS reference."""
    faults = []
    labels: dict[Any, dict[Any, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for subject, label in graph.subject_objects(kind):
            labels[subject][kind].add(label)
    for subject, kinds in labels.items():
        every = [label for some in kinds.values() for label in some]
        faults += [f"S13 {subject}"] if len(every) != len(set(every)) else []
        languages = [label.language for label in kinds[SKOS.prefLabel]]
        faults += [f"S14 {subject}"] if len(languages) != len(set(languages)) else []
    schemes, concepts = set(graph.subjects(RDF.type, SKOS.ConceptScheme)), set(graph.subjects(RDF.type, SKOS.Concept))
    collections = set(graph.subjects(RDF.type, SKOS.Collection))
    faults += [f"S9 {one}" for one in schemes & concepts] + [f"S37 {one}" for one in collections & (schemes | concepts)]
    for subject in concepts:
        above = set(graph.transitive_objects(subject, SKOS.broader)) - {subject}
        related = set(graph.objects(subject, SKOS.related))
        faults += [f"S27 {subject} {one}" for one in related & above]
        faults += [f"S23 {subject}" for one in related if (one, SKOS.related, subject) not in graph]
        faults += [
            f"S25 {subject}" for one in graph.objects(subject, SKOS.broader) if (one, SKOS.narrower, subject) not in graph
        ]
        top = (subject, SKOS.topConceptOf, None) in graph
        faults += [f"S8 {subject}"] if any((scheme, SKOS.hasTopConcept, subject) in graph for scheme in schemes) != top else []
        faults += [f"top {subject}"] if top == bool(above) else []
        exact = set(graph.objects(subject, SKOS.exactMatch))
        faults += [
            f"S46 {subject}"
            for kind in (SKOS.broadMatch, SKOS.relatedMatch)
            for one in graph.objects(subject, kind)
            if one in exact
        ]
        faults += [f"scheme {subject}"] if not set(graph.objects(subject, SKOS.inScheme)) <= schemes else []
    subjects = set(graph.subjects())
    for property_ in (SKOS.broader, SKOS.narrower, SKOS.related, SKOS.member, DCTERMS.source):
        faults += [f"dangling {one}" for one in graph.objects(None, property_) if one not in subjects]
    return faults


@pytest.mark.parametrize(("syntax", "ending"), [("turtle", "ttl"), ("json-ld", "jsonld"), ("xml", "rdf"), ("nt", "nt")])
def test_the_ending_of_the_file_decides_on_the_syntax(syntax: str, ending: str, tmp_path: Path) -> None:
    """What is written is in the syntax that other programs expect of such a file, and says the same in each."""
    target = tmp_path / f"x.{ending}"
    with open_corpus() as corpus:
        corpus.export("skos", "power", "authority", file=target)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Graph().parse(str(target), format=syntax)
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == 2
    assert {one.id for one in parse(str(target), target.read_bytes()).corpus.concepts} == {"authority", "power"}


def test_what_no_xml_can_hold_is_marked() -> None:
    """A control character in a text breaks no RDF/XML, and stays in the other syntaxes."""
    corpus = CorpusFile(concepts=[Concept(id="x", term="a\x1b[31mb", definition="d")])
    for ending, term in ((".rdf", "a\ufffd[31mb"), (".ttl", "a\x1b[31mb"), (".jsonld", "a\x1b[31mb")):
        written = skos.write(corpus, Options(ending=ending))
        assert read(str(written.content), f"x{ending}")["x"].term == term


@pytest.mark.parametrize("syntax", ["turtle", "json-ld"])
def test_the_bundled_corpus_keeps_the_conditions_of_skos(syntax: str, tmp_path: Path) -> None:
    """Over the whole corpus: labels, hierarchy, collections, top concepts, and every work described."""
    target = tmp_path / ("x.ttl" if syntax == "turtle" else "x.jsonld")
    with open_corpus() as corpus:
        exported = corpus.export("skos", file=target, base="https://example.org/power")
        total = len(corpus.concepts().concepts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses what rdflib deprecates
        graph = rdflib.Graph().parse(str(target), format=syntax)
    assert integrity_faults(graph) == []
    assert len(set(graph.subjects(RDF.type, SKOS.Concept))) == total == exported.concepts
    authority = rdflib.URIRef("https://example.org/power/authority")
    assert str(graph.value(authority, SKOS.prefLabel)) == "Authority"
    labels = [label for label in graph.objects(authority, SKOS.altLabel) if isinstance(label, rdflib.Literal)]
    assert {label.language for label in labels} == {"en"}
    assert {str(one.what) for one in exported.dropped if one.place == "authority"} == {"related 'power'"}


def test_a_condition_that_is_broken_is_found() -> None:
    """The test above can fail: each condition is seen to be broken where it is."""
    text = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix x: <http://x/> .
    x:a a skos:Concept ; skos:prefLabel "a"@en, "b"@en ; skos:altLabel "a"@en ; skos:broader x:b ; skos:related x:c .
    x:b a skos:Concept, skos:Collection ; skos:narrower x:a ; skos:broader x:c . x:c a skos:Concept, skos:ConceptScheme ."""
    codes = {fault.split()[0] for fault in integrity_faults(rdflib.Graph().parse(data=text, format="turtle"))}
    assert codes == {"S13", "S14", "S9", "S37", "S27", "S23", "S25", "top"}


@settings(max_examples=40)
@given(corpora())
def test_what_was_exported_reads_back(corpus: CorpusFile) -> None:
    """Import after export gives back what SKOS can carry, and keeps its conditions on the way."""
    written = skos.write(corpus, Options())
    assert integrity_faults(rdflib.Graph().parse(data=str(written.content), format="turtle")) == []
    again = {one.id: as_data(one) for one in parse("x.ttl", str(written.content).encode()).corpus.concepts}
    left_out = {(one.place, one.what) for one in written.dropped}
    for concept in map(as_data, corpus.concepts):
        back = again[concept["id"]]
        for field in ("term", "definition", "gloss", "note", "origin", "explanation"):
            assert back.get(field) == concept.get(field)
        for field in ("aliases", "broader", "examples"):
            assert sorted(back.get(field, ()), key=str) == sorted(concept.get(field, ()), key=str)
        for other in concept.get("related", ()):
            linked = other in back.get("related", ()) or concept["id"] in again[other].get("related", ())
            assert linked != ((concept["id"], f"related '{other}'") in left_out)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "laughs.rdf",
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>',
            "its entity 'b' is made of others.",
        ),
        (
            "entity.rdf",
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>',
            "its entity 'a' lies elsewhere, and nothing is ever fetched.",
        ),
        (
            "parameter.rdf",
            '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % a SYSTEM "http://192.0.2.1/x"> %a;]><r/>',
            "its entity 'a' lies elsewhere, and nothing is ever fetched.",
        ),
        ("deep.rdf", "<?xml version='1.0'?>" + "<a>" * 300 + "</a>" * 300, "it is nested more than 250 levels deep."),
        (
            "context.jsonld",
            '{"@context": "https://192.0.2.1/skos.jsonld", "@id": "x"}',
            "it wants the context https://192.0.2.1/skos.jsonld, and nothing is ever fetched.",
        ),
        (
            "nested.jsonld",
            '{"@graph": [{"@id": "x", "http://p": {"@context": [{"@import": "http://192.0.2.1/"}, "http://192.0.2.1/y"]}}]}',
            "it wants the context http://192.0.2.1/y, and nothing is ever fetched.",
        ),
        (
            "import.jsonld",
            '{"@context": {"@import": "http://192.0.2.1/"}, "@id": "x"}',
            "it wants the context http://192.0.2.1/, and nothing is ever fetched.",
        ),
        ("deep.jsonld", '{"@id": ' + "[" * 400 + "]" * 400 + "}", "it is nested more than 250 levels deep."),
        ("deeper.jsonld", '{"@id": ' + "[" * 100_000 + "]" * 100_000 + "}", "it is nested too deeply."),
        ("deep.ttl", "<x:a> <x:b> " + "[ <x:b> " * 5000 + "]" * 5000 + " .", "it is nested too deeply."),
        ("half.ttl", '<x:a> <x:b> "half', "it cannot be parsed (Quote expected in string"),
        ("none.ttl", "<x:a> <x:b> <x:c> .", "it holds no concept of SKOS."),
        ("none.rdf", "<html>", "line 1: it is no XML that can be read"),
    ],
)  # fmt: skip
def test_what_is_unsafe_or_broken_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, message: str
) -> None:
    """Entities that blow up or lie elsewhere, remote contexts, nesting without end: a message, and no connection."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError) as raised, open_corpus() as corpus:
        corpus.import_file(path)
    assert raised.value.message.startswith(f"{path}: {message}"[:-1])
    assert raised.value.hints


def test_entities_that_abbreviate_are_read() -> None:
    """A namespace declared as an entity, as many files have it, is no danger."""
    text = """<?xml version="1.0"?><!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="&skos;">
    <rdf:Description rdf:about="http://x/a"><rdf:type rdf:resource="&skos;Concept"/><skos:prefLabel>Power</skos:prefLabel>
    </rdf:Description></rdf:RDF>"""
    assert [one.term for one in read(text, "x.rdf").values()] == ["Power"]


def test_entities_may_not_blow_a_file_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """What entities expand to is counted: many uses of one long entity are refused before they are made."""
    monkeypatch.setattr(linked_data, "_MOST_CHARACTERS", 100_000)
    text = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"x" * 1000}">]><r>{"&a;" * 200}</r>'
    with pytest.raises(CorpusError, match="its entities blow it up"):
        read(text, "x.rdf")


def test_prefixes_may_not_blow_a_file_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long prefix used again and again is what it expands to."""
    monkeypatch.setattr(linked_data, "_MOST_CHARACTERS", 100_000)
    text = f"@prefix a: <http://x/{'x' * 1000}> . " + "".join(f"a:b{n} a:c a:d . " for n in range(100))
    with pytest.raises(CorpusError, match="it says more than"):
        read(text)


def test_without_rdflib_it_says_what_to_install(run: Sp, tmp_path: Path) -> None:
    """A missing extra is a message with the line to type."""
    (tmp_path / "rdflib.py").write_text("raise ImportError('no')")
    ran = run("import", str(THESAURUS), PYTHONPATH=str(tmp_path))
    assert (ran.out, ran.code) == ("", 2)
    assert ran.err == "SKOS needs rdflib, which is not installed.\n  To install it: pip install 'socialpower-cli[skos]'\n"


def test_a_thesaurus_is_looked_up_as_it_is(run: Sp) -> None:
    """`--corpus` takes SKOS as it takes a corpus file, and nothing of rdflib's reaches standard error."""
    ran = run("--corpus", str(THESAURUS), "related", "rank")
    assert (ran.err, ran.code) == ("", 0)
    assert ran.out.splitlines() == ["broader\tpower\tPower\t", "broader\torder\tOrder\t", "related\tclout\tClout\t"]


def test_a_base_must_be_a_uri() -> None:
    """What URIs are to begin with is checked before anything is written."""
    with open_corpus() as corpus:
        for base in ("no uri", "example.org", "http://x/<>", "http://["):
            with pytest.raises(Refused):
                corpus.export("skos", "power", base=base)
        content = str(corpus.export("skos", "power", base="http://example.org/a#").content)
    assert rdflib.URIRef("http://example.org/a#power") in set(rdflib.Graph().parse(data=content, format="turtle").subjects())


def test_literals_of_strange_types_are_text(capfd: pytest.CaptureFixture[str]) -> None:
    """What is not of the type it claims is text, and nobody is told of it by rdflib."""
    text = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
    <http://x/a> skos:prefLabel "x1"^^xsd:integer ; skos:notation "007"^^xsd:integer, "NaN"^^xsd:decimal ;
    skos:altLabel "2020-13-45"^^xsd:date, "perhaps"^^xsd:boolean ."""
    assert [(one.id, one.term, one.aliases) for one in read(text).values()] == [("007", "x1", ["2020-13-45", "perhaps"])]
    assert capfd.readouterr() == ("", "")
