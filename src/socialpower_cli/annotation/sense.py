"""Which mentions mean the concept: many names are everyday words as well ("power", "field", "face", "state", "class").

One rule, in two steps:

1. A name that everyday language does not use counts by itself. A corpus has texts that tell of its concepts without naming
   them, as people talk (sayings, situations, paraphrases): the share of entries that have the words there says how common they
   are in general English, about the same people and things.
2. A word that everyday language does use counts where the text around it is about the concept: where the words near it, here
   and wherever else the text has it, are like the concept in meaning, and like the field as a whole. What a word means at one
   place in a text it mostly means throughout (Gale, Church and Yarowsky 1992, "One sense per discourse"); that the words
   around it tell its senses apart is the idea of Lesk (1986), "Automatic sense disambiguation using machine readable
   dictionaries", with vectors in place of shared words.

Before either, a name within a set phrase ("in the face of", "power of attorney") is none; see `vocabulary`.

The weights were fitted to texts that were marked by hand, and what they must come to is where precision and recall are best
together there (`bench/annotate.py --fit`).
"""

import math
from collections.abc import Iterator

from socialpower_cli.annotation.mentions import Mention
from socialpower_cli.answers import Names
from socialpower_cli.index import Index
from socialpower_cli.meaning import vectors
from socialpower_cli.records import Record
from socialpower_cli.text.words import STOP_WORDS, Token

# Words that more than this share of the entries use in their everyday texts are everyday words.
EVERYDAY = 0.01
# How many words before a name and after it tell what it means.
REACH = 40
# Few words show less of a likeness than there is: the cosine of a sum of n noisy vectors falls with the root of
# n / (n + noise).
NOISE = 10
# How much each likeness counts, and what they must come to; see `weigh`.
HERE, THROUGHOUT, FIELD = 3.0, 4.5, 3.5
ENOUGH = 4.9
# So many mentions of a concept are measured. A text that has more, such as a long book, uses the word in one sense or in all:
# the others count as they do on average.
MOST = 1000


class Likeness(Record):
    """How like a concept the words around its name are in meaning, and how like the field as a whole.

    Cosines, those of few words made up for (see `NOISE`).
    """

    concept: float
    field: float


def choose_meant(index: Index, tokens: list[Token], mentions: list[Mention], names: Names = "telling") -> list[Mention]:
    """Return the mentions that mean the concept, in order; `names` widens or narrows the choice."""
    if names == "all":
        return mentions
    everyday = find_everyday(index, {mention.name.key for mention in mentions})
    certain = [mention for mention in mentions if mention.name.key not in everyday]
    stored = index.vectors() if names == "telling" else []
    if not stored:
        return certain
    doubtful = [mention for mention in mentions if mention.name.key in everyday]
    measured = list(measure_likeness(stored, tokens, doubtful))
    throughout = average_likeness(doubtful, measured)
    meant = [
        mention
        for mention, likeness in zip(doubtful, measured, strict=True)
        if likeness is None or weigh(likeness, throughout[mention.name.number]) >= ENOUGH
    ]
    return sorted([*certain, *meant])


def weigh(likeness: Likeness, throughout: float) -> float:
    """Return how much speaks for it that a mention means the concept."""
    return HERE * likeness.concept + FIELD * likeness.field + THROUGHOUT * throughout


def find_everyday(index: Index, keys: set[str]) -> set[str]:
    """Return which normalized names are everyday words."""
    most = EVERYDAY * index.size()
    return {key for key in keys if index.count_everyday_use(key) > most}


def average_likeness(mentions: list[Mention], measured: "list[Likeness | None]") -> dict[int, float]:
    """Return how like each concept the words around all of its mentions are, by its number."""
    listed: dict[int, list[float]] = {}
    for mention, likeness in zip(mentions, measured, strict=True):
        listed.setdefault(mention.name.number, []).append(likeness.concept if likeness else 0.0)
    return {number: sum(some) / len(some) for number, some in listed.items()}


def measure_likeness(
    stored: list[tuple[int, bytes]], tokens: list[Token], mentions: list[Mention]
) -> "Iterator[Likeness | None]":
    """Yield what the words around each mention are like; None where no words are there to tell.

    `stored` are the vectors of all concepts, and the field as a whole is their sum. The words around the mentions are added up
    as they come into reach and taken away as they leave it, so a text of any length is gone through once.
    """
    meant = {mention.name.number for mention in mentions}
    concepts = {number: vectors.read_stored(vector) for number, vector in stored if number in meant}
    field = vectors.add_up(vector for _, vector in stored)
    adder = vectors.Adder()
    packed = [0 if token.word in STOP_WORDS else adder.pack(token.word) for token in tokens]
    total = count = left = right = 0
    found: dict[int, list[Likeness]] = {}
    usual: dict[int, Likeness] = {}
    for mention in mentions:
        if mention.name.number in usual:
            yield usual[mention.name.number]
            continue
        first, last = mention.first - REACH, mention.last + REACH
        while right <= min(last, len(packed) - 1):
            total += packed[right]
            count += packed[right] != 0
            right += 1
        while left < first:
            total -= packed[left]
            count -= packed[left] != 0
            left += 1
        own = packed[mention.first : mention.last + 1]
        around = count - sum(one != 0 for one in own)
        if not around:
            yield None
            continue
        near = adder.unpack(total - sum(own), around)
        length = (vectors.measure_length(near) or 1.0) / math.sqrt(1 + NOISE / around)
        concept = vectors.multiply(near, concepts[mention.name.number])
        likeness = Likeness(concept / length, vectors.multiply(near, field) / length)
        measured = found.setdefault(mention.name.number, [])
        measured.append(likeness)
        if len(measured) == MOST:
            usual[mention.name.number] = Likeness(*(sum(column) / MOST for column in zip(*measured, strict=True)))
        yield likeness
