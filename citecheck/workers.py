"""The same work in one process or in several: documents in, results out, in order.

What else comes in, such as a file that can't be read, goes out in its place, and never to a worker.
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
    from collections.abc import Callable, Generator, Iterable, Iterator
    from concurrent.futures import ProcessPoolExecutor

    from citecheck.pipeline import Pipeline

    Work = Callable[[Pipeline, Document], Any]

Other = TypeVar("Other")
"""What comes in beside documents."""

BATCH = 1 << 18
"""Characters of text that a worker gets at once."""
WORTH_A_POOL = 1 << 21
"""Characters; below, starting processes would cost more than it saves."""
AHEAD = 4
"""Batches in flight for each worker."""
LEAST = 1000
"""Characters that even an empty document counts for."""
MANY = 2 * WORTH_A_POOL // LEAST
"""How much that comes in is looked at together, to see whether the documents in it are worth a pool."""
ENDED = 143
"""The status of a process that was told to end."""
MOST_PROCESSES = 61
"""What Windows allows a pool."""

_pipeline: Pipeline | None = None


def run(
    documents: Iterable[Document | Other], pipeline: Pipeline, work: Work, jobs: int | None
) -> Generator[tuple[Document | Other | Unreadable, Any], None, None]:
    """Each document with the result of `work`; None beside others, and beside what `work` failed on.

    A pool of `jobs` processes, as many as cores by default, is made where there is enough to do for it.
    """
    stream = iter(documents)
    cores = min(jobs or os.cpu_count() or 1, MOST_PROCESSES)
    while cores > 1:
        head: list[Document | Other] = []
        size = 0
        while size < WORTH_A_POOL and len(head) < MANY and (one := next(stream, None)) is not None:
            head.append(one)
            size += _size(one) if isinstance(one, Document) else 0
        if size >= WORTH_A_POOL:
            yield from _pooled(chain(head, stream), pipeline, work, cores)
            return
        if not head:
            return
        yield from _here(head, pipeline, work)
    yield from _here(stream, pipeline, work)


def _here(
    given: Iterable[Document | Other], pipeline: Pipeline, work: Work
) -> Iterator[tuple[Document | Other | Unreadable, Any]]:
    """The same in this process."""
    for one in given:
        yield _paired(one, _tried(pipeline, work, one)) if isinstance(one, Document) else (one, None)


def _tried(pipeline: Pipeline, work: Work, one: Document) -> Any:
    """The result; a fault of ours costs the article it happens on, and no other."""
    try:
        return work(pipeline, one)
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        message = f"citecheck failed on it ({what}); please report it with this text"
        return Unreadable(one.path, message, one.line or 1)


def _paired(one: Document, result: Any) -> tuple[Document | Unreadable, Any]:
    return (result, None) if isinstance(result, Unreadable) else (one, result)


def _pooled(
    documents: Iterator[Document | Other], pipeline: Pipeline, work: Work, jobs: int
) -> Iterator[tuple[Document | Other | Unreadable, Any]]:
    import signal
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[list[Document | Other], Any]] = deque()
    batches = _batches(documents)
    pool = _pool(pipeline, jobs)
    signal.signal(signal.SIGTERM, _ended)
    try:
        while True:
            try:
                waiting.extend((batch, None) for batch in islice(batches, jobs * AHEAD - len(waiting)))
                for at, (batch, future) in enumerate(waiting):
                    waiting[at] = batch, future or pool.submit(_work, work, _documents(batch))
                if not waiting:
                    return
                batch, future = waiting[0]
                results = iter(future.result())
            except BrokenProcessPool:
                pool.shutdown(wait=True, cancel_futures=True)
                batch, _ = waiting.popleft()
                yield from _one_by_one(batch, pipeline, work)
                pool = _pool(pipeline, jobs)
                waiting = deque((again, None) for again, _ in waiting)
                continue
            waiting.popleft()
            for one in batch:
                yield _paired(one, next(results)) if isinstance(one, Document) else (one, None)
    finally:
        # Where we were stopped, workers end with the batches that they have: of one that is killed while it
        # sends a result, the pool would wait for the rest.
        pool.shutdown(wait=True, cancel_futures=True)


def _ended(number: int, frame: object) -> None:
    """Ends the run as Ctrl-C does, so that no worker outlives it."""
    raise SystemExit(ENDED)


def _one_by_one(
    batch: list[Document | Other], pipeline: Pipeline, work: Work
) -> Iterator[tuple[Document | Other | Unreadable, Any]]:
    """The documents of a batch whose worker died, each in a process of its own."""
    from concurrent.futures.process import BrokenProcessPool

    for one in batch:
        if not isinstance(one, Document):
            yield one, None
            continue
        with _pool(pipeline, 1) as pool:
            try:
                yield _paired(one, *pool.submit(_work, work, [one]).result())
            except BrokenProcessPool:
                message = "the process that checked it died; please report it with this text"
                yield Unreadable(one.path, message, one.line or 1), None


def _batches(documents: Iterator[Document | Other]) -> Iterator[list[Document | Other]]:
    batch: list[Document | Other] = []
    size = 0
    for one in documents:
        batch.append(one)
        size += _size(one)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _documents(batch: list[Document | Other]) -> list[Document]:
    return [one for one in batch if isinstance(one, Document)]


def _size(one: object) -> int:
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
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the parent's exception would count as a result
    from citecheck.pipeline import Pipeline

    _pipeline = Pipeline(options)


def _work(work: Work, batch: list[Document]) -> list[Any]:
    assert _pipeline is not None
    return [_tried(_pipeline, work, one) for one in batch]
