"""A date that leaves the day open: a month without its year, a year alone, a number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.article import Precision
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, DateMention


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such date. A month or a season with its year is whole: a monthly has no day."""
    for reference, date in article.dates:
        if reference.outlet is not None and (variant := _open(date)):
            year = article.published.year if article.published else 2020
            words = {"date": quoted(date.text), "outlet": quoted(reference.outlet.text), "year": year}
            yield Finding(date.span, words, variant=variant)


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
