"""Records to begin with, of the outlets of a corpus that the registry doesn't have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.outlets.registry import Registry


class Unknown(NamedTuple):
    """A mention of an outlet that no record has."""

    text: str
    site: str | None
    place: str
    """`a.txt:3:17`."""


class Draft(NamedTuple):
    """What a corpus tells of such an outlet."""

    record: dict[str, Any]
    mentions: int
    place: str
    """Of the first one."""
    near: str
    """The nearest outlet that is known, in case it is a slip; empty where none is near."""


def drafts(mentions: Iterable[Unknown], registry: Registry) -> list[Draft]:
    """A draft for each outlet, the most frequent first; domains and letter case make no other outlet.

    A town is none.
    """
    groups: dict[str, list[Unknown]] = {}
    for one in mentions:
        if registry.is_place(one.text):  # `(Lagos, August 6)` names no outlet
            continue
        groups.setdefault(one.site or fold(one.text), []).append(one)
    taken = set(registry.ids())
    found = []
    for group in sorted(groups.values(), key=lambda group: (-len(group), group[0].text)):
        first = group[0]
        record: dict[str, Any] = {"id": _id(first.text, taken), "name": " ".join(first.text.split())}
        if first.site:
            record["domains"] = [first.site]
        near = [f"near: '{one.name}' ({one.why})" for one in registry.suggest(first.text)[:1]]
        found.append(Draft(record, len(group), first.place, "".join(near)))
    return found


def _id(text: str, taken: set[str]) -> str:
    """An id made of the name, which no record has; it is taken then."""
    from anyascii import anyascii

    stem = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower().replace("'", "")).strip("-") or "outlet"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found
