"""Whether listings prove what an outlet ran on a day: without that nothing is said not to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import KNOWN
from citecheck.verify.lacking import is_checkable
from citecheck.verify.small import small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.model.verdict import Anchor
    from citecheck.verify.client import Reading
    from citecheck.verify.shelf import Shelf
    from citecheck.verify.targets import Target

HEADLINES, OF_THE_DAY = 10, 2
"""Dated links, and such of the days themselves, that listings need to be proof of what there was."""
CHECKABLE = 2
"""Anchors that a claim needs so that a page of it can't be overlooked by chance, one of them a sure one."""


def is_whole(shelf: Shelf, target: Target, listings: Sequence[Reading]) -> bool:
    """Whether no story of the days can have slipped through, as far as listings can tell.

    One by itself must be proof: from the last day's evening or from after it, long enough, with lines of the
    days, and with older ones, for on a short list newer stories push out what came before.
    """
    assert target.first is not None
    assert target.last is not None
    checkable = [one for one in target.anchors if is_checkable(one) and not small(one)]
    if len(checkable) < CHECKABLE or not any(map(_is_sure, checkable)):
        return False
    return any(
        shelf.moment(one) >= shelf.evening(target.last) and _shows(shelf, target, one) for one in listings
    )


def _is_sure(anchor: Anchor) -> bool:
    """Whether it is met in whatever way it is written; one word of a name may sound too different."""
    known = anchor.kind in (AnchorKind.NUMBER, AnchorKind.CODE) or anchor.key.startswith(KNOWN)
    return known or " " in anchor.text


def _shows(shelf: Shelf, target: Target, listing: Reading) -> bool:
    """Whether a listing has lines enough, some of the days themselves and some older."""
    assert target.first is not None
    assert target.last is not None
    days = [link.day for link in {link.url: link for link in shelf.articles([listing])}.values() if link.day]
    of_days = sum(target.first <= day <= target.last for day in days)
    return len(days) >= HEADLINES and of_days >= OF_THE_DAY and min(days) < target.first
