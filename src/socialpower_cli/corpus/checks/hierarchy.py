"""Checks 4xx: the shape of the hierarchy and the links between concepts."""

from collections import Counter
from itertools import pairwise

from socialpower_cli.corpus import overlay as layers
from socialpower_cli.corpus.checks.running import Found, Places, Subject, check, for_each_concept
from socialpower_cli.corpus.model import Concept
from socialpower_cli.corpus.overlay import Corpus

WHY_WORDS = 26
NARROWER = 20
RELATED = (2, 9)
CONTRASTS = 4
# So many steps up at most are followed from one concept: no hierarchy that people make is nearly as deep.
_MOST_ANCESTORS = 10_000


@check("W401")
def _orphans(subject: Subject) -> Found:
    """A concept has its place: something broader or something narrower."""
    parents = {broader for concept in subject.corpus.concepts.values() for broader in concept.broader}
    for concept in subject.file.concepts:
        if not concept.broader and concept.id not in parents:
            yield concept.id, "broader", "nothing is broader or narrower; give it its place"


@check("W402")
def _repeated_links(subject: Subject) -> Found:
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


@for_each_concept("W403")
def _related_within_hierarchy(concept: Concept, subject: Subject) -> Places:
    """A related concept is not one that is broader or narrower anyway."""
    for kind, link in layers.links(concept):
        above = link.id in _ancestors(subject.corpus, concept.id)
        below = concept.id in _ancestors(subject.corpus, link.id)
        if kind == "related" and (above or below):
            yield kind, f"'{link.id}' is {'broader' if above else 'narrower'} already; remove the link"


@for_each_concept("W404")
def _whys(concept: Concept, _: Subject) -> Places:
    """A related or contrasting link says why in one short sentence."""
    for kind, link in layers.links(concept):
        if link.why is None:
            yield kind, f"the link to '{link.id}' does not say why"
        elif len(link.why.split()) > WHY_WORDS or not link.why.endswith("."):
            yield kind, f"why '{link.id}': one sentence of at most {WHY_WORDS} words, with a full stop"


@check("W405")
def _wide_branches(subject: Subject) -> Found:
    """A concept has no more narrower ones than a reader can take in."""
    counts = Counter(broader for concept in subject.corpus.concepts.values() for broader in set(concept.broader))
    for concept in subject.file.concepts:
        if counts[concept.id] > NARROWER:
            yield concept.id, "broader", f"{counts[concept.id]} concepts are narrower; at most {NARROWER}: put steps between"


@for_each_concept("W406")
def _redundant_broader(concept: Concept, subject: Subject) -> Places:
    """A broader concept is not named where a nearer one leads to it."""
    for broader in concept.broader:
        if any(broader in _ancestors(subject.corpus, other) for other in concept.broader if other != broader):
            yield "broader", f"'{broader}' follows from the other; remove it"


@check("W407")
def _number_of_links(subject: Subject) -> Found:
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


def _ancestors(corpus: Corpus, identifier: str) -> set[str]:
    """Return all that is broader than a concept; a cycle or a dangling link does no harm."""
    found: set[str] = set()
    ahead = [identifier]
    while ahead and len(found) < _MOST_ANCESTORS:
        concept = corpus.concepts.get(ahead.pop())
        fresh = [broader for broader in (concept.broader if concept else []) if broader not in found]
        found.update(fresh)
        ahead.extend(fresh)
    return found - {identifier}
