"""The pages of one outlet in one archive: captures around a day, listings, links to its stories."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from citecheck.model.archive import Dialect
from citecheck.model.verdict import Reason
from citecheck.verify.links import Link
from citecheck.verify.published import in_url
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.model.outlet import Outlet
    from citecheck.verify.archives import Capture
    from citecheck.verify.client import Client, Reading

DAY = timedelta(days=1)
EVENING = time(20)
"""Listings are asked for as they were then."""
LATE, LATE_SOMEWHERE = time(17), time(12)
"""From when on a listing shows most of its day: there, and in UTC where the time zone isn't known."""
BEFORE, AFTER = DAY, 3 * DAY
"""How far from the day a listing may have been captured."""
MOST_ROWS = 1000
MOST_MONTHS = timedelta(days=60)
MOST_CAPTURES = 2
"""Further captures of an address that are tried where the nearest one holds no story."""
OF_THE_CAPTURE = ("challenge", "consent", "not-found", "not-html")
"""What a page is on one day and not on another."""
STOPPING = (Reason.RATE_LIMITED, Reason.UNREACHABLE, Reason.BUDGET, Reason.OFFLINE, Reason.EXCLUDED)
"""After these nothing more of the outlet is asked for."""
HEADLINE = re.compile(r"\S+\s+\S+\s+\S")
ARTICLE = re.compile(r"\d{4,}|[^/]+-[^/]+-[^/]+|\.s?html?$")


class Taken(NamedTuple):
    """A story in the archive's index, by its address, and the first day asked for that it was taken on."""

    link: Link
    day: date


