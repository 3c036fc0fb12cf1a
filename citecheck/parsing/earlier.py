"""The days on which a publication's earlier articles were published."""

from __future__ import annotations

import json
import os
from datetime import date
from typing import TYPE_CHECKING

from citecheck.discover import discover, format_of
from citecheck.errors import DataFileError
from citecheck.model.document import Unreadable
from citecheck.parsing.sections import day_of_name, sections
from citecheck.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.parsing.outlets import Knows

KEYS = ("date", "published")
"""What an index calls the day of an article."""


def days(path: str, registry: Knows) -> tuple[date, ...]:
    """The days, in their order, of the articles in a folder, or of an index: JSON Lines with a day each.

    A dated file name tells the day, else the article itself does; one that tells none, or that can't be
    read, has none. Raises DataFileError for a line of an index without a day.
    """
    found = _of_folder(path, registry) if os.path.isdir(path) else _of_index(path)
    return tuple(sorted(set(found)))


def _of_folder(path: str, registry: Knows) -> Iterator[date]:
    for source in discover([path]).sources:
        day = day_of_name(source.path) if format_of(source.path) == "text" else None
        if day:
            yield day
            continue
        for one in read(source):
            published = None if isinstance(one, Unreadable) else sections(one, registry).published
            if published:
                yield published


def _of_index(path: str) -> Iterator[date]:
    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = file.read().split("\n")
    except OSError as error:
        raise DataFileError(path, "", f"can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise DataFileError(path, "", "not UTF-8; save the file in this encoding") from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                record = json.loads(line)
                yield date.fromisoformat(next(record[key] for key in KEYS if key in record)[:10])
            except (ValueError, TypeError, KeyError, StopIteration, AttributeError):
                told = 'a record with a day was expected here, such as {"id": "142", "date": "2020-09-11"}'
                raise DataFileError(path, f"{number}:1", told) from None
