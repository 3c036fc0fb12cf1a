"""Fixes: which of them can be made together, and what they would change, as a unified diff."""

from __future__ import annotations

from bisect import bisect, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.model.span import Edit, Span
    from citecheck.report.rows import Row

RED, GREEN, CYAN, BOLD, RESET = "\033[31m", "\033[32m", "\033[36m", "\033[1m", "\033[0m"


def together(rows: Iterable[Row], unsafe: bool) -> tuple[list[Edit], int]:
    """Edits of fixes that don't touch each other, and how many fixes they are; first come, first served.

    A fix is made whole or not at all. One that touches another waits for the next round.
    """
    edits: list[Edit] = []
    taken: list[Span] = []
    count = 0
    for row in rows:
        if row.fix is None or not (row.fix.safe or unsafe):
            continue
        if all(_is_free(edit.span, taken) for edit in row.fix.edits):
            edits += row.fix.edits
            for edit in row.fix.edits:
                insort(taken, edit.span)
            count += 1
    return edits, count


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Whether a place touches none of those taken, which are sorted."""
    at = bisect(taken, span)
    after_left = at == 0 or taken[at - 1].end < span.start
    return after_left and (at == len(taken) or span.end < taken[at].start)


def diff(path: str, before: str, after: str, colour: bool) -> Iterator[str]:
    """The lines of a unified diff, without their ends."""
    import difflib

    marks = {"-": RED, "+": GREEN, "@": CYAN}
    for number, line in enumerate(difflib.unified_diff(_lines(before), _lines(after), path, path)):
        tint = BOLD if number < 2 else marks.get(line[0], "")
        ended = line.endswith("\n")
        shown = line[:-1] if ended else line
        yield f"{tint}{shown}{RESET}" if colour and tint else shown
        if not ended:
            yield "\\ No newline at end of file"


def _lines(text: str) -> list[str]:
    """The lines with their ends; only LF ends one, as `patch` sees it."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
