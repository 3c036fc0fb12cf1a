"""The nearest of several words to one that is none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKENESS = 70
"""Of 100; below, a suggestion would be a guess."""


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'severity'?`, or nothing where no known word is near."""
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Levenshtein

    word = word.lower()
    near = process.extract(
        word, list(known), scorer=fuzz.ratio, score_cutoff=LIKENESS, processor=str.lower, limit=None
    )
    if not near:
        return ""
    # of those that are as near, the one with a wrong character rather than the one with two moved
    found = max(near, key=lambda one: (one[1], -Levenshtein.distance(word, one[0].lower())))
    return f"; did you mean '{found[0]}'?"
