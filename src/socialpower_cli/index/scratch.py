"""Full-text tables in memory, made for one question: which passage matches best, what the stems of words are."""

from collections.abc import Iterator

from socialpower_cli.index.schema import TOKENIZER
from socialpower_cli.records import Record

# Control characters, which no normalized word contains.
_MARKS = ("\x02", "\x03")


class Excerpt(Record):
    """The passage of a group that best matches: its place in the group, and the runs of its words that match."""

    passage: int
    runs: tuple[tuple[int, int], ...]


def best_passages(groups: list[list[str]], expression: str) -> list[Excerpt | None]:
    """Return for each group of passages, given as normalized words, the one that best matches an expression, or None.

    A run is the place of its first word, from 0, and the place after its last. Words match as in the index, by their stems.
    The database in memory that does it costs a search 2 ms.
    """
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE passage USING fts5 (text, tokenize='{TOKENIZER}')")
        listed = [(group, place, text) for group, texts in enumerate(groups) for place, text in enumerate(texts)]
        connection.executemany("INSERT INTO passage (text) VALUES (?)", ((text,) for *_, text in listed))
        sql = "SELECT rowid, highlight(passage, 0, ?, ?) FROM passage WHERE passage MATCH ? ORDER BY bm25(passage), rowid"
        best: dict[int, Excerpt] = {}
        for row, text in connection.execute(sql, (*_MARKS, expression)):
            group, place, _ = listed[row - 1]
            if group not in best:
                best[group] = Excerpt(place, tuple(_marked_runs(text)))
    return [best.get(group) for group in range(len(groups))]


def stem_words(words: list[str]) -> list[str]:
    """Return the stem of each normalized word, as in the index."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE word USING fts5 (text, tokenize='{TOKENIZER}')")
        connection.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", enumerate(words))
        connection.execute("CREATE VIRTUAL TABLE stem USING fts5vocab(word, instance)")
        stems = dict(connection.execute("SELECT doc, term FROM stem"))
    return [stems.get(place, word) for place, word in enumerate(words)]


def _marked_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the first word and after the last word of what stands between marks."""
    opening, closing = _MARKS
    first = 0
    for place, word in enumerate(text.split()):
        if word.startswith(opening):
            first = place
        if word.endswith(closing):
            yield first, place + 1
