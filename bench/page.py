"""Measure the page in Chromium: python bench/page.py [--corpus FILE] [--slower N].

How large it is, how long until it can be searched, how long from a key press to the answer laid out (every letter of every
query of bench/queries/develop.jsonl, typed one by one), and how well it finds: the measures of bench/search.py on both sets of
queries. `--slower` has Chromium run so many times slower, as a weak phone would. Needs Chromium and the extra `browser`.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from socialpower_cli import open_corpus

QUERIES = Path(__file__).parent / "queries"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# From a key press until the answer is laid out; what is painted then is a frame more.
TYPE = """queries => {
    const input = document.querySelector('input');
    input.focus();
    const times = [];
    for (const query of queries) {
        for (let length = 1; length <= query.length; length++) {
            input.value = query.slice(0, length);
            const begun = performance.now();
            input.dispatchEvent(new Event('input', { bubbles: true }));
            document.body.offsetHeight;
            times.push(performance.now() - begun);
        }
    }
    return times;
}"""
FIND = """queries => {
    const input = document.querySelector('input');
    input.focus();
    return queries.map(query => {
        input.value = `${query} `;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        return [...document.querySelectorAll('.hits a')].slice(0, 10).map(link => decodeURIComponent(link.hash.slice(1)));
    });
}"""


def read_queries(name: str) -> list[dict[str, Any]]:
    """Return the queries of a set."""
    return [json.loads(line) for line in (QUERIES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def tell_times(times: list[float]) -> str:
    """Return the middle, the slowest of twenty, and the slowest, in milliseconds."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):.1f} / {ordered[int(len(ordered) * 0.95)]:.1f} / {ordered[-1]:.1f} ms"


def tell_found(queries: list[dict[str, Any]], found: list[list[str]]) -> str:
    """Return success at one and at three, and the mean reciprocal rank, of each kind of query."""
    ranks: dict[str, list[float]] = defaultdict(list)
    for query, ids in zip(queries, found, strict=True):
        rank = next((place for place, one in enumerate(ids, 1) if one in query["accept"]), None)
        ranks[query["kind"]].append(1 / rank if rank else 0.0)
    told = []
    for kind, some in ranks.items():
        if kind != "absent":
            first, third = sum(one == 1 for one in some) / len(some), sum(one > 0.3 for one in some) / len(some)
            told.append(f"{kind} ({len(some)}) {first:.2f} / {third:.2f} / {statistics.mean(some):.2f}")
    return "; ".join(told)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--slower", type=int, default=1)
    asked = parser.parse_args()
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        begun = time.perf_counter()
        with open_corpus(*asked.corpus) as corpus:
            corpus.export("html", file=path)
        print(f"written in {time.perf_counter() - begun:.1f} s: {path.stat().st_size:,} bytes")
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": asked.slower})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        shown = time.perf_counter() - begun
        page.wait_for_selector("html[data-search=ready]")
        print(f"shown after {shown:.2f} s, can be searched after {time.perf_counter() - begun:.2f} s")
        develop = read_queries("develop")
        typed = [query["query"] for query in develop][:60]
        print(f"key press to answer, middle / slowest of twenty / slowest: {tell_times(page.evaluate(TYPE, typed))}")
        for name in ("develop", "test"):
            queries = read_queries(name)
            print(f"{name}: {tell_found(queries, page.evaluate(FIND, [query['query'] for query in queries]))}")
        browser.close()


if __name__ == "__main__":
    main()
