"""What a walk leaves out: .gitignore as git reads it, and --exclude."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pathspec
import pytest
from conftest import environment, run

from citecheck import discover

if TYPE_CHECKING:
    from pathlib import Path

CLEAN = "The mill will open in spring (Dawn, May 3, 2015).\n"


def put(folder: Path, files: dict[str, str]) -> None:
    """Write files; an empty text stands for an article."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or CLEAN, encoding="utf-8")


def extracted(folder: Path, *args: str) -> list[str]:
    """The paths that `extract` read, run in `folder`."""
    done = run("extract", *args, cwd=folder)
    assert done.status == 0, done.err
    return [record["path"] for record in done.records]


def repository(folder: Path, files: dict[str, str]) -> None:
    """A folder that git would hold for a repository."""
    (folder / ".git").mkdir(parents=True)
    put(folder, files)


def test_gitignore_of_the_walked_folder(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "b.txt\n", "a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, ".") == ["a.txt"]


def test_gitignore_counts_outside_a_repository(tmp_path: Path) -> None:
    put(tmp_path, {".gitignore": "b.txt\n", "a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, ".") == ["a.txt"]


def test_gitignore_above_counts_in_a_repository(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "draft*.txt\n", "in/deep/a.txt": "", "in/deep/draft1.txt": ""})

    assert extracted(tmp_path / "in", "deep") == ["deep/a.txt"]


def test_gitignore_above_does_not_count_outside_a_repository(tmp_path: Path) -> None:
    put(tmp_path, {".gitignore": "*.txt\n", "in/a.txt": ""})

    assert extracted(tmp_path, "in") == ["in/a.txt"]


def test_gitignore_above_the_repository_does_not_count(tmp_path: Path) -> None:
    put(tmp_path, {".gitignore": "*.txt\n"})
    repository(tmp_path / "repo", {"in/a.txt": ""})

    assert extracted(tmp_path / "repo", "in") == ["in/a.txt"]


def test_nested_gitignore_counts_from_its_folder(tmp_path: Path) -> None:
    repository(tmp_path, {"x/.gitignore": "/a.txt\n", "x/a.txt": "", "x/y/a.txt": "", "a.txt": ""})

    assert extracted(tmp_path, ".") == ["a.txt", "x/y/a.txt"]


def test_negated_line_takes_a_file_back(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "*.txt\n!kept.txt\n", "a.txt": "", "kept.txt": ""})

    assert extracted(tmp_path, ".") == ["kept.txt"]


def test_nested_negation_overrules_the_file_above(tmp_path: Path) -> None:
    repository(
        tmp_path,
        {".gitignore": "draft.txt\n", "x/.gitignore": "!draft.txt\n", "x/draft.txt": "", "draft.txt": ""},
    )

    assert extracted(tmp_path, ".") == ["x/draft.txt"]


def test_nothing_comes_back_from_an_ignored_folder(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "old/\n!old/a.txt\n", "old/a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, ".") == ["b.txt"]


def test_pattern_for_folders_leaves_files(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "old.txt/\n", "old.txt": "", "x/old.txt/a.txt": ""})

    assert extracted(tmp_path, ".") == ["old.txt"]


def test_anchored_pattern_counts_at_its_root_only(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "/old/\n", "old/a.txt": "", "x/old/a.txt": ""})

    assert extracted(tmp_path, ".") == ["x/old/a.txt"]


def test_two_stars_match_any_depth(tmp_path: Path) -> None:
    repository(
        tmp_path, {".gitignore": "x/**/old.txt\n", "x/y/z/old.txt": "", "x/old.txt": "", "old.txt": ""}
    )

    assert extracted(tmp_path, ".") == ["old.txt"]


def test_comments_and_blank_lines_ignore_nothing(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "# a.txt\n\n   \n", "a.txt": ""})

    assert extracted(tmp_path, ".") == ["a.txt"]


def test_ignored_file_is_read_when_named(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "a.txt\n", "a.txt": ""})

    assert extracted(tmp_path, "a.txt") == ["a.txt"]


def test_files_of_an_ignored_folder_are_left_out_of_a_walk_from_inside_the_repository(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "build/\n", "build/deep/a.txt": "", "src/a.txt": ""})

    assert extracted(tmp_path, ".") == ["src/a.txt"]


