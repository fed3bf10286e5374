"""One ranked list from several kinds of evidence.

1. Names (`by_name`). The whole query is a name, or has some in it; see there. A whole name scores more than any text.
2. Words (`by_words`): BM25 over the fields of the entries and over their short passages, words that nobody knows corrected.
3. Meaning (`by_meaning`): vectors of the query and of the concepts' sides, and words of like meaning.

The evidence of text is added up, each kind with its weight (`weights`), which is another where the query asks about something
by its name than where it describes something at length (`query.describes`). (Weighted sums of normalized scores serve hybrid
search as well as rank fusion or better: Bruch, Gai and Ingber 2023, "An analysis of fusion functions for hybrid retrieval".)
The sum is brought to 0..0.85; a concept that the whole query names keeps the higher of the two. Ties are broken by the evidence
of text, then by id, so the order never varies. How sure the first hit is, `confidence` says.
"""

from socialpower_cli import commandline
from socialpower_cli.answers import Hit, Results
from socialpower_cli.errors import Refused
from socialpower_cli.index import Index
from socialpower_cli.search import by_name, by_words, confidence, weights
from socialpower_cli.search import query as queries
from socialpower_cli.search.evidence import Evidence
from socialpower_cli.search.query import Query
from socialpower_cli.search.snippets import find_snippets
from socialpower_cli.text.words import fold_word

# From this share of what the words could score on, a corpus that has no vectors is sure of its first hit.
_ENOUGH_WORDS = 0.25


def search(
    index: Index,
    text: str,
    category: str | None = None,
    scope: str = "all",
    limit: int = 10,
    least_share: float = 0.0,
    explain: bool = False,
) -> Results:
    """Return the concepts that answer a query, best first; raise `Refused` where nothing is typed.

    `scope` is one of `by_words.SCOPES`: with "definition" or "examples" only words in that part count. Hits whose score is less
    than a share of the best one's, `least_share` from 0 to 1, are left out. With `explain` the results say what each kind of
    evidence adds.
    """
    if not text.strip():
        raise Refused("Nothing to search for: the query is empty.", "Give some words, for example: sp search leverage")
    query = queries.parse(text)
    found, expression = gather_evidence(index, query, scope)
    if category is not None:
        within = {row.number for row in index.concepts(category)}
        found = {number: evidence for number, evidence in found.items() if number in within}
    # What is equal still stands from A to Z, which is how concepts are numbered.
    ranked = sorted(found.items(), key=lambda one: (-one[1].score(), -one[1].sum_text(), one[0]))
    least = least_share * _measure_best([evidence for _, evidence in ranked])
    best = [one for one in ranked[:limit] if one[1].score() >= least]
    sure = _is_sure(query, [evidence for _, evidence in ranked], scope)
    return _answer(index, query, best, expression, scope, sure=sure, explain=explain)


def gather_evidence(index: Index, query: Query, scope: str = "all") -> tuple[dict[int, Evidence], str]:
    """Return what speaks for each concept that a query finds, by their numbers, and the expression its words make.

    Nothing where the best has too little to speak for it.
    """
    spellings = {word: _correct(index, word) for word in query.words}
    # A word that was corrected counts as its nearest spelling.
    nearest = {word: near[1] for word, near in spellings.items() if len(near) > 1}
    meant = [nearest.get(word, word) for word in query.key.split()]
    words = [spelling for near in spellings.values() for spelling in near]
    rarity = by_name.weigh_rarity(index, map(fold_word, queries.content(meant)))
    expression = by_words.build_expression(query, words, scope)
    with_pairs = by_words.build_expression(query, [*words, *queries.pairs(meant)], scope)
    matches = by_words.match_words(index, with_pairs, rarity.values(), scope)
    if scope != "all":
        return {number: Evidence(words=share) for number, share in matches.entries.items()}, expression
    found = _add_up(index, query, meant, rarity, matches)
    if query.required():
        meant_by_name = by_name.find_required(index, query)
        return {
            number: evidence._replace(named=meant_by_name.get(number))
            for number, evidence in found.items()
            if number in matches.entries
        }, expression
    for number, named in by_name.find_named(index, query).items():
        found[number] = found.get(number, Evidence())._replace(named=named)
    if max((evidence.sum_text() for evidence in found.values()), default=0.0) < weights.FLOOR:
        found = {number: evidence for number, evidence in found.items() if evidence.named}
    return {
        number: evidence for number, evidence in found.items() if evidence.named or evidence.sum_text() >= weights.LEAST
    }, expression


