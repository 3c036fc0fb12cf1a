"""`citecheck baseline`: record the faults that are there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from citecheck import baseline
from citecheck.atomic import write
from citecheck.cli.reading import baseline_path, configuration, documents, found, note, options_of
from citecheck.errors import UsageError
from citecheck.model.document import Document, Unreadable
from citecheck.pipeline import Pipeline
from citecheck.report.text import plural, printable
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace

    from citecheck.report.rows import Row


def run(args: Namespace) -> int:
    """Status 0, or 1 where something couldn't be read."""
    config = configuration(args)
    path = baseline_path(args, config)
    there = os.path.exists(path)
    if args.prune and not there:
        raise UsageError(f"{path}: no baseline to prune; write one with: citecheck baseline")
    old = baseline.load(path) if there else baseline.Baseline(path)
    pipeline = Pipeline(options_of(args, config))
    sources = found(args, config)
    seen = {old.place(source.path) for source in sources.sources}
    recorded, status = [], 0
    for one, rows in run_work(documents(sources, args), pipeline, _rows, config.jobs):
        if isinstance(one, Unreadable):
            note(f"{one.path}:{one.line}: not recorded: {printable(one.message)}")
            status = 1
            continue
        place = old.place(one.path)
        if args.prune:
            recorded += old.split(rows)[1]
        else:
            recorded += [baseline.entry(row, place) for row in rows]
    before = [entry for group in old.entries.values() for entry in group]
    kept = [entry for entry in before if entry.path not in seen and os.path.exists(old.real(entry))]
    recorded += kept
    write(path, baseline.dumps(recorded).encode())
    files = len({entry.path for entry in recorded})
    change = f" ({plural(len(before), 'fault')} before)" if there else ""
    print(f"{path}: {plural(len(recorded), 'known fault')} in {plural(files, 'file')}{change}.")
    return status


def _rows(pipeline: Pipeline, document: Document) -> list[Row]:
    return pipeline.check(document)[1]
