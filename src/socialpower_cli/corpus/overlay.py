"""Laying corpus files over one another, the lowest first.

A concept with a new id is added. One that `replaces` another takes its place: links to the other lead to it, and so do the ids
that the other has or had. An entry that `extends` a concept adds to it. A concept of an id that is taken already is a clash.
What extends or replaces nothing that there is finds its place once a file below has it: the first is left out meanwhile, the
second stands as a new concept.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal

from socialpower_cli.answers import Provenance
from socialpower_cli.corpus import model
from socialpower_cli.corpus.model import Concept, CorpusFile, Extension, Link
from socialpower_cli.records import Record
from socialpower_cli.text import names

How = Literal["added", "replaced"]

_ADDED_LISTS = ("aliases", "examples", "everyday", "broader", "about", "sources", "hidden_labels", "paraphrases", "situations")
_ADDED_LINKS = ("related", "contrasts")


class Remark(Record):
    """An entry that does not do what it says, or is read no more: its file, itself, and why."""

    file: str
    entry: str
    message: str


class Corpus(Record):
    """Several files laid over one another, by id.

    `provenance` tells of entries that the lowest file does not have as they are; `moved` has the ids that concepts had before;
    `orphans` are entries that extend or replace what there is not, `replaced` those in whose place others stand.
    """

    concepts: dict[str, Concept]
    sources: dict[str, dict[str, Any]]
    categories: dict[str, str]
    settings: list[str]
    provenance: Mapping[str, tuple[Provenance, ...]] = MappingProxyType({})
    moved: Mapping[str, str] = MappingProxyType({})
    orphans: tuple[Remark, ...] = ()
    replaced: tuple[Remark, ...] = ()

    def resolve(self, identifier: str) -> str | None:
        """Return the id of the concept that has an id or had it before, or None where none has."""
        return identifier if identifier in self.concepts else self.moved.get(identifier)


class Clash(Record):
    """An id that a file gives to something else than a file below: "concepts" or "sources", and who has it there."""

    kind: str
    id: str
    file: str


class Layers:
    """Files laid over one another so far."""

    def __init__(self) -> None:
        self._lowest: str | None = None
        self._concepts: dict[str, Concept] = {}
        self._sources: dict[str, dict[str, Any]] = {}
        self._categories: dict[str, str] = {}
        self._settings: dict[str, None] = {}
        self._provenance: dict[str, tuple[Provenance, ...]] = {}
        self._moved: dict[str, str] = {}
        self._orphans: list[Remark] = []
        self._replaced: list[Remark] = []
        self._givers: dict[str, str] = {}  # the file that each source is from

    def find_clashes(self, file: CorpusFile) -> Iterator[Clash]:
        """Yield the ids of a file that belong to something else below."""
        for concept in file.concepts:
            taken = self._resolve(concept.id)
            if taken is not None and (concept.replaces is None or taken != self._resolve(concept.replaces)):
                yield Clash("concepts", concept.id, self._find_file(taken))
        for item in file.sources:
            below = self._sources.get(str(item["id"]))
            if below is not None and _title(below) != _title(item):
                yield Clash("sources", str(item["id"]), self._givers[str(item["id"])])

    def lay(self, path: str, file: CorpusFile) -> None:
        """Lay a file over those so far; where it clashes with one below its own concepts and works take the places."""
        upper = self._lowest is not None
        self._lowest = self._lowest or path
        for concept in file.concepts:
            added, how = self._place(path, concept)
            self._concepts[added.id] = added
            if upper:
                self._provenance[added.id] = (Provenance(path, how),)
            self._moved.update(dict.fromkeys(added.formerly, added.id))
        self._extend(path, file.extensions)
        for item in file.sources:
            below = self._sources.get(str(item["id"]))
            if below is None or _title(below) != _title(item):
                self._sources[str(item["id"])] = item
                self._givers[str(item["id"])] = path
        self._categories.update(file.categories)
        self._settings.update(dict.fromkeys(file.settings))

    def make_corpus(self) -> Corpus:
        """Return the corpus that the files make, with links to ids that concepts had before led to what they are now."""
        moved = {former: now for former, now in self._moved.items() if former not in self._concepts}
        concepts = dict(self._concepts)
        if moved:
            concepts = {identifier: _lead(concept, moved) for identifier, concept in concepts.items()}
        lists = (dict(self._sources), dict(self._categories), list(self._settings))
        return Corpus(concepts, *lists, dict(self._provenance), moved, tuple(self._orphans), tuple(self._replaced))

    def _resolve(self, identifier: str) -> str | None:
        return identifier if identifier in self._concepts else self._moved.get(identifier)

    def _place(self, path: str, concept: Concept) -> tuple[Concept, How]:
        """Take away what a concept replaces, and return the concept with all ids that the other had, and how it came."""
        if concept.replaces is None:
            if concept.id not in self._concepts:
                return concept, "added"
            self._retire(concept.id, path)
            return concept, "replaced"
        replaced = self._resolve(concept.replaces)
        if replaced is None:
            told = f"there is no concept '{concept.replaces}' for it to replace; it is added"
            self._orphans.append(Remark(path, concept.id, told))
            return model.replace(concept, replaces=None), "added"
        self._retire(replaced, path)
        before = self._concepts.pop(replaced)
        self._provenance.pop(replaced, None)
        former = dict.fromkeys([*concept.formerly, *before.formerly, replaced])
        former.pop(concept.id, None)
        return model.replace(concept, replaces=None, formerly=list(former)), "replaced"

    def _retire(self, identifier: str, by: str) -> None:
        """Remember that an entry is read no more, for another stands in its place."""
        self._replaced.append(Remark(self._find_file(identifier), identifier, f"replaced by an entry of {by}"))

    def _extend(self, path: str, extensions: Sequence[Extension]) -> None:
        """Add what a file adds to entries, at once to each: else many additions to one took the square of their number."""
        gathered: dict[str, list[Extension]] = {}
        for extension in extensions:
            extended = self._resolve(extension.extends)
            if extended is None:
                told = f"there is no concept '{extension.extends}' for it to extend; it is left out"
                self._orphans.append(Remark(path, extension.extends, told))
            else:
                gathered.setdefault(extended, []).append(extension)
        for extended, some in gathered.items():
            self._concepts[extended] = extend(self._concepts[extended], some)
            so_far = self._provenance.get(extended, ())
            if path != self._lowest and path not in (one.file for one in so_far):
                self._provenance[extended] = (*so_far, Provenance(path, "extended"))

    def _find_file(self, identifier: str) -> str:
        """Return the file that a concept's entry stands in."""
        first = next(iter(self._provenance.get(identifier, ())), None)
        return self._lowest or "" if first is None or first.how == "extended" else first.file


