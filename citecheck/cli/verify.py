"""`citecheck verify`, and what `check --verify` does beside a check: plan, ask archives, tell how it went."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from citecheck.cli import progress
from citecheck.cli.reading import documents, note, tell_unreadable
from citecheck.errors import UsageError
from citecheck.model.archive import Archive, Dialect, base_of
from citecheck.model.document import Document
from citecheck.report.verdicts import found_pages
from citecheck.verify.run import Settings, Verifier
from citecheck.verify.targets import targets
from citecheck.verify.unavailable import PASSING
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Container, Generator, Iterable, Iterator, Sequence
    from contextlib import ExitStack

    from citecheck.cli.progress import Stream
    from citecheck.config import Config
    from citecheck.discover import Found
    from citecheck.model.article import Article
    from citecheck.model.document import Unreadable
    from citecheck.model.verdict import Reason, Verdict
    from citecheck.pipeline import Checked, Pipeline
    from citecheck.report.verdicts import VerdictRow

    Parsed = tuple[Article, Article]
    """An article, and the same covered."""

T = TypeVar("T")
TOGETHER = 64
"""References looked up side by side, in as many articles as it takes; each article counts for one, too.

Several times as many as look-ups go on at once, so that few of these stand idle before all are done.
"""
MOST_COUNTED = 2000
"""Articles whose references are counted before a run that somebody looks at; of more nobody hears the end."""


def run(args: Namespace) -> int:
    """As `check`, with `--verify`."""
    from citecheck.cli import check

    return check.run(args)


class Looking:
    """The look-ups of a run, for `check`; `with` lets go of the archives."""

    def __init__(self, args: Namespace, config: Config) -> None:
        self._required: bool = args.verify_required
        self._verbose: bool = args.verbose
        self.verifier = Verifier(settings(args, config))
        self._articles: Iterator[Article] = iter(())
        """All that the run will look at, once more."""

    def __enter__(self) -> Looking:
        self.verifier.__enter__()
        return self

    def __exit__(self, *how: object) -> None:
        self.verifier.__exit__(None, None, None)

    @property
    def stopped(self) -> bool:
        """Whether an interrupt ended the look-ups."""
        return self.verifier.stopped

    def results(
        self, args: Namespace, pipeline: Pipeline, sources: Found, jobs: int | None, ends: ExitStack
    ) -> Generator[tuple[Document | Unreadable, Any], None, None]:
        """What is found in each document, in this process: the waiting is for archives.

        Nothing is asked while a result is taken: a pager may hold it up for long, and answers would be late.
        """
        self._articles = _articles(args, pipeline, sources)  # at once, for whoever counts them first
        return self._results(args, pipeline, sources)

    def _results(
        self, args: Namespace, pipeline: Pipeline, sources: Found
    ) -> Generator[tuple[Document | Unreadable, Any], None, None]:
        parsed = run_work(self._until_stopped(documents(sources, args)), pipeline, _parsed, 1)
        for some in _together(parsed):
            articles = [parsed for _, parsed in some if parsed]
            found = iter(self.verifier.verdicts(covered for _, covered in articles))
            work = partial(_finished, articles=iter(articles), found=found)
            yield from run_work((one for one, _ in some), pipeline, work, 1)

    def watched(
        self, results: Stream[T], sources: object, quiet: bool, speaks: Callable[[T], bool]
    ) -> Stream[T]:
        """The results as they come; where somebody looks on, a line on stderr counts references meanwhile."""
        return self._counted(results, speaks) if progress.looked_at(quiet) else results

    def _counted(self, results: Stream[T], speaks: Callable[[T], bool]) -> Stream[T]:
        numbers = [sum(1 for _ in targets(one)) for one in islice(self._articles, MOST_COUNTED)]
        total = sum(numbers) if len(numbers) < MOST_COUNTED else None
        began, done = monotonic(), 0
        line: Any = None

        def step(number: int) -> None:
            nonlocal done, line
            done += number
            if line is not None:
                line.update(number)
            elif monotonic() - began > progress.PATIENCE:
                line = progress.line_of(" references", done, total)

        self.verifier.tell = step
        try:
            for one in results:
                is_in_the_way = line is not None and speaks(one)
                if line is not None and is_in_the_way:
                    line.clear()
                yield one
                if line is not None and is_in_the_way:
                    line.refresh()
        finally:
            if line is not None:
                line.close()

    def _until_stopped(self, given: Iterable[Document | Unreadable]) -> Iterator[Document | Unreadable]:
        """What is given, no more after an interrupt."""
        for one in given:
            if self.stopped:
                return
            yield one

    def tell(self, verdicts: Sequence[VerdictRow], quiet: bool) -> None:
        """Says on stderr what went wrong, and with `--verbose` which pages were found."""
        if not quiet:
            for trouble in dict.fromkeys(self.verifier.troubles):
                note(trouble)
        if self._verbose:
            for line in found_pages(verdicts):
                note(line)
        if self.stopped:
            note(
                "stopped; what was not looked up is inconclusive. Run again to go on: nothing is asked twice"
            )

    def failed(self, verdicts: Sequence[VerdictRow]) -> bool:
        """Whether `--verify-required` fails the run, which is said on stderr."""
        why = self.left_open(verdicts)
        if self._required and why:
            note(f"--verify-required: references could not be looked up ({why}); run again later")
        return self._required and bool(why)

    @staticmethod
    def left_open(verdicts: Iterable[VerdictRow], reasons: Container[Reason | None] = PASSING) -> str:
        """How many references weren't looked up, by these reasons; empty where all were."""
        found = Counter(row.verdict.reason for row in verdicts if row.verdict.reason in reasons)
        return ", ".join(f"{number} {reason}" for reason, number in found.most_common() if reason)


