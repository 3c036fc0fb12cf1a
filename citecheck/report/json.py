"""Diagnostics and references for machines: stable keys, documented in docs/formats.md."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citecheck.model.article import Kind, Match, Precision
from citecheck.report.statistics import ordered
from citecheck.rules.rule import page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.model.article import Article, DateMention, Parenthetical, Reference
    from citecheck.report.rows import Row
    from citecheck.report.statistics import Tally
    from citecheck.report.verdicts import VerdictRow

VERSION = 1


def dumps(value: object) -> str:
    """One line of JSON, letters of any script as they are."""
    return json.dumps(value, ensure_ascii=False)


def check_report(
    rows: Iterable[Row], summary: dict[str, int], verdicts: Iterable[VerdictRow] | None = None
) -> str:
    """The whole of `check --format json`; with `--verify` the verdicts, too."""
    found: dict[str, Any] = {
        "version": VERSION,
        "summary": summary,
        "diagnostics": [record(row) for row in rows],
    }
    if verdicts is not None:
        from citecheck.report import verdicts as of_archives

        found["verdicts"] = [of_archives.record(one) for one in verdicts]
    return dumps(found)


def statistics_report(tallies: Iterable[Tally], summary: dict[str, int]) -> str:
    """The whole of `check --statistics --format json`."""
    counted = [one._asdict() for one in ordered(tallies)]
    return dumps({"version": VERSION, "summary": summary, "statistics": counted})


def record(row: Row) -> dict[str, Any]:
    """One diagnostic."""
    fix = None
    if row.fix is not None:
        edits = [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in row.fix.edits
        ]
        fix = {"safe": row.fix.safe, "description": row.fix.description, "edits": edits}
    return {
        "code": row.code,
        "name": row.name,
        "severity": row.severity.value,
        "message": row.message,
        "path": row.path,
        "article": row.article,
        "start": row.start,
        "end": row.end,
        "line": row.line,
        "column": row.column,
        "end_line": row.end_line,
        "end_column": row.end_column,
        "raw": row.raw,
        "url": page(row.code),
        "related": [one._asdict() for one in row.related],
        "fix": fix,
    }


def extract_records(
    article: Article, places: Iterable[tuple[Parenthetical, int, int]]
) -> Iterator[dict[str, Any]]:
    """One record for each citation, cross-reference and credit; `places` gives their line and column."""
    for one, line, column in places:
        if one.kind is Kind.ASIDE:
            continue
        found: dict[str, Any] = {
            "path": article.document.path,
            "article": article.document.article,
            "kind": one.kind.value,
            "raw": one.span.of(article.text),
            "start": one.span.start,
            "end": one.span.end,
            "line": line,
            "column": column,
            "references": [_reference(reference) for reference in one.references],
        }
        if one.kind is Kind.CREDIT:
            found["outlet"] = one.credit
        yield found


def _reference(reference: Reference) -> dict[str, Any]:
    outlet = reference.outlet
    return {
        "outlet": outlet.text if outlet else None,
        "outlet_id": outlet.outlet_id if outlet else None,
        "match": (outlet.match if outlet else Match.NONE).value,
        "candidates": list(outlet.candidates) if outlet else [],
        "site": outlet.site if outlet else None,
        "url": outlet.url if outlet else None,
        "role": reference.role.value,
        "start": reference.span.start,
        "end": reference.span.end,
        "dates": [_date(date) for date in reference.dates],
    }


def _date(date: DateMention) -> dict[str, Any]:
    month = date.start.month if date.precision in (Precision.DAY, Precision.MONTH) else None
    return {
        "text": date.text,
        "iso": date.iso.isoformat() if date.iso else None,
        "end_iso": date.end_iso.isoformat() if date.end_iso else None,
        "precision": date.precision.value,
        "month": f"{date.year:04}-{month:02}" if date.year and month else None,
        "year_inferred": date.year_inferred,
    }
