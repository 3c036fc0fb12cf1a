"""--staged: what a commit would hold, in real repositories and from real hooks."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from repositories import FAULTY, NAMES, PLACE, RIGHT, Repository, empty_repository, posix, repository_of_one

if TYPE_CHECKING:
    from collections.abc import Sequence


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one faulty article, old.txt, on its branch main."""
    return repository_of_one(tmp_path)


@pytest.fixture
def empty(tmp_path: Path) -> Repository:
    """A repository without commits."""
    return empty_repository(tmp_path)


def test_staged_text_is_checked_and_not_that_of_the_folder(repository: Repository) -> None:
    repository.write("new.txt", "A line of its own.\n\n" + FAULTY)
    repository.git("add", "new.txt")
    repository.write("new.txt", RIGHT)

    done = repository.run("check", "--staged")

    assert done.status == 1
    assert done.out.startswith("new.txt:3:25: error[CC101]")


def test_fault_that_is_not_staged_is_left_alone(repository: Repository) -> None:
    repository.write("new.txt", RIGHT)
    repository.git("add", "new.txt")
    repository.write("new.txt", FAULTY)

    assert repository.run("check", "--staged").status == 0


def test_only_staged_files_are_checked(repository: Repository) -> None:
    repository.write("old.txt", FAULTY + "\nMore.\n")
    repository.write("untracked.txt")

    done = repository.run("check", "--staged")

    assert (done.status, done.err) == (0, "citecheck: no file to check is staged\n")


def test_staged_rename_counts_by_its_new_name(repository: Repository) -> None:
    repository.git("mv", "old.txt", "renamed.txt")

    assert repository.checked("--staged") == ["renamed.txt"]


def test_staged_deletion_is_left_out(repository: Repository) -> None:
    repository.git("rm", "-q", "--cached", "old.txt")

    assert repository.checked("--staged") == []


