"""The page in the cache: written once for a corpus and a version of the program, and found again."""

import contextlib
import os
import re

from socialpower_cli import files
from socialpower_cli.answers import WebPage
from socialpower_cli.corpus import locations
from socialpower_cli.corpus.contents import read_contents
from socialpower_cli.corpus.locations import Location
from socialpower_cli.exchange.exporting import export

_HERE = os.path.dirname(os.path.abspath(__file__))
_END = b"</html>\n"
_PAGE = re.compile(r"page-[0-9a-f]{16}\.html")
_MOST_KEPT = 8  # of whatever corpus and version


def keep_page(corpora: list[Location]) -> WebPage:
    """Return where the page of corpus files lies; it is written where there is none yet of what they hold now."""
    from pathlib import Path

    name = f"page-{_make_key(corpora)}.html"
    folder = locations.cache_folder()
    kept = None if folder is None else os.path.join(folder, name)
    if kept is None or not _is_whole(kept):
        content = str(export(corpora, "html", None, None, {}).content).encode("utf-8", "replace")
        kept = _write(folder, name, content)
    return WebPage(kept, Path(kept).as_uri())


def _make_key(corpora: list[Location]) -> str:
    """Return a digest of what a page is made of: what is read from the corpus files, and the program that makes it."""
    from hashlib import blake2b

    from socialpower_cli.index import cache

    whole = blake2b(cache.make_key([content.data for content in read_contents(corpora)]).encode(), digest_size=8)
    for path in sorted(os.path.join(folder, name) for folder, _, names in os.walk(_HERE) for name in names):
        if not path.endswith(".pyc"):
            with open(path, "rb") as stream:
                whole.update(blake2b(stream.read()).digest())
    return whole.hexdigest()


def _write(folder: str | None, name: str, content: bytes) -> str:
    """Write the page into the cache, or where that cannot be into a new temporary folder, and return its path."""
    from socialpower_cli.index import cache

    if folder is not None:
        with contextlib.suppress(OSError):
            cache.make_folder(folder)
            files.write_whole(os.path.join(folder, name), content)
            others = (one for one in os.listdir(folder) if _PAGE.fullmatch(one) and one != name)
            files.keep_latest((os.path.join(folder, one) for one in others), _MOST_KEPT - 1)
            return os.path.join(folder, name)
    import tempfile

    path = os.path.join(tempfile.mkdtemp(prefix="socialpower-"), name)
    files.write_whole(path, content)
    return path


def _is_whole(path: str) -> bool:
    """Return whether a page is there, in a folder of one's own, and goes on to its end."""
    from socialpower_cli.index import cache

    try:
        cache.check_folder(os.path.dirname(path))
        if os.path.islink(path):
            return False
        with open(path, "rb") as stream:
            stream.seek(-len(_END), os.SEEK_END)
            return stream.read() == _END
    except (OSError, ValueError):
        return False
