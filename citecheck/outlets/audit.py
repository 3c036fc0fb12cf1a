"""What is wrong with files of outlets, beyond what keeps them from being read, and the repairs.

A file is held against the form of its records, against itself, the other files and the built-in registry.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.errors import DataFileError
from citecheck.model.diagnostic import Severity
from citecheck.near import suggestion
from citecheck.outlets import records
from citecheck.outlets.fold import fold
from citecheck.outlets.repairs import Fault, fault_of, plain, repaired
from citecheck.yamlfile import Reader, Value, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LEADING = ("parent", "successor")
SHARED = ("ambiguous", "ambiguous_domains")


class Entry(NamedTuple):
    """A line of a file, or a record of a YAML file."""

    line: str
    """As the file should have it."""
    value: Value | None = None
    """As it stands; None for a line that can't be read."""
    data: Mapping[str, Any] = {}
    """What can be read of it, repaired."""

    @property
    def id(self) -> str | None:
        """Its id; None where it has none that can be read."""
        return self.data.get("id")


class Audited(NamedTuple):
    """A file, and what there is to say of it."""

    path: str
    text: str
    entries: list[Entry]
    faults: list[Fault]

    def mended(self) -> str:
        """The text with all repairs made: sorted, each record on one line as the registry writes it.

        A line that can't be read stays behind the one that it follows. YAML is left as it is.
        """
        if not records.is_lines(self.path) or not self.entries:
            return self.text
        key, keyed = "", []
        for entry in self.entries:
            key = entry.id or key
            keyed.append((key, entry.line))
        return "".join(f"{line}\n" for _, line in sorted(keyed, key=lambda one: one[0]))


class Known(NamedTuple):
    """All records there are: the built-in ones, and those of the files over them."""

    records: dict[str, dict[str, Any]]
    names: Mapping[str, set[str]]
    """Folded names, and the ids of the records that can be found by them."""
    domains: Mapping[str, set[str]]


def audit(paths: Sequence[str], builtin: Sequence[Mapping[str, Any]]) -> list[Audited]:
    """What is wrong with each of these files; `builtin` has the records that they lie over.

    Raises DataFileError for a file that is none of records as a whole.
    """
    files = [_read(path) for path in paths]
    known = _known(builtin, [entry.data for file in files for entry in file.entries])
    first: dict[str, str] = {}
    builtin_ids = {str(record["id"]) for record in builtin}
    for file in files:
        preferred: dict[str, str] = {}
        before = ""
        for entry in file.entries:
            if entry.value is None or entry.id is None:
                continue
            at = places(entry.value)
            faults = [*_twice(file.path, entry.id, at["id"], first), *_against(entry, known, preferred, at)]
            if entry.id not in builtin_ids and "name" not in entry.value.keys:
                faults.append(fault_of(at[""], "form", f"the record {shown(entry.id)} has no 'name'"))
            if records.is_lines(file.path) and entry.id < before:
                told = f"{shown(entry.id)} stands behind {shown(before)}; records are sorted by 'id'"
                faults.append(fault_of(at["id"], "order", told, Severity.WARNING, mended=True))
            before = entry.id
            file.faults.extend(faults)
        if file.text != file.mended() and not any(one.mended for one in file.faults):
            told = "blank lines, a byte-order mark, other line ends than a line feed, or none at the end"
            file.faults.append(fault_of("1:1", "format", told, Severity.WARNING, mended=True))
        file.faults.sort(key=lambda one: (one.line, one.column))
    return files


def _read(path: str) -> Audited:
    text = records.text_of(path)
    lines = text.removeprefix("\ufeff").split("\n")
    is_lines = records.is_lines(path)
    reader = Reader(path)
    found = Audited(path, text, [], [])
    numbered = (number for number, line in enumerate(lines) if line.strip())
    for value in records.values(path, text):
        line = lines[next(numbered)].rstrip("\r") if is_lines else ""
        if isinstance(value, DataFileError):
            found.entries.append(Entry(line))
            found.faults.append(fault_of(value.where, "form", value.message))
            continue
        entry, faults = _entry(reader, value, line if is_lines else None)
        found.entries.append(entry)
        found.faults.extend(faults if is_lines else (one._replace(mended=False) for one in faults))
    return found


def _entry(reader: Reader, value: Value, line: str | None) -> tuple[Entry, list[Fault]]:
    """A record with what its own fields have wrong; `line` is None in YAML, which has no form of its own."""
    if not isinstance(value.data, dict):
        told = f"a record is a mapping with 'id', 'name' and so on; this is {shown(value.data)}"
        return Entry(line or ""), [fault_of(value.where, "form", told)]
    faults: list[Fault] = []
    data, written = {}, {}
    for key, one in value.data.items():
        if key not in records.FIELDS:
            hint = suggestion(key, records.FIELDS) or "; a record has no such field"
            faults.append(fault_of(value.keys[key], "form", f"unknown key {shown(key)}{hint}"))
            written[key] = plain(one)
            continue
        better = repaired(key, one, value, faults)
        if better is None:
            continue
        try:
            data[key] = written[key] = records.FIELDS[key](reader, better, f"'{key}'")
        except DataFileError as error:
            written[key] = plain(better)
            faults.append(fault_of(error.where, "form", error.message))
    if "id" not in value.data:
        faults.append(fault_of(value.where, "form", "this record has no 'id'"))
    since, until = data.get("since"), data.get("until")
    if since is not None and until is not None and since > until:
        told = f"'until' is {until}, before 'since', {since}"
        faults.append(fault_of(value.data["until"].where, "years", told))
    if line is not None:
        faults.extend(_form(value, line))
    return Entry(records.line(written), value, data), faults


