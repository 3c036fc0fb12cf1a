"""--changed-since: what differs from where the branch began, in real repositories."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from repositories import FAULTY, NAMES, RIGHT, Repository, empty_repository, posix, repository_of_one

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one faulty article, old.txt, on its branch main."""
    return repository_of_one(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    """A repository without commits."""
    return empty_repository(tmp_path)


def test_file_committed_since_is_checked(repository: Repository) -> None:
    repository.git("switch", "-qc", "work")
    repository.commit("new.txt")

    assert repository.checked("--changed-since", "main") == ["new.txt"]


def test_old_file_that_the_other_branch_changed_is_not_checked(repository: Repository) -> None:
    repository.git("branch", "work")
    repository.commit("old.txt", RIGHT)
    repository.git("switch", "-q", "work")

    assert repository.checked("--changed-since", "main") == []


def test_staged_file_is_checked(repository: Repository) -> None:
    repository.write("new.txt")
    repository.git("add", "new.txt")

    assert repository.checked("--changed-since", "main") == ["new.txt"]


def test_file_changed_and_not_staged_is_checked(repository: Repository) -> None:
    repository.write("old.txt", FAULTY + "\nMore.\n")

    assert repository.checked("--changed-since", "main") == ["old.txt"]


def test_untracked_file_is_checked(repository: Repository) -> None:
    repository.write("deep/new.txt")

    assert repository.checked("--changed-since", "main") == ["deep/new.txt"]


def test_file_that_git_ignores_by_its_own_list_is_not_checked(repository: Repository) -> None:
    repository.write(".git/info/exclude", "mine.txt\n")
    repository.write("mine.txt")

    assert repository.checked("--changed-since", "main") == []


def test_file_meant_to_be_added_is_checked(repository: Repository) -> None:
    repository.write("new.txt")
    repository.git("add", "--intent-to-add", "new.txt")

    assert repository.checked("--changed-since", "main") == ["new.txt"]


def test_deleted_file_is_left_out(repository: Repository) -> None:
    repository.git("rm", "-q", "old.txt")

    assert repository.checked("--changed-since", "main") == []


def test_renamed_file_is_checked_under_its_new_name(repository: Repository) -> None:
    repository.git("mv", "old.txt", "renamed.txt")

    assert repository.checked("--changed-since", "main") == ["renamed.txt"]


def test_touched_file_has_not_changed(repository: Repository) -> None:
    os.utime(repository.place / "old.txt", (1, 1))

    assert repository.checked("--changed-since", "main") == []


def test_paths_still_choose(repository: Repository) -> None:
    repository.write("a/new.txt")
    repository.write("b/new.txt")

    assert repository.checked("--changed-since", "main", "b") == ["b/new.txt"]


def test_exclusions_still_hold(repository: Repository) -> None:
    repository.write("a/new.txt")

    assert repository.checked("--changed-since", "main", "--exclude", "a/") == []


def test_subfolder_sees_its_own_files(repository: Repository) -> None:
    repository.write("a/new.txt")
    repository.write("b/new.txt")

    assert repository.checked("--changed-since", "main", cwd=repository.place / "a") == ["new.txt"]


def test_subfolder_sees_tracked_files_where_git_shows_paths_from_there(repository: Repository) -> None:
    repository.commit("a/new.txt")
    repository.git("config", "diff.relative", "true")

    assert repository.checked("--changed-since", "HEAD^", cwd=repository.place / "a") == ["new.txt"]


def test_path_above_is_followed(repository: Repository) -> None:
    repository.write("a/new.txt")
    repository.write("b/new.txt")

    assert repository.checked("--changed-since", "main", "../b", cwd=repository.place / "a") == [
        "../b/new.txt"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_untracked_file_of_any_name_is_found(repository: Repository, name: str) -> None:
    repository.write(name)

    assert repository.checked("--changed-since", "main") == [name]


@pytest.mark.parametrize("name", NAMES)
def test_tracked_file_of_any_name_is_found(repository: Repository, name: str) -> None:
    repository.commit(name)

    assert repository.checked("--changed-since", "HEAD^") == [name]


@posix
def test_name_that_is_no_text_is_found(repository: Repository) -> None:
    try:
        (repository.place / os.fsdecode(b"\xe9.txt")).write_text(FAULTY, encoding="utf-8")
    except OSError:
        pytest.skip("a file system that takes names of UTF-8 only")

    assert "1 error" in repository.run("check", "--changed-since", "main").out


@posix
def test_unreadable_file_that_changed_is_named(repository: Repository) -> None:
    (repository.place / "lost.txt").symlink_to("nowhere.txt")

    assert repository.run("check", "--format", "json", "--changed-since", "main").codes == ["CC902"]


@posix
def test_unreadable_file_that_did_not_change_is_left_alone(repository: Repository) -> None:
    (repository.place / "lost.txt").symlink_to("nowhere.txt")
    repository.git("add", "-A")
    repository.git("commit", "-qm", "link")

    assert repository.run("check", "--changed-since", "main").status == 0


@posix
def test_repository_behind_a_link_is_the_same(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(repository.place)
    new = repository.write("new.txt")

    assert repository.checked("--changed-since", "main", tmp_path / "link") == [f"{tmp_path}/link/{new.name}"]


def test_worktree_is_a_repository(repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", tmp_path / "tree")
    (tmp_path / "tree" / "new.txt").write_text(FAULTY, encoding="utf-8")

    assert repository.checked("--changed-since", "main", cwd=tmp_path / "tree") == ["new.txt"]


def test_submodule_is_not_descended(repository: Repository, tmp_path: Path) -> None:
    other = Repository(tmp_path / "other")
    shutil.copytree(repository.place, other.place)
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.place, "sub")
    repository.git("commit", "-qm", "sub")
    repository.write("sub/new.txt")
    repository.write("new.txt")

    assert repository.checked("--changed-since", "HEAD") == ["new.txt"]


def test_path_in_another_repository_is_refused(repository: Repository) -> None:
    inner = Repository(repository.place / "inner")
    inner.write("new.txt")
    inner.git("init", "-q")

    done = repository.run("check", "--changed-since", "main", "inner")

    assert done.status == 2
    assert (
        done.err
        == f"citecheck: inner: not in the repository {repository.place}; run citecheck where it belongs\n"
    )


@pytest.mark.parametrize("option", [["--changed-since", "main"], ["--staged"]], ids=["changed", "staged"])
def test_path_outside_is_refused(repository: Repository, tmp_path: Path, option: list[str]) -> None:
    (tmp_path / "else.txt").write_text(FAULTY, encoding="utf-8")

    done = repository.run("check", *option, ".", "../else.txt")

    assert done.status == 2
    assert "citecheck: ../else.txt: not in the repository" in done.err


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        pytest.param("mian", "no branch, tag or commit 'mian'; did you mean 'main'?", id="near"),
        pytest.param("qqq", "no branch, tag or commit 'qqq'", id="far"),
        pytest.param("", "no branch, tag or commit '': is a variable empty?", id="empty"),
        pytest.param("--all", "no branch, tag or commit '--all'", id="option"),
        pytest.param("0" * 40, f"no branch, tag or commit '{'0' * 40}'", id="zeros"),
        pytest.param("main..main", "no branch, tag or commit 'main..main'", id="range"),
    ],
)
def test_unknown_ref_is_named(repository: Repository, ref: str, message: str) -> None:
    done = repository.run("check", f"--changed-since={ref}")

    assert done.status == 2
    assert done.err == f"citecheck: --changed-since {ref}: {message}\n"


def test_branch_that_only_the_remote_has_is_suggested(repository: Repository, tmp_path: Path) -> None:
    repository.git("clone", "-q", repository.place, tmp_path / "clone")
    repository.git("switch", "-qc", "work", cwd=tmp_path / "clone")
    repository.git("branch", "-qD", "main", cwd=tmp_path / "clone")

    done = repository.run("check", "--changed-since", "main", cwd=tmp_path / "clone")

    assert "did you mean 'origin/main'?" in done.err


def test_tag_is_a_ref(repository: Repository) -> None:
    repository.git("tag", "-m", "first", "v1")
    repository.commit("new.txt")

    assert repository.checked("--changed-since", "v1") == ["new.txt"]


def test_repository_without_commits_has_no_ref(empty: Repository) -> None:
    done = empty.run("check", "--changed-since", "main")

    assert done.status == 2
    assert "no branch, tag or commit 'main': there is no commit yet" in done.err


def test_unrelated_history_is_named(repository: Repository) -> None:
    repository.git("switch", "-q", "--orphan", "work")
    repository.commit("new.txt")

    done = repository.run("check", "--changed-since", "main")

    assert done.status == 2
    assert done.err == "citecheck: --changed-since main: it has no commit in common with HEAD\n"


def test_clone_without_the_merge_base_says_what_to_fetch(repository: Repository, tmp_path: Path) -> None:
    repository.git("switch", "-qc", "work")
    repository.commit("new.txt")
    repository.git("switch", "-q", "main")
    repository.commit("theirs.txt")
    url = f"file://{repository.place}"
    repository.git("clone", "-q", "--depth=1", "--no-single-branch", "--branch=work", url, tmp_path / "clone")

    done = repository.run("check", "--changed-since", "origin/main", cwd=tmp_path / "clone")

    assert done.status == 2
    assert "no commit in common with HEAD; this clone is shallow: fetch the whole history" in done.err
    assert "fetch-depth: 0" in done.err


def test_clone_of_one_branch_says_what_to_fetch(repository: Repository, tmp_path: Path) -> None:
    repository.git("switch", "-qc", "work")
    url = f"file://{repository.place}"
    repository.git("clone", "-q", "--depth=1", "--branch=work", url, tmp_path / "clone")

    done = repository.run("check", "--changed-since", "origin/main", cwd=tmp_path / "clone")

    assert done.status == 2
    assert "no branch, tag or commit 'origin/main'" in done.err
    assert "this clone is shallow: fetch the whole history" in done.err


def test_nothing_changed_is_said(repository: Repository) -> None:
    done = repository.run("check", "--changed-since", "main")

    assert (done.status, done.err) == (0, "citecheck: no file to check differs from main\n")


def test_nothing_changed_is_not_said_when_quiet(repository: Repository) -> None:
    assert repository.run("check", "-q", "--changed-since", "main").err == ""


def test_fix_touches_only_what_changed(repository: Repository) -> None:
    repository.write("new.txt")

    repository.run("check", "--fix", "--changed-since", "main")

    assert (repository.place / "new.txt").read_text(encoding="utf-8") == RIGHT
    assert (repository.place / "old.txt").read_text(encoding="utf-8") == FAULTY


def test_extract_takes_what_changed(repository: Repository) -> None:
    repository.write("new.txt")

    done = repository.run("extract", "--changed-since", "main")

    assert [one["path"] for one in done.records] == ["new.txt"]
