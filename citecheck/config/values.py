"""How the values of a configuration are read: what each must be, and what is said of one that isn't.

A function gives the field of Config. It takes what messages call the value, `'jobs'`, and raises
DataFileError with the place of the fault.
"""

from __future__ import annotations

import math
import os
import re
from typing import TYPE_CHECKING

from citecheck.config import MOST_JOBS, OutletFile, Own
from citecheck.cover.options import LANGUAGES, Narrative, Reach
from citecheck.errors import UsageError
from citecheck.model.diagnostic import Severity
from citecheck.rules.load import builtin_rules
from citecheck.rules.select import unknown
from citecheck.rules.suppress import Suppression
from citecheck.yamlfile import Reader, shown

if TYPE_CHECKING:
    from datetime import date

    from citecheck.model.archive import Archive
    from citecheck.outlets.registry import Registry
    from citecheck.yamlfile import Value

SEVERITIES = [severity.value for severity in Severity]
NO_SEVERITIES = ("off", "none", "ignore", False)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BACKSLASH = re.compile(r"\\\w")
COVERAGE = ("auto", "always")
OWN = ("names", "articles")
ENTRY = ("code", "path", "text", "reason")
DIALECTS = ("wayback", "pywb")
MOST_CONNECTIONS = 32


class ConfigReader(Reader):
    """Reads a configuration's values, and knows the outlets that it brings along."""

    own: tuple[str, ...] = ()


def codes(reader: Reader, value: Value, what: str) -> tuple[str, ...]:
    """Codes in a list, or in a text with commas or spaces between them."""
    if isinstance(value.data, list):
        return tuple(code(reader, one, f"each of {what}") for one in value.data)
    text = reader.of_type(value, str, what, "a list of codes")
    found = text.replace(",", " ").split()
    if not found:
        raise reader.fault(value, f"{what} must name a rule; this is {shown(text)}")
    return tuple(_known(reader, value, one) for one in found)


def code(reader: Reader, value: Value, what: str) -> str:
    """A code, prefix or name that fits a rule, or ALL."""
    return _known(reader, value, reader.text(value, what))


def severities(reader: Reader, value: Value, what: str) -> tuple[tuple[str, Severity], ...]:
    """Codes with a severity each; no rule twice under different names."""
    given: dict[str, str] = {}
    found = []
    for key, one in _pairs(reader, value, what, "codes, each with a severity").items():
        at = one._replace(data=key, where=value.keys[key])
        chosen = code(reader, at, "a code")
        same = next((rule.code for rule in builtin_rules() if rule.name == chosen.lower()), chosen.upper())
        if same in given:
            raise reader.fault(at, f"{shown(key)} and {shown(given[same])} are the same; keep one of them")
        if one.data in NO_SEVERITIES:
            told = f"a severity can't be {shown(one.data)}; to leave a rule out, list it under 'ignore'"
            raise reader.fault(one, told)
        given[same] = key
        found.append((chosen, severity(reader, one, "a severity")))
    return tuple(found)


def severity(reader: Reader, value: Value, what: str) -> Severity:
    """One of the three."""
    return Severity(reader.one_of(value, SEVERITIES, what))


def patterns(reader: Reader, value: Value, what: str) -> tuple[str, ...]:
    """Patterns in a list, or one as a text."""
    if isinstance(value.data, list):
        return tuple(pattern(reader, one, f"each of {what}") for one in value.data)
    reader.of_type(value, str, what, "a list of patterns")
    return (pattern(reader, value, what),)


def pattern(reader: Reader, value: Value, what: str) -> str:
    """A pattern as .gitignore has them, and one that can match."""
    from citecheck import discover
    from citecheck.errors import UsageError

    reader.text(value, what)
    text = str(value.data)  # its spaces, too
    if text.startswith("#"):
        raise reader.fault(
            value, f"{shown(text)} is a comment in a .gitignore; write {shown(chr(92) + text)}"
        )
    if BACKSLASH.search(text):
        raise reader.fault(value, f"{shown(text)} matches nothing; write '/' between folders")
    if any(part in (".", "..") for part in text.lstrip("!").split("/")):
        told = f"{shown(text)} matches nothing; start from the folder of this file, without './' and '../'"
        raise reader.fault(value, told)
    try:
        discover.patterns([text])
    except UsageError as error:
        raise reader.fault(value, str(error)) from None
    return text


def day(reader: Reader, value: Value, what: str) -> date:
    """A day in the years that articles have; TOML has days of its own."""
    from datetime import date

    from citecheck.model.document import OLDEST, YOUNGEST

    found = value.data
    if isinstance(found, str) and DAY.fullmatch(found):
        try:
            found = date.fromisoformat(found)
        except ValueError:
            raise reader.fault(value, f"{what} can't be {shown(found)}; no calendar has that day") from None
    if type(found) is not date:
        raise reader.fault(value, f"{what} must be a day, written as 2020-09-11; this is {shown(found)}")
    if not OLDEST <= found.year <= YOUNGEST:
        raise reader.fault(value, f"{what} must lie in the years {OLDEST} to {YOUNGEST}; this is {found}")
    return found


