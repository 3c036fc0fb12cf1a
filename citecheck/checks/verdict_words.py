"""How findings speak of verdicts; loaded only where archives were asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding
from citecheck.model.verdict import Reason, VerdictKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article
    from citecheck.model.verdict import Evidence, Verdict


DAY = timedelta(days=1)
WHY: dict[Reason | None, str] = {
    None: "the archives leave it open",
    Reason.NO_CAPTURE: "the archive holds too little of that day",
    Reason.EXCLUDED: "the archive leaves the site out, on its owner's wish",
    Reason.CAPTURE_UNUSABLE: "what the archive holds can't be read",
    Reason.TOO_LARGE: "what the archive holds is too large to be read",
    Reason.RATE_LIMITED: "the archive takes no more requests for now; run again later",
    Reason.UNREACHABLE: "the archive can't be reached; run again later",
    Reason.BUDGET: "the run ended before it was looked up; run again to go on",
    Reason.OFFLINE: "nothing is known from before, and nothing is asked offline",
    Reason.NO_DOMAIN: "no web address of the outlet is known",
    Reason.PRINT_ONLY: "the outlet appears in print only",
    Reason.NO_DATE: "there is no day to look at",
    Reason.BEFORE_OUTLET: "the day lies outside of the outlet's years",
    Reason.AMBIGUOUS: "several outlets have the name, and not all could be ruled out",
    Reason.NO_ANCHORS: "the claim has no name, number or quotation to look for",
    Reason.LANGUAGE: "the page's language can't be compared with the claim",
    Reason.TOO_RECENT: "the day is too near for a capture; run again in some days",
}
"""What a reason means, for people."""


def findings(article: Article, kind: VerdictKind) -> Iterator[Finding]:
    """Each reference with that verdict; of the inconclusive ones the first of each reason."""
    found = [one for one in article.verdicts if one.kind == kind]
    names = _names(article)
    if kind != VerdictKind.INCONCLUSIVE:
        yield from (_finding(one, names[one.reference]) for one in found)
        return
    for reason in dict.fromkeys(one.reason for one in found):
        alike = [one for one in found if one.reason is reason]
        first = _finding(alike[0], names[alike[0].reference])
        others = len({one.reference for one in alike}) - 1
        more = f" and {others} more reference{'' if others == 1 else 's'}" if others else ""
        yield first._replace(
            words={**first.words, "more": more, "why": WHY[reason], "reason": reason or "open"},
            related=tuple(one.reference for one in alike[1:] if one.reference != alike[0].reference),
        )


def _names(article: Article) -> dict[object, str]:
    """The outlets of the references, as the article writes them."""
    references = (one for citation in article.citations for one in citation.references)
    return {one.span: quoted(one.outlet.text if one.outlet else "") for one in references}


def _finding(verdict: Verdict, name: str) -> Finding:
    from citecheck.verify.addresses import LONGEST, printable

    best = _telling(verdict)
    is_range = verdict.last_day not in (verdict.day, None)
    pages = f"{verdict.candidates} page{'' if verdict.candidates == 1 else 's'}"
    words = {
        "outlet": name,
        "day": _days(verdict),
        "then": f"{'from' if is_range else 'on'} {_days(verdict)}",
        "those": "those days" if is_range else "that day",
        "pages": pages,
        "found": f"on {best.published}" if best and best.published else f"around {_days(verdict)}",
        "url": printable(best.url, LONGEST) if best else "",
        "more": "",
        "why": "",
        "reason": "",
    }
    return Finding(verdict.reference, words, variant=_variant(verdict, best))


def _variant(verdict: Verdict, best: Evidence | None) -> str | None:
    """Which of the rule's wordings fits what is known of the page."""
    if best is None:
        return "bare"
    is_undated = verdict.kind is VerdictKind.WRONG_DAY and best.published is None
    return "undated" if is_undated else None


def _telling(verdict: Verdict) -> Evidence | None:
    """The page that the verdict is about: of a story on another day the best of another day.

    None where there is no page, or a headline alone is like the claim.
    """
    first, last = verdict.day, verdict.last_day or verdict.day
    if verdict.kind is VerdictKind.WRONG_DAY and first and last:
        for one in verdict.evidence:
            if one.published and not first - DAY <= one.published <= last + DAY:
                return one
    if verdict.kind is VerdictKind.PLAUSIBLE and not any(one.anchors for one in verdict.evidence[:1]):
        return None
    return verdict.evidence[0] if verdict.evidence else None


def _days(verdict: Verdict) -> str:
    """The day, or the first and the last."""
    first, last = verdict.day, verdict.last_day
    if first is None:
        return "no day"
    return first.isoformat() if last in (first, None) else f"{first.isoformat()} to {last}"
