"""The same work in one process or in several: documents in, results out, in order.

A worker that dies takes its batch with it; the batch is then worked through one document at a time, so
that only the one that kills its worker is lost, and named.
"""

from __future__ import annotations

import os
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from citecheck.model.document import Document, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from citecheck.pipeline import Pipeline

    Work = Callable[[Pipeline, Document], Any]

T = TypeVar("T")
BATCH = 1 << 18
"""Characters of text that a worker gets at once."""
WORTH_A_POOL = 1 << 21
"""Characters; below, starting processes would cost more than it saves."""
AHEAD = 4
"""Batches in flight for each worker."""

_pipeline: Pipeline | None = None


def run(
    documents: Iterable[Document | Unreadable], pipeline: Pipeline, work: Work, jobs: int | None
) -> Iterator[tuple[Document | Unreadable, Any]]:
    """Each document with the result of `work`; None beside what can't be read."""
    stream = iter(documents)
    if jobs == 1 or (jobs is None and (os.cpu_count() or 1) == 1):
        yield from _serial(stream, pipeline, work)
        return
    head: list[Document | Unreadable] = []
    size = 0
    while size < WORTH_A_POOL and (one := next(stream, None)) is not None:
        head.append(one)
        size += len(one.text) if isinstance(one, Document) else 0
    if size < WORTH_A_POOL and (jobs is None or len(head) < 2):
        yield from _serial(head, pipeline, work)
        return
    yield from _pooled(chain(head, stream), pipeline, work, jobs or os.cpu_count() or 2)


def _serial(
    documents: Iterable[Document | Unreadable], pipeline: Pipeline, work: Work
) -> Iterator[tuple[Document | Unreadable, Any]]:
    for one in documents:
        yield one, (work(pipeline, one) if isinstance(one, Document) else None)


def _pooled(
    documents: Iterator[Document | Unreadable], pipeline: Pipeline, work: Work, jobs: int
) -> Iterator[tuple[Document | Unreadable, Any]]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[list[Document | Unreadable], Any]] = deque()
    batches = _batches(documents)
    pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(pipeline.options,))
    try:
        while True:
            for batch in islice(batches, jobs * AHEAD - len(waiting)):
                waiting.append((batch, _submitted(pool, work, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = ProcessPoolExecutor(jobs, initializer=_start, initargs=(pipeline.options,))
                waiting = deque((again, _submitted(pool, work, again)) for again, _ in waiting)
                yield from _one_by_one(batch, pipeline, work)
                continue
            yield from zip(batch, results, strict=True)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: Any, work: Work, batch: list[Document | Unreadable]) -> Any:
    return pool.submit(
        _work,
        work,
        [one for one in batch if isinstance(one, Document)],
        [isinstance(one, Document) for one in batch],
    )


def _one_by_one(
    batch: list[Document | Unreadable], pipeline: Pipeline, work: Work
) -> Iterator[tuple[Document | Unreadable, Any]]:
    """The documents of a batch whose worker died, each in a process of its own."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    for one in batch:
        if not isinstance(one, Document):
            yield one, None
            continue
        with ProcessPoolExecutor(1, initializer=_start, initargs=(pipeline.options,)) as pool:
            try:
                yield one, pool.submit(_work, work, [one], [True]).result()[0]
            except BrokenProcessPool:
                message = "the process that checked it died; please report it with this text"
                yield Unreadable(one.path, message, one.line or 1), None


def _batches(documents: Iterator[Document | Unreadable]) -> Iterator[list[Document | Unreadable]]:
    batch: list[Document | Unreadable] = []
    size = 0
    for one in documents:
        batch.append(one)
        size += len(one.text) if isinstance(one, Document) else 0
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _start(options: Any) -> None:
    """Once in each worker: its own pipeline, for a database connection can't cross into another process."""
    import signal

    global _pipeline
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its workers
    from citecheck.pipeline import Pipeline

    _pipeline = Pipeline(options)


def _work(work: Work, documents: list[Document], readable: list[bool]) -> list[Any]:
    assert _pipeline is not None
    results = iter([work(_pipeline, one) for one in documents])
    return [next(results) if there else None for there in readable]
