"""The registry and the places as one SQLite file, in which a look-up costs some microseconds."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any

from citecheck.compiled import PACKAGE
from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REGISTRY = os.path.join(PACKAGE, "outlets", "data", "outlets.jsonl")
PLACES = os.path.join(PACKAGE, "outlets", "data", "places.txt")
SOURCES = (REGISTRY, PLACES, os.path.abspath(__file__), os.path.join(PACKAGE, "outlets", "fold.py"))

SCHEMA = """
CREATE TABLE outlets (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (key TEXT PRIMARY KEY, match TEXT NOT NULL, ids TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE domains (key TEXT PRIMARY KEY, match TEXT NOT NULL, ids TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (key TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def build(path: str) -> None:
    """Write the compiled registry to `path`."""
    database = sqlite3.connect(path)
    try:
        fill(database)
    finally:
        database.close()


def fill(database: sqlite3.Connection) -> sqlite3.Connection:
    """The database with the tables of SCHEMA, filled from the sources."""
    with open(REGISTRY, encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    with open(PLACES, encoding="utf-8") as file:
        places = file.read().split("\n")
    with database:
        database.executescript(SCHEMA)
        rows = ((r["id"], json.dumps(r, ensure_ascii=False)) for r in sorted(records, key=lambda r: r["id"]))
        database.executemany("INSERT INTO outlets VALUES (?, ?)", rows)
        database.executemany("INSERT INTO names VALUES (?, ?, ?)", names(records))
        database.executemany("INSERT INTO domains VALUES (?, ?, ?)", domains(records))
        database.executemany("INSERT INTO places VALUES (?)", ((place,) for place in places if place))
    database.execute("VACUUM")
    return database


def names(records: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(key, how it matches, ids): of several records the one that is preferred, else all of them.

    A record with a `weak_name` counts by its domain only.
    """
    holders: dict[str, dict[str, str]] = {}
    preferred: dict[str, set[str]] = {}
    for record in records:
        if not record.get("weak_name"):
            for alias in record.get("aliases", ()):
                holders.setdefault(fold(alias), {})[record["id"]] = "alias"
            holders.setdefault(fold(record["name"]), {})[record["id"]] = "exact"
        for name, others in record.get("ambiguous", {}).items():
            for other in others:
                holders.setdefault(fold(name), {}).setdefault(other, "alias")
        for name in record.get("preferred_for", ()):
            preferred.setdefault(fold(name), set()).add(record["id"])
    return _decided(holders, preferred)


def domains(records: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(domain, how it matches, ids)."""
    holders: dict[str, dict[str, str]] = {}
    for record in records:
        for domain in record.get("domains", ()):
            holders.setdefault(fold(domain), {})[record["id"]] = "domain"
    return _decided(holders, {})


def _decided(
    holders: dict[str, dict[str, str]], preferred: dict[str, set[str]]
) -> Iterator[tuple[str, str, str]]:
    for key, found in sorted(holders.items()):
        chosen = preferred.get(key, set()) & found.keys()
        ids = sorted(chosen) if len(chosen) == 1 else sorted(found)
        yield key, found[ids[0]] if len(ids) == 1 else "ambiguous", " ".join(ids)
