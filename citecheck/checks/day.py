"""A day that no calendar has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such date."""
    for _, date in article.dates:
        if date.impossible:
            yield Finding(date.span, {"date": quoted(date.text)})
