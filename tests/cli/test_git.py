"""What --changed-since and --staged refuse alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from repositories import FAULTY, RIGHT, Repository, repository_of_one

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one faulty article, old.txt, on its branch main."""
    return repository_of_one(tmp_path)


@pytest.mark.parametrize("option", [["--changed-since", "main"], ["--staged"]], ids=["changed", "staged"])
def test_folder_without_repository_is_named(tmp_path: Path, option: list[str]) -> None:
    done = Repository(tmp_path).run("check", *option)

    assert done.status == 2
    assert done.err == (
        f"citecheck: {' '.join(option)} needs a git repository: "
        "this folder is in none; run citecheck in that of the articles\n"
    )


def test_bare_repository_is_named_with_the_words_of_git(tmp_path: Path) -> None:
    bare = Repository(tmp_path)
    bare.git("init", "-q", "--bare")

    done = bare.run("check", "--staged")

    assert done.status == 2
    assert "--staged needs a git repository: this operation must be run in a work tree" in done.err


def test_missing_git_is_named(repository: Repository, tmp_path: Path) -> None:
    done = repository.run("check", "--staged", PATH=str(tmp_path))

    assert done.status == 2
    assert "git is not installed, or not in the PATH" in done.err


def test_standard_input_is_refused(repository: Repository) -> None:
    done = repository.run("check", "--staged", "-")

    assert done.status == 2
    assert "standard input is none" in done.err


def test_they_exclude_each_other(repository: Repository) -> None:
    done = repository.run("check", "--staged", "--changed-since", "main")

    assert done.status == 2
    assert "not allowed with" in done.err


@pytest.mark.parametrize("option", [["--changed-since", "main"], ["--staged"]], ids=["changed", "staged"])
def test_baseline_is_not_said_to_have_gone_faults(repository: Repository, option: list[str]) -> None:
    repository.run("baseline")
    repository.write("old.txt", RIGHT)
    repository.git("add", "-A")

    done = repository.run("check", *option)

    assert (done.status, done.err) == (0, "")


def test_known_fault_that_is_staged_passes(repository: Repository) -> None:
    repository.run("baseline")
    repository.write("old.txt", f"More.\n\n{FAULTY}")
    repository.git("add", "-A")

    assert "1 known fault in the baseline" in repository.run("check", "--staged").out
