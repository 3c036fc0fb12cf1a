"""Records of outlets as files have them: what each field must be, and how a file of them is read.

A file is JSON Lines, one record a line, or YAML, a list of records. The built-in registry is of this form.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.errors import DataFileError
from citecheck.yamlfile import Reader, Value, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = (
    "newspaper", "agency", "broadcaster", "government", "think-tank", "portal", "magazine", "company", "igo",
    "ngo", "pollster", "social",
)  # fmt: skip
TIERS = ("core", "listed", "single")
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
COUNTRY = re.compile(r"[A-Z]{2}$")
LANGUAGE = re.compile(r"[a-z]{2,3}$")
DOMAIN = re.compile(r"(?!www\.)[a-z0-9_-]+(?:\.[a-z0-9-]+)+$")
URL = re.compile(r"https?://\S+$")
OLDEST, YOUNGEST = 1600, 2100
"""Years that an outlet may have been founded in, or end in."""
YAML = (".yaml", ".yml")
JSONL = (".jsonl", ".ndjson")


class Record(NamedTuple):
    """One record, and where it stands."""

    data: dict[str, Any]
    value: Value
    """The same with places, for messages about it."""

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.data["id"])


def read(path: str) -> list[Record]:
    """The records of a file, each held against FIELDS. Raises DataFileError for the first fault."""
    found = []
    for record in read_all(path):
        if isinstance(record, DataFileError):
            raise record
        found.append(record)
    return found


def read_all(path: str) -> Iterator[Record | DataFileError]:
    """The records of a file, or what is wrong with one; a file that can't be read is an error raised."""
    reader = Reader(path)
    for value in _values(path, reader):
        if isinstance(value, DataFileError):
            yield value
            continue
        try:
            yield _record(reader, value)
        except DataFileError as error:
            yield error


def _values(path: str, reader: Reader) -> Iterator[Value | DataFileError]:
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in YAML + JSONL:
        raise DataFileError(path, "", "a file of outlets ends in .jsonl, .ndjson, .yaml or .yml")
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except OSError as error:
        raise DataFileError(path, "", f"can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DataFileError(path, "", "not UTF-8; save the file in this encoding") from None
    if suffix in JSONL:
        yield from _lines(path, text)
        return
    from citecheck.yamlfile import load

    whole = load(path, text)
    if whole.data is not None:
        yield from reader.of_type(whole, list, "a file of outlets", "a list of records, each after a '-'")


def _lines(path: str, text: str) -> Iterator[Value | DataFileError]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError as error:
            column = getattr(error, "colno", 1)
            yield DataFileError(path, f"{number}:{column}", "not JSON: one record was expected on this line")
            continue
        yield _placed(data, f"{number}:1")


def _placed(data: Any, where: str) -> Value:
    """JSON's value with the place of its line."""
    if isinstance(data, dict):
        inner = {key: _placed(value, where) for key, value in data.items()}
        return Value(inner, where, dict.fromkeys(data, where))
    if isinstance(data, list):
        return Value([_placed(one, where) for one in data], where)
    return Value(data, where)


def _record(reader: Reader, value: Value) -> Record:
    fields = reader.mapping(value, tuple(FIELDS), "a record of an outlet")
    if "id" not in fields:
        raise reader.fault(value, "this record has no 'id'")
    data = {key: FIELDS[key](reader, one, f"'{key}'") for key, one in fields.items()}
    since, until = data.get("since"), data.get("until")
    if since is not None and until is not None and since > until:
        raise reader.fault(fields["until"], f"'until' is {until}, before 'since', {since}")
    return Record(data, value)


def _text(reader: Reader, value: Value, what: str) -> str:
    return reader.text(value, what)


def _texts(reader: Reader, value: Value, what: str) -> list[str]:
    return [reader.text(one, f"each of {what}") for one in _list(reader, value, what)]


def _list(reader: Reader, value: Value, what: str) -> list[Value]:
    found: list[Value] = reader.of_type(value, list, what, "a list")
    return found


def _flag(reader: Reader, value: Value, what: str) -> bool:
    found: bool = reader.of_type(value, bool, what, "true or false")
    return found


def _year(reader: Reader, value: Value, what: str) -> int:
    found: int = reader.of_type(value, int, what, "a year")
    if not OLDEST <= found <= YOUNGEST:
        raise reader.fault(value, f"{what} must be a year from {OLDEST} to {YOUNGEST}; this is {found}")
    return found


def _of(pattern: re.Pattern[str], like: str) -> Callable[[Reader, Value, str], str]:
    return lambda reader, value, what: reader.matching(value, pattern, what, like)


def _each(pattern: re.Pattern[str], like: str) -> Callable[[Reader, Value, str], list[str]]:
    one = _of(pattern, like)
    return lambda reader, value, what: [
        one(reader, item, f"each of {what}") for item in _list(reader, value, what)
    ]


def _among(words: tuple[str, ...]) -> Callable[[Reader, Value, str], str]:
    return lambda reader, value, what: reader.one_of(value, words, what)


def _years(reader: Reader, value: Value, what: str) -> dict[str, list[int | None]]:
    """Names with their first and last year."""
    found: dict[str, list[int | None]] = {}
    for name, pair in reader.of_type(value, dict, what, "names, each with its first and last year").items():
        ends = _list(reader, pair, f"{what} of {shown(name)}")
        if len(ends) != 2:
            raise reader.fault(pair, f"{what} of {shown(name)} must be two years, such as [2009, 2016]")
        first, last = (None if end.data is None else _year(reader, end, "a year") for end in ends)
        if first is not None and last is not None and first > last:
            raise reader.fault(pair, f"{what} of {shown(name)}: {first} comes after {last}")
        found[name] = [first, last]
    return found


def _others(reader: Reader, value: Value, what: str) -> dict[str, list[str]]:
    """Names with the ids of the other records that have them."""
    found: dict[str, Value] = reader.of_type(value, dict, what, "names, each with the ids of other records")
    return {name: _each(ID, "tass")(reader, ids, f"{what} of {shown(name)}") for name, ids in found.items()}


FIELDS: dict[str, Callable[[Reader, Value, str], Any]] = {
    "id": _of(ID, "ria-novosti"),
    "name": _text,
    "aliases": _texts,
    "alias_years": _years,
    "domains": _each(DOMAIN, "example.org, in small letters and without www."),
    "domain_years": _years,
    "country": _of(COUNTRY, "DE, two capital letters"),
    "languages": _each(LANGUAGE, "en"),
    "kind": _among(KINDS),
    "state_owned": _flag,
    "parent": _of(ID, "rferl"),
    "successor": _of(ID, "sputnik"),
    "since": _year,
    "until": _year,
    "years_source": _text,
    "timezone": _text,
    "home": _of(URL, "https://example.org/"),
    "listings": _each(URL, "https://example.org/news/"),
    "day_pages": _each(URL, "https://example.org/{yyyy}/{mm}/{dd}/"),
    "date_paths": _each(re.compile(r"\S+$"), "example.org/{yyyy}/{mm}/{dd}"),
    "print_only": _flag,
    "ambiguous": _others,
    "ambiguous_domains": _others,
    "preferred_for": _texts,
    "weak_name": _flag,
    "tier": _among(TIERS),
    "sources": _texts,
}
"""The fields of a record, in the order in which they are written, and how each is read."""


def line(data: dict[str, Any]) -> str:
    """The record as the registry's file writes it: its fields in order, on one line."""
    return json.dumps({key: data[key] for key in FIELDS if key in data}, ensure_ascii=False)
