"""The stage: Article -> Article, with claims, the passages that citations back, and gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.cover.backing import passages
from citecheck.cover.claims import Finder
from citecheck.cover.gaps import gap, lonely
from citecheck.cover.language import language, of_text
from citecheck.cover.narrative import mentions
from citecheck.cover.options import DEFAULTS, Coverage, Narrative
from citecheck.cover.places import Place, places
from citecheck.model.coverage import Claim, Evidence, Gap, Reason

if TYPE_CHECKING:
    from citecheck.model.article import Article
    from citecheck.model.span import Span
    from citecheck.outlets.registry import Registry
SPOKEN = (Reason.QUOTATION, Reason.REPORTED_SPEECH)
"""Evidence that tells somebody's words."""


def cover(article: Article, registry: Registry, options: Coverage = DEFAULTS) -> Article:
    """The article with its claims, passages and gaps."""
    found = list(places(article))
    citations = article.citations
    starts = [one.span.start for one in citations]
    hidden = [one.span for one in article.parentheticals if one.closed]
    finder = Finder(article.text, found, hidden, language(options.language or of_text(article.text)))
    evidence = dict(zip(finder.spans, finder.evidence(), strict=True))
    carried = [passages(place, citations, starts, options.reach) for place in found]
    sources: dict[Span, Span] = {}
    for passage in (passage for group in carried for passage in group):
        for sentence in passage.sentences:
            sources.setdefault(sentence, passage.citation.span)
    named = _narrative(finder, evidence, sources, registry, options.narrative)
    claims: list[Claim] = []
    gaps: list[Gap] = []
    for place, group in zip(found, carried, strict=True):
        own = [Claim(span, evidence[span], sources.get(span)) for span in place.sentences if evidence[span]]
        claims += own
        made = gap([claim for claim in own if claim.source is None], named, citations, starts)
        if made and not group and not made.evidence.strong and _closes(finder, place, place is found[-1]):
            continue
        if not group and not own:
            made = lonely(place, finder.events)
        if made:
            gaps.append(made)
    every = tuple(passage for group in carried for passage in group)
    return article._replace(claims=tuple(claims), passages=every, gaps=tuple(gaps))


def _narrative(
    finder: Finder,
    evidence: dict[Span, tuple[Evidence, ...]],
    sources: dict[Span, Span],
    registry: Registry,
    worth: Narrative,
) -> dict[Span, Span]:
    """Adds the outlets that back their own sentences to `sources`; gives those that would with a day."""
    numbers = {
        number
        for number, span in enumerate(finder.spans)
        if span not in sources and any(one.reason in SPOKEN for one in evidence[span])
    }
    named: dict[Span, Span] = {}
    if numbers and worth is not Narrative.NEVER:
        for number, mention in mentions(finder.shown, finder.starts, registry, numbers).items():
            backs = mention.dated or worth is Narrative.OUTLET
            (sources if backs else named)[finder.spans[number]] = mention.span
    return named


def _closes(finder: Finder, place: Place, last: bool) -> bool:
    """Whether a paragraph is the author's own: the article's last, or one that opens as conclusions do."""
    return last or place.sentences[0] in finder.concluding
