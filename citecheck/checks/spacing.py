"""Spaces too many or missing inside a citation; one finding a citation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.article import JointKind
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span
from citecheck.parsing.pieces import mask

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, Parenthetical

FAULT = re.compile(
    r"(?P<open>(?<=\()[ \t]+)|(?P<close>[ \t]+(?=\)))|(?P<before>[ \t]+(?=[,;]))"
    r"|(?P<after>[,;](?=[^\W_](?!\d\d\b(?!\w))))|(?P<double>(?<=\S)[ \t]{2,}(?=\S))"
)
PAIRS = ("( ", " )", " ,", " ;", "  ", "\t")
# A mark or digit first, because few characters are one: it is found faster than what stands around it.
NO_SPACE = re.compile(r"[,;\d](?:(?<=[,;])(?=[^\W_])|(?<=[^\W\d_]{2}\d)|(?<=\d)(?=[^\W\d_]{3}))")
GLUED = re.compile(r"(?<=[^\W\d_]{2})(?=\d{1,2}\b)|(?<=\d)(?=[^\W\d_]{3})")
FRENCH = "janv fév mars avril mai juin juil août septembre octobre novembre déc".split()
"""What French months begin with, shortened or not; no table of months tells languages apart."""
ORDINAL = re.compile(r"\d(?:st|nd|rd|th|го|er)\b")
EAST_ASIAN = "月日월일年년"
"""Year, month and day, written behind their numbers without a space."""


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each citation with such a place; its fix mends them all."""
    for citation in article.citations:
        faults = sorted(_faults(article.text, citation))
        if not faults:
            continue
        (start, _), *_ = faults
        end = max(span.end for span, _ in faults)
        edits = tuple(edit for _, edit in faults)
        missing = edits[0].text == " "
        words = {"near": _near(article.text, start, citation), "more": len(faults) - 1}
        variant = "missing" if missing else None
        if len(faults) > 1:
            variant = "several"
        yield Finding(Span(start.start, end), words, edits, variant=variant)


def _near(text: str, fault: Span, citation: Parenthetical) -> str:
    """What touches a fault on both sides, inside the citation."""
    before, after = text[citation.span.start : fault.start], text[fault.end : citation.span.end]
    left = [] if before[-1:].isspace() else before.rsplit(None, 1)[-1:]
    right = [] if after[:1].isspace() else after.split(None, 1)[:1]
    return "".join([*left, fault.of(text), *right])


def _faults(text: str, citation: Parenthetical) -> Iterator[tuple[Span, Edit]]:
    """Where a space is wrong, and its mend."""
    start, end = citation.span
    if not _may_have_faults(text[start:end]):
        return
    masked = mask(text[start + 1 : end - citation.closed])
    masked = text[start] + masked + (text[end - 1] if citation.closed else "")
    for match in FAULT.finditer(masked):
        span = Span(*match.span()).shifted(start)
        if not match["double"] and _is_empty(text, span, citation):
            continue
        if match["before"] and text[span.end] == ";" and _is_french(citation):
            continue
        if match["after"]:
            if not _in_name(span, citation):
                yield Span(span.start, span.end + 1), Edit(Span(span.end, span.end), " ")
        elif match["double"]:
            yield span, Edit(Span(span.start + 1, span.end), "")
        else:
            yield span, Edit(span, "")
    for date in {date.span: date for ref in citation.references for date in ref.dates}.values():
        for match in GLUED.finditer(date.text):
            at = date.span.start + match.start()
            if not ORDINAL.match(text, at - 1) and not any(mark in date.text for mark in EAST_ASIAN):
                yield Span(at - 1, at + 1), Edit(Span(at, at), " ")


def _may_have_faults(raw: str) -> bool:
    """A quick look, for most citations have none."""
    return any(pair in raw for pair in PAIRS) or bool(NO_SPACE.search(raw))


def _is_empty(text: str, span: Span, citation: Parenthetical) -> bool:
    """Whether the place belongs to another fault: a wrong or empty separator, or an outlet that was lost."""
    lost = any(ref.outlet is None and span.start <= ref.span.start <= span.end for ref in citation.references)
    touching = (joint.span for joint in citation.joints if joint.kind is not JointKind.UNCOMMAED)
    return lost or any(one.start <= span.end and span.start <= one.end for one in touching)


def _is_french(citation: Parenthetical) -> bool:
    """Whether its dates are French: there a space stands before a semicolon."""
    texts = (date.text.casefold() for reference in citation.references for date in reference.dates)
    return any(month in text for text in texts for month in FRENCH)


def _in_name(span: Span, citation: Parenthetical) -> bool:
    """Whether a comma belongs to an outlet's name."""
    return any(ref.outlet and ref.outlet.span.covers(span) for ref in citation.references)
