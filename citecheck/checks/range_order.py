"""A range that ends before it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, DateMention


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such range."""
    for _, date in article.dates:
        if date.end is not None and not date.impossible and _reversed(date):
            yield Finding(date.span, {"date": quoted(date.text)})


def _reversed(date: DateMention) -> bool:
    if date.iso and date.end_iso:
        return date.end_iso < date.iso
    first, last = date.start, date.end
    if last is None:
        return False
    if first.year and last.year and first.year != last.year:
        return last.year < first.year
    same_month = first.month == last.month
    return bool(same_month and first.day and last.day and last.day < first.day)
