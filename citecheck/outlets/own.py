"""A house's own records, as its configuration names them: read strictly, since other records hang on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import DataFileError
from citecheck.outlets import records
from citecheck.outlets.audit import ids_in, places
from citecheck.outlets.registry import Registry
from citecheck.yamlfile import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.outlets.records import Record


def read_own(paths: Sequence[str]) -> list[list[Record]]:
    """The records of each file; one with a built-in id adds to that record, any other is whole.

    Raises DataFileError for a file that can't be used, an id that stands twice, a record without a name,
    and an id of another record that isn't there.
    """
    files = [records.read(path) for path in paths]
    registry = Registry()
    first: dict[str, str] = {}
    for path, listed in zip(paths, files, strict=True):
        for record in listed:
            where = places(record.value)["id"]
            if record.id in first:
                told = f"the id {shown(record.id)} stands twice; the first is at {first[record.id]}"
                raise DataFileError(path, where, told)
            first[record.id] = f"{path}:{where.partition(':')[0]}"
            if "name" not in record.data and not _has(registry, record.id):
                raise DataFileError(path, where, f"the record {shown(record.id)} has no 'name'")
    for path, listed in zip(paths, files, strict=True):
        for record in listed:
            for key, where, outlet_id in ids_in(record.data, places(record.value)):
                if outlet_id not in first and not _has(registry, outlet_id):
                    told = f"'{key}' names {shown(outlet_id)}, an id that no record has"
                    raise DataFileError(path, where, told + registry.hint(outlet_id))
    return files


def _has(registry: Registry, outlet_id: str) -> bool:
    try:
        registry.record(outlet_id)
    except KeyError:
        return False
    return True
