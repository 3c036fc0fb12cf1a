"""A separator with nothing to part: `;;`, `;)`, `,,`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.article import JointKind
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, Parenthetical


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each run of such separators."""
    for citation in article.citations:
        for run in _runs(article.text, citation):
            mark = "".join(run.of(article.text).split())
            yield Finding(run, {"mark": mark[0]}, (Edit(_with_space(article.text, run, citation), ""),))


def _runs(text: str, citation: Parenthetical) -> list[Span]:
    """The empty separators, those side by side made one."""
    runs: list[Span] = []
    for joint in sorted(citation.joints, key=lambda joint: joint.span):
        if joint.kind is not JointKind.EMPTY:
            continue
        if runs and not text[runs[-1].end : joint.span.start].strip():
            runs[-1] = Span(runs[-1].start, joint.span.end)
        else:
            runs.append(joint.span)
    return runs


def _with_space(text: str, run: Span, citation: Parenthetical) -> Span:
    """The run with the space before it; at the citation's start and end the space on both sides."""
    start, end = run
    while start > citation.span.start + 1 and text[start - 1].isspace():
        start -= 1
    following = text[end : citation.span.end].lstrip()[:1]
    if start == citation.span.start + 1 or following in (";", ",", ")"):
        while end < citation.span.end - 1 and text[end].isspace():
            end += 1
    return Span(start, end)
