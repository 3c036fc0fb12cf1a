"""A segment that is a date and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import quoted, segment_of
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such segment; after another reference a comma would give the date to that one's outlet."""
    for citation in article.citations:
        outlet = None
        end = citation.span.start
        for reference in citation.references:
            if reference.outlet is not None or article.text[reference.span.start] == ",":
                outlet, end = reference.outlet, reference.span.end
                continue
            words = {"date": quoted(reference.span.of(article.text))}
            if outlet is None:
                yield Finding(reference.span, words, variant="first")
                continue
            words["outlet"] = quoted(outlet.text)
            at = segment_of(article, citation, reference).start - 1
            edits = (Edit(Span(at, at + 1), ","),) if at > end - 1 else ()
            yield Finding(reference.span, words, edits)
