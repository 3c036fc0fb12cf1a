"""Strings of letters and digits that all scripts write alike: `Su-30` is `Су-30`, `S-400` is `С-400`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.verify.letters import skeletons, sounds

if TYPE_CHECKING:
    from collections.abc import Iterator

CODE = re.compile(
    r"(?<![\w-])(?:[^\W\d_]{1,12}[-‑–]?(?:(?<=[-‑–])[^\W\d_]{1,3})?\d{1,5}[^\W\d_]{0,3}\d{0,2}(?:[-‑–]\d{1,4}[^\W\d_]{0,2})?|\d{1,3}[^\W\d_]{1,2}\d{1,4})(?![\w-])"
)
NOT_LETTER_NOR_DIGIT = re.compile(r"[^a-zA-Z0-9]")


LONG = re.compile(r"[a-zA-Z]{4,}")
"""A word before the number, of which only the consonants are sure: `Біляївська-400` is `Biliaivska-400`."""


class Code(NamedTuple):
    """A code in a text, offsets in it."""

    start: int
    end: int
    text: str
    key: str


def codes(text: str) -> Iterator[Code]:
    """The codes of a text that begin with a capital or a digit: `Kavkaz-2020`, `9K720`, `TB2`."""
    for found in CODE.finditer(text):
        if found[0][0].isupper() or found[0][0].isdecimal():
            letters = re.sub(
                r"[^\W\d_]+", lambda one: sounds(one[0], "tr" if one[0] == "X" else "en"), found[0]
            )
            key = NOT_LETTER_NOR_DIGIT.sub("", LONG.sub(lambda one: skeletons(one[0])[0], letters))
            if not key.isdecimal():
                yield Code(found.start(), found.end(), found[0], key)