def extend(concept: Concept, extensions: Sequence[Extension]) -> Concept:
    """Return a concept with what extensions add: what it has already is not added again, a note follows its note."""
    fields: dict[str, Any] = {}
    for name in _ADDED_LISTS:
        added = dict.fromkeys(one for extension in extensions for one in getattr(extension, name))
        had = getattr(concept, name)
        fields[name] = [*had, *(one for one in added if one not in had)]
    for name in _ADDED_LINKS:
        fields[name] = [*getattr(concept, name), *(one for extension in extensions for one in getattr(extension, name))]
    fields["note"] = " ".join(filter(None, (concept.note, *(extension.note for extension in extensions)))) or None
    return model.replace(concept, **fields)


def links(concept: Concept | Extension) -> list[tuple[str, Link]]:
    """Return a concept's own associative links with their kinds, "related" or "contrasts"."""
    return [
        (kind, model.link(one))
        for kind, stored in (("related", concept.related), ("contrasts", concept.contrasts))
        for one in stored
    ]


def _lead(concept: Concept, moved: dict[str, str]) -> Concept:
    """Return a concept whose links to moved ids lead to what has them now."""
    targets = {*concept.broader, *concept.about, *(link.id for _, link in links(concept))}
    if targets.isdisjoint(moved):
        return concept
    return model.replace(concept, **model.change_links(concept, lambda target: moved.get(target, target)))


def _title(item: dict[str, Any]) -> str:
    return names.normalize(str(item["title"]))
