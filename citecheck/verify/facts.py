"""What archives answered before: facts, each with the time for which it holds; never a verdict.

One SQLite table in the user's cache folder. Every fact is written when it comes, so that a run which was
killed asks nothing twice. Each has a checksum; what doesn't hold is as if it weren't there. A file of facts
that `export` wrote serves other machines: it is opened read-only, and answers however old it is.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from contextlib import closing, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck import atomic
from citecheck.errors import UsageError
from citecheck.sqlite import PATIENCE, Database, files_of, guard

if TYPE_CHECKING:
    from collections.abc import Callable

PREFIX = "facts-"
"""What the names of all files of facts in the cache's folder begin with."""
FORM = 1
"""Of table and values; a program that knows another form has a file of its own."""
NAME = f"{PREFIX}{FORM}.sqlite"
APPLICATION = 0x63746366
"""By which SQLite files of ours are told from others."""
TABLES = f"""
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORM};
CREATE TABLE IF NOT EXISTS facts (
    key TEXT PRIMARY KEY, kind TEXT, value BLOB, checksum BLOB, expires REAL, used REAL
);
CREATE INDEX IF NOT EXISTS facts_by_use ON facts (used)"""
LARGEST = 2_000_000_000
"""Bytes; where there are more, the facts go that nobody asked for the longest."""
LONGEST = 8_000_000
"""Bytes of one value."""
DAY = 86_400.0
"""Seconds; as exactly the last use of a fact is known."""
FIND = f"SELECT value, checksum, expires FROM facts WHERE key = ? AND length(value) < {LONGEST}"
USE = "UPDATE facts SET used = ? WHERE key = ? AND used < ?"
SIZE = """SELECT (page_count - freelist_count) * page_size
FROM pragma_page_count, pragma_freelist_count, pragma_page_size"""


class Info(NamedTuple):
    """What a file of facts holds."""

    kinds: dict[str, int]
    """How many facts of each kind."""
    bytes: int


class Facts:
    """The facts in `folder`, in memory without one; `given` is a file of facts that is asked, too.

    Raises UsageError for a given file that isn't one.
    """

    def __init__(
        self,
        folder: str | None,
        given: str | None = None,
        *,
        largest: int = LARGEST,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._largest = largest
        self._clock = clock
        self._given = _given(given) if given is not None else None
        self._shut: sqlite3.Connection | None = None
        """The cache's own file, where it can only be read."""
        self._trouble: str | None = None
        path = os.path.join(folder, NAME) if folder else ""
        if os.path.exists(path) and not (
            os.access(path, os.W_OK) and os.access(os.path.dirname(path), os.W_OK)
        ):
            self._trouble = f"{path}: can only be read; nothing new is kept"
            with suppress(sqlite3.Error, UnicodeError):
                self._shut = _read_only(path)
            folder = None
        self._own = Database(folder, NAME, TABLES)

    @property
    def trouble(self) -> str | None:
        """Why nothing, or nothing from before, is known; None while all is well."""
        return self._trouble or self._own.trouble

    def get(self, key: str, *, stale: bool = False) -> Any:
        """The value of a fact that still holds, or of any if `stale`; None where there is none."""
        now = self._clock()

        def work(database: sqlite3.Connection) -> Any:
            row = database.execute(FIND, (key,)).fetchone()
            value = _value(key, row, None if stale else now)
            if value is not None:
                database.execute(USE, (now, key, now - DAY))
            return value

        value = self._own.run(work)
        for database, until in ((self._shut, None if stale else now), (self._given, None)):
            if value is None and database is not None:
                with suppress(sqlite3.Error, UnicodeError):
                    value = _value(key, database.execute(FIND, (key,)).fetchone(), until)
        return value

    def put(self, key: str, kind: str, value: Any, seconds: float | None) -> None:
        """Keeps a fact: any value of JSON but None, for so long; for ever with None."""
        now = self._clock()
        packed = zlib.compress(json.dumps(value, separators=(",", ":")).encode())
        row = (key, kind, packed, _checksum(key, packed), None if seconds is None else now + seconds, now)

        def work(database: sqlite3.Connection) -> None:
            database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?)", row)
            if database.execute(SIZE).fetchone()[0] > self._largest:
                _shrink(database, now)

        self._own.run(work)

    def close(self) -> None:
        """Lets go of the files."""
        self._own.close()
        for database in (self._shut, self._given):
            if database is not None:
                database.close()


