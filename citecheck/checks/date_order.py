"""A date that stands before its outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted, whole, with_marks
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each segment of that order."""
    for citation in article.citations:
        seen: set[int] = set()
        for reference in citation.references:
            if reference.outlet is None or not reference.dates or reference.segment in seen:
                continue
            if reference.dates[-1].span.end > reference.span.start:
                continue
            seen.add(reference.segment)
            others = [ref for ref in citation.references if ref.segment == reference.segment]
            date = Span(reference.dates[0].span.start, reference.dates[-1].span.end).of(article.text)
            named = with_marks(article.text, Span(reference.span.start, others[-1].span.end))
            outlets = named.of(article.text)
            span = Span(whole(article, reference).start, named.end)
            words = {"outlet": quoted(outlets), "date": quoted(date)}
            yield Finding(span, words, (Edit(span, f"{outlets}, {date}"),))
