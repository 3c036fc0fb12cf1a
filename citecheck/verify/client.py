"""What the rest of verify asks of an archive: captures, bodies, pages; each of them once.

Whatever fails becomes Unavailable with its reason. Answers are kept as facts, failures only where they are
facts, too: what may be otherwise in an hour is asked again by the next run.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from citecheck.model.archive import Archive, Dialect, base_of
from citecheck.model.verdict import Reason
from citecheck.verify import archives
from citecheck.verify.addresses import printable
from citecheck.verify.archives import Capture, Place
from citecheck.verify.asking import PLAYBACK, Asking, Tools, refusal
from citecheck.verify.budget import Budget
from citecheck.verify.captures import Captures, Index, is_recent
from citecheck.verify.exchange import Answer, BrokenError, TooLargeError
from citecheck.verify.extracts import packed, unpacked
from citecheck.verify.facts import DAY
from citecheck.verify.index import question
from citecheck.verify.known import Known, Learnt
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType

    from citecheck.verify.facts import Facts
    from citecheck.verify.limits import Limits
    from citecheck.verify.page import Page

    How = tuple[tuple[str, ...], str | None]
    """How a page is read: languages and time zone."""

T = TypeVar("T")
REDIRECTS = 5
IN_CIRCLES = "the capture is redirected in circles"


class Body(NamedTuple):
    """A capture as the archive plays it back."""

    capture: Capture
    """The one it is, which needn't be the one that was asked for."""
    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    data: bytes
    """Inflated; of a 2xx at most 1 MB, of all else some kB from the beginning."""


class Reading(NamedTuple):
    """A page and the capture that it is from."""

    capture: Capture
    page: Page


