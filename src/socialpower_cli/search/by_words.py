"""Evidence of words: BM25 over the entries and over their short passages.

BM25 (Robertson and Zaragoza 2009, "The probabilistic relevance framework") with Porter stems, in SQLite's FTS5. Two words side
by side count as one more word, so that the order of words has a say (sequential dependence: Metzler and Croft 2005, "A Markov
random field model for term dependencies"). A score counts as a share of what the query's words could score together, so that
the best of many poor matches is still poor.
"""

from collections.abc import Iterable

from socialpower_cli.index import Index
from socialpower_cli.index.schema import FIELDS
from socialpower_cli.records import Record
from socialpower_cli.search import query as queries
from socialpower_cli.search import weights
from socialpower_cli.search.query import Query

SCOPES = {"all": FIELDS, "definition": ("definition",), "examples": ("examples",)}

_CANDIDATES = 300
# What one word scores at the most is its inverse document frequency times k1 + 1, where k1 is 1.2 in FTS5.
_MOST_PER_RARITY = 2.2


class Matches(Record):
    """The shares of what a query could score, from 0 to 1, by concept: in the whole entry, and in its best short passage."""

    entries: dict[int, float]
    passages: dict[int, float]


def build_expression(query: Query, words: list[str], scope: str) -> str:
    """Return the full-text expression of a query: what it requires, and any of some words."""
    optional = " OR ".join(map(queries.quoted, words))
    required = query.required()
    parts = [f"({part})" for part in (required, f"{optional} OR {required}" if required and optional else optional) if part]
    columns = "" if scope == "all" else f"{{{' '.join(SCOPES[scope])}}} : "
    return f"{columns}({' AND '.join(parts)})" if parts else ""


def match_words(index: Index, expression: str, rarities: Iterable[float], scope: str) -> Matches:
    """Return how well the entries match an expression; `rarities` are those of the query's words.

    Short passages are looked at where the whole of the entries is.
    """
    if not expression:
        return Matches({}, {})
    possible = _MOST_PER_RARITY * sum(rarities)
    entries = index.matching(expression, [weights.FIELDS[field] for field in FIELDS], _CANDIDATES)
    passages = index.passages(expression, _CANDIDATES) if scope == "all" else {}
    return Matches(_share(dict(entries), possible), _share(passages, possible))


def _share(scores: dict[int, float], possible: float) -> dict[int, float]:
    return {number: min(1.0, score / possible) if possible else 0.0 for number, score in scores.items()}