def _parsed(pipeline: Pipeline, document: Document) -> Parsed:
    """The article as rules take it, and covered as look-ups do."""
    article = pipeline.article(document)
    return article, pipeline.covered(article)


def _together(parsed: Iterable[tuple[T, Parsed | None]]) -> Iterator[list[tuple[T, Parsed | None]]]:
    """So many documents at a time that there is enough to look up side by side."""
    some, size = [], 0
    for one in parsed:
        some.append(one)
        size += 1 + (sum(len(citation.references) for citation in one[1][0].citations) if one[1] else 0)
        if size >= TOGETHER:
            yield some
            some, size = [], 0
    if some:
        yield some


def _finished(
    pipeline: Pipeline,
    document: Document,
    articles: Iterator[Parsed],
    found: Iterator[tuple[Verdict, ...] | BaseException],
) -> Checked:
    """What there is to report of the next article, which is this document's."""
    article, verdicts = next(articles)[0], next(found)
    if isinstance(verdicts, BaseException):
        raise verdicts
    return pipeline.verified(article, verdicts)


def settings(args: Namespace, config: Config) -> Settings:
    """How archives are asked: the configuration, and over it the command line."""
    from citecheck.cache.folder import folder_of

    try:
        folder = folder_of(args.cache_dir)
    except OSError as error:
        raise UsageError(str(error)) from None
    requests, seconds = args.budget or (None, None)
    return Settings(
        archives(args, config),
        folder,
        args.facts,
        requests,
        seconds,
        args.contact or config.contact or "",
        args.offline,
        args.allow_private_archive,
        not args.no_cache,
    )


def archives(args: Namespace, config: Config) -> tuple[Archive, ...]:
    """The archives in the order in which they are asked; one named by address keeps the rates configured."""
    configured = {one.base: one for one in config.archives}
    named = dict.fromkeys(map(base_of, args.archive))
    chosen = [configured.get(base, Archive(base)) for base in named] or list(configured.values())
    dialect = args.dialect and Dialect(args.dialect)
    return tuple(one._replace(dialect=dialect or one.dialect) for one in chosen or [Archive()])


def plan(args: Namespace, config: Config, pipeline: Pipeline, sources: Found) -> None:
    """Prints what the run would take at most; asks nobody."""
    from citecheck.verify.plan import lines
    from citecheck.verify.plan import plan as planned

    articles = _articles(args, pipeline, sources, tell_unreadable)
    print("\n".join(lines(planned(articles), archives(args, config))))


def _articles(
    args: Namespace, pipeline: Pipeline, sources: Found, tell: Callable[[Unreadable], None] | None = None
) -> Iterator[Article]:
    """The articles, covered; what can't be read is told, if anybody."""
    for one in documents(sources, args):
        if isinstance(one, Document):
            yield pipeline.covered(pipeline.article(one))
        elif tell:
            tell(one)
