"""Checks 3xx: nothing is said twice, and no name means two things."""

from collections import Counter

from socialpower_cli.corpus.checks.running import Found, Places, Subject, check, for_each_concept
from socialpower_cli.corpus.checks.texts import list_prose
from socialpower_cli.corpus.model import Concept
from socialpower_cli.text import names
from socialpower_cli.text.words import split_words

# The share of the shorter text's four-word sequences that another text has too, from which it counts as nearly repeated.
NEARLY = 0.4
# Of so many texts at most that share a sequence of words each is compared with a later one; a phrase that more have in common
# tells nothing of a repetition, and comparing all with all grows with the square.
_MOST_HOLDERS = 50
_MOST_NAMED = 3


@check("W301")
def _repeated_texts(subject: Subject) -> Found:
    """No definition, explanation, note or example is repeated, or nearly so, elsewhere in the corpus."""
    kept: list[tuple[str, str, int]] = []
    holders: dict[tuple[str, ...], list[int]] = {}
    for concept in subject.file.concepts:
        for field, text in list_prose(concept):
            if field == "gloss":
                continue
            parts = _shingles(text)
            shared = Counter(place for part in parts for place in holders.get(part, ()))
            alike = [place for place, count in shared.items() if count / min(len(parts), kept[place][2]) > NEARLY]
            if alike:
                other, other_field, _ = kept[min(alike)]
                yield concept.id, field, f"it nearly repeats '{other}', {other_field}; write it in other words"
                continue  # what is like this one is like that other, and told of there
            for part in parts:
                if len(found := holders.setdefault(part, [])) < _MOST_HOLDERS:
                    found.append(len(kept))
            kept.append((concept.id, field, len(parts)))


@check("W302")
def _repeated_titles(subject: Subject) -> Found:
    """No two examples have the same title."""
    seen: dict[str, str] = {}
    for concept in subject.file.concepts:
        for example in concept.examples:
            key = names.normalize(example.title)
            if key in seen:
                yield concept.id, "examples", f"the title '{example.title}' is also in '{seen[key]}'; choose another"
            seen.setdefault(key, concept.id)


@check("W303")
def _alias_of_another(subject: Subject) -> Found:
    """An alias is not the term of another concept."""
    terms = {names.fold(names.normalize(concept.term)): concept.id for concept in subject.corpus.concepts.values()}
    for concept in subject.file.concepts:
        for alias in concept.aliases:
            owner = terms.get(names.fold(names.normalize(alias)), concept.id)
            if owner != concept.id:
                yield concept.id, "aliases", f"'{alias}' is the term of '{owner}'; remove it"


@for_each_concept("W304")
def _repeated_alias(concept: Concept, _: Subject) -> Places:
    """An alias says a name that normalization does not already cover."""
    seen = {names.fold(names.normalize(concept.term))}
    for alias in concept.aliases:
        key = names.fold(names.normalize(alias))
        if key in seen:
            yield "aliases", f"'{alias}' is found already without it; remove it"
        seen.add(key)


@check("W305")
def _shared_alias(subject: Subject) -> Found:
    """An alias belongs to one concept, unless both say in their notes that the name is shared."""
    owners: dict[str, list[Concept]] = {}
    for concept in subject.corpus.concepts.values():
        for key in dict.fromkeys(names.fold(names.normalize(alias)) for alias in concept.aliases):
            owners.setdefault(key, []).append(concept)
    for concept in subject.file.concepts:
        for alias in concept.aliases:
            sharing = owners.get(names.fold(names.normalize(alias)), [])
            told = all(names.normalize(alias) in names.normalize(one.note or "") for one in sharing)
            others = _list_some([one.id for one in sharing if one.id != concept.id])
            if others and not told:
                yield concept.id, "aliases", f"'{alias}' is also a name of {others}; keep one, or tell in both notes"


def _list_some(ids: list[str]) -> str:
    listed = ", ".join(f"'{one}'" for one in ids[:_MOST_NAMED])
    return f"{listed} and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else listed


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = split_words(text)
    return {tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3))}


@check("W306")
def _label_that_is_a_name(subject: Subject) -> Found:
    """A hidden label is not the name of another concept."""
    owners: dict[str, set[str]] = {}
    for concept in subject.corpus.concepts.values():
        for name in (concept.term, *concept.aliases):
            owners.setdefault(names.normalize(name), set()).add(concept.id)
    for concept in subject.file.concepts:
        for label in concept.hidden_labels:
            others = sorted(owners.get(names.normalize(label), set()) - {concept.id})
            if others:
                yield concept.id, "hidden_labels", f"'{label}' is a name of '{others[0]}'; remove it"
