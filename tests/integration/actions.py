"""What a runner of GitHub does with the shell steps of a workflow or an action."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hosts import outside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
needs_bash = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="needs the bash of Unix"
)


class Script(NamedTuple):
    """A shell step."""

    name: str
    run: str
    env: dict[str, str]
    """Values as they stand in the file, with their expressions."""


def read(path: Path) -> dict[str, Any]:
    """The file as YAML."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def scripts(path: Path) -> list[Script]:
    """The shell steps of a workflow with one job, or of an action, in their order."""
    parts = read(path)
    (job,) = [parts["runs"]] if "runs" in parts else parts["jobs"].values()
    return [Script(one["name"], one["run"], one.get("env", {})) for one in job["steps"] if "run" in one]


def play(
    script: Script, workspace: Path, temp: Path, values: Mapping[str, str], **env: str
) -> subprocess.CompletedProcess[str]:
    """Runs a step as GitHub does under `shell: bash`; `values` are those of the expressions in its `env`."""
    file = temp / "step.sh"
    file.write_text(script.run, encoding="utf-8")
    given = {name: EXPRESSION.sub(lambda one: values[one[1]], text) for name, text in script.env.items()}
    runner = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(workspace)}
    runner |= {"RUNNER_TEMP": str(temp)}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(file)],
        cwd=workspace,
        env=outside(temp) | runner | env | given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
