"""One ranked list from several kinds of evidence.

1. Names. What is typed is a name, a name in another form (number, spelling, order of words, joined or split), a hidden
   label, a saying, or a near spelling of a name or label. A name is the strongest evidence there is: it scores more
   than any text.
2. Words. BM25 (Robertson and Zaragoza 2009, "The probabilistic relevance framework") over the fields of the entries,
   with Porter stems, in SQLite's FTS5. Words that nobody knows are corrected against the index's own vocabulary. Two words
   side by side count as one more word, so that the order of words has a say (sequential dependence: Metzler and Croft 2005,
   "A Markov random field model for term dependencies").
3. Meaning. The vector of the query (see `vectors`) beside that of each concept, which is made up of six sides: its
   names, its hidden labels, its definition in several wordings, its explanation, the scenes in which people meet it, and its
   examples.
4. Kindred words. For each word of the query the most alike word that a concept's names or definitions have, weighted by how
   rare it is: a sum of best likenesses, as in Khattab and Zaharia (2020), "ColBERT: Efficient and effective passage search
   via contextualized late interaction". It sees the one telling word that the sum of a long query drowns.
5. Neighbours. What a concept is linked to in the thesaurus: where the words fit several concepts, the one in whose
   neighbourhood they fit too is likelier meant. One step of spreading activation (Crestani 1997, "Application of
   spreading activation techniques in information retrieval").

Evidence of kinds 2 to 5 is added up, each with a fixed weight: the cosines as they are, BM25 as a share of the best
score for this query, so that all are of one magnitude. (Weighted sums of normalized scores serve hybrid search as well
as rank fusion or better: Bruch, Gai and Ingber 2023, "An analysis of fusion functions for hybrid retrieval".) The sum is
brought to 0..0.85; a concept with evidence of names besides keeps the higher of the two. Ties are broken by the
evidence of text, then by id, so the order never varies.
"""

import math
from functools import cache

from socialpower_cli.answers import Hit, Results, Span, Why
from socialpower_cli.errors import Refused
from socialpower_cli.index import Index
from socialpower_cli.index.reading import Excerpt, best_passages
from socialpower_cli.index.schema import FIELDS
from socialpower_cli.meaning import vectors
from socialpower_cli.records import Record
from socialpower_cli.search import query as queries
from socialpower_cli.search.query import Query
from socialpower_cli.text import names, sounds
from socialpower_cli.text.words import fold_word, split_sentences, tokenize

