"""The year of a date that has none, and the day of one that is whole (DESIGN: years)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from citecheck.model.article import DateMention, Point, Precision

TOLERANCE = timedelta(days=2)
"""Time zones and reprints: a day so near after publication counts as not after it."""
BACK_MONTHS = 9
AHEAD = timedelta(days=60)
LEAP_GAP = 8
"""Years between two leap days around 1900 or 2100."""
LONGEST_RANGE = timedelta(days=183)
"""A range that would be longer without a year of its own is the wrong way round."""


def infer(month: int, day: int, published: date, tolerance: timedelta = TOLERANCE) -> date | None:
    """The latest such day not after `published` plus `tolerance`; None for a day that no calendar has."""
    limit = published + tolerance
    for year in range(limit.year, limit.year - LEAP_GAP - 1, -1):
        found = _day(year, month, day)
        if found and found <= limit:
            return found
    return None


def upcoming(before: date | None, month: int, day: int, published: date) -> date | None:
    """Such a day soon after `published`, where the latest one, `before`, lies far back: it is a slip.

    Far back is more than nine months, soon at most sixty days.
    """
    if before is None or before >= _months_before(published, BACK_MONTHS):
        return None
    after = _day(before.year + 1, month, day)
    return after if after and published < after <= published + AHEAD else None


def resolve_dates(dates: tuple[DateMention, ...], published: date | None) -> tuple[DateMention, ...]:
    """The dates of one reference with their days and years.

    A date without a year that stands before one with a year belongs to the time before that one:
    `January 30 and July 22, 2020`.
    """
    found: list[DateMention] = []
    anchor: date | None = None
    for mention in reversed(dates):
        resolved = _resolved(mention, published, anchor)
        written = (mention.end or mention.start).year or mention.start.year
        if written is not None:
            anchor = resolved.iso or anchor
        found.insert(0, resolved)
    return tuple(found)


def _resolved(mention: DateMention, published: date | None, anchor: date | None) -> DateMention:
    start, end = mention.start, mention.end
    if mention.undecided:
        return mention._replace(year=start.year)
    if mention.precision is not Precision.DAY or not start.month:
        return _imprecise(mention, published)
    if not _exists(start) or (end is not None and not _exists(end)):
        return mention._replace(year=start.year, impossible=True)
    first, future = _placed(end or start, published, anchor)
    last = None
    if end is not None:
        first, last = _first_of_range(start, end, first)
    inferred = start.year is None and first is not None
    return DateMention(
        *(mention.span, mention.text, start, end, mention.precision),
        *(mention.weekday, mention.misspelled, mention.undecided),
        iso=first,
        end_iso=last,
        year=first.year if first else start.year,
        year_inferred=inferred,
        future=future,
    )


def _first_of_range(start: Point, end: Point, last: date | None) -> tuple[date | None, date | None]:
    """The first and last day of a range whose last day alone would be `last`."""
    month, day = start.month or 0, start.day or 0
    if start.year:
        first = _day(start.year, month, day)
        return first, _after(end, first) if last and first and end.year is None else last
    if last is None:
        return None, None
    first = infer(month, day, last, timedelta())
    if first and last - first > LONGEST_RANGE:
        first = _day(last.year, month, day)
    return first, last


def _placed(point: Point, published: date | None, anchor: date | None) -> tuple[date | None, bool]:
    """The day of a point, and whether it lies after publication."""
    month, day = point.month or 0, point.day or 0
    if point.year:
        found = _day(point.year, month, day)
        return found, bool(found and published and found > published + TOLERANCE)
    if anchor:
        return infer(month, day, anchor, timedelta()), False
    if published is None:
        return None, False
    before = infer(month, day, published)
    ahead = upcoming(before, month, day, published)
    return (ahead, True) if ahead else (before, False)


def _imprecise(mention: DateMention, published: date | None) -> DateMention:
    """A month, season or year: its year, written or inferred; no day."""
    year, month = mention.start.year, mention.start.month
    if year is None and mention.end and mention.end.year:
        year = mention.end.year
    if year:
        first = date(year, month or 1, 1) if month is None or 1 <= month <= 12 else None
        future = bool(first and published and first > published + TOLERANCE)
        return mention._replace(year=year, future=future, impossible=first is None)
    if month and published:
        return mention._replace(year=published.year - (month > published.month), year_inferred=True)
    return mention


def _exists(point: Point) -> bool:
    """Whether some year, or the one that is given, has such a day; a month alone is no day."""
    if point.day is None:
        return True
    return _day(point.year or 2000, point.month or 0, point.day or 0) is not None


def _after(point: Point, first: date) -> date | None:
    """The first such day not before `first`."""
    month, day = point.month or 0, point.day or 0
    days = (_day(year, month, day) for year in range(first.year, first.year + LEAP_GAP + 1))
    return next((found for found in days if found and found >= first), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _months_before(day: date, months: int) -> date:
    """The day so many months earlier, the month's last where it is shorter."""
    total = day.year * 12 + day.month - 1 - months
    for last in (day.day, 30, 29, 28):
        if found := _day(total // 12, total % 12 + 1, min(day.day, last)):
            return found
    return day
