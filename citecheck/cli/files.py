"""The reports that `--output` writes to files: made at the end of the run, whole, or not at all."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TextIO

from citecheck.atomic import replacing
from citecheck.cli.formats import FORMATS, Look
from citecheck.cli.output import Report
from citecheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack

    from citecheck.discover import Source


class _File(NamedTuple):
    """What a path leads to."""

    path: str
    identity: tuple[object, ...]
    """The same for all names of one file."""
    mode: int | None
    """As stat gives it; None where there is no file yet."""


def reports(outputs: Sequence[tuple[str, str]], sources: Sequence[Source], ends: ExitStack) -> list[Report]:
    """A report for each (format, path); when `ends` closes without an error, the files are there.

    Raises UsageError where a file can't be meant, OSError where none can be made, before anything is written.
    """
    files = [_file(path) for _, path in outputs]
    seen: dict[tuple[object, ...], str] = {}
    for file in files:
        if file.identity in seen:
            raise UsageError(f"--output {file.path}: {seen[file.identity]} is the same file; name another")
        seen[file.identity] = file.path
    if any(file.mode for file in files):
        _refuse_articles(seen, sources)
    return [
        Report(FORMATS[form], ends.enter_context(_stream(file)), Look(), path)
        for (form, path), file in zip(outputs, files, strict=True)
    ]


def _file(path: str) -> _File:
    try:
        found = os.stat(path)
    except FileNotFoundError:
        target = os.path.realpath(path)
        folder = os.path.dirname(target if os.path.islink(path) else path)
        if not os.path.isdir(os.path.dirname(target)):
            raise UsageError(f"--output {path}: there is no folder '{folder}'; make it first") from None
        return _File(path, (os.path.normcase(target),), None)
    except NotADirectoryError:
        raise UsageError(f"--output {path}: '{os.path.dirname(path)}' is no folder") from None
    if stat.S_ISDIR(found.st_mode):
        raise UsageError(f"--output {path}: that is a folder; name a file in it")
    return _File(path, _identity(found), found.st_mode)


def _identity(found: os.stat_result) -> tuple[object, ...]:
    return found.st_dev, found.st_ino


def _refuse_articles(seen: dict[tuple[object, ...], str], sources: Sequence[Source]) -> None:
    """Raises UsageError where a file that would be written is one that is checked."""
    for source in sources:
        if source.data is None:
            try:
                same = seen.get(_identity(os.stat(source.path)))
            except OSError:  # gone meanwhile, and reported when it is read
                continue
            if same is not None:
                raise UsageError(
                    f"--output {same}: {source.path} is checked, and would be lost; "
                    f"name another file, or leave it out with --exclude {source.path}"
                )


@contextmanager
def _stream(file: _File) -> Iterator[IO[str]]:
    """Where a report is written: UTF-8, lines end with LF.

    A device or pipe is written to as it is, and so is what standard output and stderr are redirected to:
    put in the place of that file, the report would part them from it.
    """
    form: dict[str, Any] = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"}
    own = [one for one in (sys.stdout, sys.stderr) if _leads_to(one, file)]
    if own:
        yield own[0]
    elif file.mode is None or stat.S_ISREG(file.mode):
        with replacing(file.path, mode="w", **form) as stream:
            yield stream
    else:
        with open(file.path, "w", **form) as stream:
            yield stream


def _leads_to(stream: TextIO, file: _File) -> bool:
    try:
        return _identity(os.fstat(stream.fileno())) == file.identity
    except (OSError, ValueError):
        return False
