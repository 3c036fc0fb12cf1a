"""Events on a day that none of their sources could know: all are older."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from citecheck.checks.words import quoted, shortened
from citecheck.model.article import DateMention, Precision
from citecheck.model.coverage import Reason
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Span
from citecheck.parsing.dates import Phrase, phrases, tokens
from citecheck.parsing.words import TERMS
from citecheck.resolve.years import resolve_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, Parenthetical
    from citecheck.model.coverage import Passage

YEAR = r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)"


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each claim that tells of such an event."""
    if article.published is None:
        return
    backing: dict[Span, list[Passage]] = {}
    for passage in article.passages:
        for sentence in passage.sentences:
            backing.setdefault(sentence, []).append(passage)
    for claim in article.claims:
        days = [one.span for one in claim.evidence if one.reason is Reason.DATED_EVENT and one.strong]
        if not days or not (group := backing.get(claim.span)):
            continue
        latest = _latest([passage.citation for passage in group])
        event = _event(article, days[0]) if latest else None
        if latest and event and event.iso and event.iso > latest and not _is_elsewhen(article, event, group):
            yield Finding(
                days[0],
                {
                    "date": quoted(days[0].of(article.text)),
                    "latest": latest.isoformat(),
                    "citation": shortened(group[-1].citation.span.of(article.text)),
                },
                related=tuple(passage.citation.span for passage in group),
            )


def _latest(citations: list[Parenthetical]) -> date | None:
    """The latest day of a source; None where one of them has no whole day."""
    days = []
    for reference in (reference for one in citations for reference in one.references):
        own = [found for one in reference.dates if (found := one.end_iso or one.iso)]
        if not own or len(own) < len(reference.dates):
            return None
        days += own
    return max(days, default=None)


def _event(article: Article, day: Span) -> DateMention | None:
    """The day of an event; None for a day to come."""
    words = day.of(article.text)
    phrase = _phrase(words)
    if phrase is None:
        return None
    mention = DateMention(day, words, phrase.first, phrase.last)
    resolved = resolve_dates((mention,), article.published)[0]
    return None if resolved.future else resolved


def _is_elsewhen(article: Article, event: DateMention, group: list[Passage]) -> bool:
    """Whether a day is a term, or may be one of another year than the nearest."""
    start = event.span.start
    before = re.findall(r"\w+", article.text[max(0, start - 30) : start])
    is_term = bool(before) and before[-1].casefold() in TERMS
    return is_term or (event.year_inferred and _names_a_year(article.text, group))


@lru_cache(maxsize=4096)
def _phrase(words: str) -> Phrase | None:
    """The one whole day that some words are."""
    found = phrases(words, tokens(words))
    return (
        found[0] if len(found) == 1 and found[0].precision is Precision.DAY and found[0].first.day else None
    )


def _names_a_year(text: str, group: list[Passage]) -> bool:
    """Whether a passage speaks of a year, so that its days may belong to that one."""
    return any(
        re.search(YEAR, text[passage.sentences[0].start : passage.citation.span.start]) for passage in group
    )
