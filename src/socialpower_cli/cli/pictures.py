"""Where pictures lie that are drawn to be shown in the browser."""

import os

from socialpower_cli import files
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
        cache.make_folder(pictures)
        files.keep_latest((one.path for one in os.scandir(pictures) if one.is_file()), _MOST_KEPT - 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(f"{pictures}: the picture cannot be put there ({reason}).", "Name a file for it: -o map.svg") from None
    return os.path.join(pictures, name)
