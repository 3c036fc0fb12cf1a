"""Linters of the files that services read, workflows, issue forms and the like, and our own such files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
SITE = ROOT / ".readthedocs.yaml"
SCHEMAS = dict.fromkeys((path.name for path in FORMS), "vendor.github-issue-forms") | {
    "config.yml": "vendor.github-issue-config",
    "action.yml": "vendor.github-actions",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".readthedocs.yaml": "vendor.readthedocs",
}
"""The schema of each file's name; others are workflows."""
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
"""An action of others, by the commit, with the version that this is."""
ZIZMOR = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
needs_linters = pytest.mark.skipif(
    ZIZMOR is None or find_spec("check_jsonschema") is None, reason="needs zizmor and check-jsonschema"
)


def form(path: Path) -> subprocess.CompletedProcess[str]:
    """Holds a file against the schema of its kind."""
    schema = SCHEMAS.get(path.name, "vendor.github-workflows")
    return _called(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path))


def security(path: Path) -> subprocess.CompletedProcess[str]:
    """Searches a file of GitHub's for what would let somebody in."""
    return _called(ZIZMOR or "zizmor", "--offline", "--persona=pedantic", "--no-progress", str(path))


def _called(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=False)
