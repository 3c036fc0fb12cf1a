"""Programs in git repositories, and an environment in which their programs see nothing of the user's."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from repositories import with_programs

if TYPE_CHECKING:
    from pathlib import Path

OTHER = "Its owner is silent (Reuters, May 5, 2015 Interfax, May 6, 2015).\n"


def outside(home: Path) -> dict[str, str]:
    """The environment of a host, which has citecheck installed and nothing of the user's."""
    env = with_programs(home)
    env.pop("PYTHONPATH", None)
    return env


def call(place: Path, env: dict[str, str], *argv: str) -> subprocess.CompletedProcess[str]:
    """Runs a program in a folder, and says how it ended."""
    return subprocess.run(
        argv, cwd=place, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )


def git(place: Path, env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    return call(place, env, "git", *args)


def commit(place: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Commits all that is there."""
    git(place, env, "add", "-A")
    return git(place, env, "commit", "-m", "more")
