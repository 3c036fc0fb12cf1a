"""A citation of many references that backs many sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


class Params(NamedTuple):
    """Parameters: both of these or more."""

    sentences: int = 7
    references: int = 4


def check(article: Article, params: Params) -> Iterator[Finding]:
    """Each such citation."""
    for passage in article.passages:
        sentences, references = len(passage.sentences), len(passage.citation.references)
        if sentences >= params.sentences and references >= params.references:
            yield Finding(passage.citation.span, {"sentences": sentences, "references": references})
