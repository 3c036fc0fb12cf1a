"""What the rest of verify asks of an archive: captures, bodies, pages; each of them once.

Whatever fails becomes Unavailable with its reason. Answers are kept as facts, failures only where they are
facts, too: what may be otherwise in an hour is asked again by the next run.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from urllib.parse import urlencode, urlsplit

from citecheck.model.verdict import Reason
from citecheck.verify import archives
from citecheck.verify.addresses import printable, web_address
from citecheck.verify.archives import Archive, Capture, Dialect, Place, Query
from citecheck.verify.asking import INDEX, PLAYBACK, Asking, Tools, refusal
from citecheck.verify.budget import Budget
from citecheck.verify.exchange import Answer, BrokenError, TooLargeError
from citecheck.verify.extracts import packed, unpacked
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from types import TracebackType

    from citecheck.verify.facts import Facts
    from citecheck.verify.limits import Limits
    from citecheck.verify.page import Page

T = TypeVar("T")
REDIRECTS = 5
MOST_ANSWERS = 20
"""To one question to the index, each going on where the last one stopped."""
CANARIES = {"web.archive.org": "example.com"}
"""Pages that archives surely have; without one, an archive is asked for one only to hear its dialect."""
DAY = 86_400.0
RECENT = timedelta(days=90)
LASTING = {
    Reason.EXCLUDED: 30 * DAY,
    Reason.NO_CAPTURE: 14 * DAY,
    Reason.CAPTURE_UNUSABLE: 30 * DAY,
    Reason.TOO_LARGE: 30 * DAY,
}
"""Failures that are facts, and for how many seconds."""


class Captures(NamedTuple):
    """What an index holds."""

    rows: tuple[Capture, ...]
    complete: bool
    """Whether there can't be more; only ever of a single address, since indexes cut wider answers silently."""


class Body(NamedTuple):
    """A capture as the archive plays it back."""

    capture: Capture
    """The one it is, which needn't be the one that was asked for."""
    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    data: bytes
    """Inflated; of all but a 2xx, only its beginning."""


class Reading(NamedTuple):
    """A page and the capture that it is from."""

    capture: Capture
    page: Page


