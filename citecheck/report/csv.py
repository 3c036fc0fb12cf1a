"""References as a table: one row a reference."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = (
    *("path", "article", "kind", "line", "column", "raw", "role"),
    *("outlet", "outlet_id", "match", "candidates", "site", "url", "start", "end"),
    *("dates", "iso", "end_iso", "precision"),
)


def header() -> str:
    """The first line."""
    return _line(list(COLUMNS))


def lines(record: dict[str, Any]) -> Iterator[str]:
    """The rows of one record of `extract`; several dates stand in one cell, parted by a space or `; `."""
    for reference in record["references"]:
        dates = reference["dates"]
        row = {
            **{key: record[key] for key in ("path", "article", "kind", "line", "column", "raw")},
            **reference,
        }
        row["candidates"] = " ".join(reference["candidates"])
        row["dates"] = "; ".join(date["text"] for date in dates)
        for key in ("iso", "end_iso", "precision"):
            row[key] = " ".join(date[key] or "-" for date in dates)
        yield _line([row[column] for column in COLUMNS])


def _line(cells: list[Any]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()
