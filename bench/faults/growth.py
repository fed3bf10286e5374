"""Corpora of growing size and of shapes that invite endless work: what does each take to compile, and to ask?"""

import json
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import program

_SLOW = 2.0  # seconds
Entry = dict[str, Any]


def grow(count: int, _: Random) -> Counter[str]:
    """Compile 100 concepts and ten times as many each time up to `count`, then a chain, a diamond and equal definitions."""
    shapes: dict[str, list[Entry]] = {}
    size = 100
    while size <= count:
        shapes[f"{size} concepts"] = [_entry(number, broader=[number // 10] if number else []) for number in range(size)]
        size = size * 10 if size * 10 <= count or size == count else count
    shapes["a chain of 100,000"] = [_entry(number, broader=[number - 1] if number else []) for number in range(100_000)]
    shapes["a diamond of 30 levels"] = [
        _entry(number, broader=[above for above in (number // 2 * 2 - 2, number // 2 * 2 - 1) if above >= 0])
        for number in range(60)
    ]
    shapes["3,000 equal definitions"] = [
        {**_entry(number), "definition": "The same for all of them."} for number in range(3000)
    ]
    found = Counter[str]()
    for name, concepts in shapes.items():
        _measure(name, concepts, found)
    return found


def _entry(number: int, broader: list[int] | None = None) -> Entry:
    above = [f"c{one}" for one in broader or []]
    return {"id": f"c{number}", "term": f"Concept {number}", "definition": f"The {number}th of its kind.", "broader": above}


def _measure(name: str, concepts: list[Entry], found: Counter[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home, corpus = Path(folder), Path(folder) / "corpus.json"
        corpus.write_text(json.dumps({"concepts": concepts}), encoding="utf-8")

        def take(*words: str) -> float:
            begun = time.monotonic()
            ran = program.ask(home, corpus, *words)
            found["!traceback" if "Traceback" in ran.stderr else "answered"] += 1
            return time.monotonic() - begun

        first = take("define", "c7", "-b")
        times = {
            words: take(*words.split())
            for words in ("define c9", "related c9 --depth 20", "search concept", "list --tree --json")
        }
        if len(concepts) <= 100_000:
            times["check"] = take("check", "--json")
        bounded = [taken for words, taken in times.items() if not words.startswith(("list", "check"))]
        found["!slow"] += sum(taken > _SLOW for taken in bounded)
        print(
            f"  {name}: first run {first:.1f} s; " + ", ".join(f"{words} {taken:.1f} s" for words, taken in times.items()),
            flush=True,
        )
