"""Articles like those of a weekly, no two alike: `python benchmarks/articles.py FOLDER --number 20`.

The prose is that of the project's own seeds; each article has its own choice of it, and its own outlets and
days in the citations. An editor would pass them: every paragraph ends with its sources, whose names mean one
outlet and whose days are later than all that is told. Every tenth has a fault; now and then an outlet is
unknown. The same number gives the same article, always.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SIZE, CITATIONS, REFERENCE = 8000, 12, 27
"""Characters and citations of an article, and characters of a reference, about."""
COUNTS = (1, 2, 2, 3, 3, 3)
"""How many references a citation has; each as likely as the others, and none too many for a paragraph."""
FAULTY = 10
"""One article in so many has a fault."""
FAULTS = {
    "CC101": "({0}, December 5 {1}, December 7)",
    "CC103": "({0}, December 5;; {1}, December 7)",
    "CC104": "({0} December 5; {1}, December 7)",
    "CC108": "(, December 5; {1}, December 7)",
    "CC201": "({0}, November 31; {1}, December 7)",
}
"""Codes, and citations in which exactly that one is wrong."""
YEAR, MONTH, WRITTEN = 2026, "December", 29
"""Of the articles, the month and year also of their citations: later than whatever the seeds tell."""
CITATION = re.compile(r" \((?:[^()]|\([^()]*\))*\d(?:[^()]|\([^()]*\))*\)")
NAME = re.compile(r"(?!Voir$)[A-ZÀ-Þ][^\W\d_]+(?:[ .’'-][^\W\d_]+){0,3}")
"""A name that can't be read as anything else; *Voir* is also French for *see*."""
UNCERTAIN = {"weak_name", "ambiguous", "alias_years", "domain_years", "until"}
"""Keys of records whose name alone is asked about."""
UNKNOWN = ("Harbor", "Upland", "Northern", "Old Mill", "Ferry", "Lakeside"), ("Dispatch", "Ledger", "Wire")
"""Outlets that no registry has: two words, one of each."""


class Article(NamedTuple):
    """One article under a file name, and the code of its fault if it has one."""

    name: str
    text: str
    fault: str | None


def articles(number: int) -> Iterator[Article]:
    """So many articles."""
    return map(article, range(number))


def article(number: int) -> Article:
    """The article of this number."""
    choice = random.Random(number)
    citations = [_citation(choice) for _ in range(CITATIONS)]
    fault = None
    if number % FAULTY == 0:
        fault = choice.choice(sorted(FAULTS))
        citations[choice.randrange(len(citations))] = FAULTS[fault].format(*_names(choice, 2))
    told = zip(_body(choice), citations, strict=True)
    text = "\n\n".join(f"{paragraph.removesuffix('.')} {citation}." for paragraph, citation in told)
    head = f"Harbor Review, Number {number}\n\nHarbor Review\n{MONTH} {WRITTEN + number % 3}, {YEAR}\n"
    return Article(f"{number:06}.txt", f"{head}\n{text}\n", fault)


def _body(choice: random.Random) -> list[str]:
    """As many paragraphs as citations, that come to the size of an article together with them."""
    room = SIZE // CITATIONS - sum(COUNTS) * REFERENCE // len(COUNTS)
    seeds = iter(choice.sample(paragraphs(), len(paragraphs())))
    chosen = []
    told = 0
    for done in range(1, CITATIONS + 1):
        parts = [next(seeds)]
        told += len(parts[0])
        while told + 200 < done * room:
            parts.append(next(seeds))
            told += len(parts[-1])
        chosen.append(" ".join(parts))
    return chosen


def _citation(choice: random.Random) -> str:
    names = _names(choice, choice.choice(COUNTS))
    references = (f"{name}, {MONTH} {choice.randint(1, WRITTEN - 1)}" for name in names)
    return f"({'; '.join(references)})"


def _names(choice: random.Random, number: int) -> list[str]:
    """Outlets of the registry, now and then an unknown one; no two the same."""
    names = choice.sample(outlets(), number)
    if choice.random() < 0.1:
        names[0] = " ".join(map(choice.choice, UNKNOWN))
    return names


@lru_cache(maxsize=1)
def outlets() -> list[str]:
    """Names of the registry that mean one outlet, and not the platform of others."""
    lines = (ROOT / "citecheck/outlets/data/outlets.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    called = Counter(name.casefold() for one in records for name in {one["name"], *one.get("aliases", ())})
    return [
        one["name"]
        for one in records
        if NAME.fullmatch(one["name"]) and called[one["name"].casefold()] == 1
        if one.get("kind") != "social" and not UNCERTAIN & one.keys()
    ]


@lru_cache(maxsize=1)
def paragraphs() -> list[str]:
    """The English paragraphs of the seeds, without their citations."""
    texts = (path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "seeds/articles").glob("*.txt")))
    each = (CITATION.sub("", one).strip() for text in texts for one in text.split("\n\n")[2:])
    return [one for one in each if len(one) > 200 and not re.search("[\u0400-\u04ff]", one)]


def write(folder: Path, number: int) -> int:
    """Make the folder with so many articles; how many bytes they have together."""
    folder.mkdir(parents=True, exist_ok=True)
    return sum((folder / one.name).write_bytes(one.text.encode()) for one in articles(number))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--number", type=int, default=20, help="of articles (default: 20)")
    args = options.parse_args()
    print(f"{write(args.folder, args.number):,} bytes")


if __name__ == "__main__":
    main()
