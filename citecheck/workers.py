"""The same work in one process or in several: documents in, results out, in order.

A worker that dies takes its batch with it; the batch is then worked through one document at a time, so
that only the one that kills its worker is lost, and named.
"""

from __future__ import annotations

import os
from collections import deque
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from citecheck.model.document import Document, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import ProcessPoolExecutor

    from citecheck.pipeline import Pipeline

    Work = Callable[[Pipeline, Document], Any]

BATCH = 1 << 18
"""Characters of text that a worker gets at once."""
WORTH_A_POOL = 1 << 21
"""Characters; below, starting processes would cost more than it saves."""
AHEAD = 4
"""Batches in flight for each worker."""
LEAST = 1000
"""Characters that even an empty document counts for."""
ENDED = 143
"""The status of a process that was told to end."""
MOST_PROCESSES = 61
"""What Windows allows a pool."""

_pipeline: Pipeline | None = None


def run(
    documents: Iterable[Document | Unreadable], pipeline: Pipeline, work: Work, jobs: int | None
) -> Generator[tuple[Document | Unreadable, Any], None, None]:
    """Each document with the result of `work`; None beside what can't be read or worked through."""
    stream = iter(documents)
    cores = min(jobs or os.cpu_count() or 1, MOST_PROCESSES)
    if cores > 1:
        head: list[Document | Unreadable] = []
        size = 0
        while size < WORTH_A_POOL and (one := next(stream, None)) is not None:
            head.append(one)
            size += _size(one)
        stream = chain(head, stream)
        if size >= WORTH_A_POOL or (jobs and len(head) > 1):
            yield from _pooled(stream, pipeline, work, cores)
            return
    for one in stream:
        yield _result(pipeline, work, one)


def _result(pipeline: Pipeline, work: Work, one: Document | Unreadable) -> tuple[Document | Unreadable, Any]:
    """One document with its result; a fault of ours costs the article it happens on, and no other."""
    if not isinstance(one, Document):
        return one, None
    try:
        return one, work(pipeline, one)
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"citecheck failed on it ({what}); please report it with this text"
        return Unreadable(one.path, message, one.line or 1), None


def _pooled(
    documents: Iterator[Document | Unreadable], pipeline: Pipeline, work: Work, jobs: int
) -> Iterator[tuple[Document | Unreadable, Any]]:
    import signal
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[list[Document | Unreadable], Any]] = deque()
    batches = _batches(documents)
    pool = _pool(pipeline, jobs)
    signal.signal(signal.SIGTERM, _ended)
    try:
        while True:
            try:
                waiting.extend((batch, None) for batch in islice(batches, jobs * AHEAD - len(waiting)))
                for at, (batch, future) in enumerate(waiting):
                    waiting[at] = batch, future or pool.submit(_work, work, batch)
                if not waiting:
                    return
                batch, future = waiting[0]
                results = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                batch, _ = waiting.popleft()
                yield from _one_by_one(batch, pipeline, work)
                pool = _pool(pipeline, jobs)
                waiting = deque((again, None) for again, _ in waiting)
                continue
            waiting.popleft()
            yield from results
    finally:
        processes = list(getattr(pool, "_processes", None) or {})
        pool.shutdown(wait=not waiting, cancel_futures=True)
        for process in processes if waiting else ():  # we were stopped: nobody waits for what they still do
            os.kill(process, signal.SIGTERM)


def _ended(number: int, frame: object) -> None:
    """Ends the run as Ctrl-C does, so that no worker outlives it."""
    raise SystemExit(ENDED)


def _one_by_one(
    batch: list[Document | Unreadable], pipeline: Pipeline, work: Work
) -> Iterator[tuple[Document | Unreadable, Any]]:
    """The documents of a batch whose worker died, each in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    for one in batch:
        with _pool(pipeline, 1) as pool:
            try:
                yield from pool.submit(_work, work, [one]).result()
            except BrokenProcessPool:
                line = one.line or 1
                message = "the process that checked it died; please report it with this text"
                yield Unreadable(one.path, message, line), None


def _batches(documents: Iterator[Document | Unreadable]) -> Iterator[list[Document | Unreadable]]:
    batch: list[Document | Unreadable] = []
    size = 0
    for one in documents:
        batch.append(one)
        size += _size(one)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _size(one: Document | Unreadable) -> int:
    """What one costs to carry, in characters."""
    return LEAST + (len(one.text) if isinstance(one, Document) else 0)


def _pool(pipeline: Pipeline, jobs: int) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs, initializer=_start, initargs=(pipeline.options,))


def _start(options: Any) -> None:
    """Once in each worker: its own pipeline, for a database connection can't cross into another process."""
    import signal

    global _pipeline
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, too, and ends its workers
    from citecheck.pipeline import Pipeline

    _pipeline = Pipeline(options)


def _work(work: Work, batch: list[Document | Unreadable]) -> list[tuple[Document | Unreadable, Any]]:
    assert _pipeline is not None
    return [_result(_pipeline, work, one) for one in batch]
