"""A check that looks its files up in the cache first, and remembers what it finds in the others."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Any

from citecheck.cache.fingerprint import fingerprint
from citecheck.cache.store import Cache
from citecheck.cli.reading import documents, note
from citecheck.discover import Found, Source
from citecheck.model.document import Document, Unreadable
from citecheck.pipeline import Checked, Counts, Pipeline
from citecheck.workers import run as run_work

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Generator, Iterator
    from contextlib import ExitStack

    Results = Generator[tuple[Document | Unreadable | None, Checked | None], None, None]


def recalled(
    args: Namespace, pipeline: Pipeline, sources: Found, jobs: int | None, ends: ExitStack
) -> Results:
    """What was found in files that haven't changed, without them, and what is found in each other document.

    When `ends` closes, what was found is kept; the cache's trouble is told where somebody asked about it.
    """
    options = pipeline.options
    state = options._replace(baseline="", known=(), folder=os.path.abspath(options.folder))
    key = fingerprint((state, args.encoding))
    if key is None:
        return run_work(documents(sources, args), pipeline, Pipeline.found, jobs)
    cache = Cache(args.cache_dir, key)
    ends.callback(_close, cache, bool(args.verbose or args.cache_dir))
    return _through(cache, args, pipeline, sources, jobs)


def _through(cache: Cache, args: Namespace, pipeline: Pipeline, sources: Found, jobs: int | None) -> Results:
    results: Generator[tuple[Document | Unreadable | Checked, Any], None, None]
    results = run_work(_documents(cache, sources, args), pipeline, Pipeline.found, jobs)
    with closing(results):
        for one, result in results:
            if isinstance(one, Checked):
                yield None, one
                continue
            if isinstance(one, Document):
                cache.keep(one.path, result.counts, result.rows)
            yield one, result


def _documents(cache: Cache, sources: Found, args: Namespace) -> Iterator[Document | Unreadable | Checked]:
    """The documents, as a stream; in the place of files that haven't changed, what was found in them."""
    yield from documents(sources._replace(sources=()), args)
    for one in cache.answers(sources.sources):
        if isinstance(one, Source):
            yield from documents(Found((one,)), args)
        else:
            yield Checked(Counts(*one.counts), one.rows)


def _close(cache: Cache, told: bool) -> None:
    cache.close()
    if cache.trouble and told:
        note(cache.trouble)
