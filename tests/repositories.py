"""Real git repositories for tests, in which git sees nothing of the user's."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import Result, environment, run

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "The mill is shut (Dawn, May 3, 2015 Yle, May 4, 2015).\n"
RIGHT = FAULTY.replace("2015 Yle", "2015; Yle")
PLACE = "1:25: error[CC101]"
"""Where FAULTY is so."""
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such name, link or script")
NAMES = [
    pytest.param("two  words.txt", id="spaces"),
    pytest.param("Größe — Тема.txt", id="letters"),
    pytest.param("a\nb.txt", id="newline", marks=posix),
    pytest.param('a"b\\t.txt', id="quotes", marks=posix),
    pytest.param("-q.txt", id="dash"),
    pytest.param(":!a.txt", id="magic", marks=posix),
]
PERSON = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
}


class Repository(NamedTuple):
    """A folder, under git once `git init` was run in it."""

    place: Path

    @property
    def environment(self) -> dict[str, str]:
        """For git, and for the command that runs it: no repository above the folder is seen."""
        kept = {name: value for name, value in environment().items() if not name.startswith("GIT_")}
        above = {"GIT_CEILING_DIRECTORIES": str(self.place.parent)}
        return kept | PERSON | above | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def git(self, *args: str | Path, cwd: Path | None = None, fails: bool = False) -> Result:
        """`git ARGS`; must end well, or badly where it `fails`."""
        done = subprocess.run(
            ["git", *map(str, args)],
            cwd=cwd or self.place,
            env=self.environment,
            capture_output=True,
            check=False,
        )
        result = Result(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert bool(result.status) == fails, result.err
        return result

    def write(self, name: str, text: str | bytes = FAULTY) -> Path:
        """Puts a file there."""
        path = self.place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def commit(self, name: str, text: str | bytes = FAULTY) -> None:
        """Puts a file there and commits all there is."""
        self.write(name, text)
        self.git("add", "-A")
        self.git("commit", "-qm", name)

    def run(self, *args: str | Path, cwd: Path | None = None, **changes: str) -> Result:
        """`citecheck ARGS` there; `changes` are of the environment."""
        return run(*args, cwd=cwd or self.place, env=self.environment | changes)

    def checked(self, *args: str | Path, cwd: Path | None = None) -> list[str]:
        """The paths of the faulty files among those that `citecheck check ARGS` checks."""
        done = self.run("check", "--format", "json", *args, cwd=cwd)
        assert done.status in (0, 1), done.err
        return [one["path"] for one in done.diagnostics]


def empty_repository(tmp_path: Path) -> Repository:
    """A repository without commits."""
    (tmp_path / "articles").mkdir()
    made = Repository(tmp_path / "articles")
    made.git("init", "-q", "--initial-branch=main")
    return made


def repository_of_one(tmp_path: Path) -> Repository:
    """A repository with one faulty article, old.txt, on its branch main."""
    made = empty_repository(tmp_path)
    made.commit("old.txt")
    return made
