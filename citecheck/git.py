"""Which of the files that were found have changed, and what is staged of them, by git.

git runs where the command was started, with the environment it was started in: the index of a running hook
may be another than the repository's (`git commit -a`, `git commit a.txt`). However many files there are, it
is asked a few times in all.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from citecheck.discover import Found, Source, display, format_of, matches, patterns
from citecheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from subprocess import CompletedProcess

DIFF = ("-c", "diff.relative=false", "diff", "-z", "--no-renames", "--diff-filter=d", "--ignore-submodules")
"""A file under a new name is a new file, and one that is gone is left out."""
REFS = ("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags")
DEEPER = "this clone is shallow: fetch the whole history first (fetch-depth: 0 in GitHub Actions)"
FILE_MODE = "100"
"""What the modes of files begin with; links and submodules have others."""


def changed_since(ref: str, paths: Sequence[str], found: Found) -> Found:
    """What of `found`, which `paths` gave, differs from the merge base of `ref` and HEAD.

    That is what was committed since, is staged, is not yet staged, or is new and not ignored. Raises
    UsageError where git can't tell, and for a path outside the repository.
    """
    option = f"--changed-since {ref}"
    top = _top(option, paths)
    differing = _git(*DIFF, "--name-only", _merge_base(option, ref), "--")
    untracked = _git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", ":/")
    changed = {_below(top, name) for name in _names(differing + untracked)}
    real = _real_paths()
    sources = tuple(one for one in found.sources if real(one.path) in changed)
    unreadable = tuple(one for one in found.unreadable if real(one.path) in changed)
    return Found(sources, unreadable, found.notes or _empty(sources or unreadable, f"differs from {ref}"))


def staged(paths: Sequence[str], exclude: Sequence[tuple[str, Sequence[str]]], found: Found) -> Found:
    """What of `found`, which `paths` and `exclude` gave, is added or changed in the index, as it is there.

    A staged file that the folder holds no more is found, too. Raises UsageError as `changed_since` does.
    """
    top = _top("--staged", paths)
    fields = _names(_git(*DIFF, "--cached", "--raw", "--no-abbrev"))
    rows = zip((one.split() for one in fields[::2]), fields[1::2], strict=True)
    blobs = {
        _below(top, name): (blob, name) for (_, mode, _, blob, _), name in rows if mode.startswith(FILE_MODE)
    }
    real = _real_paths()
    sources = {path: one for one in found.sources if (path := real(one.path)) in blobs}
    gone = [path for path in blobs if path not in sources and format_of(path) and not os.path.isfile(path)]
    for path in _meant(gone, paths, exclude):
        sources[path] = Source(display(os.path.relpath(path)), format_of(path))
    contents = _contents([blobs[path] for path in sources])
    read = tuple(one._replace(data=data) for one, data in zip(sources.values(), contents, strict=True))
    unreadable = tuple(
        one for one in found.unreadable if (path := real(one.path)) in blobs and path not in sources
    )
    return Found(read, unreadable, found.notes or _empty(read or unreadable, "is staged"))


def _empty(left: Sequence[object], what: str) -> tuple[str, ...]:
    """The note for people where nothing is left."""
    return () if left else (f"no file to check {what}",)


def _top(option: str, paths: Sequence[str]) -> str:
    """The real path of the repository's working tree, which all `paths` lie in; raises UsageError."""
    done = _run("rev-parse", "--show-toplevel")
    if done.returncode:
        words = os.fsdecode(done.stderr)
        if "not a git repository" in words:
            words = "this folder is in none; run citecheck in that of the articles"
        raise UsageError(f"{option} needs a git repository: {_folded(words)}")
    top = _normal(os.path.realpath(os.fsdecode(done.stdout).removesuffix("\n")))
    for path in paths:
        folder = _real(path)
        while folder != top:
            above = os.path.dirname(folder)
            if above == folder or os.path.lexists(os.path.join(folder, ".git")):
                raise UsageError(f"{path}: not in the repository {top}; run citecheck where it belongs")
            folder = above
    return top


