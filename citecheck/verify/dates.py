"""Days as pages and claims write them: with the month as a word in any language, or as a stamp."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from citecheck.parsing.names import MONTHS, SHORT_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

YEARS = range(1990, 2100)
"""Years in which a page on the web can have been published."""
ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)"
    r"(?:[T\s,]{1,3}(?P<H>\d{1,2}):?(?P<M>\d\d)(?::?(?P<S>\d\d)(?:[.,]\d{1,9})?)?)?"
    r"\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d(?!\d))?",
    re.IGNORECASE,
)
PACKED = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?:T?(?P<H>\d\d)(?P<M>\d\d)(?:\d\d)?)?(?P<zone>Z)?$"
)
EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*(?:(?:GMT|UTC)?\s*([+-]\d\d:?\d\d)|(GMT|UTC|Z)\b)")
SHORT = re.compile(r"(?<![\d./:])(\d{1,2})[./](\d\d)\.?(?![\d./:])")
HOUR = re.compile(r"(?<![\d./:])[012]?\d[:.][0-5]\d(?![\d./:])")
WORDED = re.compile(
    r"""(?<![\d.,])(?P<d1>\d{1,2})(?:st|nd|rd|th|\.|-?го|-?е|er|º|ª|-(?!\d))?\s+(?:(?:of|de|d'|de\ la)\s+)?
        (?P<m1>[^\W\d_]{3,14})\.?(?:,?\s+(?:(?:de|del|of)\s+)?(?P<y1>\d{4})(?!\d))?
    |(?<![^\W\d_])(?P<m2>[^\W\d_]{3,14})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)
        (?:(?:,\s*|\s+)(?P<y2>\d{4})(?!\d))?
    |(?P<y3>\d{4})(?:\.|\s?жылғы|\s?-?cı|\s?-?ci|\s?թ\.|\s?թվականի|\s?წლის)?,?\s+
        (?:(?P<d3>\d{1,2})[\s-]+(?P<m3>[^\W\d_]{3,14})|(?P<m4>[^\W\d_]{3,14})\s+(?P<d4>\d{1,2})(?!\d))""",
    re.VERBOSE,
)
MORE_MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "იანვრ", "თებერვ", "მარტ", "აპრილ", "მაის", "ივნის", "ივლის", "აგვისტო", "სექტემბ", "ოქტომბ",
            "ნოემბ", "დეკემბ",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
"""Stems where the case endings change the word itself (Georgian)."""
LONGEST_ENDING = 5
"""Letters of an ending on a month: `eylülde`, `sentyabrın`, `սեպտեմբերին`."""


class WrittenDay(NamedTuple):
    """A day in a text, offsets in it."""

    start: int
    end: int
    year: int | None
    month: int
    day: int


def digits(text: str) -> str:
    """The text with the digits of all scripts as 0 to 9, as long as before."""
    if text.isascii():
        return text
    return re.sub(r"[^\D0-9]", lambda one: str(unicodedata.decimal(one[0], one[0])), text)


def month(word: str) -> int:
    """The number of the month that a word names, with or without an ending; 0 for none."""
    key = word.casefold()
    if number := MONTHS.get(key) or SHORT_MONTHS.get(key):
        return number
    for cut in range(len(key) - 1, max(3, len(key) - LONGEST_ENDING) - 1, -1):
        if number := MORE_MONTHS.get(key[:cut]) or (cut > 4 and MONTHS.get(key[:cut])):
            return number
    return 0


def written(text: str) -> Iterator[WrittenDay]:
    """The days in a text whose month is a word."""
    text, at = digits(text), 0
    while found := WORDED.search(text, at):
        group = found.groupdict()
        which = next(i for i in "1234" if group[f"m{i}"])
        number = month(group[f"m{which}"])
        day = int(group[f"d{which}"])
        if number and 1 <= day <= 31:
            year = group[f"y{'3' if which == '4' else which}"]
            yield WrittenDay(found.start(), found.end(), int(year) if year else None, number, day)
            at = found.end()
        else:  # `said 1 September`: the number may belong to the word behind it
            at = max(found.start(f"d{which}"), found.start() + 1)


def day_of(stamp: str, zone: str | None = None, languages: Sequence[str] = ()) -> date | None:
    """The day that a stamp means in the time zone: `2020-09-01T22:30:00Z` is September 2 in Moscow.

    None where it names no day, or one that could be two: `03/04/2020` of an English page. A stamp
    without a zone, and midnight in UTC, which stands for no hour, are taken as they are.
    """
    stamp = digits(stamp.strip()[:100])
    if EPOCH.match(stamp):
        moment = datetime.fromtimestamp(int(stamp[:10]), UTC)
        return _local(moment, zone) if moment.year in YEARS else None
    if found := ISO.search(stamp) or PACKED.match(stamp):
        day = _day(int(found["y"]), int(found["m"]), int(found["d"]))
        return day and _shifted(day, found["H"], found["M"], found["zone"], zone)
    clock = CLOCK.search(stamp)
    hour, minute, offset = (clock[1], clock[2], clock[3] or clock[4]) if clock else (None, None, None)
    if found := NUMERIC.search(stamp):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        english = "/" in found[0] and (not languages or "en" in languages)
        if english and first <= 12 and second <= 12 and first != second:
            return None
        day = _day(year, first, second) if second > 12 else _day(year, second, first)
        return day and _shifted(day, hour, minute, offset, zone)
    for one in written(stamp):
        late = re.search(r"\b((?:19|20)\d\d)\b", stamp[one.end :])  # `Sep 01 18:00 2020`
        told = one.year or (int(late[1]) if late else None)
        if told:
            day = _day(told, one.month, one.day)
            return day and _shifted(day, hour, minute, offset, zone)
    return None


def day_before(text: str, latest: date) -> date | None:
    """The day that a text gives without its year, by a word for the month or as `19.08`; none after `latest`.

    Figures alone need a clock beside them: else they may be a score or a price.
    """
    found = [(one.month, one.day) for one in written(text) if not one.year]
    for one in SHORT.finditer(text := digits(text)):
        if HOUR.search(f"{text[: one.start()]} {text[one.end() :]}"):
            found.append((int(one[2]), int(one[1])))
    days = (_day(latest.year - back, *one) for one in found for back in (0, 1))
    return next((day for day in days if day and day <= latest), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _shifted(day: date, hour: str | None, minute: str | None, offset: str | None, zone: str | None) -> date:
    """The day in the time zone, of an hour with its offset from UTC."""
    if not (hour and minute and offset and zone) or int(hour) > 23 or int(minute) > 59:
        return day
    ahead = timedelta()
    if offset[0] in "+-":
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[3:].strip(":") or 0))
        ahead = -ahead if offset[0] == "-" else ahead
    elif hour == minute == "00":
        return day
    moment = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=UTC) - ahead
    return _local(moment, zone)


def _local(moment: datetime, zone: str | None) -> date:
    if zone:
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return moment.astimezone(ZoneInfo(zone)).date()
        except (ZoneInfoNotFoundError, ValueError, OSError):  # no such zone, or no data on this machine
            pass
    return moment.date()
