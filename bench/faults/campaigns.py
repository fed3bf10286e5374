"""Try to break `sp`, and print how often it broke: python bench/faults/campaigns.py [NAME ...] [--count N] [--seed N].

Each campaign is a function that takes how often to try and where chance comes from, and returns counts by outcome. What must
never happen is counted under a name that begins with an exclamation mark; the exit code is 1 if any did.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parent))

import at_once
import corpora
import foreign
import growth
import killed
import queries
import stored

Campaign = Callable[[int, Random], Counter[str]]
# What is tried, and how often where no count is given.
CAMPAIGNS: dict[str, tuple[Campaign, int]] = {
    "flipped bytes": (stored.flip_bytes, 500),
    "truncations": (stored.truncate, 100),
    "swapped files": (stored.swap_files, 100),
    "kills in a first run": (killed.kill_at_any_moment, 60),
    "kills as files change": (killed.kill_as_files_change, 60),
    "signals": (killed.signal_at_any_moment, 40),
    "full disk": (killed.fill_disk, 40),
    "first runs at once": (at_once.start_together, 50),
    "runs during an edit": (at_once.edit_meanwhile, 50),
    "hostile corpora": (corpora.mutate, 5_000),
    "hostile files over a corpus": (corpora.mutate_over, 1_500),
    "damaged files of other formats": (foreign.mutate, 5_000),
    "hostile queries": (queries.ask, 20_000),
    "growth": (growth.grow, 200_000),
}


def main() -> int:
    """Run the campaigns that are named, or all, and print a line for each."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("names", nargs="*", metavar="NAME", help=", ".join(CAMPAIGNS))
    ask.add_argument("--count", type=int, help="how often each is tried")
    ask.add_argument("--seed", type=int, default=1)
    arguments = ask.parse_args()
    broken = False
    for name in arguments.names or CAMPAIGNS:
        campaign, count = CAMPAIGNS[name]
        begun = time.monotonic()
        found = campaign(arguments.count or count, Random(arguments.seed))
        figures = ", ".join(f"{outcome} {number}" for outcome, number in sorted(found.items()))
        print(f"{name}: {figures} ({time.monotonic() - begun:.0f} s)", flush=True)
        broken = broken or any(outcome.startswith("!") for outcome in found)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
