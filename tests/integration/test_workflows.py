"""The workflows, the action and the examples for users' workflows, under linters of such files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

pytest.importorskip("check_jsonschema")
ZIZMOR = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
pytestmark = pytest.mark.skipif(ZIZMOR is None, reason="zizmor is not installed")
ACTION = ROOT / "action.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
OURS = pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.stem)
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def form(path: Path) -> subprocess.CompletedProcess[str]:
    """Held against the schema of such files."""
    schema = "vendor.github-actions" if path.name == "action.yml" else "vendor.github-workflows"
    return called(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path))


def security(path: Path) -> subprocess.CompletedProcess[str]:
    """Searched for what would let somebody in."""
    return called(ZIZMOR or "zizmor", "--offline", "--persona=pedantic", "--no-progress", str(path))


def called(*argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(argv, capture_output=True, text=True, encoding="utf-8", check=False)


@OURS
@pytest.mark.parametrize("linter", [form, security])
def test_file_is_good(linter: Callable[[Path], subprocess.CompletedProcess[str]], path: Path) -> None:
    done = linter(path)

    assert done.returncode == 0, done.stdout + done.stderr


@OURS
def test_actions_of_others_are_pinned_with_their_version(path: Path) -> None:
    used = re.findall("uses: .*", path.read_text(encoding="utf-8"))

    assert [line for line in used if not PINNED.fullmatch(line)] == []


BROKEN = [
    pytest.param(form, "seeds.yml", "runs-on:", "run-on:", "run-on", id="key"),
    pytest.param(form, "action.yml", "shell: bash", "", "shell", id="shell"),
    pytest.param(security, "seeds.yml", "persist-credentials: false", "fetch-depth: 1", "artipacked", id="token"),
    pytest.param(security, "seeds.yml", "permissions: {}", "permissions: write-all", "excessive-permissions", id="rights"),
    pytest.param(security, "tests.yml", "df4cb1c069e1874edd31b4311f1884172cec0e10", "v6", "unpinned-uses", id="tag"),
    pytest.param(security, "action.yml", "-- $PATHS", "-- ${{ inputs.paths }}", "template-injection", id="script"),
]  # fmt: skip


@pytest.mark.parametrize(("linter", "name", "good", "bad", "told"), BROKEN)
def test_broken_copy_is_seen(
    linter: Callable[[Path], subprocess.CompletedProcess[str]],
    name: str,
    good: str,
    bad: str,
    told: str,
    tmp_path: Path,
) -> None:
    (path,) = [one for one in (*WORKFLOWS, ACTION) if one.name == name]
    text = path.read_text(encoding="utf-8")
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    copy = folder / name if path in WORKFLOWS else tmp_path / name
    copy.write_text(text.replace(good, bad), encoding="utf-8")

    done = linter(copy)

    assert good in text
    assert done.returncode != 0
    assert told in done.stdout
