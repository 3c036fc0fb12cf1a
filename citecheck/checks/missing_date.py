"""An outlet, or several that would share a date, without one."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, Parenthetical, Reference


def _has_lone_date_after(citation: Parenthetical, reference: Reference) -> bool:
    """Whether a segment with a date alone follows: the two parted are one fault, which CC110 names."""
    at = citation.references.index(reference) + 1
    following = citation.references[at] if at < len(citation.references) else None
    return following is not None and following.outlet is None and following.segment == reference.segment + 1


def check(article: Article, params: object) -> Iterator[Finding]:
    """One finding for the outlets of a segment that one date would serve."""
    for citation in article.citations:
        for _, group in groupby(
            citation.references, key=lambda ref: (ref.segment, bool(ref.dates or ref.undated))
        ):
            references = list(group)
            if references[0].dates or references[0].undated or references[0].outlet is None:
                continue
            if _has_lone_date_after(citation, references[-1]):
                continue
            span = Span(references[0].span.start, references[-1].span.end)
            names = [f"'{quoted(ref.outlet.text)}'" for ref in references if ref.outlet]
            listed = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
            yield Finding(span, {"outlet": listed}, variant=None if len(names) == 1 else "several")
