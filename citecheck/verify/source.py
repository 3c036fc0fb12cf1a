"""Whether a page is the source of a claim: what it has of it, what it lacks, and how other pages do."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import DAY, KNOWN
from citecheck.verify.lacking import at_home, is_checkable, is_reworded, lacking
from citecheck.verify.scattered import scattered
from citecheck.verify.score import common_names, score
from citecheck.verify.small import small
from citecheck.verify.weights import weights

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import date

    from citecheck.model.outlet import Outlet
    from citecheck.verify.client import Reading
    from citecheck.verify.page import Page
    from citecheck.verify.score import Score
    from citecheck.verify.targets import Target

NEAR, FAR = 1, 3
"""Days: so near a page is of that day; farther it is of another."""
KINDS = 2
"""Kinds of anchors that a source needs."""


class Seen(NamedTuple):
    """A page that was compared with a claim."""

    reading: Reading
    score: Score
    offset: int | None
    """Days between its publication and the reference's days, 0 within them; None for a page without a day."""
    strong: bool
    """Whether the day is sure: the page declares it, or a listing shows it and the page doesn't deny it."""
    heading: float = 0.0
    """The points of its headline alone."""

    @property
    def is_near(self) -> bool:
        """Whether it is of the day, as far as is known."""
        return self.offset is not None and abs(self.offset) <= NEAR


def compared(
    target: Target,
    readings: Sequence[Reading],
    listed: Mapping[str, date],
    assumed: Container[str] = (),
    beside: Sequence[Seen] = (),
) -> tuple[Seen, ...]:
    """The usable pages with their scores, the best first.

    `listed` has the days that listings show beside the links; what is `assumed` stands without a day on a
    listing of the reference's, and on none of the week before. Pages to compare with those `beside` them
    have the same names for common, or points of the one and the other would tell nothing.
    """
    usable = [one for one in readings if one.page.unusable is None]
    common = common_names(
        target.anchors, [one.reading.page for one in beside] or [one.page for one in usable]
    )
    found = []
    for one in usable:
        shown = listed.get(one.page.url) or (target.first if one.page.url in assumed else None)
        day, strong = _day(one, shown, one.page.url in listed)
        found.append(
            Seen(
                one,
                score(target.anchors, one.page, common),
                offset(target, day) if day else None,
                strong,
                score(target.anchors, one.page._replace(text=""), common).points,
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.score.points, abs(one.offset or 0))))


def _day(reading: Reading, shown: date | None, by_listing: bool) -> tuple[date | None, bool]:
    """The day of a page, and whether it is sure.

    What only the text of a page has may be the day of its capture: then a listing knows better.
    """
    published = reading.page.published
    if published is None:
        return shown, by_listing
    if published.strong or published.day == shown:
        return published.day, True
    if by_listing and f"{published.day:%Y%m%d}" == reading.capture.timestamp[:8]:
        return shown, True
    return published.day, False


def is_source(
    one: Seen, target: Target, outlet: Outlet, elsewhere: Container[str] = (), kinds: int = KINDS
) -> bool:
    """Whether a page holds what the claim says, as far as can be told without pages to compare with.

    `elsewhere` has the keys of anchors that the other sources of the citation account for.
    """
    if not one.strong or any(
        anchor.kind is AnchorKind.QUOTATION and anchor.key in target.own for anchor in one.score.untold
    ):
        return False  # whoever said it may have said something else
    page = one.reading.page
    if any(anchor.key not in elsewhere for anchor in lacking(one.score, page, target, outlet)):
        return False
    if scattered(one.score.found, page, target.own - _named_at_home(page, outlet)):
        return False
    points, complete, detail = one.score.points, _is_complete(one, target, outlet), _has_detail(one, target)
    if points < weights()["complete" if complete else "verified"]:
        return False
    if one.score.kinds >= kinds or (points >= weights()["verified"] and one.score.kinds + detail >= kinds):
        return True
    return complete and points >= weights()["names-and-detail" if detail else "names-alone"]


def _has_detail(one: Seen, target: Target) -> bool:
    """Whether a page has a small number or a day of the claim's own sentence: little, but of another kind."""
    return any(
        match.anchor.key in target.own
        and (match.anchor.key.startswith(DAY) or (match.anchor.key.isdecimal() and small(match.anchor)))
        for match in one.score.found
    )


def _named_at_home(page: Page, outlet: Outlet) -> frozenset[str]:
    """The keys of the countries that an outlet names where it likes, or not at all."""
    return frozenset(f"{KNOWN}{country}" for country in at_home(page, outlet))


def stands_out(one: Seen, target: Target, outlet: Outlet, others: Sequence[Seen]) -> bool:
    """Whether a page is so much better than those that can't be the source that it is no chance.

    A later story of the same people has most of their names: what it lacks of the claim tells the two apart,
    and that the one page is about it by its headline.
    """
    complete = _is_complete(one, target, outlet)

    def is_behind(other: Seen) -> bool:
        lead = one.score.points - other.score.points
        lead += weights()["heading"] * (one.heading - other.heading)
        if lead >= weights()["complete-margin" if complete else "margin"]:
            return True
        page = other.reading.page
        return (
            complete
            and lead >= weights()["lacking-margin"]
            and bool(lacking(other.score, page, target, outlet))
        )

    rivals = [other for other in others if other.reading.page.url != one.reading.page.url]
    return bool(rivals) and all(map(is_behind, rivals))


def is_like(one: Seen, target: Target, outlet: Outlet) -> bool:
    """Whether a page has some of the claim, or all of a claim with little in it."""
    if one.score.points >= weights()["plausible"]:
        return True
    return one.score.points >= 1 and not lacking(one.score, one.reading.page, target, outlet)


def may_be(one: Seen, target: Target) -> bool:
    """Whether a page has so much of a claim that it can't be said not to be its source.

    What is lacking may only have been put in words that nobody here knows.
    """
    if one.score.points < 1:
        return False
    found = sum(is_checkable(match.anchor) for match in one.score.found)
    missing = sum(is_checkable(anchor) for anchor in one.score.missing)
    return one.score.points >= weights()["plausible"] or found >= weights()["open"] * (found + missing)


def _is_complete(one: Seen, target: Target, outlet: Outlet) -> bool:
    """Whether all of the claim's own sentence that can be checked is on the page, but for its own country."""
    missing = [anchor for anchor in one.score.missing if anchor.key in target.own and is_checkable(anchor)]
    page = one.reading.page
    home = at_home(page, outlet)
    return all(
        anchor.key.removeprefix(KNOWN) in home
        or is_reworded(anchor, page)
        or (anchor.key.removeprefix(KNOWN) in target.actors and not lacking(one.score, page, target, outlet))
        for anchor in missing
    )


def offset(target: Target, day: date) -> int:
    """Days from the reference's to another; 0 within them, negative before."""
    assert target.first is not None
    assert target.last is not None
    if day < target.first:
        return (day - target.first).days
    return max(0, (day - target.last).days)
