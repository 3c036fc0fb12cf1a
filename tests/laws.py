"""What holds for every text, whatever stands in it: nothing raises, and every span cuts what it says."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from conftest import document, pipeline

from citecheck.model.article import Kind
from citecheck.pipeline import Options
from citecheck.report import text as text_format
from citecheck.report.rows import rows

if TYPE_CHECKING:
    from datetime import date

    from citecheck.model.article import Article, Parenthetical, Reference
    from citecheck.model.span import Span
    from citecheck.report.rows import Row

NEWLINE = re.compile(r"\r\n?|\n")


def assert_lawful(text: str, published: date | None = None) -> list[Row]:
    """The diagnostics of a text, after all that can be said of any text was looked at."""
    line = pipeline(Options(published))
    article = line.article(document(text))
    assert_ordered(article)
    for one in article.parentheticals:
        assert_parenthetical(text, one)
    for sentence in article.sentences:
        assert_inside(text, sentence)
    found = rows(article.document, line.diagnostics(article))
    for row in found:
        assert_row(text, row)
    return found


def assert_inside(text: str, span: Span) -> None:
    assert 0 <= span.start < span.end <= len(text), (span, text)


def assert_ordered(article: Article) -> None:
    """Parentheticals come in the order of the text, and those that cite lie beside each other."""
    starts = [one.span.start for one in article.parentheticals]
    assert starts == sorted(starts)
    cut = [one.span for one in article.parentheticals if one.kind is not Kind.ASIDE]
    for left, right in pairwise(cut):
        assert left.end <= right.start, (left, right, article.text)


def assert_parenthetical(text: str, one: Parenthetical) -> None:
    assert_inside(text, one.span)
    assert text[one.span.start] == "("
    if one.closed:
        assert text[one.span.end - 1] == ")"
    if one.kind is Kind.ASIDE or one.kind is Kind.CREDIT:
        assert one.references == ()
    for reference in one.references:
        assert_reference(text, one, reference)


def assert_reference(text: str, one: Parenthetical, reference: Reference) -> None:
    """The outlet and the dates lie in their parenthetical and say what stands there."""
    inside = [reference.span, *(date.span for date in reference.dates)]
    if reference.outlet:
        inside.append(reference.outlet.span)
        assert reference.outlet.text == reference.outlet.span.of(text)
        assert reference.outlet.text.strip() == reference.outlet.text != ""
        assert reference.span.covers(reference.outlet.span)
    for date in reference.dates:
        assert date.text == date.span.of(text)
        assert date.weekday is None or date.span.covers(date.weekday.span), text
    for span in inside:
        assert_inside(text, span)
        assert one.span.covers(span), (span, text)
    for left, right in pairwise(sorted(date.span for date in reference.dates)):
        assert left.end <= right.start, (left, right, text)


def assert_row(text: str, row: Row) -> None:
    """A diagnostic's offsets, line, column and raw agree; its fix changes something near."""
    assert 0 <= row.start < row.end <= len(text), row
    assert row.raw == text[row.start : row.end]
    starts = [0, *(match.end() for match in NEWLINE.finditer(text))]
    assert starts[row.line - 1] + row.column - 1 == row.start
    assert starts[row.end_line - 1] + row.end_column - 1 == row.end
    assert row.message
    for edit in row.fix.edits if row.fix else ():
        assert 0 <= edit.span.start <= edit.span.end <= len(text)
        assert edit.span.of(text) != edit.text, row
    shown = list(text_format.lines(row, False, True, 100))
    assert all(
        line.isprintable() or min(c for c in line if not c.isprintable()) >= "\u200b" for line in shown[:1]
    ), shown