@pytest.mark.parametrize("pattern", ["b.txt", "*b.txt", "/in/b.txt", "in/b.*", "**/b.txt"])
def test_exclude_leaves_out_of_a_walk(tmp_path: Path, pattern: str) -> None:
    put(tmp_path, {"in/a.txt": "", "in/b.txt": ""})

    assert extracted(tmp_path, "in", "--exclude", pattern) == ["in/a.txt"]


def test_exclude_leaves_out_whole_folders(tmp_path: Path) -> None:
    put(tmp_path, {"in/old/x/a.txt": "", "in/b.txt": ""})

    assert extracted(tmp_path, "in", "--exclude", "old/") == ["in/b.txt"]


def test_exclude_counts_for_a_file_given_by_name(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, "a.txt", "b.txt", "--exclude", "b.txt") == ["a.txt"]


def test_exclude_of_a_folder_counts_for_a_file_in_it_given_by_name(tmp_path: Path) -> None:
    put(tmp_path, {"old/a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, "old/a.txt", "b.txt", "--exclude", "old/") == ["b.txt"]


def test_exclude_counts_for_a_folder_given_by_name(tmp_path: Path) -> None:
    put(tmp_path, {"old/a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, "old", "b.txt", "--exclude", "old/") == ["b.txt"]


def test_exclude_counts_for_an_absolute_path(tmp_path: Path) -> None:
    put(tmp_path, {"old/a.txt": "", "old/b.txt": ""})

    found = extracted(tmp_path, str(tmp_path / "old"), "--exclude", "a.txt")

    assert [path.rpartition("/")[2] for path in found] == ["b.txt"]


def test_exclude_counts_for_a_path_outside_of_here(tmp_path: Path) -> None:
    put(tmp_path, {"old/a.txt": "", "old/b.txt": "", "here/c.txt": ""})

    assert extracted(tmp_path / "here", "../old", "--exclude", "a.txt") == ["../old/b.txt"]


def test_several_excludes_count_together(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "", "b.txt": "", "c.txt": ""})

    assert extracted(tmp_path, "--exclude", "a.txt", "--exclude", "b.txt") == ["c.txt"]


def test_later_exclude_may_take_back(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "", "b.txt": ""})

    assert extracted(tmp_path, "--exclude", "*.txt", "--exclude", "!b.txt") == ["b.txt"]


def test_excluding_a_missing_path_is_still_a_missing_path(tmp_path: Path) -> None:
    assert run("check", "none.txt", "--exclude", "none.txt", cwd=tmp_path).status == 2


PLAIN = ["drafts/", "drafts", "/drafts", "a/drafts", "a/drafts/", "b.txt", "raft", "a.txt"]
PATHS = [
    "drafts",
    "drafts/b.txt",
    "a/drafts",
    "a/drafts/b.txt",
    "a/drafts.txt",
    "my-drafts/c.txt",
    "b.txt",
    "a/b.txt",
    "a.txt/c",
]


@pytest.mark.parametrize("pattern", PLAIN)
@pytest.mark.parametrize("is_folder", [False, True], ids=["file", "folder"])
def test_plain_pattern_means_what_the_library_says(pattern: str, is_folder: bool) -> None:
    spec = pathspec.GitIgnoreSpec.from_lines([pattern])
    end = "/" if is_folder else ""

    ignores = discover.patterns([pattern])

    assert [ignores(path, is_folder) for path in PATHS] == [
        spec.check_file(path + end).include for path in PATHS
    ]


def test_excluded_folder_elsewhere_does_not_load_the_library(tmp_path: Path) -> None:
    put(tmp_path, {"a.txt": "", "citecheck.yaml": "exclude: [drafts/, /old/notes.txt]\n"})
    code = "import sys; from citecheck.cli import main; main(['check', 'a.txt']); sys.exit('pathspec' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(), capture_output=True, check=False
    )

    assert done.returncode == 0


def test_a_run_that_leaves_everything_out_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is shut.\n", encoding="utf-8")

    done = run("check", "--exclude", "a.txt", "a.txt", cwd=tmp_path)

    assert done.err == "citecheck: all that was given is left out by 'exclude'\n"
    assert done.status == 0
