"""Questions to one archive, within rate, breaker and budget, and which of them are asked again.

An answer with `Memento-Datetime` is the old page's, whatever its status; one without is the archive's own.
This is looked at first: a 429 that was archived says nothing of our rate.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from urllib.parse import urlsplit

from citecheck import __version__
from citecheck.model.verdict import Reason
from citecheck.verify.addresses import printable
from citecheck.verify.archives import memento_time
from citecheck.verify.exchange import (
    WHOLE,
    Answer,
    Bounds,
    BrokenError,
    Exchange,
    GarbledError,
    RefusedError,
    TooLargeError,
)
from citecheck.verify.index import BrokenAnswerError
from citecheck.verify.limits import Bucket, seconds_asked
from citecheck.verify.unavailable import PASSING, Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.model.archive import Archive
    from citecheck.verify.budget import Budget
    from citecheck.verify.limits import Limits

T = TypeVar("T")
PROJECT = "https://citecheck-press.readthedocs.io"
AGAIN = (1.0, 3.0)
"""Seconds before another try, at least and at most; twice as many before the one after it."""


class Kind(NamedTuple):
    """What an archive is asked for, and how."""

    name: str
    interval: float
    """Seconds between two requests, unless the configuration says otherwise: less than half as often as the
    largest archive allows, for all runs behind one address of the network share that."""
    bounds: Bounds
    tries: int


INDEX = Kind("index", 5.0, Bounds(8_000_000, 8_000_000, 8_000_000, 60.0), tries=1)
"""One that fails was mostly asked too much, and is never asked the same again."""
PLAYBACK = Kind("playback", 0.5, Bounds(2_000_000, 8_000_000, 1_000_000, 45.0), tries=3)


class Tools(NamedTuple):
    """What passes time; tests have their own."""

    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[object]]
    chance: Callable[[float, float], float]


class ThrottledError(Exception):
    """A 429 of the archive's own."""


