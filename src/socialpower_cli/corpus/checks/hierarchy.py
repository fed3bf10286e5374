"""Checks 4xx: the shape of the hierarchy and the links between concepts."""

import re
from collections import Counter
from itertools import pairwise

from socialpower_cli.corpus import overlay as layers
from socialpower_cli.corpus.checks.running import Found, Places, Subject, check, for_each_concept
from socialpower_cli.corpus.model import Concept
from socialpower_cli.corpus.overlay import Corpus

# A reason is the answer that a good teacher gives: a sentence, or two short ones.
WHY_WORDS = 40
# More narrower concepts than these a reader does not take in, and one alone divides nothing.
NARROWER = (2, 12)
# A concept that much hangs on has many links, since each is shown from both its ends.
RELATED = (1, 24)
CONTRASTS = 12
# The genus of a definition that says that the concept is a theory or a study of something, and not the thing. It stands
# before the first word that begins to set the concept apart.
_GENUS = re.compile(
    r"\b(?:theory|theories|model|thesis|perspective|maxim|hypothesis|experiments?|conception|approach|dispute|debate|method|study)\b"
)
_APART = re.compile(
    r" (?:that|which|in which|on which|by which|about|how|to|on|in|for|with)\b|[:;,]"
    r"| (?<!family )(?<!body )(?<!set )(?<!kind )of "
)
# So many broader concepts at most are followed from one concept, for every link: those of WordNet's nouns have fewer than fifty
# above them, and a chain of a hundred thousand would be climbed for minutes.
_MOST_ANCESTORS = 100


@check("W401")
def _orphans(subject: Subject) -> Found:
    """A concept has its place: something broader, narrower or related."""
    concepts = subject.corpus.concepts.values()
    placed = {target for concept in concepts for target in concept.broader}
    placed |= {end for concept in concepts for _, link in layers.links(concept) for end in (concept.id, link.id)}
    for concept in subject.file.concepts:
        if not concept.broader and concept.id not in placed:
            yield concept.id, "broader", "nothing is broader, narrower or related; give it its place"


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
    """A related or contrasting link says why in a sentence or two short ones."""
    for kind, link in layers.links(concept):
        if link.why is None:
            yield kind, f"the link to '{link.id}' does not say why"
        elif len(link.why.split()) > WHY_WORDS or not link.why.endswith((".", "?")):
            yield kind, f"why '{link.id}': a sentence or two, at most {WHY_WORDS} words, with a full stop"


@check("W405")
def _wide_branches(subject: Subject) -> Found:
    """A concept has no more narrower ones than a reader can take in, and not just one."""
    counts = Counter(broader for concept in subject.corpus.concepts.values() for broader in set(concept.broader))
    least, most = NARROWER
    for concept in subject.file.concepts:
        if counts[concept.id] > most:
            yield concept.id, "broader", f"{counts[concept.id]} concepts are narrower; at most {most}: put steps between"
        elif 0 < counts[concept.id] < least:
            yield concept.id, "broader", "one concept alone is narrower, which divides nothing; move it, or add others"


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


@for_each_concept("W408")
def _theory_under_object(concept: Concept, subject: Subject) -> Places:
    """A theory or a study stands under a kind of theory or study, and nothing else does."""
    for broader in concept.broader:
        parent = subject.corpus.concepts.get(broader)
        if parent is None:
            continue
        mine, above = _is_theory(concept), _is_theory(parent)
        if mine and not above and parent.broader:
            yield "broader", f"by its definition this is a theory or a study, and '{broader}' is none; name that in 'about'"
        if above and not mine:
            yield "broader", f"by its definition this is no theory and no study, as '{broader}' is"


def _is_theory(concept: Concept) -> bool:
    return bool(_GENUS.search(_APART.split(concept.definition, maxsplit=1)[0]))


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
