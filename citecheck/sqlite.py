"""SQLite files of the user: shared by processes, set aside when damaged, with memory in their place."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
PATIENCE = 5.0
"""Seconds to wait for another process that writes."""
OF_THE_SYSTEM = frozenset(
    (
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
    )
)
"""Errors that don't speak of a damaged file."""


class Database:
    """The file `name` in `folder`, its owner's alone, with these tables; memory without a folder."""

    def __init__(self, folder: str | None, name: str, tables: str) -> None:
        self.trouble: str | None = None
        """Why the file is of no use; None while all is well."""
        self.path = os.path.join(folder, name) if folder else None
        self._tables = tables
        self._open: sqlite3.Connection | None = None

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What `work` returns, done as a whole or not at all, while no other process writes.

        A damaged file is set aside and a new one begun, once; then, or where no file can be written, memory
        takes its place.
        """
        for patient in (True, True, False, False):
            try:
                return self._done(work)
            except (sqlite3.Error, UnicodeError, OSError) as error:  # messages of damage may be no text
                if not patient or not _is_busy(error):
                    self._failed(error)
        return self._done(work)

    def close(self) -> None:
        """The file is whole at any moment; this only lets go of it."""
        if self._open is not None:
            with suppress(sqlite3.Error):
                self._open.close()
            self._open = None

    def _done(self, work: Callable[[sqlite3.Connection], T]) -> T:
        database = self._open = self._open or self._connected()
        database.execute("BEGIN IMMEDIATE")
        try:
            result = work(database)
            database.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                database.execute("ROLLBACK")
            raise
        return result

    def _connected(self) -> sqlite3.Connection:
        if self.path is not None:
            os.makedirs(os.path.dirname(self.path), mode=0o700, exist_ok=True)
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with suppress(OSError):
                os.chmod(self.path, 0o600)  # one that was brought from elsewhere
        database = sqlite3.connect(self.path or ":memory:", timeout=PATIENCE, isolation_level=None)
        self._open = database
        guard(database)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
            database.executescript(f"BEGIN IMMEDIATE; {self._tables}; COMMIT")
        return database

    def _failed(self, error: Exception) -> None:
        self.close()
        path = self.path
        if path is None:
            raise error
        if is_damage(error) and self.trouble is None:
            self.trouble = f"{path}: damaged; set aside, and a new one begun"
            with suppress(OSError):
                for beside in ("-wal", "-shm"):  # they would be played back into the new one
                    with suppress(FileNotFoundError):
                        os.unlink(path + beside)
                os.replace(path, f"{path}.damaged")
                return
        why = error.strerror if isinstance(error, OSError) else error
        self.trouble = f"{path}: {why}; going on without it"
        self.path = None


def files_of(folder: str, prefix: str) -> list[str]:
    """The paths of the files in a folder whose names begin so, with what was set aside.

    Raises OSError where the folder can't be read.
    """
    try:
        names = sorted(name for name in os.listdir(folder) if name.startswith(prefix))
    except FileNotFoundError:
        return []
    return [os.path.join(folder, name) for name in names]


def guard(database: sqlite3.Connection) -> None:
    """Trusts nothing in a file that may come from anywhere."""
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: Exception) -> bool:
    """Whether the file must be replaced, and not only waited for."""
    code = getattr(error, "sqlite_errorcode", None)
    return not isinstance(error, OSError) and (code is None or code & 0xFF not in OF_THE_SYSTEM)
