"""What results hang on beside the files themselves."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from citecheck import __version__
from citecheck.compiled import FOLDER, PACKAGE, WHEEL

try:
    from _blake2 import blake2b
except ImportError:  # hashlib has it everywhere, and loads OpenSSL
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPENDENCIES = ("pathspec", "rapidfuzz", "sentencex")
"""Packages that have a say in what is found."""
SETTLED = 2_000_000_000
"""Nanoseconds. A file that changes twice within one tick of its clock has the same time after both, and the
coarsest clock, that of FAT, ticks every two seconds. A time younger than that proves nothing."""


def digest(data: bytes) -> bytes:
    """What tells these bytes from all others."""
    return blake2b(data, digest_size=20).digest()


def fingerprint(options: object) -> bytes | None:
    """What tells this state of options, Python and program from all others; None while it is being edited.

    `options` count by their repr. The program's files count by size and time; those of an installed wheel, as
    long as nobody edited them, by the digests that the wheel lists, so that a fresh installation of the same
    version goes on where the last one stopped.
    """
    program = _program()
    if program is None:
        return None
    parts = (repr(options), __version__, sys.version, *_dependencies(), *program)
    return digest("\0".join(parts).encode("utf-8", "surrogatepass"))


def _program() -> list[str] | None:
    """What tells the package's files, and in a checkout the rules beside it; None for files just edited."""
    above = os.path.dirname(PACKAGE)
    todo = [PACKAGE] if WHEEL else [PACKAGE, os.path.join(above, "rules")]
    listed: list[str] = []
    latest = 0
    for folder in todo:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__" and (WHEEL or entry.path != FOLDER):
                        todo.append(entry.path)
                    continue
                found = entry.stat()
                listed.append(f"{entry.path} {found.st_size} {found.st_mtime_ns}")
                latest = max(latest, found.st_mtime_ns)
    if WHEEL:
        record = os.path.join(above, f"citecheck_press-{__version__}.dist-info", "RECORD")
        with suppress(OSError), open(record, encoding="utf-8") as file:
            if os.fstat(file.fileno()).st_mtime_ns >= latest:  # the last file that an installer writes
                return [file.read()]
    return sorted(listed) if latest + SETTLED < time.time_ns() else None


def _dependencies() -> Iterator[str]:
    """Names and versions, as the folders beside a package tell them; importlib.metadata takes its time."""
    from importlib.machinery import PathFinder

    for name in DEPENDENCIES:
        spec = PathFinder.find_spec(name)
        if spec is not None and spec.origin is not None:
            beside = os.listdir(os.path.dirname(os.path.dirname(spec.origin)))
            yield from sorted(one for one in beside if one.lower().startswith(name + "-"))
