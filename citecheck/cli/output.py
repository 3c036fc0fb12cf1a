"""Where results go: diagnostics as they come, or kept where a format wants them all."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from citecheck.model.diagnostic import Severity
from citecheck.pipeline import Counts

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from citecheck.baseline import Entry
    from citecheck.mend import Mended
    from citecheck.model.document import Document
    from citecheck.pipeline import Checked
    from citecheck.report.rows import Row
    from citecheck.rules.rule import Rule


class Output:
    """Prints what was found and counts it."""

    def __init__(self, args: Namespace, rules: Sequence[Rule]) -> None:
        self.args = args
        self.rules = rules
        self.found = dict.fromkeys(Severity, 0)
        self.safe = self.unsafe = self.fixed = 0
        self.known: list[Entry] = []
        self.differs = False
        """Whether `--diff` showed one."""
        self.total = Counts()
        self.kept: list[Row] = []
        self.level = Severity(args.level).rank
        self.is_filter = args.fix and not args.diff and args.paths == ["-"]
        """Whether standard output is the mended text of standard input; the report then goes to stderr."""
        self.file: TextIO = sys.stderr if self.is_filter else sys.stdout
        self.colour = _has_colour(args.color, self.file)
        self.width = _width(self.file)

    def count(self, checked: Checked, fixed: int) -> None:
        """Reports an article and adds it to the summary."""
        self.total = self.total.plus(checked.counts)
        self.fixed += fixed
        self.known += checked.known
        self.take(checked.rows)

    def take(self, rows: Sequence[Row]) -> None:
        """Diagnostics to report; with `--diff` these are of files that can't be read, and go to stderr."""
        for row in rows:
            self.found[row.severity] += 1
            if row.fix is not None:
                self.safe += row.fix.safe
                self.unsafe += not row.fix.safe
            if row.severity.rank >= self.level:
                self._show(row, sys.stderr if self.args.diff else self.file)

    def diff(self, document: Document, mended: Mended) -> None:
        """What the fixes would change in a file."""
        if not mended.fixed:
            return
        from citecheck.report.fixes import diff

        self.differs = True
        print("\n".join(diff(document.path, document.text, mended.text, self.colour)), file=self.file)

    def _show(self, row: Row, file: TextIO) -> None:
        if self.args.format in ("json", "sarif") and not self.args.diff:
            self.kept.append(row)
        elif self.args.format == "jsonl":
            from citecheck.report.json import dumps, record

            print(dumps(record(row)), file=file)
        elif self.args.format == "github":
            from citecheck.report import github

            print(github.line(row), file=file)
        else:
            from citecheck.report import text

            print("\n".join(text.lines(row, self.colour, not self.args.quiet, self.width)), file=file)

    def end(self) -> None:
        """What stands at the end: the whole of a format, or a line for people."""
        summary = self.total._asdict() | {severity.value: self.found[severity] for severity in Severity}
        summary |= {"fixed": self.fixed, "known": len(self.known)}
        if self.args.diff:
            return
        if self.args.format == "json":
            from citecheck.report.json import check_report

            print(check_report(self.kept, summary), file=self.file)
        elif self.args.format == "sarif":
            self._sarif()
        elif self.args.format == "text" and not self.args.quiet:
            from citecheck.report.text import summary as last_line

            print(last_line(summary, self.safe, self.unsafe), file=self.file)

    def _sarif(self) -> None:
        from citecheck.cli.reading import note
        from citecheck.report import sarif

        print(sarif.report(self.kept, self.rules), file=self.file)
        if left_out := sarif.left_out(self.kept):
            note(left_out)


def _has_colour(wanted: str, file: TextIO) -> bool:
    if wanted != "auto":
        return wanted == "always"
    return file.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(file: TextIO) -> int:
    """Columns of the terminal; 100 where there is none."""
    try:
        return max(40, os.get_terminal_size(file.fileno()).columns)
    except (OSError, ValueError):
        return 100
