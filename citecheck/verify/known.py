"""What is known of one archive: from before, or else asked for once by all who want it, and kept."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from citecheck.model.verdict import Reason
from citecheck.verify.addresses import printable
from citecheck.verify.facts import DAY
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from citecheck.verify.facts import Facts

T = TypeVar("T")
LASTING = {
    Reason.EXCLUDED: 30 * DAY,
    Reason.NO_CAPTURE: 14 * DAY,
    Reason.CAPTURE_UNUSABLE: 30 * DAY,
    Reason.TOO_LARGE: 30 * DAY,
}
"""Failures that are facts, and for how many seconds; all others may be over in an hour."""


class Learnt(NamedTuple):
    """A value of JSON (tuples become lists), and the seconds for which it holds; None for ever."""

    value: Any
    seconds: float | None


class Known:
    """The facts of the archive at `base`; offline nothing is asked, and what was known once will do."""

    def __init__(self, facts: Facts, base: str, *, offline: bool) -> None:
        self._facts = facts
        self._base = base
        self._offline = offline
        self._running: dict[str, asyncio.Task[Any]] = {}

    async def close(self) -> None:
        """Gives up what is still being asked."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def get(self, parts: tuple[object, ...], decode: Callable[[Any], T]) -> T | None:
        """None for what isn't known, or can't be what was kept; raises Unavailable for a known failure.

        `decode` raises TypeError, ValueError, KeyError or AttributeError for what it can't use.
        """
        value = self._facts.get(self._key(parts), stale=self._offline)
        failure = None
        with suppress(TypeError, ValueError, KeyError, AttributeError):
            if not isinstance(value, dict) or "reason" not in value:
                return None if value is None else decode(value)
            failure = Unavailable(Reason(value["reason"]), printable(value["detail"], 500))
        if failure:
            raise failure
        return None

    def put(self, parts: tuple[object, ...], kind: str, learnt: Learnt) -> None:
        """Keeps a fact at once; `kind` is what facts are counted by."""
        self._facts.put(self._key(parts), kind, *learnt)

    async def learn(
        self,
        parts: tuple[object, ...],
        kind: str,
        ask: Callable[[], Awaitable[Learnt]],
        decode: Callable[[Any], T],
    ) -> T:
        """What is known under these parts, or what `ask` finds out. Raises Unavailable."""
        if (known := self.get(parts, decode)) is not None:
            return known
        key = self._key(parts)
        if (running := self._running.get(key)) is None:
            running = self._running[key] = asyncio.ensure_future(self._asked(parts, kind, ask))
            running.add_done_callback(lambda _: self._running.pop(key, None))
        return decode(await asyncio.shield(running))  # one who gives up doesn't take it from the others

    async def _asked(self, parts: tuple[object, ...], kind: str, ask: Callable[[], Awaitable[Learnt]]) -> Any:
        if self._offline:
            raise Unavailable(Reason.OFFLINE, "it isn't known from before, and nothing is asked offline")
        try:
            learnt = await ask()
        except Unavailable as error:
            if error.reason in LASTING:
                failure = {"reason": error.reason, "detail": error.detail}
                self.put(parts, error.reason, Learnt(failure, LASTING[error.reason]))
            raise
        self.put(parts, kind, learnt)
        return learnt.value

    def _key(self, parts: tuple[object, ...]) -> str:
        return json.dumps([self._base, *parts])
