"""Two references of one citation that no semicolon parts: nothing, or another mark, stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.checks.words import beside, is_house_style, is_mark
from citecheck.model.article import JointKind
from citecheck.model.diagnostic import Finding, Severity
from citecheck.model.span import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, Joint, Parenthetical

SAFE = (JointKind.MISSING, JointKind.COMMA, JointKind.COLON)
"""A full stop or `and` may have been meant."""
WRONG = (JointKind.COMMA, JointKind.COLON, JointKind.PERIOD, JointKind.AND)


class Params(NamedTuple):
    """Parameters."""

    missing: bool = False
    """True: nothing stands there. False: another mark does."""
    expect: str = ";"


def check(article: Article, params: Params) -> Iterator[Finding]:
    """Each place where `expect` belongs between two references."""
    kinds = (JointKind.MISSING,) if params.missing else WRONG
    found = [
        (citation, joint)
        for citation in article.citations
        for joint in citation.joints
        if joint.kind in kinds
    ]
    sharing = list({citation.span: citation for citation, _ in found}.values())
    if not params.missing and is_house_style(article, sharing):
        mark = found[0][1].span.of(article.text).strip()
        words = {
            "mark": mark,
            "count": len(sharing),
            "citations": len(article.citations),
            "expect": params.expect,
        }
        yield Finding(sharing[0].span, words, severity=Severity.WARNING, variant="house-style")
        return
    for citation, joint in found:
        yield _finding(article, citation, joint, params.expect)


def _finding(article: Article, citation: Parenthetical, joint: Joint, expect: str) -> Finding:
    left, right = beside(article, citation, joint)
    gap = joint.span.of(article.text)
    space = "" if gap[-1:].isspace() else " "
    edit = Edit(Span(joint.span.start, joint.span.start + len(gap.rstrip())), expect + space)
    edits = (edit,) if is_mark(gap) else ()
    words = {"left": left, "right": right, "mark": gap.strip(), "expect": expect}
    return Finding(Span(joint.left.start, joint.right.end), words, edits, joint.kind in SAFE)
