"""What was found in text files before, so that nobody reads an unchanged file again.

One SQLite table in one file, with a row for each file under each state of program and options. A row answers
for the file while its stamp (size, times, inode) is what it was or, failing that, its bytes are. Each row has
a checksum, so whatever befalls the database, nothing wrong is answered; one that SQLite can't read is set
aside, and a new one begun. The cache is a help and never a hindrance: where it can't be used, `trouble` says
why, and files are read as if there were none.

Streams of records aren't kept: a row would hold the diagnostics of a file of any size, and be worthless as
soon as one record is added.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing, suppress
from functools import lru_cache
from itertools import islice
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from citecheck.cache.fingerprint import SETTLED, digest
from citecheck.cache.folder import NAME, folder_of
from citecheck.cache.rows import dump, dump_rows, load_rows
from citecheck.sqlite import is_damage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from citecheck.discover import Source
    from citecheck.report.rows import Row

    Known = tuple[bytes, bytes, bytes]
    """Of a file: stamp, digest, result. A plain tuple, for there are many."""

TABLE = """
CREATE TABLE IF NOT EXISTS results (
    key BLOB, path BLOB, stamp BLOB, digest BLOB, result BLOB, checksum INTEGER,
    PRIMARY KEY (key, path)
) WITHOUT ROWID"""
STAMP = Struct("=QQQQ").pack
MASK = (1 << 64) - 1
"""A time before 1970 is negative, one after 2262 has more bits; what is cut off tells no two files apart."""
CHUNK = 500
"""Files that are looked up at once; older SQLite has at most 999 parameters."""
COLUMNS = "SELECT path, stamp, digest, result, checksum FROM results WHERE key = ? AND path"
BETWEEN = f"{COLUMNS} BETWEEN ? AND ? LIMIT ?"
ONE_OF = f"{COLUMNS} IN ({', '.join('?' * CHUNK)})"
"""Twice as slow, but never more than what was asked for."""
STORE = "INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?, ?, ?)"
SIZE = """
SELECT (page_count - freelist_count) * page_size
FROM pragma_page_count, pragma_freelist_count, pragma_page_size"""
BATCH = 250
"""Results that are written at once, and the most that a run loses when it is killed."""
PATIENCE = 2.0
"""Seconds to wait for another run that writes."""
LARGEST = 1 << 28
"""Bytes; where there are more, the rows of other states go."""


class Stored(NamedTuple):
    """What was found in files that haven't changed."""

    counts: tuple[int, ...]
    """Of all these files."""
    rows: list[Row]
    """Of one file; empty where there was nothing to report of any."""


