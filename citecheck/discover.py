"""Which files are meant by the paths a person gave: files, folders, globs, `-`.

A folder means the files in it that citecheck can read; hidden folders, what git ignores and what
`--exclude` or a configuration names are left out. Links to folders are not followed, so no walk goes
round in a circle. Tens of thousands of files are nothing unusual: each is looked at once, and what
hangs on its folder is worked out once for the folder.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from operator import attrgetter
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
SUFFIXES = tuple(FORMATS)
READABLE = "citecheck reads .txt, .jsonl and .ndjson files (the last two also as .gz)"
BY_NAME = attrgetter("name")
BY_DESCRIPTOR = os.scandir in os.supports_fd
"""Whether a folder can be listed by its descriptor: the way to it is then gone once, not for each file.
Where it can't, on Windows, a list may tell of a file what no longer holds."""


class Source(NamedTuple):
    """One file to read."""

    path: str
    """As a person would name it, with forward slashes; `-` for standard input."""
    format: str
    """A value of FORMATS."""
    data: bytes | None = None
    """What standard input held, or a file that had to be opened before; None for one still to read."""
    stamp: bytes | None = None
    """What tells an untouched file: see `stamp_of`. None for standard input."""

    @property
    def size(self) -> int:
        """Bytes to read; 0 where that isn't known."""
        if self.data is not None:
            return len(self.data)
        return int(self.stamp.partition(b" ")[0]) if self.stamp else 0


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
    only: frozenset[str] | None = None,
) -> Found:
    """The sources that `paths` mean, each once, in the order given and sorted within a folder.

    `exclude` has groups of patterns, each with the folder they start from; the last one that speaks of
    a path decides. `only` has the absolute paths, free of links, of the files that count; None for all.
    Raises UsageError for a path that isn't there, and for a pattern that can't be read.
    """
    search = _Search([(os.path.abspath(root), patterns(lines)) for root, lines in exclude if lines], only)
    for given in paths or ["."]:
        if given == "-":
            search.standard_input(stdin_filename or "-")
            continue
        for path in _expand(given):
            search.given(path)
    unreadable = tuple(dict.fromkeys(search.unreadable))
    return Found(tuple(search.sources.values()), unreadable, tuple(search.notes))


def format_of(path: str) -> str:
    """How the file is read; '' when it can't be."""
    name = path.lower()
    form = FORMATS.get(name[name.rfind(".") :], "")
    if not form and name.endswith(SUFFIXES):
        form = next(form for suffix, form in FORMATS.items() if name.endswith(suffix))
    return form


