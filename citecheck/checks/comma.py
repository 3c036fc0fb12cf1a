"""An outlet and its date without the comma between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.words import is_house_style, is_mark, quoted
from citecheck.model.article import JointKind, Match
from citecheck.model.diagnostic import Finding, Severity
from citecheck.model.span import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such place; one finding for the article where it is the house's style."""
    found = [(c, joint) for c in article.citations for joint in c.joints if joint.kind is JointKind.UNCOMMAED]
    sharing = list({citation.span: citation for citation, _ in found}.values())
    if is_house_style(article, sharing):
        count = {"count": len(sharing), "citations": len(article.citations)}
        yield Finding(sharing[0].span, count, severity=Severity.WARNING, variant="house-style")
        return
    for citation, joint in found:
        known = any(
            ref.outlet and ref.outlet.match is not Match.NONE
            for ref in citation.references
            if joint.left.covers(ref.span)
        )
        gap = joint.span.of(article.text)
        comma = "," if gap[-1:].isspace() else ", "
        edit = Edit(Span(joint.span.start, joint.span.start + len(gap.rstrip())), comma)
        left, right = quoted(joint.left.of(article.text)).rstrip("*_"), quoted(joint.right.of(article.text))
        edits = (edit,) if is_mark(gap) else ()
        words: dict[str, object] = {"outlet": left, "date": right, "mark": gap.strip()}
        variant = "other-mark" if gap.strip() else None
        yield Finding(Span(joint.left.start, joint.right.end), words, edits, known, variant=variant)
