"""Whether listings prove what an outlet ran on a day: without that nothing is said not to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.verify.lacking import is_checkable
from citecheck.verify.small import small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.verify.client import Reading
    from citecheck.verify.links import Link
    from citecheck.verify.shelf import Shelf
    from citecheck.verify.targets import Target

HEADLINES, OF_THE_DAY = 10, 2
"""Dated links, and such of the days themselves, that listings need to be proof of what there was."""
CHECKABLE = 2
"""Anchors that a claim needs so that a page of it can't be overlooked by chance."""


def is_whole(shelf: Shelf, target: Target, listings: Sequence[Reading], near: Sequence[Link]) -> bool:
    """Whether no story of the days can have slipped through, as far as listings can tell.

    One must be from the last day's evening or from after it; and show older lines than those of the first
    day, for on a short list newer stories push out what came before.
    """
    assert target.first is not None
    assert target.last is not None
    if sum(is_checkable(anchor) and not small(anchor) for anchor in target.anchors) < CHECKABLE:
        return False
    dated = [link for link in shelf.articles(listings) if link.day]
    later = [one for one in listings if shelf.moment(one) >= shelf.evening(target.last)]
    reaches = any(link.day and link.day < target.first for one in later for link in shelf.articles([one]))
    of_days = {link.url for link in near if link.day}
    return reaches and len({link.url for link in dated}) >= HEADLINES and len(of_days) >= OF_THE_DAY
