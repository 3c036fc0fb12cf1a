"""`citecheck baseline`: record the faults that are there."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

from citecheck import baseline
from citecheck.atomic import write
from citecheck.cli import ENDED_BY_INTERRUPT
from citecheck.cli.progress import watched
from citecheck.cli.reading import (
    baseline_path,
    configuration,
    documents,
    found,
    looking_up,
    note,
    options_of,
    refuse_without_verify,
    tell_unreadable,
)
from citecheck.errors import UsageError
from citecheck.model.document import Unreadable
from citecheck.model.verdict import Reason
from citecheck.pipeline import Pipeline
from citecheck.report.text import plural
from citecheck.verify.unavailable import PASSING
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace

    from citecheck.baseline import Entry
    from citecheck.discover import Found
    from citecheck.model.document import Document
    from citecheck.pipeline import Checked
    from citecheck.report.verdicts import VerdictRow

OPEN = (*PASSING, Reason.OFFLINE)
"""Reasons that say nothing of a reference, and so are no fault to be known."""


def run(args: Namespace) -> int:
    """Status 0, or 1 where something couldn't be read.

    Entries that this run can't speak of stay: those of other files, of what can't be read, of rules that
    didn't run, of references that archives couldn't be asked about. An interrupted run writes nothing.
    """
    refuse_without_verify(args)
    with ExitStack() as ends:
        return _run(args, ends)


def _run(args: Namespace, ends: ExitStack) -> int:
    config = configuration(args)
    path = baseline_path(args, config)
    there = os.path.exists(path)
    if args.prune and not there:
        raise UsageError(f"{path}: no baseline to prune; write one with: citecheck baseline")
    old = baseline.load(path) if there else ()
    pipeline = Pipeline(options_of(args, config)._replace(baseline=path, known=old if args.prune else ()))
    sources = found(args, config)
    looking = looking_up(args, config, ends)
    recording = _Recording(pipeline, sources, prune=args.prune, verify=args.verify)
    if looking:
        results = looking.results(args, pipeline, sources, config.jobs, ends)
    else:
        results = run_work(documents(sources, args), pipeline, Pipeline.found, config.jobs)
    watch = looking.watched if looking else watched
    with closing(watch(results, sources.sources, args.quiet, lambda pair: pair[1] is None)) as watching:
        for one, checked in watching:
            if isinstance(one, Unreadable):
                tell_unreadable(one)
                recording.leave_out(one)
            else:
                recording.take(one, checked)
    if looking:
        looking.tell(recording.verdicts, args.quiet)
        if looking.stopped:
            note(f"{path}: left as it was")
            return ENDED_BY_INTERRUPT
        if why := looking.left_open(recording.verdicts, OPEN):
            note(
                f"references were not looked up ({why}); what archives say of their articles is recorded "
                "by a run that can look up all"
            )
    recorded = [*recording.entries, *filter(recording.stays, old)]
    write(path, baseline.dumps(recorded))
    files = len({entry.path for entry in recorded})
    change = f" ({plural(len(old), 'fault')} before)" if there else ""
    print(f"{path}: {plural(len(recorded), 'known fault')} in {plural(files, 'file')}{change}.")
    return recording.status


class _Recording:
    """What a run finds for the baseline."""

    def __init__(self, pipeline: Pipeline, sources: Found, *, prune: bool, verify: bool) -> None:
        self.entries: list[Entry] = []
        self.verdicts: list[VerdictRow] = []
        self.status = 0
        self._pipeline = pipeline
        self._prune = prune
        self._of_verdicts = {rule.code for rule in pipeline.rules if rule.reads_verdicts}
        self._ran = {rule.code for rule in pipeline.rules if verify or not rule.reads_verdicts}
        self._whole = {pipeline.baseline.place(source.path) for source in sources.sources}
        """Files that were read to their end."""
        self._seen: set[tuple[str, str | None]] = set()
        """Files, and the records in them."""
        self._open: set[tuple[str, str | None]] = set()
        """Those with references that couldn't be looked up for now."""

    def leave_out(self, problem: Unreadable) -> None:
        """A file of which not all could be read."""
        self._whole.discard(self._pipeline.baseline.place(problem.path))
        self.status = 1

    def take(self, document: Document, checked: Checked) -> None:
        """What was found in a document; of one with references left open nothing that archives say."""
        place = self._pipeline.baseline.place(document.path)
        self._seen.add((place, document.article))
        self.verdicts += checked.verdicts
        if any(row.verdict.reason in OPEN for row in checked.verdicts):
            self._open.add((place, document.article))
            rows = [row for row in checked.rows if row.code not in self._of_verdicts]
            checked = checked._replace(rows=rows)
        checked = self._pipeline.without_known(checked)
        self.entries += checked.known
        if not self._prune:
            self.entries += [baseline.entry(row, place) for row in checked.rows]

    def stays(self, entry: Entry) -> bool:
        """Whether an entry from before is kept, for this run can't speak of it."""
        record = entry.path, entry.article
        was_read = entry.path in self._whole or record in self._seen
        is_open = entry.code in self._of_verdicts and record in self._open
        unknown = entry.code not in self._ran or not was_read or is_open
        return unknown and os.path.exists(self._pipeline.baseline.real(entry.path))
