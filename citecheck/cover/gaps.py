"""The stretches of claims that nothing backs: at most one in each place."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from citecheck.cover.options import Reach
from citecheck.model.coverage import Claim, Evidence, Gap, Lead, Reason
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from citecheck.cover.places import Place
    from citecheck.model.article import Parenthetical

FEWEST_SENTENCES = 3
"""Of a paragraph in which events alone make a gap."""
LEADS = {
    Reason.QUOTATION: Lead.QUOTATION,
    Reason.REPORTED_SPEECH: Lead.STATEMENT,
    Reason.FIGURE: Lead.FIGURE,
    Reason.DATED_EVENT: Lead.EVENT,
    Reason.SUPERLATIVE: Lead.EVENT,
    Reason.ACCUSATION: Lead.EVENT,
}


def runs(claims: Iterable[Claim], reach: Reach) -> list[list[Claim]]:
    """The unbacked claims of a place, those together that one citation would back."""
    found: list[list[Claim]] = [[]]
    for claim in claims:
        if claim.source is None:
            found[-1].append(claim)
        elif reach is Reach.SENTENCE:
            found.append([])
    return [run for run in found if run]


def gap(
    claims: Sequence[Claim],
    named: Mapping[Span, Span],
    citations: Sequence[Parenthetical],
    starts: Sequence[int],
) -> Gap:
    """The gap that unbacked claims make.

    `named` has sentences, and the outlet that each names without a day; `citations`, with their `starts`,
    are the article's.
    """
    leading = min(claims, key=lambda claim: claim.evidence[0].rank)
    evidence = leading.evidence[0]
    outlet = named.get(leading.span)
    lead = Lead.NARRATIVE if outlet else LEADS[evidence.reason]
    span = Span(claims[0].span.start, claims[-1].span.end)
    return Gap(lead, evidence, tuple(claims), span, _nearest(citations, starts, span.start), outlet)


def _nearest(citations: Sequence[Parenthetical], starts: Sequence[int], at: int) -> Span | None:
    """The last citation before a place of the text."""
    number = bisect_left(starts, at)
    return citations[number - 1].span if number else None


def lonely(place: Place, event: Callable[[Span], Span | None]) -> Gap | None:
    """The gap of a paragraph with neither citation nor claim; `event` gives what a sentence tells of one."""
    if len(place.sentences) < FEWEST_SENTENCES:
        return None
    told = next((words for sentence in place.sentences if (words := event(sentence))), None)
    if told is None:
        return None
    whole = Span(place.paragraphs[0].start, place.paragraphs[-1].end)
    return Gap(Lead.PARAGRAPH, Evidence(Reason.DATED_EVENT, False, told), (), whole)
