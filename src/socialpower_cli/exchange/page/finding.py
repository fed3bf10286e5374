"""What the page's search knows: names, labels, and a compact index of words, made from the compiled corpus.

Its words are those that `text.words` finds, its stems those of the index, its weights of fields those of `search.weights`, so
that the page finds what `sp search` finds by names and words. Written as JSON; `assets/index.js` reads it:

- `ids`, `names` and `labels` have a place for each concept, from A to Z. Names are the term, then aliases.
- `formerly` leads from former ids to places.
- `stop` are stop words, `opening` those that a question begins with, `comparing` those that ask to tell concepts apart.
- `words` are all words but stop words, in order. Each begins with a capital that says how many letters it shares with the one
  before it (A none, B one, ...), and then has the others. A full stop after it says that its stem is that of the one before
  it, an exclamation mark and a number (base 36) that it is the stem of that number; else it begins the next stem.

After the JSON and a line break come the postings, in three parts, since each packs best by itself; `parts` has the lengths of
the first two, in bytes. First for each stem the number of concepts that have it, then for each of these the step from the one
before it, then how much the stem says of it, from 0 to 7: the part of BM25 that depends on the entry (Robertson and Zaragoza
2009, "The probabilistic relevance framework"). Numbers are in groups of seven bits, the lowest first, the eighth bit set where
more follow (LEB128). Sixteen steps or four instead of eight find as well or hardly worse.
"""

import json
from collections.abc import Iterator

from socialpower_cli.exchange.page.book import Book
from socialpower_cli.index import Index
from socialpower_cli.index.schema import BREAK, FIELDS
from socialpower_cli.index.scratch import stem_words
from socialpower_cli.search import query, weights
from socialpower_cli.text.words import STOP_WORDS

# As in FTS5.
_K1 = 1.2
_B = 0.75
_LEVELS = 8
_MOST_SHARED = 25  # letters, one for each capital but A
_ANY_LENGTH = 1_000_000


def compile_finding(book: Book) -> bytes:
    """Return what the page's search reads."""
    numbers = {row.number: place for place, row in enumerate(book.index.concepts())}
    names: list[list[str]] = [[one.entry.term] for one in book.entries]
    labels: list[list[str]] = [[] for _ in book.entries]
    formerly: dict[str, int] = {}
    for number, kind, name in book.index.all_names():
        if kind == "alias":
            names[numbers[number]].append(name)
        elif kind == "formerly":
            formerly[name] = numbers[number]
        elif kind == "label":
            labels[numbers[number]].append(name)
    words, stems = _list_words(book.index)
    counts, steps, levels = _write_postings(book.index, list(dict.fromkeys(stems)), numbers)
    data = {
        "stop": " ".join(sorted(STOP_WORDS)),
        "opening": " ".join(sorted(query.OPENING)),
        "comparing": " ".join(sorted(query.COMPARING)),
        "ids": [one.entry.id for one in book.entries],
        "names": names,
        "formerly": formerly,
        "labels": labels,
        "words": "".join(_write_words(words, stems)),
        "parts": [len(counts), len(steps)],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + counts + steps + levels


def _list_words(index: Index) -> tuple[list[str], list[str]]:
    """Return the words of the corpus that say something, in order, and the stem of each."""
    told = {word for word in index.spellings("word", 1, _ANY_LENGTH) if word not in STOP_WORDS and word != BREAK}
    words = sorted(word for word in told if word)
    return words, stem_words(words)


def _write_words(words: list[str], stems: list[str]) -> Iterator[str]:
    numbers: dict[str, int] = {}
    before = stem_before = ""
    for word, stem in zip(words, stems, strict=True):
        shared = _count_shared(word, before)
        yield chr(ord("A") + shared) + word[shared:]
        if stem == stem_before:
            yield "."
        elif stem in numbers:
            yield "!" + _base_36(numbers[stem])
        numbers.setdefault(stem, len(numbers))
        before, stem_before = word, stem


def _count_shared(word: str, other: str) -> int:
    """Return how many letters two words begin with that are the same."""
    most = min(len(word), len(other), _MOST_SHARED)
    return next((place for place in range(most) if word[place] != other[place]), most)


def _base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _write_postings(index: Index, stems: list[str], numbers: dict[int, int]) -> tuple[bytes, bytes, bytes]:
    """Return for each stem how many concepts have it, the steps from each to the next, and how much it says of each."""
    lengths = index.lengths()
    average = sum(lengths.values()) / len(lengths) if lengths else 1.0
    found: dict[str, list[tuple[int, int]]] = {}
    for stem, number, often in index.stem_weights(weights.FIELDS[field] for field in FIELDS):
        said = often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * lengths[number] / average))
        level = min(_LEVELS - 1, int(said / (_K1 + 1) * _LEVELS))
        found.setdefault(stem, []).append((numbers[number], level))
    counts, steps, levels = bytearray(), bytearray(), bytearray()
    for stem in stems:
        listed = sorted(found.get(stem, ()))
        counts += _leb128(len(listed))
        before = 0
        for place, level in listed:
            steps += _leb128(place - before)
            levels.append(level)
            before = place
    return bytes(counts), bytes(steps), bytes(levels)


def _leb128(number: int) -> bytes:
    coded = bytearray()
    while number > 127:
        coded.append(number & 127 | 128)
        number >>= 7
    return bytes([*coded, number])