def suggest_next_steps(index: Index, text: str, category: str | None, scope: str) -> list[str]:
    """Return what to try after a search that found nothing."""
    steps = []
    if category is not None or scope != "all":
        wider = search(index, text, limit=3).results
        if wider:
            steps.append("Without narrowing there is: " + ", ".join(hit.id for hit in wider))
    elif queries.parse(text).required():
        steps.append("Words in quotes and words with * must all be there; try without.")
    return [*steps, f"Try fewer or other words, or see what there is: {commandline.write('list')}"]


def _correct(index: Index, word: str) -> list[str]:
    """Return a word and the nearest words of the text where it is no word; the check costs less than the correction."""
    if index.knows(word):
        return [word]
    from socialpower_cli.search import spelling

    return spelling.correct_word(index, word)


def _add_up(
    index: Index, query: Query, meant: list[str], rarity: dict[str, float], matches: by_words.Matches
) -> dict[int, Evidence]:
    """Return the evidence of text for every concept that any kind of it speaks for."""
    from socialpower_cli.search import by_meaning

    meaning = by_meaning.match_meaning(index, meant)
    kindred = by_meaning.match_kindred(index, rarity) if meaning else {}
    described = queries.describes(query)
    inside = {} if query.required() else by_name.find_inside(index, meant, rarity, described=described)
    scale = weights.DESCRIBED if described else weights.ASKED
    return {
        number: Evidence(
            inside=inside.get(number),
            words=matches.entries.get(number, 0.0),
            passage=matches.passages.get(number, 0.0),
            meaning=meaning.get(number, 0.0),
            kindred=kindred.get(number, 0.0),
            scale=scale,
        )
        for number in {*matches.entries, *matches.passages, *meaning, *inside}
    }


def _measure_best(ranked: list[Evidence]) -> float:
    """Return the score that other hits are measured by: the best one's.

    What is only looked under a label, as a thinker's family name, may be another concept as well: there it is the best by text.
    """
    if ranked and ranked[0].named and ranked[0].named.why == "label":
        return max(evidence.score_text() for evidence in ranked)
    return ranked[0].score() if ranked else 0.0


def _is_sure(query: Query, ranked: list[Evidence], scope: str) -> bool:
    """Return whether the first of some hits is more likely right than not; words that had to be there make any hit right."""
    if not ranked:
        return False
    if scope != "all" or query.required():
        return True
    first = ranked[0]
    if not first.meaning and not (first.named and first.named.why == "fuzzy name"):
        return bool(first.named or first.inside) or first.words >= _ENOUGH_WORDS
    return confidence.estimate_confidence(ranked, len(query.words)) >= weights.SURE


def _answer(
    index: Index,
    query: Query,
    best: list[tuple[int, Evidence]],
    expression: str,
    scope: str,
    *,
    sure: bool,
    explain: bool,
) -> Results:
    rows = index.rows(number for number, _ in best)
    snippets = find_snippets(index, query, [number for number, _ in best], expression, scope)
    hits = []
    for (number, evidence), (snippet, _) in zip(best, snippets, strict=True):
        row = rows[number]
        why, matched = evidence.tell()
        score = round(evidence.score(), 3)
        hits.append(Hit(row.id, row.term, row.category, score, why, matched, snippet, row.gloss, row.definition))
    parts = tuple(evidence.parts() for _, evidence in best) if explain else ()
    return Results(query.typed, sure, tuple(hits), tuple(spans for _, spans in snippets), parts=parts)
