"""A reference that stands twice in one citation: the same outlet with the same days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.checks.words import quoted, segment_of, whole
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span

WORD = r"\w+"

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, Parenthetical, Reference


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each repetition; where it is alone in its segment, the fix takes the segment out."""
    for citation in article.citations:
        seen: dict[object, Reference] = {}
        for reference in citation.references:
            if reference.outlet is None:
                continue
            outlet = reference.outlet
            who = (
                outlet.outlet_id
                if outlet.outlet_id and "/" not in outlet.text
                else outlet.url or outlet.text.casefold()
            )
            when = tuple((d.start, d.end) if d.iso is None else (d.iso, d.end_iso) for d in reference.dates)
            key = (outlet.url or who, when)
            before = seen.setdefault(key, reference)
            if before is not reference and _rest(article, citation, before) == _rest(
                article, citation, reference
            ):
                words = {
                    "outlet": quoted(outlet.text),
                    "reference": quoted(whole(article, reference).of(article.text)),
                }
                first = whole(article, before)
                edits = _removal(article, citation, reference)
                yield Finding(whole(article, reference), words, edits, related=(first,))


def _rest(article: Article, citation: Parenthetical, reference: Reference) -> str:
    """What else the reference's segment says, its outlets and dates aside: a title, a page."""
    start, end = segment_of(article, citation, reference)
    beside = [ref for ref in citation.references if ref.segment == reference.segment]
    spans = {ref.span for ref in beside} | {date.span for ref in beside for date in ref.dates}
    kept, at = [], start
    for span in sorted(spans):
        kept.append(article.text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join(re.findall(WORD, " ".join([*kept, article.text[at : max(at, end)]]).casefold()))


def _removal(article: Article, citation: Parenthetical, reference: Reference) -> tuple[Edit, ...]:
    """Takes out the reference with the semicolon before it; () where others share its segment."""
    alone = sum(other.segment == reference.segment for other in citation.references) == 1
    start, end = segment_of(article, citation, reference)
    after_another = start > citation.span.start + 1
    return (Edit(Span(start - 1, end), ""),) if alone and after_another else ()
