"""A parenthesis that holds a reference and is opened or closed once too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such half of a pair."""
    for one in article.parentheticals:
        if not one.closed and one.cites:
            yield Finding(one.span, {"text": quoted(one.span.of(article.text)[1:])}, variant="unclosed")
    for stray in article.strays:
        text = quoted(stray.reference.of(article.text))
        if article.text[stray.span.start] == "(":
            yield Finding(stray.span, {"text": text}, variant="opened-twice")
        elif article.text[stray.reference.start] == "(":
            yield Finding(stray.span, {"text": text}, variant="closed-twice")
        else:
            yield Finding(Span(stray.reference.start, stray.span.end), {"text": text})
