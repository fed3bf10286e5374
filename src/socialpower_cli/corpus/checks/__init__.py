"""The corpus validator: coded checks of what a good entry has, beyond what a reader must refuse.

Codes are grouped by hundreds: 1 identity and links, 2 fields and lengths, 3 repetition, 4 the shape of the hierarchy,
5 sources, 6 characters, 7 order and layout. A code that begins with E marks a file that no command would read; W marks
what makes an entry worse than it should be. Each check reads the file for itself and trusts no other: it must not
fail on a file that another check has findings on.
"""

import json
import os
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from socialpower_cli.answers import Finding, Report, Summary
from socialpower_cli.citations import author_date as citations
from socialpower_cli.corpus import locations, model, reading, validity
from socialpower_cli.corpus import overlay as layers
from socialpower_cli.corpus.model import Concept, CorpusFile
from socialpower_cli.corpus.overlay import Corpus
from socialpower_cli.text import names
from socialpower_cli.text.words import fold_word, split_words

DEFINITION_WORDS = (12, 45)
EXPLANATION_WORDS = (80, 220)
EXAMPLE_WORDS = (40, 100)
EVERYDAY = (3, 6)
GLOSS_CHARACTERS = 90
WHY_WORDS = 26
NARROWER = 20
RELATED = (2, 9)
CONTRASTS = 4
# The share of the shorter text's four-word sequences that another text has too, from which it counts as nearly repeated.
NEARLY = 0.4

Item = dict[str, Any]

# What a reference needs, by CSL type, besides author, title and year, to be found again; a book needs no more than these.
_REQUIRED = {
    "article-journal": ("container-title",),
    "book": (),
    "chapter": ("container-title", "publisher"),
    "entry-encyclopedia": ("container-title",),
    "report": ("publisher",),
    "thesis": ("publisher",),
    "legal_case": ("authority",),
    "legislation": (),
    "webpage": ("URL",),
    "paper-conference": ("container-title",),
}
_ITEM_KEYS = [
    *("id", "type", "author", "editor", "translator", "title", "container-title", "collection-title", "edition"),
    *("volume", "issue", "number", "page", "publisher", "publisher-place", "authority", "issued", "original-date"),
    *("DOI", "ISBN", "URL"),
]


class _Subject(NamedTuple):
    """What checks look at: a file's text and content, and the corpus it stands in."""

    text: str
    file: CorpusFile
    corpus: Corpus


Check = Callable[[_Subject], Iterator[Finding]]
CHECKS: dict[str, Check] = {}


def _check(code: str) -> Callable[[Callable[[_Subject], Iterator[tuple[str, str, str]]]], Check]:
    """Register a check, which yields (entry, field, message), under a code."""

    def register(function: Callable[[_Subject], Iterator[tuple[str, str, str]]]) -> Check:
        def check(subject: _Subject) -> Iterator[Finding]:
            return (Finding(code, *found) for found in function(subject))

        check.__doc__ = function.__doc__
        CHECKS[code] = check
        return check

    return register


def check(path: str) -> Report:
    """Return what the checks find in a file; raise `CorpusError` where it cannot be read as a corpus at all.

    A file other than the bundled one may link to the bundled concepts, since it lies over them when it is used.
    """
    subject = _subject(path)
    found = [finding for one in CHECKS.values() for finding in one(subject)]
    place = {concept.id: number for number, concept in enumerate(subject.file.concepts)}
    found.sort(key=lambda finding: (place.get(finding.entry, len(place)), finding.code))
    return Report(path, len(subject.file.concepts), tuple(found))


