"""When an archive may be asked again: the rate, and the breaker that keeps off one that refuses.

Archives count by the network's address, so all processes of a user share what is remembered here, in SQLite:
each request books the next free slot before it is sent. A run that comes later finds the breaker as the last
one left it, and doesn't knock at a door that was shut. How long each thing lasts follows what the operators
of the largest archive ask for.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from citecheck.model.verdict import Reason
from citecheck.sqlite import Database
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

T = TypeVar("T")
NAME = "limits-1.sqlite"
"""Kept when the cache is cleared: a block doesn't end with it."""
TABLES = """
CREATE TABLE IF NOT EXISTS buckets (
    name TEXT PRIMARY KEY, next_at REAL, paused_until REAL, slower INTEGER, slower_until REAL,
    throttled_until REAL, failures INTEGER, opened INTEGER, open_until REAL, probe_until REAL, reason TEXT
) WITHOUT ROWID"""
PAUSE = 60.0
"""Seconds after a 429 that doesn't say how long."""
LONGEST_PAUSE = 900.0
AGAIN_WITHIN = 300.0
"""A second 429 in this time opens the breaker."""
SLOWER_FOR = 3600.0
SLOWEST = 8
IN_A_ROW = 5
"""So many timeouts or failures open the breaker."""
BLOCK, OUTAGE = 3600.0, 600.0
"""Seconds that it stays open at first: after a refusal or a second 429, and after failures."""
MOST_TIMES = 4
"""Each time doubles it, up to so many times as long."""
PROBE = 180.0
"""How long the one request that tries the door again holds off all others; more than it may last."""
OWN = 1 / 60
"""An archive without a rate is one's own: nothing needs to be spared, and a minute is as an hour."""


class Bucket(NamedTuple):
    """What shares one rate: an archive's index, or its playback."""

    name: str
    """For people, too: `web.archive.org, index`."""
    interval: float
    """Seconds between two requests; 0 without a rate."""

    @property
    def share(self) -> float:
        """What all times of waiting are multiplied by."""
        return 1.0 if self.interval else OWN


class _State(NamedTuple):
    """A row of the table; times are seconds since 1970."""

    name: str
    next_at: float = 0.0
    paused_until: float = 0.0
    slower: int = 1
    """What the interval is multiplied by, until `slower_until`."""
    slower_until: float = 0.0
    throttled_until: float = 0.0
    """The end of the pause after the last 429."""
    failures: int = 0
    """In a row."""
    opened: int = 0
    """How often without a good answer in between."""
    open_until: float = 0.0
    """0: closed."""
    probe_until: float = 0.0
    reason: str = ""
    """Why the breaker is open."""


