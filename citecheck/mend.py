"""The loop around the line: make the fixes that go together, run the line again, until none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.span import apply_edits
from citecheck.read.text import plain
from citecheck.report.fixes import together

if TYPE_CHECKING:
    from citecheck.baseline import Baseline
    from citecheck.model.document import Document
    from citecheck.pipeline import Counts, Pipeline
    from citecheck.report.rows import Row

ROUNDS = 10
"""A fix that another one needs is made a round later; more rounds would mean that two undo each other."""


class Mended(NamedTuple):
    """A document with its fixes made, and what is left to say of it."""

    text: str
    fixed: int
    """How many fixes were made."""
    counts: Counts
    rows: list[Row]


def mend(pipeline: Pipeline, document: Document, unsafe: bool, baseline: Baseline) -> Mended:
    """The document mended. What the baseline knows, and a record of JSON Lines, is left as it is."""
    counts, rows = pipeline.check(document)
    fixed = 0
    for _ in range(ROUNDS):
        new, _ = baseline.split(rows)
        edits, count = together(new, unsafe) if document.line is None else ([], 0)
        if not count:
            break
        fixed += count
        text = apply_edits(document.text, edits)
        document = plain(document.path, text, document.metadata, encoding=document.encoding)
        counts, rows = pipeline.check(document)
    return Mended(document.text, fixed, counts, rows)
