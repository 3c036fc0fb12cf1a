"""`citecheck check`: what is wrong with the citations, and the fixes."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from citecheck.baseline import NAME
from citecheck.cli import ENDED_BY_INTERRUPT
from citecheck.cli.formats import STATISTICS
from citecheck.cli.output import Output, Report
from citecheck.cli.progress import watched
from citecheck.cli.reading import (
    configuration,
    documents,
    found,
    known_faults,
    looking_up,
    note,
    options_of,
    refuse_without_verify,
)
from citecheck.discover import Found, format_of
from citecheck.errors import UsageError
from citecheck.model.diagnostic import Severity
from citecheck.model.document import Unreadable
from citecheck.pipeline import Checked, Pipeline
from citecheck.report.text import plural
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator, Sequence

    from citecheck.baseline import Entry
    from citecheck.mend import Mended
    from citecheck.model.document import Document

    Results = Generator[tuple[Document | Unreadable | None, Any], None, None]
    """A document with what was found in it, Checked or Mended; something unreadable with None."""

WORTH_A_CACHE = 20
"""Files; fewer are checked before the cache is opened."""


def run(args: Namespace) -> int:
    """Status 0, or 1 where something at or above `--fail-on` was found; with `--diff`, where there is one."""
    _refuse_nonsense(args)
    with ExitStack() as ends:
        return _run(args, ends)


def _run(args: Namespace, ends: ExitStack) -> int:
    """The status; what `ends` closes is complete when it does."""
    config = configuration(args)
    pipeline = Pipeline(known_faults(args, config, options_of(args, config)))
    sources = found(args, config)
    if args.plan:
        from citecheck.cli.verify import plan

        plan(args, config, pipeline, sources)
        return 0
    out = Output(args, pipeline.rules, _files(args, sources, ends))
    looking = looking_up(args, config, ends)
    results = looking.results if looking else _mended if args.fix or args.diff else _checked
    shown = args.fix or any(report.stream.isatty() for report in out.reports)
    watching = (looking.watched if looking else watched)(
        results(args, pipeline, sources, config.jobs, ends),
        sources.sources,
        args.quiet,
        partial(_speaks, shown=shown),
    )
    ends.callback(watching.close)
    failed = left = False
    unread = set()
    for one, result in watching:
        if isinstance(one, Unreadable):
            unread.add(one.path)
            out.take(pipeline.unreadable(one))
            if out.is_filter:  # nothing that came in is lost
                sys.stdout.buffer.write(sources.sources[0].data or b"")
        elif one is None or isinstance(result, Checked):
            out.count(pipeline.without_known(result), 0)
        elif args.diff:
            left = left or _is_left(one, result, args)
            out.diff(one, result)
        elif _put(one, result, out.is_filter):
            left = left or _is_left(one, result, args)
            out.count(result.after, result.fixed)
        else:
            failed = True
            out.count(result.before, 0)
    out.end()
    if left and not args.quiet:
        note("fixes aren't made in JSON Lines; --format jsonl, without --fix or --diff, tells the edits")
    whole = not (args.diff or args.staged or args.changed_since or (looking and looking.stopped))
    if pipeline.options.known and whole and not args.quiet:
        read = [one.path for one in sources.sources if one.data is None and one.path not in unread]
        _tell_gone(pipeline, out.known, read, args.paths or [os.curdir])
    if looking:
        looking.tell(out.verdicts or (), args.quiet)
        failed = looking.failed(out.verdicts or ()) or failed
    if looking and looking.stopped:
        return ENDED_BY_INTERRUPT
    if failed:
        return 2
    faulty = out.differs or out.worst >= Severity(args.fail_on or config.fail_on).rank
    return int(faulty and not args.exit_zero)


def _tell_gone(pipeline: Pipeline, found: Sequence[Entry], read: Sequence[str], paths: Sequence[str]) -> None:
    """A note about the faults that the baseline still has and the articles no longer."""
    file = pipeline.baseline.path
    codes = {rule.code for rule in pipeline.rules if not rule.reads_verdicts}
    count = pipeline.baseline.gone(found, read, [path for path in paths if os.path.isdir(path)], codes)
    if count:
        are, them = ("is", "it") if count == 1 else ("are", "them")
        prune = "--prune" if file == NAME else f"--prune --baseline {file}"
        note(
            f"{plural(count, 'fault')} of the baseline {are} gone; citecheck baseline {prune} forgets {them}"
        )


def _refuse_nonsense(args: Namespace) -> None:
    """Raises UsageError for options that contradict each other."""
    if args.verify and (args.fix or args.diff):
        raise UsageError("archives mend nothing; give --verify without --fix and --diff")
    refuse_without_verify(args)
    if args.unsafe_fixes and not (args.fix or args.diff):
        raise UsageError("--unsafe-fixes says which fixes are made; add --fix or --diff")
    if args.fix and args.staged and not args.diff:
        raise UsageError(
            "--fix writes to the folder, and --staged checks what git holds: use --diff, or --fix without it"
        )
    if args.statistics and args.diff:
        raise UsageError("--statistics counts diagnostics, and --diff shows none; choose one of them")
    if args.statistics and args.format not in STATISTICS:
        raise UsageError(
            f"--statistics has the formats {', '.join(STATISTICS)}; "
            f"for the diagnostics as {args.format} add --output {args.format}=FILE"
        )
    if args.fix and "-" in args.paths:
        if len(args.paths) > 1:
            raise UsageError(
                "with --fix, standard input must be the only input: its mended text is the output"
            )
        if format_of(args.stdin_filename or "") == "jsonl":
            raise UsageError("--fix doesn't write JSON Lines; --format jsonl tells the edits")


def _files(args: Namespace, sources: Found, ends: ExitStack) -> Sequence[Report]:
    """The reports that go to files."""
    if not args.output:
        return ()
    from citecheck.cli.files import reports

    return reports(args.output, sources.sources, ends)


def _speaks(pair: tuple[object, Checked | Mended | None], shown: bool) -> bool:
    """Whether a terminal may get something of a document; `shown`: where there is something to say of it."""
    result = pair[1]
    if result is None or not shown:
        return result is None
    return bool(result.rows if isinstance(result, Checked) else result.fixed or result.after.rows)


def _checked(
    args: Namespace, pipeline: Pipeline, sources: Found, jobs: int | None, ends: ExitStack
) -> Results:
    """What is found in each document; what is remembered comes without one."""
    if args.no_cache or len(sources.sources) < WORTH_A_CACHE:
        return run_work(documents(sources, args), pipeline, Pipeline.found, jobs)
    from citecheck.cli.remembering import recalled

    return recalled(args, pipeline, sources, jobs, ends)


def _mended(
    args: Namespace, pipeline: Pipeline, sources: Found, jobs: int | None, ends: ExitStack
) -> Results:
    """Each document mended."""
    from citecheck.mend import mend

    return run_work(documents(sources, args), pipeline, partial(mend, unsafe=args.unsafe_fixes), jobs)


def _is_left(document: Document, result: Mended, args: Namespace) -> bool:
    """Whether a record of JSON Lines has fixes, which aren't made there."""
    fixes = (row.fix for row in result.after.rows if row.fix)
    return document.line is not None and any(fix.safe or args.unsafe_fixes for fix in fixes)


def _put(document: Document, result: Mended, printed: bool) -> bool:
    """Puts the mended text in the place of the old one; False where that couldn't be done, and was said.

    Of a filter the text is `printed`: mended or, where that can't be, as it was.
    """
    if not result.fixed and not printed:
        return True
    from citecheck.atomic import ChangedError, write

    encoding, data, why = document.encoding, b"", ""
    try:
        data = old = encoding.encode(document.text)
        data = encoding.encode(result.text)
        if not printed:
            write(document.path, data, old)
    except ChangedError:
        why = "it isn't what was read; another program has changed it. Run again"
    except UnicodeEncodeError as error:
        why = f"{encoding.name} has no {error.object[error.start]!r}; save it as UTF-8"
    except OSError as error:
        why = str(error.strerror)
    if printed:
        sys.stdout.buffer.write(data)
    if why:
        note(f"{document.path}: not mended: {why}")
    return not why
