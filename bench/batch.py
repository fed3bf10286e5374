"""Measure how much longer a thousand lines take than one: python bench/batch.py [--runs N] [--lines N].

Names of the bundled corpus are fed to `sp COMMAND -`, all of them and the first alone, in turn; what counts is the ratio of the
middle times, which is to be less than three.
"""

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

from socialpower_cli import open_corpus

COMMANDS = (["define"], ["define", "--brief"], ["related"], ["cite"], ["search"])


def run(command: list[str], lines: bytes) -> float:
    """Return the seconds that a command takes for some lines."""
    begun = time.perf_counter()
    subprocess.run(command, input=lines, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def main() -> None:
    """Measure and print a table."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--runs", type=int, default=9, help="how often each is run")
    ask.add_argument("--lines", type=int, default=1000, help="how many lines there are")
    arguments = ask.parse_args()
    with open_corpus() as corpus:
        terms = [one.term for one in corpus.concepts().concepts]
    lines = [terms[number % len(terms)] for number in range(arguments.lines)]
    program = str(Path(sys.executable).parent / "sp")
    print(f"| run | one line, ms | {arguments.lines} lines, ms | ratio | a line, ms |\n| --- | --- | --- | --- | --- |")
    for words in COMMANDS:
        command = [program, *words, "-"]
        one, many = f"{lines[0]}\n".encode(), "".join(f"{line}\n" for line in lines).encode()
        taken = [(run(command, one), run(command, many)) for _ in range(arguments.runs)]
        few, all_of_them = (statistics.median(times) * 1000 for times in zip(*taken, strict=True))
        a_line = (all_of_them - few) / arguments.lines
        print(f"| {' '.join(words)} - | {few:.0f} | {all_of_them:.0f} | {all_of_them / few:.1f} | {a_line:.2f} |")


if __name__ == "__main__":
    main()