def summary(path: str) -> Summary:
    """Return counts of what a file holds: concepts by category, examples by setting, links, sources by type."""
    file = reading.read_file(path)
    examples = [example for concept in file.concepts for example in concept.examples]
    words = Counter[str]()
    for concept in file.concepts:
        words["definitions"] += len(concept.definition.split())
        words["explanations"] += len((concept.explanation or "").split())
        words["examples"] += sum(len(example.text.split()) for example in concept.examples)
    groups = {
        "concepts": _counted((concept.category or "none" for concept in file.concepts), file.categories),
        "examples": _counted((example.setting or "none" for example in examples), file.settings),
        "fields": {
            "aliases": sum(len(concept.aliases) for concept in file.concepts),
            "everyday sayings": sum(len(concept.everyday) for concept in file.concepts),
            "notes": sum(concept.note is not None for concept in file.concepts),
            "origins": sum(concept.origin is not None for concept in file.concepts),
            "examples with their balance": sum(example.in_balance is not None for example in examples),
        },
        "links": {
            "broader": sum(len(concept.broader) for concept in file.concepts),
            "related": sum(len(concept.related) for concept in file.concepts),
            "contrasts": sum(len(concept.contrasts) for concept in file.concepts),
        },
        "words": dict(words),
        "sources": {
            **_counted((str(item.get("type")) for item in file.sources), ()),
            "with a DOI": sum("DOI" in item for item in file.sources),
            "with an ISBN": sum("ISBN" in item for item in file.sources),
        },
    }
    for group in ("concepts", "examples", "links", "words"):
        groups[group]["in all"] = sum(groups[group].values())
    groups["sources"]["in all"] = len(file.sources)
    return Summary(path, groups)


