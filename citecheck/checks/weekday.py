"""A weekday that doesn't go with its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such date whose year is known or inferred."""
    for _, date in article.dates:
        if date.weekday and date.iso and date.weekday.number != date.iso.weekday():
            words = {
                "weekday": date.weekday.span.of(article.text),
                "date": quoted(date.text.replace(date.weekday.span.of(article.text), "")).strip(" ,."),
                "iso": date.iso.isoformat(),
                "right": NAMES[date.iso.weekday()],
            }
            yield Finding(date.span, words)
