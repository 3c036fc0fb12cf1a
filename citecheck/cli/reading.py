"""What the commands that read articles do alike: find, read, and say on stderr what there was."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from citecheck import baseline
from citecheck.config import Config, load
from citecheck.cover.options import Coverage
from citecheck.discover import Found, discover
from citecheck.errors import UsageError
from citecheck.model.outlet import Publication
from citecheck.pipeline import Options
from citecheck.read import ReadOptions, read
from citecheck.report.text import plural, printable
from citecheck.rules.select import Selection

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from contextlib import ExitStack

    from citecheck.cli.verify import Looking
    from citecheck.model.document import Document, Unreadable


OF_VERIFY = (
    *("plan", "budget", "archive", "dialect", "allow_private_archive"),
    *("offline", "facts", "verify_required", "contact"),
)
"""Options that say how archives are asked."""


def refuse_without_verify(args: Namespace) -> None:
    """Raises UsageError for an option on archives where none is asked."""
    alone = [name for name in OF_VERIFY if getattr(args, name) and not args.verify]
    if alone:
        raise UsageError(f"--{alone[0].replace('_', '-')} belongs to --verify; add it, or leave both out")


def looking_up(args: Namespace, config: Config, ends: ExitStack) -> Looking | None:
    """The look-ups in archives, where they are asked; when `ends` closes, the archives are let go."""
    if not args.verify:
        return None
    from citecheck.cli.verify import Looking

    return ends.enter_context(Looking(args, config))


def configuration(args: Namespace) -> Config:
    """What the configuration says, single values of the command line put over it."""
    named = [args.stdin_filename if path == "-" and args.stdin_filename else path for path in args.paths]
    config = load(named, args.config, args.isolated)
    return config._replace(published=args.published or config.published, jobs=args.jobs or config.jobs)


def found(args: Namespace, config: Config) -> Found:
    """The sources that the command line means; notes go to stderr."""
    exclude = [(config.folder, config.exclude), (os.curdir, args.exclude)]
    by_git = args.staged or args.changed_since is not None
    if by_git and "-" in args.paths:
        raise UsageError("--staged and --changed-since choose among files; standard input is none")
    sources = discover(args.paths, exclude, args.stdin_filename)
    if by_git:
        from citecheck import git

        paths = args.paths or [os.curdir]
        if args.staged:
            sources = git.staged(paths, exclude, sources)
        else:
            sources = git.changed_since(args.changed_since, paths, sources)
    if not args.quiet:
        for text in sources.notes:
            note(text)
    if args.verbose:
        note(f"{plural(len(sources.sources), 'file')} to read")
    return sources


def documents(sources: Found, args: Namespace) -> Iterator[Document | Unreadable]:
    """The documents, as a stream; before them the files that can't be opened."""
    options = ReadOptions(args.encoding, dict(args.field))
    yield from sources.unreadable
    for source in sources.sources:
        yield from read(source, options)


def note(text: str) -> None:
    """A line for people, on stderr."""
    print(f"citecheck: {printable(text)}", file=sys.stderr)


def tell_unreadable(problem: Unreadable) -> None:
    """CC902 on stderr, for commands that print no diagnostics."""
    place = f"{problem.path}:{problem.line}:1"
    print(printable(f"{place}: error[CC902] {problem.message}"), file=sys.stderr)


def options_of(args: Namespace, config: Config) -> Options:
    """What the line needs to know; the command line's choice of rules changes the configuration's.

    With `--select` the configuration's `select`, `extend-select` and `ignore` count for nothing.
    """
    said = (
        Selection(config.select, config.extend_select, config.ignore),
        Selection(tuple(args.select), tuple(args.extend_select), tuple(args.ignore)),
    )
    return Options(
        config.published,
        said,
        config.severity,
        config.records,
        config.prefer,
        config.spelling,
        publication(config, with_days=True),
        config.suppress,
        config.folder,
        coverage=coverage_of(config),
    )


def coverage_of(config: Config) -> Coverage:
    """How the configuration wants articles covered."""
    return Coverage(config.reach, config.narrative, config.language, config.coverage == "always")


def publication(config: Config, with_days: bool = False) -> Publication:
    """The house's own publication; the days of its earlier articles take time and are for rules alone."""
    own = config.own
    if own is None:
        return Publication()
    if not with_days or own.articles is None:
        return Publication(own.ids)
    from citecheck.outlets.registry import Registry
    from citecheck.parsing.earlier import days

    return Publication(own.ids, days(config.path(own.articles), Registry(own=config.records)))


def baseline_path(args: Namespace, config: Config) -> str:
    """Where the baseline is, or would be."""
    named: str | None = args.baseline
    return named or config.path(config.baseline or baseline.NAME)


def known_faults(args: Namespace, config: Config, options: Options) -> Options:
    """The options with the baseline that is meant: the one named, or the one beside the configuration.

    Raises UsageError for a named one that isn't there.
    """
    if args.no_baseline:
        return options
    path = baseline_path(args, config)
    if os.path.exists(path):
        return options._replace(baseline=path, known=baseline.load(path))
    if args.baseline or config.baseline:
        raise UsageError(f"{path}: no such baseline; write it with citecheck baseline")
    return options
