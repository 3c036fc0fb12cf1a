"""Which files are meant by the paths a person gave: files, folders, globs, `-`.

A folder means the files in it that citecheck can read; hidden folders, what git ignores and what
`--exclude` names are left out. Links to folders are not followed, so no walk goes round in a circle.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import UsageError
from citecheck.model.document import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Ignores = Callable[[str, bool], bool | None]
    """Whether (path, is a folder) is left out; None where the patterns say nothing of it."""

FORMATS = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
}
READABLE = "citecheck reads .txt, .jsonl and .ndjson files (the last two also as .gz)"


class Source(NamedTuple):
    """One file to read."""

    path: str
    """As a person would name it, with forward slashes; `-` for standard input."""
    format: str
    """A value of FORMATS."""
    data: bytes | None = None
    """What standard input held; None for a file."""


class Found(NamedTuple):
    """What the given paths mean."""

    sources: tuple[Source, ...]
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    """For people: what was asked for and is empty."""


def discover(paths: Sequence[str], exclude: Sequence[str] = (), stdin_filename: str | None = None) -> Found:
    """The sources that `paths` mean, each once, in the order given and sorted within a folder.

    Raises UsageError for a path that isn't there, and for a pattern that can't be read.
    """
    excluded = _patterns(exclude) if exclude else None
    sources: dict[str, Source] = {}
    unreadable: list[Unreadable] = []
    notes: list[str] = []
    for given in paths or ["."]:
        if given == "-":
            if "-" in sources:
                continue
            name = stdin_filename or "-"
            sources["-"] = Source(name, format_of(name) or "text", sys.stdin.buffer.read())
            continue
        for path in _expand(given):
            if excluded and excluded(_relative(path), os.path.isdir(path)):
                continue
            if os.path.isdir(path):
                files = list(_walk(path, excluded, unreadable))
                if not files:
                    notes.append(f"{path}: nothing to check here; {READABLE}")
            else:
                files = [path]
            for file in files:
                name = display(file)
                trouble = _trouble(file)
                if trouble:
                    unreadable.append(Unreadable(name, trouble))
                else:
                    sources.setdefault(name, Source(name, format_of(file)))
    return Found(tuple(sources.values()), tuple(dict.fromkeys(unreadable)), tuple(notes))


def format_of(path: str) -> str:
    """How the file is read; '' when it can't be."""
    name = path.lower()
    return next((form for suffix, form in FORMATS.items() if name.endswith(suffix)), "")


def display(path: str) -> str:
    """The path as messages show it: without `./`, with forward slashes."""
    return os.path.normpath(path).replace(os.sep, "/")


def _relative(path: str) -> str:
    """The path from here, as patterns see it; one outside of here keeps its last name alone."""
    shown = os.path.relpath(path).replace(os.sep, "/")
    return os.path.basename(path) if shown.startswith("../") else shown


def _trouble(path: str) -> str | None:
    """Why a file can't be read; None when there is no reason to think so."""
    try:
        os.stat(path)
    except FileNotFoundError:
        return "a symbolic link to a file that isn't there"
    except OSError as error:
        looped = error.errno == errno.ELOOP or "symbolic link" in str(error).lower()
        return "a symbolic link that leads to itself" if looped else str(error.strerror)
    if not os.path.isfile(path):
        return "no file but a device, pipe or socket; pipe its text in with `-`"
    if not format_of(path):
        suffix = os.path.splitext(path)[1]
        what = f"{suffix} files can't be read" if suffix else "a file without an extension can't be read"
        return f"{what}; {READABLE}"
    return None


def _expand(given: str) -> list[str]:
    """The path itself, or what a glob matches."""
    if os.path.lexists(given):
        return [given]
    if any(mark in given for mark in "*?["):
        import glob

        if found := sorted(glob.glob(given, recursive=True)):
            return found
        raise UsageError(f"{given}: no file matches this pattern")
    raise UsageError(f"{given}: no such file or folder")


def _walk(top: str, excluded: Ignores | None, unreadable: list[Unreadable]) -> Iterator[str]:
    """The readable files below `top`, sorted; what git ignores and hidden folders left out."""
    top = os.path.join(top, "").rstrip(os.sep) or os.sep
    ignores: dict[str, list[tuple[str, Ignores]]] = {}

    def closed(error: OSError) -> None:
        unreadable.append(Unreadable(display(str(error.filename)), f"can't be read: {error.strerror}"))

    for folder, folders, files in os.walk(top, onerror=closed):
        above = ignores.get(os.path.dirname(folder)) if folder != top else _ignores_above(top)
        mine = list(above or ())
        if ".gitignore" in files:
            mine.append((folder, _gitignore(folder)))
        ignores[folder] = mine

        def left_out(
            name: str, is_folder: bool, at: str = folder, rules: list[tuple[str, Ignores]] = mine
        ) -> bool:
            path = os.path.join(at, name)
            if excluded and excluded(_relative(path), is_folder):
                return True
            verdicts = (rule(_below(root, path), is_folder) for root, rule in reversed(rules))
            return next((verdict for verdict in verdicts if verdict is not None), False)

        folders[:] = sorted(n for n in folders if not n.startswith(".") and not left_out(n, True))
        for name in sorted(files):
            if format_of(name) and not left_out(name, False):
                yield os.path.join(folder, name)


def _below(root: str, path: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _ignores_above(top: str) -> list[tuple[str, Ignores]]:
    """The .gitignore files of the folders above, up to the repository's root; () outside of one."""
    found, folder = [], os.path.abspath(top)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return []
        folder = parent
        if os.path.isfile(os.path.join(folder, ".gitignore")):
            found.append((folder, _gitignore(folder)))
    return found[::-1]


def _gitignore(folder: str) -> Ignores:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8-sig", errors="replace") as file:
            return _patterns([line for line in file.read().split("\n") if line.strip() not in ("!", "\\")])
    except OSError:
        return lambda path, is_folder: None


def _patterns(lines: Sequence[str]) -> Ignores:
    """The lines of a .gitignore as one question."""
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise UsageError(f"{', '.join(lines)}: not a pattern of the kind .gitignore has: {error}") from None
    return lambda path, is_folder: spec.check_file(path + "/" if is_folder else path).include
