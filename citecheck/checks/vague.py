"""A kind of outlet in the place of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.article import Match
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each reference that names nobody: `Indian media`."""
    for citation in article.citations:
        for reference in citation.references:
            outlet = reference.outlet
            if outlet and outlet.vague and outlet.match is Match.NONE:
                yield Finding(outlet.span, {"outlet": quoted(outlet.text)})
