"""Every weight of the ranking, in one place.

`bench/tune.py` prints what each is worth: the figures with it, without it, and with others, on queries that are in no index.
"""

from socialpower_cli.answers import Why
from socialpower_cli.records import Record

# How much a word counts in each field, for BM25: a name says more than a definition, a definition more than running text.
FIELDS = {
    "names": 6.0,
    "labels": 4.0,
    "definition": 4.0,
    "paraphrases": 2.0,
    "everyday": 3.0,
    "situations": 2.0,
    "explanation": 1.0,
    "examples": 0.5,
    "sources": 1.5,
}


class Scale(Record):
    """How much each kind of evidence of text counts.

    `meaning` is a sum of cosines whose weights add up to 4.1; the others are shares from 0 to 1.
    """

    words: float
    passage: float
    meaning: float
    kindred: float
    inside: float


# Of a few words each is telling; of the many words of a description those that are found together in one text are.
ASKED = Scale(words=1.0, passage=0.33, meaning=1.0, kindred=2.5, inside=3.5)
DESCRIBED = Scale(words=2.0, passage=0.7, meaning=1.0, kindred=2.5, inside=3.5)

# How much of a name's worth each kind of name has inside a query: a label is looked under, and is no name.
GRADES = {"id": 1.0, "term": 1.0, "alias": 0.9, "formerly": 0.9, "label": 0.5}

# What the evidence of text must add up to: for the best hit, or nothing is found (the least that a right first hit of the
# development queries but one has is 1.59); for every other hit; and what makes one as certain as text can (one in a hundred
# has 8).
FLOOR = 1.55
LEAST = 1.0
CEILING = 8.5
MOST_BY_TEXT = 0.85

# What it scores that the whole query is a name, by how it is met; text never scores as much as any of these.
TIERS = {"key": 1.0, "squashed": 0.98, "folded": 0.97, "printed": 0.965, "bag": 0.96}
BEGINNING = 0.93
WITHIN = 0.88
NEAR = 0.95
# How much less it scores that the name is a label or a saying, and that another name is written just as typed.
LESS_AS_LABEL = 0.04
LESS_AS_WRITTEN_OTHERWISE = 0.01
# How much less a near spelling scores for each edit, as a share of its letters; for another first letter, which is seldom wrong
# (Pollock and Zamora 1984, "Automatic spelling correction"); and for sounding otherwise.
LESS_FOR_EDITS = 0.15
LESS_FOR_SOUND = 0.0003
LESS_FOR_FIRST_LETTER = 0.0003
# And for being a label: less than for an edit in any name of fewer than 75 letters.
LESS_AS_NEAR_LABEL = 0.002

# What a name is called in an answer, by its kind in the index.
CALLED: dict[str, Why] = {
    "id": "name",
    "term": "name",
    "alias": "alias",
    "formerly": "alias",
    "label": "label",
    "saying": "text",
}

# The probability that the first hit is right: a logistic regression on what its evidence looks like (fitted by
# `bench/tune.py --confidence` on the development queries), and from which probability on the program is sure of it.
CONFIDENCE = {
    "bias": -4.11,
    "named": 0.71,
    "certainty of the name": 0.0,
    "words": 1.51,
    "meaning": 0.27,
    "kindred": 0.64,
    "inside": 1.61,
    "lead": 2.4,
    "length": 1.3,
}
SURE = 0.4
