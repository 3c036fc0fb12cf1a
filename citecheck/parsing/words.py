"""The words that citations are made of beside names and days, by what they do.

What each table is for, and where its words come from, stands in data/words.yaml. All are case-folded;
dots don't count (`e g`, `cf`).
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, TypeAlias

from citecheck.compiled import PACKAGE, compiled

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")

Phrases: TypeAlias = dict[str, tuple[tuple[str, ...], ...]]
"""First word -> the phrases that begin with it, as words, the longest first."""

_SOURCE = os.path.join(PACKAGE, "parsing", "data", "words.yaml")
_READER = os.path.join(PACKAGE, "parsing", "wordfile.py")


def phrases(listed: Iterable[str]) -> Phrases:
    """The phrases by first word."""
    found: Phrases = {}
    for words in sorted(map(str.split, listed), key=len, reverse=True):
        found[words[0]] = (*found.get(words[0], ()), tuple(words))
    return found


def leading(words: list[str] | tuple[str, ...], table: Phrases, at: int = 0) -> int:
    """How many of the folded `words`, from `at` on, are the longest phrase of the table; 0 for none."""
    for phrase in table.get(words[at], ()) if at < len(words) else ():
        if tuple(words[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _tables() -> dict[str, list[str]]:
    """The words of each table, all languages together."""
    path = compiled("words.json", (_SOURCE, _READER), _compile)
    if path is None:
        return _read()
    with open(path, encoding="utf-8") as file:
        tables: dict[str, list[str]] = json.load(file)
    return tables


def _compile(target: str) -> None:
    with open(target, "w", encoding="utf-8") as file:
        json.dump(_read(), file, ensure_ascii=False)


def _read() -> dict[str, list[str]]:
    from citecheck.parsing.wordfile import read

    return read(_SOURCE)


_words = _tables().__getitem__

SEE: Phrases = phrases(_words("see"))
EXAMPLE: Phrases = phrases(_words("example"))
VIA: Phrases = phrases(_words("via"))
CITING: Phrases = phrases(_words("citing"))
LEADS: Phrases = phrases(_words("leads"))
ACCESSED: Phrases = phrases(_words("accessed"))
UNDATED: frozenset[str] = frozenset(_words("undated"))
TERMS: frozenset[str] = frozenset(_words("terms"))
RELATIVE: frozenset[str] = frozenset(_words("relative"))
DIGESTS: frozenset[str] = frozenset(_words("digests"))
IBID: frozenset[str] = frozenset(_words("ibid"))
PARTS: frozenset[str] = frozenset(_words("parts"))
NUMERALS: frozenset[str] = frozenset(_words("numerals"))
LOCATORS: frozenset[str] = frozenset(_words("locators"))
CLOCKS: frozenset[str] = frozenset(_words("clocks"))
SECTIONS: frozenset[str] = frozenset(_words("sections"))
PROGRAMMES: frozenset[str] = frozenset(_words("programmes"))
INTERVIEWS: frozenset[str] = frozenset(_words("interviews"))
DOCUMENTS: frozenset[str] = INTERVIEWS.union(_words("documents"))
VAGUE: frozenset[str] = frozenset(_words("vague"))
MEDIA: frozenset[str] = frozenset(_words("media"))
VAGUE_CAPITALS: frozenset[str] = frozenset(_words("vague-capitals"))
MEDIA_BEFORE: frozenset[str] = frozenset(_words("media-before"))
CREDITS: Phrases = phrases(_words("credits"))
SOURCE_LEADS: frozenset[str] = frozenset(_words("source-leads"))
CREDITS_OPEN: Phrases = phrases(_words("credits-open"))
CREDIT_MARKS: frozenset[str] = frozenset(_words("credit-marks"))
CONTINUING: frozenset[str] = frozenset(_words("continuing"))
CONNECTORS: frozenset[str] = frozenset(_words("connectors"))
PROSE: frozenset[str] = frozenset(_words("prose"))
BEFORE_DATE: frozenset[str] = frozenset(_words("before-date"))
LEGAL: frozenset[str] = frozenset(_words("legal"))
EVENTS: frozenset[str] = frozenset(_words("events"))
PLATFORMS: frozenset[str] = frozenset(_words("platforms"))
PLATFORM_NAMES: frozenset[str] = frozenset(_words("platform-names"))
