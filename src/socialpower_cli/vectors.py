"""What words mean to one another: small vectors whose sum places a text near others of like meaning.

The vectors of `vectors.bin` were made by `tools/train_vectors.py` (which tells how): a bag-of-words student of a sentence
embedding model, as in Reimers and Gurevych (2020), "Making monolingual sentence embeddings multilingual using knowledge
distillation", with words in place of a network. A text's vector is the sum of its words' vectors, brought to a common
length, so no model runs: reading the file and adding a few dozen numbers is all there is to do.

The file: a line with the number of words and of dimensions; the words in order, one a line; then a signed byte for each
dimension of each word, in the same order.
"""

import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import mul

from socialpower_cli import names

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vectors.bin")

# The length of a stored vector. A signed byte holds each of its numbers, and the product of two vectors is their cosine
# times this squared.
LENGTH = 400.0

Vector = bytes

# The sides of a concept that have a vector each, in the order they are stored.
ASPECTS = ("names", "definition", "explanation", "scenes")

_LANE = 4  # bytes
_OFFSET = 128


class Vectors:
    """The words' vectors, read once."""

    def __init__(self, path: str = PATH) -> None:
        with open(path, "rb") as stream:
            data = stream.read()
        head, _, rest = data.partition(b"\n")
        count, self._dimensions = map(int, head.split())
        end = len(rest) - count * self._dimensions
        self._words = rest[:end].decode("utf-8").split("\n")[:count]
        self._numbers = memoryview(rest)[end:].cast("b")

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return self._dimensions

    def of_word(self, word: str) -> Sequence[int] | None:
        """Return the numbers of a folded word's vector, or None where it is not known."""
        place = bisect_left(self._words, word)
        if place == len(self._words) or self._words[place] != word:
            return None
        return self._numbers[place * self._dimensions : (place + 1) * self._dimensions]

    def of(self, words: Iterable[str]) -> Vector | None:
        """Return the vector of a text given as folded words, or None where no word is known."""
        known = [numbers for numbers in map(self.of_word, words) if numbers is not None]
        return _scaled([sum(column) for column in zip(*known, strict=True)]) if known else None


class Adder:
    """Makes the vectors of many texts.

    A word's vector is packed into one large integer, a lane of four bytes for each number, so that adding two vectors is
    adding two integers: thirty times as fast as adding number by number.
    """

    def __init__(self) -> None:
        self._vectors = Vectors()
        self._packed: dict[str, int] = {}
        self._nothing = bytes(self._vectors.dimensions)

    def of(self, text: str) -> Vector:
        """Return the vector of a text, or a vector of zeros where no word is known."""
        total = count = 0
        for word in folded(text):
            packed = self._packed.get(word)
            if packed is None:
                packed = self._packed[word] = self._pack(self._vectors.of_word(word))
            if packed:
                total += packed
                count += 1
        if not count:
            return self._nothing
        lanes = memoryview(total.to_bytes(self._vectors.dimensions * _LANE, sys.byteorder)).cast("I")
        return _scaled([lane - count * _OFFSET for lane in lanes]) or self._nothing

    def _pack(self, numbers: Sequence[int] | None) -> int:
        if numbers is None:
            return 0
        return int.from_bytes(array("I", [number + _OFFSET for number in numbers]).tobytes(), sys.byteorder)


def folded(text: str) -> list[str]:
    """Return the words of a text in the form that the vectors know."""
    return [names.fold_word(word) for word in names.words(text)]


def cosines(one: Vector, several: bytes) -> list[float]:
    """Return how alike a vector and each of several that stand one after the other are, from -1 to 1."""
    numbers = list(memoryview(one).cast("b"))
    others = memoryview(several).cast("b")
    size = len(numbers)
    return [
        sum(map(mul, numbers, others[start : start + size])) / (LENGTH * LENGTH) for start in range(0, len(others), size)
    ]


def _scaled(sums: list[int]) -> Vector | None:
    length = sum(map(mul, sums, sums)) ** 0.5
    if not length:
        return None
    factor = LENGTH / length
    return bytes(max(-127, min(127, round(number * factor))) & 0xFF for number in sums)
