"""`citecheck check`: what is wrong with the citations, and the fixes."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Any

from citecheck.baseline import NAME
from citecheck.cli.formats import STATISTICS
from citecheck.cli.output import Output, Report
from citecheck.cli.progress import watched
from citecheck.cli.reading import configuration, documents, found, known_faults, note, options_of
from citecheck.discover import Found, Source, format_of
from citecheck.errors import UsageError
from citecheck.model.diagnostic import Severity
from citecheck.model.document import Document, Unreadable
from citecheck.pipeline import Checked, Counts, Pipeline
from citecheck.report.text import plural
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator, Iterator, Sequence

    from citecheck.baseline import Entry
    from citecheck.cache.store import Cache
    from citecheck.mend import Mended

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
    out = Output(args, pipeline.rules, _files(args, sources, ends))
    mending = args.fix or args.diff
    work = partial(_mend, unsafe=args.unsafe_fixes) if mending else Pipeline.found
    cache = None if mending or args.no_cache else _cache(args, pipeline, sources)
    results: Generator[tuple[Document | Unreadable | Checked, Any], None, None]
    results = run_work(_documents(cache, sources, args), pipeline, work, config.jobs)
    failed = False
    unread = set()
    shown = args.fix or any(report.stream.isatty() for report in out.reports)
    results = watched(results, sources.sources, args.quiet, partial(_speaks, shown=shown))
    ends.callback(results.close)
    for one, result in results:
        if isinstance(one, Checked):
            out.count(pipeline.without_known(one), 0)
        elif isinstance(one, Unreadable):
            unread.add(one.path)
            out.take(pipeline.unreadable(one))
            if out.is_filter:  # nothing that came in is lost
                sys.stdout.buffer.write(sources.sources[0].data or b"")
        elif not mending:
            if cache:
                cache.keep(one.path, result.counts, result.rows)
            out.count(pipeline.without_known(result), 0)
        elif args.diff:
            out.diff(one, result)
        elif out.is_filter:
            sys.stdout.buffer.write(one.encoding.encode(result.text))
            out.count(result.after, result.fixed)
        elif result.fixed and not _write(one, result):
            failed = True
            out.count(result.before, 0)
        else:
            out.count(result.after, result.fixed)
    if cache:
        cache.close()
        if cache.trouble and (args.verbose or args.cache_dir):
            note(cache.trouble)
    out.end()
    if pipeline.options.known and not (args.quiet or args.diff or args.staged or args.changed_since):
        read = [one.path for one in sources.sources if one.data is None and one.path not in unread]
        _tell_gone(pipeline, out.known, read, args.paths or [os.curdir])
    if failed:
        return 2
    faulty = out.differs or out.worst >= Severity(args.fail_on or config.fail_on).rank
    return int(faulty and not args.exit_zero)


def _tell_gone(pipeline: Pipeline, found: Sequence[Entry], read: Sequence[str], paths: Sequence[str]) -> None:
    """A note about the faults that the baseline still has and the articles no longer."""
    file = pipeline.baseline.path
    codes = {rule.code for rule in pipeline.rules}
    count = pipeline.baseline.gone(found, read, [path for path in paths if os.path.isdir(path)], codes)
    if count:
        are, them = ("is", "it") if count == 1 else ("are", "them")
        prune = "--prune" if file == NAME else f"--prune --baseline {file}"
        note(
            f"{plural(count, 'fault')} of the baseline {are} gone; citecheck baseline {prune} forgets {them}"
        )


def _refuse_nonsense(args: Namespace) -> None:
    """Raises UsageError for options that contradict each other."""
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


def _cache(args: Namespace, pipeline: Pipeline, sources: Found) -> Cache | None:
    """What was found before, where there is so much to do that looking it up pays."""
    if len(sources.sources) < WORTH_A_CACHE:
        return None
    from citecheck.cache.fingerprint import fingerprint
    from citecheck.cache.store import Cache

    options = pipeline.options._replace(
        baseline="", known=(), folder=os.path.abspath(pipeline.options.folder)
    )
    key = fingerprint((options, args.encoding))
    return Cache(args.cache_dir, key) if key else None


def _documents(
    cache: Cache | None, sources: Found, args: Namespace
) -> Iterator[Document | Unreadable | Checked]:
    """The documents, as a stream; in the place of a file that hasn't changed, what was found in it."""
    if cache is None:
        yield from documents(sources, args)
        return
    yield from documents(sources._replace(sources=()), args)
    for one in cache.answers(sources.sources):
        if isinstance(one, Source):
            yield from documents(Found((one,)), args)
        else:
            yield Checked(Counts(*one.counts), one.rows)


def _files(args: Namespace, sources: Found, ends: ExitStack) -> Sequence[Report]:
    """The reports that go to files."""
    if not args.output:
        return ()
    from citecheck.cli.files import reports

    return reports(args.output, sources.sources, ends)


def _speaks(pair: tuple[Document | Unreadable | Checked, Any], shown: bool) -> bool:
    """Whether a terminal may get something of a document; `shown`: where there is something to say of it."""
    result = pair[0] if isinstance(pair[0], Checked) else pair[1]
    if result is None or not shown:
        return result is None
    return bool(result.rows if isinstance(result, Checked) else result.fixed or result.after.rows)


def _mend(pipeline: Pipeline, document: Document, unsafe: bool) -> Mended:
    from citecheck.mend import mend

    return mend(pipeline, document, unsafe)


def _write(document: Document, result: Mended) -> bool:
    """Puts the mended text in the place of the old one; False where that couldn't be done, and was said."""
    from citecheck.atomic import ChangedError, write

    encoding = document.encoding
    try:
        write(document.path, encoding.encode(result.text), encoding.encode(document.text))
    except ChangedError:
        why = "it isn't what was read; another program has changed it. Run again"
    except UnicodeEncodeError as error:
        why = f"{encoding.name} has no {error.object[error.start]!r}; save it as UTF-8"
    except OSError as error:
        why = str(error.strerror)
    else:
        return True
    note(f"{document.path}: not mended: {why}")
    return False
