"""What looking up the references of articles will take, told without asking anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from citecheck.model.archive import base_of
from citecheck.verify.addresses import is_public
from citecheck.verify.asking import INDEX, PLAYBACK
from citecheck.verify.lookup import MOST_OTHERS, MOST_PAGES, MOST_TRIED
from citecheck.verify.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.model.archive import Archive
    from citecheck.model.article import Article
    from citecheck.model.outlet import Outlet
    from citecheck.verify.targets import Target

LISTINGS = 3
"""Home pages beside those of the days themselves: of the day after, and of a week before and after."""
USUAL_PAGES = 2
"""Pages that are read for one citation, as a rule: the source stands high in its listing."""
WITH_REDIRECTS = 2
"""Requests for a page: an archive that has it of another minute leads there first."""


class Plan(NamedTuple):
    """Figures of a run that knows nothing from before."""

    references: int = 0
    outlet_days: int = 0
    reasons: tuple[tuple[str, int], ...] = ()
    """Why references can't be looked up, and how many."""
    to_index: int = 0
    to_playback: int = 0
    """Requests to one archive, at most."""
    usual: int = 0
    """Requests to its playback, as a rule."""

    @property
    def without(self) -> int:
        """References that can't be looked up."""
        return sum(number for _, number in self.reasons)


def plan(articles: Iterable[Article]) -> Plan:
    """The plan for covered articles; what several references share is counted once."""
    counted: dict[tuple[object, ...], tuple[int, int]] = {}
    pages: dict[tuple[object, ...], int] = {}
    reasons: dict[str, int] = {}
    references = 0
    for article in articles:
        for target in targets(article):
            references += 1
            if target.reason is not None:
                reasons[target.reason] = reasons.get(target.reason, 0) + 1
                continue
            for outlet in target.outlets:
                key = (outlet.id or outlet.domains, target.first, target.last)
                counted[key] = _shared(target, outlet)
                pages[key, target.citation, article.document.path, article.document.article] = _own(target)
    listings = sum(playback for _, playback in counted.values())
    return Plan(
        references,
        len(counted),
        tuple(sorted(reasons.items(), key=lambda one: (-one[1], one[0]))),
        sum(index for index, _ in counted.values()),
        WITH_REDIRECTS * (listings + sum(pages.values())),
        WITH_REDIRECTS * (listings + USUAL_PAGES * len(pages)),
    )


def lines(found: Plan, archives: Iterable[Archive]) -> Iterator[str]:
    """The plan for people."""
    yield f"references: {found.references}, {found.references - found.without} of them to look up"
    if found.reasons:
        yield "not looked up: " + ", ".join(f"{number} {reason}" for reason, number in found.reasons)
    yield f"outlet-days: {found.outlet_days}"
    for archive in archives:
        index, playback = rates(archive)
        name = urlsplit(base_of(archive.base)).netloc
        yield f"{name}, index: at most {_requests(found.to_index)}{_paced(index, 60, 'minute')}"
        some = f"about {_requests(found.usual)}, at most {found.to_playback}"
        yield f"{name}, playback: {some}{_paced(playback, 1, 'second')}"
        if index or playback:
            usual, most = (
                max(found.to_index / index if index else 0, number / playback if playback else 0)
                for number in (found.usual, found.to_playback)
            )
            yield f"{name}: about {duration(usual)}, at most {duration(most)}"
    yield "What is known from before costs nothing."


def rates(archive: Archive) -> tuple[float | None, float | None]:
    """Requests a second, to the index and to playback; None without a bound."""
    private = _is_private(base_of(archive.base))
    index = archive.index_per_minute and archive.index_per_minute / 60
    usual = (None, None) if private else (1 / INDEX.interval, 1 / PLAYBACK.interval)
    return index or usual[0], archive.playback_per_second or usual[1]


def duration(seconds: float) -> str:
    """A time in a unit that suits it, rounded up."""
    for unit, length in (("hour", 3600), ("minute", 60)):
        if seconds > length:
            return f"{-int(-seconds // length)} {unit}s"
    return f"{-int(-seconds // 1)} second{'' if 0 < seconds <= 1 else 's'}"


def _shared(target: Target, outlet: Outlet) -> tuple[int, int]:
    """Requests for what all references to an outlet-day share: to the index, and for listings."""
    assert target.first is not None
    assert target.last is not None
    if target.url:
        return 0, 2
    days = 1 + min((target.last - target.first).days, 2)
    prefixes = sum("{d" in template for template in outlet.date_paths)
    return prefixes, days + LISTINGS + len(outlet.day_pages) + len(outlet.listings)


def _own(target: Target) -> int:
    """Pages that are read for one citation."""
    return 1 + MOST_TRIED if target.url else MOST_PAGES + MOST_OTHERS + MOST_TRIED


def _requests(number: int) -> str:
    return f"{number} request{'' if number == 1 else 's'}"


def _paced(rate: float | None, seconds: int, unit: str) -> str:
    return f", {rate * seconds:g} a {unit}" if rate else ", at no set rate"


def _is_private(base: str) -> bool:
    """Whether the archive is on this machine or network, as far as its address alone tells."""
    host = urlsplit(base).hostname or ""
    try:
        return not is_public(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
