"""What the tests of the cache share: a run in little, and what it ought to find."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from conftest import check

from citecheck.cache.store import Cache, Stored
from citecheck.discover import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from citecheck.report.rows import Row

KEY = b"the state of program and options"


class Went(NamedTuple):
    """How a run went."""

    read: list[str]
    """The names of the files that had to be read."""
    counts: tuple[int, ...]
    rows: list[Row]
    trouble: str | None


def write(path: Path, text: str = "It is shut.") -> Path:
    """A file with that text; its folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@lru_cache
def fault() -> Row:
    """A row with a fix, as the rules make it."""
    return check("It burned (Dawn, May 2, 2015 Yle, May 3, 2015).")[0]


def truth(path: str, data: bytes) -> tuple[tuple[int, ...], list[Row]]:
    """What a check finds in these bytes, by agreement of these tests: a row in every second file."""
    number = zlib.crc32(data)
    rows = [fault()._replace(path=path, message=data.decode(), start=number)] if number % 2 else []
    return (1, number % 50, 0, 0, number), rows


def whole_truth(*files: Path) -> tuple[tuple[int, ...], list[Row]]:
    """The same of several files."""
    counts, rows = zip(*(truth(str(file), file.read_bytes()) for file in files), strict=True)
    return tuple(map(sum, zip(*counts, strict=True))), [row for some in rows for row in some]


def source(path: Path | str) -> Source:
    """A text file, as a walk finds it."""
    return Source(str(path), "text")


def went(folder: Path, *files: Path | str, key: bytes = KEY) -> Went:
    """A run over text files: what isn't answered is read, and the truth of it kept."""
    return went_over(folder, map(source, files), key)


def went_over(folder: Path, sources: Iterable[Source], key: bytes = KEY) -> Went:
    """The same over any sources."""
    cache = Cache(str(folder), key)
    read, all_counts, all_rows = [], [], []
    for one in cache.answers(sources):
        if isinstance(one, Stored):
            counts, rows = one
        else:
            read.append(one.path.rpartition("/")[2])
            if one.data is None:
                continue
            counts, rows = truth(one.path, one.data)
            cache.keep(one.path, counts, rows)
        all_counts.append(counts)
        all_rows += rows
    cache.close()
    return Went(read, tuple(map(sum, zip(*all_counts, strict=True))), all_rows, cache.trouble)
