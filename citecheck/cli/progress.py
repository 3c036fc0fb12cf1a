"""How far a long run is, on the last line of a terminal; gone when the run is over."""

from __future__ import annotations

import os
import stat
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from citecheck.discover import Source

    T = TypeVar("T")
    Stream = Generator[T, None, None]

PATIENCE = 1.0
"""Seconds; a shorter run shows nothing, and doesn't load what would show it."""


def watched(
    results: Stream[T], sources: Sequence[Source], quiet: bool, speaks: Callable[[T], bool]
) -> Stream[T]:
    """The results as they come; where somebody looks on, a line on stderr counts them meanwhile.

    It makes room for each result that `speaks`, of which something is printed, and goes for good when the
    results end or are closed. Nobody looks on where stderr is no terminal, nor where a pipe leads to a
    program that may print on the same one.
    """
    return _counted(results, sources, speaks) if looked_at(quiet) else results


def looked_at(quiet: bool) -> bool:
    """Whether somebody looks on, and wants to."""
    return not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not _is_pipe()


def _is_pipe() -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _counted(results: Stream[T], sources: Sequence[Source], speaks: Callable[[T], bool]) -> Stream[T]:
    began = monotonic()
    line: Any = None
    try:
        for number, one in enumerate(results, 1):
            is_in_the_way = line is not None and speaks(one)
            if is_in_the_way:
                line.clear()
            yield one
            if line is not None:
                line.update()
                if is_in_the_way:
                    line.refresh()
            elif monotonic() - began > PATIENCE:
                # how many articles there will be is known only where no file holds several
                is_known = all(source.format != "jsonl" for source in sources)
                line = line_of(" articles", number, len(sources) if is_known else None)
    finally:
        if line is not None:
            line.close()


def line_of(unit: str, done: int, total: int | None) -> Any:
    """The line: so many units are done, of so many where that is known."""
    from threading import RLock

    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread of its own, which would draw when it likes
    tqdm.set_lock(RLock())  # and so no lock between processes
    return tqdm(
        initial=done,
        total=total,
        unit=unit,
        leave=False,
        dynamic_ncols=True,
        miniters=1,
        smoothing=0,  # results of several processes come by the batch
        ascii=True,
        file=sys.stderr,
    )