class Limits:
    """The buckets of all archives, in `folder`; without one, of this process alone."""

    def __init__(self, folder: str | None, clock: Callable[[], float] = time.time) -> None:
        self._database = Database(folder, NAME, TABLES)
        self._clock = clock

    @property
    def trouble(self) -> str | None:
        """Why the limits aren't shared with other processes; None while they are."""
        return self._database.trouble

    def reserve(self, bucket: Bucket, latest: float | None = None) -> float:
        """Books the next free slot, and tells the seconds until then.

        Raises Unavailable while the breaker is open, and with `budget`, booking nothing, where the slot would
        lie after `latest`.
        """

        def booked(state: _State, now: float) -> tuple[_State, float]:
            if state.open_until:
                until = max(state.open_until, state.probe_until)
                if now < until:
                    raise _shut(bucket, state.reason, until)
                state = state._replace(probe_until=now + PROBE)
            slot = max(now, state.next_at, state.paused_until)
            if latest is not None and slot > latest:
                raise Unavailable(
                    Reason.BUDGET, f"{bucket.name}: its next free slot lies after the time given"
                )
            slower = state.slower if now < state.slower_until else 1
            if bucket.interval:
                state = state._replace(next_at=slot + bucket.interval * slower)
            return state, slot - now

        return self._changed(bucket, booked)

    def is_paused(self, bucket: Bucket) -> bool:
        """Whether a slot that has come is void, for a pause was ordered since; raises as `reserve` does."""

        def looked(state: _State, now: float) -> tuple[_State, bool]:
            if now < state.open_until:
                raise _shut(bucket, state.reason, state.open_until)
            return state, now < state.paused_until

        return self._changed(bucket, looked)

    def answered(self, bucket: Bucket) -> None:
        """A good answer: the breaker closes, unless it was opened since the question."""

        def closed(state: _State, now: float) -> tuple[_State, None]:
            if now < state.open_until:
                return state, None
            return state._replace(failures=0, opened=0, open_until=0.0, probe_until=0.0, reason=""), None

        self._changed(bucket, closed)

    def throttled(self, bucket: Bucket, seconds: float | None) -> None:
        """A 429: a pause of `seconds`, if it says so, half the rate, and the breaker for the second one."""
        share = bucket.share

        def slowed(state: _State, now: float) -> tuple[_State, None]:
            if now < state.throttled_until:
                return state, None  # the same one, to a request sent before the pause
            again = state.opened or now - state.throttled_until < AGAIN_WITHIN * share
            slower = state.slower if now < state.slower_until else 1
            until = now + _pause(seconds, share)
            state = state._replace(
                paused_until=max(state.paused_until, until),
                throttled_until=until,
                slower=min(2 * slower, SLOWEST),
                slower_until=until + SLOWER_FOR * share,
            )
            return _opened(state, now, BLOCK * share, Reason.RATE_LIMITED) if again else state, None

        self._changed(bucket, slowed)

    def refused(self, bucket: Bucket) -> None:
        """No connection: the breaker at once, for that is how a firewall's block looks."""
        block = BLOCK * bucket.share
        self._changed(bucket, lambda state, now: (_opened(state, now, block, Reason.UNREACHABLE), None))

    def failed(self, bucket: Bucket, seconds: float | None = None) -> None:
        """A timeout, an error of the archive's, half an answer; a pause only where it asked for `seconds`."""
        share = bucket.share

        def counted(state: _State, now: float) -> tuple[_State, None]:
            state = state._replace(failures=state.failures + 1)
            if seconds is not None:
                state = state._replace(paused_until=max(state.paused_until, now + _pause(seconds, share)))
            if state.failures >= IN_A_ROW or state.opened:
                state = _opened(state, now, OUTAGE * share, Reason.UNREACHABLE)
            return state, None

        self._changed(bucket, counted)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def _changed(self, bucket: Bucket, change: Callable[[_State, float], tuple[_State, T]]) -> T:
        def work(database: sqlite3.Connection) -> T:
            row = database.execute("SELECT * FROM buckets WHERE name = ?", (bucket.name,)).fetchone()
            now = self._clock()
            before = _State(*row) if row and _is_sane(row, now) else _State(bucket.name)
            after, result = change(before, now)
            if after != before:
                marks = ", ".join("?" * len(after))
                database.execute(f"INSERT OR REPLACE INTO buckets VALUES ({marks})", after)
            return result

        return self._database.run(work)


def seconds_asked(value: str | None, now: float) -> float | None:
    """What a `Retry-After` asks for, in seconds: a number, or a date; None for none that can be read."""
    from email.utils import parsedate_to_datetime

    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value.strip()[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except (ValueError, OverflowError):
        return None


def _pause(seconds: float | None, share: float) -> float:
    return PAUSE * share if seconds is None else min(seconds, LONGEST_PAUSE)


def _is_sane(row: tuple[object, ...], now: float) -> bool:
    """Whether a row can have been written by us, and by a clock that was right."""
    state = _State._make(row)
    if not all(isinstance(value, (int, float)) for value in row[1:-1]) or state.reason not in ("", *Reason):
        return False
    return max(state.next_at, state.paused_until, state.open_until) <= now + MOST_TIMES * BLOCK


def _opened(state: _State, now: float, first: float, reason: Reason) -> _State:
    if now < state.open_until:
        return state  # an answer to a request sent before
    return state._replace(
        opened=state.opened + 1,
        failures=0,
        open_until=now + first * min(2**state.opened, MOST_TIMES),
        probe_until=0.0,
        reason=reason.value,
    )


def _shut(bucket: Bucket, reason: str, until: float) -> Unavailable:
    asked = f"{datetime.fromtimestamp(until, UTC):%Y-%m-%d %H:%M} UTC"
    return Unavailable(Reason(reason), f"{bucket.name}: refused or failed before; asked again after {asked}")
