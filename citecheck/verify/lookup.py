"""One reference looked up: listings of its day, the pages they lead to, and pages that can't be the source.

Questions are cheap first: the home page as it was captured that day tells what the outlet ran, by links with
headlines and days; only pages that may hold the claim are asked for, the likeliest first, and no more once
the source is found.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdict import Reason
from citecheck.verify.covered import is_whole
from citecheck.verify.page import Page
from citecheck.verify.score import Score, score
from citecheck.verify.shelf import DAY, Shelf, host, plain
from citecheck.verify.source import FAR, NEAR, Seen, compared, is_like, is_source, offset
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from datetime import date

    from citecheck.model.outlet import Outlet
    from citecheck.verify.client import Client, Reading
    from citecheck.verify.links import Link
    from citecheck.verify.targets import Target

WEEK = timedelta(days=7)
AROUND = timedelta(days=10)
"""How far from the day the pages to compare with may have been taken."""
LATER = timedelta(days=400)
"""How long after the day a story may first have been taken that no listing shows."""
MOST_PAGES = 12
"""Pages of the day that are asked for; a day with more can't be said to lack a story."""
MOST_ASKED = 30
"""The same, with those that the archive doesn't have."""
MOST_SPARE = 4
"""The same where it is of little use."""
MOST_UNLISTED = 6
"""Pages that no listing shows."""
MOST_OTHERS = 3
"""Pages of other days that may be the story, and pages to compare with."""
MOST_TRIED = 5
"""Pages to compare with that are asked for, of which the archive may have none."""
LIKELY = 1.0
"""Points of a headline for which a page of another day is asked for."""


class Found(NamedTuple):
    """What looking brought."""

    seen: tuple[Seen, ...] = ()
    """The best first."""
    decoys: tuple[Seen, ...] = ()
    """Pages that can't be the source, the best first."""
    headline: tuple[Link, Score] | None = None
    """The best of that day."""
    covered: bool = False
    """Whether all that the outlet ran that day was seen."""
    hidden: bool = False
    """Whether a page of that day couldn't be read whose headline has something of the claim."""
    reason: Reason | None = None
    """Why nothing, or not enough, could be looked at."""


class _Day(NamedTuple):
    """The stories of a reference's days, and of the weeks around, by what listings show."""

    near: list[Link]
    """The likeliest first."""
    far: list[Link]
    listings: list[Reading]
    """Of the days."""
    others: list[Reading]
    """Of a week before and after."""
    taken: frozenset[str] | None
    """What the archive's index has of all these days, by `plain`; None where it isn't cheap to ask."""

    def may_have(self, link: Link) -> bool:
        """Whether the archive may have taken a story then."""
        return self.taken is None or plain(link.url) in self.taken


class _Near(NamedTuple):
    """The pages of a reference's days."""

    pages: list[Reading]
    source: bool
    """Whether the source is among them."""
    all_read: bool
    """Whether they are all that listings show of the days."""
    hidden: bool
    """As in `Found`."""


async def look_up(client: Client, target: Target, outlet: Outlet) -> Found:
    """What the archive has for a target, as published by one outlet. Raises nothing."""
    shelf = Shelf(client, outlet)
    try:
        found = await (_cited(shelf, target) if target.url else _searched(shelf, target))
    except Unavailable as error:
        return Found(reason=error.reason)
    return found if found.seen or found.covered else found._replace(reason=shelf.reason or Reason.NO_CAPTURE)


async def _cited(shelf: Shelf, target: Target) -> Found:
    """The page whose address the reference gives."""
    assert target.first is not None
    assert target.url is not None
    url = target.url if "://" in target.url else f"https://{target.url}"
    reading = await shelf.story(url, target.first)
    seen = compared(target, [reading] if reading else [], {})
    around = (target.first - WEEK, target.first + WEEK) if seen else ()
    listings = [one for day in around if (one := await shelf.listing(day))]
    decoys = await _decoys(shelf, target, _Day([], [], [], listings, None), seen) if seen else ()
    return Found(seen, decoys, covered=bool(seen))


