"""Writing SKOS, in Turtle or in the syntax that a file is named for, such that the integrity conditions of SKOS hold.

Each kind of thing has a place that readers of SKOS know: a gloss is an rdfs:comment, an explanation a dct:description, an
origin a historyNote, a category a Collection; contrasts are related concepts, what a theory is about its dct:subject; works
are resources under dct:source. The conditions are those of the reference's sections 3 to 10: labels of one kind are none of
another (S13), one preferred label a language (S14), and what is related is neither broader nor narrower, however far (S27).
"""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from socialpower_cli.answers import Dropped
from socialpower_cli.citations.author_date import name, reference
from socialpower_cli.citations.markers import name_markers
from socialpower_cli.corpus.model import Concept, CorpusFile, change_texts, link
from socialpower_cli.errors import Refused
from socialpower_cli.exchange.drafting import is_undefined
from socialpower_cli.exchange.formats import Options, Written
from socialpower_cli.exchange.linked_data import Statement, Words, find_syntax, write_statements
from socialpower_cli.exchange.scenes import say_example
from socialpower_cli.exchange.vocabulary import DCT, OWL, RDF, RDFS, SKOS, VOID

# The top-level domain is reserved: nothing can ever be found there (RFC 2606).
BASE = "https://socialpower.example/"
_TYPE = RDF + "type"
_LANGUAGE = "en"
_TAG = re.compile(r"[a-z]{2,8}")
_NO_URI = re.compile(r'[\s<>"{}|\\^`]')
_PREFIXES = {"skos": SKOS, "dct": DCT, "owl": OWL, "rdfs": RDFS, "void": VOID}


def write(corpus: CorpusFile, options: Options) -> Written:
    """Return a corpus as a concept scheme; what is related and broader too, however far, is related no more, which is told.

    Concepts keep the URIs they have; the others', the scheme's and the works' begin with the base. Raises `Refused` where that
    is no URI.
    """
    writing = _Writing(corpus, _check_base(options.base or BASE))
    syntax = find_syntax(options.ending)
    base = {"": writing.base} if syntax == "turtle" else {}
    content = write_statements(writing.yield_all(), _PREFIXES | base, syntax)
    return Written(content, tuple(writing.dropped))


def _check_base(base: str) -> str:
    if not _is_uri(base):
        raise Refused(f"'{base}' is no URI to begin others with.", "For example: --base https://example.org/power/")
    return base if base.endswith(("/", "#", ":")) else f"{base}/"


