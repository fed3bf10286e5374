"""A stored index with flipped bytes, cut short, or with its corpus swapped for another: is what it says believed?"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import program

from socialpower_cli.corpus.locations import Location
from socialpower_cli.index import cache, open_index

cache._AT_REST = 0  # noqa: SLF001 -- so that the note is believed, which is what is to be deceived


def flip_bytes(count: int, chance: Random) -> Counter[str]:
    """Flip one to eight bits anywhere in the index, its old time put back."""

    def damage(content: bytes) -> bytes:
        changed = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
        return bytes(changed)

    return _damage(count, damage)


def truncate(count: int, chance: Random) -> Counter[str]:
    """Cut the index off anywhere, or fill a part of it with zeros, its old time put back."""

    def damage(content: bytes) -> bytes:
        start, end = sorted(chance.randrange(len(content)) for _ in range(2))
        return content[:start] + (bytes(end - start) + content[end:] if chance.random() < 0.5 else b"")

    return _damage(count, damage)


def swap_files(count: int, chance: Random) -> Counter[str]:
    """Write another definition of the same length over the corpus, in place or by moving, its old time put back."""
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "corpus.json"
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        for number in range(count):
            definition = f"Definition {number:06}."
            other = corpus if chance.random() < 0.5 else corpus.with_suffix(".new")
            program.write_corpus(other, definition, size=20)
            os.utime(other, (1, 1))
            if other != corpus:
                other.replace(corpus)
            for _ in range(chance.randint(1, 3)):
                found["right answer" if _answer(corpus) == definition else "!wrong answer"] += 1
    return found


def _damage(count: int, damage: Callable[[bytes], bytes]) -> Counter[str]:
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "corpus.json"
        os.environ["XDG_CACHE_HOME"] = f"{name}/cache"
        program.write_corpus(corpus, "The right one.")
        for _ in range(2):
            _answer(corpus)
        (index,) = Path(name).glob("cache/*/*.sqlite")
        whole = Path(name) / "whole.sqlite"
        shutil.copy2(index, whole)
        for _ in range(count):
            status = index.stat()
            index.write_bytes(damage(whole.read_bytes()))
            os.utime(index, ns=(status.st_atime_ns, status.st_mtime_ns))
            try:
                found["right answer" if _answer(corpus) == "The right one." else "!wrong answer"] += 1
            except Exception:  # noqa: BLE001 -- whatever it is, it is counted
                found["!traceback"] += 1
    return found


def _answer(corpus: Path) -> str:
    with open_index([Location(str(corpus), "--corpus")]) as opened:
        number = opened.number("a")
        return opened.row(number).definition if number else ""
