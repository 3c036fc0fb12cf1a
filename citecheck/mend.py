"""The loop around the line: make the fixes that go together, run the line again, until none is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.span import apply_edits
from citecheck.read.text import plain
from citecheck.report.fixes import together

if TYPE_CHECKING:
    from citecheck.model.document import Document
    from citecheck.pipeline import Checked, Pipeline

ROUNDS = 10
"""A fix that another one needs is made a round later; more rounds would mean that two undo each other."""


class Mended(NamedTuple):
    """A document with its fixes made."""

    before: Checked
    after: Checked
    """The same as `before` where no fix was made."""
    text: str
    fixed: int
    """How many fixes were made."""


def mend(pipeline: Pipeline, document: Document, unsafe: bool) -> Mended:
    """The document mended. What the baseline knows, and a record of JSON Lines, is left as it is."""
    before = after = pipeline.check(document)
    fixed = 0
    for _ in range(ROUNDS if document.line is None else 0):
        edits, count = together(after.rows, unsafe)
        if not count:
            break
        fixed += count
        text = apply_edits(document.text, edits)
        document = plain(document.path, text, document.metadata, encoding=document.encoding)
        after = pipeline.check(document)
    return Mended(before, after, document.text, fixed)
