"""An article that cites too little for anything to be missed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.cover.gate import cites, words
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Once, at its first sentence."""
    if article.sentences and not cites(article):
        counts = {"citations": len(article.citations), "words": words(article)}
        yield Finding(article.sentences[0], counts, variant="some" if article.citations else None)
