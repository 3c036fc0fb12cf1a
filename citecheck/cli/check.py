"""`citecheck check`: what is wrong with the citations, and the fixes."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from citecheck.baseline import Baseline
from citecheck.cli.output import Output
from citecheck.cli.reading import configuration, documents, found, known_faults, note, options_of
from citecheck.errors import UsageError
from citecheck.mend import Mended, mend
from citecheck.model.diagnostic import Severity
from citecheck.model.document import Document, Unreadable
from citecheck.pipeline import Pipeline
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace


def run(args: Namespace) -> int:
    """Status 0, or 1 where something at or above `--fail-on` was found; with `--diff`, where there is one."""
    mending = args.fix or args.diff
    _refuse_nonsense(args)
    config = configuration(args)
    pipeline = Pipeline(options_of(args, config))
    baseline = known_faults(args, config)
    out = Output(args, pipeline.rules)
    work = partial(_work, unsafe=args.unsafe_fixes, mending=mending, baseline=baseline)
    failed = differs = False
    for one, result in run_work(documents(found(args, config), args), pipeline, work, config.jobs):
        if isinstance(one, Unreadable):
            out.take(pipeline.unreadable(one))
            continue
        if result.fixed and args.diff:
            differs = True
            out.diff(one, result.text)
        elif result.fixed or (args.fix and one.path == "-"):
            failed |= not _write(one, result)
        new, known = baseline.split(result.rows)
        out.count(result.counts, result.fixed, len(known))
        out.take(new)
    out.end()
    if failed:
        return 2
    worst = max((severity.rank for severity in Severity if out.found[severity]), default=-1)
    faulty = (
        differs or out.unreadable if args.diff else worst >= Severity(args.fail_on or config.fail_on).rank
    )
    return int(faulty and not args.exit_zero)


def _refuse_nonsense(args: Namespace) -> None:
    """Raises UsageError for options that contradict each other."""
    if args.unsafe_fixes and not (args.fix or args.diff):
        raise UsageError("--unsafe-fixes says which fixes are made; add --fix or --diff")
    if args.fix and "-" in args.paths and len(args.paths) > 1:
        raise UsageError("with --fix, standard input must be the only input: its mended text is the output")


def _work(pipeline: Pipeline, document: Document, unsafe: bool, mending: bool, baseline: Baseline) -> Mended:
    if mending:
        return mend(pipeline, document, unsafe, baseline)
    return Mended(document.text, 0, *pipeline.check(document))


def _write(document: Document, result: Mended) -> bool:
    """Puts the mended text in the place of the old one; False where that couldn't be done, and was said."""
    from citecheck.atomic import ChangedError, write

    path = document.path
    try:
        data = document.encoding.encode(result.text)
        if document.path == "-":
            sys.stdout.buffer.write(data)
            return True
        write(path, data, document.encoding.encode(document.text))
    except ChangedError:
        note(f"{path}: not mended: it isn't what was read; another program has changed it. Run again")
        return False
    except UnicodeEncodeError as error:
        note(
            f"{path}: not mended: {document.encoding.name} has no {error.object[error.start]!r}; "
            "save it as UTF-8"
        )
        return False
    except OSError as error:
        note(f"{path}: not mended: {error.strerror}")
        return False
    return True
