"""Dates against the day of publication, and what can't be said without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.checks.words import quoted
from citecheck.model.article import Precision
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


class Params(NamedTuple):
    """Parameters."""

    unknown: bool = False
    """True: the first date whose year an unknown day of publication hides. False: dates after publication."""


def check(article: Article, params: Params) -> Iterator[Finding]:
    """As `unknown` says."""
    if params.unknown:
        yield from _unknown(article)
        return
    for _, date in article.dates:
        if date.future and article.published and date.misspelled is None:  # the month meant is a guess
            year = (date.iso.year if date.iso else date.year or 0) - 1
            words = {"date": quoted(date.text), "published": article.published.isoformat(), "year": year}
            yearless = date.start.year is None and (date.end is None or date.end.year is None)
            if date.text.isdigit() and date.iso:  # a further day of a month named before
                words["date"] = f"{date.text} ({date.iso.isoformat()})"
                yearless = False
            yield Finding(date.span, words, variant="yearless" if yearless else None)


def _unknown(article: Article) -> Iterator[Finding]:
    if article.published is None:
        for _, date in article.dates:
            written = date.start.year or (date.end.year if date.end else None)
            whole = date.precision is Precision.DAY and date.start.month and not date.text.isdigit()
            if whole and not written and not date.iso and not date.undecided and not date.impossible:
                yield Finding(date.span, {"date": quoted(date.text)})
                return
