"""The configuration: what a file says about which rules run, on which articles, and how."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.config.find import candidates
from citecheck.cover.options import Narrative, Reach
from citecheck.discover import display
from citecheck.errors import DataFileError, UsageError, place
from citecheck.model.diagnostic import Severity
from citecheck.textfile import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from citecheck.model.archive import Archive
    from citecheck.rules.suppress import Suppression
    from citecheck.yamlfile import Value

MOST_JOBS = 256
"""Processes that may be asked for."""
YAML, TOML = (".yaml", ".yml"), (".toml",)


class OutletFile(NamedTuple):
    """A file of own outlets, read."""

    path: str
    """As the configuration names it."""
    records: tuple[str, ...]
    """Lines of JSON."""


class Own(NamedTuple):
    """The publication whose articles are checked."""

    names: tuple[str, ...] = ()
    """As the configuration has them."""
    ids: tuple[str, ...] = ()
    """Of their records."""
    articles: str | None = None
    """The folder, or the index, of its earlier articles, as the configuration names it."""


class Config(NamedTuple):
    """What a configuration says, and the default of each key where it is silent.

    What the keys mean: citecheck/config/keys.py.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, Severity], ...] = ()
    exclude: tuple[str, ...] = ()
    published: date | None = None
    jobs: int | None = None
    fail_on: Severity = Severity.ERROR
    outlets: tuple[OutletFile, ...] = ()
    own: Own | None = None
    prefer: tuple[tuple[str, str], ...] = ()
    spelling: tuple[tuple[str, str], ...] = ()
    suppress: tuple[Suppression, ...] = ()
    baseline: str | None = None
    reach: Reach = Reach.PASSAGE
    language: str | None = None
    coverage: str = "auto"
    narrative: Narrative = Narrative.FULL
    archives: tuple[Archive, ...] = ()
    contact: str | None = None
    file: str | None = None
    """The configuration file, as messages name it."""
    folder: str = "."
    """Where its paths and patterns start from; the current folder where there is no file."""
    places: tuple[tuple[str, str], ...] = ()
    """Each key that the file has, and where: `citecheck.yaml:3:1`."""

    @property
    def records(self) -> tuple[str, ...]:
        """The records of all `outlets`, as lines of JSON."""
        return tuple(line for file in self.outlets for line in file.records)

    def path(self, name: str) -> str:
        """A file that the configuration names, or that lies beside it, seen from the current folder."""
        return display(os.path.join(self.folder, name))


DEFAULTS = Config()


def load(paths: Sequence[str] = (), file: str | None = None, isolated: bool = False) -> Config:
    """The configuration in `file`, or the nearest that applies to all of `paths`; DEFAULTS without one.

    Raises DataFileError for the first fault in the file, UsageError where it can be none by its name.
    """
    if isolated and file is not None:
        raise UsageError("--isolated reads no configuration, and --config names one; give one of the two")
    if isolated:
        return DEFAULTS
    for path in candidates(paths) if file is None else [file]:
        whole = _read(path)
        if whole is not None:
            return _config(display(path), whole, os.path.dirname(path) or ".")
        if file is not None:
            raise DataFileError(display(path), "", "no table [tool.citecheck] is here")
    return DEFAULTS


def _read(path: str) -> Value | None:
    """The file's values; None for a pyproject.toml that has none for us."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in YAML + TOML:
        raise UsageError(f"{path}: a configuration is a file that ends in .yaml, .yml or .toml")
    name = display(path)
    text = text_of(name)
    if suffix in YAML:
        from citecheck import yamlfile

        return yamlfile.load(name, text)
    from citecheck.config import toml

    return toml.load(name, text)


def _config(name: str, whole: Value, folder: str) -> Config:
    from citecheck.config.keys import KEYS
    from citecheck.config.values import ConfigReader

    reader = ConfigReader(name)
    fields = {} if whole.data is None else reader.mapping(whole, tuple(KEYS), "a configuration")
    values: dict[str, Any] = {}
    for key in sorted(fields, key=lambda one: one != "outlets"):  # whose ids the others may name
        values[key.replace("-", "_")] = KEYS[key].read(reader, fields[key], f"'{key}'")
        if key == "outlets":
            reader.own = tuple(line for file in values[key] for line in file.records)
    places = tuple((key, place(name, where)) for key, where in whole.keys.items())
    return Config(**values, file=name, folder=folder, places=places)
