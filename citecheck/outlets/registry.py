"""The look-up: which outlet of the registry a text names."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.compiled import compiled
from citecheck.model.article import Match
from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

HOST = (
    r"(?:https?://)?((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:xn--[\w-]+|[^\W\d_]{2,24}))(?::\d+)?(?:[/?#]\S*)?$"
)


MOST_REMEMBERED = 50_000
"""Answers; a stream of records has no end of unknown names."""


class Found(NamedTuple):
    """The outlets that a text names: one id, several when the name is shared, none."""

    match: Match
    ids: tuple[str, ...] = ()
    site: str | None = None
    """The domain, where the text is one that no record has."""


NOT_FOUND = Found(Match.NONE)


class Registry:
    """All known outlets, and the places that no outlet is. Read-only; what was asked is remembered."""

    def __init__(self, prefer: Iterable[tuple[str, str]] = ()) -> None:
        """`prefer` has names, and the ids of the records that are always meant by them."""
        self._database = _connection()
        self._preferred = {fold(name): Found(Match.ALIAS, (outlet_id,)) for name, outlet_id in prefer}
        self._found: dict[str, Found] = {}
        self._records: dict[str, dict[str, Any]] = {}
        self._places: dict[str, bool] = {}
        self._children: dict[str, int] = {}

    def __del__(self) -> None:
        self._database.close()

    def find(self, text: str) -> Found:
        """Who is meant: by name or alias, then by domain, the longest listed suffix of a host."""
        if (found := self._found.get(text)) is None:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            found = self._found[text] = self._look_up(text)
        return found

    def knows(self, text: str) -> bool:
        """Whether `text` is a known name, alias or domain."""
        return self.find(text).match is not Match.NONE

    def record(self, outlet_id: str) -> dict[str, Any]:
        """The record as the registry's file has it; raises KeyError for an id that isn't there."""
        if (record := self._records.get(outlet_id)) is None:
            row = self._database.execute("SELECT record FROM outlets WHERE id = ?", (outlet_id,)).fetchone()
            if row is None:
                raise KeyError(outlet_id)
            record = self._records[outlet_id] = json.loads(row[0])
        return record

    def ids(self) -> list[str]:
        """Of all records."""
        return [row[0] for row in self._database.execute("SELECT id FROM outlets")]

    def is_place(self, text: str) -> bool:
        """Whether `text` is the name of a town, region or country."""
        if (known := self._places.get(text)) is None:
            if len(self._places) >= MOST_REMEMBERED:
                self._places.clear()
            row = self._database.execute("SELECT 1 FROM places WHERE key = ?", (fold(text),)).fetchone()
            known = self._places[text] = row is not None
        return known

    def children(self, outlet_id: str) -> int:
        """How many records have this one as their `parent` and are periodicals."""
        if (count := self._children.get(outlet_id)) is None:
            query = (
                "SELECT count(*) FROM outlets WHERE json_extract(record, '$.parent') = ?"
                " AND json_extract(record, '$.kind') IN ('magazine', 'newspaper')"
            )
            count = self._children[outlet_id] = int(self._database.execute(query, (outlet_id,)).fetchone()[0])
        return count

    def _look_up(self, text: str) -> Found:
        key = fold(text)
        if preferred := self._preferred.get(key):
            return preferred
        if row := self._row("names", key):
            return row
        host = re.match(HOST, key)
        if not host:
            return NOT_FOUND
        domain = host[1].removeprefix("www.")
        if host.end(1) == len(key) and (row := self._row("names", domain)):
            return row
        name = _in_ascii(domain)
        while "." in name:
            if row := self._row("domains", name):
                return row
            name = name.partition(".")[2]
        return Found(Match.NONE, (), domain)

    def _row(self, table: str, key: str) -> Found | None:
        row = self._database.execute(f"SELECT match, ids FROM {table} WHERE key = ?", (key,)).fetchone()
        return Found(Match(row[0]), tuple(row[1].split(" "))) if row else None


def _in_ascii(domain: str) -> str:
    """The domain as the registry writes it; one that can't be written so stays as it is."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        return domain


def _connection() -> sqlite3.Connection:
    from citecheck.outlets import compile as compiling

    path = compiled("registry.sqlite", compiling.SOURCES, compiling.build)
    if path is None:
        return compiling.fill(sqlite3.connect(":memory:"))
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace("\\", "/")
    return sqlite3.connect(f"file:///{escaped.lstrip('/')}?mode=ro&immutable=1", uri=True)