async def _searched(shelf: Shelf, target: Target) -> Found:
    """Pages found by the listings of the day, and of a week before and after."""
    assert target.first is not None
    day = await _listed(shelf, target, ())
    near = await _near(shelf, target, day, 0)
    if not near.source:
        day = await _listed(shelf, target, (DAY,))
        near = await _near(shelf, target, day, MOST_SPARE)
    pages = near.pages
    if not near.source:
        likely = [link for link in day.far if day.may_have(link) and _headline(target, link).points >= LIKELY]
        found = [await shelf.read(link.url, link.day or target.first) for link in likely[:MOST_OTHERS]]
        pages += [one for one in found if one]
    seen = _compared(target, day, pages)
    covered = near.all_read
    if not any(one.is_near and is_like(one, target, shelf.outlet) for one in seen):
        more, all_read = await _unlisted(shelf, target, day, pages)
        covered = covered and all_read
        seen = _compared(target, day, [*pages, *more])
    headlines = [(link, _headline(target, link)) for link in day.near]
    best = max(headlines, key=lambda one: one[1].points, default=None)
    enough = any(is_source(one, target, shelf.outlet, kinds=1) for one in seen)
    decoys = await _decoys(shelf, target, day, seen) if enough else ()
    return Found(seen, decoys, best, covered, near.hidden)


async def _near(shelf: Shelf, target: Target, day: _Day, spare: int) -> _Near:
    """The pages of the day, as many as are needed.

    Of a story that the archive never took the headline alone tells, if it has nothing of the claim; one that
    it took and that can't be read may be any. Where no proof can come of it, only `spare` ones are asked for
    that have nothing to do with the claim by their headlines and aren't in the archive's index either; and
    none once a page is like the claim, for then nothing is said not to be there.
    """
    assert target.first is not None
    provable = len(day.near) <= MOST_ASKED and is_whole(shelf, target, day.listings)
    pages: list[Reading] = []
    hidden = source = like = False
    for link in day.near[:MOST_ASKED]:
        told = _headline(target, link).points > 0
        useful = (provable and not like) or told or day.may_have(link)
        if len(pages) == MOST_PAGES or not (useful or spare):
            provable = False
            continue
        spare -= not useful
        reading = await shelf.story(link.url, target.first)
        if reading is None or reading.page.unusable:
            hidden = hidden or told
            never = reading is None and shelf.reason is Reason.NO_CAPTURE
            provable = provable and never and not told
        if reading:
            pages.append(reading)
            near = [one for one in _compared(target, day, pages) if one.is_near]
            if source := any(is_source(one, target, shelf.outlet) for one in near):
                break
            if not like and (like := any(is_like(one, target, shelf.outlet) for one in near)):
                spare = 0
    return _Near(pages, source, provable and not like, hidden)


def _compared(target: Target, day: _Day, pages: Sequence[Reading]) -> tuple[Seen, ...]:
    """The pages with their scores, by the days that listings show."""
    listed = {link.url: link.day for link in (*day.near, *day.far) if link.day}
    return compared(target, pages, listed, {link.url for link in day.near if link.day is None})


