"""Many runs at once, all of them first ones or during an edit: is each answer right, and does one compile for all?"""

import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import program


def start_together(count: int, _: Random) -> Counter[str]:
    """Start many first runs at the same time."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(count) as pool:
        home, corpus = Path(name), Path(name) / "corpus.json"
        program.write_corpus(corpus, "Right.", size=3000)
        found = Counter(program.judge(ran, "Right.") for ran in pool.map(lambda _: program.ask(home, corpus), range(count)))
        found["!left behind"] += len(program.leftovers(home))
        found["indexes"] = len(list(home.glob("cache/*/*.sqlite")))
        return +found


def edit_meanwhile(count: int, chance: Random) -> Counter[str]:
    """Write the corpus again and again while runs ask: each answer is one that the file has had, and the last one wins."""
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(8) as pool:
        home, corpus = Path(name), Path(name) / "corpus.json"
        program.write_corpus(corpus, "Definition 0.")
        asked = [pool.submit(program.ask, home, corpus) for _ in range(count)]
        number = 0
        while not all(one.done() for one in asked):
            number += 1
            fresh = corpus.with_suffix(f".{chance.randrange(1000)}")
            program.write_corpus(fresh, f"Definition {number}.")
            fresh.replace(corpus)
        had = [f"Definition {one}." for one in range(number + 1)]
        found.update(program.judge(one.result(), *had) for one in asked)
        found[f"last: {program.judge(program.ask(home, corpus), had[-1])}"] += 1
    return found