class Cache:
    """The results of earlier runs under one `fingerprint`. What goes wrong with it raises nothing."""

    def __init__(self, folder: str | None, key: bytes) -> None:
        """The cache that lies in `folder`, or where `folder_of` says."""
        self.trouble: str | None = None
        """Why the cache, or the old one, is of no use; None while all is well."""
        self._key = key
        self._here = os.path.join(os.getcwd(), "")
        self._path = "the cache"
        self._database: sqlite3.Connection | None = None
        self._writable = True
        self._pending: dict[str, tuple[bytes, bytes, bytes]] = {}
        """By path as it is shown: place, stamp and digest of the bytes that were handed out."""
        self._queue: list[tuple[bytes | int, ...]] = []
        try:
            self._path = os.path.join(folder_of(folder), NAME)
            os.makedirs(os.path.dirname(self._path), mode=0o700, exist_ok=True)
            self._connect()
        except (OSError, sqlite3.Error) as error:
            self._failed(error)

    def answers(self, sources: Iterable[Source]) -> Iterator[Stored | Source]:
        """What was found in the sources before, and the sources that are to be read, in order.

        Files with nothing to report are told of together, after some others. A source that had to be opened
        comes back with its bytes in `data`.
        """
        stream = iter(sources)
        while chunk := list(islice(stream, CHUNK)):
            places = self._places(chunk)
            known = self._look_up([place for place in places if place])
            silent = []
            for source, place in zip(chunk, places, strict=True):
                one = known.get(place)
                if place and (one is None or one[0] != _stamp_now(source.path)):
                    source, one = self._compared(source, place, one)
                if one is None:
                    yield source
                    continue
                counts, _, rows = one[2].partition(b"\n")
                if rows:
                    yield Stored(_counts(counts), load_rows(rows, source.path))
                else:
                    silent.append(_counts(counts))
            if silent:
                yield Stored(tuple(map(sum, zip(*silent, strict=True))), [])

    def keep(self, path: str, counts: Sequence[int], rows: Sequence[Row]) -> None:
        """Remembers what was found in the bytes that `answers` handed out for the path, as it is shown."""
        if known := self._pending.pop(path, None):
            self._store(*known, dump(counts) + b"\n" + dump_rows(rows))

    def close(self) -> None:
        """Writes what is still to be written, and drops what there is too much of."""
        self._write()
        with suppress(sqlite3.Error):
            if self._database is not None and self._database.execute(SIZE).fetchone()[0] > LARGEST:
                with self._database:
                    self._database.execute("DELETE FROM results WHERE key != ?", (self._key,))
        self._disconnect()

    def _places(self, sources: Iterable[Source]) -> list[bytes]:
        """What the files are called in the table; empty for those that aren't kept."""
        here, is_absolute = self._here, os.path.isabs
        return [
            (path if is_absolute(path) else here + path).encode("utf-8", "surrogatepass")
            if form == "text" and data is None
            else b""
            for path, form, data in sources
        ]

    def _look_up(self, places: list[bytes]) -> dict[bytes, Known]:
        """What is known of these files; a row with a wrong checksum is no knowledge."""
        if not places or self._database is None:
            return {}
        try:
            most = 2 * len(places)
            range_of = self._key, min(places), max(places), most
            found = self._database.execute(BETWEEN, range_of).fetchall()
            if len(found) == most:  # others lie between them
                asked = places + [b""] * (CHUNK - len(places))
                found = self._database.execute(ONE_OF, (self._key, *asked)).fetchall()
            return {
                place: (stamp, content, result)
                for place, stamp, content, result, checksum in found
                if checksum == _checksum(self._key, place, stamp, content, result)
            }
        except (sqlite3.Error, TypeError) as error:
            self._failed(error)
            return {}

    def _compared(self, source: Source, place: bytes, known: Known | None) -> tuple[Source, Known | None]:
        """The source with its bytes, and what is known of these."""
        if self._database is None:
            return source, None
        try:
            with open(source.path, "rb", buffering=0) as file:
                stat = os.fstat(file.fileno())
                data = file.read()
        except OSError:
            return source, None  # whoever reads it will say why
        settled = max(stat.st_mtime_ns, stat.st_ctime_ns) + SETTLED < time.time_ns()
        stamp = _stamp(stat) if settled else b""
        content = digest(data)
        if known is None or known[1] != content:
            self._pending[source.path] = place, stamp, content
            return source._replace(data=data), None
        if known[0] != stamp:
            self._store(place, stamp, content, known[2])
        return source, known

    def _store(self, *values: bytes) -> None:
        self._queue.append((self._key, *values, _checksum(self._key, *values)))
        if len(self._queue) >= BATCH:
            self._write()

    def _write(self) -> None:
        """Writes the queue; into a new database where the old one turns out damaged."""
        queue, self._queue = self._queue, []
        while queue and self._writable and self._database is not None:
            try:
                with self._database:
                    self._database.executemany(STORE, queue)
                return
            except sqlite3.Error as error:
                if is_damage(error):
                    self._failed(error)
                else:  # what is there can still be read; to write again could mean to wait again
                    self._writable = False
                    self.trouble = f"{self._path}: {error}; nothing more is kept"

    def _connect(self) -> None:
        """Opens the database; raises sqlite3.Error."""
        self._database = sqlite3.connect(self._path, timeout=PATIENCE)
        self._database.execute("PRAGMA page_size = 16384")  # most rows are longer than a smaller page likes
        self._database.execute("PRAGMA synchronous = OFF")  # checksums guard against a loss of power
        self._database.execute("PRAGMA cell_size_check = ON")
        self._database.execute(TABLE)

    def _disconnect(self) -> None:
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _failed(self, error: Exception) -> None:
        """Sets a damaged database aside and begins a new one, once a run; otherwise goes on without."""
        self._disconnect()
        if is_damage(error) and self.trouble is None:
            self.trouble = f"{self._path}: damaged; set aside, and a new one begun"
            try:
                with suppress(FileNotFoundError):
                    os.unlink(self._path + "-journal")  # it would be played back into the new one
                os.replace(self._path, self._path + ".damaged")
                self._connect()
                return
            except (OSError, sqlite3.Error) as another:
                error = another
                self._disconnect()
        why = error.strerror if isinstance(error, OSError) else error
        self.trouble = f"{self._path}: {why}; going on without it"


def remembered(path: str) -> int | None:
    """How many files a database tells of, under whatever options; None for one that can't be used."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as database:
            return int(database.execute("SELECT count(DISTINCT path) FROM results").fetchone()[0])
    except sqlite3.Error:
        return None


def _stamp(stat: os.stat_result) -> bytes:
    """What stays the same as long as nobody writes to a file, or puts another in its place."""
    return STAMP(stat.st_size, stat.st_mtime_ns & MASK, stat.st_ctime_ns & MASK, stat.st_ino & MASK)


def _stamp_now(path: str) -> bytes | None:
    """None for a file that isn't there."""
    try:
        return _stamp(os.stat(path))
    except OSError:
        return None


def _checksum(*values: bytes) -> int:
    return crc32(b"\0".join(values))


@lru_cache(maxsize=4096)
def _counts(data: bytes) -> tuple[int, ...]:
    return tuple(json.loads(data))
