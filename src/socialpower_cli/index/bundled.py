"""The index that is built with the wheel: ready at the first run, on any machine.

Building a wheel compiles the bundled corpus with the program's own compiler and puts three files into it together: the corpus,
its index, and a module of constants, `built`, that says which index belongs to the program. They are installed and replaced
together, so no run has to read the corpus again. Where one of the three is missing or does not fit the others (an editable
install has none but the corpus), the cache serves.
"""

import os
from typing import TYPE_CHECKING

from socialpower_cli.corpus import locations
from socialpower_cli.index.schema import FORMAT

if TYPE_CHECKING:
    import sqlite3

    from socialpower_cli.corpus.locations import Location

NAME = "concepts.sqlite"


def open_bundled(corpora: "list[Location]") -> "sqlite3.Connection | None":
    """Return the index that was installed with the program, if it is the one for these corpus files and whole."""
    if len(corpora) != 1 or corpora[0].origin != "bundled":
        return None
    try:
        from socialpower_cli.index import built  # type: ignore[attr-defined]  # made with the wheel
    except ImportError:
        return None
    from socialpower_cli.index import cache

    corpus = corpora[0].path
    try:
        fits = built.FORMAT == FORMAT and os.stat(corpus).st_size == built.CORPUS_SIZE
    except OSError:
        return None
    return cache.open_shipped(path(), built.CHECKSUM) if fits else None


def path() -> str:
    """Return where the index is installed: beside the bundled corpus."""
    return os.path.join(os.path.dirname(locations.bundled()), NAME)
