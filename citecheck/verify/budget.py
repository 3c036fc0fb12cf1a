"""What a run may spend on archives."""

from __future__ import annotations

import time
from contextvars import ContextVar
from typing import TYPE_CHECKING

from citecheck.model.verdict import Reason
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable


class Tally:
    """How many requests were sent for the sake of one look-up."""

    requests = 0


TALLY: ContextVar[Tally | None] = ContextVar("TALLY", default=None)
"""The tally of whoever is asking."""


class Budget:
    """So many requests, and seconds from now on, for all archives together; None is no bound."""

    def __init__(
        self,
        requests: int | None = None,
        seconds: float | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._requests = requests
        self._clock = clock
        self.latest = None if seconds is None else clock() + seconds
        """When a request may be sent at the latest; in seconds since 1970."""
        self.spent = 0

    def check(self) -> None:
        """Raises Unavailable when nothing is left."""
        if self._requests is not None and self.spent >= self._requests:
            raise Unavailable(Reason.BUDGET, f"all {self._requests} requests are spent")
        if self.latest is not None and self._clock() >= self.latest:
            raise Unavailable(Reason.BUDGET, "the time given is over")

    def spend(self) -> None:
        """One request; raises Unavailable when none is left."""
        self.check()
        self.spent += 1
        if tally := TALLY.get():
            tally.requests += 1

    def seconds_left(self) -> float | None:
        """None without a bound."""
        return None if self.latest is None else max(0.0, self.latest - self._clock())