def jobs(reader: Reader, value: Value, what: str) -> int:
    """A number of processes."""
    like = f"a whole number from 1 to {MOST_JOBS}"
    if isinstance(value.data, float) and value.data.is_integer():  # as JSON Schema sees it
        value = value._replace(data=int(value.data))
    number: int = reader.of_type(value, int, what, like)
    if not 1 <= number <= MOST_JOBS:
        raise reader.fault(value, f"{what} must be {like}; this is {number}")
    return number


def outlets(reader: Reader, value: Value, what: str) -> tuple[OutletFile, ...]:
    """Files of records in a list, or one as a text; raises DataFileError for a fault in one of them, too."""
    from citecheck.outlets import records
    from citecheck.outlets.own import read_own

    listed = value.data if isinstance(value.data, list) else [value]
    names = [reader.text(one, f"each of {what}") for one in listed]
    paths = [_there(reader, one, name, "file") for one, name in zip(listed, names, strict=True)]
    files = read_own(paths) if paths else []
    return tuple(
        OutletFile(name, tuple(records.line(record.data) for record in file))
        for name, file in zip(names, files, strict=True)
    )


def _there(reader: Reader, value: Value, name: str, what: str) -> str:
    """The path of a file that the configuration names, seen from the current folder."""
    from citecheck.discover import display

    path = display(os.path.join(os.path.dirname(reader.path), name))
    if not os.path.exists(path):
        raise reader.fault(value, f"{path}: no such {what}")
    return path


def own(reader: ConfigReader, value: Value, what: str) -> Own:
    """The publication's names or ids, and where its earlier articles are."""
    from citecheck.outlets.registry import Registry

    fields = reader.mapping(value, OWN, what)
    articles = reader.text(fields["articles"], "'articles'") if "articles" in fields else None
    if articles is not None:
        path = _there(reader, fields["articles"], articles, "file or folder")
        if not os.path.isdir(path) and not path.endswith((".jsonl", ".ndjson")):
            told = f"'articles' is a folder, or an index in JSON Lines that ends in .jsonl; this is {path}"
            raise reader.fault(fields["articles"], told)
    registry = Registry(own=reader.own)
    listed = reader.of_type(fields["names"], list, "'names'", "a list of names") if "names" in fields else []
    names = tuple(reader.text(one, "each of 'names'") for one in listed)
    ids = tuple(_named(reader, one, name, registry) for one, name in zip(listed, names, strict=True))
    return Own(names, ids, articles)


def _named(reader: Reader, value: Value, name: str, registry: Registry) -> str:
    """The id of the one outlet that has this name or id."""
    if registry.has(name):
        return name
    found = registry.find(name).ids
    if len(found) == 1:
        return found[0]
    told = f"{shown(name)} may be {' or '.join(found)}; give the id"
    if not found:
        told = f"no outlet is known as {shown(name)}; add a record of it to a file that 'outlets' names"
    raise reader.fault(value, told)


def names(reader: ConfigReader, value: Value, what: str) -> tuple[tuple[str, str], ...]:
    """Names with the id of a record each; no name twice in different spellings."""
    from citecheck.outlets.fold import fold
    from citecheck.outlets.registry import Registry

    registry = Registry(own=reader.own)
    given: dict[str, str] = {}
    found = []
    for key, one in _pairs(reader, value, what, "names of outlets, each with an id of the registry").items():
        at = one._replace(data=key, where=value.keys[key])
        name = reader.text(at, "the name of an outlet")
        same = given.setdefault(fold(name), name)
        if same is not name:
            raise reader.fault(at, f"{shown(name)} and {shown(same)} are one name; keep one of them")
        found.append((name, _outlet(reader, one, registry)))
    return tuple(found)


def spellings(reader: ConfigReader, value: Value, what: str) -> tuple[tuple[str, str], ...]:
    """Ids of the registry with a name each, one that the outlet has."""
    from citecheck.outlets.registry import Registry

    registry = Registry(own=reader.own)
    found = []
    for key, one in _pairs(reader, value, what, "ids of the registry, each with a name").items():
        outlet_id = _outlet(reader, one._replace(data=key, where=value.keys[key]), registry)
        name = reader.text(one, "the name of an outlet")
        known = registry.listed(name)
        if outlet_id not in (*known.ids, *known.rivals):
            told = f"{shown(name)} is no name of {outlet_id}; citecheck would take it for another outlet"
            raise reader.fault(one, told)
        found.append((outlet_id, name))
    return tuple(found)


def suppressions(reader: Reader, value: Value, what: str) -> tuple[Suppression, ...]:
    """Entries that name a rule and where it is to be silent."""
    like = "a list of entries, each with 'code' and with 'path' or 'text'"
    entries: list[Value] = reader.of_type(value, list, what, like)
    return tuple(_suppression(reader, one) for one in entries)


