"""Articles like those of a weekly, no two alike: `python benchmarks/articles.py FOLDER --number 20`.

The prose is that of the project's own seeds; each article has its own choice of paragraphs, and its own
outlets and days in the citations. The same number gives the same article, always. Every tenth has a fault.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SIZE, CITATIONS, REFERENCE = 8000, 12, 27
"""Characters and citations of an article, and characters of a reference, about."""
COUNTS = (1, 1, 2, 2, 3, 5)
"""How many references a citation has; each as likely as the others."""
FAULTY = 10
"""One article in so many has a fault."""
FAULTS = {
    "CC101": "({0}, March 5 {1}, March 7)",
    "CC103": "({0}, March 5;; {1}, March 7)",
    "CC104": "({0} March 5; {1}, March 7)",
    "CC108": "(, March 5; {1}, March 7)",
    "CC201": "({0}, February 30; {1}, March 7)",
}
"""Codes, and citations in which exactly that one is wrong."""
MONTHS = "February March April May June July August September".split()
"""All of them before the articles' October."""
CITATION = re.compile(r" \((?:[^()]|\([^()]*\))*\d(?:[^()]|\([^()]*\))*\)")
PLACE = "\0"
"""Stands in a paragraph where a citation can be."""
NAME = re.compile(r"(?!Voir$)[A-ZÀ-Þ][^\W\d_]+(?:[ .’'-][^\W\d_]+){0,3}")
"""A name that can't be read as anything else; *Voir* is also French for *see*."""
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
    body = _body(choice)
    places = body.count(PLACE)
    cited = sorted(choice.sample(range(places), min(CITATIONS, places)))
    citations = [_citation(choice) for _ in cited]
    fault = None
    if number % FAULTY == 0:
        fault = choice.choice(sorted(FAULTS))
        citations[choice.randrange(len(citations))] = FAULTS[fault].format(*_names(choice, 2))
    pieces = body.split(PLACE)
    for at, citation in zip(cited, citations, strict=True):
        pieces[at] += f" {citation}"
    head = (
        f"Harbor Review, Number {number}\n\nHarbor Review\nOctober {number % 28 + 1}, {2005 + number % 20}\n"
    )
    return Article(f"{number:06}.txt", f"{head}\n{''.join(pieces)}\n", fault)


def _body(choice: random.Random) -> str:
    """Paragraphs that come to the size of an article once the citations are in them."""
    room = SIZE - CITATIONS * (sum(COUNTS) * REFERENCE // len(COUNTS))
    chosen: list[str] = []
    for paragraph in choice.sample(paragraphs(), len(paragraphs())):
        if len(paragraph) // 2 < room:
            chosen.append(paragraph)
            room -= len(paragraph)
    return "\n\n".join(chosen)


def _citation(choice: random.Random) -> str:
    names = _names(choice, choice.choice(COUNTS))
    references = (f"{name}, {choice.choice(MONTHS)} {choice.randint(1, 28)}" for name in names)
    return f"({'; '.join(references)})"


def _names(choice: random.Random, number: int) -> list[str]:
    """Outlets of the registry, now and then an unknown one; no two the same."""
    names = choice.sample(outlets(), number)
    if choice.random() < 0.1:
        names[0] = " ".join(map(choice.choice, UNKNOWN))
    return names


@lru_cache(maxsize=1)
def outlets() -> list[str]:
    """Names of the registry."""
    with (ROOT / "citecheck/outlets/data/outlets.jsonl").open(encoding="utf-8") as file:
        return [name for line in file if NAME.fullmatch(name := json.loads(line)["name"])]


@lru_cache(maxsize=1)
def paragraphs() -> list[str]:
    """The English paragraphs of the seeds, PLACE where a citation stood."""
    texts = (path.read_text(encoding="utf-8-sig") for path in sorted((ROOT / "seeds/articles").glob("*.txt")))
    each = (CITATION.sub(PLACE, one).strip() for text in texts for one in text.split("\n\n")[2:])
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
