"""Where pictures lie that are drawn to be shown in the browser."""

import contextlib
import os

from socialpower_cli.corpus import locations
from socialpower_cli.errors import Refused
from socialpower_cli.index import cache

_MOST_KEPT = 32  # pictures; what was written longest ago goes first


def place_picture(name: str) -> str:
    """Return where in the cache a picture goes, its folder made; the oldest pictures there are removed beyond a few.

    Raises `Refused` where there is no cache, or none that is the user's own.
    """
    folder = locations.cache_folder()
    if folder is None:
        raise Refused("There is no cache folder to put the picture in.", "Name a file for it: -o map.svg")
    pictures = os.path.join(folder, "maps")
    try:
        os.makedirs(pictures, mode=0o700, exist_ok=True)
        cache.check_folder(pictures)
        _remove_old(pictures)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"{pictures}: the picture cannot be put there ({reason}).", "Name a file for it: -o map.svg") from None
    return os.path.join(pictures, name)


def _remove_old(folder: str) -> None:
    files = sorted((entry for entry in os.scandir(folder) if entry.is_file()), key=lambda entry: entry.stat().st_mtime_ns)
    for entry in files[: -_MOST_KEPT + 1]:
        with contextlib.suppress(OSError):
            os.remove(entry.path)
