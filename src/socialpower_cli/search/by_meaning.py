"""Evidence of meaning: the query's vector beside that of each concept, and words of like meaning.

A concept's vector is made up of six sides: its names, its labels, its definition in several wordings, its explanation, the
scenes in which people meet it, and its examples (see `index.compiling`).

Kindred words: for each word of the query the most alike word that a concept's names or definitions have, weighted by how rare
it is: a sum of best likenesses, as in Khattab and Zaharia (2020), "ColBERT: Efficient and effective passage search via
contextualized late interaction". It sees the one telling word that the sum of a long query drowns.
"""

from collections.abc import Mapping

from socialpower_cli.index import Index
from socialpower_cli.meaning import vectors
from socialpower_cli.text.words import fold_word

_MOST_WORDS = 200


def match_meaning(index: Index, words: list[str]) -> dict[int, float]:
    """Return how alike normalized words and each concept are in meaning: the weighted sum of the cosines of its sides."""
    meaning = vectors.load().of(fold_word(word) for word in words[:_MOST_WORDS])
    if meaning is None:
        return {}
    return {number: vectors.product(meaning, stored) for number, stored in index.vectors()}


def match_kindred(index: Index, rarity: Mapping[str, float]) -> dict[int, float]:
    """Return how well each concept's names and definitions have folded words, or words like them, from 0 to 1.

    `rarity` says how much each of the words counts.
    """
    alike = {word: [(word, 1.0), *vectors.load().neighbours(word)] for word in rarity}
    postings = index.postings({other for others in alike.values() for other, _ in others})
    total = sum(rarity.values())
    found: dict[int, float] = {}
    for word, others in alike.items():
        best: dict[int, float] = {}
        for other, likeness in others:
            for number in postings.get(other, ()):
                best[number] = max(best.get(number, 0.0), likeness * likeness)
        for number, likeness in best.items():
            found[number] = found.get(number, 0.0) + rarity[word] * likeness
    return {number: likeness / total for number, likeness in found.items()} if total else {}
