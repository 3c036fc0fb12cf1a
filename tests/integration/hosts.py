"""Git repositories, and an environment in which their programs see nothing of the user's."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from conftest import environment

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "The mill is shut (Dawn, May 3, 2015 Yle, May 4, 2015).\n"
RIGHT = FAULTY.replace("2015 Yle", "2015; Yle")
OTHER = "Its owner is silent (Reuters, May 5, 2015 Interfax, May 6, 2015).\n"


def outside(home: Path) -> dict[str, str]:
    """The environment; git's configuration and what pre-commit keeps lie in `home`."""
    config = home / "gitconfig"
    config.write_text("[user]\nname = A\nemail = a@example.org\n", encoding="utf-8")
    kept = {name: value for name, value in environment().items() if not name.startswith("GIT_")}
    kept.pop("PYTHONPATH", None)
    return kept | {
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{os.environ['PATH']}",
    }


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
