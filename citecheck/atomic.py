"""Files written whole or not at all: the new one is made beside the old one and takes its place."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress

SUFFIX = ".citecheck-new"
LEFT_BEHIND = re.compile(r"\.(\d+)" + re.escape(SUFFIX) + "$")
_swept: set[str] = set()


class ChangedError(Exception):
    """The file isn't what it was when it was read."""


def write(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Puts `data` in the place of a file's contents, or makes the file.

    Mode and owner stay, and a symbolic link stays one: what it leads to is replaced. Raises OSError, and
    ChangedError where the file no longer holds `expected`; in either case the file is as it was.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    _sweep(folder)
    beside = os.path.join(
        folder, f".{os.getpid()}{SUFFIX}"
    )  # a name of its own fits, however long the file's is
    try:
        try:
            old = os.stat(target)
        except FileNotFoundError:
            old = None
        if old and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        with open(beside, "wb") as file:
            if old:
                _keep_owner(beside, old)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if expected is not None:
            with open(target, "rb") as current:
                if current.read() != expected:
                    raise ChangedError
        os.replace(beside, target)
    except OSError as error:
        error.filename, error.filename2 = path, None  # not the file beside, of which nobody knows
        raise
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