def files_in(folder: str) -> list[str]:
    """The paths of the facts' files in the cache's folder; raises OSError where it can't be read."""
    return files_of(folder, PREFIX)


def info(path: str) -> Info | None:
    """What a file holds; None for one that can't be used."""
    try:
        with closing(_read_only(path, changing=True)) as database:
            kinds = dict(database.execute("SELECT kind, count(*) FROM facts GROUP BY kind ORDER BY kind"))
            return Info(kinds, database.execute(SIZE).fetchone()[0])
    except (sqlite3.Error, UnicodeError):
        return None


def clear(folder: str) -> list[str]:
    """Removes all facts, and tells the paths that went; how fast archives may be asked is still known."""
    gone = []
    for path in files_in(folder):
        with suppress(FileNotFoundError):
            os.unlink(path)
            gone.append(path)
    return gone


def export(folder: str, path: str) -> int:
    """Writes the facts that still hold into one file, for `given`; tells how many.

    Raises UsageError where there are none that can be read, and OSError where nothing can be written.
    """
    source = os.path.join(folder, NAME)
    if info(source) is None:
        raise UsageError(f"{source}: no facts to export; 'citecheck verify' gathers them")
    try:
        with atomic.replacing(path) as file:
            with closing(sqlite3.connect(source, timeout=PATIENCE, isolation_level=None)) as database:
                guard(database)
                database.execute("DELETE FROM facts WHERE expires < ?", (time.time(),))
                database.execute("VACUUM INTO ?", (file.name,))
            with closing(sqlite3.connect(file.name)) as database:
                database.execute("PRAGMA journal_mode = DELETE")
                return int(database.execute("SELECT count(*) FROM facts").fetchone()[0])
    except sqlite3.Error as error:
        raise UsageError(f"{source}: {error}") from None


def _value(key: str, row: tuple[bytes, bytes, float | None] | None, now: float | None) -> Any:
    """What a row says, unless it has run out at `now` or isn't what was written."""
    if row is None:
        return None
    value, checksum, expires = row
    try:
        if checksum != _checksum(key, value) or (now is not None and expires is not None and expires < now):
            return None
        return json.loads(zlib.decompressobj().decompress(value, LONGEST))
    except (TypeError, ValueError, RecursionError, zlib.error):
        return None


def _shrink(database: sqlite3.Connection, now: float) -> None:
    """Removes what has run out, and a fifth of the rest."""
    database.execute("DELETE FROM facts WHERE expires < ?", (now,))
    some = 1 + database.execute("SELECT count(*) FROM facts").fetchone()[0] // 5
    database.execute("DELETE FROM facts WHERE key IN (SELECT key FROM facts ORDER BY used LIMIT ?)", (some,))


def _given(path: str) -> sqlite3.Connection:
    if not os.path.isfile(path):
        raise UsageError(f"{path}: no such file of facts; 'citecheck cache export' writes one")
    database = None
    with suppress(sqlite3.Error, UnicodeError):
        database = _read_only(path)
        marks = [
            database.execute(f"PRAGMA {one}").fetchone()[0] for one in ("application_id", "user_version")
        ]
        if marks == [APPLICATION, FORM]:
            return database
    if database is not None:
        database.close()
    raise UsageError(f"{path}: no file of facts of this version; 'citecheck cache export' writes one")


def _read_only(path: str, *, changing: bool = False) -> sqlite3.Connection:
    """A file that nothing is written to, not even beside it, unless somebody else is just `changing` it."""
    how = "mode=ro" if changing else "mode=ro&immutable=1"
    database = sqlite3.connect(f"{Path(path).absolute().as_uri()}?{how}", uri=True, timeout=PATIENCE)
    guard(database)
    return database


def _checksum(key: str, value: bytes) -> bytes:
    return sha256(key.encode() + b"\0" + value).digest()
