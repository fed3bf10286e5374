"""From the entries of a foreign file to a corpus: ids, links by whatever names them, and what had to be left out.

A reader yields drafts: an entry's fields as they stand in the file, links by id, URI or name. What makes them a corpus is the
same for every format and is done here: ids are given, links are led to the entries that they mean, cycles are cut, what
says the same twice is taken once.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from socialpower_cli.answers import Dropped
from socialpower_cli.corpus.model import Concept, CorpusFile, Link
from socialpower_cli.corpus.validity import walk_back_links
from socialpower_cli.exchange.formats import Known, Reading
from socialpower_cli.exchange.naming import Found, Ids, Registry, make_slug
from socialpower_cli.records import Record

_LINKS = ("broader", "narrower", "related", "contrasts", "about")
_TEXTS = ("category", "origin", "gloss", "explanation", "note", "uri", "notation")
_LISTS = ("everyday", "paraphrases", "situations", "exact_matches")
_MOST_CITED_WORDS = 8


class Draft(Record):
    """An entry as it stands in a file: where, its fields by the names of `Concept`'s, and what else others may call it by.

    Links are texts: an id, a URI or a name, with a reason after ": " if there is one. `narrower` holds links too, and
    `sources` CSL-JSON items or texts.
    """

    place: str
    fields: dict[str, Any]
    keys: tuple[str, ...] = ()
    suffix: str = ""  # tells it apart from another entry of the same name


class Facts(Record):
    """What a file says of itself."""

    title: str | None = None
    version: str | None = None
    language: str | None = None
    license: str | None = None


def say_undefined(above: Iterable[str]) -> str:
    """Return the definition of an entry that has none, which says under what it stands."""
    terms = ", ".join(above)
    return f"Under {terms}; {_UNDEFINED}" if terms else _UNDEFINED[:1].upper() + _UNDEFINED[1:]


def is_undefined(definition: str) -> bool:
    """Return whether a definition is what `say_undefined` gives."""
    return definition[:1].lower() + definition[1:] == _UNDEFINED or (
        definition.startswith("Under ") and definition.endswith(f"; {_UNDEFINED}")
    )


_UNDEFINED = "no definition is given."


def make_corpus(
    drafts: list[Draft],
    facts: Facts,
    dropped: Iterable[Dropped] = (),
    categories: Mapping[str, str] | None = None,
    known: Known | None = None,
) -> Reading:
    """Return the corpus that drafts make, in their order, and what was dropped on the way: by the reader, then here.

    `categories` has wished keys of categories by their labels; links may lead to concepts that are `known` elsewhere.
    """
    return _Making(drafts, facts, list(dropped), categories or {}, known).make()


class _Making:
    """The making of one corpus."""

    def __init__(
        self, drafts: list[Draft], facts: Facts, dropped: list[Dropped], keys: Mapping[str, str], known: Known | None
    ) -> None:
        self._drafts = drafts
        self._facts = facts
        self._dropped = dropped
        self._keys = keys
        self._registry = Registry()
        self._known = known
        self._ids = Ids()
        self._categories = _Shelf()
        self._sources = _Shelf()

    def make(self) -> Reading:
        ids = self._give_ids()
        links = [self._resolve_links(draft, identifier) for draft, identifier in zip(self._drafts, ids, strict=True)]
        broader = self._gather_broader(ids, links)
        self._cut_cycles(ids, broader)
        terms = {identifier: draft.fields["term"] for draft, identifier in zip(self._drafts, ids, strict=True)}
        related = _pair_off(ids, links, "related")
        contrasts = _pair_off(ids, links, "contrasts")
        concepts = []
        undefined = 0
        for draft, identifier, linked in zip(self._drafts, ids, links, strict=True):
            definition = draft.fields.get("definition")
            undefined += definition is None
            concepts.append(
                Concept(
                    id=identifier,
                    term=draft.fields["term"],
                    definition=definition or say_undefined(terms.get(one, one) for one in broader[identifier]),
                    broader=broader[identifier],
                    related=related[identifier],
                    contrasts=contrasts[identifier],
                    about=[one.id for one in linked["about"]],
                    **self._make_rest(draft),
                )
            )
        if undefined:
            told = f"{undefined:,} of {len(concepts):,} entries have none; theirs tells what they fall under"
            self._dropped.append(Dropped("the file", "definitions", told))
        return Reading(
            CorpusFile(
                **self._facts._asdict(),
                categories={key: str(label) for key, label in self._categories.by_key.items()},
                settings=list(dict.fromkeys(one.setting for concept in concepts for one in concept.examples if one.setting)),
                concepts=concepts,
                sources=[{**item, "id": key} for key, item in self._sources.by_key.items()],
            ),
            tuple(self._dropped),
        )

    def _drop(self, draft: Draft, what: str, why: str) -> None:
        self._dropped.append(Dropped(draft.place, what, why))

    def _give_ids(self) -> list[str]:
        """Return an id for each draft, each another, and register what the entries may be called."""
        ids = []
        for draft in self._drafts:
            wished = draft.fields.get("id") or self._find_replaced(draft) or draft.fields.get("notation")
            taken = bool(wished) and make_slug(str(wished), keep=True) in self._ids
            identifier = self._ids.give(wished, draft.fields["term"], draft.suffix)
            if draft.fields.get("id") and identifier != draft.fields["id"]:
                why = "another entry has it" if taken else "an id is short, has no spaces and nothing invisible"
                self._drop(draft, f"id '{wished}'", f"{why}; this one is '{identifier}'")
            ids.append(identifier)
        for draft, identifier in zip(self._drafts, ids, strict=True):
            keys = filter(None, (draft.fields.get("id"), draft.fields.get("uri"), *draft.keys))
            self._registry.add(identifier, keys, (draft.fields["term"],), draft.fields.get("aliases", ()))
        return ids

    def _find_replaced(self, draft: Draft) -> str | None:
        """Return the id of the concept elsewhere whose place an entry takes, if it takes one."""
        text = draft.fields.get("replaces")
        if not text:
            return None
        found = None if self._elsewhere is None else self._elsewhere.find(text).id
        return found or make_slug(text, keep=True) or None

    def _resolve_links(self, draft: Draft, identifier: str) -> dict[str, list[Link]]:
        """Return the links of a draft by their fields, those that lead nowhere or to itself left out."""
        links: dict[str, list[Link]] = {}
        for field in _LINKS:
            found: dict[str, Link] = {}
            for text in draft.fields.get(field, ()):
                target = self._find(text)
                if target.id is None:
                    self._drop(draft, f"{field} '{text}'", str(target.why))
                elif target.id == identifier:
                    self._drop(draft, f"{field} '{text}'", "an entry does not link to itself")
                elif target.id not in found:
                    found[target.id] = Link(target.id, target.why)
            links[field] = list(found.values())
        return links

    def _find(self, text: str) -> Found:
        """Return what a link means: an entry of the file, else a concept that is known elsewhere."""
        found = self._registry.find(text)
        return found if found.id is not None or self._elsewhere is None else self._elsewhere.find(text)

    @cached_property
    def _elsewhere(self) -> Registry | None:
        if self._known is None:
            return None
        registry = Registry()
        for one in self._known():
            registry.add(one.id, filter(None, (one.uri, *one.formerly)), (one.term,), one.aliases)
        return registry

    def _gather_broader(self, ids: list[str], links: list[dict[str, list[Link]]]) -> dict[str, list[str]]:
        broader: dict[str, dict[str, None]] = {identifier: {} for identifier in ids}
        for identifier, linked in zip(ids, links, strict=True):
            broader[identifier].update((one.id, None) for one in linked["broader"])
        for identifier, linked in zip(ids, links, strict=True):  # after what each says of itself, whose order counts
            for one in linked["narrower"]:
                broader.get(one.id, {})[identifier] = None  # what is elsewhere is not written to
        return {identifier: list(above) for identifier, above in broader.items()}

    def _cut_cycles(self, ids: list[str], broader: dict[str, list[str]]) -> None:
        """Take out the links that close a cycle: those that lead back, as each entry's are followed upwards in depth."""
        place_of = {identifier: draft for draft, identifier in zip(self._drafts, ids, strict=True)}
        for way, at in walk_back_links(broader):
            below, above = way[-1], way[at]
            broader[below].remove(above)
            self._drop(place_of[below], f"broader '{above}'", "it closes a cycle: an entry cannot be broader than itself")

    def _make_rest(self, draft: Draft) -> dict[str, Any]:
        """Return the fields of a concept that are no links, without those that are empty."""
        fields = draft.fields
        category = fields.get("category")
        rest: dict[str, Any] = {name: fields[name] for name in _TEXTS if fields.get(name)}
        rest |= {name: list(dict.fromkeys(fields[name])) for name in _LISTS if fields.get(name)}
        if replaced := self._find_replaced(draft):
            rest["replaces"] = replaced
        if category:
            rest["category"] = self._categories.put(category, category, self._keys.get(category))
        seen = {fields["term"]}
        for name in ("aliases", "hidden_labels"):
            rest[name] = [one for one in dict.fromkeys(fields.get(name, ())) if one not in seen]
            seen.update(rest[name])
        formerly = (make_slug(one, keep=True) for one in fields.get("formerly", ()))
        rest["formerly"] = [one for one in dict.fromkeys(formerly) if one and one not in self._ids]
        rest["examples"] = list(dict.fromkeys(fields.get("examples", ())))
        rest["sources"] = list(dict.fromkeys(map(self._register_source, fields.get("sources", ()))))
        return rest

    def _register_source(self, source: str | dict[str, Any]) -> str:
        """Return the key of a work that is a CSL-JSON item, or a text that stands for one."""
        item = {"type": "document", "title": source} if isinstance(source, str) else {**source}
        wished = item.pop("id", None)
        stem = " ".join(str(item["title"]).split()[:_MOST_CITED_WORDS])
        return self._sources.put(item, stem, wished)


class _Shelf:
    """Things under keys of their own, each once."""

    def __init__(self) -> None:
        self.by_key: dict[str, Any] = {}
        self._keys: dict[str, str] = {}
        self._ids = Ids()

    def put(self, thing: Any, name: str, wished: str | None = None) -> str:
        """Return the key of a thing, a new one where it was not put here before."""
        known = repr(thing)
        if known not in self._keys:
            self._keys[known] = self._ids.give(wished, name)
            self.by_key[self._keys[known]] = thing
        return self._keys[known]


def _pair_off(ids: list[str], links: list[dict[str, list[Link]]], field: str) -> dict[str, list[Link | str]]:
    """Return links that hold from both ends, each from the end that comes first, with the reason that one of them gives."""
    whys: dict[tuple[str, str], str | None] = {}
    for identifier, linked in zip(ids, links, strict=True):
        for one in linked[field]:
            pair = (one.id, identifier) if (one.id, identifier) in whys else (identifier, one.id)
            whys[pair] = whys.get(pair) or one.why
    paired: dict[str, list[Link | str]] = {identifier: [] for identifier in ids}
    for (identifier, target), why in whys.items():
        paired[identifier].append(Link(target, why) if why else target)
    return paired
