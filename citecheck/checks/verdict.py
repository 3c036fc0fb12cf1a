"""What archives said of the references; nothing where they weren't asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdictkind import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article
    from citecheck.model.diagnostic import Finding


class Params(NamedTuple):
    """Parameters."""

    verdict: VerdictKind = VerdictKind.NOT_FOUND
    """Which verdicts are reported."""


def check(article: Article, params: Params) -> Iterator[Finding]:
    """Each reference with that verdict; of the inconclusive ones the first of each reason."""
    if article.verdicts:  # a plain check has none, and loads no more for it
        from citecheck.checks.verdict_words import findings

        yield from findings(article, VerdictKind(params.verdict))
