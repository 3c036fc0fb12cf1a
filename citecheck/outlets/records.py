"""Records of outlets as files have them: what each field must be, and how a file of them is read.

A file is JSON Lines, one record a line, or YAML, a list of records. The built-in registry is of this form.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.errors import DataFileError
from citecheck.textfile import text_of
from citecheck.yamlfile import Reader, Value, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
DECODER = json.JSONDecoder()
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
    reader = Reader(path)
    found = []
    for value in values(path, text_of(path)):
        if isinstance(value, DataFileError):
            raise value
        found.append(_record(reader, value))
    return found


def is_lines(path: str) -> bool:
    """Whether a file is JSON Lines, and not YAML; raises DataFileError for any other."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in YAML + JSONL:
        raise DataFileError(path, "", "a file of outlets ends in .jsonl, .ndjson, .yaml or .yml")
    return suffix in JSONL


def values(path: str, text: str) -> Iterator[Value | DataFileError]:
    """What a file has as records, not yet read, and what is wrong with a line that has none.

    Raises DataFileError where the file as a whole is none of records.
    """
    if is_lines(path):
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield _of_line(path, line, number)
        return
    from citecheck.yamlfile import load

    whole = load(path, text)
    if whole.data is not None:
        yield from Reader(path).of_type(
            whole, list, "a file of outlets", "a list of records, each after a '-'"
        )


def _of_line(path: str, line: str, number: int) -> Value | DataFileError:
    try:
        json.dumps(json.loads(line), ensure_ascii=False).encode()
        return _placed(path, line, 0, number)[0]
    except json.JSONDecodeError as error:
        return DataFileError(
            path, f"{number}:{error.colno}", "not JSON: one record was expected on this line"
        )
    except UnicodeEncodeError:
        return DataFileError(path, f"{number}:1", "half a character, such as \\ud83d, is on this line")
    except (ValueError, RecursionError):
        return DataFileError(
            path, f"{number}:1", "not a record: a number in it is too long, or lists too deep"
        )
    except DataFileError as error:
        return error


def _placed(path: str, line: str, at: int, number: int) -> tuple[Value, int]:
    """The value of JSON, which it is, that begins at `at` or behind spaces, and where it ends."""
    at = _behind(line, at)
    where, opening = f"{number}:{at + 1}", line[at]
    if opening not in "[{":
        data, end = DECODER.raw_decode(line, at)
        return Value(data, where), end
    listed: list[Value] = []
    mapped: dict[str, Value] = {}
    keys: dict[str, str] = {}
    end = at
    while (end := _behind(line, end + 1)) and line[end] not in "]}":
        if opening == "{":
            start = end
            key, end = DECODER.raw_decode(line, start)
            if key in keys:
                raise DataFileError(path, f"{number}:{start + 1}", f"the key {shown(key)} stands twice")
            keys[key] = f"{number}:{start + 1}"
            mapped[key], end = _placed(path, line, _behind(line, end) + 1, number)
        else:
            one, end = _placed(path, line, end, number)
            listed.append(one)
        end = _behind(line, end)
        if line[end] != ",":
            break
    return Value(mapped if opening == "{" else listed, where, keys), end + 1


def _behind(line: str, at: int) -> int:
    while line[at] in " \t\r\n":
        at += 1
    return at


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
        first, last = (
            None if end.data is None else _year(reader, end, f"each of {what} of {shown(name)}")
            for end in ends
        )
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
    "accounts": _each(re.compile(r"[a-z0-9.-]+\.[a-z]+/[\w.-]+$"), "t.me/name"),
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
    return json.dumps({key: data[key] for key in ordered(data)}, ensure_ascii=False)


def ordered(keys: Iterable[str]) -> list[str]:
    """Keys of a record in the order of FIELDS; those that no record has come last."""
    places = {key: place for place, key in enumerate(FIELDS)}
    return sorted(keys, key=lambda key: places.get(key, len(places)))


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One record over another of the same id: lists and mappings are added to, other fields replaced."""
    whole = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(above[key], list):
            whole[key] = list(dict.fromkeys([*below[key], *above[key]]))
        elif isinstance(above[key], dict):
            whole[key] = {**below[key], **above[key]}
    return whole