class Shelf:
    """The pages of one outlet, and the last thing that went wrong with them."""

    def __init__(self, client: Client, outlet: Outlet) -> None:
        self.client, self.outlet = client, outlet
        self.home = outlet.home or f"https://{outlet.domains[0]}/"
        self.reason: Reason | None = None
        try:
            self.zone: ZoneInfo | None = ZoneInfo(outlet.timezone) if outlet.timezone else None
        except (ZoneInfoNotFoundError, ValueError):
            self.zone = None

    def stamp(self, day: date) -> str:
        """14 digits, UTC: the evening of a day where the outlet is."""
        evening = datetime.combine(day, EVENING, self.zone or UTC)
        return f"{evening.astimezone(UTC):%Y%m%d%H%M%S}"

    def evening(self, day: date) -> datetime:
        """From when on a listing has most of a day; earlier where nobody knows how far east the outlet is."""
        return datetime.combine(day, LATE if self.zone else LATE_SOMEWHERE, self.zone or UTC)

    def moment(self, reading: Reading) -> datetime:
        """The time of a capture where the outlet is."""
        when = datetime.strptime(reading.capture.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return when.astimezone(self.zone or UTC)

    async def read(self, url: str, day: date) -> Reading | None:
        """The capture nearest to that evening; None where there is none to be had, and `reason` says why."""
        try:
            return await self.client.reading(
                url, self.stamp(day), self.outlet.languages, self.outlet.timezone
            )
        except Unavailable as error:
            self.reason = error.reason
            if error.reason in STOPPING:
                raise
            return None

    async def story(self, url: str, day: date) -> Reading | None:
        """As `read`; where that capture holds no story, what another one of the address has."""
        found = await self.read(url, day)
        if found.page.unusable not in OF_THE_CAPTURE if found else self.reason is not Reason.CAPTURE_UNUSABLE:
            return found
        rows = await self._rows(url, "exact")
        wanted = int(self.stamp(day))
        others = {row.timestamp for row in rows} - {found.capture.timestamp if found else None}
        stamps = sorted(others, key=lambda one: abs(int(one) - wanted))
        for stamp in stamps[:MOST_CAPTURES]:
            with suppress(Unavailable):
                another = await self.client.reading(url, stamp, self.outlet.languages, self.outlet.timezone)
                if not another.page.unusable:
                    return another
        return found

    async def listing(self, day: date) -> Reading | None:
        """The home page as it was around that day; None where no capture is near."""
        reading = await self.read(self.home, day)
        near = reading and day - BEFORE <= self.moment(reading).date() <= day + AFTER
        return reading if near else None

    async def listings_of(self, day: date) -> list[Reading]:
        """The other listings that the outlet is known to have, around that day."""
        addresses = (filled(one, day) for one in (*self.outlet.day_pages, *self.outlet.listings))
        return [one for url in addresses if (one := await self.read(url, day))]

    def articles(self, readings: Iterable[Reading]) -> Iterator[Link]:
        """The links that lead to stories on the outlet's own domains."""
        for reading in readings:
            for link in reading.page.links:
                if self._is_own(link.url) and (HEADLINE.search(link.text) or is_article(link.url)):
                    yield link

    async def below_dates(self, day: date) -> dict[str, Link]:
        """The addresses that begin with the date, where the outlet's are known to."""
        found: dict[str, Link] = {}
        for template in self.outlet.date_paths:
            if "{d" not in template:
                continue  # a whole month, or more
            prefix = filled(template, day)
            for row in await self._rows(prefix, "prefix"):
                if ARTICLE.search(urlsplit(row.original).path.removeprefix(prefix)):
                    found[row.original] = Link(row.original, _words(row.original), day)
        return found

    async def taken(self, first: date, last: date) -> list[Taken] | None:
        """The stories that the archive took in those days; None where it can't be asked.

        Not all of them, for archives cut wide answers short without a word. A few days are asked for by the
        month where that is cheap, so that one answer serves many references.
        """
        before = self.reason
        self.reason = None
        found: dict[str, str] = {}
        few = last - first < MOST_MONTHS and await self.asks_widely()
        for start, end in _months(first, last) if few else [(first, last)]:
            rows = await self._rows(self.outlet.domains[0], "domain", f"{start:%Y%m%d}", f"{end:%Y%m%d}")
            for row in rows:
                found[row.original] = min(row.timestamp, found.get(row.original, row.timestamp))
        failed, self.reason = self.reason, before
        stories = [
            Taken(Link(url, _words(url), in_url(url)), date.fromisoformat(stamp[:8]))
            for url, stamp in found.items()
            if self._is_own(url) and is_article(url)
        ]
        return None if failed else [one for one in stories if first <= one.day <= last]

    async def asks_widely(self) -> bool:
        """Whether a question about all of a domain is cheap: of archives in pywb's dialect."""
        with suppress(Unavailable):
            return await self.client.dialect() is Dialect.PYWB
        return False

    async def _rows(
        self, url: str, match: str, first: str | None = None, last: str | None = None
    ) -> tuple[Capture, ...]:
        try:
            found = await self.client.captures(url, match=match, first=first, last=last, limit=MOST_ROWS)
        except Unavailable as error:
            self.reason = error.reason
            return ()
        return found.rows

    def _is_own(self, url: str) -> bool:
        own = any(host(url) == one or host(url).endswith(f".{one}") for one in self.outlet.domains)
        return own and bool(urlsplit(url).path.strip("/"))


def is_article(url: str) -> bool:
    """Whether an address looks like that of a story, not of a section."""
    parts = urlsplit(url)
    return bool(ARTICLE.search(parts.path) or (parts.query and ARTICLE.search(parts.query)))


def host(url: str) -> str:
    """The host of an address, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def plain(url: str) -> str:
    """An address without what archives don't tell apart."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")


def filled(template: str, day: date) -> str:
    """An address of the registry's, with the day put in."""
    parts = {
        "yyyy": f"{day:%Y}",
        "mm": f"{day:%m}",
        "dd": f"{day:%d}",
        "m": str(day.month),
        "d": str(day.day),
    }
    for name, text in parts.items():
        template = template.replace(f"{{{name}}}", text)
    return template if "://" in template else f"https://{template}"


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The months that hold these days, each by its first and its last day."""
    start = first.replace(day=1)
    while start <= last:
        following = (start + 31 * DAY).replace(day=1)
        yield start, following - DAY
        start = following


def _words(url: str) -> str:
    """The words of an address, in the place of a headline."""
    return re.sub(r"[-_/.\d]+", " ", urlsplit(url).path).strip()
