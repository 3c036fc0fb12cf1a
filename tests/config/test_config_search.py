"""Which file applies: the nearest from the common folder of the paths upward, or the one that is named."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from citecheck.config import DEFAULTS, Config, load
from citecheck.errors import DataFileError, UsageError

PYPROJECT = "[tool.citecheck]\njobs = 9\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(path: str, text: str = "jobs: 3\n") -> None:
    """Write a file below the current folder; its folders are made."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def where(config: Config) -> tuple[str | None, str]:
    return config.file, config.folder


def test_nothing_is_the_defaults() -> None:
    assert load() == DEFAULTS


@pytest.mark.parametrize("name", ["citecheck.yaml", ".citecheck.yaml"])
def test_file_in_this_folder(name: str) -> None:
    put(name)

    assert where(load()) == (name, ".")


def test_pyproject_with_our_table() -> None:
    put("pyproject.toml", PYPROJECT)

    assert where(load()) == ("pyproject.toml", ".")


@pytest.mark.parametrize(
    "name", ["citecheck.yml", "citecheck.toml", ".citecheck.toml", "Citecheck.yaml.txt", "citecheck"]
)
def test_other_names_are_not_looked_for(name: str) -> None:
    put(name, "jobs: 0\n")

    assert load() == DEFAULTS


@pytest.mark.parametrize("name", ["citecheck.yaml", ".citecheck.yaml"])
def test_our_own_file_wins_over_pyproject(name: str) -> None:
    put(name)
    put("pyproject.toml", PYPROJECT)

    assert load().file == name


def test_broken_pyproject_beside_our_own_file_is_not_opened() -> None:
    put("citecheck.yaml")
    put("pyproject.toml", "[tool.citecheck]\njobs = \n")

    assert load().jobs == 3


def test_nearer_pyproject_wins_over_our_own_file_above() -> None:
    put("citecheck.yaml")
    put("in/pyproject.toml", PYPROJECT)

    assert load(["in"]).file == "in/pyproject.toml"


def test_both_names_in_one_folder_are_refused() -> None:
    put("in/citecheck.yaml")
    put("in/.citecheck.yaml")

    with pytest.raises(DataFileError) as fault:
        load(["in"])

    assert str(fault.value) == "in/citecheck.yaml: .citecheck.yaml is in this folder, too; keep one of them"


def test_both_names_in_two_folders_are_fine() -> None:
    put("citecheck.yaml")
    put("in/.citecheck.yaml")

    assert (load(["in"]).file, load().file) == ("in/.citecheck.yaml", "citecheck.yaml")


def test_file_of_the_folder_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("citecheck.yaml")
    put("in/a.txt")
    monkeypatch.chdir(tmp_path / "in")

    assert where(load()) == ("../citecheck.yaml", "..")


def test_file_of_a_folder_far_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("citecheck.yaml")
    deep = "/".join("abcdefghijklmnopqrstuvwxyz" * 3)
    put(f"{deep}/a.txt")

    assert load([f"{deep}/a.txt"]).file == "citecheck.yaml"


def test_search_goes_up_past_pyprojects_of_others() -> None:
    put("citecheck.yaml")
    put("in/pyproject.toml", "[tool.other]\njobs = 1\n")

    assert load(["in"]).file == "citecheck.yaml"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[project]\ndependencies = ["citecheck-press"]\n', id="dependency"),
        pytest.param('[project.scripts]\nx = "citecheck.cli:main"\n', id="script"),
        pytest.param("[tool.citecheck-press]\njobs = 0\n", id="longer-name"),
        pytest.param("[tool.mycitecheck]\njobs = 0\n", id="name-within"),
        pytest.param("# [tool.citecheck]\n", id="comment"),
        pytest.param("[citecheck]\njobs = 0\n", id="not-under-tool"),
        pytest.param("tool = 3 # citecheck.\n", id="tool-is-a-number"),
        pytest.param("this is no TOML at all\n", id="no-toml-without-us"),
    ],
)
def test_pyproject_that_only_seems_to_be_meant(text: str) -> None:
    put("pyproject.toml", text)

    assert load() == DEFAULTS


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[tool.citecheck]\njobs = 9\n", id="table"),
        pytest.param("[ tool . citecheck ]\njobs = 9\n", id="spaces"),
        pytest.param('[tool."citecheck"]\njobs = 9\n', id="quoted"),
        pytest.param("[tool]\ncitecheck.jobs = 9\n", id="dotted-key"),
        pytest.param("[tool]\ncitecheck = {jobs = 9}\n", id="inline"),
        pytest.param("tool.citecheck.jobs = 9\n", id="one-key"),
        pytest.param('[tool]\n"citecheck" = {jobs = 9}\n', id="quoted-inline"),
        pytest.param("[project]\r\n[tool.citecheck]\r\njobs = 9\r\n", id="CRLF"),
    ],
)
def test_pyproject_in_every_spelling(text: str) -> None:
    Path("pyproject.toml").write_bytes(text.encode())

    assert load().jobs == 9


