"""`citecheck baseline`: record the faults that are there."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from citecheck import baseline
from citecheck.atomic import write
from citecheck.cli.progress import watched
from citecheck.cli.reading import (
    baseline_path,
    configuration,
    documents,
    found,
    options_of,
    tell_unreadable,
)
from citecheck.errors import UsageError
from citecheck.model.document import Unreadable
from citecheck.pipeline import Pipeline
from citecheck.report.text import plural
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Status 0, or 1 where something couldn't be read.

    Entries that this run can't speak of stay: those of other files, of what can't be read, of rules that
    didn't run.
    """
    config = configuration(args)
    path = baseline_path(args, config)
    there = os.path.exists(path)
    if args.prune and not there:
        raise UsageError(f"{path}: no baseline to prune; write one with: citecheck baseline")
    old = baseline.load(path) if there else ()
    pipeline = Pipeline(options_of(args, config)._replace(baseline=path, known=old if args.prune else ()))
    sources = found(args, config)
    whole = {pipeline.baseline.place(source.path) for source in sources.sources}
    seen: set[tuple[str, str | None]] = set()
    recorded, status = [], 0
    results = run_work(documents(sources, args), pipeline, Pipeline.check, config.jobs)
    with closing(watched(results, sources.sources, args.quiet, lambda pair: pair[1] is None)) as watching:
        for one, checked in watching:
            place = pipeline.baseline.place(one.path)
            if isinstance(one, Unreadable):
                tell_unreadable(one)
                whole.discard(place)
                status = 1
                continue
            seen.add((place, one.article))
            recorded += checked.known
            if not args.prune:
                recorded += [baseline.entry(row, place) for row in checked.rows]
    ran = {rule.code for rule in pipeline.rules if not rule.reads_verdicts}
    recorded += [
        entry
        for entry in old
        if os.path.exists(pipeline.baseline.real(entry.path))
        and (entry.code not in ran or (entry.path not in whole and (entry.path, entry.article) not in seen))
    ]
    write(path, baseline.dumps(recorded))
    files = len({entry.path for entry in recorded})
    change = f" ({plural(len(old), 'fault')} before)" if there else ""
    print(f"{path}: {plural(len(recorded), 'known fault')} in {plural(files, 'file')}{change}.")
    return status
