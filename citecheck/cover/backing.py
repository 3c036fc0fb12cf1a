"""Which citation backs which sentence."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from citecheck.cover.options import Reach
from citecheck.model.coverage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.cover.places import Place
    from citecheck.model.article import Parenthetical
    from citecheck.model.span import Span


def passages(
    place: Place, citations: Sequence[Parenthetical], starts: Sequence[int], reach: Reach
) -> list[Passage]:
    """The citations of a place, in order, with the sentences that each backs.

    `citations`, with their `starts`, are the article's.
    """
    inside = [
        citations[bisect_left(starts, span.start) : bisect_left(starts, span.end)] for span in place.sentences
    ]
    carried: dict[Span, list[Span]] = {one.span: [] for group in inside for one in group}
    waiting: list[Span] = []
    for sentence, own in zip(place.sentences, inside, strict=True):
        waiting.append(sentence)
        for number, one in enumerate(own):
            carried[one.span] += waiting if not number and reach is not Reach.SENTENCE else [sentence]
        if own:
            waiting = []
    found = [(one, carried[one.span]) for group in inside for one in group]
    if found and waiting and _goes_on(found[-1][0], place, reach):
        found[-1][1].extend(waiting)
    return [Passage(one, tuple(sentences)) for one, sentences in found]


def _goes_on(citation: Parenthetical, place: Place, reach: Reach) -> bool:
    """Whether a place's last citation backs what follows it, too.

    It does from an introduction, and where its parenthesis is never closed: that is a fault of its own.
    """
    introduced = place.sentences[: place.introduced]
    introduces = reach is Reach.PASSAGE and any(sentence.covers(citation.span) for sentence in introduced)
    return introduces or reach is Reach.PARAGRAPH or not citation.closed
