"""Where results go: one report on standard output, others in files, and the sums for their ends."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING, TextIO

from citecheck.cli.formats import FORMATS, STATISTICS, Format, Look, Totals
from citecheck.model.diagnostic import Severity
from citecheck.pipeline import Counts
from citecheck.report.statistics import Tally

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence

    from citecheck.baseline import Entry
    from citecheck.mend import Mended
    from citecheck.model.document import Document
    from citecheck.pipeline import Checked
    from citecheck.report.rows import Row
    from citecheck.report.verdicts import VerdictRow
    from citecheck.rules.rule import Rule


class Report:
    """One report in one format, on its way to a stream."""

    def __init__(self, form: Format, stream: IO[str], look: Look, name: str | None = None) -> None:
        self.form, self.stream, self.look = form, stream, look
        self.name = name
        """The file that is written, for the message if that fails."""
        self.kept: list[Row] = []

    def take(self, row: Row) -> None:
        """A diagnostic, printed or kept for the end."""
        if self.form.of_row is None:
            self.kept.append(row)
        else:
            self.print(self.form.of_row(row, self.look))

    def end(self, totals: Totals) -> None:
        """What stands after the last diagnostic."""
        self.print(self.form.at_end(self.kept, totals, self.look))

    def print(self, lines: Iterable[str]) -> None:
        """Writes lines, if there are any."""
        if text := "\n".join(lines):
            try:
                print(text, file=self.stream)
            except OSError as error:
                error.filename = error.filename or self.name
                raise


class Output:
    """Hands what was found to the reports and counts it."""

    def __init__(self, args: Namespace, rules: Sequence[Rule], files: Sequence[Report] = ()) -> None:
        self.rules = rules
        self.diffs = args.diff
        self.files = files
        self.found = dict.fromkeys(Severity, 0)
        self.worst = -1
        """The rank of the worst that the status counts."""
        self.safe = self.unsafe = self.fixed = 0
        self.known: list[Entry] = []
        self.differs = False
        """Whether `--diff` showed one."""
        self.total = Counts()
        self.tallies: dict[str, Tally] = {}
        self.verdicts: list[VerdictRow] | None = [] if args.verify else None
        self.level = Severity(args.level).rank
        self.is_filter = args.fix and not args.diff and args.paths == ["-"]
        """Whether standard output is the mended text of standard input; the report then goes to stderr."""
        stream = sys.stderr if self.is_filter or args.diff else sys.stdout
        form = (STATISTICS if args.statistics else FORMATS)[args.format]
        if args.diff and form.of_row is None:
            form = FORMATS["text"]
        look = Look(_has_colour(args.color, stream), not args.quiet, _width(stream))
        self.main = Report(form, stream, look)
        self.reports = (self.main, *files)
        self.colour = _has_colour(args.color, sys.stdout)

    def count(self, checked: Checked, fixed: int) -> None:
        """Reports an article and adds it to the sums."""
        self._add(checked, fixed)
        self.take(checked.rows)

    def take(self, rows: Sequence[Row]) -> None:
        """Diagnostics that every report tells and the status counts."""
        for row in rows:
            self.worst = max(self.worst, row.severity.rank)
        self._hand_on(rows, self.reports)

    def diff(self, document: Document, mended: Mended) -> None:
        """What the fixes would change in a file; reports in files tell what is there, for it stays."""
        self._add(mended.before, 0)
        self._hand_on(mended.before.rows, self.files)
        if not mended.fixed:
            return
        from citecheck.report.fixes import diff

        self.differs = True
        print("\n".join(diff(document.path, document.text, mended.text, self.colour)))

    def end(self) -> None:
        """The ends of all reports; a diff has none."""
        summary = self.total._asdict() | {severity.value: self.found[severity] for severity in Severity}
        summary |= {"fixed": self.fixed, "known": len(self.known)}
        tallies = list(self.tallies.values())
        totals = Totals(summary, self.safe, self.unsafe, tallies, self.rules, self.verdicts)
        for report in self.files if self.diffs else self.reports:
            report.end(totals)

    def _add(self, checked: Checked, fixed: int) -> None:
        self.total = self.total.plus(checked.counts)
        self.fixed += fixed
        self.known += checked.known
        if self.verdicts is not None:
            self.verdicts += checked.verdicts

    def _hand_on(self, rows: Sequence[Row], reports: Sequence[Report]) -> None:
        for row in rows:
            self.found[row.severity] += 1
            if row.fix is not None:
                self.safe += row.fix.safe
                self.unsafe += not row.fix.safe
            if row.severity.rank >= self.level:
                tally = self.tallies.get(row.code) or Tally(row.code, row.name)
                self.tallies[row.code] = tally.plus(row)
                for report in reports:
                    report.take(row)


def _has_colour(wanted: str, file: TextIO) -> bool:
    """Whether a stream gets colour."""
    if wanted != "auto":
        return wanted == "always"
    return file.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(file: TextIO) -> int:
    """Columns of the terminal; 100 where there is none."""
    try:
        return max(40, os.get_terminal_size(file.fileno()).columns)
    except (OSError, ValueError):
        return 100
