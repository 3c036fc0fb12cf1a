"""The examples of docs/ci.md: they are workflows without a hole, and name what the action has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from actions import read
from conftest import ROOT
from linters import ACTION, PINNED, WORKFLOWS, form, needs_linters, security

if TYPE_CHECKING:
    from pathlib import Path

COMMIT = "0123456789abcdef0123456789abcdef01234567"
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8").replace("@COMMIT", f"@{COMMIT}")
BLOCKS = re.findall(r"^```(?:yaml|text)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
WHOLE = [block for block in BLOCKS if "\njobs:\n" in block]
INPUTS = read(ACTION)["inputs"]


@needs_linters
@pytest.mark.parametrize("text", WHOLE, ids=["annotations", "code-scanning"])
def test_workflow_is_good(text: str, tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / "articles.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")

    for linter in (form, security):
        done = linter(path)
        assert done.returncode == 0, done.stdout + done.stderr


@needs_linters
def test_configuration_of_gitlab_is_good(tmp_path: Path) -> None:
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text(BLOCKS[-1], encoding="utf-8")

    done = form(path)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("block", BLOCKS, ids=["annotations", "changed", "code-scanning", "gitlab"])
def test_example_gives_inputs_that_the_action_has(block: str) -> None:
    parts = yaml.safe_load(block)
    jobs = [{"steps": parts}] if isinstance(parts, list) else parts.get("jobs", {}).values()
    ours = [one for job in jobs for one in job["steps"] if one["uses"].startswith("OWNER/REPOSITORY@")]

    assert len(ours) == ("OWNER/REPOSITORY@" in block)
    assert all(one["with"].keys() <= INPUTS.keys() for one in ours)


def test_page_pins_what_our_own_workflows_pin() -> None:
    own = {line for path in WORKFLOWS for line in PINNED.findall(path.read_text(encoding="utf-8"))}

    assert set(PINNED.findall(PAGE)) - {f"uses: OWNER/REPOSITORY@{COMMIT} # v0.1.0"} <= own


def test_page_lists_each_input_once() -> None:
    table = PAGE.partition("| input |")[2].partition("\n\n")[0]

    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == sorted(INPUTS)
