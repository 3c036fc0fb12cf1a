"""How an article is to be covered: what the configuration can say of it."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple

LANGUAGES = ("en", "ru")
"""Those that have cues of their own."""


class Reach(StrEnum):
    """How far back a citation backs."""

    PASSAGE = "passage"
    """To the citation before it, or the paragraph's start."""
    SENTENCE = "sentence"
    """Its own sentence only."""
    PARAGRAPH = "paragraph"
    """All of its paragraph."""


class Narrative(StrEnum):
    """What a source is worth that the sentence itself names: `as Kommersant reported on August 12`."""

    FULL = "full"
    """It backs the sentence with a day, and without one wants it."""
    OUTLET = "outlet"
    """It backs the sentence, with a day or without."""
    NEVER = "never"
    """It is a speaker like others."""


class Depth(IntEnum):
    """In which sentences claims are looked for: most are backed, and no rule asks about those."""

    NONE = 0
    GAPS = 1
    """In those that no citation backs."""
    DAYS = 2
    """In those, too, that may name a day: what happened on it."""
    ALL = 3


class Coverage(NamedTuple):
    """How articles are covered."""

    reach: Reach = Reach.PASSAGE
    narrative: Narrative = Narrative.FULL
    language: str | None = None
    """One of LANGUAGES; None leaves it to each article's own words."""
    always: bool = False
    """Whether rules look also at articles that cite too little for a missing citation to mean anything."""


DEFAULTS = Coverage()