class Client:
    """One archive; `async with` closes its connections."""

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
        self.archive = archive
        self._facts = facts
        self._offline = offline or os.environ.get("CITECHECK_OFFLINE", "0") not in ("", "0")
        self._clock = clock
        self._index = archives.places(archive)[0]
        self._running: dict[str, asyncio.Task[Any]] = {}
        tools = Tools(clock, sleep, chance)
        self._asking = Asking(archive, limits, budget or Budget(clock=clock), contact, allow_private, tools)

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await self._asking.close()

    @property
    def requests(self) -> int:
        """How many requests were sent, all of them counted."""
        return self._asking.requests

    @property
    def redirects(self) -> int:
        """How many of them were answered by a redirect."""
        return self._asking.redirects

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
            page = self._known(("page", *place, *how), unpacked)
            return page and Reading(Capture(place.original, place.timestamp), page)

        async def visit(place: Place) -> Reading | Place:
            def led(value: Any) -> Place:
                following = Place._make(value)
                if following == place and not known(place):
                    raise ValueError("the page was let go meanwhile")
                return following

            async def ask() -> tuple[Place, float | None]:
                found = await self._step(place)
                following = self._read(found, how) if isinstance(found, Body) else found
                return following, None if following == place else 30 * DAY

            return known(place) or await self._fact(("playback", *place, *how), "nearest", ask, led)

        return await self._followed(archives.place(timestamp, url), visit)

    async def dialect(self) -> Dialect:
        """How the archive's index is asked: as it was told, or as its first answer shows. Raises Unavailable."""
        return self.archive.dialect or await self._fact(("dialect",), "dialect", self._canary, Dialect)

    async def _canary(self) -> tuple[Dialect, float]:
        canary = CANARIES.get(urlsplit(self.archive.base).hostname or "")
        asked = {"url": canary or "example.com", "output": "json", "limit": "1"}

        def judge(answer: Answer) -> Dialect:
            found = archives.dialect_of(self._listed(answer), answer.headers.get("content-type", ""))
            if found is None or (canary and len(answer.data) < len(canary)):
                what = (
                    "a list of captures"
                    if found is None
                    else f"a list with '{canary}', which it surely holds"
                )
                raise Unavailable(
                    Reason.UNREACHABLE, f"{self._index} doesn't answer with {what}; is it the right address?"
                )
            return found

        try:
            return await self._asking.ask(INDEX, f"{self._index}?{urlencode(asked)}", judge), 30 * DAY
        except (BrokenError, TooLargeError) as error:
            raise Unavailable(Reason.UNREACHABLE, str(error)) from None

    async def _captures(self, query: Query) -> Captures:
        split = ("split", *_normalised(query))
        parts = archives.narrower(query) if self._known(split, bool) else ()
        if not parts:
            try:
                return await self._unsplit(query)
            except (BrokenError, TooLargeError) as error:
                parts = archives.narrower(query)
                if not parts:
                    reason = Reason.TOO_LARGE if isinstance(error, TooLargeError) else Reason.UNREACHABLE
                    raise Unavailable(reason, str(error)) from None
        found = [await self._captures(part) for part in parts]
        self._facts.put(self._key(split), "split", True, 30 * DAY)
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

        async def ask() -> tuple[archives.Answer, float | None]:
            url = f"{self._index}?{archives.parameters(query, dialect, resume)}"
            answer = await self._asking.ask(INDEX, url, judge)
            return answer, self._lasting(query, bool(answer.rows))

        return await self._fact(("captures", dialect, *_normalised(query), resume), "captures", ask, _rows)

    def _listed(self, answer: Answer) -> bytes:
        """The body of an index's answer; raises Unavailable for a refusal."""
        if answer.status != 200:
            raise refusal(answer, self._index)
        return answer.data

    def _lasting(self, query: Query, some: bool) -> float:
        """For how many seconds an answer of the index holds: what is long past rarely changes."""
        settled = f"{datetime.fromtimestamp(self._clock(), UTC) - RECENT:%Y%m%d%H%M%S}"
        if query.last is None or query.last.ljust(14, "9") >= settled:
            return DAY
        return 90 * DAY if some else 14 * DAY

    async def _followed(self, place: Place, visit: Callable[[Place], Awaitable[T | Place]]) -> T:
        """Where redirects end; raises Unavailable where they don't."""
        seen: list[Place] = []
        while place not in seen:
            seen.append(place)
            if len(seen) > 1 + REDIRECTS:
                raise Unavailable(
                    Reason.CAPTURE_UNUSABLE, f"the capture is redirected more than {REDIRECTS} times"
                )
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
        raise Unavailable(Reason.CAPTURE_UNUSABLE, "the capture is redirected in circles")

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
                return following
            if captured:
                kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None
                capture = Capture(place.original, captured, answer.status, kind)
                return Body(capture, answer.status, answer.headers, answer.data)
            if answer.status == 404:
                raise Unavailable(Reason.NO_CAPTURE, f"the archive has no capture of {place.original}")
            if answer.status >= 400:
                raise refusal(answer, "playback")
            raise BrokenError(
                "a page of the archive's own, without Memento-Datetime (pywb has enable_memento for it)"
            )

        try:
            return await self._asking.ask(PLAYBACK, archives.playback(self.archive, place), judge)
        except TooLargeError as error:
            raise Unavailable(Reason.TOO_LARGE, str(error)) from None
        except BrokenError as error:
            raise Unavailable(Reason.UNREACHABLE, str(error)) from None

    def _read(self, body: Body, how: tuple[tuple[str, ...], str | None]) -> Place:
        """Reads a page and keeps it, before anything else can happen; tells where."""
        from citecheck.verify.page import read

        original, timestamp = body.capture[:2]
        if not 200 <= body.status < 300:
            raise Unavailable(
                Reason.CAPTURE_UNUSABLE, f"the capture of {timestamp} is an answer {body.status}"
            )
        place = Place(timestamp, original)
        page = read(body.data, body.headers, original, *how)
        self._facts.put(self._key(("page", *place, *how)), "page", packed(page), None)
        return place

    async def _fact(
        self,
        parts: tuple[object, ...],
        kind: str,
        ask: Callable[[], Awaitable[tuple[Any, float | None]]],
        decode: Callable[[Any], T],
    ) -> T:
        """What is known under these parts, or else is asked, by one for all who want it, and kept."""
        if (known := self._known(parts, decode)) is not None:
            return known
        key = self._key(parts)
        if (running := self._running.get(key)) is None:
            running = self._running[key] = asyncio.ensure_future(self._learnt(key, kind, ask))
            running.add_done_callback(lambda _: self._running.pop(key, None))
        return decode(await asyncio.shield(running))

    async def _learnt(
        self, key: str, kind: str, ask: Callable[[], Awaitable[tuple[Any, float | None]]]
    ) -> Any:
        if self._offline:
            raise Unavailable(Reason.OFFLINE, "it isn't known from before, and nothing is asked offline")
        try:
            value, seconds = await ask()
        except Unavailable as error:
            if error.reason in LASTING:
                failure = {"reason": error.reason, "detail": error.detail}
                self._facts.put(key, error.reason, failure, LASTING[error.reason])
            raise
        self._facts.put(key, kind, value, seconds)
        return value

    def _known(self, parts: tuple[object, ...], decode: Callable[[Any], T]) -> T | None:
        """None for what isn't known, or can't be what was kept; raises Unavailable for a known failure."""
        value = self._facts.get(self._key(parts), stale=self._offline)
        failure = None
        with suppress(TypeError, ValueError, KeyError, AttributeError):
            if not isinstance(value, dict) or "reason" not in value:
                return None if value is None else decode(value)
            failure = Unavailable(Reason(value["reason"]), printable(value["detail"], 500))
        if failure:
            raise failure
        return None

    def _key(self, parts: tuple[object, ...]) -> str:
        return json.dumps([self.archive.base, *parts])


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