def _merge_base(option: str, ref: str) -> str:
    """The commit where HEAD and `ref` parted; raises UsageError."""
    is_name = ref[:1] not in ("", "-")
    commit = _answer("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") if is_name else ""
    if commit and (base := _answer("merge-base", commit, "HEAD")):
        return base
    why = "it has no commit in common with HEAD" if commit else f"no branch, tag or commit{_near(ref)}"
    if _answer("rev-parse", "--is-shallow-repository") == "true":
        why += f"; {DEEPER}"
    raise UsageError(f"{option}: {why}")


def _near(ref: str) -> str:
    """` 'mian'; did you mean 'main'?`; a branch that only a remote has is near, too."""
    from citecheck.near import suggestion

    if not ref:
        return " '': is a variable empty?"
    known = _answer(*REFS).split()
    if not known and not _answer("rev-parse", "--verify", "--quiet", "HEAD"):
        return f" '{ref}': there is no commit yet"
    remote = [one for one in known if one.partition("/")[2] == ref]
    return f" '{ref}'" + (f"; did you mean '{remote[0]}'?" if remote else suggestion(ref, known))


def _meant(
    gone: Sequence[str], paths: Sequence[str], exclude: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[str]:
    """The files that discovery would have found, were they there."""
    given = [_real(path) for path in paths] if gone else []
    groups = [(os.path.abspath(root), patterns(lines)) for root, lines in exclude if lines and gone]
    for path in gone:
        ways = [path.removeprefix(folder) for folder in given if (path + os.sep).startswith(folder + os.sep)]
        hidden = [f"{os.sep}." in os.path.dirname(way) for way in ways]
        if not all(hidden) and not matches(groups, path, False):
            yield path


def _contents(blobs: Sequence[tuple[str, str]]) -> Iterator[bytes]:
    """What a checkout would write of each (object, name): with its line ends and encoding.

    git announces the size before it converts, so that an object which nobody can have marks each end.
    """
    end = f"?{os.urandom(16).hex()}"
    lines = [f"{blob} {name}\n{end}\n" for blob, name in blobs if "\n" not in name]
    output = _git("cat-file", "--batch", "--buffer", "--filters", data=os.fsencode("".join(lines)))
    pieces = iter(output.split(f"\n{end} missing\n".encode()))
    for blob, name in blobs:
        if "\n" in name:  # no line of input can hold it
            yield _git("cat-file", "--filters", f"--path={name}", blob)
        else:
            yield next(pieces).partition(b"\n")[2]


def _real_paths() -> Callable[[str], str]:
    """The function `_real`, which looks at each folder once."""
    folder_of = cache(os.path.realpath)

    def real(path: str) -> str:
        folder, name = os.path.split(path)
        return _normal(os.path.join(folder_of(folder), name))

    return real


def _real(path: str) -> str:
    """The place of a folder, or of a file in its folder, whatever links lead there; a link is a file."""
    return _normal(os.path.realpath(path)) if os.path.isdir(path) else _real_paths()(path)


def _below(top: str, name: str) -> str:
    return _normal(os.path.join(top, name))


def _normal(path: str) -> str:
    return os.path.normcase(os.path.normpath(path))


def _names(output: bytes) -> list[str]:
    return os.fsdecode(output).split("\0")[:-1]


def _git(*args: str, data: bytes = b"") -> bytes:
    """What git prints; raises UsageError with its words where it fails."""
    done = _run(*args, data=data)
    if done.returncode:
        raise UsageError(f"git failed: {_folded(os.fsdecode(done.stderr))}")
    return done.stdout


def _answer(*args: str) -> str:
    """What git prints, a line or more; '' where it fails."""
    done = _run(*args)
    return "" if done.returncode else os.fsdecode(done.stdout).strip()


def _run(*args: str, data: bytes = b"") -> CompletedProcess[bytes]:
    import subprocess

    environment = os.environ | {"LANGUAGE": "en", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        return subprocess.run(["git", *args], input=data, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError(
            "git is not installed, or not in the PATH; --staged and --changed-since need it"
        ) from None


def _folded(text: str) -> str:
    return " ".join(text.split()).removeprefix("fatal: ")
