"""The verdicts on the references of one citation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from citecheck.model.verdict import Evidence, Reason, Verdict, VerdictKind
from citecheck.verify.source import KINDS, NEAR, is_like, is_source, may_be, stands_out
from citecheck.verify.weights import weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citecheck.model.outlet import Outlet
    from citecheck.verify.lookup import Found
    from citecheck.verify.source import Seen
    from citecheck.verify.targets import Target

    PublicUrl = Callable[[str, str], str]
    """The address of a capture for people, of its timestamp and its original address."""

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
        for seen in [one for one in found.seen if one.is_near][:1]
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
    sources = [one for one in found.seen if is_source(one, target, outlet, shared)]
    others = [*found.decoys, *(one for one in found.seen if not one.is_near)]
    if any(one.is_near and stands_out(one, target, outlet, others) for one in sources):
        return VerdictKind.VERIFIED, None
    if not found.hidden and _is_of_another_day(target, found, outlet):
        return VerdictKind.WRONG_DAY, None
    like = [one for one in found.seen if is_like(one, target, outlet)]
    if any(one.is_near for one in like):
        return VerdictKind.PLAUSIBLE, None
    if found.headline and len(found.headline[1].found) >= KINDS and found.headline[1].points >= KINDS:
        return VerdictKind.PLAUSIBLE, None
    open_ones = [one for one in found.seen if may_be(one, target)]
    if found.covered and all(one.strong and not one.is_near for one in open_ones):
        return VerdictKind.NOT_FOUND, None
    return VerdictKind.INCONCLUSIVE, found.reason or Reason.NO_CAPTURE


def _is_of_another_day(target: Target, found: Found, outlet: Outlet) -> bool:
    """Whether a page of another day is the source, and says more of the claim than any of the day itself.

    One kind of anchors is enough, for names alone tell a page that has all from pages that lack some.
    """
    rest = [*found.decoys, *(one for one in found.seen if one.is_near)]
    return any(
        one.offset is not None
        and NEAR < abs(one.offset) <= MONTH
        and is_source(one, target, outlet, kinds=1)
        and stands_out(one, target, outlet, found.decoys)
        and all(one.score.points > other.score.points for other in rest if other != one)
        for one in found.seen
    )


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
