"""Files of other formats, damaged: is each read or refused in words, quickly, in little memory, and nothing fetched?"""

import resource
import socket
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from socialpower_cli.corpus import checks
from socialpower_cli.corpus.contents import Content
from socialpower_cli.corpus.locations import Location
from socialpower_cli.errors import SpError
from socialpower_cli.exchange import parse
from socialpower_cli.index.compiling import compile_contents
from tests.damage import damage, list_files

_SLOW = 5.0  # seconds
_MUCH = 400_000  # kilobytes more than before


def mutate(count: int, chance: Random) -> Counter[str]:
    """Damage good files of every format; read, compile and check them."""
    found = Counter[str]()
    calls: list[object] = []

    def note(*call: object, **_: object) -> None:
        calls.append(call)

    socket.socket.connect = note  # type: ignore[method-assign]
    socket.getaddrinfo = note  # type: ignore[assignment]
    files = list(list_files())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            name, data = chance.choice(files)
            damaged = damage(data, chance.choice(files)[1], chance)
            if chance.random() < 0.1:
                name = name.partition(".")[0]
            path = Path(folder) / name
            path.write_bytes(damaged)
            begun = time.monotonic()
            outcome = _try(path, damaged, compiled=number % 10 == 0)
            if outcome.startswith("!") or time.monotonic() - begun > _SLOW:
                kept = Path(tempfile.gettempdir()) / f"damaged-{number}-{name}"
                kept.write_bytes(damaged)
                print(f"{outcome}, {time.monotonic() - begun:.1f} s: {kept}", flush=True)
            found[outcome] += 1
            found["!slow"] += time.monotonic() - begun > _SLOW
    found["!much memory"] += resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before > _MUCH
    found["!calls"] += len(calls)
    return +found


def _try(path: Path, data: bytes, *, compiled: bool) -> str:
    """Return what became of a file; one in ten is compiled and checked as well."""
    try:
        try:
            parse(str(path), data)
            if compiled:
                compile_contents([Content(Location(str(path), "--corpus"), data)]).close()
                checks.check(str(path), [])
        except SpError:
            return "refused"
    except BaseException as error:  # noqa: BLE001 -- whatever it is, it is counted
        return f"!{type(error).__name__}"
    return "read"
