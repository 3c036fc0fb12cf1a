"""What the rest of verify asks of an archive: captures, bodies, pages; each of them once.

Whatever fails becomes Unavailable with its reason. Answers are kept as facts, failures only where they are
facts, too: what may be otherwise in an hour is asked again by the next run.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

from citecheck.model.archive import base_of
from citecheck.model.verdict import Reason
from citecheck.verify import archives
from citecheck.verify.addresses import printable
from citecheck.verify.archives import Archive, Capture, Dialect, Place, Query
from citecheck.verify.asking import INDEX, PLAYBACK, Asking, Tools, refusal
from citecheck.verify.budget import Budget
from citecheck.verify.exchange import Answer, BrokenError, TooLargeError
from citecheck.verify.extracts import packed, unpacked
from citecheck.verify.known import DAY, Known, Learnt
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType

    from citecheck.verify.facts import Facts
    from citecheck.verify.limits import Limits
    from citecheck.verify.page import Page  # type: ignore[import-untyped,unused-ignore]

    How = tuple[tuple[str, ...], str | None]
    """How a page is read: languages and time zone."""

T = TypeVar("T")
REDIRECTS = 5
IN_CIRCLES = "the capture is redirected in circles"
MOST_ANSWERS = 20
"""To one question to the index, each going on where the last one stopped."""
CANARIES = {"web.archive.org": "example.com"}
"""Pages that archives surely have; without one, an archive is asked for one only to hear its dialect."""
RECENT = timedelta(days=90)


class Captures(NamedTuple):
    """What an index holds."""

    rows: tuple[Capture, ...]
    complete: bool
    """Whether there can't be more; only ever of a single address: wider answers are cut silently."""


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
        self._index = archives.places(archive)[0]
        tools = Tools(clock, sleep, chance)
        self._asking = Asking(archive, limits, budget or Budget(clock=clock), contact, allow_private, tools)

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
        return await self._captures(archives.question(url, match, first, last, daily, limit))

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
        told = self.archive.dialect
        return told if told else await self._known.learn(("dialect",), "dialect", self._canary, Dialect)

    async def _canary(self) -> Learnt:
        canary = CANARIES.get(urlsplit(self.archive.base).hostname or "")
        asked = {"url": canary or "example.com", "output": "json", "limit": "1"}

        def judge(answer: Answer) -> Dialect:
            found = archives.dialect_of(self._listed(answer), answer.headers.get("content-type", ""))
            if found is None:
                what = "a list of captures"
            elif canary and canary.encode() not in answer.data:
                what = f"the captures of {canary}, which it surely holds"
            else:
                return found
            why = f"{self._index} doesn't answer with {what}; is it the right address?"
            raise Unavailable(Reason.UNREACHABLE, why)

        try:
            return Learnt(await self._asking.ask(INDEX, f"{self._index}?{urlencode(asked)}", judge), 30 * DAY)
        except (BrokenError, TooLargeError) as error:
            raise Unavailable(Reason.UNREACHABLE, str(error)) from None

    async def _captures(self, query: Query) -> Captures:
        split = ("split", *_normalised(query))
        parts = archives.narrower(query) if self._known.get(split, bool) else ()
        if not parts:
            try:
                return await self._unsplit(query)
            except (BrokenError, TooLargeError) as error:
                parts = archives.narrower(query)
                if not parts:
                    reason = Reason.TOO_LARGE if isinstance(error, TooLargeError) else Reason.UNREACHABLE
                    raise Unavailable(reason, str(error)) from None
        found = [await self._captures(part) for part in parts]
        self._known.put(split, "split", Learnt(True, 30 * DAY))
        return _bounded(query, [row for one in found for row in one.rows], all(one.complete for one in found))

    async def _unsplit(self, query: Query) -> Captures:
        """All answers to a question; raises BrokenError and TooLargeError, too."""
        rows: list[Capture] = []
        resumed: list[str | None] = [None]
        while True:
            answer = await self._answer(query, resumed[-1])
            rows += answer.rows
            enough = query.limit is not None and len(rows) >= query.limit
            if answer.resume in resumed or enough or len(resumed) == MOST_ANSWERS:
                break  # that was the last one, or it leads in circles
            resumed.append(answer.resume)
        return _bounded(query, rows, query.match == "exact" and answer.resume is None)

    async def _answer(self, query: Query, resume: str | None) -> archives.Answer:
        dialect = await self.dialect()

        def judge(answer: Answer) -> archives.Answer:
            return archives.read(query, dialect, self._listed(answer), answer.headers.get("content-type", ""))

        async def ask() -> Learnt:
            url = f"{self._index}?{archives.parameters(query, dialect, resume)}"
            answer = await self._asking.ask(INDEX, url, judge)
            return Learnt(answer, self._lasting(query, bool(answer.rows)))

        parts = ("captures", dialect, *_normalised(query), resume)
        return await self._known.learn(parts, "captures", ask, _rows)

    def _listed(self, answer: Answer) -> bytes:
        """The body of an index's answer; raises Unavailable for a refusal."""
        if answer.status != 200:
            raise refusal(answer, self._index)
        return answer.data

    def _lasting(self, query: Query, some: bool) -> float:
        """For how many seconds an answer of the index holds: what is long past rarely changes."""
        if query.last is None or self._is_recent(query.last):
            return DAY
        return 90 * DAY if some else 14 * DAY

    def _is_recent(self, time: str) -> bool:
        return time.ljust(14, "9") >= f"{datetime.fromtimestamp(self._clock(), UTC) - RECENT:%Y%m%d%H%M%S}"

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
        nearest = DAY if self._is_recent(place.timestamp) else 30 * DAY
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


def _bounded(query: Query, rows: Sequence[Capture], complete: bool) -> Captures:
    """Each row once, and not more than were asked for."""
    unique = tuple(dict.fromkeys(rows))
    cut = query.limit is not None and len(unique) >= query.limit
    return Captures(unique[: query.limit], complete and not cut)


def _normalised(query: Query) -> Query:
    """The same for addresses that an index doesn't tell apart."""
    return query._replace(url=query.url.partition("://")[2].removeprefix("www."))


def _rows(value: Any) -> archives.Answer:
    rows, resume = value
    return archives.Answer(tuple(Capture._make(row) for row in rows), resume)
