"""What is measured, a function and a line of the table each."""

from __future__ import annotations

import os
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import peers
from measure import alternate
from shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ground import Ground
    from measure import Runs

MEGA = 1_000_000
LINEAR = 2.5
"""How many times as long twice as much may take; what grows with the square takes four times as long."""


class Figure(NamedTuple):
    """What came out."""

    value: float | None
    """None where it can't be had."""
    note: str = ""
    noise: float | None = None
    """How far the runs lay apart, as a part of the quickest."""
    broken: bool = False
    """What the note says is a miss, whatever the value is."""


class Row(NamedTuple):
    """One figure that is of interest, and what it should be."""

    name: str
    what: str
    unit: str
    most: float | None
    """The target; None where there is none."""
    measure: Callable[[Ground], Figure]
    least: float | None = None
    """The target where more is better."""


def times_bare(runs: Runs, note: str = "", broken: bool = False) -> Figure:
    """The figure of most rows: how many bare interpreters."""
    note = f"{note or f'{runs.seconds:.3f} s'}; {runs.busy_ratio:.3g} x by processor time"
    return Figure(runs.ratio, note, runs.noise, broken)


def one_file(ground: Ground) -> Figure:
    return times_bare(*alternate([ground.check(ground.small())], ground.sizes.runs))


def configured(ground: Ground) -> Figure:
    return times_bare(*alternate([ground.check(ground.configured())], ground.sizes.runs))


def scan(ground: Ground) -> Figure:
    return times_bare(
        *alternate([[*peers.SCAN, ground.articles(ground.sizes.files)]], ground.sizes.long_runs)
    )


def proselint_one(ground: Ground) -> Figure:
    command = peers.proselint(install=ground.sizes.judged)
    return times_bare(*alternate([[*command, ground.small()]], ground.sizes.long_runs))


def proselint_files(ground: Ground) -> Figure:
    command = peers.proselint(install=ground.sizes.judged)
    folder = ground.articles(ground.sizes.files)
    return times_bare(*alternate([[*command, *sorted(folder.iterdir())]], 1))


def cold(ground: Ground) -> Figure:
    folder = ground.articles(ground.sizes.files)
    size = sum(path.stat().st_size for path in folder.iterdir()) / MEGA
    (runs,) = alternate([ground.single(folder)], ground.sizes.long_runs)
    return times_bare(runs, f"{runs.seconds:.3f} s, {size / runs.seconds:.1f} MB/s")


def two_cores(ground: Ground) -> Figure:
    folder = ground.articles(ground.sizes.files)
    one, two = alternate([ground.single(folder), ground.check("--jobs", "2", folder)], ground.sizes.long_runs)
    return Figure(one.seconds / two.seconds, f"{two.seconds:.3f} s", max(one.noise, two.noise))


def unchanged(ground: Ground) -> Figure:
    command = ground.cached(ground.articles(ground.sizes.many))
    return times_bare(*alternate([command], ground.sizes.long_runs))


def one_changed(ground: Ground) -> Figure:
    folder = ground.articles(ground.sizes.many)
    path = folder / "000001.txt"

    def change() -> None:
        with path.open("ab") as file:
            file.write(b"\nIt is open.\n")

    command = ground.cached(folder)
    return times_bare(*alternate([command], ground.sizes.long_runs, change))


def new_mtimes(ground: Ground) -> Figure:
    folder = ground.articles(ground.sizes.files)

    def touch() -> None:
        now = time.time_ns()
        for path in folder.iterdir():
            os.utime(path, ns=(now, now))

    command = ground.cached(folder)
    return times_bare(*alternate([command], ground.sizes.long_runs, touch))


def memory_one(ground: Ground) -> Figure:
    (runs,) = alternate([ground.check(ground.small())], ground.sizes.long_runs)
    return Figure(runs.over_bare / MEGA)


def memory_many(ground: Ground) -> Figure:
    some, many = (ground.single(ground.articles(number)) for number in (ground.sizes.some, ground.sizes.many))
    return growth(*alternate([some, many], 1))


def memory_stream(ground: Ground) -> Figure:
    short, long = (ground.single(ground.stream(size)) for size in ground.sizes.stream)
    return growth(*alternate([short, long], 1))


def growth(less: Runs, more: Runs) -> Figure:
    """How many times as much memory more needs than less."""
    return Figure(more.memory / less.memory, f"{less.memory / MEGA:.0f} and {more.memory / MEGA:.0f} MB")


def memory_joined(ground: Ground) -> Figure:
    (runs,) = alternate([ground.single(ground.joined())], 1)
    return Figure(runs.memory / MEGA)


def joined(ground: Ground) -> Figure:
    commands = [ground.single(ground.joined()), ground.single(ground.articles(ground.sizes.files))]
    one, files = alternate(commands, ground.sizes.long_runs)
    return Figure(one.seconds / files.seconds, f"{one.seconds:.3f} s", max(one.noise, files.noise))


def shape(name: str, ground: Ground) -> Figure:
    """A text of one shape, and one twice as long."""
    size = ground.sizes.blob
    single, double = (ground.check(ground.blob(name, bytes_)) for bytes_ in (size, 2 * size))
    once, twice = alternate([single, double], ground.sizes.long_runs)
    more = twice.seconds / once.seconds
    grows = f"twice as much takes {more:.1f} times as long"
    return times_bare(once, f"{once.seconds:.3f} s; {grows}", ground.sizes.judged and more > LINEAR)


BARE = "x bare"
ROWS = (
    Row("one-file", "one small file", BARE, 6, one_file),
    Row("configured", "one small file, with a configuration file", BARE, 9, configured),
    Row("proselint-one", "proselint, the same file", BARE, None, proselint_one),
    Row("cold", "2,000 files (16 MB), nothing cached, one core", BARE, 330, cold),
    Row("scan", "plain scan for parentheses, the same files", BARE, None, scan),
    Row("proselint-files", "proselint, the same files", BARE, None, proselint_files),
    Row("two-cores", "the same files on two cores", "x as fast", None, two_cores, 1.6),
    Row("unchanged", "20,000 files, nothing changed", BARE, 25, unchanged),
    Row("one-changed", "20,000 files, one changed", BARE, 30, one_changed),
    Row("new-mtimes", "2,000 files, new times, same content", BARE, 17, new_mtimes),
    Row("memory-one", "memory for one small file", "MB over bare", 30, memory_one),
    Row("memory-many", "memory for 20,000 files against 200", "x as much", 2, memory_many),
    Row("memory-joined", "memory for one file of 16 MB", "MB", 250, memory_joined),
    Row("joined", "one file of 16 MB against 2,000 small ones", "x as long", 2, joined),
    Row("memory-stream", "memory for a stream of records, 10 x as long", "x as much", 1.2, memory_stream),
    *(
        Row(f"1mb-{name}", f"1 MB of {name.replace('-', ' ')}", BARE, 170, partial(shape, name))
        for name in SHAPES
    ),
)
"""In the order of the table."""
