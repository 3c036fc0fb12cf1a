"""The wheel in a fresh environment, and an editable install in a copy of the tree. Both need a package index."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, copied, environment

BIN = "Scripts" if os.name == "nt" else "bin"
DRAFT = ROOT / "seeds" / "drafts" / "harbor-dredging.txt"
DEVELOPERS_ONLY = ("pytest", "hypothesis", "mypy", "ruff", "build")
RULE = """\
- code: OWN1
  name: own-weekday
  severity: warning
  check: weekday
  message: a weekday of our own is wrong
  why: Only to see that a new file in rules/ is read at the next run.
  examples:
    - bad: "(Dawn, Monday, May 5, 2015)"
    - ok: "(Dawn, Tuesday, May 5, 2015)"
"""


def outside(home: Path) -> dict[str, str]:
    """The environment of somebody who has only what is installed, in a HOME that isn't there."""
    kept = environment(HOME=str(home), XDG_CACHE_HOME=str(home / "cache"))
    return {name: value for name, value in kept.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def called(*args: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    """What a command prints; a failure is the test's."""
    done = subprocess.run(
        list(map(str, args)), cwd=cwd, env=env, capture_output=True, check=False, timeout=120
    )
    assert done.returncode in (0, 1), done.stderr.decode()[-2000:]
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as CI builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    tree = copied(folder / "tree")
    called(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", ".", cwd=tree)
    built = list((folder / "dist").glob("*.whl"))
    assert len(built) == 1
    return built[0]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds the wheel and what it depends on."""
    place = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(place, with_pip=True)
    called(
        place / BIN / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        wheel,
        cwd=place,
    )
    return place / BIN


def test_wheel_holds_the_compiled_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    compiled = [name for name in names if name.startswith("citecheck/compiled/")]

    assert any("registry" in name for name in compiled)
    assert any("rules" in name for name in compiled)


def test_wheel_holds_every_rule_file(wheel: Path) -> None:
    names = {
        Path(name).name
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("citecheck/builtin_rules/")
    }

    assert {path.name for path in (ROOT / "rules").glob("*.yaml")} <= names


def test_wheel_holds_the_licence(wheel: Path) -> None:
    assert any(name.endswith("LICENSE") for name in zipfile.ZipFile(wheel).namelist())


def test_wheel_says_that_it_is_typed(wheel: Path) -> None:
    assert "citecheck/py.typed" in zipfile.ZipFile(wheel).namelist()


def test_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert sorted(top.partition("-")[0] for top in tops) == ["citecheck", "citecheck_press"]


def test_wheel_is_of_the_distribution(wheel: Path) -> None:
    assert wheel.name.startswith("citecheck_press-")
    assert wheel.name.endswith("-py3-none-any.whl")


def test_installed_command_tells_its_version(installed: Path, tmp_path: Path) -> None:
    out = called(installed / "citecheck", "--version", cwd=tmp_path, env=outside(tmp_path / "nowhere"))

    assert out.startswith("citecheck ")


def test_installed_command_needs_no_developers_packages(installed: Path, tmp_path: Path) -> None:
    code = f"import importlib.util; print([n for n in {DEVELOPERS_ONLY} if importlib.util.find_spec(n)])"

    assert called(installed / "python", "-c", code, cwd=tmp_path).strip() == "[]"


def test_installed_command_checks_a_draft(installed: Path, tmp_path: Path) -> None:
    shutil.copy(DRAFT, tmp_path)

    out = called(
        installed / "citecheck", "check", DRAFT.name, cwd=tmp_path, env=outside(tmp_path / "nowhere")
    )

    assert out == DRAFT.with_suffix(".expected").read_text(encoding="utf-8")
    assert not (tmp_path / "nowhere").exists()


def test_installed_command_explains_a_rule(installed: Path, tmp_path: Path) -> None:
    out = called(installed / "citecheck", "rules", "CC101", cwd=tmp_path, env=outside(tmp_path / "nowhere"))

    assert out.startswith("CC101 missing-separator: error")


def test_installed_command_reads_every_kind_of_option(installed: Path, tmp_path: Path) -> None:
    shutil.copy(DRAFT, tmp_path)
    env = outside(tmp_path / "nowhere")

    assert "CC108" in called(
        installed / "citecheck", "check", "--select", "CC108", "--exclude", "x", ".", cwd=tmp_path, env=env
    )
    assert "Reuters" in called(
        installed / "citecheck", "extract", "--format", "csv", ".", cwd=tmp_path, env=env
    )


@pytest.fixture(scope="module")
def editable(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A copy of the tree, and the commands of an environment in which it is installed editable."""
    place = tmp_path_factory.mktemp("editable")
    tree = copied(place / "tree")
    venv.create(place / "venv", with_pip=True)
    python = place / "venv" / BIN / "python"
    called(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", tree, cwd=place)
    return tree, place / "venv" / BIN


def test_rule_file_added_to_an_editable_install_shows_at_the_next_run(
    editable: tuple[Path, Path], tmp_path: Path
) -> None:
    tree, commands = editable
    env = outside(tmp_path / "nowhere")
    before = called(commands / "citecheck", "rules", cwd=tmp_path, env=env)
    added = tree / "rules" / "own.yaml"
    added.write_text(RULE, encoding="utf-8")

    with_it = called(commands / "citecheck", "rules", cwd=tmp_path, env=env)
    added.unlink()
    without = called(commands / "citecheck", "rules", cwd=tmp_path, env=env)

    assert "CC101" in before
    assert "OWN1" not in before
    assert "OWN1  own-weekday" in with_it
    assert without == before


def test_rule_changed_in_an_editable_install_shows_at_the_next_run(
    editable: tuple[Path, Path], tmp_path: Path
) -> None:
    tree, commands = editable
    env = outside(tmp_path / "nowhere")
    path = tree / "rules" / "cc1-form.yaml"
    text = path.read_text(encoding="utf-8")
    assert "error" in called(commands / "citecheck", "rules", "CC101", cwd=tmp_path, env=env).splitlines()[0]

    path.write_text(text.replace("severity: error", "severity: info", 1), encoding="utf-8")
    changed = called(commands / "citecheck", "rules", "CC101", cwd=tmp_path, env=env)
    path.write_text(text, encoding="utf-8")

    assert "info" in changed.splitlines()[0]


def test_editable_install_checks_a_draft(editable: tuple[Path, Path], tmp_path: Path) -> None:
    _, commands = editable
    shutil.copy(DRAFT, tmp_path)

    out = called(commands / "citecheck", "check", DRAFT.name, cwd=tmp_path, env=outside(tmp_path / "nowhere"))

    assert out == DRAFT.with_suffix(".expected").read_text(encoding="utf-8")
