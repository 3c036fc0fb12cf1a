"""Numbers from two to nine: so common in any form that finding one tells nothing, but lacking one does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from citecheck.verify.dates import digits
from citecheck.verify.words import table

if TYPE_CHECKING:
    from citecheck.model.verdict import Anchor

SMALLEST, LARGEST = 2, 9


def small(anchor: Anchor) -> int | None:
    """The number of an anchor that is one from two to nine, whatever it counts; else None."""
    value = anchor.key.partition(" ")[0]
    return int(value) if value.isdecimal() and SMALLEST <= int(value) <= LARGEST else None


def has(value: int, text: str, language: str) -> bool | None:
    """Whether a text may have the number, in figures or words; None where its words aren't known."""
    rows = _rows(language)
    if not rows:
        return None
    return bool(rows[value - SMALLEST].search(digits(text).casefold().replace("'", "’")))


@cache
def _rows(language: str) -> tuple[re.Pattern[str], ...]:
    """An expression a number."""
    return tuple(
        re.compile(rf"(?<![\d.,]){value}(?!\d|[.,]\d)|(?<![^\W\d_])(?:{'|'.join(str(words).split())})")
        for value, words in enumerate(table("numbers")["small"].get(language, ()), SMALLEST)
    )
