"""The stage: Article -> Article, with claims, the passages that citations back, and gaps."""

from __future__ import annotations

import re
from bisect import bisect_left
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
from citecheck.parsing.citations import DAY_ALONE

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from citecheck.model.article import Article
    from citecheck.model.span import Span
    from citecheck.outlets.registry import Registry
SPOKEN = (Reason.QUOTATION, Reason.REPORTED_SPEECH)
"""Evidence that tells somebody's words."""
MONTH_BEFORE = "|".join(rf"(?<=[ADFJMNOS][a-z]{{{n}}}[a-z.]\s\d)" for n in range(1, 9))
DAY = re.compile(rf"[0-9](?:(?=\s[ADFJMNOSадимносфя]|\d{{3}}-\d\d-\d\d)|{MONTH_BEFORE})")
"""A digit of what every day of a language with cues looks like, and of a little else.

A digit first, because few characters are one: it is found faster than what stands around it.
"""


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
    every_sentence = [sentence for place in found for sentence in place.sentences]
    wanted = [one for one in every_sentence if depth is Depth.ALL or one not in sources]
    dated = _with_days(article.text, every_sentence, sources) if depth is Depth.DAYS else []
    if not wanted and not dated:
        return article._replace(passages=every)
    quoted = _quotations(article.text, found, {*wanted, *dated})
    hidden = [one.span for one in article.parentheticals if one.closed]
    cues = language(options.language or of_text(article.text))
    finder = Finder(article.text, wanted, quoted, hidden, cues)
    evidence = finder.evidence()
    if dated:
        evidence |= Finder(article.text, dated, quoted, hidden, cues).events()
    days = {one.span.start for one in article.parentheticals if one.reason == DAY_ALONE}
    named = _narrative(finder, evidence, sources, registry, options.narrative, days)
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


def _with_days(text: str, sentences: Sequence[Span], sources: Mapping[Span, Span]) -> list[Span]:
    """The backed sentences in which a day may stand, beside those of their citations."""
    days = [match.start() for match in DAY.finditer(text)]
    found = []
    for sentence in sentences:
        at = bisect_left(days, sentence.start)
        if at < len(days) and days[at] < sentence.end:
            citation = sources.get(sentence)
            if citation and days[at] < citation.start:
                found.append(sentence)
    return found


def _narrative(
    finder: Finder,
    evidence: Mapping[Span, Sequence[Evidence]],
    sources: dict[Span, Span],
    registry: Registry,
    worth: Narrative,
    days: Container[int],
) -> dict[Span, Span]:
    """Adds the outlets that back their own sentences to `sources`; gives those that would with a day."""
    numbers = {
        number
        for number, span in enumerate(finder.spans)
        if span not in sources and any(one.reason in SPOKEN for one in evidence.get(span, ()))
    }
    named: dict[Span, Span] = {}
    if numbers and worth is not Narrative.NEVER:
        for number, mention in mentions(finder.shown, finder.starts, registry, numbers, days).items():
            backs = mention.dated or worth is Narrative.OUTLET
            (sources if backs else named)[finder.spans[number]] = mention.span
    return named


def _closes(finder: Finder, place: Place, last: Place) -> bool:
    """Whether a paragraph is the author's own: the article's last, or one that opens as conclusions do."""
    return place is last or finder.concludes(place.sentences[0])