def _is_uri(text: str) -> bool:
    """Return whether a text is an absolute URI that every syntax can hold."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return bool(parts.scheme and (parts.netloc or parts.path)) and text.isprintable() and not _NO_URI.search(text)


class _Writing:
    """The statements of one corpus."""

    def __init__(self, corpus: CorpusFile, base: str) -> None:
        self.base = base
        self.dropped: list[Dropped] = []
        self._corpus = corpus
        # Programs offer languages by their first part: "en-GB" is found under English by few of them.
        told = (corpus.language or "").partition("-")[0].lower()
        self._language = told if _TAG.fullmatch(told) else _LANGUAGE
        self._uris = self._choose_uris()
        self._names = {str(item["id"]): name(item) for item in corpus.sources}
        self._above = _find_ancestors(corpus)

    def yield_all(self) -> Iterator[Statement]:
        if any(_has_more(one) for one in self._corpus.concepts):
            self.dropped.append(Dropped("the file", "reasons of links, paraphrases, situations", "SKOS has no place for them"))
        yield from self._scheme()
        for concept in self._corpus.concepts:
            yield from self._concept(change_texts(concept, lambda text: name_markers(text, self._names)))
        yield from self._related()
        for key, label in self._corpus.categories.items():
            yield from self._collection(key, label)
        for item in self._corpus.sources:
            source = self._source(str(item["id"]))
            yield source, _TYPE, DCT + "BibliographicResource"
            yield source, DCT + "title", Words(str(item["title"]))
            yield source, DCT + "bibliographicCitation", Words(reference(item))
            if item.get("DOI"):
                yield source, DCT + "identifier", Words(f"https://doi.org/{item['DOI']}")

    def _choose_uris(self) -> dict[str, str]:
        """Return a URI for each concept, its own where it has one that is one and nothing else's."""
        taken = {self.base}
        uris = {}
        for concept in self._corpus.concepts:
            uri = concept.uri or ""
            if not _is_uri(uri) or uri in taken or uri.startswith(self.base):
                uri = self._name(concept.id)
                if concept.uri and concept.uri != uri:
                    self.dropped.append(Dropped(concept.id, f"uri '{concept.uri}'", "it is no URI, or that of something else"))
            taken.add(uri)
            uris[concept.id] = uri
        return uris

    def _name(self, identifier: str, kind: str = "") -> str:
        return f"{self.base}{kind}{quote(identifier, safe='')}"

    def _source(self, key: str) -> str:
        return self._name(key, "source/" if self.base.endswith("/") else "source-")

    def _say(self, text: str) -> Words:
        return Words(" ".join(text.split()), self._language)

    def _scheme(self) -> Iterator[Statement]:
        corpus, scheme = self._corpus, self.base
        yield scheme, _TYPE, SKOS + "ConceptScheme"
        title = self._say(corpus.title or "Concepts")
        yield scheme, DCT + "title", title
        yield scheme, SKOS + "prefLabel", title
        # What follows it in a URI is the id of a concept (VoID, section 4.1).
        yield scheme, VOID + "uriSpace", Words(self.base)
        yield scheme, DCT + "language", Words(self._language)
        if corpus.version:
            yield scheme, OWL + "versionInfo", Words(corpus.version)
        if corpus.license:
            yield scheme, DCT + "license", corpus.license if _is_uri(corpus.license) else Words(corpus.license)
        for concept in corpus.concepts:
            if not concept.broader:
                yield scheme, SKOS + "hasTopConcept", self._uris[concept.id]

    def _concept(self, concept: Concept) -> Iterator[Statement]:
        uri = self._uris[concept.id]
        yield uri, _TYPE, SKOS + "Concept"
        yield uri, SKOS + "inScheme", self.base
        if not concept.broader:
            yield uri, SKOS + "topConceptOf", self.base
        yield from self._labels(uri, concept)
        texts = {
            SKOS + "definition": "" if is_undefined(concept.definition) else concept.definition,
            RDFS + "comment": concept.gloss,
            DCT + "description": concept.explanation,
            SKOS + "scopeNote": concept.note,
            SKOS + "historyNote": concept.origin,
        }
        yield from ((uri, predicate, self._say(text)) for predicate, text in texts.items() if text)
        yield from ((uri, SKOS + "example", self._say(say_example(one))) for one in concept.examples)
        for above in concept.broader:
            yield uri, SKOS + "broader", self._uris[above]
            yield self._uris[above], SKOS + "narrower", uri
        yield from ((uri, DCT + "subject", self._uris[one]) for one in concept.about)
        yield from ((uri, DCT + "source", self._source(key)) for key in concept.sources)
        yield from ((uri, DCT + "replaces", self._name(one)) for one in concept.formerly)
        yield from ((uri, SKOS + "exactMatch", one) for one in concept.exact_matches if _is_uri(one))
        if concept.notation:
            yield uri, SKOS + "notation", Words(concept.notation)

    def _labels(self, uri: str, concept: Concept) -> Iterator[Statement]:
        """Yield the labels of a concept, each as one kind of label only."""
        said: set[Words] = set()
        for kind, labels in (
            ("prefLabel", [concept.term]),
            ("altLabel", concept.aliases),
            ("hiddenLabel", [*concept.hidden_labels, *concept.everyday]),
        ):
            for label in map(self._say, labels):
                if label not in said:
                    said.add(label)
                    yield uri, SKOS + kind, label

    def _related(self) -> Iterator[Statement]:
        """Yield what is related, from both ends, unless one of the two is above the other."""
        for concept in self._corpus.concepts:
            for stored in (*concept.related, *concept.contrasts):
                other = link(stored).id
                if other in self._above[concept.id] or concept.id in self._above[other]:
                    self.dropped.append(Dropped(concept.id, f"related '{other}'", "one is broader than the other (S27)"))
                    continue
                yield self._uris[concept.id], SKOS + "related", self._uris[other]
                yield self._uris[other], SKOS + "related", self._uris[concept.id]

    def _collection(self, key: str, label: str) -> Iterator[Statement]:
        collection = self._name(key, "category/" if self.base.endswith("/") else "category-")
        yield collection, _TYPE, SKOS + "Collection"
        yield collection, SKOS + "prefLabel", self._say(label)
        yield collection, SKOS + "inScheme", self.base
        for concept in self._corpus.concepts:
            if concept.category == key:
                yield collection, SKOS + "member", self._uris[concept.id]


def _has_more(concept: Concept) -> bool:
    reasons = any(link(stored).why for stored in (*concept.related, *concept.contrasts))
    return bool(reasons or concept.paraphrases or concept.situations)


def _find_ancestors(corpus: CorpusFile) -> dict[str, set[str]]:
    """Return all that is above each concept, however far."""
    above = {concept.id: concept.broader for concept in corpus.concepts}
    found: dict[str, set[str]] = {}
    for start, first in above.items():
        seen: set[str] = set()
        ahead = list(first)
        while ahead:
            here = ahead.pop()
            if here not in seen:
                seen.add(here)
                ahead += above[here]
        found[start] = seen
    return found
