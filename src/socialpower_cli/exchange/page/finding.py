"""What the page's search knows: names, labels, and a compact index of words, made from the compiled corpus.

Its words are those that `text.words` finds, its stems those of the index, its weights of fields those of `search.weights`, so
that the page finds what `sp search` finds by names and words. Written as JSON; `assets/index.js` reads it:

- `ids`, `names` and `labels` have a place for each concept, from A to Z. Names are the term, then aliases.
- `formerly` leads from former ids to places.
- `words` are all words but stop words, in order. Each begins with a capital that says how many letters it shares with the one
  before it (A none, B one, ...), and then has the others. A full stop after it says that its stem is that of the one before
  it, an exclamation mark and a number (base 36) that it is the stem of that number; else it begins the next stem.
- `postings` are bytes in base 64: for each stem the number of concepts that have it, then for each of these the step from the
  one before it, times 16, plus how much the stem says of it, from 0 to 15: the part of BM25 that depends on the entry
  (Robertson and Zaragoza 2009, "The probabilistic relevance framework"). Numbers are in groups of seven bits, the lowest
  first, the eighth bit set where more follow (LEB128).
"""

from binascii import b2a_base64
from collections.abc import Iterable, Iterator
from typing import Any

from socialpower_cli.exchange.page.book import Book
from socialpower_cli.index import Index
from socialpower_cli.index.schema import BREAK, FIELDS
from socialpower_cli.index.scratch import stem_words
from socialpower_cli.search import weights
from socialpower_cli.text.words import STOP_WORDS

# As in FTS5.
_K1 = 1.2
_B = 0.75
_LEVELS = 16
_MOST_SHARED = 25  # letters, one for each capital but A
_ANY_LENGTH = 1_000_000


def compile_finding(book: Book) -> dict[str, Any]:
    """Return what the page's search reads, as data for JSON."""
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
    return {
        "stop": " ".join(sorted(STOP_WORDS)),
        "ids": [one.entry.id for one in book.entries],
        "names": names,
        "formerly": formerly,
        "labels": labels,
        "words": "".join(_write_words(words, stems)),
        "postings": _write_postings(book.index, list(dict.fromkeys(stems)), numbers),
    }


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


def _write_postings(index: Index, stems: list[str], numbers: dict[int, int]) -> str:
    lengths = index.lengths()
    average = sum(lengths.values()) / len(lengths) if lengths else 1.0
    found: dict[str, list[tuple[int, int]]] = {}
    for stem, number, often in index.stem_weights(weights.FIELDS[field] for field in FIELDS):
        said = often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * lengths[number] / average))
        level = min(_LEVELS - 1, int(said / (_K1 + 1) * _LEVELS))
        found.setdefault(stem, []).append((numbers[number], level))
    coded = bytes(byte for number in _list_numbers(found.get(stem, []) for stem in stems) for byte in _leb128(number))
    return b2a_base64(coded, newline=False).decode("ascii")


def _list_numbers(postings: Iterable[list[tuple[int, int]]]) -> Iterator[int]:
    for listed in postings:
        yield len(listed)
        before = 0
        for place, level in sorted(listed):
            yield (place - before) * _LEVELS + level
            before = place


def _leb128(number: int) -> Iterator[int]:
    while number > 127:
        yield number & 127 | 128
        number >>= 7
    yield number
