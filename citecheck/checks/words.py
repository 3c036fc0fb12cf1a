"""How findings quote an article, and when a form is a house's style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.span import Span
from citecheck.parse.pieces import JOINERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.model.article import Article, Joint, Parenthetical, Reference

HOUSE_STYLE = 3
"""So many citations in one form, and most of the article's, are a style and not slips."""


def quoted(text: str) -> str:
    """The author's words on one line."""
    return " ".join(text.split())


def whole(article: Article, reference: Reference) -> Span:
    """From a reference's outlet to its last date, in whichever order they stand."""
    spans = [reference.span, *(date.span for date in reference.dates)]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def beside(article: Article, citation: Parenthetical, joint: Joint) -> tuple[str, str]:
    """The references to the left and right of a joint, in the author's words."""
    left, right = joint.left, joint.right
    for reference in citation.references:
        if (
            any(date.span == joint.left for date in reference.dates)
            and reference.span.start < joint.left.start
        ):
            left = Span(reference.span.start, joint.left.end)
        if reference.span.start == joint.right.start:
            right = whole(article, reference)
    return quoted(left.of(article.text)), quoted(right.of(article.text))


def is_mark(gap: str) -> bool:
    """Whether nothing but marks and joining words stands there, so that a fix may replace it."""
    return all(word in JOINERS for word in re.findall(r"\w+", gap.casefold()))


def is_house_style(article: Article, citations: Sequence[Parenthetical]) -> bool:
    """Whether these, which share a form, are three or more and most of the article's citations."""
    return len(citations) >= HOUSE_STYLE and 2 * len(citations) > len(article.citations)
