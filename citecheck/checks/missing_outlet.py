"""A date after a comma, with nothing before it: the outlet, mostly a link, was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such date."""
    for citation in article.citations:
        for reference in citation.references:
            if reference.outlet is None and article.text[reference.span.start] == ",":
                yield Finding(reference.span, {"date": quoted(reference.span.of(article.text)[1:])})
