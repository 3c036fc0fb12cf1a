"""How findings quote an article, and when a form is a house's style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.span import Span
from citecheck.parsing.pieces import JOINERS, mask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.model.article import Article, Joint, Parenthetical, Reference

OPENING, CLOSING = "“«„‘\"'*_", "”»“’\"'*_"
LONGEST_QUOTE = 60
"""Characters of the author's words in a message."""
HOUSE_STYLE = 3
"""So many citations in one form, and most of the article's, are a style and not slips."""


def quoted(text: str) -> str:
    """The author's words on one line."""
    return " ".join(text.split())


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The author's words on one line, the end left out where they are many."""
    shown = quoted(text)
    if len(shown) <= longest:
        return shown
    return shown[:longest].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"


def unmarked(text: str) -> str:
    """A quotation without its marks and the comma before the closing one."""
    return text.strip("“”„‟«»‹›‘’‚「」『』\"'`").rstrip(" ,;")


def either(texts: Sequence[str]) -> str:
    """`one, another or a third`."""
    return " or ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


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
            left = Span(_with_mark(article.text, reference.span.start), joint.left.end)
        if reference.span.start == joint.right.start:
            right = whole(article, reference)
            right = right._replace(start=_with_mark(article.text, right.start))
    return quoted(left.of(article.text)), quoted(right.of(article.text))


def _with_mark(text: str, start: int) -> int:
    """Where the quotation mark or emphasis before `start` begins; `start` where none is."""
    return start - 1 if start and text[start - 1] in OPENING else start


def with_marks(text: str, span: Span) -> Span:
    """The span with the quotation marks or emphasis around it."""
    start, end = span
    while start > 0 and end < len(text) and text[start - 1] in OPENING and text[end] in CLOSING:
        start, end = start - 1, end + 1
    return Span(start, end)


def segment_of(article: Article, citation: Parenthetical, reference: Reference) -> Span:
    """The stretch between semicolons in which a reference stands; those in quotations don't count."""
    start, end = citation.span.start + 1, citation.span.end - citation.closed
    masked = mask(article.text[start:end])
    first = masked.rfind(";", 0, reference.span.start - start) + 1
    last = masked.find(";", reference.span.end - start)
    return Span(start + first, end if last < 0 else start + last)


def is_mark(gap: str) -> bool:
    """Whether nothing but marks and joining words stands there, so that a fix may replace it."""
    return all(word in JOINERS for word in re.findall(r"\w+", gap.casefold()))


def is_house_style(article: Article, citations: Sequence[Parenthetical]) -> bool:
    """Whether these, which share a form, are three or more and most of the article's citations."""
    return len(citations) >= HOUSE_STYLE and 2 * len(citations) > len(article.citations)
