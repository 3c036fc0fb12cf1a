"""One reference looked up: listings of its day, the pages they lead to, and pages that can't be the source.

Questions are cheap first: the home page as it was captured that day tells what the outlet ran, by links with
headlines and days; only pages that may hold the claim are asked for, the likeliest first, and no more once
the source is found.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from citecheck.model.verdict import Reason
from citecheck.verify.page import Page
from citecheck.verify.score import Score, common_names, lacking, score, weights
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citecheck.model.outlet import Outlet
    from citecheck.verify.client import Client, Reading
    from citecheck.verify.links import Link
    from citecheck.verify.targets import Target

DAY = timedelta(days=1)
EVENING = time(20)
"""When a listing shows most of its day."""
BEFORE, AFTER = DAY, 3 * DAY
"""How far from the day a listing may have been captured."""
WEEK = 7 * DAY
MOST_PAGES = 8
"""Pages of the day that are asked for; a day with more can't be said to lack a story."""
MOST_OTHERS = 2
"""Pages of other days that may be the story, and pages to compare with."""
MOST_ASKED = 20
"""Pages of the day that are asked for, of which the archive may have none."""
ENOUGH_HEADLINES, ENOUGH_OF_THE_DAY = 10, 2
"""Dated links, and such of the day itself, that listings need to be proof of what there was."""
MOST_TRIED = 5
"""Pages to compare with that are asked for, of which the archive may have none."""
MOST_ROWS = 1000
LIKELY = 2.0
"""Points of a headline for which a page of another day is asked for."""
NEAR, FAR = 1, 3
"""Days: so near a page is of that day; farther it is of another."""
HEADLINE = re.compile(r"\S+\s+\S+\s+\S")
ARTICLE = re.compile(r"\d{4,}|[^/]+-[^/]+-[^/]+|\.s?html?$")


class Seen(NamedTuple):
    """A page that was compared with a claim."""

    reading: Reading
    score: Score
    offset: int | None
    """Days between its publication and the reference's days, 0 within them; None for a page without a day."""
    strong: bool
    """Whether the day is sure: the page declares it, or its text and a listing agree."""


class Found(NamedTuple):
    """What looking brought."""

    seen: tuple[Seen, ...] = ()
    """The best first."""
    decoys: tuple[Seen, ...] = ()
    """Pages of other days, the best first."""
    headline: tuple[Link, Score] | None = None
    """The best of that day."""
    covered: bool = False
    """Whether all that the outlet ran that day was seen."""
    reason: Reason | None = None
    """Why nothing, or not enough, could be looked at."""