def fix(path: str) -> None:
    """Write a file anew in its standard order and layout; nothing else about it changes."""
    file = reading.read_file(path)
    temporary = f"{path}.tmp"
    with open(temporary, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(formatted(file))
    os.replace(temporary, path)


def formatted(file: CorpusFile) -> str:
    """Return a corpus file's standard text: entries by id, fields in the order of the model, empty ones left out."""
    data = model.as_data(file)
    data["concepts"] = sorted(data["concepts"], key=lambda concept: str(concept["id"]))
    if file.sources:
        data["sources"] = [_ordered(item) for item in sorted(file.sources, key=lambda item: str(item["id"]))]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _subject(path: str) -> _Subject:
    file = reading.read_file(path)
    with open(path, encoding="utf-8-sig") as stream:
        text = stream.read()
    bundled = locations.bundled()
    below = [] if path == bundled or len(file.categories) else [reading.read_file(bundled)]
    return _Subject(text, file, layers.overlay([*below, file]))


def _counted(values: Iterator[str], order: Any) -> dict[str, int]:
    counts = Counter(values)
    return {key: counts[key] for key in [*order, *sorted(set(counts) - set(order))] if counts[key]}


def _ordered(item: Item) -> Item:
    keys = [key for key in _ITEM_KEYS if key in item]
    return {key: item[key] for key in [*keys, *sorted(set(item) - set(keys))]}


Found = Iterator[tuple[str, str, str]]


@_check("E101")
def _duplicate_ids(subject: _Subject) -> Found:
    """An id belongs to one entry."""
    for fault in validity.duplicate_ids(subject.file):
        yield fault.entry, fault.field, f"{fault.message}; give one of them another"


@_check("E102")
def _dangling_links(subject: _Subject) -> Found:
    """A link leads to a concept that exists."""
    yield from _faults(subject, "dangling", "correct the id, or remove the link")


@_check("E103")
def _self_links(subject: _Subject) -> Found:
    """An entry does not link to itself."""
    yield from _faults(subject, "self", "remove the link")


@_check("E104")
def _cycles(subject: _Subject) -> Found:
    """Nothing is broader than itself, however many steps away."""
    yield from _faults(subject, "cycle", "remove one of these links")


@_check("E105")
def _unknown_sources(subject: _Subject) -> Found:
    """A source that an entry names is among the file's sources."""
    yield from _faults(subject, "source", "add it to sources, or remove it from the entry")


@_check("E106")
def _former_ids(subject: _Subject) -> Found:
    """An id that a concept had before is not another concept's now."""
    yield from _faults(subject, "formerly", "remove it from formerly")


def _faults(subject: _Subject, kind: str, step: str) -> Found:
    for fault in validity.find_faults(
        subject.file, subject.corpus, validity.find_cycles({i: c.broader for i, c in subject.corpus.concepts.items()})
    ):
        if fault.kind == kind:
            yield fault.entry, fault.field, f"{fault.message}; {step}"


@_check("W201")
def _definition_length(subject: _Subject) -> Found:
    """A definition is one or two sentences of a quotable length."""
    for concept in subject.file.concepts:
        yield from _length(concept.id, "definition", concept.definition, DEFINITION_WORDS)
        if not concept.definition.endswith("."):
            yield concept.id, "definition", "it does not end with a full stop"


@_check("W202")
def _circular_definition(subject: _Subject) -> Found:
    """A definition does not contain the term it defines."""
    for concept in subject.file.concepts:
        told = f" {' '.join(map(fold_word, split_words(concept.definition)))} "
        term = " ".join(map(fold_word, split_words(concept.term)))
        if f" {term} " in told:
            yield concept.id, "definition", f"it contains the term '{concept.term}'; say it in other words"


@_check("W203")
def _gloss(subject: _Subject) -> Found:
    """A gloss fits on a line of a list."""
    for concept in subject.file.concepts:
        if concept.gloss is None:
            yield concept.id, "gloss", "there is none; write a phrase for lists"
        elif len(concept.gloss) > GLOSS_CHARACTERS:
            yield concept.id, "gloss", f"it has {len(concept.gloss)} characters; at most {GLOSS_CHARACTERS}"


@_check("W204")
def _explanation_length(subject: _Subject) -> Found:
    """An explanation is long enough to explain and short enough to be read."""
    for concept in subject.file.concepts:
        if concept.explanation is None:
            yield concept.id, "explanation", "there is none"
        else:
            yield from _length(concept.id, "explanation", concept.explanation, EXPLANATION_WORDS)


@_check("W205")
def _number_of_examples(subject: _Subject) -> Found:
    """A concept has three examples or more."""
    for concept in subject.file.concepts:
        if len(concept.examples) < 3:
            yield concept.id, "examples", f"there are {len(concept.examples)}; write at least three"


@_check("W206")
def _single_setting(subject: _Subject) -> Found:
    """Examples are set in two different settings or more."""
    for concept in subject.file.concepts:
        settings = {example.setting for example in concept.examples}
        if len(concept.examples) > 1 and len(settings) == 1:
            yield concept.id, "examples", f"all are set in '{settings.pop()}'; set one elsewhere"


@_check("W207")
def _example_length(subject: _Subject) -> Found:
    """An example is a scene, neither a remark nor a story."""
    for concept in subject.file.concepts:
        for number, example in enumerate(concept.examples):
            yield from _length(concept.id, f"examples[{number}].text", example.text, EXAMPLE_WORDS)


@_check("W208")
def _settings(subject: _Subject) -> Found:
    """An example's setting is one of the corpus's settings."""
    for concept in subject.file.concepts:
        for number, example in enumerate(concept.examples):
            if example.setting is None:
                yield concept.id, f"examples[{number}].setting", "there is none"
            elif example.setting not in subject.corpus.settings:
                yield concept.id, f"examples[{number}].setting", f"'{example.setting}' is not among the settings"


@_check("W209")
def _everyday(subject: _Subject) -> Found:
    """A concept has three to six everyday sayings, none of which contains the term."""
    for concept in subject.file.concepts:
        if not EVERYDAY[0] <= len(concept.everyday) <= EVERYDAY[1]:
            yield concept.id, "everyday", f"there are {len(concept.everyday)}; write {EVERYDAY[0]} to {EVERYDAY[1]}"
        for saying in concept.everyday:
            if f" {names.normalize(concept.term)} " in f" {names.normalize(saying)} ":
                yield concept.id, "everyday", f"'{saying}' contains the term"


@_check("W210")
def _categories(subject: _Subject) -> Found:
    """A concept's category is one of the corpus's categories."""
    for concept in subject.file.concepts:
        if concept.category is None:
            yield concept.id, "category", "there is none"
        elif concept.category not in subject.corpus.categories:
            yield concept.id, "category", f"'{concept.category}' is not among the categories"


@_check("W211")
def _sourceless(subject: _Subject) -> Found:
    """A concept names one to three sources."""
    for concept in subject.file.concepts:
        if not 1 <= len(concept.sources) <= 3:
            yield concept.id, "sources", f"there are {len(concept.sources)}; give one to three"


@_check("W301")
def _repeated_texts(subject: _Subject) -> Found:
    """No definition, explanation, note or example is repeated, or nearly so, elsewhere in the corpus."""
    texts = [
        (concept.id, field, text) for concept in subject.file.concepts for field, text in _prose(concept) if field != "gloss"
    ]
    shingles = [_shingles(text) for _, _, text in texts]
    holders: dict[tuple[str, ...], list[int]] = {}
    for number, parts in enumerate(shingles):
        for part in parts:
            holders.setdefault(part, []).append(number)
    shared = Counter[tuple[int, int]]()
    for numbers in holders.values():
        for later in range(1, len(numbers)):
            for earlier in range(later):
                shared[numbers[earlier], numbers[later]] += 1
    for (earlier, later), count in sorted(shared.items()):
        if count / min(len(shingles[earlier]), len(shingles[later])) > NEARLY:
            other, other_field, _ = texts[earlier]
            yield texts[later][0], texts[later][1], f"it nearly repeats '{other}', {other_field}; write it in other words"


@_check("W302")
def _repeated_titles(subject: _Subject) -> Found:
    """No two examples have the same title."""
    seen: dict[str, str] = {}
    for concept in subject.file.concepts:
        for example in concept.examples:
            key = names.normalize(example.title)
            if key in seen:
                yield concept.id, "examples", f"the title '{example.title}' is also in '{seen[key]}'; choose another"
            seen.setdefault(key, concept.id)


@_check("W303")
def _alias_of_another(subject: _Subject) -> Found:
    """An alias is not the term of another concept."""
    terms = {names.fold(names.normalize(concept.term)): concept.id for concept in subject.corpus.concepts.values()}
    for concept in subject.file.concepts:
        for alias in concept.aliases:
            owner = terms.get(names.fold(names.normalize(alias)), concept.id)
            if owner != concept.id:
                yield concept.id, "aliases", f"'{alias}' is the term of '{owner}'; remove it"


@_check("W304")
def _repeated_alias(subject: _Subject) -> Found:
    """An alias says a name that normalization does not already cover."""
    for concept in subject.file.concepts:
        seen = {names.fold(names.normalize(concept.term))}
        for alias in concept.aliases:
            key = names.fold(names.normalize(alias))
            if key in seen:
                yield concept.id, "aliases", f"'{alias}' is found already without it; remove it"
            seen.add(key)


@_check("W305")
def _shared_alias(subject: _Subject) -> Found:
    """An alias belongs to one concept, unless both say in their notes that the name is shared."""
    owners: dict[str, list[Concept]] = {}
    for concept in subject.corpus.concepts.values():
        for key in dict.fromkeys(names.fold(names.normalize(alias)) for alias in concept.aliases):
            owners.setdefault(key, []).append(concept)
    for concept in subject.file.concepts:
        for alias in concept.aliases:
            sharing = owners.get(names.fold(names.normalize(alias)), [])
            told = all(names.normalize(alias) in names.normalize(one.note or "") for one in sharing)
            others = ", ".join(f"'{one.id}'" for one in sharing if one.id != concept.id)
            if others and not told:
                yield concept.id, "aliases", f"'{alias}' is also a name of {others}; keep one, or tell in both notes"


@_check("W401")
def _orphans(subject: _Subject) -> Found:
    """A concept has its place: something broader or something narrower."""
    parents = {broader for concept in subject.corpus.concepts.values() for broader in concept.broader}
    for concept in subject.file.concepts:
        if not concept.broader and concept.id not in parents:
            yield concept.id, "broader", "nothing is broader or narrower; give it its place"


@_check("W402")
def _repeated_links(subject: _Subject) -> Found:
    """Two concepts are linked once, as related or in contrast."""
    kinds: dict[frozenset[str], list[tuple[str, str]]] = {}
    for concept in subject.file.concepts:
        for broader, count in Counter(concept.broader).items():
            if count > 1:
                yield concept.id, "broader", f"'{broader}' is named {count} times"
        for kind, link in layers.links(concept):
            kinds.setdefault(frozenset((concept.id, link.id)), []).append((concept.id, kind))
    for pair, stored in kinds.items():
        for first, (entry, kind) in pairwise(stored):
            others = ", ".join(f"'{one}'" for one in sorted(pair - {entry})) or "itself"
            yield entry, kind, f"the link with {others} is stored already, at '{first[0]}' as {first[1]}; keep one"


@_check("W403")
def _related_within_hierarchy(subject: _Subject) -> Found:
    """A related concept is not one that is broader or narrower anyway."""
    for concept in subject.file.concepts:
        for kind, link in layers.links(concept):
            above = link.id in _ancestors(subject.corpus, concept.id)
            below = concept.id in _ancestors(subject.corpus, link.id)
            if kind == "related" and (above or below):
                yield concept.id, kind, f"'{link.id}' is {'broader' if above else 'narrower'} already; remove the link"


@_check("W404")
def _whys(subject: _Subject) -> Found:
    """A related or contrasting link says why in one short sentence."""
    for concept in subject.file.concepts:
        for kind, link in layers.links(concept):
            if link.why is None:
                yield concept.id, kind, f"the link to '{link.id}' does not say why"
            elif len(link.why.split()) > WHY_WORDS or not link.why.endswith("."):
                yield concept.id, kind, f"why '{link.id}': one sentence of at most {WHY_WORDS} words, with a full stop"


@_check("W405")
def _wide_branches(subject: _Subject) -> Found:
    """A concept has no more narrower ones than a reader can take in."""
    counts = Counter(broader for concept in subject.corpus.concepts.values() for broader in set(concept.broader))
    for concept in subject.file.concepts:
        if counts[concept.id] > NARROWER:
            yield concept.id, "broader", f"{counts[concept.id]} concepts are narrower; at most {NARROWER}: put steps between"


@_check("W406")
def _redundant_broader(subject: _Subject) -> Found:
    """A broader concept is not named where a nearer one leads to it."""
    for concept in subject.file.concepts:
        for broader in concept.broader:
            if any(broader in _ancestors(subject.corpus, other) for other in concept.broader if other != broader):
                yield concept.id, "broader", f"'{broader}' follows from the other; remove it"


@_check("W407")
def _number_of_links(subject: _Subject) -> Found:
    """A concept has a few related ones, and no more contrasts than teach something."""
    related = Counter[str]()
    contrasts = Counter[str]()
    for concept in subject.corpus.concepts.values():
        for kind, link in layers.links(concept):
            (related if kind == "related" else contrasts).update({concept.id, link.id})
    for concept in subject.file.concepts:
        if not RELATED[0] <= related[concept.id] <= RELATED[1]:
            yield concept.id, "related", f"{related[concept.id]} in all; {RELATED[0]} to {RELATED[1]} are of use"
        if contrasts[concept.id] > CONTRASTS:
            yield concept.id, "contrasts", f"{contrasts[concept.id]} in all; at most {CONTRASTS}"


@_check("W501")
def _unused_sources(subject: _Subject) -> Found:
    """Every source is used."""
    used = {source for concept in subject.file.concepts for source in concept.sources}
    for item in subject.file.sources:
        if item["id"] not in used:
            yield str(item["id"]), "id", "no entry names this source; remove it"


@_check("W502")
def _incomplete_sources(subject: _Subject) -> Found:
    """A source has what its type needs to be found again."""
    for item in subject.file.sources:
        kind = str(item.get("type"))
        if kind not in _REQUIRED:
            yield str(item["id"]), "type", f"'{kind}' is not a type that references are made from"
        for key in ("issued", *_REQUIRED.get(kind, ())):
            if not item.get(key):
                yield str(item["id"]), key, f"missing from this {kind}"
        if kind not in ("legal_case", "legislation") and not citations.authors(item) and kind != "entry-encyclopedia":
            yield str(item["id"]), "author", "there is no author and no editor"


@_check("W503")
def _malformed_doi(subject: _Subject) -> Found:
    """A DOI has the form of one, without an address before it."""
    for item in subject.file.sources:
        doi = item.get("DOI")
        if doi is not None and not re.fullmatch(r"10\.\d{4,9}/\S+[^\s.,;]", str(doi)):
            yield str(item["id"]), "DOI", f"'{doi}' is not a DOI such as 10.1086/262063"


@_check("W504")
def _malformed_isbn(subject: _Subject) -> Found:
    """An ISBN's check digit is right."""
    for item in subject.file.sources:
        isbn = item.get("ISBN")
        if isbn is not None and not _is_isbn(str(isbn)):
            yield str(item["id"]), "ISBN", f"'{isbn}' is not an ISBN; its check digit does not fit"


@_check("W505")
def _repeated_sources(subject: _Subject) -> Found:
    """A work is listed once."""
    seen: dict[tuple[str, str, str], str] = {}
    for item in subject.file.sources:
        kept = (names.normalize(str(item["title"])), citations.year(item), str(citations.authors(item)[:1]))
        if kept in seen:
            yield str(item["id"]), "id", f"this is the same work as '{seen[kept]}'; keep one"
        seen.setdefault(kept, str(item["id"]))


@_check("W601")
def _markup(subject: _Subject) -> Found:
    """Texts are plain: no markup."""
    yield from _characters(subject, r"[*_`<>{}\\|]|\[/?\w+\]|&\w+;", "looks like markup; write plain text")


@_check("W602")
def _spaces(subject: _Subject) -> Found:
    """Words are separated by one plain space."""
    yield from _characters(subject, r"\s{2,}|^\s|\s$|[^\S ]", "is not one plain space")


@_check("W603")
def _quotes_and_dashes(subject: _Subject) -> Found:
    """Quotes are straight, and sentences go without long dashes, throughout."""
    yield from _characters(subject, "[\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026]", "write ' or \", or a comma")


@_check("W604")
def _composition(subject: _Subject) -> Found:
    """Letters with accents are composed (NFC), and no character is invisible."""
    for entry, field, text in _all_texts(subject):
        if unicodedata.normalize("NFC", text) != text:
            yield entry, field, "it is not in Unicode's composed form (NFC); type the accented letters again"
        invisible = [character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn")]
        if invisible:
            yield entry, field, f"it has an invisible character, U+{ord(invisible[0]):04X}; remove it"


@_check("W701")
def _order(subject: _Subject) -> Found:
    """Entries and sources are in order of their ids."""
    for kind, ids in (
        ("concept", [concept.id for concept in subject.file.concepts]),
        ("source", [str(item["id"]) for item in subject.file.sources]),
    ):
        for before, after in pairwise(ids):
            if after < before:
                yield after, "id", f"this {kind} stands after '{before}'; run: sp check FILE --fix"


@_check("W702")
def _layout(subject: _Subject) -> Found:
    """The file has the standard layout."""
    if subject.text != formatted(subject.file):
        yield "the file", "layout", "it is not in the standard layout; run: sp check FILE --fix"


@_check("W703")
def _form_of_ids(subject: _Subject) -> Found:
    """An id is lower-case words joined by hyphens."""
    for concept in subject.file.concepts:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", concept.id):
            yield concept.id, "id", "write lower-case letters and digits, joined by hyphens"


def _length(entry: str, field: str, text: str, bounds: tuple[int, int]) -> Found:
    count = len(text.split())
    if not bounds[0] <= count <= bounds[1]:
        yield entry, field, f"it has {count} words; {bounds[0]} to {bounds[1]} are wanted"


def _prose(concept: Concept) -> Iterator[tuple[str, str]]:
    yield "definition", concept.definition
    for field in ("gloss", "explanation", "note"):
        text = getattr(concept, field)
        if text is not None:
            yield field, text
    for number, example in enumerate(concept.examples):
        yield f"examples[{number}].text", example.text
        if example.in_balance is not None:
            yield f"examples[{number}].in_balance", example.in_balance


def _all_texts(subject: _Subject) -> Iterator[tuple[str, str, str]]:
    for concept in subject.file.concepts:
        yield concept.id, "term", concept.term
        if concept.origin is not None:
            yield concept.id, "origin", concept.origin
        for field, text in _prose(concept):
            yield concept.id, field, text
        for field in ("aliases", "everyday"):
            for text in getattr(concept, field):
                yield concept.id, field, text
        for number, example in enumerate(concept.examples):
            yield concept.id, f"examples[{number}].title", example.title
        for kind, link in layers.links(concept):
            if link.why is not None:
                yield concept.id, kind, link.why


def _characters(subject: _Subject, pattern: str, advice: str) -> Found:
    for entry, field, text in _all_texts(subject):
        found = re.search(pattern, text)
        if found:
            yield entry, field, f"'{found.group()}' in '{text[max(0, found.start() - 12) : found.end() + 12]}': {advice}"


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = split_words(text)
    return {tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3))}


def _ancestors(corpus: Corpus, identifier: str) -> set[str]:
    """Return all that is broader than a concept; a cycle or a dangling link does no harm."""
    found: set[str] = set()
    ahead = [identifier]
    while ahead:
        concept = corpus.concepts.get(ahead.pop())
        fresh = [broader for broader in (concept.broader if concept else []) if broader not in found]
        found.update(fresh)
        ahead.extend(fresh)
    return found - {identifier}


def _is_isbn(isbn: str) -> bool:
    """Return whether the check digit of an ISBN-10 or ISBN-13 is right (ISO 2108)."""
    digits = isbn.replace("-", "").replace(" ", "")
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum((10 - place) * (10 if digit == "X" else int(digit)) for place, digit in enumerate(digits)) % 11 == 0
    return (
        bool(re.fullmatch(r"97[89]\d{10}", digits))
        and sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0
    )
