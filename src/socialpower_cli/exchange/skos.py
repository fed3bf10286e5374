"""SKOS: a thesaurus as linked data, read into entries (for what is written see `skos_writing`).

Read are labels (SKOS-XL ones too), documentation, the hierarchy and associative links, exact matches, notations, collections as
categories, works under dct:source; texts in one language. What is of no use to an entry is counted and told.
(Miles and Bechhofer, "SKOS Simple Knowledge Organization System Reference", W3C 2009.)
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from socialpower_cli.answers import Dropped
from socialpower_cli.exchange.drafting import Draft, Facts, make_corpus
from socialpower_cli.exchange.formats import Asking, Known, Reading, Unreadable, find_ending
from socialpower_cli.exchange.linked_data import Described, Statements, Value, Words, read_statements
from socialpower_cli.exchange.scenes import read_example
from socialpower_cli.exchange.skos_writing import write
from socialpower_cli.exchange.vocabulary import DC, DCT, ISOTHES, NAMESPACES, OWL, PREFIXES, RDF, RDFS, SKOS, SKOSXL, VOID

__all__ = ["read", "write"]

_TYPE = RDF + "type"
_LABELS = {
    "pref": ((SKOS + "prefLabel",), SKOSXL + "prefLabel"),
    "alt": ((SKOS + "altLabel",), SKOSXL + "altLabel"),
    "hidden": ((SKOS + "hiddenLabel",), SKOSXL + "hiddenLabel"),
}
# By field of an entry, what says it, the most fitting first.
_DOCUMENTED = {
    "definition": (SKOS + "definition",),
    "gloss": (RDFS + "comment",),
    "explanation": (DCT + "description",),
    "note": (SKOS + "scopeNote", SKOS + "note"),
    "origin": (SKOS + "historyNote",),
}
_LINKS = {
    "broader": (SKOS + "broader", *(ISOTHES + f"broader{kind}" for kind in ("Generic", "Partitive", "Instantial"))),
    "narrower": (SKOS + "narrower", *(ISOTHES + f"narrower{kind}" for kind in ("Generic", "Partitive", "Instantial"))),
    "related": (SKOS + "related",),
    "about": (DCT + "subject",),
}
_OF_CONCEPTS = (
    *(p for labels, _ in _LABELS.values() for p in labels),
    SKOSXL + "prefLabel",
    SKOS + "broader",
    SKOS + "narrower",
)
_NO_CONCEPTS = {SKOS + "ConceptScheme", SKOS + "Collection", SKOS + "OrderedCollection", SKOSXL + "Label"}
_TITLES = (DCT + "title", DC + "title", SKOS + "prefLabel", RDFS + "label")
# Said otherwise, derived, or of no meaning for a reader: not worth a word that it was left out.
_SILENT = {
    _TYPE, *_OF_CONCEPTS, *(p for some in (*_DOCUMENTED.values(), *_LINKS.values()) for p in some),
    *(SKOS + name for name in (
        "altLabel", "hiddenLabel", "example", "notation", "exactMatch", "inScheme", "topConceptOf", "hasTopConcept",
        "broaderTransitive", "narrowerTransitive", "semanticRelation", "member", "memberList",
    )),
    *(SKOSXL + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
    *(DCT + name for name in ("source", "replaces", "identifier", "created", "modified", "issued", "creator", "contributor")),
    DC + "source", RDFS + "label", OWL + "deprecated",
}  # fmt: skip
_MOST_COLLECTIONS = 200


def read(data: bytes, asked: Asking) -> Reading:
    """Return the corpus that a SKOS vocabulary holds, an entry a concept, its texts in one language.

    That is the one asked for, else English where half of the concepts have a label in it, else the one that most have. Raises
    `Unreadable` where there is no concept, or no text in the language asked for.
    """
    statements = read_statements(data, find_ending(asked.path), NAMESPACES, asked.progress)
    return _Vocabulary(statements, asked.language).read(asked.known)


class _Vocabulary:
    """What a file says, and the language that is taken of it."""

    def __init__(self, statements: Statements, language: str | None) -> None:
        self._said = statements.subjects
        self._others = statements.others
        self._dropped: list[Dropped] = []
        self._concepts = [subject for subject, told in self._said.items() if _is_concept(told)]
        if not self._concepts:
            raise Unreadable("it holds no concept of SKOS", "Each needs a skos:prefLabel, or the type skos:Concept.")
        self._space = self._find_space()
        self._keys: dict[str, str] = {}  # of categories, by their labels
        self._languages = self._count_languages()
        self._language = self._choose_language(language)

    def read(self, known: Known | None) -> Reading:
        categories = self._read_collections()
        drafts = [draft for concept in self._concepts if (draft := self._draft(concept, categories.get(concept))) is not None]
        self._tell_what_is_left()
        reading = make_corpus(drafts, self._read_facts(), self._dropped, self._keys, known)
        return reading._replace(language=self._language or None)

    def _count_languages(self) -> Counter[str]:
        """Return how many concepts have a preferred label in each language, those of a label without one under ""."""
        counted: Counter[str] = Counter()
        for concept in self._concepts:
            counted.update({words.language for words in self._words_of_label(concept, "pref")})
        return counted

    def _choose_language(self, asked: str | None) -> str:
        if asked is not None:
            language = asked.lower()
            if not any(_matches(one, language) for one in self._languages):
                there = ", ".join(sorted(filter(None, self._languages))) or "none that is named"
                raise Unreadable(f"no concept has a label in the language '{asked}'", f"There are: {there}.")
            return language
        english = sum(count for one, count in self._languages.items() if _matches(one, "en"))
        if english * 2 >= len(self._concepts):
            return "en"
        return max(self._languages, key=lambda one: (self._languages[one], one), default="")

    def _draft(self, concept: str, category: str | None) -> Draft | None:
        told = self._said[concept]
        if any(isinstance(one, Words) and one.text in ("true", "1") for one in told.get(OWL + "deprecated", ())):
            self._dropped.append(Dropped(concept, "the concept", "it is deprecated"))
            return None
        preferred = self._labels(concept, "pref") or self._texts(told, (RDFS + "label",))
        alternative = self._labels(concept, "alt")
        if not preferred:
            there = sorted({words.language for words in self._words_of_label(concept, "pref")})
            why = f"it has no label in '{self._language}' (but in {', '.join(there)})" if there else "it has no preferred label"
            self._dropped.append(Dropped(concept, "the concept", why))
            return None
        fields: dict[str, Any] = {"term": preferred[0], "aliases": [*preferred[1:], *alternative]}
        if preferred[1:]:
            self._dropped.append(Dropped(concept, f"preferred label '{preferred[1]}'", "it has another; this one is an alias"))
        fields["hidden_labels"] = self._labels(concept, "hidden")
        for field, predicates in _DOCUMENTED.items():
            if texts := self._texts(told, predicates):
                fields[field] = " ".join(texts)
        for field, predicates in _LINKS.items():
            fields[field] = [one for p in predicates for one in dict.fromkeys(told.get(p, ())) if isinstance(one, str)]
        fields["about"] = [one for one in fields["about"] if one in self._said and _is_concept(self._said[one])]
        fields["examples"] = list(map(read_example, self._texts(told, (SKOS + "example",))))
        fields["sources"] = list(self._read_sources(told))
        fields["exact_matches"] = [one for one in told.get(SKOS + "exactMatch", ()) if isinstance(one, str)]
        fields["formerly"] = [_last_part(one) for one in told.get(DCT + "replaces", ()) if isinstance(one, str)]
        notations = [one.text.strip() for one in told.get(SKOS + "notation", ()) if isinstance(one, Words) and one.text.strip()]
        if notations:
            fields["notation"] = notations[0]
        if not concept.startswith("_:"):
            fields["uri"] = concept
            fields["id"] = self._find_id(concept)
        if category is not None:
            fields["category"] = category
        return Draft(concept, fields, (concept,), _last_part(concept))

    def _labels(self, concept: str, kind: str) -> list[str]:
        return self._pick(self._words_of_label(concept, kind))

    def _words_of_label(self, concept: str, kind: str) -> list[Words]:
        """Return the labels of a kind, in all languages, those of SKOS-XL by their literal forms."""
        plain, extended = _LABELS[kind]
        told = self._said[concept]
        found = [one for predicate in plain for one in told.get(predicate, ()) if isinstance(one, Words)]
        for label in told.get(extended, ()):
            forms = self._said.get(label, {}).get(SKOSXL + "literalForm", ()) if isinstance(label, str) else ()
            found += [one for one in forms if isinstance(one, Words)]
        return [one for one in found if one.text.strip()]

    def _texts(self, told: Described, predicates: Iterable[str]) -> list[str]:
        """Return texts in the language that is taken; a note that is a resource of its own counts by its rdf:value."""
        found: list[Words] = []
        for predicate in predicates:
            for one in told.get(predicate, ()):
                values: Sequence[Value] = [one] if isinstance(one, Words) else self._said.get(one, {}).get(RDF + "value", ())
                found += [value for value in values if isinstance(value, Words) and value.text.strip()]
        return self._pick(found)

    def _pick(self, words: list[Words]) -> list[str]:
        """Return the texts in the language that is taken, exactly or else more closely told; without any, those in none."""
        exact = [one for one in words if one.language == self._language]
        chosen = (
            exact or [one for one in words if _matches(one.language, self._language)] or [w for w in words if not w.language]
        )
        return list(dict.fromkeys(" ".join(one.text.split()) for one in chosen))

    def _read_sources(self, told: Described) -> Iterator[str | dict[str, Any]]:
        for one in (*told.get(DCT + "source", ()), *told.get(DC + "source", ())):
            if isinstance(one, Words):
                if one.text.strip():
                    yield " ".join(one.text.split())
                continue
            described = self._said.get(one, {})
            texts = self._texts(described, (DCT + "bibliographicCitation",)) or self._texts(described, _TITLES)
            key = {"id": _last_part(one)} if texts and not one.startswith("_:") else {}
            if texts:
                yield {**key, "type": "document", "title": texts[0]}
            elif not one.startswith("_:"):
                yield {"type": "webpage", "title": one, "URL": one}

    def _read_collections(self) -> dict[str, str]:
        """Return the label of the collection that each concept belongs to; tell of what a category cannot carry."""
        kinds = {SKOS + "Collection", SKOS + "OrderedCollection"}
        collections = [one for one, told in self._said.items() if kinds.intersection(map(str, told.get(_TYPE, ())))]
        if len(collections) > _MOST_COLLECTIONS:
            why = f"more than {_MOST_COLLECTIONS} make no categories"
            self._dropped.append(Dropped("the file", f"{len(collections):,} collections", why))
            return {}
        found: dict[str, str] = {}
        further = 0
        for collection in collections:
            told = self._said[collection]
            label = next(iter(self._labels(collection, "pref") or self._texts(told, (RDFS + "label", DCT + "title"))), None)
            key = self._find_id(collection)
            if key is not None:
                self._keys.setdefault(label or "", re.sub(r"category[-/]", "", key))
            members = [*told.get(SKOS + "member", ()), *self._list(told.get(SKOS + "memberList", ()))]
            if label is None:
                self._dropped.append(Dropped(collection, "the collection", "it has no label"))
                continue
            for member in members:
                if member in collections:
                    self._dropped.append(Dropped(collection, f"member {member}", "categories hold no categories"))
                elif isinstance(member, str):
                    further += member in found
                    found.setdefault(member, label)
        if further:
            self._dropped.append(
                Dropped("the file", f"members of collections ({further:,})", "an entry has one category, its first")
            )
        return found

    def _find_space(self) -> str | None:
        """Return what the URIs of concepts begin with before their ids, where a scheme says so (VoID, section 4.1)."""
        spaces = (
            told.get(VOID + "uriSpace", ()) for told in self._said.values() if SKOS + "ConceptScheme" in told.get(_TYPE, ())
        )
        return next((one.text for some in spaces for one in some if isinstance(one, Words) and one.text), None)

    def _find_id(self, uri: str) -> str | None:
        """Return the id that a URI tells of, where the scheme says that it does."""
        if not self._space or not uri.startswith(self._space):
            return None
        from urllib.parse import unquote

        return unquote(uri.removeprefix(self._space)) or None

    def _list(self, heads: Sequence[Value]) -> Iterator[Value]:
        """Yield the members of RDF lists, each list once."""
        seen: set[str] = set()
        for head in heads:
            here: Value | None = head
            while isinstance(here, str) and here not in seen and here in self._said:
                seen.add(here)
                yield from self._said[here].get(RDF + "first", ())
                here = next(iter(self._said[here].get(RDF + "rest", ())), None)

    def _read_facts(self) -> Facts:
        """Return what the concept scheme says of itself, of several the one that most concepts are in."""
        schemes = Counter(
            one for concept in self._concepts for one in self._said[concept].get(SKOS + "inScheme", ()) if isinstance(one, str)
        )
        scheme = schemes.most_common(1)[0][0] if schemes else None
        if len(schemes) > 1:
            self._dropped.append(Dropped("the file", f"{len(schemes)} concept schemes", "a corpus is one"))
        told = self._said.get(scheme, {}) if scheme is not None else {}

        def first(*predicates: str) -> str | None:
            texts = self._texts(told, predicates)
            named = (one for p in predicates for one in told.get(p, ()) if isinstance(one, str) and not one.startswith("_:"))
            return next(iter(texts), None) or next(named, None)

        return Facts(
            first(*_TITLES), first(OWL + "versionInfo"), self._language or None, first(DCT + "license", DCT + "rights")
        )

    def _tell_what_is_left(self) -> None:
        """Tell how much was of no use: texts in other languages, properties that entries have no field for."""
        others = {one: n for one, n in self._languages.items() if one and not _matches(one, self._language)}
        if others:
            told = ", ".join(f"{one} {count:,}" for one, count in sorted(others.items(), key=lambda item: (-item[1], item[0])))
            why = f"the language '{self._language}' was taken; choose another with --lang"
            self._dropped.append(Dropped("the file", f"texts in other languages ({told})", why))
        left = Counter(self._others)
        for concept in self._concepts:
            for predicate, values in self._said[concept].items():
                if predicate not in _SILENT:
                    left[predicate] += len(values)
        for predicate, count in left.most_common():
            self._dropped.append(
                Dropped("the file", f"{_abbreviate(predicate)} ({count:,})", "no field of an entry is called so")
            )


def _is_concept(told: Described) -> bool:
    kinds = set(map(str, told.get(_TYPE, ())))
    return SKOS + "Concept" in kinds or (not kinds & _NO_CONCEPTS and any(predicate in told for predicate in _OF_CONCEPTS))


def _matches(language: str, wanted: str) -> bool:
    """Return whether a language is the one wanted or told more closely: "en-gb" is "en" (RFC 4647, basic filtering)."""
    return language == wanted or (bool(wanted) and language.startswith(f"{wanted}-"))


def _abbreviate(uri: str) -> str:
    """Return a URI with the prefix that its namespace is known by, where it is one of those that are read."""
    for prefix, namespace in PREFIXES.items():
        if uri.startswith(namespace):
            return f"{prefix}:{uri.removeprefix(namespace)}"
    return uri


def _last_part(uri: str) -> str:
    """Return what stands in a URI after the last of # / :, with its escapes read."""
    from urllib.parse import unquote

    return unquote(uri.rstrip("#/").replace("#", "/").replace(":", "/").rpartition("/")[2])
