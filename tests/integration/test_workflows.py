"""The files that services read, workflows, issue forms and the like, have the form that these services know."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("check_jsonschema")
GITHUB = ROOT / ".github"
CONFIG = GITHUB / "ISSUE_TEMPLATE" / "config.yml"
SITE = ROOT / ".readthedocs.yaml"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(set((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) - {CONFIG})
SCHEMAS = {
    "github-workflows": WORKFLOWS,
    "github-issue-forms": FORMS,
    "github-issue-config": [CONFIG],
    "readthedocs": [SITE],
}
"""Each schema and the files that must keep to it."""


def linted(schema: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("schema", SCHEMAS)
def test_files_keep_to_their_schema(schema: str) -> None:
    done = linted(schema, *SCHEMAS[schema])

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("schema", "key"),
    [("github-workflows", "runs-on:"), ("github-issue-forms", "description:"), ("readthedocs", "build:")],
)
def test_a_misspelt_key_would_be_seen(schema: str, key: str, tmp_path: Path) -> None:
    path = SCHEMAS[schema][0]
    wrong = tmp_path / path.name
    wrong.write_text(path.read_text(encoding="utf-8").replace(key, f"x{key}", 1), encoding="utf-8")

    assert linted(schema, wrong).returncode == 1
