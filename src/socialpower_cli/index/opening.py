"""Opening the index of corpus files: the one shipped with the program, the one in the cache, or one compiled now."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from socialpower_cli.corpus.locations import Location
from socialpower_cli.errors import SpError
from socialpower_cli.index.reading import Index

if TYPE_CHECKING:
    import sqlite3

    from socialpower_cli.corpus.contents import Content

Progress = Callable[[int, int], None]


def open_index(corpora: list[Location], progress: Progress | None = None) -> Index:
    """Return the index of corpus files, from where it is ready, else compiled; raise `CorpusError` if they are not valid.

    `progress` is called with the concepts done and their number while an index is compiled. Raises `SpError` where this Python
    has no SQLite.
    """
    cache = _import_cache()
    quick = _open_seen(corpora)
    if quick is not None:
        return quick
    from socialpower_cli.corpus.contents import read_contents
    from socialpower_cli.index.locking import only_one

    # What is read here is what is compiled and what the key tells of: a file that changes meanwhile changes neither.
    contents = read_contents(corpora)
    place = cache.find_place(corpora) if cache.are_files(corpora) else None
    if place is None:
        return Index(_compile(contents, progress))
    key = cache.make_key([content.data for content in contents])
    found = cache.open_fitting(place, corpora, key)
    if found is not None:
        return _guard(found, place.file, corpora)
    with only_one(place.lock):
        found = cache.open_fitting(place, corpora, key)  # another run may have compiled it meanwhile
        if found is not None:
            return _guard(found, place.file, corpora)
        connection = _compile(contents, progress)
        reason = cache.store(connection, place, key)
    return Index(connection, notices=(_tell_not_stored(place.file, reason),) if reason else ())


def open_ready(corpora: list[Location]) -> Index | None:
    """Return the index of corpus files if it need not be compiled, or None; raise `CorpusError` where one cannot be read."""
    cache = _import_cache()
    quick = _open_seen(corpora)
    place = cache.find_place(corpora)
    if quick is not None or place is None or not cache.are_files(corpora):
        return quick
    from socialpower_cli.corpus.contents import read_contents

    key = cache.make_key([content.data for content in read_contents(corpora)])
    found = cache.open_fitting(place, corpora, key)
    return None if found is None else _guard(found, place.file, corpora)


def _open_seen(corpora: list[Location]) -> Index | None:
    """Return the index that was shipped, or a stored one that is known to fit by its time and those of the corpus files."""
    from socialpower_cli.index import bundled, cache

    shipped = bundled.open_bundled(corpora)
    if shipped is not None:
        return _guard(shipped, bundled.path(), corpora)
    place = cache.find_place(corpora)
    seen = cache.open_seen(place, corpora) if place is not None else None
    return None if seen is None or place is None else _guard(seen, place.file, corpora)


def _import_cache() -> Any:
    """Return the module `cache`, which needs SQLite; raise `SpError` where this Python has none."""
    try:
        from socialpower_cli.index import cache
    except ImportError as error:
        if "sqlite3" not in str(error.name):
            raise
        raise SpError("This Python has no SQLite (its module sqlite3).", "Run sp with a Python that has it.") from None
    return cache


def _compile(contents: "list[Content]", progress: Progress | None) -> "sqlite3.Connection":
    from socialpower_cli.index import compiling

    return compiling.compile_contents(contents, progress)


def _guard(connection: "sqlite3.Connection", path: str, corpora: list[Location]) -> Index:
    """Return an index that is read from a file, and compiled again should the file turn out damaged."""

    def is_damaged() -> bool:
        from socialpower_cli.index import cache

        return cache.is_damaged(path)

    def compile_again() -> "sqlite3.Connection":
        from socialpower_cli.corpus.contents import read_contents
        from socialpower_cli.index import cache

        contents = read_contents(corpora)
        compiled = _compile(contents, None)
        place = cache.find_place(corpora)
        if place is not None and path == place.file:
            cache.store(compiled, place, cache.make_key([content.data for content in contents]))
        return compiled

    return Index(connection, is_damaged, compile_again)


def _tell_not_stored(path: str, reason: str) -> str:
    return (
        f"The compiled index cannot be stored in {os.path.dirname(path)} ({reason}), so every run compiles it anew: "
        "make that folder yours alone to write to, or set XDG_CACHE_HOME to one that is."
    )
