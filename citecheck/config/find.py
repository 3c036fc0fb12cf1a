"""Where a configuration may lie: in the folder of what is checked, or above it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from citecheck.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = ("citecheck.yaml", ".citecheck.yaml")
PYPROJECT = "pyproject.toml"
TABLE = rb"""(?m)\btool["']?\s*[.=][^\n]*\bcitecheck\b|^\s*\[\s*["']?tool["']?\s*]"""
"""What a pyproject.toml has somewhere when it has a table tool.citecheck; to parse each would cost more."""


def candidates(paths: Sequence[str]) -> Iterator[str]:
    """The files that may configure what is done with `paths`, the nearest first.

    A pyproject.toml among them may turn out not to. Raises DataFileError where a folder has two files of
    ours, and for a pyproject.toml that can't be opened.
    """
    for folder in _upward(common_folder(paths)):
        there = [path for name in NAMES if os.path.lexists(path := os.path.join(folder, name))]
        if len(there) > 1:
            raise DataFileError(_shown(there[0]), "", f"{NAMES[1]} is in this folder, too; keep one of them")
        if there:
            yield _shown(there[0])
        elif os.path.isfile(pyproject := os.path.join(folder, PYPROJECT)) and _may_have_table(pyproject):
            yield _shown(pyproject)


def common_folder(paths: Sequence[str]) -> str:
    """The deepest folder, absolute, that all of these files, folders and patterns lie in or are."""
    folders = {_nearest_folder(path) for path in paths} or {os.getcwd()}
    if len(folders) == 1:
        return folders.pop()
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on several drives
        return os.getcwd()


def _nearest_folder(path: str) -> str:
    """The path itself, or the nearest folder above that is there: of `news/*.txt` it is `news`."""
    folder = os.getcwd() if path == "-" else os.path.abspath(path)
    while not os.path.isdir(folder) and folder != os.path.dirname(folder):
        folder = os.path.dirname(folder)
    return folder


def _upward(folder: str) -> Iterator[str]:
    yield folder
    while (above := os.path.dirname(folder)) != folder:
        yield above
        folder = above


def _may_have_table(pyproject: str) -> bool:
    try:
        with open(pyproject, "rb") as file:
            return re.search(TABLE, file.read()) is not None
    except OSError as error:
        message = f"can't be read, so whether it configures citecheck is not known: {error.strerror}"
        raise DataFileError(_shown(pyproject), "", message) from None


def _shown(path: str) -> str:
    """An absolute path, relative where it leads straight down or up from the current folder."""
    here = os.path.join(os.getcwd(), "")
    folder = os.path.join(os.path.dirname(path), "")
    return os.path.relpath(path) if here.startswith(folder) or folder.startswith(here) else path
