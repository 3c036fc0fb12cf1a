"""A diagnostic with its place in the author's file: what every format prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.discover import format_of
from citecheck.model.diagnostic import Diagnostic, Fix, Severity
from citecheck.model.document import Document
from citecheck.model.span import Span
from citecheck.report.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.model.document import Unreadable
    from citecheck.rules.rule import Rule


BEFORE, AFTER = 100, 400
"""Characters of the line that a row carries, counted from where it begins: more than a terminal shows."""


class RelatedRow(NamedTuple):
    """Another place that belongs to a diagnostic, counted as a row counts."""

    message: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    raw: str


class Row(NamedTuple):
    """One diagnostic, ready to print. Lines and columns count from 1, offsets from 0."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    article: str | None
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    raw: str
    fix: Fix | None
    source: str
    """The line in which it begins, or the part around it, for the text format."""
    offset: int
    """Where in `source` it begins, counted from 0."""
    related: tuple[RelatedRow, ...] = ()

    @property
    def in_record(self) -> bool:
        """Whether the article is one line of a file, so that offsets and columns count in its text."""
        return self.article is not None or format_of(self.path) == "jsonl"


def rows(document: Document, found: Iterable[Diagnostic]) -> list[Row]:
    """The diagnostics of a document with their places."""
    lines: Lines | None = None
    listed = []
    for one in found:
        lines = lines or Lines(document.text)
        listed.append(_row(document, one, lines))
    return listed


def _row(document: Document, one: Diagnostic, lines: Lines) -> Row:
    place = _place(document, one.span, lines)
    source, offset = lines.around(place[0], BEFORE, AFTER)
    fix = one.fix
    if fix is not None:
        edits = tuple(edit._replace(span=document.map.span(edit.span)) for edit in fix.edits)
        fix = fix._replace(edits=edits)
    return Row(
        one.code,
        one.name,
        one.severity,
        one.message,
        document.path,
        document.article,
        *place,
        one.span.of(document.text),
        fix,
        source,
        offset,
        tuple(
            RelatedRow(other.message, *_place(document, other.span, lines), other.span.of(document.text))
            for other in one.related
        ),
    )


def _place(document: Document, span: Span, lines: Lines) -> tuple[int, int, int, int, int, int]:
    """Start, end, line, column, last line and its column, in the author's file."""
    start, end = document.map.span(span)
    if document.line is not None:
        return start, end, document.line, start + 1, document.line, end + 1
    return start, end, *lines.place(start), *lines.place(end)


def unreadable_row(rule: Rule, problem: Unreadable) -> Row:
    """CC902: nothing was read, so it has no place but a line."""
    message = rule.message.format(reason=problem.message)
    nowhere = Diagnostic(rule.code, rule.name, rule.severity, message, Span(0, 0))
    return _row(Document(problem.path, "", (), line=problem.line), nowhere, Lines(""))
