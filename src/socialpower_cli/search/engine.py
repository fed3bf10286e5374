"""One ranked list from names and text."""

from socialpower_cli import names
from socialpower_cli.answers import Found, Hit, Results
from socialpower_cli.errors import Refused
from socialpower_cli.index import Index


def search(index: Index, query: str, category: str | None = None, scope: str = "all", limit: int = 10) -> Found:
    """Return the concepts that answer a query, best first."""
    if not query.strip():
        raise Refused("Nothing to search for: the query is empty.", "Give some words, for example: sp search leverage")
    scores: dict[int, tuple[float, str, str | None]] = {}
    key = names.normalize(query)
    for looseness, wanted, score in (("key", key, 1.0), ("folded", names.fold(key), 0.97)):
        for named in index.named(wanted, looseness):
            scores.setdefault(named.number, (score, "alias" if named.kind == "alias" else "name", named.name))
    words = [w for w in key.split()]
    if words:
        expr = " OR ".join(f'"{w}"' for w in words)
        for number, score in index.matching(expr, (8, 4, 4, 1.5, 1, 2), 50):
            scores.setdefault(number, (0.9 * score / (score + 20), "text", None))
    best = sorted(scores.items(), key=lambda one: (-one[1][0], one[0]))[:limit]
    rows = index.rows([number for number, _ in best])
    hits = []
    for number, (score, why, matched) in best:
        row = rows[number]
        if category is None or row.category == category:
            hits.append(Hit(row.id, row.term, row.category, round(score, 3), why, matched, None, row.gloss, row.definition))
    return Found(Results(query, tuple(hits)), tuple(() for _ in hits))


def next_steps(index: Index, query: str, category: str | None, scope: str) -> list[str]:
    """Return what to try after a search that found nothing."""
    return ["Try fewer or other words, or: sp list"]
