"""What words mean to one another: small vectors whose sum places a text near others of like meaning.

The vectors of `vectors.bin` were made by `tools/train_vectors.py` (which tells how): a bag-of-words student of a sentence
embedding model, as in Reimers and Gurevych (2020), "Making monolingual sentence embeddings multilingual using knowledge
distillation", with words in place of a network. A text's vector is the sum of its words' vectors, brought to length 1, so
no model runs: finding a few words in a file and adding their numbers is all there is to do.

The file: a line with the number of words, of dimensions, of bytes for a word, and of neighbours; then for each word, in the
order of their bytes, the word in UTF-8, filled up with zeros; a signed byte for each dimension; and for each neighbour, the
nearest first, two bytes with its place among the words and one with the cosine of the two vectors, 255 being 1.
"""

import math
import mmap
import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from operator import mul

from socialpower_cli.text.words import fold_word, split_words

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors.bin")

# A stored vector is a signed byte for each number, 1.0 being this much. So a weighted sum
# of several vectors of length 1 still fits.
SCALE = 75.0

_LANE = 4  # bytes
_NEIGHBOUR = 3  # bytes
_OFFSET = 128


class Vectors:
    """The words' vectors, looked up in the file."""

    def __init__(self, path: str = PATH) -> None:
        with open(path, "rb") as stream:
            head = stream.readline()
            self._data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self._start = len(head)
        self._count, self.dimensions, self._width, self._neighbours = map(int, head.split())
        self._size = self._width + self.dimensions + _NEIGHBOUR * self._neighbours

    def of_word(self, word: str) -> Sequence[int] | None:
        """Return the numbers of a folded word's vector, or None where it is not known."""
        place = self._place(word)
        if place is None:
            return None
        start = self._start + place * self._size + self._width
        return memoryview(self._data[start : start + self.dimensions]).cast("b")

    def neighbours(self, word: str) -> list[tuple[str, float]]:
        """Return the words most like a folded word, each with the cosine of the two, nearest first."""
        place = self._place(word)
        if place is None:
            return []
        end = self._start + (place + 1) * self._size
        found = []
        for at in range(end - _NEIGHBOUR * self._neighbours, end, _NEIGHBOUR):
            likeness = self._data[at + 2]
            if likeness:
                other = int.from_bytes(self._data[at : at + 2], "little")
                found.append((self._word_at(other).rstrip(b"\0").decode("utf-8"), likeness / 255))
        return found

    def of(self, words: Iterable[str]) -> list[float] | None:
        """Return the vector, of length 1, of a text given as folded words, or None where no word is known."""
        known = [numbers for numbers in map(self.of_word, words) if numbers is not None]
        return _unit([sum(column) for column in zip(*known, strict=True)]) if known else None

    def _place(self, word: str) -> int | None:
        wanted = word.encode("utf-8", "replace").ljust(self._width, b"\0")
        place = bisect_left(range(self._count), wanted, key=self._word_at)
        return place if place < self._count and self._word_at(place) == wanted else None

    def _word_at(self, place: int) -> bytes:
        start = self._start + place * self._size
        return self._data[start : start + self._width]


class Adder:
    """Makes the vectors of many texts.

    A word's vector is packed into one large integer, a lane of four bytes for each number, so that adding two vectors is
    adding two integers: thirty times as fast as adding number by number.
    """

    def __init__(self) -> None:
        self._vectors = Vectors()
        self._packed: dict[str, int] = {}

    def weighted(self, texts: Iterable[tuple[float, str]]) -> bytes:
        """Return the sum of the vectors of texts, each times its weight, as it is stored."""
        sums = [0.0] * self._vectors.dimensions
        for weight, text in texts:
            vector = self._of(text)
            if vector is not None:
                sums = [one + weight * other for one, other in zip(sums, vector, strict=True)]
        return bytes(max(-127, min(127, round(number * SCALE))) & 0xFF for number in sums)

    def _of(self, text: str) -> list[float] | None:
        known = [packed for packed in map(self.pack, split_words(text)) if packed]
        return _unit(self.unpack(sum(known), len(known)))

    def pack(self, word: str) -> int:
        """Return the packed vector of a normalized word, or 0 where it is not known."""
        packed = self._packed.get(word)
        if packed is None:
            packed = self._packed[word] = self._pack(self._vectors.of_word(fold_word(word)))
        return packed

    def unpack(self, total: int, count: int) -> list[int]:
        """Return the numbers of the sum of so many packed vectors."""
        lanes = memoryview(total.to_bytes(self._vectors.dimensions * _LANE, sys.byteorder)).cast("I")
        return [lane - count * _OFFSET for lane in lanes]

    def _pack(self, numbers: Sequence[int] | None) -> int:
        if numbers is None:
            return 0
        return int.from_bytes(array("I", [number + _OFFSET for number in numbers]).tobytes(), sys.byteorder)


@cache
def load() -> Vectors:
    """Return the words' vectors, read once in a run."""
    return Vectors()


def product(vector: list[float], stored: bytes) -> float:
    """Return the scalar product of a vector and a stored one: the sum of their cosines where that one is a weighted sum."""
    total: float = sum(map(mul, vector, memoryview(stored).cast("b")))
    return total / SCALE


def read_stored(stored: bytes) -> list[float]:
    """Return a stored vector brought to length 1."""
    return _unit(memoryview(stored).cast("b")) or []


def add_up(stored: Iterable[bytes]) -> list[float]:
    """Return the sum of stored vectors brought to length 1."""
    return _unit([sum(column) for column in zip(*(memoryview(one).cast("b") for one in stored), strict=True)]) or []


def measure_length(numbers: Sequence[int]) -> float:
    """Return the length of a vector."""
    return math.sqrt(sum(map(mul, numbers, numbers)))


def multiply(numbers: Sequence[int], unit: list[float]) -> float:
    """Return the scalar product of two vectors."""
    total: float = sum(map(mul, numbers, unit))
    return total


def _unit(sums: Sequence[int]) -> list[float] | None:
    length = measure_length(sums)
    return [number / length for number in sums] if length else None
