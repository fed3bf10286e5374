"""A first run that is killed, interrupted, or has no room to write: is what it leaves behind harmless?"""

import os
import resource
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import program

_FIRST_RUN = 1.5  # seconds within which a first run is hit


def kill_at_any_moment(count: int, chance: Random) -> Counter[str]:
    """Kill a first run at any moment, and ask again: the answer is right, and old leftovers go."""
    return _hit(count, chance, signal.SIGKILL)


def signal_at_any_moment(count: int, chance: Random) -> Counter[str]:
    """Interrupt, hang up or terminate a first run at any moment: it says nothing of its insides and leaves nothing."""
    found = Counter[str]()
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        found += _hit(count // 3, chance, sent)
    return found


def kill_as_files_change(count: int, chance: Random) -> Counter[str]:
    """Kill a first run as soon as a file appears in the cache or changes: while it is written, moved, or just there."""
    found = Counter[str]()
    for _ in range(count):
        with tempfile.TemporaryDirectory() as name:
            home, corpus = Path(name), Path(name) / "corpus.json"
            program.write_corpus(corpus, "Right.")
            running = _start(home, corpus)
            folder = home / "cache" / "socialpower"
            wanted = chance.randint(1, 12)  # so many changes of the folder are let pass
            before: object = None
            while running.poll() is None and wanted:
                now = _list(folder)
                wanted -= now != before
                before = now
            running.kill()
            running.communicate()
            found[program.judge(program.ask(home, corpus), "Right.")] += 1
    return found


def fill_disk(count: int, chance: Random) -> Counter[str]:
    """Let no file grow beyond a size, as on a full disk: the run answers, and leaves no file that is not whole."""
    found = Counter[str]()
    for _ in range(count):
        with tempfile.TemporaryDirectory() as name:
            home, corpus = Path(name), Path(name) / "corpus.json"
            program.write_corpus(corpus, "Right.")
            most = chance.choice((0, 1, 100, 4096, chance.randrange(1, 400_000)))

            def limit(most: int = most) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

            out, err = _start(home, corpus, limit).communicate(timeout=120)
            ran = subprocess.CompletedProcess([], 0, out, err)
            found[program.judge(ran, "Right.")] += 1
            found["!left behind"] += len([one for one in program.leftovers(home) if one.endswith(".tmp")])
            found[program.judge(program.ask(home, corpus), "Right.")] += 1
    return +found


def _hit(count: int, chance: Random, sent: signal.Signals) -> Counter[str]:
    found = Counter[str]()
    for _ in range(count):
        with tempfile.TemporaryDirectory() as name:
            home, corpus = Path(name), Path(name) / "corpus.json"
            program.write_corpus(corpus, "Right.")
            running = _start(home, corpus)
            time.sleep(chance.random() * _FIRST_RUN)
            running.send_signal(sent)
            _, err = running.communicate(timeout=120)
            found["!traceback" if "Traceback" in err else f"hit by {sent.name}"] += 1
            if sent == signal.SIGINT:
                found["!left behind"] += len([one for one in program.leftovers(home) if one.endswith(".tmp")])
            found[program.judge(program.ask(home, corpus), "Right.")] += 1
    return +found


def _start(home: Path, corpus: Path, before: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [*program.SP, "--corpus", str(corpus), "define", "a", "-b"],
        env=program.environment(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509 -- no threads here
    )


def _list(folder: Path) -> list[tuple[str, int]]:
    """Return the files of a folder with their sizes; one that goes meanwhile is as good as gone."""
    try:
        return sorted((one.name, one.stat().st_size) for one in os.scandir(folder))
    except OSError:
        return []
