"""What is wrong with a field of a record and can be put right without asking anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.model.diagnostic import Severity
from citecheck.outlets.domains import HOST, encoded
from citecheck.outlets.fold import fold
from citecheck.yamlfile import Value, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

DISTINCT = ("aliases", "domains", "languages", "preferred_for", "sources")
"""Lists in which nothing stands twice."""


class Fault(NamedTuple):
    """One thing that is wrong with a file of outlets."""

    line: int
    column: int
    severity: Severity
    kind: str
    """A word for it, such as `shared`; the field's name where it is wrong about other records."""
    message: str
    mended: bool = False
    """Whether it can be repaired without asking anybody."""


def fault_of(
    where: str, kind: str, message: str, severity: Severity = Severity.ERROR, mended: bool = False
) -> Fault:
    """The fault at a place, `12:3`; '' is the file as a whole."""
    line, _, column = (where or "1:1").partition(":")
    return Fault(int(line), int(column), severity, kind, message, mended)


def plain(value: Value) -> Any:
    """The data of a value, and of those in it, without their places."""
    if isinstance(value.data, list):
        return [plain(one) for one in value.data]
    if isinstance(value.data, dict):
        return {key: plain(one) for key, one in value.data.items()}
    return value.data


def repaired(key: str, value: Value, record: Value, faults: list[Fault]) -> Value | None:
    """A field put right as far as is safe, None for one to leave out; what was wrong goes to `faults`."""
    if value.data in (None, "", [], {}):
        told = f"'{key}' is empty; a field that isn't known is left out"
        faults.append(fault_of(record.keys[key], "empty", told, mended=True))
        return None
    if not isinstance(value.data, list):
        return value
    items = value.data
    if key == "domains":
        items = [_host(one, faults) for one in items]
    if key in DISTINCT:
        items = list(_distinct(key, items, record, faults))
    return value._replace(data=items) if items else None


def _host(value: Value, faults: list[Fault]) -> Value:
    """The bare host of a domain, as the registry writes it."""
    if not isinstance(value.data, str):
        return value
    match = HOST.match(value.data.strip().rstrip(".").casefold())
    host = encoded(match[1].removeprefix("www.")) if match else value.data
    if host != value.data:
        told = f"{shown(value.data)} is more than a host in small letters; write {shown(host)}"
        faults.append(fault_of(value.where, "host", told, mended=True))
    return value._replace(data=host)


def _distinct(key: str, items: list[Value], record: Value, faults: list[Fault]) -> Iterator[Value]:
    """The items without those that stand before, letter case and spaces aside, or are the record's name."""
    name = record.data.get("name") if isinstance(record.data, dict) else None
    seen = {fold(name.data): "name"} if key == "aliases" and name and isinstance(name.data, str) else {}
    for one in items:
        if not isinstance(one.data, str):
            yield one
            continue
        if earlier := seen.get(fold(one.data)):
            told = f"{shown(one.data)} stands twice in '{key}'; letter case makes no difference"
            if earlier == "name":
                told = f"{shown(one.data)} is the record's name already; letter case makes no difference"
            faults.append(fault_of(one.where, "twice", told, mended=True))
            continue
        seen[fold(one.data)] = key
        yield one
