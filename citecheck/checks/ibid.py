"""`ibid.` where nothing stands before it that it could repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such word before the article's first reference."""
    places = (reference.span.start for one in article.citations for reference in one.references)
    first = min(places, default=len(article.text))
    for one in article.citations:
        if one.ibid and one.ibid.start < first:
            yield Finding(one.ibid, {"word": one.ibid.of(article.text)})
