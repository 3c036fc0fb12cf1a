"""`citecheck check`: what is wrong with the citations."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from citecheck.cli.reading import documents, found
from citecheck.model.diagnostic import Severity
from citecheck.model.document import Unreadable
from citecheck.pipeline import Counts, Options, Pipeline
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace

    from citecheck.model.document import Document
    from citecheck.report.rows import Row


def run(args: Namespace) -> int:
    """Status 0, or 1 where something at or above `--fail-on` was found."""
    options = Options(args.published, tuple(args.select), tuple(args.extend_select), tuple(args.ignore))
    pipeline = Pipeline(options)
    sources = found(args)
    out = _Output(args)
    total = Counts()
    for one, result in run_work(documents(sources, args), pipeline, _check, args.jobs):
        if isinstance(one, Unreadable):
            out.take(pipeline.unreadable(one))
            continue
        counts, rows = result
        total = total.plus(counts)
        out.take(rows)
    out.end(total)
    worst = max((severity.rank for severity in Severity if out.found[severity]), default=-1)
    return int(worst >= Severity(args.fail_on).rank and not args.exit_zero)


def _check(pipeline: Pipeline, document: Document) -> tuple[Counts, list[Row]]:
    return pipeline.check(document)


class _Output:
    """Prints diagnostics as they come, or keeps them where the format wants them all."""

    def __init__(self, args: Namespace) -> None:
        self.args = args
        self.found = dict.fromkeys(Severity, 0)
        self.fixes = self.unsafe = 0
        self.kept: list[Row] = []
        self.level = Severity(args.level).rank
        self.colour = _has_colour(args.color)
        self.width = _width()

    def take(self, rows: list[Row]) -> None:
        for row in rows:
            self.found[row.severity] += 1
            if row.fix is not None:
                self.fixes += row.fix.safe
                self.unsafe += not row.fix.safe
            if row.severity.rank >= self.level:
                self._show(row)

    def _show(self, row: Row) -> None:
        if self.args.format == "json":
            self.kept.append(row)
        elif self.args.format == "jsonl":
            from citecheck.report.json import dumps, record

            print(dumps(record(row)))
        else:
            from citecheck.report import text

            print("\n".join(text.lines(row, self.colour, not self.args.quiet, self.width)))

    def end(self, counts: Counts) -> None:
        summary = counts._asdict() | {severity.value: self.found[severity] for severity in Severity}
        if self.args.format == "json":
            from citecheck.report.json import check_report

            print(check_report(self.kept, summary))
        elif self.args.format == "text" and not self.args.quiet:
            from citecheck.report.text import summary as last_line

            print(last_line(summary, self.fixes, self.unsafe))


def _has_colour(wanted: str) -> bool:
    if wanted != "auto":
        return wanted == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int:
    """Columns of the terminal; 100 where there is none."""
    try:
        return max(40, os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        return 100
