"""Files written whole or not at all: the new one is made beside the old one and takes its place."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import contextmanager, suppress
from itertools import count
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".citecheck-new"
LEFT_BEHIND = re.compile(r"\.(\d+)-\d+" + re.escape(SUFFIX) + "$")
_numbers = count()
_swept: set[str] = set()


class ChangedError(Exception):
    """The file isn't what it was when it was read."""


def write(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Puts `data` in the place of a file's contents, or makes the file. Raises as `replacing` does."""
    with replacing(path, expected) as file, _named(path):
        file.write(data)


@contextmanager
def replacing(path: str, expected: bytes | None = None, mode: str = "wb", **form: Any) -> Iterator[IO[Any]]:
    """A file to write to, which at the end of the block takes the place of the one at `path`.

    `mode` and `form` are what `open` is given. Mode and owner stay, and a symbolic link stays one: what it
    leads to is replaced. Raises OSError where no file can be made or replaced there, and ChangedError where
    the old one no longer holds `expected`.
    In either case, and where the block itself raises, the file is as it was.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    # a name of its own fits, however long the file's is
    beside = os.path.join(folder, f".{os.getpid()}-{next(_numbers)}{SUFFIX}")
    try:
        with _named(path):
            _sweep(folder)
            old = _stat(target)
            if old and not os.access(target, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            # the block of its `with` isn't all ours to name, so that begins below
            file = open(beside, mode, **form)  # noqa: SIM115
        with file:
            if old:
                _keep_owner(beside, old)
            yield file
            with _named(path):
                file.flush()
                os.fsync(file.fileno())
        with _named(path):
            if expected is not None and not _holds(target, expected):
                raise ChangedError
            os.replace(beside, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)
    _sync(folder)


@contextmanager
def _named(path: str) -> Iterator[None]:
    """Has an OSError name the file that was to be written, not the one beside it, of which nobody knows."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = path, None
        raise


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _holds(path: str, data: bytes) -> bool:
    with open(path, "rb") as file:
        return file.read() == data


def _keep_owner(path: str, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))


def _sync(folder: str) -> None:
    """Makes the new name last through a loss of power, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sweep(folder: str) -> None:
    """Removes what a killed run left in a folder, once."""
    if folder in _swept or os.name == "nt":
        return
    _swept.add(folder)
    with suppress(OSError):
        for name in os.listdir(folder):
            match = LEFT_BEHIND.match(name)
            if match and not _is_running(int(match[1])):
                os.unlink(os.path.join(folder, name))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