# How much a word counts in each field, for BM25.
FIELD_WEIGHTS = {
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
# How much the words count beside the meaning, whose sides have weights of 4.1 in all: the words of the whole entry, those of
# its best short passage (a definition, a saying, a situation), and kindred words.
WORDS_WEIGHT = 0.6
PASSAGE_WEIGHT = 0.2
KINDRED_WEIGHT = 2.5
# How much counts what the best neighbours have, on average: those up and down the hierarchy, and likewise the associated ones.
NEIGHBOURS_WEIGHT = 0.1
NEIGHBOURS = 3
_HIERARCHICAL = ("broader", "narrower")

# What the evidence of text must add up to: for the best hit, or nothing is found; for every other hit; and what makes one as
# certain as text can. Of queries that have nothing to do with the corpus one in three stays below the first, of descriptions of
# its concepts one in a hundred.
FLOOR = 1.7
LEAST = 1.2
CEILING = 7.0
MOST_BY_TEXT = 0.85

SCOPES = {"all": FIELDS, "definition": ("definition",), "examples": ("examples",)}

# What a met name is called in an answer, and how much less than a name it counts.
_KINDS: dict[str, tuple[Why, float]] = {
    "id": ("name", 0.0),
    "term": ("name", 0.0),
    "alias": ("alias", 0.0),
    "formerly": ("alias", 0.0),
    "label": ("label", 0.04),
    "saying": ("text", 0.04),
}

# How much less a name counts that has the key of what is typed where another one is written as typed.
_NOT_AS_WRITTEN = 0.01

_CANDIDATES = 300
# Of so many concepts the neighbours are looked at; one further down could not come among the first.
_LEADING = 60
_MOST_WORDS = 200
_SHORTEST_CORRECTED = 4
_MOST_EDITS = 2
_SNIPPET = 180


class Evidence(Record):
    """Why a concept is a hit: its score from 0 to 1, the kind of evidence, and the name that was met."""

    score: float
    why: Why
    matched: str | None


def search(
    index: Index, text: str, category: str | None = None, scope: str = "all", limit: int = 10, least_share: float = 0.0
) -> Results:
    """Return the concepts that answer a query, best first; raise `Refused` where nothing is typed.

    `scope` is one of `SCOPES`. With "definition" or "examples" only words in that part count. Hits whose score is less than a
    share of the best one's, `least_share` from 0 to 1, are left out.
    """
    if not text.strip():
        raise Refused("Nothing to search for: the query is empty.", "Give some words, for example: sp search leverage")
    query = queries.parse(text)
    spellings = {word: _spellings(index, word) for word in query.words}
    # A word that was corrected counts as its nearest spelling.
    nearest = {word: near[1] for word, near in spellings.items() if len(near) > 1}
    meant = [nearest.get(word, word) for word in query.key.split()]
    words = [spelling for near in spellings.values() for spelling in near]
    expression = _expression(query, words, scope)
    by_text = _by_text(index, query, meant, _expression(query, [*words, *queries.pairs(meant)], scope), scope)
    found = dict(by_text)
    if scope == "all" and not query.required():
        for number, evidence in _by_name(index, query).items():
            if number not in found or evidence.score >= found[number].score:
                found[number] = evidence
    if category is not None:
        within = {row.number for row in index.concepts(category)}
        found = {number: evidence for number, evidence in found.items() if number in within}
    # Of concepts that share a name the one that the text points to comes first; what is equal still stands from A to Z, which
    # is how concepts are numbered.
    nothing = Evidence(0.0, "text", None)
    best = sorted(found.items(), key=lambda one: (-one[1].score, -by_text.get(one[0], nothing).score, one[0]))[:limit]
    best = [one for one in best if one[1].score >= least_share * best[0][1].score]
    return _answer(index, text, query, best, expression, scope)


def next_steps(index: Index, text: str, category: str | None, scope: str) -> list[str]:
    """Return what to try after a search that found nothing."""
    steps = []
    if category is not None or scope != "all":
        wider = search(index, text, limit=3).results
        if wider:
            steps.append("Without narrowing there is: " + ", ".join(hit.id for hit in wider))
    elif queries.parse(text).required():
        steps.append("Words in quotes and words with * must all be there; try without.")
    return [*steps, "Try fewer or other words, or see what there is: sp list"]


def _by_name(index: Index, query: Query) -> dict[int, Evidence]:
    """Return the concepts that a query names, exactly or nearly."""
    found: dict[int, Evidence] = {}
    if not query.key and not query.typed:
        return found
    ways = (
        (1.0, "key", query.key or names.write_out(query.typed)),
        (0.98, "squashed", names.squash(query.key)),
        (0.97, "folded", names.fold(query.key)),
        (0.96, "bag", names.bag(query.key)),
        (0.96, "bag", names.gist(query.key)),
    )
    for score, looseness, key in ways:
        met = index.named(key, looseness, labels=True) if key else []
        as_written = names.keep_nearest_written(query.typed, met)
        for named in [*as_written, *met]:
            why, less = _KINDS[named.kind]
            less += 0 if named in as_written else _NOT_AS_WRITTEN
            found.setdefault(named.number, Evidence(score - less, why, named.name))
    for key in names.readings(query.key):
        found = found or _by_near_name(index, key)
    return found


def _by_near_name(index: Index, key: str) -> dict[int, Evidence]:
    """Return the concepts whose names or labels are spelt nearly like a normalized text."""
    from socialpower_cli.search import spelling

    squashed = names.squash(key)
    found: dict[int, Evidence] = {}
    sound = sounds.sound(squashed)
    for near in spelling.near_names(index, squashed) or spelling.alike_in_sound(index, squashed):
        # The same number of edits says more in a long name. Of names as near, one that sounds the same comes first, then one
        # with the same first letter, which is seldom wrong (Pollock and Zamora 1984, "Automatic spelling correction"), and
        # any name before a label.
        less = 0.15 * near.distance / len(squashed)
        if sounds.sound(near.spelling) != sound:
            less += 0.003 if near.spelling[0] == squashed[0] else 0.006
        for named in index.named(near.spelling, "squashed", labels=True):
            score = (0.94 if named.kind == "label" else 0.95) - less
            if named.number not in found or found[named.number].score < score:
                found[named.number] = Evidence(score, "fuzzy name", named.name)
    return found


def _expression(query: Query, words: list[str], scope: str) -> str:
    """Return the full-text expression of a query: what it requires, and any of some words."""
    optional = " OR ".join(map(queries.quoted, words))
    required = query.required()
    parts = [f"({part})" for part in (required, f"{optional} OR {required}" if required and optional else optional) if part]
    columns = "" if scope == "all" else f"{{{' '.join(SCOPES[scope])}}} : "
    return f"{columns}({' AND '.join(parts)})" if parts else ""


def _spellings(index: Index, word: str) -> list[str]:
    """Return a word, and the nearest words of the text where it is no word that anybody knows."""
    if len(word) < _SHORTEST_CORRECTED or word.isdigit() or index.knows(word) or _is_english(word):
        return [word]
    from socialpower_cli.search import spelling

    # A word three edits away is mostly another word: "engagement" is not what "entanglement" was meant to be.
    near = spelling.near(index, "word", word, min(_MOST_EDITS, spelling.allowance(len(word))))
    return [word, *(one.spelling for one in near if one.distance == near[0].distance)][:5]


def _is_english(word: str) -> bool:
    return _vectors().of_word(fold_word(word)) is not None


def _by_text(index: Index, query: Query, meant: list[str], expression: str, scope: str) -> dict[int, Evidence]:
    """Return the concepts that a query's words and meaning point to, with at least the floor of evidence."""
    if not expression:
        return {}
    weights = [FIELD_WEIGHTS[field] for field in FIELDS]
    words = dict(index.matching(expression, weights, _CANDIDATES))
    best = max(words.values(), default=0.0)
    alike = _by_meaning(index, meant) if scope == "all" else {}
    if not alike:
        # Words alone: the share of the best score, lowered where even the best has little to show.
        certain = best / (best + 10.0)
        return {number: Evidence(MOST_BY_TEXT * certain * score / best, "text", None) for number, score in words.items()}
    sums = {number: WORDS_WEIGHT * score / best for number, score in words.items()} if best > 0 else {}
    passages = index.passages(expression, _CANDIDATES)
    nearest = max(passages.values(), default=0.0)
    for number, score in passages.items():
        sums[number] = sums.get(number, 0.0) + PASSAGE_WEIGHT * score / nearest
    kindred = _by_kindred_words(index, queries.content(meant))
    for number, likeness in alike.items():
        sums[number] = sums.get(number, 0.0) + likeness + KINDRED_WEIGHT * kindred.get(number, 0.0)
    required = bool(query.required())
    if required:
        sums = {number: total for number, total in sums.items() if number in words}
    elif max(sums.values()) < FLOOR:
        return {}
    else:
        sums = _with_neighbours(index, sums)
    return {
        number: Evidence(MOST_BY_TEXT * min(1.0, total / CEILING), "text", None)
        for number, total in sums.items()
        if total >= LEAST or required
    }


def _by_meaning(index: Index, words: list[str]) -> dict[int, float]:
    """Return how alike a query and each concept are in meaning: the weighted sum of the cosines of its sides."""
    meaning = _vectors().of(fold_word(word) for word in words[:_MOST_WORDS])
    if meaning is None:
        return {}
    return {number: vectors.product(meaning, stored) for number, stored in index.vectors()}


def _by_kindred_words(index: Index, words: list[str]) -> dict[int, float]:
    """Return how well each concept's names and definitions match the words of a query, or words like them, from 0 to 1."""
    alike = {}
    for word in map(fold_word, words):
        alike[word] = [(word, 1.0), *_vectors().neighbours(word)]
    postings = index.postings({other for others in alike.values() for other, _ in others})
    size = index.size()
    total = 0.0
    found: dict[int, float] = {}
    for word, others in alike.items():
        rarity = math.log(1 + size / (len(postings[word]) + 0.5 if word in postings else 3))
        total += rarity
        best: dict[int, float] = {}
        for other, likeness in others:
            for number in postings.get(other, ()):
                best[number] = max(best.get(number, 0.0), likeness * likeness)
        for number, likeness in best.items():
            found[number] = found.get(number, 0.0) + rarity * likeness
    return {number: likeness / total for number, likeness in found.items()}


def _with_neighbours(index: Index, sums: dict[int, float]) -> dict[int, float]:
    """Return the evidence for each concept, that for the leading ones with a share of what their neighbours have."""
    leading = sorted(sums, key=lambda number: -sums[number])[:_LEADING]
    around: dict[tuple[int, bool], list[float]] = {}
    for number, kind, target in index.linked(leading):
        around.setdefault((number, kind in _HIERARCHICAL), []).append(sums.get(target, 0.0))
    raised = dict(sums)
    for (number, _), found in around.items():
        best = sorted(found, reverse=True)[:NEIGHBOURS]
        raised[number] += NEIGHBOURS_WEIGHT * sum(best) / len(best)
    return raised


@cache
def _vectors() -> vectors.Vectors:
    """Return the words' vectors, read once in a run."""
    return vectors.Vectors()


def _answer(index: Index, text: str, query: Query, best: list[tuple[int, Evidence]], expression: str, scope: str) -> Results:
    rows = index.rows(number for number, _ in best)
    snippets = _snippets(index, query, [number for number, _ in best], expression, scope)
    hits = []
    marks = []
    for (number, evidence), (snippet, spans) in zip(best, snippets, strict=True):
        row = rows[number]
        hits.append(
            Hit(
                id=row.id,
                term=row.term,
                category=row.category,
                score=_rounded(evidence.score),
                why=evidence.why,
                matched=evidence.matched,
                snippet=snippet,
                gloss=row.gloss,
                definition=row.definition,
            )
        )
        marks.append(spans)
    return Results(text, bool(hits), tuple(hits), tuple(marks))


def _snippets(
    index: Index, query: Query, numbers: list[int], expression: str, scope: str
) -> list[tuple[str | None, tuple[Span, ...]]]:
    """Return for each concept the passage that best matches, cut to the matching part, and where its words match."""
    if not expression or not numbers:
        return [(None, ())] * len(numbers)
    words = expression.partition(" : ")[2] if scope != "all" else expression
    passages = [_passages(index, number, scope) for number in numbers]
    # One word in common of many says nothing.
    least = min(2, len(query.words)) if not query.required() else 1
    found = best_passages([[names.normalize(text) for text in texts] for texts in passages], words)
    return [
        _snippet(texts[excerpt.passage], excerpt, least) if excerpt is not None else (None, ())
        for texts, excerpt in zip(passages, found, strict=True)
    ]


def _passages(index: Index, number: int, scope: str) -> list[str]:
    """Return the texts of a concept that a snippet may be taken from."""
    if scope == "definition":
        return [index.row(number).definition]
    scenes = [f"{example.title}: {example.text}" for example in index.examples(number)]
    if scope == "examples":
        return scenes
    _, explanation, note = index.prose(number)
    references = [reference for _, _, reference in index.sources(number)]
    sentences = [text[start:end] for text in (explanation, note, *scenes) if text for start, end in split_sentences(text)]
    return [index.row(number).definition, *index.everyday(number), *sentences, *references]


def _snippet(plain: str, excerpt: Excerpt, least: int) -> tuple[str | None, tuple[Span, ...]]:
    """Return a passage cut to a window around the first words that match, and where they stand in it.

    Nothing where fewer than `least` different words match.
    """
    tokens = tokenize(plain)
    matched = {fold_word(tokens[place].word) for run in excerpt.runs for place in range(*run)}
    if len(matched) < least:
        return None, ()
    spans = [(tokens[first].start, tokens[after - 1].end) for first, after in excerpt.runs]
    if len(plain) <= _SNIPPET:
        return plain, tuple(spans)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - _SNIPPET // 4, len(plain) - _SNIPPET))
    if start:
        start = plain.find(" ", start) + 1
    end = plain.rfind(" ", start, start + _SNIPPET) if start + _SNIPPET < len(plain) else len(plain)
    before = "... " if start else ""
    cut = before + plain[start:end] + (" ..." if end < len(plain) else "")
    shift = len(before) - start
    return cut, tuple((one + shift, other + shift) for one, other in spans if one >= start and other <= end)


def _rounded(score: float) -> float:
    return round(score, 3)
