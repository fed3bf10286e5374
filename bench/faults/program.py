"""What the campaigns share: a corpus whose right answer is known, and the program run in a place of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

TINY = Path(__file__).parents[2] / "tests" / "corpora" / "tiny.json"
SP = [sys.executable, "-m", "socialpower_cli"]


def write_corpus(path: Path, definition: str, size: int = 300) -> None:
    """Write a corpus of some concepts, of which `a` has a definition."""
    others = [{"id": f"c{n}", "term": f"Concept {n}", "definition": f"The concept of number {n}."} for n in range(size)]
    entry = {"id": "a", "term": "A thing", "definition": definition, "broader": ["c1"]}
    path.write_text(json.dumps({"concepts": [*others, entry]}), encoding="utf-8")


def environment(home: Path) -> dict[str, str]:
    """Return an environment with a home of its own."""
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH") if key in os.environ}
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}


def ask(home: Path, corpus: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program on a corpus; by default ask for the definition of `a`."""
    command = [*SP, "--corpus", str(corpus), *(words or ("define", "a", "-b"))]
    return subprocess.run(
        command, env=environment(home), capture_output=True, text=True, errors="replace", check=False, timeout=120
    )


def judge(ran: subprocess.CompletedProcess[str], *definitions: str) -> str:
    """Return what to count a run under, which should have given one of some definitions."""
    if "Traceback" in ran.stderr:
        return "!traceback"
    if ran.returncode or not any(ran.stdout.endswith(f"{one}\n") for one in definitions):
        return "!wrong answer"
    return "right answer"


def leftovers(home: Path) -> list[str]:
    """Return what lies in the cache that is neither an index nor its note."""
    folder = home / "cache" / "socialpower"
    return [path.name for path in folder.iterdir() if path.suffix not in (".sqlite", ".seen")] if folder.exists() else []