def reach(reader: Reader, value: Value, what: str) -> Reach:
    """How far a citation backs."""
    return Reach(reader.one_of(value, [one.value for one in Reach], what))


def narrative(reader: Reader, value: Value, what: str) -> Narrative:
    """What a source named in the sentence is worth."""
    return Narrative(reader.one_of(value, [one.value for one in Narrative], what))


def language(reader: Reader, value: Value, what: str) -> str:
    """A language that has cues."""
    return reader.one_of(value, LANGUAGES, what)


def coverage(reader: Reader, value: Value, what: str) -> str:
    """Which articles must have sources."""
    return reader.one_of(value, COVERAGE, what)


def archives(reader: Reader, value: Value, what: str) -> tuple[Archive, ...]:
    """Web archives, each with its address and perhaps how it may be asked."""
    entries: list[Value] = reader.of_type(value, list, what, "a list of archives, each with a 'base'")
    found = tuple(_archive(reader, one) for one in entries)
    for at, entry in enumerate(found):
        if entry.base in (one.base for one in found[:at]):
            raise reader.fault(entries[at], f"{shown(entry.base)} stands here twice; keep one of them")
    return found


def contact(reader: Reader, value: Value, what: str) -> str:
    """An address by which a person can be reached."""
    return reader.text(value, what)


def file(reader: Reader, value: Value, what: str) -> str:
    """The path of a file."""
    return reader.text(value, what)


def _archive(reader: Reader, value: Value) -> Archive:
    from citecheck.model.archive import Archive, Dialect, base_of  # only where archives are named

    fields = reader.mapping(value, Archive._fields, "an entry of 'archives'")
    if "base" not in fields:
        raise reader.fault(value, "this entry has no 'base', the address of the archive")
    try:
        base = base_of(reader.text(fields["base"], "'base'"))
    except UsageError as error:
        raise reader.fault(fields["base"], str(error)) from None
    dialect = reader.one_of(fields["dialect"], DIALECTS, "'dialect'") if "dialect" in fields else None
    per_minute, per_second = (
        _number(reader, fields[key], f"'{key}'", float) if key in fields else None
        for key in ("index_per_minute", "playback_per_second")
    )
    found = Archive(base, Dialect(dialect) if dialect else None, per_minute, per_second)
    if "connections" in fields:
        found = found._replace(connections=int(_number(reader, fields["connections"], "'connections'", int)))
    return found


def _number(reader: Reader, value: Value, what: str, kind: type) -> float:
    """A rate above 0, or a number of connections."""
    most = f" from 1 to {MOST_CONNECTIONS}" if kind is int else " above 0"
    like = f"a {'whole ' if kind is int else ''}number{most}"
    number = value.data
    if (kind is float and type(number) is int) or (kind is int and type(number) is float and number % 1 == 0):
        value = value._replace(data=kind(number))  # as JSON Schema sees it
    found: float = reader.of_type(value, kind, what, like)
    if not 0 < found < math.inf or (kind is int and found > MOST_CONNECTIONS):
        raise reader.fault(value, f"{what} must be {like}; this is {found}")
    return found


def _suppression(reader: Reader, value: Value) -> Suppression:
    fields = reader.mapping(value, ENTRY, "an entry of 'suppress'")
    if "code" not in fields:
        raise reader.fault(value, "this entry has no 'code'; ALL stands for every rule")
    chosen = code(reader, fields["code"], "'code'")
    if "path" not in fields and "text" not in fields:
        told = (
            f"this entry needs a 'path' or a 'text'; to be rid of {chosen} everywhere, list it under 'ignore'"
        )
        raise reader.fault(value, told)
    path = pattern(reader, fields["path"], "'path'") if "path" in fields else None
    if path and path.startswith("!"):
        raise reader.fault(fields["path"], f"{shown(path)} only takes back what a pattern before it says")
    text, reason = (reader.text(fields[k], f"'{k}'") if k in fields else None for k in ("text", "reason"))
    return Suppression(chosen, path, text, reason)


def _known(reader: Reader, value: Value, text: str) -> str:
    if trouble := unknown(builtin_rules(), text):
        raise reader.fault(value, trouble)
    return text


def _outlet(reader: Reader, value: Value, registry: Registry) -> str:
    """The id of a record."""
    outlet = reader.text(value, "the id of an outlet")
    if not registry.has(outlet):
        told = f"no outlet of the registry has the id {shown(outlet)}{registry.hint(outlet)}"
        raise reader.fault(value, told)
    return outlet


def _pairs(reader: Reader, value: Value, what: str, of: str) -> dict[str, Value]:
    """A mapping whose keys are the author's own."""
    pairs: dict[str, Value] = reader.of_type(value, dict, what, f"a mapping of {of}")
    return pairs