def stamp_of(found: os.stat_result) -> bytes:
    """`size mtime ctime inode`, times in nanoseconds; equal ones mean that nobody touched the file.

    Anybody can set mtime, nobody ctime. On Windows ctime is the day of birth, and mtime must do.
    """
    return b"%d %d %d %d" % (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def display(path: str) -> str:
    """The path as messages show it and as it is opened: without `./`, with forward slashes."""
    shown = os.path.normpath(path)
    if ".." in path and not _same(shown, path):
        shown = path  # `link/..` is not the folder that holds the link
    return shown.replace(os.sep, "/")


def patterns(lines: Sequence[str]) -> Ignores:
    """The lines of a .gitignore as one question."""
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise UsageError(f"{', '.join(lines)}: not a pattern of the kind .gitignore has: {error}") from None
    return lambda path, is_folder: spec.check_file(path + "/" if is_folder else path).include


class _Search:
    """What was found so far, and what is left out."""

    def __init__(self, exclude: Sequence[tuple[str, Ignores]], only: frozenset[str] | None) -> None:
        self.exclude = exclude
        self.only = only
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
        if self.exclude and self._is_excluded(path, is_folder):
            return
        if is_folder:
            if not self._walk(os.path.join(path, "").rstrip(os.sep) or os.sep):
                self.notes.append(f"{path}: nothing to check here; {READABLE}")
        else:
            folder, name = os.path.split(path)
            if self.only is None or self._counts(os.path.realpath(folder), name, True):
                self._take(path, display(path))

    def _walk(self, top: str) -> bool:
        """Takes the readable files below `top`; whether there are any, even if they don't count."""
        shown = "" if (name := display(top)) == "." else name.rstrip("/") + "/"
        excluded = [_Rule(ignores, root, _prefix(root, top)) for root, ignores in self.exclude]
        todo = [_Folder(top, shown, excluded, _ignores_above(top))]
        any_readable = False
        while todo:
            folder = todo.pop()
            try:
                with _listed(folder.path) as entries:
                    readable, folders = self._take_all(folder, entries)
            except OSError as error:
                self.unreadable.append(Unreadable(display(folder.path), f"can't be read: {error.strerror}"))
                continue
            any_readable = any_readable or readable
            todo += reversed(folders)
        return any_readable

    def _take_all(self, folder: _Folder, entries: list[os.DirEntry[str]]) -> tuple[bool, list[_Folder]]:
        """Takes the readable files of one folder; whether there are any, and the folders in it."""
        path, shown, excluded, ignored = folder
        if any(entry.name == ".gitignore" for entry in entries):
            folder = folder._replace(ignored=[*ignored, _Rule(_gitignore(path), path, "")])
        rules = bool(excluded or folder.ignored)
        real = path if self.only is None else os.path.realpath(path)
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
                if self.only is not None and not self._counts(real, name, entry.is_symlink()):
                    continue
                name = shown + name
                try:
                    if entry.is_file(follow_symlinks=False):  # as nearly all are
                        found = entry.stat() if BY_DESCRIPTOR else os.stat(entry.path)
                        self.sources[name] = Source(name, form, None, stamp_of(found))
                        continue
                except OSError:
                    pass  # it went away, or is closed to us: the message says so
                whole = os.path.join(path, entry.name)
                if not os.path.isdir(whole):
                    self._take(whole, name)
        return any_readable, folders

    def _take(self, path: str, name: str) -> None:
        """A file, whatever it may be."""
        found = _look(path)
        if isinstance(found, str):
            self.unreadable.append(Unreadable(name, found))
        else:
            self.sources[name] = Source(name, format_of(path), None, stamp_of(found))

    def _is_excluded(self, path: str, is_folder: bool) -> bool:
        """Whether patterns name a path that was given. They never mean the folder they start from."""
        for root, ignores in reversed(self.exclude):
            way = _way(root, path)
            if way == "." or (way is None and _way(path, root)):
                continue
            verdict = ignores(way or os.path.basename(os.path.abspath(path)), is_folder)
            if verdict is not None:
                return verdict
        return False

    def _counts(self, folder: str, name: str, may_be_link: bool) -> bool:
        """Whether `only` has the file, or what it links to; `folder` is free of links."""
        assert self.only is not None
        path = os.path.join(folder, name)
        return path in self.only or (may_be_link and os.path.realpath(path) in self.only)


def _look(path: str) -> os.stat_result | str:
    """What the system knows of a file; why it can't be read, where there is a reason to think so."""
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
    return found


def _expand(given: str) -> list[str]:
    """The path itself, or what a glob matches."""
    if os.path.lexists(given):
        return [given]
    if any(mark in given for mark in "*?["):
        import glob

        if found := sorted(glob.glob(given, recursive=True)):
            return found
        raise UsageError(f"{given}: no file matches this pattern")
    raise UsageError(f"{given}: no such file or folder{_near(given)}")


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


@contextmanager
def _listed(folder: str) -> Iterator[list[os.DirEntry[str]]]:
    """What a folder holds, sorted; to be asked about while it is open. Raises OSError."""
    where = os.open(folder, os.O_RDONLY) if BY_DESCRIPTOR else folder
    try:
        with os.scandir(where) as listing:
            entries = sorted(listing, key=BY_NAME)
        yield entries
    finally:
        if isinstance(where, int):
            os.close(where)


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


_patterns = patterns
