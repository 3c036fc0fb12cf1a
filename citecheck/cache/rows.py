"""Rows as JSON and back: equal, and of the same types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citecheck.model.diagnostic import Fix, Severity
from citecheck.model.span import Edit, Span
from citecheck.report.rows import RelatedRow, Row

if TYPE_CHECKING:
    from collections.abc import Sequence


def dump(value: object) -> bytes:
    """Compact JSON; a named tuple is a list. Half a surrogate comes through, too."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def dump_rows(rows: Sequence[Row]) -> bytes:
    """The rows without their path; empty where there are none, as in most files."""
    return dump([row._replace(path="") for row in rows]) if rows else b""


def load_rows(data: bytes, path: str) -> list[Row]:
    """The rows, for a file that is shown as `path`."""
    return [_row(values, path) for values in json.loads(data)] if data else []


def _row(values: list[Any], path: str) -> Row:
    row = Row(*values)
    fix = row.fix
    if fix is not None:
        safe, description, edits = fix
        fix = Fix(safe, description, tuple(Edit(Span(*span), text) for span, text in edits))
    related = tuple(RelatedRow(*other) for other in row.related)
    return row._replace(path=path, severity=Severity(row.severity), fix=fix, related=related)
