"""Quotations whose citation stands in a later sentence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from citecheck.checks.words import CLOSING, shortened, unmarked
from citecheck.model.coverage import Reason
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each sentence with such a quotation, at its first; a quotation over several sentences once."""
    starts = [sentence.start for sentence in article.sentences]
    for span, source in _quotations(article):
        later = bisect_right(starts, source.start) - bisect_right(starts, span.end - 1)
        if later > 0:
            words = {
                "words": shortened(unmarked(span.of(article.text))),
                "citation": shortened(source.of(article.text)),
                "later": "in the next sentence" if later == 1 else f"{later} sentences later",
            }
            yield Finding(span, words, related=(source,))


def _quotations(article: Article) -> Iterator[tuple[Span, Span]]:
    """The first quotation of each sentence with the citation that backs it."""
    cited = {one.span for one in article.citations}
    found: list[tuple[Span, Span | None]] = []
    for claim in article.claims:
        quoted = sorted(one.span for one in claim.evidence if one.reason is Reason.QUOTATION and one.strong)
        if not quoted:
            continue
        first = quoted[0]
        if found and first.start == claim.span.start and _goes_on(article.text, found[-1][0], first):
            first = Span(found.pop()[0].start, first.end)
        found.append((first, claim.source))
    return ((span, source) for span, source in found if source is not None and source in cited)


def _goes_on(text: str, first: Span, second: Span) -> bool:
    """Whether a quotation goes on in the next sentence: nothing between, and no mark that ended it."""
    return text[first.end - 1] not in CLOSING and not text[first.end : second.start].strip()