async def _listed(shelf: Shelf, target: Target, later: Sequence[timedelta]) -> _Day:
    """What listings show of the days, also so much `later`, and of a week before and after.

    A link without a day that stood there a week before is one of navigation, or of an older story.
    """
    assert target.first is not None
    assert target.last is not None
    days = [target.first + n * DAY for n in range(min((target.last - target.first).days, 2) + 1)]
    listings = [
        one for day in (*days, *(days[-1] + one for one in later)) if (one := await shelf.listing(day))
    ]
    listings += await shelf.listings_of(target.first)
    before, after = await shelf.listing(target.first - WEEK), await shelf.listing(target.last + WEEK)
    others = [one for one in (before, after) if one]
    taken = None
    if await shelf.asks_widely():
        found = await shelf.taken(target.first - AROUND, target.last + AROUND)
        taken = None if found is None else frozenset(plain(one.link.url) for one in found)
    old = {link.url for link in shelf.articles([before] if before else []) if link.day is None}
    links = {link.url: link for link in shelf.articles(listings) if link.url not in old}
    links |= await shelf.below_dates(target.first)
    near = [link for link in links.values() if link.day is None or abs(offset(target, link.day)) <= NEAR]
    rest = {link.url: link for link in (*links.values(), *shelf.articles(others))}
    known = {link.url for link in near}

    def by_headline(found: Iterable[Link]) -> list[Link]:
        return sorted(found, key=lambda link: _rank(target, link, taken or ()))

    far = (link for link in rest.values() if link.url not in known)
    return _Day(by_headline(near), by_headline(far), listings, others, taken)


async def _unlisted(
    shelf: Shelf, target: Target, day: _Day, pages: Sequence[Reading]
) -> tuple[list[Reading], bool]:
    """Pages that the archive took in those days and no listing shows; and whether these are all there are.

    They aren't where the outlet has an edition on another host, of which no listing was seen.
    """
    assert target.first is not None
    assert target.last is not None
    later = LATER if await shelf.asks_widely() else FAR * DAY
    taken = await shelf.taken(target.first, target.last + later)
    known = {plain(one.url) for one in (*day.near, *day.far)} | {plain(one.page.url) for one in pages}
    new = [one.link for one in taken or () if plain(one.link.url) not in known]
    new.sort(key=lambda link: -_headline(target, link).points)
    found = [await shelf.story(link.url, target.first) for link in new[:MOST_UNLISTED]]
    readable = [one for one in found if one and not one.page.unusable]
    hosts = {host(one.page.url) for one in day.listings}
    whole = taken is not None and all(host(one.link.url) in hosts for one in taken)
    return readable, whole and len(readable) == len(new)


async def _decoys(shelf: Shelf, target: Target, day: _Day, seen: Sequence[Seen]) -> tuple[Seen, ...]:
    """Pages of this outlet that can't be the source, those most like the claim first.

    They are pages of other days; and the headlines of other days that a listing shows as one page, for what
    the outlet writes of every day stands in them.
    """
    assert target.first is not None
    links = {link.url: link for link in (*day.far, *shelf.articles(day.others))}
    known = {one.reading.page.url for one in seen}
    ranked = [link for link in links.values() if link.url not in known and _is_far(target, link.day)]
    ranked = [link for link in ranked if day.may_have(link)]
    ranked.sort(key=lambda link: -_headline(target, link).points)
    found = [one.reading for one in seen if one.offset is not None and abs(one.offset) > FAR]
    for link in ranked[:MOST_TRIED]:
        if len(found) >= MOST_OTHERS:
            break
        if (reading := await shelf.read(link.url, link.day or target.first)) and not reading.page.unusable:
            found.append(reading)
    for one in (*day.others, *day.listings):
        of_day = one in day.listings
        shown = [link for link in shelf.articles([one]) if _is_far(target, link.day)]
        text = "\n".join(link.text for link in shown if link.day or not of_day)
        if text:
            found.append(
                one._replace(page=one.page._replace(text=text, title="", headline="", unusable=None))
            )
    return compared(target, found, {}, beside=seen)


def _is_far(target: Target, day: date | None) -> bool:
    """Whether what a link leads to can't be of that day."""
    return day is None or abs(offset(target, day)) > FAR


def _rank(target: Target, link: Link, has: Container[str]) -> tuple[bool, float, int]:
    """What is asked for first: what the archive surely has, what is like the claim, what is of the day."""
    distance = abs(offset(target, link.day)) if link.day else 0
    return plain(link.url) not in has, -_headline(target, link).points, distance


def _headline(target: Target, link: Link) -> Score:
    return score(target.anchors, Page(link.url, link.text, "", None, "", (), None, None))
