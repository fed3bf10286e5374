"""Evidence of names: the whole query is one, exactly or nearly, or it has some in it."""

import math
from collections.abc import Iterable, Mapping

from socialpower_cli.index import Index
from socialpower_cli.index import Named as IndexName
from socialpower_cli.search import query as queries
from socialpower_cli.search import weights
from socialpower_cli.search.evidence import Inside, Named
from socialpower_cli.search.query import Query
from socialpower_cli.text import names
from socialpower_cli.text.words import fold_word

# The longest name that is looked for inside a query, and how many words of the query are looked at.
_LONGEST = 8
_MOST_WORDS = 64
# With half of the query explained by names a name gains a sixteenth of what it lacks to be certain.
_SURE_OF_NAMES = 4
# How much of a description names explain at the least if it is nothing but a few names.
_MOST_OF_A_DESCRIPTION = 0.75
_SHORTEST_BEGINNING = 4
_FEWEST_SIGNS = 2
_MOST_BEGINNINGS = 10
# Of how many words a part of a name may be, and how many concepts with it are looked at.
_MOST_WITHIN = 3
_MOST_NAMES = 50


def find_named(index: Index, query: Query) -> dict[int, Named]:
    """Return the concepts that a whole query names: a name in any form, a printed text, part of a name, or a near spelling."""
    if not query.key and not query.typed:
        return {}
    found = _find_exactly(index, query)
    for key in names.readings(query.key):
        found = found or _find_beginning(index, key) or _find_within(index, key) or _find_near(index, key)
    return found


def find_required(index: Index, query: Query) -> dict[int, Named]:
    """Return the concepts that a query names: one that is a phrase in quotes, or a word with a star, which begins a name."""
    if query.phrases == (query.key,) and not query.prefixes:
        return _find_exactly(index, query)
    if query.prefixes == (query.key,) and not query.phrases:
        return {**_list_beginnings(index, query.key), **_find_exactly(index, query)}
    return {}


def _find_exactly(index: Index, query: Query) -> dict[int, Named]:
    found: dict[int, Named] = {}
    ways = (
        ("key", query.key or names.write_out(query.typed)),
        ("squashed", names.squash(query.key)),
        ("folded", names.fold(query.key)),
        ("bag", names.bag(query.key)),
        ("bag", names.gist(query.key)),
    )
    for looseness, key in ways:
        met = index.named(key, looseness, labels=True) if key else []
        as_written = names.keep_nearest_written(query.typed, met)
        for named in [*as_written, *met]:
            less = weights.LESS_AS_LABEL if named.kind in ("label", "saying") else 0.0
            less += 0.0 if named in as_written else weights.LESS_AS_WRITTEN_OTHERWISE
            evidence = Named(weights.TIERS[looseness] - less, weights.CALLED[named.kind], named.name)
            if named.number not in found or found[named.number].certainty < evidence.certainty:
                found[named.number] = evidence
    for number in index.printed(query.key):
        if number not in found or found[number].certainty < weights.TIERS["printed"]:
            found[number] = Named(weights.TIERS["printed"], "text", query.typed)
    return found


def _find_beginning(index: Index, key: str) -> dict[int, Named]:
    """Return the concepts with names that begin as a text does whose last word is not finished, the shortest names first."""
    from socialpower_cli.search import spelling

    # In scripts that write a syllable or a word as a sign, two are enough.
    shortest = _SHORTEST_BEGINNING if key.isascii() else _FEWEST_SIGNS
    if len(key) < shortest or spelling.is_word(index, key.rpartition(" ")[2]):
        return {}
    return _list_beginnings(index, key)


def _list_beginnings(index: Index, key: str) -> dict[int, Named]:
    found: dict[int, Named] = {}
    begun = sorted(index.names_starting(key, _MOST_BEGINNINGS), key=lambda one: (len(one[0]), one[1]))
    for place, (name, identifier, _) in enumerate(begun):
        number = index.number(identifier)
        if number is not None:
            found.setdefault(number, Named(weights.BEGINNING - place / 1000, "fuzzy name", name))
    return found


def _find_within(index: Index, key: str) -> dict[int, Named]:
    """Return the concepts that have a text of a few words in one of their names, those with the fewest other words first."""
    words = key.split()
    if len(words) > _MOST_WITHIN or not any(map(queries.tells, words)):
        return {}
    wanted = " ".join(map(fold_word, words))
    found: dict[int, Named] = {}
    for number, _ in index.matching(f"{{names}} : {queries.quoted(key)}", weights.FIELDS.values(), _MOST_NAMES):
        for kind, name, _ in index.names_of(number):
            if kind in ("label", "saying"):
                continue
            folded = " ".join(map(fold_word, names.normalize(name).split()))
            certainty = weights.WITHIN - (folded.count(" ") - wanted.count(" ")) / 1000
            if f" {wanted} " in f" {folded} " and (number not in found or found[number].certainty < certainty):
                found[number] = Named(certainty, "fuzzy name", name)
    return found


