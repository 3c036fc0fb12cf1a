"""`citecheck cache`: what is remembered of files and of archives, how to forget it and how to share it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from citecheck.cache.folder import files_in, folder_of
from citecheck.cache.store import remembered
from citecheck.errors import UsageError
from citecheck.report.text import plural
from citecheck.verify import facts

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def run(args: Namespace) -> int:
    """Status 0; `args.action` is `info`, `clear` or `export`."""
    if (args.action == "export") != bool(args.file):
        told = "name the file to write, as in 'citecheck cache export facts.sqlite'"
        raise UsageError(
            told if args.action == "export" else f"{args.action} takes no file; only export does"
        )
    try:
        folder = folder_of(args.cache_dir)
        does = {"clear": _clear, "info": _info}.get(args.action)
        for line in does(folder) if does else _export(folder, args.file):
            print(line)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise UsageError(f"{where}{error.strerror or error}") from None
    return 0


def _info(folder: str) -> Iterator[str]:
    """The folder, and for each file of the cache its size and what is in it."""
    there, of_archives = files_in(folder), facts.files_in(folder)
    if not there and not of_archives:
        yield f"{folder}: nothing is remembered"
    for path in there:
        yield f"{path}: {_size(os.path.getsize(path))}, {_contents(path)}"
    for path in of_archives:
        yield f"{path}: {_size(os.path.getsize(path))}, {_facts(path)}"


def _contents(path: str) -> str:
    if path.endswith(".damaged"):
        return "set aside as damaged"
    if not path.endswith(".sqlite"):
        return "of a run that writes now or was killed"
    files = remembered(path)
    if files is None:
        return "can't be used; the next check begins a new one"
    return f"{plural(files, 'file')} remembered"


def _facts(path: str) -> str:
    """What a file of facts about archives holds."""
    if not path.endswith(".sqlite"):
        return (
            "set aside as damaged" if path.endswith(".damaged") else "of a run that writes now or was killed"
        )
    found = facts.info(path)
    if found is None:
        return "can't be used; the next verify begins a new one"
    kinds = ", ".join(f"{number} {kind}" for kind, number in found.kinds.items())
    return f"{plural(sum(found.kinds.values()), 'fact')} about archives{f' ({kinds})' if kinds else ''}"


def _export(folder: str, file: str) -> Iterator[str]:
    """Writes the facts about archives into a file for `--facts`; says how many."""
    number = facts.export(folder, file)
    yield f"{file}: {plural(number, 'fact')} about archives; use them with citecheck verify --facts {file}"


def _clear(folder: str) -> Iterator[str]:
    """Removes the cache, and what was set aside; says what went."""
    there = files_in(folder)
    gone = facts.clear(folder)
    if not there and not gone:
        yield f"{folder}: nothing to remove"
    for path in there:
        with suppress(FileNotFoundError):  # a run that ends just now removes what it doesn't need
            os.unlink(path)
            yield f"{path}: removed"
    yield from (f"{path}: removed" for path in gone)


def _size(number: int) -> str:
    """Bytes in a unit that suits them."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if number >= factor:
            return f"{number / factor:.1f} {unit}"
    return plural(number, "byte")