class Client:
    """One archive; `async with` closes its connections. Raises UsageError for a base that is no address."""

    def __init__(
        self,
        archive: Archive,
        facts: Facts,
        limits: Limits,
        *,
        budget: Budget | None = None,
        contact: str = "",
        offline: bool = False,
        allow_private: bool = False,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        self.archive = archive = archive._replace(base=base_of(archive.base))
        offline = offline or os.environ.get("CITECHECK_OFFLINE", "0") not in ("", "0")
        self._known = Known(facts, archive.base, offline=offline)
        self._clock = clock
        tools = Tools(clock, sleep, chance)
        self._asking = Asking(archive, limits, budget or Budget(clock=clock), contact, allow_private, tools)
        self._index = Index(archive, self._known, self._asking, clock)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._known.close()
        await self._asking.close()

    @property
    def requests(self) -> int:
        """How many requests were sent, all of them counted."""
        return self._asking.requests

    @property
    def redirects(self) -> int:
        """How many of them were answered by a redirect."""
        return self._asking.redirects

    @property
    def troubles(self) -> tuple[str, ...]:
        """The first and the last thing by which the archive couldn't be asked, for people."""
        return self._asking.troubles

    async def captures(
        self,
        url: str,
        *,
        match: str = "exact",
        first: str | None = None,
        last: str | None = None,
        daily: bool = False,
        limit: int | None = None,
    ) -> Captures:
        """The captures of an address, or below it, from `first` to `last` (1 to 14 digits, UTC, inclusive).

        Redirects and errors are left out. With `daily` one a day, with another `match` than `exact` one an
        address; at most `limit`. Raises Unavailable.
        """
        return await self._index.captures(question(url, match, first, last, daily, limit))

    async def fetch(self, url: str, timestamp: str) -> Body:
        """The capture of that time or the nearest one, redirects followed within the archive.

        Not kept, and the status may be any. Raises Unavailable.
        """
        return await self._followed(archives.place(timestamp, url), self._step)

    async def page(
        self, url: str, timestamp: str, languages: Sequence[str] = (), timezone: str | None = None
    ) -> Page:
        """What can be read on that capture or the nearest one. Raises Unavailable."""
        return (await self.reading(url, timestamp, languages, timezone)).page

    async def reading(
        self, url: str, timestamp: str, languages: Sequence[str] = (), timezone: str | None = None
    ) -> Reading:
        """As `page`, with the capture that it is from. Raises Unavailable."""
        how = (tuple(languages), timezone)

        def known(place: Place) -> Reading | None:
            page = self._known.get(("page", *place, *how), unpacked)
            return page and Reading(Capture(place.original, place.timestamp), page)

        async def visit(place: Place) -> Reading | Place:
            if found := known(place):
                return found
            following = await self._known.learn(
                ("playback", *place, *how),
                "nearest",
                lambda: self._led(place, how),
                lambda value: led(place, value),
            )
            return known(place) or following

        def led(place: Place, value: Any) -> Place:
            following = Place._make(value)
            if following == place and not known(place):
                raise ValueError("the page was let go since")
            return following

        return await self._followed(archives.place(timestamp, url), visit)

    async def dialect(self) -> Dialect:
        """How the archive's index is asked: as told, or as its first answer shows. Raises Unavailable."""
        return await self._index.dialect()

    async def _followed(self, place: Place, visit: Callable[[Place], Awaitable[T | Place]]) -> T:
        """Where redirects end; raises Unavailable where they don't."""
        seen: list[Place] = []
        while place not in seen:
            seen.append(place)
            if len(seen) > 1 + REDIRECTS:
                why = f"the capture is redirected more than {REDIRECTS} times"
                raise Unavailable(Reason.CAPTURE_UNUSABLE, why)
            try:
                found = await visit(place)
            except Unavailable as error:
                if error.reason is not Reason.NO_CAPTURE or len(seen) == 1:
                    raise
                why = f"the capture is a redirect to {place.original}, which the archive doesn't have"
                raise Unavailable(Reason.CAPTURE_UNUSABLE, why) from None
            if not isinstance(found, Place):
                return found
            place = found
        raise Unavailable(Reason.CAPTURE_UNUSABLE, IN_CIRCLES)

    async def _step(self, place: Place) -> Body | Place:
        """One request: a body, or the capture that it leads to."""

        def judge(answer: Answer) -> Body | Place:
            captured = archives.memento_time(answer.headers)
            location = answer.headers.get("location")
            if location and 300 <= answer.status < 400:
                following = archives.redirected(self.archive, place, location, captured is not None)
                if following is None:
                    why = f"the capture is redirected out of the archive, to '{printable(location)}'"
                    raise Unavailable(Reason.CAPTURE_UNUSABLE, why)
                if following == place:
                    raise Unavailable(Reason.CAPTURE_UNUSABLE, IN_CIRCLES)
                return following
            if captured:
                kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None
                capture = Capture(place.original, captured, answer.status, kind)
                return Body(capture, answer.status, answer.headers, answer.data)
            if answer.status == 404:
                raise Unavailable(Reason.NO_CAPTURE, f"the archive has no capture of {place.original}")
            if answer.status >= 400:
                raise refusal(answer, self.archive.base)
            raise BrokenError("a page without Memento-Datetime, which pywb sends with enable_memento")

        try:
            return await self._asking.ask(PLAYBACK, archives.playback(self.archive, place), judge)
        except TooLargeError as error:
            raise Unavailable(Reason.TOO_LARGE, str(error)) from None
        except BrokenError as error:
            raise Unavailable(Reason.UNREACHABLE, str(error)) from None

    async def _led(self, place: Place, how: How) -> Learnt:
        """Where playback leads to; the place itself when its page was read and kept."""
        found = await self._step(place)
        if isinstance(found, Body):
            # nothing may come between the answer and this: what was asked once is never asked again
            found = self._read(found, how)
        nearest = DAY if is_recent(place.timestamp, self._clock()) else 30 * DAY
        return Learnt(found, None if found == place else nearest)

    def _read(self, body: Body, how: How) -> Place:
        from citecheck.verify.page import read

        place = Place(body.capture.timestamp, body.capture.original)
        if not 200 <= body.status < 300:
            why = f"the capture of {place.timestamp} is an answer {body.status}"
            raise Unavailable(Reason.CAPTURE_UNUSABLE, why)
        page = read(body.data, body.headers, place.original, *how)
        self._known.put(("page", *place, *how), "page", Learnt(packed(page), None))
        return place
