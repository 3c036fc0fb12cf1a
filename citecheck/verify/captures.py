"""What the index of an archive says: each question asked once, and split where it is too wide."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from citecheck.model.archive import Dialect
from citecheck.model.verdict import Reason
from citecheck.verify import index
from citecheck.verify.archives import Capture, places
from citecheck.verify.asking import INDEX, refusal
from citecheck.verify.exchange import BrokenError, TooLargeError
from citecheck.verify.facts import DAY
from citecheck.verify.known import Learnt
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citecheck.model.archive import Archive
    from citecheck.verify.asking import Asking
    from citecheck.verify.exchange import Answer
    from citecheck.verify.index import Query
    from citecheck.verify.known import Known

MOST_ANSWERS = 20
"""To one question to the index, each going on where the last one stopped."""
CANARIES = {"web.archive.org": "example.com"}
"""Pages that archives surely have; without one, an archive is asked for one only to hear its dialect."""
RECENT = timedelta(days=90)
"""What was captured since may be joined by more any day."""


class Captures(NamedTuple):
    """What an index holds."""

    rows: tuple[Capture, ...]
    complete: bool
    """Whether there can't be more; only ever of a single address: wider answers are cut silently."""


class Index:
    """The index of an archive."""

    def __init__(self, archive: Archive, known: Known, asking: Asking, clock: Callable[[], float]) -> None:
        self._archive, self._known, self._asking, self._clock = archive, known, asking, clock
        self._address = places(archive)[0]

    async def dialect(self) -> Dialect:
        """How the archive's index is asked: as told, or as its first answer shows. Raises Unavailable."""
        told = self._archive.dialect
        return told if told else await self._known.learn(("dialect",), "dialect", self._canary, Dialect)

    async def _canary(self) -> Learnt:
        canary = CANARIES.get(urlsplit(self._archive.base).hostname or "")
        asked = {"url": canary or "example.com", "output": "json", "limit": "1"}

        def judge(answer: Answer) -> Dialect:
            found = index.dialect_of(self._listed(answer), answer.headers.get("content-type", ""))
            if found is None:
                what = "a list of captures"
            elif canary and canary.encode() not in answer.data:
                what = f"the captures of {canary}, which it surely holds"
            else:
                return found
            why = f"{self._address} doesn't answer with {what}; is it the right address?"
            raise Unavailable(Reason.UNREACHABLE, why)

        try:
            return Learnt(
                await self._asking.ask(INDEX, f"{self._address}?{urlencode(asked)}", judge), 30 * DAY
            )
        except (BrokenError, TooLargeError) as error:
            raise Unavailable(Reason.UNREACHABLE, str(error)) from None

    async def captures(self, query: Query) -> Captures:
        """All captures that a question means; raises Unavailable."""
        split = ("split", *_normalised(query))
        parts = index.narrower(query) if self._known.get(split, bool) else ()
        if not parts:
            try:
                return await self._unsplit(query)
            except (BrokenError, TooLargeError) as error:
                parts = index.narrower(query)
                if not parts:
                    reason = Reason.TOO_LARGE if isinstance(error, TooLargeError) else Reason.UNREACHABLE
                    raise Unavailable(reason, str(error)) from None
        found = [await self.captures(part) for part in parts]
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

    async def _answer(self, query: Query, resume: str | None) -> index.Answer:
        dialect = await self.dialect()

        def judge(answer: Answer) -> index.Answer:
            return index.read(query, dialect, self._listed(answer), answer.headers.get("content-type", ""))

        async def ask() -> Learnt:
            url = f"{self._address}?{index.parameters(query, dialect, resume)}"
            answer = await self._asking.ask(INDEX, url, judge)
            return Learnt(answer, self._lasting(query, bool(answer.rows)))

        parts = ("captures", dialect, *_normalised(query), resume)
        return await self._known.learn(parts, "captures", ask, _rows)

    def _listed(self, answer: Answer) -> bytes:
        """The body of an index's answer; raises Unavailable for a refusal."""
        if answer.status != 200:
            raise refusal(answer, self._address)
        return answer.data

    def _lasting(self, query: Query, some: bool) -> float:
        """For how many seconds an answer of the index holds: what is long past rarely changes."""
        if query.last is None or is_recent(query.last, self._clock()):
            return DAY
        return 90 * DAY if some else 14 * DAY


def is_recent(time: str, now: float) -> bool:
    """Whether a time (1 to 14 digits, UTC) lies so near that what an archive has of it may change any day."""
    return time.ljust(14, "9") >= f"{datetime.fromtimestamp(now, UTC) - RECENT:%Y%m%d%H%M%S}"


def _bounded(query: Query, rows: Sequence[Capture], complete: bool) -> Captures:
    """Each row once, and not more than were asked for."""
    unique = tuple(dict.fromkeys(rows))
    cut = query.limit is not None and len(unique) >= query.limit
    return Captures(unique[: query.limit], complete and not cut)


def _normalised(query: Query) -> Query:
    """The same for addresses that an index doesn't tell apart."""
    return query._replace(url=query.url.partition("://")[2].removeprefix("www."))


def _rows(value: Any) -> index.Answer:
    rows, resume = value
    return index.Answer(tuple(Capture._make(row) for row in rows), resume)