def test_pyproject_with_a_sub_table_alone() -> None:
    put("pyproject.toml", '[tool.citecheck.prefer]\nAPA = "apa-azerbaijan"\n')

    assert load().prefer == (("APA", "apa-azerbaijan"),)


def test_broken_pyproject_that_speaks_of_us_is_refused() -> None:
    put("pyproject.toml", "[tool.citecheck]\njobs = \n")

    with pytest.raises(DataFileError) as fault:
        load()

    assert str(fault.value) == "pyproject.toml:2:8: not TOML: Invalid value"


def test_pyproject_that_is_a_folder_is_passed_by() -> None:
    put("citecheck.yaml")
    put("in/pyproject.toml/a.txt")

    assert load(["in"]).file == "citecheck.yaml"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs files that are closed to us")
def test_pyproject_that_is_closed_to_us_is_refused() -> None:
    Path("pyproject.toml").touch(mode=0o000)

    with pytest.raises(DataFileError) as fault:
        load()

    assert str(fault.value) == (
        "pyproject.toml: can't be read, so whether it configures citecheck is not known: Permission denied"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there it is told in other words")
def test_our_file_that_is_a_folder_is_refused() -> None:
    put("citecheck.yaml/a.txt")

    with pytest.raises(DataFileError) as fault:
        load()

    assert str(fault.value) == "citecheck.yaml: can't be read: Is a directory"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_our_file_that_is_a_dead_link_is_refused() -> None:
    Path("citecheck.yaml").symlink_to("gone.yaml")

    with pytest.raises(DataFileError) as fault:
        load()

    assert str(fault.value) == "citecheck.yaml: can't be read: No such file or directory"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_linked_file_speaks_for_the_folder_of_the_link() -> None:
    put("shared/base.yaml")
    Path("in").mkdir()
    Path("in/citecheck.yaml").symlink_to("../shared/base.yaml")

    assert where(load(["in"])) == ("in/citecheck.yaml", "in")


@pytest.mark.parametrize(
    ("paths", "file"),
    [
        pytest.param([], "citecheck.yaml", id="none"),
        pytest.param(["-"], "citecheck.yaml", id="standard-input"),
        pytest.param(["."], "citecheck.yaml", id="this-folder"),
        pytest.param(["a"], "a/citecheck.yaml", id="folder"),
        pytest.param(["a/"], "a/citecheck.yaml", id="folder-with-slash"),
        pytest.param(["./a/../a"], "a/citecheck.yaml", id="roundabout"),
        pytest.param(["a/1.txt"], "a/citecheck.yaml", id="file"),
        pytest.param(["a/1.txt", "a/2.txt"], "a/citecheck.yaml", id="two-files"),
        pytest.param(["a/1.txt", "a/in/3.txt"], "a/citecheck.yaml", id="file-and-deeper-file"),
        pytest.param(["a/in"], "a/citecheck.yaml", id="folder-below"),
        pytest.param(["a/*.txt"], "a/citecheck.yaml", id="pattern"),
        pytest.param(["a/**/*.txt"], "a/citecheck.yaml", id="deep-pattern"),
        pytest.param(["a/gone.txt"], "a/citecheck.yaml", id="missing-file"),
        pytest.param(["b/gone/1.txt"], "b/citecheck.yaml", id="missing-folder"),
        pytest.param(["gone/1.txt"], "citecheck.yaml", id="nothing-of-it-there"),
        pytest.param(["a", "b"], "citecheck.yaml", id="two-folders"),
        pytest.param(["a/1.txt", "b/1.txt"], "citecheck.yaml", id="files-of-two-folders"),
        pytest.param(["a", "ab"], "citecheck.yaml", id="names-that-begin-alike"),
        pytest.param(["ab/1.txt"], "citecheck.yaml", id="folder-without-a-file"),
        pytest.param(["a/1.txt", "-"], "citecheck.yaml", id="file-and-standard-input"),
        pytest.param(["a/1.txt", "a/1.txt"], "a/citecheck.yaml", id="one-file-twice"),
    ],
)
def test_file_that_applies_to_paths(paths: list[str], file: str) -> None:
    for name in (
        "citecheck.yaml",
        "a/citecheck.yaml",
        "b/citecheck.yaml",
        "a/in/3.txt",
        "a/1.txt",
        "a/2.txt",
        "b/1.txt",
        "ab/1.txt",
    ):
        put(name)

    assert load(paths).file == file


def test_absolute_paths_below_are_shown_from_here(tmp_path: Path) -> None:
    put("a/citecheck.yaml")

    assert where(load([str(tmp_path / "a")])) == ("a/citecheck.yaml", "a")


def test_file_elsewhere_is_shown_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put("a/citecheck.yaml")
    put("b/1.txt")
    monkeypatch.chdir(tmp_path / "b")
    whole = str(tmp_path / "a" / "citecheck.yaml").replace(os.sep, "/")

    assert load(["../a"]).file == whole


def test_named_file_wins_over_the_one_that_lies_here() -> None:
    put("citecheck.yaml")
    put("ci/strict.yml", "jobs: 7\n")

    config = load(["."], "ci/strict.yml")

    assert (config.jobs, *where(config)) == (7, "ci/strict.yml", "ci")


def test_faulty_file_here_does_not_matter_when_another_is_named() -> None:
    put("citecheck.yaml", "jobs: 0\n")
    put("other.yaml", "jobs: 7\n")

    assert load(["."], "other.yaml").jobs == 7


def test_named_toml_of_our_own_needs_no_table() -> None:
    put("ci.toml", "jobs = 7\n")

    assert load([], "ci.toml").places == (("jobs", "ci.toml: jobs"),)


def test_named_toml_with_a_table_is_read_from_the_table() -> None:
    put("ci.toml", "jobs = 0\n[tool.citecheck]\njobs = 7\n")

    assert load([], "ci.toml").places == (("jobs", "ci.toml: tool.citecheck.jobs"),)


@pytest.mark.parametrize("name", ["C.YAML", "c.Yml"])
def test_extension_in_capitals(name: str) -> None:
    put(name)

    assert load([], name).jobs == 3


def test_isolated_reads_none() -> None:
    put("citecheck.yaml", "jobs: 0\n")

    assert load(["."], isolated=True) == DEFAULTS


def test_isolated_and_named_contradict_each_other() -> None:
    put("c.yaml")

    with pytest.raises(UsageError) as fault:
        load([], "c.yaml", isolated=True)

    assert (
        str(fault.value) == "--isolated reads no configuration, and --config names one; give one of the two"
    )


def test_search_opens_no_file_where_there_is_none() -> None:
    put("in/a.txt")

    with patch("builtins.open", side_effect=AssertionError("a file was opened")):
        assert load(["in/a.txt"]) == DEFAULTS


def test_search_asks_little_of_the_file_system() -> None:
    put("/".join(["in"] * 20) + "/a.txt")
    asked: list[object] = []

    with (
        patch("os.path.lexists", side_effect=lambda path: asked.append(path)),
        patch("os.path.isfile", side_effect=lambda path: asked.append(path)),
    ):
        load(["/".join(["in"] * 20)])

    folders = 20 + len(Path.cwd().parts)
    assert len(asked) == 3 * folders
