"""Verdicts with their places in the author's file: for machines, how many of each for people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.model.verdict import VerdictKind
from citecheck.report.text import plural, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.model.article import Article
    from citecheck.model.verdict import Evidence, Verdict


class VerdictRow(NamedTuple):
    """A verdict, ready to print."""

    path: str
    article: str | None
    start: int
    end: int
    outlet: str | None
    """As the article writes it."""
    verdict: Verdict


def verdict_rows(article: Article) -> list[VerdictRow]:
    """The verdicts on an article."""
    document = article.document
    outlets = {one.span: one.outlet for citation in article.citations for one in citation.references}
    found = []
    for verdict in article.verdicts:
        outlet = outlets[verdict.reference]
        place = document.map.span(verdict.reference)
        found.append(
            VerdictRow(document.path, document.article, *place, outlet.text if outlet else None, verdict)
        )
    return found


def record(row: VerdictRow) -> dict[str, Any]:
    """One verdict; titles and texts of pages are as a terminal may have them."""
    verdict = row.verdict
    end = verdict.last_day if verdict.last_day != verdict.day else None
    return {
        "path": row.path,
        "article": row.article,
        "start": row.start,
        "end": row.end,
        "outlet": row.outlet,
        "outlet_id": verdict.outlet_id,
        "iso": verdict.day.isoformat() if verdict.day else None,
        "end_iso": end.isoformat() if end else None,
        "verdict": verdict.kind.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "evidence": [_evidence(one) for one in verdict.evidence],
        "candidates": verdict.candidates,
        "requests": verdict.requests,
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "url": printable(one.url),
        "original": printable(one.original),
        "captured": one.captured,
        "published": one.published.isoformat() if one.published else None,
        "published_from": one.published_from,
        "title": printable(one.title),
        "anchors": [
            {
                "kind": match.anchor.kind.value,
                "claim": match.anchor.text,
                "page": printable(match.page),
                "how": match.how,
            }
            for match in one.anchors
        ],
        "missing": [anchor.text for anchor in one.missing],
        "score": round(one.score, 2),
        "decoy": None if one.decoy is None else round(one.decoy, 2),
    }


def told(rows: Sequence[VerdictRow]) -> str:
    """The last line: how many verdicts there are of each kind, and why some are inconclusive."""
    if not rows:
        return "Archives: no reference to look up."
    kinds = Counter(row.verdict.kind for row in rows)
    reasons = Counter(row.verdict.reason.value for row in rows if row.verdict.reason)
    why = f" ({_listed(reasons.most_common())})" if reasons else ""
    counted = _listed([(kind.value, kinds[kind]) for kind in VerdictKind if kinds[kind]])
    requests = sum(row.verdict.requests for row in rows)
    return f"Archives: {counted}{why}; {plural(requests, 'request')}."


def found_pages(rows: Iterable[VerdictRow]) -> Iterator[str]:
    """A line for each reference of which the page was found: what CC7 doesn't speak of."""
    for row in rows:
        if row.verdict.kind is VerdictKind.VERIFIED:
            best = row.verdict.evidence[0]
            day = best.published.isoformat() if best.published else str(row.verdict.day)
            name = " ".join((row.outlet or "").split())
            yield f"{row.path}: '{name}', {day}: {row.verdict.kind}; see {printable(best.url)}"


def _listed(counted: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {word}" for word, number in counted)
