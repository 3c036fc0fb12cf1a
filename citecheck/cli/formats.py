"""The formats of `check`: what each prints of a row as it comes, and what at the end of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citecheck.report.rows import Row
    from citecheck.report.statistics import Tally
    from citecheck.report.verdicts import VerdictRow
    from citecheck.rules.rule import Rule


class Look(NamedTuple):
    """How the text format looks where it is shown."""

    colour: bool = False
    context: bool = True
    """Whether source lines and the summary are shown."""
    width: int = 100
    """Columns."""


class Totals(NamedTuple):
    """What the end of a report tells of the run."""

    summary: dict[str, int]
    safe: int
    unsafe: int
    """Fixes that could be made."""
    statistics: Sequence[Tally]
    """Of what was shown."""
    rules: Sequence[Rule]
    verdicts: Sequence[VerdictRow] | None = None
    """What archives said; None where they weren't asked."""


class Format(NamedTuple):
    """How a report is written, in lines."""

    of_row: Callable[[Row, Look], Iterable[str]] | None
    """For a row as it comes; None where the format wants all rows together, at the end."""
    at_end: Callable[[Sequence[Row], Totals, Look], Iterable[str]]
    """After the last row; with the rows, where they were kept."""


def _nothing(*_: object) -> Iterable[str]:
    return ()


def _text(row: Row, look: Look) -> Iterable[str]:
    from citecheck.report import text

    return text.lines(row, look.colour, look.context, look.width)


def _summary(_: Sequence[Row], totals: Totals, look: Look) -> Iterable[str]:
    if look.context:
        from citecheck.report.text import summary

        yield summary(totals.summary, totals.safe, totals.unsafe)
        if totals.verdicts is not None:
            from citecheck.report.verdicts import told

            yield told(totals.verdicts)


def _json(rows: Sequence[Row], totals: Totals, _: Look) -> Iterable[str]:
    from citecheck.report.json import check_report

    yield check_report(rows, totals.summary, totals.verdicts)


def _jsonl(row: Row, _: Look) -> Iterable[str]:
    from citecheck.report.json import dumps, record

    yield dumps(record(row))


def _github(row: Row, _: Look) -> Iterable[str]:
    from citecheck.report import github

    yield github.line(row)


def _sarif(rows: Sequence[Row], totals: Totals, _: Look) -> Iterable[str]:
    from citecheck.cli.reading import note
    from citecheck.report import sarif

    if left_out := sarif.left_out(rows):
        note(left_out)
    yield sarif.report(rows, totals.rules)


def _table(_: Sequence[Row], totals: Totals, look: Look) -> Iterable[str]:
    from citecheck.report.statistics import table

    yield from table(totals.statistics)
    yield from _summary((), totals, look)


def _statistics(_: Sequence[Row], totals: Totals, __: Look) -> Iterable[str]:
    from citecheck.report.json import statistics_report

    yield statistics_report(totals.statistics, totals.summary)


def _tallies(_: Sequence[Row], totals: Totals, __: Look) -> Iterable[str]:
    from citecheck.report.json import dumps
    from citecheck.report.statistics import ordered

    yield from (dumps(one._asdict()) for one in ordered(totals.statistics))


FORMATS = {
    "text": Format(_text, _summary),
    "json": Format(None, _json),
    "jsonl": Format(_jsonl, _nothing),
    "github": Format(_github, _nothing),
    "sarif": Format(None, _sarif),
}
STATISTICS = {
    "text": Format(_nothing, _table),
    "json": Format(_nothing, _statistics),
    "jsonl": Format(_nothing, _tallies),
}
"""What `--statistics` makes of them: counts in the place of the diagnostics."""
