"""Files written whole or not at all: the new one is made beside the old one and takes its place."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".citecheck-new"
LEFT_BEHIND = re.compile(r"\..+\.(\d+)" + re.escape(SUFFIX) + "$")
_swept: set[str] = set()


class ChangedError(Exception):
    """The file isn't what it was when it was read."""


def write(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Puts `data` in the place of a file's contents, or makes the file.

    Mode and owner stay, and a symbolic link stays one: what it leads to is replaced. Raises OSError, and
    ChangedError where the file no longer holds `expected`; in either case the file is as it was.
    """
    with replacing(path, expected) as file:
        file.write(data)


@contextmanager
def replacing(path: str, expected: bytes | None = None) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when the block ends without an error."""
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    _sweep(folder)
    beside = os.path.join(folder, f".{name[:150]}.{os.getpid()}{SUFFIX}")
    try:
        old = os.stat(target)
    except FileNotFoundError:
        old = None
    if old and not stat.S_ISREG(old.st_mode):  # a pipe or a device has no contents to lose
        with open(target, "wb") as file:
            yield file
        return
    if old and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", path)
    with suppress(FileNotFoundError):
        os.unlink(beside)
    try:
        with open(beside, "xb") as file:
            if old:
                _keep_owner(beside, old)
            yield file
            file.flush()
            os.fsync(file.fileno())
        if expected is not None:
            with open(target, "rb") as current:
                if current.read() != expected:
                    raise ChangedError(path)
        os.replace(beside, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(beside)
    _sync(folder)


def _keep_owner(path: str, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))


def _sync(folder: str) -> None:
    """Makes the new name last through a loss of power, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder or ".", os.O_RDONLY)
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
        for name in os.listdir(folder or "."):
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
