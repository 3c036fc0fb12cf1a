"""Which files are meant by the paths a person gave: files, folders, globs, `-`.

A folder means the files in it that citecheck can read; hidden folders, what git ignores and what
`--exclude` or a configuration names are left out. Links to folders are not followed, so no walk goes
round in a circle. Tens of thousands of files are nothing unusual: each is looked at once, and what
hangs on its folder is worked out once for the folder.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import UsageError
from citecheck.model.document import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Ignores = Callable[[str, bool], bool | None]
    """Whether (path, is a folder) is left out; None where the patterns say nothing of it."""

FORMATS = {
    ".txt": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl",
    ".ndjson.gz": "jsonl",
}
SUFFIXES = tuple(FORMATS)
READABLE = "citecheck reads .txt, .jsonl and .ndjson files (the last two also as .gz)"
PLAIN_PATTERN = re.compile(r"/?\w[\w.-]*(?:/[\w.-]*\w)*/?")
"""A pattern without wildcards and other marks: the path of a file or folder."""
BY_NAME = attrgetter("name")


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


class _Rule(NamedTuple):
    """Patterns as they look from a folder."""

    ignores: Ignores
    root: str
    """The folder that the patterns start from."""
    prefix: str | None
    """The way from there, empty or with a slash at its end; None for a folder that lies outside."""


class _Folder(NamedTuple):
    """A folder on a walk."""

    path: str
    shown: str
    """What stands before the names of its files: empty, or with a slash at its end."""
    excluded: Sequence[_Rule]
    ignored: Sequence[_Rule]

    def below(self, name: str) -> _Folder:
        """A folder in this one."""
        path = os.path.join(self.path, name)
        return _Folder(path, f"{self.shown}{name}/", _below(self.excluded, path), _below(self.ignored, path))

    def leaves_out(self, name: str, is_folder: bool) -> bool:
        """Whether the rules name something in it."""
        return bool(_verdict(self.excluded, name, is_folder) or _verdict(self.ignored, name, is_folder))


def discover(
    paths: Sequence[str],
    exclude: Sequence[tuple[str, Sequence[str]]] = (),
    stdin_filename: str | None = None,
) -> Found:
    """The sources that `paths` mean, each once, in the order given and sorted within a folder.

    `exclude` has groups of patterns, each with the folder they start from; the last one that speaks of
    a path decides. Raises UsageError for a path that isn't there, and for a pattern that can't be read.
    """
    search = _Search([(os.path.abspath(root), patterns(lines)) for root, lines in exclude if lines])
    for given in paths or ["."]:
        if given == "-":
            search.standard_input(stdin_filename or "-")
            continue
        for path in _expand(given):
            search.given(path)
    unreadable = tuple(dict.fromkeys(search.unreadable))
    if not (search.sources or unreadable or search.notes):
        search.notes.append("all that was given is left out by 'exclude'")
    return Found(tuple(search.sources.values()), unreadable, tuple(search.notes))


def format_of(path: str) -> str:
    """How the file is read; '' when it can't be."""
    name = path.lower()
    form = FORMATS.get(name[name.rfind(".") :], "")
    if not form and name.endswith(SUFFIXES):
        form = next(form for suffix, form in FORMATS.items() if name.endswith(suffix))
    return form


def display(path: str) -> str:
    """The path as messages show it and as it is opened: without `./`, with forward slashes."""
    shown = os.path.normpath(path)
    if ".." in path and not _same(shown, path):
        shown = path  # `link/..` is not the folder that holds the link
    return shown.replace(os.sep, "/")


def patterns(lines: Sequence[str]) -> Ignores:
    """The lines of a .gitignore as one question.

    Plain names, as in `exclude: [drafts/]`, can only mean paths in which they stand; while none comes, the
    library isn't loaded, which would take longer than the check of a file.
    """
    if not all(map(PLAIN_PATTERN.fullmatch, lines)):
        return _patterns(lines)
    names = [line.strip("/") for line in lines]
    loaded = cache(lambda: _patterns(lines))
    return lambda path, is_folder: loaded()(path, is_folder) if any(name in path for name in names) else None


def _patterns(lines: Sequence[str]) -> Ignores:
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise UsageError(f"{', '.join(lines)}: not a pattern of the kind .gitignore has: {error}") from None
    return lambda path, is_folder: spec.check_file(path + "/" if is_folder else path).include


def matches(groups: Sequence[tuple[str, Ignores]], path: str, is_folder: bool) -> bool:
    """Whether patterns, each with the folder they start from, name a path; the last that knows it decides.

    They never mean the folder that they start from, nor one above; what lies elsewhere they know by name.
    """
    for root, ignores in reversed(groups):
        way = _way(root, path)
        if way == "." or (way is None and _way(path, root)):
            continue
        verdict = ignores(way or os.path.basename(os.path.abspath(path)), is_folder)
        if verdict is not None:
            return verdict
    return False


def nothing_there(path: str) -> UsageError:
    """The error about a path that isn't there, with the nearest name that is."""
    return UsageError(f"{path}: no such file or folder{_near(path)}")