def _find_near(index: Index, key: str) -> dict[int, Named]:
    """Return the concepts whose names or labels are spelt nearly like a normalized text."""
    from socialpower_cli.search import spelling
    from socialpower_cli.text import sounds

    squashed = names.squash(key)
    sound = sounds.sound(squashed)
    found: dict[int, Named] = {}
    for near in spelling.find_near_names(index, key):
        # The same number of edits says more in a long name.
        less = weights.LESS_FOR_EDITS * spelling.measure_farness(near, sound) / len(squashed)
        if sounds.sound(near.spelling) != sound:
            less += weights.LESS_FOR_SOUND
            less += weights.LESS_FOR_FIRST_LETTER if near.spelling[0] != squashed[0] else 0.0
        for named in index.named(near.spelling, "squashed", labels=True):
            certainty = weights.NEAR - less - (weights.LESS_AS_NEAR_LABEL if named.kind == "label" else 0.0)
            if named.number not in found or found[named.number].certainty < certainty:
                found[named.number] = Named(certainty, "fuzzy name", named.name)
    return found


def find_inside(index: Index, words: list[str], rarity: Mapping[str, float], *, described: bool = False) -> dict[int, Inside]:
    """Return the concepts that a query, given as normalized words, has a name of in it.

    Of names that overlap the longest counts. How much one explains is the product of what kind of name it is; how telling it
    is, which falls with the number of entries whose texts have the same words without being about the concept; and how much
    of the query it covers, its words weighted by how rare they are (`rarity`, by folded word) and words that only ask left out.
    A query that names explain whole has nothing but names in it.
    Where concepts are to be told apart each is half of what is asked, and covers it as if the others were not there.
    A concept is `described` in other words than its name: the names in a definition are those of the genus and of what sets
    the concept off. So they are no evidence there, unless they explain half of it.
    """
    words = words[:_MOST_WORDS]
    folded = [fold_word(word) for word in words]
    spans = _find_spans(index, words, folded)
    inside = {place for start, end in spans for place in range(start, end)}
    subject = [
        place for place, word in enumerate(words) if place in inside or (queries.tells(word) and word not in queries.FRAME)
    ]
    worth = {place: rarity.get(folded[place], 0.0) for place in subject if queries.tells(words[place])}
    total = sum(worth.values())
    compared = queries.compares(words)
    # The less of a query is left unexplained, the surer its names are names: "power vs authority" has nothing else.
    explained = sum(worth[place] for place in worth if place in inside) / total if total else 1.0
    if described and explained < _MOST_OF_A_DESCRIPTION:
        return {}
    found: dict[int, Inside] = {}
    for (start, end), met in spans.items():
        own = sum(worth.get(place, 0.0) for place in range(start, end))
        others = sum(worth[place] for place in worth if place in inside and not start <= place < end) if compared else 0.0
        whole = total - others
        telling = _estimate_telling(index, " ".join(words[start:end]))
        telling += (1 - telling) * explained**_SURE_OF_NAMES
        for named in met:
            share = weights.GRADES[named.kind] * telling * (own / whole if whole else 1.0)
            if named.number not in found or found[named.number].share < share:
                found[named.number] = Inside(share, weights.CALLED[named.kind], named.name)
    return found


def _find_spans(index: Index, words: list[str], folded: list[str]) -> dict[tuple[int, int], list[IndexName]]:
    """Return the spans of words, from start to end, that are names, with the names: the longest ones, none overlapping."""
    keys: dict[str, list[tuple[int, int]]] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
            if end - start > 1 or queries.tells(words[start]):
                keys.setdefault("".join(folded[start:end]), []).append((start, end))
    met = index.named_among(keys)
    candidates = sorted((start - end, start, end, key) for key in met for start, end in keys[key])
    taken: set[int] = set()
    spans = {}
    for _, start, end, key in candidates:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            spans[start, end] = met[key]
    return spans


def _estimate_telling(index: Index, phrase: str) -> float:
    """Return how sure it is that words are used as a name, from 0 to 1.

    Paraphrases, sayings and situations are written without the names of their own concept. So where they have the words, these
    are used in their everyday sense: in one entry in a hundred or in most of them, on a logarithmic scale.
    """
    size = index.size()
    return 1 - math.log(1 + index.count_everyday_use(phrase)) / math.log(1 + size) if size else 0.0


def weigh_rarity(index: Index, words: Iterable[str]) -> dict[str, float]:
    """Return how rare folded words are in names and definitions: ln(1 + concepts / concepts that have it); 3 for none."""
    wanted = set(words)
    size = index.size()
    postings = index.postings(wanted)
    return {word: math.log(1 + size / (len(postings[word]) + 0.5 if word in postings else 3)) for word in wanted}