def test_first_commit_is_checked(empty: Repository) -> None:
    empty.write("new.txt")
    empty.git("add", "-A")

    assert empty.checked("--staged") == ["new.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_staged_file_of_any_name_is_read(repository: Repository, name: str) -> None:
    repository.write(name)
    repository.git("add", "-A")
    repository.write(name, RIGHT)

    assert repository.checked("--staged") == [name]


def test_staged_files_keep_their_own_texts(repository: Repository) -> None:
    names = (
        ["a.txt", "b c.txt", "d\ne.txt", "empty.txt"]
        if os.name != "nt"
        else ["a.txt", "b c.txt", "empty.txt"]
    )
    for number, name in enumerate(names[:-1]):
        repository.write(name, "\n" * number + FAULTY + "\n" * number)
    repository.write("empty.txt", "")
    repository.git("add", "-A")

    done = repository.run("check", "--staged", "--format", "json")

    assert [(one["path"], one["line"]) for one in done.diagnostics] == [
        (name, number + 1) for number, name in enumerate(names[:-1])
    ]
    assert done.report["summary"]["articles"] == len(names)


def test_staged_text_has_the_line_ends_of_the_folder(repository: Repository) -> None:
    repository.write(".gitattributes", "*.txt text eol=crlf\n")
    repository.write("new.txt", f"One.\r\n\r\nTwo.\r\n\r\n{FAULTY}")
    repository.git("add", "-A")

    in_index = repository.run("check", "--staged", "--format", "json", "new.txt").diagnostics
    in_folder = repository.run("check", "--format", "json", "new.txt").diagnostics

    assert in_index == in_folder


def test_staged_text_has_the_encoding_of_the_folder(repository: Repository) -> None:
    repository.write(".gitattributes", "sub/*.txt working-tree-encoding=UTF-16LE-BOM\n")
    repository.write("sub/new.txt", ("\ufeffÜber. " + FAULTY).encode("utf-16-le"))
    repository.git("add", "-A")

    done = repository.run(
        "check", "--staged", "--encoding", "utf-16-le", "--format", "json", cwd=repository.place / "sub"
    )

    assert done.codes == ["CC101"]


def test_staged_file_that_the_folder_lost_is_checked(repository: Repository) -> None:
    repository.write("deep/new.txt")
    repository.git("add", "-A")
    shutil.rmtree(repository.place / "deep")

    assert repository.checked("--staged") == ["deep/new.txt"]


@pytest.mark.parametrize(
    ("name", "args"),
    [
        pytest.param("deep/new.txt", ["other"], id="elsewhere"),
        pytest.param("deep/new.txt", [".", "--exclude", "deep/"], id="excluded"),
        pytest.param(".hidden/new.txt", ["."], id="hidden"),
        pytest.param("deep/new.md", ["."], id="format"),
    ],
)
def test_staged_file_that_the_folder_lost_is_chosen_as_others_are(
    repository: Repository, name: str, args: Sequence[str]
) -> None:
    repository.commit("other/right.txt", RIGHT)
    repository.write(name)
    repository.git("add", "-A")
    shutil.rmtree((repository.place / name).parent)

    assert repository.checked("--staged", *args) == []


@posix
def test_staged_link_is_no_article(repository: Repository) -> None:
    (repository.place / "link.txt").symlink_to("old.txt")
    repository.git("add", "-A")

    assert repository.checked("--staged") == []


def test_staged_file_of_a_format_that_is_not_read_is_named_when_given(repository: Repository) -> None:
    repository.write("new.docx")
    repository.git("add", "-A")

    assert repository.run("check", "--format", "json", "--staged", "new.docx").codes == ["CC902"]


def test_packed_records_are_read_from_the_index(repository: Repository) -> None:
    line = json.dumps({"id": "x", "text": FAULTY}) + "\n"
    repository.write("new.jsonl.gz", gzip.compress(line.encode()))
    repository.git("add", "-A")
    (repository.place / "new.jsonl.gz").write_bytes(gzip.compress(b""))

    assert repository.checked("--staged") == ["new.jsonl.gz"]


def test_fix_of_what_is_staged_is_refused(repository: Repository) -> None:
    done = repository.run("check", "--staged", "--fix")

    assert done.status == 2
    assert done.err.startswith("citecheck: --fix writes to the folder, and --staged checks what git holds")


def test_diff_shows_the_staged_text(repository: Repository) -> None:
    repository.write("new.txt")
    repository.git("add", "-A")
    repository.write("new.txt", "Another.\n")

    done = repository.run("check", "--staged", "--diff")

    assert f"-{FAULTY}+{RIGHT}" in done.out
    assert (repository.place / "new.txt").read_text(encoding="utf-8") == "Another.\n"


def test_many_staged_files_cost_few_processes(repository: Repository, tmp_path: Path) -> None:
    for number in range(300):
        repository.write(f"{number}.txt", RIGHT)
    repository.git("add", "-A")
    trace = tmp_path / "trace"

    done = repository.run("check", "--staged", GIT_TRACE=str(trace))

    assert "300 articles" in done.out
    assert trace.read_text(encoding="utf-8").count("built-in:") < 10


@pytest.fixture
def hooked(repository: Repository) -> Repository:
    """The repository with a hook that checks what is staged."""
    hook = repository.write(
        ".git/hooks/pre-commit",
        f"#!/bin/sh\nexec '{Path(sys.executable).as_posix()}' -m citecheck check --staged\n",
    )
    hook.chmod(0o755)
    return repository


def test_hook_refuses_a_fault(hooked: Repository) -> None:
    hooked.write("new.txt")
    hooked.git("add", "new.txt")

    assert PLACE in hooked.git("commit", "-m", "new", fails=True).err


def test_hook_lets_pass_what_is_right_in_the_index(hooked: Repository) -> None:
    hooked.write("new.txt", RIGHT)
    hooked.git("add", "new.txt")
    hooked.write("new.txt", FAULTY)

    hooked.git("commit", "-m", "new")


def test_hook_sees_what_commit_all_stages(hooked: Repository) -> None:
    hooked.write("old.txt", FAULTY + "\nMore.\n")

    assert f"old.txt:{PLACE}" in hooked.git("commit", "-am", "old", fails=True).err


def test_hook_sees_only_the_files_of_a_partial_commit(hooked: Repository) -> None:
    hooked.write("faulty.txt")
    hooked.write("right.txt", RIGHT)
    hooked.git("add", "-A")

    hooked.git("commit", "-m", "right", "right.txt")


def test_hook_sees_the_fault_of_a_partial_commit(hooked: Repository) -> None:
    hooked.write("old.txt", FAULTY + "\nMore.\n")
    hooked.write("right.txt", RIGHT)
    hooked.git("add", "right.txt")

    assert f"old.txt:{PLACE}" in hooked.git("commit", "-m", "old", "old.txt", fails=True).err


def test_hook_works_in_a_worktree(hooked: Repository, tmp_path: Path) -> None:
    hooked.git("worktree", "add", "-q", tmp_path / "tree")
    (tmp_path / "tree" / "new.txt").write_text(FAULTY, encoding="utf-8")
    hooked.git("add", "new.txt", cwd=tmp_path / "tree")

    assert PLACE in hooked.git("commit", "-m", "new", cwd=tmp_path / "tree", fails=True).err