class _Shelf:
    """The pages of one outlet, each read once."""

    def __init__(self, client: Client, outlet: Outlet) -> None:
        self.client, self.outlet = client, outlet
        self.home = outlet.home or f"https://{outlet.domains[0]}/"
        self.reason: Reason | None = None
        """The last thing that went wrong."""
        try:
            self.zone: ZoneInfo | None = ZoneInfo(outlet.timezone) if outlet.timezone else None
        except (ZoneInfoNotFoundError, ValueError):
            self.zone = None

    def stamp(self, day: date) -> str:
        """14 digits, UTC: the evening of a day where the outlet is."""
        evening = datetime.combine(day, EVENING, self.zone or UTC)
        return f"{evening.astimezone(UTC):%Y%m%d%H%M%S}"

    def captured(self, reading: Reading) -> date:
        """The day of a capture where the outlet is."""
        when = datetime.strptime(reading.capture.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return when.astimezone(self.zone or UTC).date()

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

    async def listing(self, day: date) -> Reading | None:
        """The home page as it was around that day; None where no capture is near."""
        reading = await self.read(self.home, day)
        near = reading and day - BEFORE <= self.captured(reading) <= day + AFTER
        return reading if near else None

    def articles(self, reading: Reading) -> Iterable[Link]:
        """The links that lead to stories on the outlet's own domains."""
        for link in reading.page.links:
            parts = urlsplit(link.url)
            host = (parts.hostname or "").removeprefix("www.")
            own = any(host == one or host.endswith(f".{one}") for one in self.outlet.domains)
            if own and parts.path.strip("/") and (HEADLINE.search(link.text) or ARTICLE.search(parts.path)):
                yield link


STOPPING = (Reason.RATE_LIMITED, Reason.UNREACHABLE, Reason.BUDGET, Reason.OFFLINE, Reason.EXCLUDED)
"""After these nothing more of the outlet is asked for."""


async def look_up(client: Client, target: Target, outlet: Outlet) -> Found:
    """What the archive has for a target, as published by one outlet. Raises nothing."""
    shelf = _Shelf(client, outlet)
    try:
        found = await (_cited(shelf, target) if target.url else _searched(shelf, target))
    except Unavailable as error:
        return Found(reason=error.reason)
    return found if found.seen or found.covered else found._replace(reason=shelf.reason or Reason.NO_CAPTURE)


async def _cited(shelf: _Shelf, target: Target) -> Found:
    """The page whose address the reference gives."""
    assert target.first is not None
    assert target.url is not None
    url = target.url if "://" in target.url else f"https://{target.url}"
    reading = await shelf.read(url, target.first)
    seen = _seen(target, [reading] if reading else [], {})
    around = (target.first - WEEK, target.first + WEEK) if seen else ()
    listings = [one for day in around if (one := await shelf.listing(day))]
    decoys = await _decoys(shelf, target, listings, (), seen) if seen else ()
    return Found(seen, decoys, covered=bool(seen))


async def _searched(shelf: _Shelf, target: Target) -> Found:
    """Pages found by the listings of the day, and of a week before and after."""
    assert target.first is not None
    assert target.last is not None
    days = [target.first + n * DAY for n in range(min((target.last - target.first).days, 2) + 1)]
    listings = [one for day in (*days, days[-1] + DAY) if (one := await shelf.listing(day))]
    dated = (_filled(one, target.first) for one in (*shelf.outlet.day_pages, *shelf.outlet.listings))
    listings += [one for url in dated if (one := await shelf.read(url, target.first))]
    around = (target.first - WEEK, target.last + WEEK)
    others = [one for day in around if (one := await shelf.listing(day))]
    old = {link.url for one in others for link in shelf.articles(one) if link.day is None}
    links = {link.url: link for one in listings for link in shelf.articles(one) if link.url not in old}
    links |= await _below_dates(shelf, target)
    near = [link for link in links.values() if link.day is None or abs(_offset(target, link.day)) <= NEAR]
    rest = (*links.values(), *(link for one in others for link in shelf.articles(one)))
    far = [link for link in {link.url: link for link in rest}.values() if link not in near]
    shown = {link.url: link.day for link in far if link.day}
    shown |= {link.url: link.day or target.first for link in near}
    headlines = {link: _headline(target, link) for link in (*near, *far)}
    near.sort(key=lambda link: -headlines[link].points)
    pages: list[Reading] = []
    asked, hidden = 0, False
    for link in near[:MOST_ASKED]:
        asked += 1
        reading = await shelf.read(link.url, target.first)
        hidden = hidden or (
            reading.page.unusable is not None if reading else shelf.reason is not Reason.NO_CAPTURE
        )
        if reading:
            pages.append(reading)
            if len(pages) == MOST_PAGES or _is_source(_seen(target, pages, shown), target, shelf.outlet):
                break
    if not _is_source(_seen(target, pages, shown), target, shelf.outlet):
        likely = sorted(far, key=lambda link: -headlines[link].points)[:MOST_OTHERS]
        likely = [link for link in likely if headlines[link].points >= LIKELY]
        pages += [one for link in likely if (one := await shelf.read(link.url, link.day or target.first))]
    seen = _seen(target, pages, shown)
    proof = sum(link.day is not None for link in links.values()) >= ENOUGH_HEADLINES
    of_day = sum(link.day is not None for link in near) >= ENOUGH_OF_THE_DAY
    best = [(link, headlines[link]) for link in near[:1]]
    enough = bool(seen) and seen[0].score.points >= weights()["verified"]
    decoys = await _decoys(shelf, target, others, far, seen) if enough else ()
    return Found(
        seen, decoys, best[0] if best else None, proof and of_day and not hidden and asked == len(near)
    )


async def _below_dates(shelf: _Shelf, target: Target) -> dict[str, Link]:
    """The addresses that begin with the date, where the outlet's are known to."""
    from citecheck.verify.links import Link

    assert target.first is not None
    found: dict[str, Link] = {}
    for template in shelf.outlet.date_paths:
        if "{d" not in template:
            continue  # a whole month, or more
        prefix = _filled(template, target.first)
        try:
            captures = await shelf.client.captures(prefix, match="prefix", limit=MOST_ROWS)
        except Unavailable as error:
            shelf.reason = error.reason
            continue
        for row in captures.rows:
            if ARTICLE.search(urlsplit(row.original).path.removeprefix(prefix)):
                found[row.original] = Link(row.original, _words(row.original), target.first)
    return found


async def _decoys(
    shelf: _Shelf, target: Target, listings: Sequence[Reading], far: Sequence[Link], seen: Sequence[Seen]
) -> tuple[Seen, ...]:
    """Pages of this outlet that can't be the source, those most like the claim first.

    They are pages of other days; and the headlines of a listing of a week before or after as one page, for
    what the outlet writes of every day stands in them.
    """
    assert target.first is not None
    assert target.last is not None
    links = {link.url: link for link in (*far, *(link for one in listings for link in shelf.articles(one)))}
    known = {one.reading.page.url for one in seen}
    ranked = [link for link in links.values() if link.url not in known and _is_far(target, link)]
    ranked.sort(key=lambda link: -_headline(target, link).points)
    found = [one.reading for one in seen[1:] if one.offset is not None and abs(one.offset) > FAR]
    for link in ranked[:MOST_TRIED]:
        if len(found) >= MOST_OTHERS:
            break
        if (reading := await shelf.read(link.url, link.day or target.first)) and not reading.page.unusable:
            found.append(reading)
    for one in listings:
        text = "\n".join(link.text for link in shelf.articles(one) if _is_far(target, link))
        found.append(one._replace(page=one.page._replace(text=text, title="", headline="", unusable=None)))
    return _seen(target, found, {})


def _seen(target: Target, readings: Sequence[Reading], shown: Mapping[str, date]) -> tuple[Seen, ...]:
    """The usable pages with their scores, the best first; `shown` has the days that listings give them.

    A day that only a page's text has, or only a listing, may be another; where both agree it is the page's.
    """
    usable = [one for one in readings if one.page.unusable is None]
    common = common_names(target.anchors, [one.page for one in usable])
    found = []
    for one in usable:
        published, listed = one.page.published, shown.get(one.page.url)
        day = published.day if published else listed
        strong = published is not None and (published.strong or published.day == listed)
        offset = _offset(target, day) if day else None
        found.append(Seen(one, score(target.anchors, one.page, common), offset, strong))
    return tuple(sorted(found, key=lambda one: (-one.score.points, abs(one.offset or 0))))


def _is_source(seen: Sequence[Seen], target: Target, outlet: Outlet) -> bool:
    """Whether the best page is so good that there is no need to look further."""
    if not seen:
        return False
    one = seen[0]
    page = one.reading.page
    near = one.offset is not None and abs(one.offset) <= NEAR
    return (
        near
        and one.score.points >= weights()["verified"]
        and not lacking(one.score, page, target.own, outlet)
    )


def _is_far(target: Target, link: Link) -> bool:
    """Whether what it leads to can't be of that day."""
    return link.day is None or abs(_offset(target, link.day)) > FAR


def _offset(target: Target, day: date) -> int:
    """Days from the reference's to another; 0 within them, negative before."""
    assert target.first is not None
    assert target.last is not None
    if day < target.first:
        return (day - target.first).days
    return max(0, (day - target.last).days)


def _headline(target: Target, link: Link) -> Score:
    return score(target.anchors, Page(link.url, link.text, "", None, "", (), None, None))


def _filled(template: str, day: date) -> str:
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


def _words(url: str) -> str:
    """The words of an address, in the place of a headline."""
    return re.sub(r"[-_/.\d]+", " ", urlsplit(url).path).strip()
