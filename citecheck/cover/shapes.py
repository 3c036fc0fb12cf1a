"""What a word looks like, where no table has it."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"\w[\w'’‑]*(?:[-./@]\w[\w'’‑]*|:(?://\S*|\d\d(?!\d))|,\d(?:\d\d(?!\d)|(?=\d*%)))*|[$€£¥₽₴₺%,;:—–“?]"
)
"""A word, a number, a time of the day, an address, or one of the marks that matter."""
SHAPES: dict[str, tuple[str, ...]] = {
    "word": ("WORD",),
    "name": ("NAME",),
    "possessive": ("POSSESSIVE",),
    "day": ("NUMBER", "DAY"),
    "number": ("NUMBER",),
    "grouped": ("NUMBER", "GROUPED"),
    "year": ("YEAR",),
    "iso": ("ISO",),
    "measure": ("MEASURE",),
    "mixed": ("MIXED",),
}
"""Each shape, and the classes that cues know it by."""
NUMERIC = (
    r"(?P<iso>(?:1[5-9]|20)\d\d-\d\d-\d\d|(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./](?:(?:1[5-9]|20)\d\d|\d\d))"
    r"|(?P<year>(?:1[5-9]|20)\d\d)|(?P<day>[0-2]?[1-9]|[123]0|31)"
    r"|(?P<grouped>\d{1,3}(?:[,.’']\d{3})+)|(?P<number>\d+(?:[.,]\d+)?|\d{1,3}-\d{1,3})"
    r"|(?P<measure>\d[\d.,]*[-‑][^\W\d_A-Z][-‑\w]*)"
)


def shape(word: str) -> str:
    """The key of SHAPES for a word."""
    if word[0].isdigit():
        match = re.fullmatch(NUMERIC, word.rstrip("'’"))
        return match.lastgroup or "mixed" if match else "mixed"
    if any(map(str.isdigit, word)):
        return "mixed"
    if word[-2:] in ("’s", "'s") or word[-1] in "'’":
        return "possessive"
    return "name" if word[0].isupper() else "word"
