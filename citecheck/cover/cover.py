"""The stage: Article -> Article, with claims, the passages that citations back, and gaps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.cover.backing import passages
from citecheck.cover.claims import Finder
from citecheck.cover.gaps import gap, lonely, runs
from citecheck.cover.language import language, of_text
from citecheck.cover.narrative import mentions
from citecheck.cover.options import DEFAULTS, Coverage, Depth, Narrative
from citecheck.cover.places import Place, places
from citecheck.cover.quotes import Quotation, quotations, style
from citecheck.model.coverage import Claim, Evidence, Gap, Reason

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from citecheck.model.article import Article
    from citecheck.model.span import Span
    from citecheck.outlets.registry import Registry
SPOKEN = (Reason.QUOTATION, Reason.REPORTED_SPEECH)
"""Evidence that tells somebody's words."""
DIGIT = re.compile(r"\d")
DAY = re.compile(r"\d\s[ADFJMNOSадимносфя]|[ADFJMNOS][a-z]{2,8}\.?\s\d|\d{4}-\d\d-\d\d")
"""What every day of a language with cues looks like, and a little else."""


def cover(
    article: Article, registry: Registry, options: Coverage = DEFAULTS, depth: Depth = Depth.ALL
) -> Article:
    """The article with its passages, its gaps, and its claims as far as `depth` asks for them."""
    found = list(places(article))
    citations = article.citations
    starts = [one.span.start for one in citations]
    carried = [passages(place, citations, starts, options.reach) for place in found]
    every = tuple(passage for group in carried for passage in group)
    sources: dict[Span, Span] = {}
    for passage in every:
        for sentence in passage.sentences:
            sources.setdefault(sentence, passage.citation.span)
    wanted = [
        sentence
        for place in found
        for sentence in place.sentences
        if depth is Depth.ALL
        or sentence not in sources
        or (depth is Depth.DAYS and _may_name_a_day(article.text, sentence, sources[sentence]))
    ]
    if not wanted:
        return article._replace(passages=every)
    quoted = _quotations(article.text, found, set(wanted))
    hidden = [one.span for one in article.parentheticals if one.closed]
    cues = language(options.language or of_text(article.text))
    finder = Finder(article.text, wanted, quoted, hidden, cues)
    evidence = finder.evidence()
    named = _narrative(finder, evidence, sources, registry, options.narrative)
    claims = {span: Claim(span, told, sources.get(span)) for span, told in evidence.items()}
    gaps: list[Gap] = []
    for place, group in zip(found, carried, strict=True):
        own = [claim for span in place.sentences if (claim := claims.get(span))]
        made = [gap(run, named, citations, starts) for run in runs(own, options.reach)]
        if not group and not own and (one := lonely(place, finder.event)):
            made = [one]
        elif not group and not any(one.evidence.strong for one in made) and _closes(finder, place, found[-1]):
            continue
        gaps += made
    return article._replace(claims=tuple(claims.values()), passages=every, gaps=tuple(gaps))


def _quotations(text: str, found: Sequence[Place], wanted: Container[Span]) -> list[Quotation]:
    """The quotations of the places in which sentences are wanted."""
    pairs = style(text)
    return [
        quotation
        for place in found
        if any(sentence in wanted for sentence in place.sentences)
        for paragraph in place.paragraphs
        for quotation in quotations(text, paragraph, pairs)
    ]


def _may_name_a_day(text: str, sentence: Span, citation: Span) -> bool:
    """Whether a day may stand in a sentence, beside those of its citation."""
    end = min(sentence.end, max(citation.start, sentence.start))
    return bool(DIGIT.search(text, sentence.start, end) and DAY.search(text, sentence.start, end))


def _narrative(
    finder: Finder,
    evidence: Mapping[Span, Sequence[Evidence]],
    sources: dict[Span, Span],
    registry: Registry,
    worth: Narrative,
) -> dict[Span, Span]:
    """Adds the outlets that back their own sentences to `sources`; gives those that would with a day."""
    numbers = {
        number
        for number, span in enumerate(finder.spans)
        if span not in sources and any(one.reason in SPOKEN for one in evidence.get(span, ()))
    }
    named: dict[Span, Span] = {}
    if numbers and worth is not Narrative.NEVER:
        for number, mention in mentions(finder.shown, finder.starts, registry, numbers).items():
            backs = mention.dated or worth is Narrative.OUTLET
            (sources if backs else named)[finder.spans[number]] = mention.span
    return named


def _closes(finder: Finder, place: Place, last: Place) -> bool:
    """Whether a paragraph is the author's own: the article's last, or one that opens as conclusions do."""
    return place is last or finder.concludes(place.sentences[0])
