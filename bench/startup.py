"""Measure whole runs of `sp` as ratios to floors measured in the same run: python bench/startup.py [--runs N] [--corpus FILE].

Two floors: a Typer app of two commands that prints a word, and the same printing one Rich panel on a terminal. Runs take
turns, so that a busy moment of the machine touches all alike; the middle of the times of each is what counts. Measure an
installed wheel whose modules are compiled (`nox -s bench`), not a checkout.
"""

import argparse
import os
import platform
import pty
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import typer
app = typer.Typer()
@app.command()
def greet(name: str):
    print("hello", name)
@app.command()
def leave(name: str):
    print("bye", name)
app()
"""
PANEL = BARE.replace(
    'print("hello", name)',
    "from rich.console import Console; from rich.panel import Panel; Console().print(Panel('hello ' + name))",
)
# What is run: on a terminal or not, the words after `sp`, the floor it is held against, and the ratio that is aimed at.
RUNS = {
    "define, on a terminal": (True, ["define", "power-imbalance"], "panel", 0.70),
    "related, on a terminal": (True, ["related", "social-status"], "panel", 0.70),
    "search for a name, on a terminal": (True, ["search", "leverage"], "panel", 0.95),
    "search for a misspelling, on a terminal": (True, ["search", "powr imbalnce"], "panel", 0.95),
    "search for a description, on a terminal": (
        True,
        ["search", "a large company dictates the terms to small suppliers"],
        "panel",
        0.95,
    ),
    "define, in a pipe": (False, ["define", "power-imbalance"], "bare", 0.55),
    "define --brief": (False, ["define", "power-imbalance", "--brief"], "bare", 0.55),
    "define --json": (False, ["define", "power-imbalance", "--json"], "bare", 1.20),
    "completion": (False, [], "bare", 0.60),
}


def run(command: list[str], environment: dict[str, str], *, terminal: bool) -> tuple[float, float]:
    """Return the seconds that a command takes from its start to its end, and the most memory it had, in MB."""
    ours, theirs = pty.openpty() if terminal else (-1, subprocess.DEVNULL)
    begun = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL)
    if terminal:
        os.close(theirs)
        try:
            while os.read(ours, 65536):
                pass
        except OSError:
            pass  # Linux says so when the other end is closed.
        os.close(ours)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def main() -> None:
    """Measure and print a table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--runs", type=int, default=25, help="how often each is run")
    ask.add_argument("--corpus", help="look in this file, and compare with the bundled corpus")
    arguments = ask.parse_args()
    program = str(Path(sys.executable).parent / "sp")
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "XDG_CACHE_HOME": f"{home}/cache", "XDG_CONFIG_HOME": f"{home}/config"}
        environment |= {"COLUMNS": "80", "TERM": "xterm-256color"}
        bare, panel = Path(home) / "bare.py", Path(home) / "panel.py"
        bare.write_text(BARE, encoding="utf-8")
        panel.write_text(PANEL, encoding="utf-8")
        jobs: dict[str, tuple[list[str], dict[str, str], bool]] = {
            "bare": ([sys.executable, str(bare), "greet", "x"], environment, False),
            "panel": ([sys.executable, str(panel), "greet", "x"], environment, True),
        }
        for name, (terminal, words, _, _) in RUNS.items():
            jobs[name] = ([program, *words], environment | _asking(words), terminal)
            if arguments.corpus:
                corpus = ["--corpus", arguments.corpus]
                words_there = ["-b" if word == "--brief" else word for word in _in_wordnet(words)]
                asked = environment | _asking(words, f"--corpus {arguments.corpus} ")
                jobs[f"{name}, large"] = ([program, *corpus, *words_there], asked, terminal)
        for name, (command, variables, terminal) in jobs.items():  # What is compiled once is not measured with the rest.
            seconds, memory = run(command, variables, terminal=terminal)
            if name in ("define, on a terminal", "define, on a terminal, large"):
                print(f"first run: {name}: {seconds:.2f} s, {memory:.0f} MB")
        times: dict[str, list[float]] = {name: [] for name in jobs}
        most = 0.0
        for _ in range(arguments.runs):
            for name, (command, variables, terminal) in jobs.items():
                seconds, memory = run(command, variables, terminal=terminal)
                times[name].append(seconds)
                most = max(most, memory)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.system()} {platform.machine()}, ", end="")
    print(f"{os.cpu_count()} cores, {arguments.runs} runs of each")
    print(f"floor, bare Typer: {middle['bare'] * 1000:.0f} ms; floor, hello panel: {middle['panel'] * 1000:.0f} ms\n")
    print("| run | ms | floor | ratio | aim |" + (" large corpus, ms | ratio to bundled |" if arguments.corpus else ""))
    print("| --- | --- | --- | --- | --- |" + (" --- | --- |" if arguments.corpus else ""))
    for name, (_, _, floor, aim) in RUNS.items():
        line = f"| {name} | {middle[name] * 1000:.0f} | {floor} | {middle[name] / middle[floor]:.2f} | {aim:.2f} |"
        if arguments.corpus:
            large = middle[f"{name}, large"]
            line += f" {large * 1000:.0f} | {large / middle[name]:.2f} |"
        print(line)
    print(f"\nlargest memory of any of these runs: {most:.0f} MB")


def _asking(words: list[str], before: str = "") -> dict[str, str]:
    """Return the variables by which bash asks for completion, where no words are given."""
    line = f"sp {before}define pow"
    return {} if words else {"_SP_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}


def _in_wordnet(words: list[str]) -> list[str]:
    """Return the same question put to a corpus made from WordNet's nouns."""
    return [{"power-imbalance": "purchase-1", "social-status": "status-1"}.get(word, word) for word in words]


if __name__ == "__main__":
    main()
