"""Whatever may be typed: is each query answered or refused in words, within two seconds?"""

import time
from collections import Counter
from random import Random

from socialpower_cli import open_corpus
from socialpower_cli.errors import SpError

_PARTS = [
    *(
        '"',
        "*",
        "'",
        "(",
        ")",
        "AND",
        "NOT",
        "NEAR(",
        "^",
        "{",
        "}",
        ":",
        "-",
        "--",
        "\\",
        "%",
        "_",
        "\x00",
        "\x1b[31m",
        "\u202e",
    ),
    *("\ud800", "\udcff", "e\u0301", "が", "दिन", "\U0001f600", "ß", "ﬁ", "½", "the", "what is", "power", "powr", "authority"),
    *("a*", '"the power"', "imbalance of", "1962", "C++", "&", "\t", "\n", "\u00ad", "x" * 300, "define", "meaning"),
]
_SLOW = 2.0  # seconds


def ask(count: int, chance: Random) -> Counter[str]:
    """Put one to thirty odd parts together, now and then hundreds, and ask every question with it."""
    found = Counter[str]()
    with open_corpus() as corpus:
        questions = (corpus.search, corpus.search, corpus.brief, corpus.define, corpus.related, corpus.suggest)
        for _ in range(count):
            length = chance.randint(1, 30) if chance.random() < 0.99 else chance.randint(100, 20_000)
            text = chance.choice(("", " ")).join(chance.choice(_PARTS) for _ in range(length))
            begun = time.monotonic()
            try:
                chance.choice(questions)(text)
                found["answered"] += 1
            except SpError:
                found["refused"] += 1
            except Exception as error:  # noqa: BLE001 -- whatever it is, it is counted
                found[f"!{type(error).__name__}"] += 1
            found["!slow"] += time.monotonic() - begun > _SLOW
    return +found