class _Search:
    """What was found so far, and what is left out."""

    def __init__(self, exclude: Sequence[tuple[str, Ignores]]) -> None:
        self.exclude = exclude
        self.sources: dict[str, Source] = {}
        self.unreadable: list[Unreadable] = []
        self.notes: list[str] = []

    def standard_input(self, name: str) -> None:
        """Reads it, once."""
        if "-" not in self.sources:
            self.sources["-"] = Source(name, format_of(name) or "text", sys.stdin.buffer.read())

    def given(self, path: str) -> None:
        """Takes the file, or the files of the folder, that was given or that a glob matches."""
        is_folder = os.path.isdir(path)
        if matches(self.exclude, path, is_folder):
            return
        if is_folder:
            if not self._walk(path):
                self.notes.append(
                    f"{path}: nothing to check here; {READABLE}, and leaves out what git or 'exclude' does"
                )
        else:
            self._take(path, display(path))

    def _walk(self, top: str) -> bool:
        """Takes the readable files below `top`; whether there are any."""
        shown = "" if (name := display(top)) == "." else name.rstrip("/") + "/"
        excluded = [_Rule(ignores, root, _prefix(root, top)) for root, ignores in self.exclude]
        todo = [_Folder(top, shown, excluded, _ignores_above(top))]
        any_readable = False
        while todo:
            folder = todo.pop()
            try:
                with os.scandir(folder.path) as listing:
                    entries = sorted(listing, key=BY_NAME)
            except OSError as error:
                self.unreadable.append(Unreadable(display(folder.path), f"can't be read: {error.strerror}"))
                continue
            readable, folders = self._take_all(folder, entries)
            any_readable = any_readable or readable
            todo += reversed(folders)
        return any_readable

    def _take_all(self, folder: _Folder, entries: list[os.DirEntry[str]]) -> tuple[bool, list[_Folder]]:
        """Takes the readable files of one folder; whether there are any, and the folders in it."""
        path, shown, excluded, ignored = folder
        if any(entry.name == ".gitignore" for entry in entries):
            folder = folder._replace(ignored=[*ignored, _Rule(_gitignore(path), path, "")])
        rules = bool(excluded or folder.ignored)
        any_readable = False
        folders: list[_Folder] = []
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                if name[0] != "." and not (rules and folder.leaves_out(name, True)):
                    folders.append(folder.below(name))
            elif form := format_of(name):
                if rules and folder.leaves_out(name, False):
                    continue
                any_readable = True
                name = shown + name
                if entry.is_file(follow_symlinks=False):  # as nearly all are
                    self.sources[name] = Source(name, form)
                elif not os.path.isdir(entry.path):
                    self._take(entry.path, name)
        return any_readable, folders

    def _take(self, path: str, name: str) -> None:
        """A file, whatever it may be."""
        if trouble := _trouble(path):
            self.unreadable.append(Unreadable(name, trouble))
        else:
            self.sources[name] = Source(name, format_of(path))


def _trouble(path: str) -> str | None:
    """Why a file can't be read; None where there is no reason to think so."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return "a symbolic link to a file that isn't there"
    except OSError as error:
        looped = error.errno == errno.ELOOP or "symbolic link" in str(error).lower()
        return "a symbolic link that leads to itself" if looped else str(error.strerror)
    if not stat.S_ISREG(found.st_mode):
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
    raise nothing_there(given)


def _near(given: str) -> str:
    """`; did you mean 'articles'?`: the nearest name where the path leaves what is there."""
    from citecheck.near import suggestion

    folder, name = os.path.split(given.rstrip("/" + os.sep))
    while folder and not os.path.isdir(folder):
        folder, name = os.path.split(folder)
    try:
        names = [one for one in os.listdir(folder or ".") if one[0] != "." or name[:1] == "."]
    except OSError:
        return ""
    inside = display(os.path.join(folder, "")).rstrip("/") + "/" if folder else ""
    return suggestion(name, names).replace("'", "'" + inside, 1)


def _same(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _way(root: str, path: str) -> str | None:
    """The way from a folder to what it holds, with forward slashes; None for what lies outside."""
    try:
        way = os.path.relpath(path, root).replace(os.sep, "/")
    except ValueError:  # on another drive
        return None
    return None if way == ".." or way.startswith("../") else way


def _prefix(root: str, folder: str) -> str | None:
    way = _way(root, folder)
    return "" if way == "." else way and way + "/"


def _below(rules: Sequence[_Rule], folder: str) -> list[_Rule]:
    """The rules as they look from `folder`, which lies in the one they were seen from."""
    name = os.path.basename(folder)
    return [
        rule._replace(prefix=_prefix(rule.root, folder) if rule.prefix is None else f"{rule.prefix}{name}/")
        for rule in rules
    ]


def _verdict(rules: Sequence[_Rule], name: str, is_folder: bool) -> bool | None:
    """What the last rule says that knows the name."""
    for ignores, _, prefix in reversed(rules):
        verdict = ignores((prefix or "") + name, is_folder)
        if verdict is not None:
            return verdict
    return None


def _ignores_above(top: str) -> list[_Rule]:
    """The .gitignore files of the folders above, up to the repository's root; none outside of one."""
    found, folder = [], os.path.abspath(top)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return []
        folder = parent
        if os.path.isfile(os.path.join(folder, ".gitignore")):
            found.append(_Rule(_gitignore(folder), folder, _prefix(folder, top)))
    return found[::-1]


def _gitignore(folder: str) -> Ignores:
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8-sig", errors="replace") as file:
            return patterns([line for line in file.read().split("\n") if line.strip() not in ("!", "\\")])
    except OSError:
        return lambda path, is_folder: None
