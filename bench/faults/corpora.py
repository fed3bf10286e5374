"""Corpora made wrong in every way a structure can be: is each read or refused in words, and checked without a failure?"""

import contextlib
import copy
import io
import json
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import program

from socialpower_cli.corpus import checks, writing
from socialpower_cli.corpus.contents import Content
from socialpower_cli.corpus.locations import Location
from socialpower_cli.errors import SpError
from socialpower_cli.index.compiling import compile_contents

_VALUES: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**30, "", " ", "a", "\x00", "\x1b[31m", "\u202e", "\ud800", "e\u0301", "[/power]", "$(id)"),
    *([], {}, [[]], [None], {"id": "x"}, "x" * 10_000, ["a"] * 1000, "++", "\n", '"', "power", {"date-parts": [[]]}),
]
_SLOW = 2.0  # seconds


def mutate(count: int, chance: Random) -> Counter[str]:
    """Change a good corpus in one to three places, or its bytes; read, compile, check and rewrite it."""
    good = json.loads(program.TINY.read_text(encoding="utf-8"))
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "corpus.json"
        for _ in range(count):
            data = copy.deepcopy(good)
            for _ in range(chance.randint(1, 3)):
                _change(data, chance)
            content = json.dumps(data, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
            if chance.random() < 0.2:
                place = chance.randrange(len(content))
                content = content[:place] + bytes([chance.randrange(256)]) * chance.randint(0, 3) + content[place + 1 :]
            path.write_bytes(content)
            begun = time.monotonic()
            found[_try(path, content)] += 1
            found["!slow"] += time.monotonic() - begun > _SLOW
    return +found


def _change(data: Any, chance: Random) -> None:
    """Change one value somewhere in nested data: replace, remove, double or move it, or add a field."""
    places = list(_places(data))
    holder, key = chance.choice(places)
    way = chance.randrange(5)
    if way == 0:
        holder[key] = copy.deepcopy(chance.choice(_VALUES))
    elif way == 1:
        del holder[key]
    elif way == 2 and isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    elif way == 3 and isinstance(holder, dict):
        holder[chance.choice(("x", "id", "about", "broader", "$schema", "term\u200b"))] = copy.deepcopy(chance.choice(_VALUES))
    else:
        other, name = chance.choice(places)
        with contextlib.suppress(LookupError, ValueError):
            holder[key] = copy.deepcopy(other[name])


def _places(data: Any) -> Any:
    keys = list(data) if isinstance(data, dict) else range(len(data))
    for key in keys:
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _places(data[key])


def _try(path: Path, content: bytes) -> str:
    outcome = "read"
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                compile_contents([Content(Location(str(path), "--corpus"), content)]).close()
            except SpError:
                outcome = "refused"
            with contextlib.suppress(SpError):
                checks.check(str(path), [])
            with contextlib.suppress(SpError):
                writing.rewrite(str(path))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is counted
        return f"!{type(error).__name__}"
    return outcome
