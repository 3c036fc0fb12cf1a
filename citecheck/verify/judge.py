"""The verdicts on the references of one citation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.model.verdict import Evidence, Reason, Verdict, VerdictKind
from citecheck.verify.lookup import NEAR, Found, Seen
from citecheck.verify.score import lacking, weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citecheck.model.outlet import Outlet
    from citecheck.verify.targets import Target

    PublicUrl = Callable[[str, str], str]
    """The address of a capture for people, of its timestamp and its original address."""

KINDS = 2
"""Kinds of anchors that a source needs."""
MONTH = 31
"""Days within which a story may have run on another day."""
MOST_EVIDENCE = 3
SETTLED = (VerdictKind.VERIFIED, VerdictKind.WRONG_DAY, VerdictKind.PLAUSIBLE)


def judge(group: Sequence[tuple[Target, Sequence[Found]]], show: PublicUrl) -> list[Verdict]:
    """The verdict on each target of a citation; of each all its outlets were looked up, if any were.

    What a sentence says may be shared out among the sources of its citation: an anchor must stand on the
    page of one of them.
    """
    shared = {
        one.anchor.key
        for _, founds in group
        for found in founds
        for seen in found.seen[:1]
        if seen.score.points >= weights()["plausible"]
        for one in seen.score.found
    }
    return [_verdict(target, founds, shared, show) for target, founds in group]


def _verdict(target: Target, founds: Sequence[Found], shared: Iterable[str], show: PublicUrl) -> Verdict:
    """Of several outlets of one name the best verdict stands, `not-found` only where all are."""
    kept = frozenset(shared)
    if target.reason is not None or not founds:
        return Verdict(
            target.reference, _id(target), target.first, target.last, VerdictKind.INCONCLUSIVE, target.reason
        )
    kinds = [_kind(target, *pair, kept) for pair in zip(founds, target.outlets, strict=True)]
    best = min(range(len(kinds)), key=lambda at: _rank(kinds[at][0]))
    kind, reason = kinds[best]
    if kind is VerdictKind.NOT_FOUND and any(one is not VerdictKind.NOT_FOUND for one, _ in kinds):
        kind, reason = VerdictKind.INCONCLUSIVE, Reason.AMBIGUOUS
    found = founds[best]
    outlet_id = target.outlets[best].id or None if best < len(target.outlets) else None
    return Verdict(
        target.reference,
        outlet_id,
        target.first,
        target.last,
        kind,
        reason,
        tuple(_evidence(one, found, show) for one in found.seen[:MOST_EVIDENCE]),
        len(found.seen),
    )


def _kind(
    target: Target, found: Found, outlet: Outlet, shared: frozenset[str]
) -> tuple[VerdictKind, Reason | None]:
    near = [one for one in found.seen if one.offset is None or abs(one.offset) <= NEAR]
    best = near[0] if near else None
    if best and best.offset is not None and best.strong and _is_source(best, found, target, outlet, shared):
        return VerdictKind.VERIFIED, None
    other = next((one for one in found.seen if one.offset and NEAR < abs(one.offset) <= MONTH), None)
    if other and other.strong and _is_source(other, found, target, outlet, shared):
        return VerdictKind.WRONG_DAY, None
    if best and best.offset is not None and _is_like(best, target, outlet):
        return VerdictKind.PLAUSIBLE, None
    if found.headline and len(found.headline[1].found) >= KINDS and found.headline[1].points >= KINDS:
        return VerdictKind.PLAUSIBLE, None
    if found.covered and not any(_is_like(one, target, outlet) for one in near):
        return VerdictKind.NOT_FOUND, None
    return VerdictKind.INCONCLUSIVE, found.reason or Reason.NO_CAPTURE


def _is_source(one: Seen, found: Found, target: Target, outlet: Outlet, shared: frozenset[str]) -> bool:
    """Whether a page holds what the claim says, so much better than others that it is no chance."""
    page = one.reading.page
    missing = [anchor for anchor in lacking(one.score, page, target.own, outlet) if anchor.key not in shared]
    decoys = [decoy for decoy in found.decoys if decoy.reading.page.url != one.reading.page.url]
    if missing or one.score.points < weights()["verified"] or one.score.kinds < KINDS or not decoys:
        return False
    return one.score.points - decoys[0].score.points >= weights()["margin"]


def _is_like(one: Seen, target: Target, outlet: Outlet) -> bool:
    """Whether a page has some of the claim, or all of a claim with little in it."""
    if one.score.points >= weights()["plausible"]:
        return True
    return one.score.points >= 1 and not lacking(one.score, one.reading.page, target.own, outlet)


def _rank(kind: VerdictKind) -> int:
    return SETTLED.index(kind) if kind in SETTLED else len(SETTLED) + (kind is VerdictKind.NOT_FOUND)


def _id(target: Target) -> str | None:
    return target.outlets[0].id or None if len(target.outlets) == 1 else None


def _evidence(one: Seen, found: Found, show: PublicUrl) -> Evidence:
    capture, page = one.reading.capture, one.reading.page
    when = datetime.strptime(capture.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    decoys = [decoy.score.points for decoy in found.decoys if decoy.reading.page.url != page.url]
    return Evidence(
        show(capture.timestamp, capture.original),
        capture.original,
        f"{when:%Y-%m-%dT%H:%M:%SZ}",
        page.published.day if page.published else None,
        page.published.source if page.published else None,
        page.headline or page.title,
        one.score.found,
        one.score.missing,
        one.score.points,
        max(decoys, default=None),
    )
