"""What stands twice in one citation: the same outlet with the same days, or a day of one outlet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.checks.words import quoted, segment_of, whole
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span

WORD = r"\w+"
GAP = r"[\s,]+(?:\w{1,3}\s+|&\s*)?"
"""What stands between two days of one outlet: a comma, a word for `and`."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, DateMention, Parenthetical, Reference


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each repetition; where it is alone in its segment, the fix takes the segment out."""
    for citation in article.citations:
        yield from _days(article, citation)
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
            when = tuple(map(_when, reference.dates))
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


def _days(article: Article, citation: Parenthetical) -> Iterator[Finding]:
    """Each day that a reference has twice; of those that share their dates the first tells."""
    told: set[Span] = set()
    for reference in citation.references:
        if reference.outlet is None or len(reference.dates) < 2:  # as in most
            continue
        seen: dict[object, DateMention] = {}
        for before, date in zip((None, *reference.dates), reference.dates, strict=False):
            first = seen.setdefault(_when(date), date)
            if before is None or first is date or date.span in told:
                continue
            told.add(date.span)
            gap = Span(before.span.end, date.span.start)
            poorer = date.weekday is None and (date.start.year is None or first.start.year is not None)
            taken = poorer and re.fullmatch(GAP, gap.of(article.text))
            edits = (Edit(Span(gap.start, date.span.end), ""),) if taken else ()
            words = {"outlet": quoted(reference.outlet.text), "reference": quoted(date.text)}
            yield Finding(date.span, words, edits, related=(first.span,), variant="day")


def _when(date: DateMention) -> object:
    """The days that a date means, or what it says where these aren't known."""
    return (date.start, date.end) if date.iso is None else (date.iso, date.end_iso)


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
