"""`citecheck cache`: what is remembered of files, and how to forget it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from citecheck.cache.folder import files_in, folder_of
from citecheck.cache.store import remembered
from citecheck.errors import UsageError
from citecheck.report.text import plural

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def run(args: Namespace) -> int:
    """Status 0; `args.action` is `info` or `clear`."""
    try:
        folder = folder_of(args.cache_dir)
        for line in _clear(folder) if args.action == "clear" else _info(folder):
            print(line)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise UsageError(f"{where}{error.strerror or error}") from None
    return 0


def _info(folder: str) -> Iterator[str]:
    """The folder, and for each file of the cache its size and what is in it."""
    there = files_in(folder)
    if not there:
        yield f"{folder}: nothing is remembered"
    for path in there:
        yield f"{path}: {_size(os.path.getsize(path))}, {_contents(path)}"


def _contents(path: str) -> str:
    if path.endswith(".damaged"):
        return "set aside as damaged"
    if not path.endswith(".sqlite"):
        return "of a run that writes now or was killed"
    files = remembered(path)
    if files is None:
        return "can't be used; the next check begins a new one"
    return f"{plural(files, 'file')} remembered"


def _clear(folder: str) -> Iterator[str]:
    """Removes the cache, and what was set aside; says what went."""
    there = files_in(folder)
    if not there:
        yield f"{folder}: nothing to remove"
    for path in there:
        with suppress(FileNotFoundError):  # a run that ends just now removes what it doesn't need
            os.unlink(path)
            yield f"{path}: removed"


def _size(number: int) -> str:
    """Bytes in a unit that suits them."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if number >= factor:
            return f"{number / factor:.1f} {unit}"
    return plural(number, "byte")
