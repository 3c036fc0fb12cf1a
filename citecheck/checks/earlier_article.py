"""Cross-references to the publication's own articles, by the days of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.checks.mentions import named
from citecheck.checks.words import quoted
from citecheck.model.article import Role
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from citecheck.model.article import Article, DateMention, Reference
    from citecheck.model.outlet import Outlets


class Params(NamedTuple):
    """Parameters."""

    itself: bool = False
    """True: references to the article's own day. False: to days that the index of articles doesn't have."""


def check(article: Article, params: Params) -> Iterator[Finding]:
    """As `itself` says; each date once."""
    outlets = article.outlets
    if outlets is None:
        return
    days = outlets.own_days
    for reference, mention in named(article):
        if not _is_own(reference, article, outlets):
            continue
        for mentioned in reference.dates:
            words: dict[str, object] = {"outlet": quoted(mention.text), "date": quoted(mentioned.text)}
            if mentioned.iso is None or mentioned.future:
                continue
            if mentioned.iso == article.published and mentioned.end_iso is None:
                if params.itself:
                    yield Finding(mentioned.span, words)
            elif not params.itself and days and _is_missing(mentioned, days):
                words["near"] = min(days, key=lambda day: abs(day - (mentioned.iso or day))).isoformat()
                words["day"] = mentioned.iso.isoformat()
                yield Finding(mentioned.span, words)


def _is_own(reference: Reference, article: Article, outlets: Outlets) -> bool:
    """Whether it is to the publication itself, and not to a sister publication."""
    outlet_id = reference.outlet.outlet_id if reference.outlet else None
    if reference.role is not Role.CROSS_REFERENCE or outlet_id is None:
        return False
    return outlets.is_own(outlet_id) or outlet_id == article.publisher_id


def _is_missing(mentioned: DateMention, days: tuple[date, ...]) -> bool:
    """Whether no article is of these days, though the index reaches so far back and forth."""
    first = mentioned.iso
    assert first is not None
    last = mentioned.end_iso or first
    return days[0] <= first and last <= days[-1] and not any(first <= day <= last for day in days)
