"""Quotations and cited titles of a claim, and where a page in the same language has their words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

QUOTED = re.compile(r"[“„«\"»]([^“”„«»\"]{8,2000})[”“»\"«]")
INSERTED = re.compile(r"\[[^\]]{0,80}\]|\.\.\.|…")
"""What an author puts into a quotation or leaves out of it."""
WORD = re.compile(r"[^\W_]+")
SHORTEST = 6
"""Words of a quotation that isn't found by chance."""
CHECKED = 4
"""Words of one that its source must have all the same."""
SHORTEST_TITLE = 3
TITLED = 0.6
"""Share of a title's words that begin with a capital, in English."""
SEED = 3
"""Words in a row that show where a quotation may stand."""
LOOSE = 3
"""Words that page and quotation may be out of step by."""
MOST_PLACES = 5
ALIGNED = 0.8
"""Share of the quotation's words that stand on the page in their order."""


class Quotation(NamedTuple):
    """What stands between quotation marks, offsets in the claim."""

    start: int
    end: int
    text: str
    title: bool


def quotations(text: str) -> Iterator[Quotation]:
    """The quotations of four words or more, and shorter ones that read as a title."""
    for found in QUOTED.finditer(text):
        inner = found[1].strip(" ,.")
        words = WORD.findall(inner)
        capitals = sum(word[0].isupper() for word in words)
        title = len(words) >= SHORTEST_TITLE and capitals >= TITLED * len(words)
        if title or len(words) >= CHECKED:
            yield Quotation(found.start(1), found.end(1), inner, title)


def folded(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared."""
    return tuple(WORD.findall(INSERTED.sub(" ", text).replace("’", "").replace("'", "").casefold()))


def where(quotation: Sequence[str], page: Sequence[str], seeds: dict[tuple[str, ...], list[int]]) -> float:
    """How much of a quotation a page has in one place, 0 to 1; `seeds` are the page's rows of words."""
    from rapidfuzz.distance import LCSseq

    offsets: Counter[int] = Counter()
    for at in range(len(quotation) - SEED + 1):
        for place in seeds.get(tuple(quotation[at : at + SEED]), ())[:MOST_PLACES]:
            offsets[(place - at) // (LOOSE * 2)] += 1
    best = 0.0
    for offset, _ in offsets.most_common(MOST_PLACES):
        start = max(0, offset * LOOSE * 2 - LOOSE)
        window = page[start : start + len(quotation) + LOOSE * 3]
        best = max(best, LCSseq.similarity(quotation, window) / len(quotation))
    return best


def rows(page: Sequence[str]) -> dict[tuple[str, ...], list[int]]:
    """Where each row of three words of a page begins."""
    found: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(page) - SEED + 1):
        found.setdefault(tuple(page[at : at + SEED]), []).append(at)
    return found
