"""How an article is covered: a table for people, an object for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citecheck.checks import gap as uncited
from citecheck.cover.gate import cites, words
from citecheck.model.coverage import Lead
from citecheck.report.positions import Lines
from citecheck.report.text import plural, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from citecheck.model.article import Article
    from citecheck.model.coverage import Gap
    from citecheck.model.span import Span
    from citecheck.rules.rule import Rule

WIDTH = 60
"""Characters of a citation or sentence in the table."""


def codes(rules: Iterable[Rule]) -> dict[Lead, str]:
    """Which rule reports gaps with which lead."""
    return {Lead(rule.params.lead): rule.code for rule in rules if isinstance(rule.params, uncited.Params)}


def record(article: Article, code_of: Mapping[Lead, str]) -> dict[str, Any]:
    """One article of `coverage --format json`."""
    claims = [
        {
            "start": claim.span.start,
            "end": claim.span.end,
            "reasons": list(dict.fromkeys(one.reason.value for one in claim.evidence)),
            "strength": "strong" if claim.strong else "weak",
            "backed": claim.source is not None,
            "citation": _place(claim.source) if claim.source else None,
        }
        for claim in article.claims
    ]
    passages = [
        {
            "citation": _place(one.citation.span),
            "references": len(one.citation.references),
            "sentences": len(one.sentences),
        }
        for one in article.passages
    ]
    gaps = [
        {**_place(gap.span), "code": code_of[gap.lead], "claims": len(gap.claims)} for gap in _gaps(article)
    ]
    return {
        "path": article.document.path,
        "article": article.document.article,
        "claims": claims,
        "gaps": gaps,
        "passages": passages,
        "longest_gap": longest(article),
        "words": words(article),
        "citations": len(article.citations),
        "uses_citations": cites(article),
    }


def longest(article: Article) -> int:
    """The words of the longest stretch of claims without a source."""
    return max((len(gap.span.of(article.text).split()) for gap in _gaps(article)), default=0)


def lines(article: Article, code_of: Mapping[Lead, str]) -> Iterator[str]:
    """The table of one article: how much is backed, what each citation carries, what none carries."""
    text = article.text
    number = article.document.article
    name = article.document.path + (f" [{number}]" if number else "")
    backed = sum(claim.source is not None for claim in article.claims)
    share = f" ({100 * backed // len(article.claims)}%)" if article.claims else ""
    yield printable(
        f"{name}: {backed} of {plural(len(article.claims), 'claim')} backed{share}, "
        f"{plural(len(article.citations), 'citation')} in {plural(words(article), 'word')}"
    )
    if not cites(article):
        yield "  It cites too little for a missing source to mean anything; check says nothing of its gaps."
    places = Lines(text)
    if article.passages:
        yield "  line  sentences  references  citation"
    for passage in article.passages:
        line = places.place(passage.citation.span.start)[0]
        counts = f"{len(passage.sentences):9}  {len(passage.citation.references):10}"
        yield f"  {line:4}  {counts}  {_shown(text, passage.citation.span)}"
    if gaps := _gaps(article):
        yield f"  line  claims  {plural(len(gaps), 'gap')}, the longest of {plural(longest(article), 'word')}"
    for gap in gaps:
        line = places.place(gap.span.start)[0]
        yield f"  {line:4}  {len(gap.claims):6}  {code_of[gap.lead]}  {_shown(text, gap.span)}"


def _gaps(article: Article) -> list[Gap]:
    """Those that have claims."""
    return [gap for gap in article.gaps if gap.claims]


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _shown(text: str, span: Span) -> str:
    shown = printable(" ".join(span.of(text).split()))
    return shown if len(shown) <= WIDTH else shown[: WIDTH - 1] + "…"
