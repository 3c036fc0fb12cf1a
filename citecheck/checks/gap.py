"""Claims that no citation backs: one finding for each gap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.checks.words import quoted, shortened, unmarked
from citecheck.model.coverage import Lead
from citecheck.model.diagnostic import Finding, Severity
from citecheck.model.span import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


class Params(NamedTuple):
    """Parameters."""

    lead: Lead = Lead.QUOTATION
    """What stands at the head of the gaps."""


def check(article: Article, params: Params) -> Iterator[Finding]:
    """Each gap with this lead; its other claims are related places."""
    for gap in article.gaps:
        if gap.lead != params.lead:
            continue
        told = gap.evidence.span.of(article.text)
        words = {
            "words": shortened(unmarked(told) if gap.lead is Lead.QUOTATION else told),
            "citation": shortened(gap.before.of(article.text)) if gap.before else "",
            "where": _where(article, gap.before.end) if gap.before else "",
            "outlet": quoted(gap.outlet.of(article.text)) if gap.outlet else "",
        }
        others = tuple(one.span for one in gap.claims if not one.span.covers(gap.evidence.span))
        yield Finding(
            gap.span,
            words,
            severity=None if gap.evidence.strong else Severity.INFO,
            variant=None if gap.before else "first",
            related=others,
        )


def _where(article: Article, offset: int) -> str:
    """The line of an offset; in a record of a file of several articles the column, as reports count."""
    if article.document.line is not None:
        return f"column {offset + 1}"
    return f"line {len(NEWLINE.findall(article.text, 0, offset)) + 1}"
