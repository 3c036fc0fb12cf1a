"""The files that services read, workflows, issue forms and the like, under linters of such files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from linters import ACTION, FORMS, PINNED, SITE, WORKFLOWS, form, needs_linters, security

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Linter = Callable[[Path], subprocess.CompletedProcess[str]]

OURS = pytest.mark.parametrize("path", [*WORKFLOWS, ACTION], ids=lambda path: path.stem)


@needs_linters
@pytest.mark.parametrize("path", [*WORKFLOWS, ACTION, *FORMS, SITE], ids=lambda path: path.name)
def test_file_keeps_to_its_schema(path: Path) -> None:
    done = form(path)

    assert done.returncode == 0, done.stdout + done.stderr


@needs_linters
@OURS
def test_file_lets_nobody_in(path: Path) -> None:
    done = security(path)

    assert done.returncode == 0, done.stdout + done.stderr


@OURS
def test_actions_of_others_are_pinned_with_their_version(path: Path) -> None:
    used = re.findall(r"uses: (?!\./ ).*", path.read_text(encoding="utf-8"))

    assert [line for line in used if not PINNED.fullmatch(line)] == []


BROKEN = [
    pytest.param(form, "seeds.yml", "runs-on:", "run-on:", "run-on", id="key"),
    pytest.param(form, "action.yml", "shell: bash", "", "shell", id="shell"),
    pytest.param(form, "bug.yml", "description:", "xdescription:", "xdescription", id="form"),
    pytest.param(form, ".readthedocs.yaml", "build:", "xbuild:", "xbuild", id="site"),
    pytest.param(security, "seeds.yml", "persist-credentials: false", "fetch-depth: 1", "artipacked", id="token"),
    pytest.param(security, "seeds.yml", "permissions: {}", "permissions: write-all", "excessive-permissions", id="rights"),
    pytest.param(security, "tests.yml", "df4cb1c069e1874edd31b4311f1884172cec0e10", "v6", "unpinned-uses", id="tag"),
    pytest.param(security, "action.yml", "-- $PATHS", "-- ${{ inputs.paths }}", "template-injection", id="script"),
]  # fmt: skip


@needs_linters
@pytest.mark.parametrize(("linter", "name", "good", "bad", "told"), BROKEN)
def test_broken_copy_is_seen(
    linter: Linter,
    name: str,
    good: str,
    bad: str,
    told: str,
    tmp_path: Path,
) -> None:
    (path,) = [one for one in (*WORKFLOWS, ACTION, *FORMS, SITE) if one.name == name]
    text = path.read_text(encoding="utf-8")
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    copy = folder / name if path in WORKFLOWS else tmp_path / name
    copy.write_text(text.replace(good, bad), encoding="utf-8")

    done = linter(copy)

    assert good in text
    assert done.returncode != 0
    assert told in done.stdout