class Asking:
    """The way to one archive. `requests` counts what was sent, `redirects` the answers that were one."""

    def __init__(
        self,
        archive: Archive,
        limits: Limits,
        budget: Budget,
        contact: str,
        allow_private: bool,
        tools: Tools,
    ) -> None:
        self.requests = 0
        self.redirects = 0
        self.troubles: tuple[str, ...] = ()
        """The first and the last thing by which the archive couldn't be asked."""
        self._archive, self._limits, self._budget, self._tools = archive, limits, budget, tools
        self._turns = {INDEX: asyncio.Semaphore(1), PLAYBACK: asyncio.Semaphore(archive.connections)}
        about = f"{PROJECT}; {contact}" if contact else PROJECT
        agent = printable(f"citecheck/{__version__} (+{about})", 300).encode("ascii", "replace").decode()
        self._exchange = Exchange(archive.base, agent, archive.connections + 1, allow_private=allow_private)

    async def close(self) -> None:
        """Closes all connections."""
        await self._exchange.close()

    async def ask(self, kind: Kind, url: str, judge: Callable[[Answer], T]) -> T:
        """What `judge` makes of the answer.

        Raises Unavailable; BrokenError when the archive fails, and TooLargeError, so that less can be asked.
        """
        try:
            return await self._asked(kind, url, judge)
        except BrokenError as error:
            self._note(str(error))
            raise
        except Unavailable as error:
            if error.reason in PASSING:
                self._note(error.detail)
            raise

    def _note(self, trouble: str) -> None:
        self.troubles = tuple(dict.fromkeys((*self.troubles[:1], trouble)))

    async def _asked(self, kind: Kind, url: str, judge: Callable[[Answer], T]) -> T:
        """The same, with as many tries as the kind has."""
        bucket = await self._bucket(kind)
        spent = 0.0
        for tried in range(1, kind.tries + 1):
            try:
                async with self._turns[kind]:
                    await self._slot(bucket)
                    started = asyncio.get_running_loop().time()
                    return await self._asked_once(kind, bucket, url, judge, WHOLE - spent)
            except BrokenError:
                spent += asyncio.get_running_loop().time() - started
                if tried == kind.tries or spent >= WHOLE:
                    raise
            await self._tools.sleep(self._tools.chance(*AGAIN) * tried * bucket.share)
        raise AssertionError("a kind is tried at least once")

    async def _asked_once(
        self, kind: Kind, bucket: Bucket, url: str, judge: Callable[[Answer], T], seconds: float
    ) -> T:
        """One request, of which the limits are told how it went."""
        asked: float | None = None
        self._budget.spend()
        self.requests += 1
        try:
            async with asyncio.timeout(self._budget.seconds_left()):
                answer = await self._exchange.get(url, kind.bounds, seconds)
            self.redirects += 300 <= answer.status < 400
            asked = seconds_asked(answer.headers.get("retry-after"), self._tools.clock())
            _look(answer)
            result = judge(answer)
        except TimeoutError:
            raise Unavailable(Reason.BUDGET, "the time given ended before the answer came") from None
        except RefusedError as error:
            self._limits.refused(bucket)
            raise Unavailable(Reason.UNREACHABLE, f"{bucket.name}: {error}") from None
        except ThrottledError:
            self._limits.throttled(bucket, asked)
            raise Unavailable(Reason.RATE_LIMITED, f"{bucket.name}: too many requests (429)") from None
        except TooLargeError as error:
            self._limits.answered(bucket)
            raise TooLargeError(f"{bucket.name}: {error}") from None
        except (BrokenError, BrokenAnswerError, GarbledError) as error:
            if kind is PLAYBACK and isinstance(error, GarbledError):  # the archive has it so
                self._limits.answered(bucket)
                raise Unavailable(Reason.CAPTURE_UNUSABLE, f"{bucket.name}: {error}") from None
            self._limits.failed(bucket, asked)
            what = "no list of captures in this dialect, but " if isinstance(error, BrokenAnswerError) else ""
            raise BrokenError(f"{bucket.name}: {what}{error}") from None
        except Unavailable as error:
            failed = error.reason is Reason.UNREACHABLE
            (self._limits.failed if failed else self._limits.answered)(bucket)
            raise
        self._limits.answered(bucket)
        return result

    async def _bucket(self, kind: Kind) -> Bucket:
        asked = self._archive.playback_per_second
        if kind is INDEX:
            asked = self._archive.index_per_minute and self._archive.index_per_minute / 60
        private = await self._exchange.is_private()
        interval = 1 / asked if asked else 0.0 if private else kind.interval
        return Bucket(f"{urlsplit(self._archive.base).netloc}, {kind.name}", interval)

    async def _slot(self, bucket: Bucket) -> None:
        """Waits for the turn of a request; raises Unavailable."""
        while True:
            self._budget.check()
            seconds = self._limits.reserve(bucket, self._budget.latest)
            if not seconds:
                return
            await self._tools.sleep(seconds)
            if not self._limits.is_paused(bucket):
                return


def refusal(answer: Answer, place: str) -> Unavailable:
    """What an archive says with an error of its own; `place` is what was asked."""
    said = answer.data.decode(errors="replace")
    reported = answer.headers.get("x-archive-wayback-runtime-error", "")
    if answer.status == 451 or (answer.status == 403 and "AccessControl" in said + reported):
        return Unavailable(Reason.EXCLUDED, "the archive leaves this site out, on its owner's wish")
    words = printable(" ".join(reported.split() or said.split()))
    return Unavailable(Reason.UNREACHABLE, f"{place} answers {answer.status}: {words or 'nothing more'}")


def _look(answer: Answer) -> None:
    """Raises what only the archive itself can say."""
    if memento_time(answer.headers) is None:
        if answer.status == 429:
            raise ThrottledError
        if answer.status >= 500:
            raise BrokenError(f"an error of the archive's ({answer.status})")
