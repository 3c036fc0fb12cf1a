"""Rows as JSON and back: equal, and of the same types."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from citecheck.model.diagnostic import Fix, Severity
from citecheck.model.span import Edit, Span
from citecheck.report.rows import RelatedRow, Row

if TYPE_CHECKING:
    from collections.abc import Sequence


PATH, SEVERITY, FIX, RELATED = map(Row._fields.index, ("path", "severity", "fix", "related"))
SEVERITIES = {one.value: one for one in Severity}


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
    values[PATH] = path
    values[SEVERITY] = SEVERITIES[values[SEVERITY]]
    if values[FIX]:
        safe, description, edits = values[FIX]
        values[FIX] = Fix(safe, description, tuple(Edit(Span(*span), text) for span, text in edits))
    related = values[RELATED]
    values[RELATED] = tuple(map(RelatedRow._make, related)) if related else ()
    return Row._make(values)
