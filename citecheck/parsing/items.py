"""A segment as a row of items: its pieces read one by one, with what the registry knows about names.

What the registry knows as a name is a name, though it may hold commas (`The National, Wales`), look like
a date (`26 September`) or end in a weekday (`The Mail on Sunday`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.article import Precision
from citecheck.parsing import words
from citecheck.parsing.names import SHORT_WEEKDAYS, WEEKDAYS
from citecheck.parsing.pieces import Item, What, lex

if TYPE_CHECKING:
    from citecheck.parsing.outlets import Knows

MOST_COMMAS = 3
"""A name of the registry holds at most so many."""
OPENERS = words.SEE.keys() | words.EXAMPLE.keys()
LONGEST_OPENING = 40
"""Characters that `see, for example,` may take."""


def items_of(text: str, start: int, masked: str, registry: Knows) -> tuple[list[Item], bool]:
    """The items of the segment that begins at `start` of `text`, a COMMA between each two pieces, and whether
    `see` stands before them; `masked` is its text with quotations masked.
    """
    first = words.WORD.search(masked)
    at, see = _opening(masked) if first is not None and first[0].casefold() in OPENERS else (0, False)
    items: list[Item] = []
    pieces = masked[at:].split(",")
    number = 0
    while number < len(pieces):
        if number:
            items.append(Item(What.COMMA, start + at - 1, start + at))
        found, taken = _piece(text, start + at, pieces, number, registry)
        items += [item.shifted(start + at) for item in found]
        at += sum(len(piece) + 1 for piece in pieces[number : number + taken + 1])
        number += taken + 1
    return items, see


def weekday(text: str) -> int:
    """The number of a weekday's name, 0 for Monday."""
    key = text.casefold().rstrip(".").strip()
    return WEEKDAYS.get(key, SHORT_WEEKDAYS.get(key, 0))


def _opening(masked: str) -> tuple[int, bool]:
    """Where the segment goes on after `for background, see` or `see, e.g.,`, and whether `see` is there."""
    at, see = 0, False
    for table in (words.EXAMPLE, words.SEE, words.EXAMPLE):
        listed = list(words.WORD.finditer(masked, at, at + LONGEST_OPENING))
        long = words.leading([match[0].casefold() for match in listed], table)
        if long and not masked[at : listed[0].start()].strip(" ,\n\u00a0"):
            end = listed[long - 1].end()
            while end < len(masked) and masked[end] in ".,: \n\r\u00a0":
                end += 1
            if end < len(masked):
                at, see = end, see or table is words.SEE
    return at, see


def _piece(
    text: str, start: int, pieces: list[str], number: int, registry: Knows
) -> tuple[tuple[Item, ...], int]:
    """The items of a piece, and how many of the following pieces its name takes in."""
    piece = pieces[number]
    found = lex(piece)
    if not found:
        return found, 0
    if _is_name(found):
        more = 0
        while (
            more < MOST_COMMAS
            and number + more + 1 < len(pieces)
            and _is_name(lex(pieces[number + more + 1]))
        ):
            more += 1
        for taken in range(more, 0, -1):
            long = sum(len(other) + 1 for other in pieces[number : number + taken + 1]) - 1
            whole = text[start : start + long]
            if registry.knows(whole) or (taken == 1 and _is_one(whole, registry)):
                return (Item(What.NAME, 0, long),), taken
        return _without_weekday(found[0], piece, registry), 0
    whole = text[start : start + len(piece)].strip()
    asks = (
        number == 0
        or any(item.what is What.NAME for item in found)
        or _is_lone_month(found, pieces[number + 1 :])
    )
    if asks and not whole.isdigit() and registry.knows(whole):
        return (Item(What.NAME, 0, len(piece)),), 0
    return found, 0


def _is_one(whole: str, registry: Knows) -> bool:
    """Whether a comma stands inside a name: `@name, X`, or `Trend,az`, where it should be a dot."""
    left, _, right = whole.partition(",")
    if left.strip().startswith("@"):
        return right.strip().casefold() in words.PLATFORM_NAMES
    return (
        not (left[-1:] + right[:1]).isspace()
        and " " not in whole.strip()
        and registry.knows(f"{left}.{right}".strip())
    )


def _is_name(found: tuple[Item, ...]) -> bool:
    return len(found) == 1 and found[0].what is What.NAME


def _is_lone_month(found: tuple[Item, ...], following: list[str]) -> bool:
    """Whether a piece is a month without day and year before a date: `(Kicker, Marca, May 3)`."""
    phrase = found[0].date
    lone = phrase is not None and phrase.precision is Precision.MONTH and phrase.first.year is None
    return lone and any(char.isdigit() for piece in following for char in piece)


def _without_weekday(item: Item, piece: str, registry: Knows) -> tuple[Item, ...]:
    """A name, or a known one with a weekday behind it: `Reuters Monday, May 5`."""
    name, _, last = piece.rstrip().rpartition(" ")
    if last.casefold() not in WEEKDAYS or registry.knows(piece.strip()) or not registry.knows(name.strip()):
        return (item,)
    day = Item(What.WEEKDAY, len(name) + 1, len(name) + 1 + len(last))
    return Item(What.NAME, item.start, len(name.rstrip())), day
