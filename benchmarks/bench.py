"""How fast citecheck is, as ratios in one run on one machine: `python benchmarks/bench.py [--articles 2000]`.

Everything is timed as a whole process, each beside a bare interpreter (`python -c pass`), and beside a plain
scan for parentheses as the least that any such program must do. The articles are made from the project's own
seeds, no two alike: each paragraph's citations get other outlets of the registry and other days.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SIZE = 8000
"""Characters of one article, as in a weekly's analysis."""
MIDDLE = 0.25
"""The share of citations within paragraphs that are kept, so that an article has some 15."""
MONTHS = "January February March April May June July August September".split()
CITATION = re.compile(r" \((?!see)[^()]*\d[^()]*\)")
SCAN = (
    "import sys, re, pathlib\n"
    "mark = re.compile(r'\\([^()]*\\)')\n"
    "print(sum(len(mark.findall(p.read_text())) for p in sorted(pathlib.Path(sys.argv[1]).glob('*.txt'))))"
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=2000, help="default: 2000, some 16 MB")
    options.add_argument("--runs", type=int, default=15, help="of the short processes (default: 15)")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        size = make_articles(Path(folder), args.articles)
        small = sorted(Path(folder).glob("*.txt"))[0]
        command = [sys.executable, "-m", "citecheck"]
        bare = timed([sys.executable, "-c", "pass"], args.runs)
        one = timed([*command, "check", str(small)], args.runs)
        scan = timed([sys.executable, "-c", SCAN, folder], 3)
        many = timed([*command, "check", "-q", "--jobs", "1", folder], 3)
        two = timed([*command, "check", "-q", "--jobs", "2", folder], 3)
        extract = timed([*command, "extract", "--jobs", "1", folder], 3)
    print(f"bare interpreter: {bare * 1000:.1f} ms; {args.articles} articles, {size / 1e6:.1f} MB\n")
    rows = [
        ("one small file, whole process", one, "<= 6 x bare"),
        ("plain scan for parentheses, all articles", scan, ""),
        ("check, all articles, one process", many, f">= 4 MB/s: {size / many / 1e6:.1f}"),
        ("check, all articles, two processes", two, f">= 1.6 times faster: {many / two:.2f}"),
        ("extract, all articles, one process", extract, f"{size / extract / 1e6:.1f} MB/s"),
    ]
    print(f"{'what':42} {'seconds':>8} {'x bare':>8} {'x scan':>8}  target: measured")
    for what, seconds, note in rows:
        print(f"{what:42} {seconds:8.3f} {seconds / bare:8.1f} {seconds / scan:8.1f}  {note}")


def timed(command: list[str], runs: int) -> float:
    """Seconds of a whole process, the median of some runs after one that doesn't count."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=False)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:])


def make_articles(folder: Path, number: int) -> int:
    """Write so many articles; the bytes they have together."""
    choice = random.Random(20200911)
    with (ROOT / "citecheck/outlets/data/outlets.jsonl").open(encoding="utf-8") as file:
        outlets = [json.loads(line)["name"] for line in file]
    seeds = sorted((ROOT / "seeds/articles").glob("*.txt"))
    paragraphs = [
        paragraph
        for seed in seeds
        for paragraph in seed.read_text(encoding="utf-8-sig").split("\n\n")[2:]
        if len(paragraph) > 300
    ]

    def citation(match: re.Match[str]) -> str:
        last = CITATION.search(match.string, match.end()) is None
        if not last and choice.random() > MIDDLE:  # a paragraph's last sentence has its citation, as in print
            return ""
        count = choice.choice((1, 1, 2, 2, 3, 5))
        days = (
            f"{choice.choice(outlets)}, {choice.choice(MONTHS)} {choice.randint(1, 28)}" for _ in range(count)
        )
        return f" ({'; '.join(days)})"

    total = 0
    for at in range(number):
        text = f"Harbor Review Number {at}\n\nHarbor Review\nOctober {at % 28 + 1}, {2005 + at % 20}\n\n"
        while len(text) < SIZE:
            text += CITATION.sub(citation, choice.choice(paragraphs)) + "\n\n"
        path = folder / f"{at:06}.txt"
        path.write_text(text, encoding="utf-8")
        total += path.stat().st_size
    return total


if __name__ == "__main__":
    main()