def _form(value: Value, line: str) -> Iterator[Fault]:
    """A line that isn't written as the registry's file writes its lines."""
    keys = list(value.keys)
    if keys != records.ordered(keys):
        wrong = next(key for key, wanted in zip(keys, records.ordered(keys), strict=True) if key != wanted)
        told = f"{shown(wrong)} stands too early; the order is {', '.join(records.ordered(keys))}"
        yield fault_of(value.keys[wrong], "format", told, Severity.WARNING, mended=True)
    elif line != records.line(plain(value)):
        told = "spaces or escapes are not as the registry writes them"
        yield fault_of(value.where, "format", told, Severity.WARNING, mended=True)


def _known(builtin: Iterable[Mapping[str, Any]], added: Iterable[Mapping[str, Any]]) -> Known:
    whole: dict[str, dict[str, Any]] = {record["id"]: dict(record) for record in builtin}
    for record in added:
        if "id" in record:
            whole[record["id"]] = records.laid_over(whole.get(record["id"], {}), record)
    names: dict[str, set[str]] = defaultdict(set)
    domains: dict[str, set[str]] = defaultdict(set)
    for key, record in whole.items():
        for name in () if record.get("weak_name") else _names(record):
            names[fold(name)].add(key)
        for domain in record.get("domains", ()):
            domains[fold(domain)].add(key)
    return Known(whole, names, domains)


def _names(record: Mapping[str, Any]) -> list[str]:
    return [*([record["name"]] if "name" in record else []), *record.get("aliases", ())]


def places(value: Value) -> dict[str, str]:
    """Where each field stands, and each item of a list or mapping, as `aliases.TASS`; '' is the record."""
    assert isinstance(value.data, dict)
    found = {"": value.where, **value.keys}
    for key, one in value.data.items():
        if isinstance(one.data, list):
            found |= {f"{key}.{item.data}": item.where for item in one.data}
        elif isinstance(one.data, dict):
            found |= {f"{key}.{name}": where for name, where in one.keys.items()}
        else:
            found[key] = one.where
    return found


def _twice(path: str, outlet_id: str, where: str, first: dict[str, str]) -> Iterator[Fault]:
    place = f"{path}:{where.partition(':')[0]}"
    if (earlier := first.setdefault(outlet_id, place)) != place:
        yield fault_of(where, "id", f"the id {shown(outlet_id)} stands twice; the first is at {earlier}")


def _against(entry: Entry, known: Known, preferred: dict[str, str], at: Mapping[str, str]) -> Iterator[Fault]:
    """What is wrong with a record among the others."""
    whole = known.records[str(entry.id)]
    yield from _shared(entry, whole, known, at)
    yield from _strange(entry.data, whole, at)
    for name in entry.data.get("preferred_for", ()):
        if (other := preferred.setdefault(fold(name), str(entry.id))) != entry.id:
            told = f"{shown(name)} is already preferred for {shown(other)}; it can be so for one record only"
            yield fault_of(at.get(f"preferred_for.{name}", at["preferred_for"]), "preferred_for", told)
    for key, where, outlet_id in ids_in(entry.data, at):
        if outlet_id == entry.id:
            yield fault_of(where, key, f"'{key}' names the record itself")
        elif outlet_id not in known.records:
            hint = suggestion(outlet_id, known.records)
            yield fault_of(where, key, f"'{key}' names {shown(outlet_id)}, an id that no record has{hint}")


def _shared(entry: Entry, whole: Mapping[str, Any], known: Known, at: Mapping[str, str]) -> Iterator[Fault]:
    """Names and domains that others have, too, without a word about it."""
    favoured = {fold(name) for name in whole.get("preferred_for", ())}
    names = [] if whole.get("weak_name") else [one for one in _names(entry.data) if fold(one) not in favoured]
    for key, what, field, held, listed in (
        ("ambiguous", "name", "aliases", known.names, names),
        ("ambiguous_domains", "domain", "domains", known.domains, entry.data.get("domains", ())),
    ):
        marked = {fold(one): ids for one, ids in whole.get(key, {}).items()}
        for one in listed:
            if others := sorted(held[fold(one)] - {str(entry.id), *marked.get(fold(one), ())}):
                told = f"{shown(one)} is a {what} of {' and '.join(others)}, too"
                told += f"; say so with '{key}': {json.dumps({one: others}, ensure_ascii=False)}"
                where = at.get(f"{field}.{one}", at.get("name" if what == "name" else field, at[""]))
                yield fault_of(where, "shared", told)


def _strange(data: Mapping[str, Any], whole: Mapping[str, Any], at: Mapping[str, str]) -> Iterator[Fault]:
    """Names and domains of which fields speak, though the record doesn't have them."""
    domains = whole.get("domains", ())
    for key, what, listed in (
        ("alias_years", "name", [*_names(whole), *domains]),
        ("ambiguous", "name", _names(whole)),
        ("preferred_for", "name", _names(whole)),
        ("domain_years", "domain", domains),
        ("ambiguous_domains", "domain", domains),
    ):
        for name in data.get(key, ()):
            if fold(name) not in map(fold, listed):
                told = f"'{key}' speaks of {shown(name)}, which is no {what} of this record"
                yield fault_of(at.get(f"{key}.{name}", at[key]), key, told + suggestion(name, listed))


def ids_in(data: Mapping[str, Any], at: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Key, place and id wherever a record names another."""
    for key in LEADING:
        if key in data:
            yield key, at[key], data[key]
    for key in SHARED:
        for name, ids in data.get(key, {}).items():
            for outlet_id in ids:
                yield key, at.get(f"{key}.{name}", at[key]), outlet_id
