"""How a look-up in archives can end; apart from the rest of a verdict, for every check loads it."""

from __future__ import annotations

from enum import StrEnum


class VerdictKind(StrEnum):
    """How a look-up ended. It speaks of the story and its day, never of whether a claim is true."""

    VERIFIED = "verified"
    """The outlet ran this story on that day, or the day before or after."""
    PLAUSIBLE = "plausible"
    """It ran something like it then."""
    WRONG_DAY = "wrong-day"
    """It ran this story, but on another day."""
    NOT_FOUND = "not-found"
    """What the archive holds of that day was seen, and the story isn't in it."""
    INCONCLUSIVE = "inconclusive"
    """Nothing can be said; the reason tells why."""
