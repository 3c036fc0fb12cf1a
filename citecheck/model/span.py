"""Where something stands, and what would change there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


NEWLINE = re.compile(r"\r\n?|\n")
"""What ends a line."""


class Span(NamedTuple):
    """Half-open range of characters, counted from 0: text[start:end]."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Edit(NamedTuple):
    """Put `text` in the place of `span`; an empty span inserts."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with the edits made; one that overlaps an edit before it is left out.

    Two insertions at one place would depend on their order, so the second is left out, too.
    """
    pieces: list[str] = []
    done, last = 0, -1
    for (start, end), new in sorted(set(edits)):
        if start < done or start == last:
            continue
        pieces += text[done:start], new
        done, last = end, start
    return "".join(pieces) + text[done:]


def line_start(text: str, at: int) -> int:
    """Where the line of the character at `at` begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Where the line after the one of the character at `at` begins; the end of the text for the last."""
    found = NEWLINE.search(text, at)
    return found.end() if found else len(text)
