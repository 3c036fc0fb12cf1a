"""Numbers from two to nine: so common in any form that finding one tells nothing, but lacking one does."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from citecheck.verify.dates import digits
from citecheck.verify.units import unit_named
from citecheck.verify.words import table

if TYPE_CHECKING:
    from citecheck.model.verdict import Anchor

SMALLEST, LARGEST = 2, 9
FOLLOWING = re.compile(r"[^\W\d_]*[\s-]+([^\W\d_]+)")
"""The rest of a word, and the next one."""


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


def has_share(anchor: Anchor, text: str) -> bool:
    """Whether a text may have a percentage as a share: `a fifth` of 20 percent."""
    value, _, unit = anchor.key.partition(" ")
    words = table("numbers")["shares"].get(int(value), ()) if unit == "%" and value.isdecimal() else ()
    folded = text.casefold().replace("'", "’")
    return any(re.search(rf"(?<![^\W\d_]){re.escape(str(word))}", folded) for word in words)


def has_of(value: int, unit: str, text: str, language: str) -> bool:
    """Whether a form of the number stands right before a word for what it counts: `четвёртые сутки`."""
    rows = _rows(language)
    folded = digits(text).casefold().replace("'", "’")
    if not rows:
        return False
    for found in rows[value - SMALLEST].finditer(folded):
        following = FOLLOWING.match(folded, found.end())
        if following and unit_named([word for word in following.groups() if word]) == unit:
            return True
    return False


@cache
def _rows(language: str) -> tuple[re.Pattern[str], ...]:
    """An expression a number."""
    return tuple(
        re.compile(rf"(?<![\d.,]){value}(?!\d|[.,]\d)|(?<![^\W\d_])(?:{'|'.join(str(words).split())})")
        for value, words in enumerate(table("numbers")["small"].get(language, ()), SMALLEST)
    )
