"""Diagnostics for people: where, what, the line with a caret under the exact characters, how to mend it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from citecheck.model.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.report.rows import Row

BOLD, RESET, BLUE = "\033[1m", "\033[0m", "\033[34m"
COLOURS = {Severity.ERROR: "\033[31m", Severity.WARNING: "\033[33m", Severity.INFO: "\033[36m"}
LINE_MARKS = str.maketrans({"\t": " ", "\u2028": " ", "\u2029": " ", "\u0085": " ", "\x0b": " ", "\x0c": " "})
BEFORE = 40
"""Columns of the line that stand before the caret, at most."""
NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0388-\u0482\u048a-\u052f\u2010-\u2027\u20ac\u2116]*"
)
"""Latin, Greek and Cyrillic letters and their marks: each has one column, so that none need be counted."""


def lines(row: Row, colour: bool, context: bool, width: int) -> Iterator[str]:
    """The lines for one diagnostic; the first is `path:line:col: severity[CODE] message`."""
    tint, bold, blue, reset = (COLOURS[row.severity], BOLD, BLUE, RESET) if colour else ("", "", "", "")
    label = f"{tint}{bold}{row.severity.value}[{row.code}]{reset}"
    yield f"{bold}{printable(row.path)}:{row.line}:{row.column}:{reset} {label} {printable(row.message)}"
    if not context or not row.source:
        return
    gutter = str(row.line)
    shown, indent, carets = excerpt(row, max(width - len(gutter) - 3, 20))
    yield f"{blue}{gutter} |{reset} {shown}"
    yield f"{blue}{' ' * len(gutter)} |{reset} {' ' * indent}{tint}{'^' * carets}{reset}"
    if row.fix is not None:
        kind = "fix" if row.fix.safe else "unsafe fix (check it)"
        yield f"{blue}{' ' * len(gutter)} ={reset} {kind}: {printable(row.fix.description)}"


def excerpt(row: Row, width: int) -> tuple[str, int, int]:
    """The part of the line around the span, `width` columns at most; the caret's indent and length, too."""
    line = printable(row.source)
    start = row.offset
    end = min(start + max(row.end - row.start, 1), max(len(line), start + 1))
    even = NARROW.fullmatch(line) is not None
    first = max(start - BEFORE, 0) if even else _first(line, start)
    head = "…" if first else ""
    room = width - len(head) - 1
    last = min(first + room, len(line)) if even else _last(line, first, room)
    tail = "…" if last < len(line) else ""
    carets = columns(line[start : min(end, last)])
    return head + line[first:last] + tail, len(head) + columns(line[first:start]), max(carets, 1)


def _first(line: str, start: int) -> int:
    """Where the part of a line begins that has BEFORE columns before `start`."""
    first = start
    while first > 0 and columns(line[first - 1 : start]) <= BEFORE:
        first -= 1
    while 0 < first < len(line) and unicodedata.combining(line[first]):
        first -= 1
    return first


def _last(line: str, first: int, room: int) -> int:
    """Where the part of a line ends that begins at `first` and has `room` columns."""
    last = first
    while last < len(line) and columns(line[first : last + 1]) <= room:
        last += 1
    return last


def columns(text: str) -> int:
    """How many columns a terminal gives a text: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(wcswidth(text), 0)


def printable(text: str) -> str:
    """The text without what would move a terminal's cursor; every character keeps its place."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else _stand_in(c) for c in text.translate(LINE_MARKS))


def _stand_in(char: str) -> str:
    """Spaces stay spaces, marks that no terminal shows stay, controls become a replacement character."""
    category = unicodedata.category(char)
    if category == "Zs":
        return " "
    return (
        char
        if category == "Cf" and char not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        else "\ufffd"
    )


def summary(counts: dict[str, int], fixable: int, unsafe: int) -> str:
    """The last line: what was found, in how much."""
    found = [plural(counts[word], word) for word in ("error", "warning") if counts[word]]
    found += [f"{counts['info']} info"] if counts["info"] else []
    scope = ", ".join(plural(counts[f"{word}s"], word) for word in ("article", "citation", "reference"))
    done = f"; {plural(counts['fixed'], 'fix', 'fixes')} made" if counts["fixed"] else ""
    done += f"; {plural(counts['known'], 'known fault')} in the baseline" if counts["known"] else ""
    if not found and not counts["articles"]:
        return "No articles found."
    if not found:
        return f"Nothing to mend: {scope}{done}."
    fixes = f"; {plural(fixable, 'safe fix', 'safe fixes')}" if fixable else ""
    fixes += f"; {plural(unsafe, 'unsafe fix', 'unsafe fixes')}" if unsafe else ""
    return f"{', '.join(found)} in {scope}{fixes}{done}."


def plural(number: int, word: str, many: str | None = None) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {many or word + 's'}"
