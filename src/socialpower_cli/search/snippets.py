"""Which part of an entry to show for a hit: the passage that best matches, cut around the words that do."""

from socialpower_cli.answers import Span
from socialpower_cli.index import Index
from socialpower_cli.index.scratch import Excerpt, best_passages
from socialpower_cli.search.query import Query
from socialpower_cli.text import names
from socialpower_cli.text.words import fold_word, split_sentences, tokenize

_LONGEST = 180  # characters

Snippet = tuple[str | None, tuple[Span, ...]]


def find_snippets(index: Index, query: Query, numbers: list[int], expression: str, scope: str) -> list[Snippet]:
    """Return for each concept the passage that best matches, cut to the matching part, and where its words match."""
    if not expression or not numbers:
        return [(None, ())] * len(numbers)
    words = expression.partition(" : ")[2] if scope != "all" else expression
    # One word in common of many says nothing.
    least = min(2, len(query.words)) if not query.required() else 1
    found = _find_best([_list_passages(index, number, scope) for number in numbers], words, least)
    # What a work is called is shown only where nothing else matches, as for the names and years of authors.
    bare = [number for number, (text, _) in zip(numbers, found, strict=True) if text is None and scope == "all"]
    cited = _find_best([[work.reference for work in index.sources(number)] for number in bare], words, least)
    instead = dict(zip(bare, cited, strict=True))
    return [instead.get(number, snippet) for number, snippet in zip(numbers, found, strict=True)]


def _find_best(passages: list[list[str]], words: str, least: int) -> list[Snippet]:
    """Return of each list of passages the one that best matches, cut, with where at least so many words match."""
    if not passages:
        return []
    found = best_passages([[names.normalize(text) for text in texts] for texts in passages], words)
    return [
        _cut(texts[excerpt.passage], excerpt, least) if excerpt is not None else (None, ())
        for texts, excerpt in zip(passages, found, strict=True)
    ]


def _list_passages(index: Index, number: int, scope: str) -> list[str]:
    """Return the texts of a concept that a snippet may be taken from."""
    if scope == "definition":
        return [index.row(number).definition]
    scenes = [f"{example.title}: {example.text}" for example in index.examples(number)]
    if scope == "examples":
        return scenes
    _, explanation, note = index.prose(number)
    sentences = [text[start:end] for text in (explanation, note, *scenes) if text for start, end in split_sentences(text)]
    return [index.row(number).definition, *index.everyday(number), *sentences]


def _cut(plain: str, excerpt: Excerpt, least: int) -> Snippet:
    """Return a passage cut to a window around the first words that match, and where they stand in it.

    Nothing where fewer than `least` different words match.
    """
    tokens = tokenize(plain)
    matched = {fold_word(tokens[place].word) for run in excerpt.runs for place in range(*run)}
    if len(matched) < least:
        return None, ()
    spans = [(tokens[first].start, tokens[after - 1].end) for first, after in excerpt.runs]
    if len(plain) <= _LONGEST:
        return plain, tuple(spans)
    first = spans[0][0] if spans else 0
    start = max(0, min(first - _LONGEST // 4, len(plain) - _LONGEST))
    if start:
        start = plain.find(" ", start) + 1
    end = plain.rfind(" ", start, start + _LONGEST) if start + _LONGEST < len(plain) else len(plain)
    before = "... " if start else ""
    cut = before + plain[start:end] + (" ..." if end < len(plain) else "")
    shift = len(before) - start
    return cut, tuple((one + shift, other + shift) for one, other in spans if one >= start and other <= end)
