"""From articles to verdicts: what their references need is looked up, archive after archive.

Whatever an archive does, every reference gets its verdict; an outage only makes it `inconclusive`.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.archive import Archive
from citecheck.model.verdict import Reason, VerdictKind
from citecheck.verify.archives import Place, shown
from citecheck.verify.budget import TALLY, Budget, Tally
from citecheck.verify.client import Client
from citecheck.verify.facts import Facts
from citecheck.verify.judge import judge
from citecheck.verify.limits import Limits
from citecheck.verify.lookup import Found, look_up
from citecheck.verify.targets import targets
from citecheck.verify.unavailable import PASSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from types import TracebackType

    from citecheck.model.article import Article
    from citecheck.model.outlet import Outlet
    from citecheck.model.verdict import Verdict
    from citecheck.verify.targets import Target

AT_ONCE = 8
"""Look-ups that go on at the same time; the archive's connections bound the requests."""
RECENT = timedelta(days=3)
"""A day so near may be captured yet."""
NOT_DONE = Found(reason=Reason.BUDGET)


class Settings(NamedTuple):
    """How archives are asked."""

    archives: tuple[Archive, ...] = (Archive(),)
    """In this order; the next one is asked for what the one before leaves inconclusive."""
    folder: str | None = None
    """Where facts and limits are kept; None: in memory."""
    given: str | None = None
    """A file of facts from elsewhere."""
    requests: int | None = None
    seconds: float | None = None
    """What the run may spend; None is no bound."""
    contact: str = ""
    offline: bool = False
    allow_private: bool = False
    remember: bool = True
    """Whether facts are kept and used; limits always are."""


class Verifier:
    """The archives of a run; `with` lets go of them. Raises UsageError for settings that can't be."""

    def __init__(self, settings: Settings) -> None:
        self.stopped = False
        """Whether an interrupt ended the look-ups: those that weren't done are inconclusive, for `budget`."""
        self.tell: Callable[[int], None] = lambda number: None
        """Hears of each so many references that are done."""
        self.budget = Budget(settings.requests, settings.seconds)
        self._facts = Facts(settings.folder if settings.remember else None, settings.given)
        self._limits = Limits(settings.folder)
        self._clients = [
            Client(
                archive,
                self._facts,
                self._limits,
                budget=self.budget,
                contact=settings.contact,
                offline=settings.offline,
                allow_private=settings.allow_private,
            )
            for archive in settings.archives
        ]
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._running: set[asyncio.Task[Found]] = set()
        self._runner = asyncio.Runner()

    def __enter__(self) -> Verifier:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._runner:
            self._runner.run(self._close())
        self._facts.close()
        self._limits.close()

    @property
    def troubles(self) -> list[str]:
        """What went wrong with archives and with what is kept, for people."""
        found = [one for client in self._clients for one in client.troubles]
        return found + [one for one in (self._facts.trouble, self._limits.trouble) if one]

    def verdicts(self, articles: Iterable[Article]) -> list[tuple[Verdict, ...] | BaseException]:
        """For each covered article the verdicts on its references, in the order of the text.

        The references of all of them are looked up side by side, the first ones first. A fault of ours is
        the result of the article on which it happened.
        """
        return self._runner.run(self._verdicts(articles))

    async def _verdicts(self, articles: Iterable[Article]) -> list[tuple[Verdict, ...] | BaseException]:
        whole = asyncio.gather(*map(self._article, articles), return_exceptions=True)
        try:
            return await asyncio.shield(whole)
        except asyncio.CancelledError:  # by an interrupt
            self.stopped = True
            for task in self._running:
                task.cancel()
            return await whole

    async def _article(self, article: Article) -> tuple[Verdict, ...]:
        groups = [tuple(group) for _, group in groupby(targets(article), key=lambda one: one.citation)]
        found = await asyncio.gather(*map(self._group, groups))
        return tuple(verdict for group in found for verdict in group)

    async def _group(self, group: Sequence[Target]) -> list[Verdict]:
        """The verdicts on the references of one citation."""
        found: dict[int, list[Found]] = {at: [] for at in range(len(group))}
        spent = dict.fromkeys(found, 0)
        verdicts = judge([(target, []) for target in group], partial(_shown, self._clients[0].archive))
        for client in self._clients:
            wanted = [at for at, one in enumerate(verdicts) if _is_open(one, group[at])]
            looked = await asyncio.gather(*(self._looked_up(client, group[at]) for at in wanted))
            for at, (founds, requests) in zip(wanted, looked, strict=True):
                found[at] = founds
                spent[at] += requests
            judged = judge([(group[at], found[at]) for at in found], partial(_shown, client.archive))
            for at in wanted:
                verdicts[at] = _better(verdicts[at], judged[at])
        self.tell(len(group))
        return [_dated(one._replace(requests=spent[at])) for at, one in enumerate(verdicts)]

    async def _looked_up(self, client: Client, target: Target) -> tuple[list[Found], int]:
        """What one archive has of each outlet that may be meant, and how many requests that took."""
        tally = Tally()
        tasks = [asyncio.ensure_future(self._look_up(client, target, one, tally)) for one in target.outlets]
        self._running.update(tasks)
        try:
            await asyncio.wait(tasks)
        finally:
            self._running.difference_update(tasks)
        return [NOT_DONE if task.cancelled() else task.result() for task in tasks], tally.requests

    async def _look_up(self, client: Client, target: Target, outlet: Outlet, tally: Tally) -> Found:
        if self.stopped:
            return NOT_DONE
        TALLY.set(tally)
        async with self._gate:
            return await look_up(client, target, outlet)

    async def _close(self) -> None:
        for client in self._clients:
            await client.__aexit__(None, None, None)


def _is_open(verdict: Verdict, target: Target) -> bool:
    """Whether there is more to ask."""
    return verdict.kind is VerdictKind.INCONCLUSIVE and target.reason is None and bool(target.outlets)


def _better(before: Verdict, now: Verdict) -> Verdict:
    """What two archives say of a reference that the first one can't settle.

    Of two reasons that stands which the next run may be rid of.
    """
    settles = now.kind is not VerdictKind.INCONCLUSIVE or before.reason is None
    return now if settles or now.reason in PASSING else before


def _dated(verdict: Verdict) -> Verdict:
    """With the reason that there can hardly be a capture yet, where that may be all."""
    if verdict.reason is not Reason.NO_CAPTURE or verdict.last_day is None:
        return verdict
    is_recent = datetime.now(UTC).date() - verdict.last_day < RECENT
    return verdict._replace(reason=Reason.TOO_RECENT) if is_recent else verdict


def _shown(archive: Archive, timestamp: str, original: str) -> str:
    return shown(archive, Place(timestamp, original))
