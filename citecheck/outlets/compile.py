"""The registry and the data beside it as one SQLite file, in which a look-up costs some microseconds."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any

from citecheck.compiled import PACKAGE
from citecheck.outlets.bodies import keys
from citecheck.outlets.fold import fold
from citecheck.outlets.spellings import spellings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = os.path.join(PACKAGE, "outlets")
REGISTRY, PLACES, CITIES, COUNTRIES, PATTERNS, DOMAINS, TLDS, BODIES = DATA = tuple(
    os.path.join(FOLDER, "data", name)
    for name in (
        "outlets.jsonl",
        "places.txt",
        "cities.txt",
        "countries.yaml",
        "patterns.yaml",
        "domains.yaml",
        "tlds.txt",
        "bodies.yaml",
    )
)
CODE = (
    os.path.join(FOLDER, name)
    for name in ("bodies.py", "compile.py", "datafiles.py", "fold.py", "near.py", "spellings.py")
)
SOURCES = (*DATA, *CODE)
YEARS = ("since", "until", "alias_years", "domain_years")
"""The fields of a record that say from when or until when something holds."""

SCHEMA = """
CREATE TABLE outlets (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (key TEXT PRIMARY KEY, match TEXT NOT NULL, ids TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE domains (key TEXT PRIMARY KEY, match TEXT NOT NULL, ids TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE dated (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE places (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE countries (key TEXT, form TEXT, codes TEXT NOT NULL, PRIMARY KEY (key, form)) WITHOUT ROWID;
CREATE TABLE domain_facts (facts TEXT NOT NULL);
CREATE TABLE body_kinds (name TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE near (
    bucket TEXT, name TEXT, plain TEXT NOT NULL, ids TEXT NOT NULL, PRIMARY KEY (bucket, name)
) WITHOUT ROWID;
CREATE TABLE affixes (
    key TEXT, side TEXT, kinds TEXT NOT NULL, account INTEGER, PRIMARY KEY (key, side)
) WITHOUT ROWID;
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
    from citecheck.outlets.datafiles import affixes, body_kinds, countries, domain_facts  # not at every start

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
        database.executemany("INSERT INTO dated VALUES (?)", ((one,) for one in dated(records)))
        database.executemany("INSERT INTO places VALUES (?)", ((place,) for place in places if place))
        lands, kinds = list(countries(COUNTRIES, CITIES)), body_kinds(BODIES)
        database.executemany("INSERT INTO countries VALUES (?, ?, ?)", lands)
        database.executemany("INSERT INTO body_kinds VALUES (?, ?)", kinds.items())
        database.executemany("INSERT INTO names VALUES (?, ?, ?)", bodies(records, kinds, lands))
        facts = json.dumps(domain_facts(DOMAINS, TLDS), ensure_ascii=False)
        database.execute("INSERT INTO domain_facts VALUES (?)", (facts,))
        database.executemany("INSERT INTO near VALUES (?, ?, ?, ?)", near(records))
        database.executemany("INSERT INTO affixes VALUES (?, ?, ?, ?)", affixes(PATTERNS))
    database.execute("VACUUM")
    return database


def names(records: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(key, how it matches, ids): where several records share it, the preferred one first, or `ambiguous`.

    Other spellings of a name match as `pattern`, where no record lists them.

    A record with a `weak_name` counts by its domain only, but where another record names it as `ambiguous`:
    there it keeps a name from being taken for the other's, and a place in brackets can choose it.
    """
    holders: dict[str, dict[str, str]] = {}
    preferred: dict[str, set[str]] = {}
    for record in records:
        if not record.get("weak_name"):
            for alias in record.get("aliases", ()):
                holders.setdefault(fold(alias), {})[record["id"]] = "alias"
            if "name" in record:
                holders.setdefault(fold(record["name"]), {})[record["id"]] = "exact"
        for name, others in record.get("ambiguous", {}).items():
            for other in others:
                holders.setdefault(fold(name), {}).setdefault(other, "alias")
        for name in record.get("preferred_for", ()):
            preferred.setdefault(fold(name), set()).add(record["id"])
    for spelling, listed in respelled(records, holders).items():
        holders[spelling] = {one: "pattern" for key in listed for one in holders[key]}
        preferred[spelling] = {one for key in listed for one in preferred.get(key, ())}
    return _decided(holders, preferred)


def respelled(
    records: Iterable[dict[str, Any]], holders: Mapping[str, Mapping[str, str]]
) -> dict[str, list[str]]:
    """Spellings that nobody lists, of names of which a core record is a holder, and these names."""
    domains = {r["id"]: r.get("domains", ()) for r in records if r.get("tier") == "core"}
    found: dict[str, list[str]] = {}
    for key, ids in sorted(holders.items()):
        if domains.keys() & ids.keys() and (" " in key or "." not in key):
            hosts = [host for one in ids for host in domains.get(one, ())]
            for spelling in spellings(key, hosts):
                if spelling not in holders:
                    found.setdefault(spelling, []).append(key)
    return found


def domains(records: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """(domain or account, how it matches, ids)."""
    holders: dict[str, dict[str, str]] = {}
    for record in records:
        for domain in (*record.get("domains", ()), *record.get("accounts", ())):
            holders.setdefault(fold(domain), {})[record["id"]] = "domain"
    return _decided(holders, {})


def dated(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The ids of the few records that have YEARS."""
    return (record["id"] for record in records if any(name in record for name in YEARS))


def near(records: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """(bucket, name, the same plain, ids): where a misspelt name is looked for.

    Domains are names here, and weak names are not.
    """
    from citecheck.outlets.near import plain, stored

    for name, ids in sorted(nameholders(records).items()):
        letters = plain(name)
        for bucket in sorted(stored(letters)):
            yield bucket, name, letters, " ".join(sorted(ids))


def bodies(
    records: Iterable[dict[str, Any]], kinds: dict[str, str], lands: Iterable[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """(key, `pattern`, ids) of the public bodies of countries, under the keys of citecheck.outlets.bodies."""
    codes = {(form, key): frozenset(found.split()) for key, form, found in lands}
    holders: dict[str, dict[str, str]] = {}
    for record in records:
        if record.get("kind") != "government" or record.get("weak_name"):
            continue
        for name in (record["name"], *record.get("aliases", ())):
            for key in keys(name, kinds, lambda form, text: codes.get((form, text), frozenset())):
                land = f"={record.get('country')} "
                if key.startswith(land):
                    holders.setdefault(key, {})[record["id"]] = "pattern"
                    if key.endswith("-bank"):  # the National Bank of Georgia is its central bank
                        holders.setdefault(f"{land}central-bank", {})[record["id"]] = "pattern"
    return _decided(holders, {})


def nameholders(records: Iterable[dict[str, Any]]) -> dict[str, set[str]]:
    """Each name, alias and domain, and the ids of the records that have it; weak names are left out."""
    holders: dict[str, set[str]] = {}
    for record in records:
        names = [record["name"]] if "name" in record else []
        names += record.get("aliases", ())
        for name in (*(() if record.get("weak_name") else names), *record.get("domains", ())):
            holders.setdefault(name, set()).add(record["id"])
    return holders


def _decided(
    holders: dict[str, dict[str, str]], preferred: dict[str, set[str]]
) -> Iterator[tuple[str, str, str]]:
    for key, found in sorted(holders.items()):
        chosen = preferred.get(key, set()) & found.keys()
        decided = len(chosen) == 1 or len(found) == 1
        ids = sorted(found, key=lambda one: (one not in chosen, one))
        yield key, found[ids[0]] if decided else "ambiguous", " ".join(ids)
