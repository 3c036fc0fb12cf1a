"""A date that leaves the day open: a month without its year, a year alone, a number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import dates, quoted
from citecheck.model.article import Precision
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, DateMention


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such date. A month or a season with its year is whole: a monthly has no day."""
    for reference, date in dates(article):
        if variant := _open(date):
            outlet = reference.outlet.text if reference.outlet else "the outlet"
            yield Finding(date.span, {"date": quoted(date.text), "outlet": quoted(outlet)}, variant=variant)


def _open(date: DateMention) -> str | None:
    """What is missing; None for a whole date."""
    if date.undecided or date.impossible:
        return None
    if date.precision is Precision.YEAR:
        return "year"
    if date.precision is Precision.DAY:
        return None if date.start.month else "day"
    years = (date.start.year, date.end.year if date.end else None)
    return "month" if years == (None, None) else None
