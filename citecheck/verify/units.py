"""What numbers count and measure: `%`, `USD`, `km`, `soldier`, by the words of data/numbers.yaml."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from citecheck.verify.words import table

if TYPE_CHECKING:
    from collections.abc import Sequence


class Token(NamedTuple):
    start: int
    end: int
    text: str
    """Folded; digits of any script as 0 to 9."""


MEASURES_END = "people"
LONGEST_WORD = 40
NEAR = 3
"""Words between a number and what it counts: `300 well-trained Turkish soldiers`."""
OF = frozenset("de of d des".split())


@cache
def _units() -> tuple[dict[tuple[str, ...], str], dict[tuple[str, ...], str], frozenset[str]]:
    """The units by their words, by the beginnings of one or two words, and those that are measures."""
    whole: dict[tuple[str, ...], str] = {("%",): "%", ("٪",): "%"}
    stems: dict[tuple[str, ...], str] = {}
    listed = table("numbers")["units"]
    for unit, words in listed.items():
        for word in map(str, words):
            listing, key = (stems, word.replace("*", "")) if "*" in word else (whole, word)
            listing.setdefault(tuple(key.split()), unit)
    names = list(listed)
    return whole, stems, frozenset(names[: names.index(MEASURES_END)])


def is_measure(unit: str) -> bool:
    """Whether the unit is one of measure or money, not a word for what is counted."""
    return unit in _units()[2]


def unit_of(tokens: list[Token], at: int, after: int, text: str) -> tuple[str, int]:
    """The unit before or behind a number, and the token after it."""
    whole, stems, measures = _units()
    before = tokens[at - 1] if at else None
    unit = whole.get((before.text,), "") if before and before.end >= tokens[at].start - 1 else ""
    if before and unit in measures and (not before.text.isalpha() or unit == "%" or len(before.text) == 3):
        return unit, after
    skipped = after + 1 < len(tokens) and tokens[after].text in OF
    for far in range(NEAR):
        place = after + far + skipped
        if (
            place >= len(tokens)
            or text[tokens[place].start] in ".,;:()!?"
            or tokens[place].text[0].isdecimal()
        ):
            break
        for length in (3, 2, 1):
            unit = whole.get(tuple(one.text for one in tokens[place : place + length]), "")
            if unit and (far == 0 or unit not in measures):
                return unit, min(place + length, len(tokens)) if far == 0 else after
        for length in (2, 1):
            unit = _of_stems([one.text for one in tokens[place : place + length]], stems)
            if unit and (far == 0 or unit not in measures):
                return unit, min(place + length, len(tokens)) if far == 0 else after
    return "", after


def unit_named(found: Sequence[str]) -> str:
    """The unit that folded words name, empty where they name none."""
    whole, stems, _ = _units()
    return whole.get(tuple(found), "") or _of_stems(found, stems)


def _of_stems(found: Sequence[str], stems: dict[tuple[str, ...], str]) -> str:
    """The unit whose words begin as these do, endings of up to six letters cut; empty where there is none."""
    heads = [
        [word[:cut] for cut in range(min(len(word), LONGEST_WORD), 0, -1) if len(word) - cut <= 6]
        for word in found
    ]
    return next((stems[key] for key in product(*heads) if key in stems and len(key[0]) > 1), "")
