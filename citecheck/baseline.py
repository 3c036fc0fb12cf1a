"""What was wrong already: diagnostics recorded by content, so that old articles don't block new ones.

An entry is a code, what the diagnostic points at, and the words around it. A diagnostic is known where all of
this is the same, wherever in the file it stands now; failing that, where code and place say the same and the
words around were edited. Each entry speaks for one diagnostic.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from citecheck.report.rows import Row

NAME = ".citecheck-baseline.json"
VERSION = 1
ANEW = "delete it and run citecheck baseline"
NEAR = 40
"""Characters on each side that are remembered."""


class Entry(NamedTuple):
    """One known diagnostic."""

    path: str
    """From the baseline's folder, with forward slashes."""
    article: str | None
    code: str
    text: str
    """What the diagnostic points at, its white space made single spaces."""
    near: str
    """The same with the words around it."""


class Baseline(NamedTuple):
    """A baseline file, as read."""

    path: str
    """Of the file itself."""
    entries: Mapping[tuple[str, str | None], tuple[Entry, ...]] = {}
    """By file and record."""

    def place(self, path: str) -> str:
        """How a checked file is called here."""
        return relative(path, self.path)

    def real(self, place: str) -> str:
        """Where the file that is called so here should be."""
        return os.path.join(os.path.dirname(self.path), place)

    def split(self, rows: Sequence[Row]) -> tuple[list[Row], list[Entry]]:
        """The rows of one article that are new, and the entries that the others match."""
        if not rows or not self.entries:
            return list(rows), []
        place = self.place(rows[0].path)
        known = Counter(self.entries.get((place, rows[0].article), ()))
        if not known:
            return list(rows), []
        wanted = [(row, entry(row, place)) for row in rows]
        matched: list[Entry] = []
        edited = []
        for row, one in wanted:
            if known[one]:
                known[one] -= 1
                matched.append(one)
            else:
                edited.append((row, one))
        left: dict[tuple[str, str], list[Entry]] = {}
        for one in known.elements():
            left.setdefault((one.code, one.text), []).append(one)
        new = []
        for row, one in edited:
            if same := left.get((one.code, one.text)):
                matched.append(same.pop())
            else:
                new.append(row)
        return new, matched

    def gone(
        self, matched: Sequence[Entry], read: Sequence[str], folders: Sequence[str], codes: Container[str]
    ) -> int:
        """How many entries say what is no longer so, `matched` being those that were found again.

        Only what the run could see counts: entries of rules in `codes`, and of a file that was `read` to its
        end or that is no longer in one of `folders`.
        """
        files = {os.path.abspath(self.real(place)): place for place, _ in self.entries}
        here = set(map(os.path.abspath, read))
        tops = tuple(os.path.join(os.path.abspath(folder), "") for folder in folders)
        seen = {
            place
            for file, place in files.items()
            if file in here or (file.startswith(tops) and not os.path.lexists(file))
        }
        known = [one for group in self.entries.values() for one in group if one.code in codes]
        return sum(one.path in seen for one in known) - sum(one.path in seen for one in matched)


def entry(row: Row, place: str) -> Entry:
    """What a baseline remembers of a diagnostic."""
    end = row.offset + max(row.end - row.start, 0)
    near = row.source[max(0, row.offset - NEAR) : end + NEAR]
    return Entry(place, row.article, row.code, _folded(row.raw), _folded(near))


def relative(path: str, file: str) -> str:
    """A path seen from the folder of the baseline file, with forward slashes."""
    folder = os.path.dirname(os.path.abspath(file))
    try:
        return os.path.relpath(path, folder).replace(os.sep, "/")
    except ValueError:  # on another drive
        return os.path.abspath(path).replace(os.sep, "/")


def load(path: str) -> tuple[Entry, ...]:
    """The entries of a file; raises DataFileError for one that isn't there or can't be used."""
    shown = path.replace(os.sep, "/")
    try:
        with open(path, encoding="utf-8-sig") as file:
            whole = json.load(file)
    except OSError as error:
        raise DataFileError(shown, "", f"can't be read: {error.strerror}") from None
    except json.JSONDecodeError as error:
        raise DataFileError(
            shown,
            f"{error.lineno}:{error.colno}",
            f"not JSON: {error.msg}; mend it, or {ANEW}",
        ) from None
    except (UnicodeDecodeError, RecursionError):
        raise DataFileError(shown, "", f"not a baseline; {ANEW}") from None
    if not isinstance(whole, dict) or whole.get("version") != VERSION:
        raise DataFileError(shown, "", f"not a baseline of version {VERSION}; {ANEW}")
    listed = whole.get("diagnostics", [])
    return tuple(_entry(shown, number, one) for number, one in enumerate(listed, 1))


def of(path: str, entries: Iterable[Entry]) -> Baseline:
    """The baseline of these entries."""
    grouped: dict[tuple[str, str | None], list[Entry]] = {}
    for one in entries:
        grouped.setdefault((one.path, one.article), []).append(one)
    return Baseline(path, {key: tuple(group) for key, group in grouped.items()})


def dumps(entries: Iterable[Entry]) -> str:
    """The baseline file of these entries: one a line, so that a diff can be read and merged."""
    ordered = sorted(entries, key=lambda one: (one.path, one.article or "", one.code, one.near, one.text))
    lines = [json.dumps(one._asdict(), ensure_ascii=False) for one in ordered]
    listed = ",\n".join(lines)
    return f'{{"version": {VERSION}, "diagnostics": [\n{listed}\n]}}\n'


def _entry(path: str, number: int, value: Any) -> Entry:
    fields: dict[str, Any] = value if isinstance(value, dict) else {}
    texts = [fields.get(name) for name in Entry._fields if name != "article"]
    if not all(isinstance(text, str) for text in texts) or not isinstance(fields.get("article"), str | None):
        raise DataFileError(
            path,
            "",
            f"entry {number} has not the five fields {', '.join(Entry._fields)}; {ANEW}",
        )
    return Entry(*(fields[name] for name in Entry._fields))


def _folded(text: str) -> str:
    return " ".join(text.split())
