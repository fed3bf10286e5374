"""Corpora made wrong in every way a structure can be: is each read or refused in words, and checked without a failure?"""

import contextlib
import copy
import io
import json
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import program

from socialpower_cli.corpus import checks, writing
from socialpower_cli.corpus.contents import Content
from socialpower_cli.corpus.locations import Chosen, Location
from socialpower_cli.corpus.survey import survey
from socialpower_cli.errors import SpError
from socialpower_cli.index.compiling import compile_contents

_VALUES: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**30, "", " ", "a", "\x00", "\x1b[31m", "\u202e", "\ud800", "e\u0301", "[/power]", "$(id)"),
    *([], {}, [[]], [None], {"id": "x"}, "x" * 10_000, ["a"] * 1000, "++", "\n", '"', "power", {"date-parts": [[]]}),
]
_SLOW = 2.0  # seconds


def mutate(count: int, chance: Random) -> Counter[str]:
    """Change a good corpus in one to three places, or its bytes; read, compile, check and rewrite it."""
    return _mutate(json.loads(program.TINY.read_text(encoding="utf-8")), _try, count, chance)


def mutate_over(count: int, chance: Random) -> Counter[str]:
    """Do the same to a file that lies over a good corpus, in one's own folder or named: what is below must answer on."""
    entries: list[dict[str, Any]] = [
        {"id": "clout", "term": "Clout", "definition": "d", "broader": ["power"], "formerly": ["pull"], "sources": ["doe2001"]},
        {"id": "self-rule", "replaces": "autonomy", "term": "Self-rule", "definition": "d", "related": ["clout", "pull"]},
        {"replaces": "status", "term": "Status", "definition": "d", "contrasts": [{"id": "clout", "why": "w"}]},
        {"extends": "power", "aliases": ["might"], "note": "n", "related": ["clout"], "sources": ["emerson1962"]},
        {"extends": "clout", "examples": [{"title": "t", "setting": "sea", "text": "x"}], "broader": ["self-rule"]},
    ]
    source = {"id": "doe2001", "type": "book", "title": "A Book"}
    good = {"categories": {"sea": "Sea"}, "settings": ["sea"], "concepts": entries, "sources": [source]}
    return _mutate(good, _try_over, count, chance)


def _mutate(good: Any, attempt: Callable[[Path, bytes], str], count: int, chance: Random) -> Counter[str]:
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
            found[attempt(path, content)] += 1
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
        holder[chance.choice(("x", "id", "about", "broader", "$schema", "term\u200b", "extends", "replaces"))] = copy.deepcopy(
            chance.choice(_VALUES)
        )
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


def _try_over(path: Path, content: bytes) -> str:
    below = Location(str(program.TINY), "bundled")
    outcomes = []
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for origin in ("configuration", "--with"):
                layers = [Content(below, program.TINY.read_bytes()), Content(Location(str(path), origin), content)]
                try:
                    with contextlib.closing(compile_contents(layers)) as compiled:
                        left_out = compiled.execute("SELECT 1 FROM notice WHERE message LIKE 'Left out%'").fetchone()
                        if not compiled.execute("SELECT 1 FROM concept WHERE id = 'dependence'").fetchone():
                            return "!the corpus below is lost"
                    outcomes.append("left out" if left_out else "read")
                except SpError:
                    outcomes.append("refused")
            survey(Chosen((str(program.TINY),), (str(path),)))
            with contextlib.suppress(SpError):
                checks.check(str(path), [below])
            with contextlib.suppress(SpError):
                writing.rewrite(str(path))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is counted
        return f"!{type(error).__name__}"
    return {"read read": "read", "left out refused": "refused"}.get(" ".join(outcomes), f"!{outcomes}")
