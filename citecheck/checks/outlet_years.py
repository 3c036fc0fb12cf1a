"""An outlet, a name or a domain cited for a day when there was none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import named
from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, OutletMention
    from citecheck.model.outlet import Outlet, Years


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such name once, at its first reference outside of its years."""
    outlets = article.outlets
    if outlets is None:
        return
    told: set[tuple[str, str]] = set()
    for reference, mention in named(article):
        if mention.outlet_id is None or not outlets.has_years(mention.outlet_id):
            continue
        outlet = outlets.outlet(mention.outlet_id)
        year = next((date.year for date in reference.dates if date.year), None)
        found = _outside(outlet, mention, year) if year else None
        if found is None or (outlet.id, mention.text) in told:
            continue
        told.add((outlet.id, mention.text))
        variant, limit = found
        heir = outlets.outlet(outlet.successor).name if outlet.successor else None
        words = {
            "outlet": quoted(mention.text),
            "name": outlet.name,
            "year": year,
            "limit": limit,
            "heir": heir,
        }
        if variant == "ended" and heir:
            variant = "continued"
        certain = (
            outlet.years_source and variant != "new-name"
        )  # many give an old report its outlet's new name
        yield Finding(mention.span, words, severity=None if certain else Severity.INFO, variant=variant)


def _outside(outlet: Outlet, mention: OutletMention, year: int) -> tuple[str, int] | None:
    """Which end of which years a reference lies beyond, and that year."""
    if outlet.until is not None and year > outlet.until:
        return "ended", outlet.until
    if outlet.since is not None and year < outlet.since:
        return "unborn", outlet.since
    first, last = _years_of(outlet, mention)
    if last is not None and year > last:
        return "old-name", last
    if first is not None and year < first:
        return "new-name", first
    return None


def _years_of(outlet: Outlet, mention: OutletMention) -> Years:
    """The years of the name or domain that was written."""
    written = mention.text.casefold().removeprefix("www.")
    listed = {
        name.casefold(): years for name, years in (*outlet.alias_years.items(), *outlet.domain_years.items())
    }
    return listed.get(written, (None, None))
