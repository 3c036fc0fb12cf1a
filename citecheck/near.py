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

    found = process.extractOne(
        word.lower(), list(known), scorer=fuzz.ratio, score_cutoff=LIKENESS, processor=str.lower
    )
    return f"; did you mean '{found[0]}'?" if found else ""
