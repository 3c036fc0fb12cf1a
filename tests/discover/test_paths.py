"""Which files the given paths mean: files, folders, globs, links; each once and in a stable order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Result, run

CLEAN = "The mill will open in spring (Dawn, May 3, 2015).\n"
RECORD = '{"text": "The mill will open in spring (Dawn, May 3, 2015)."}\n'


def put(folder: Path, *names: str, text: str = CLEAN) -> None:
    """Write files of that text; folders are made."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(RECORD if ".jsonl" in name or ".ndjson" in name else text, encoding="utf-8")


def read(done: Result) -> list[str]:
    """The paths that `extract` printed something of, in its order."""
    return [record["path"] for record in done.records]


def extracted(folder: Path, *args: str) -> list[str]:
    """The paths that `extract` read, run in `folder`."""
    done = run("extract", *args, cwd=folder)
    assert done.status == 0, done.err
    return read(done)


def test_file_is_read_by_its_name(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")

    assert extracted(tmp_path, "a.txt") == ["a.txt"]


def test_absolute_path_is_shown_as_given(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    path = str(tmp_path / "a.txt")

    assert extracted(tmp_path, path) == [path.replace(os.sep, "/")]


def test_leading_dot_slash_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")

    assert extracted(tmp_path, "./in/a.txt") == ["in/a.txt"]


def test_folder_means_its_readable_files(tmp_path: Path) -> None:
    put(
        tmp_path,
        "in/a.txt",
        "in/b.jsonl",
        "in/c.ndjson",
        "in/d.jsonl.txt",
        "in/e.md",
        "in/f.py",
        "in/Makefile",
        "in/g.TXT",
    )

    assert extracted(tmp_path, "in") == [
        "in/a.txt",
        "in/b.jsonl",
        "in/c.ndjson",
        "in/d.jsonl.txt",
        "in/g.TXT",
    ]


def test_no_path_means_this_folder(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/c.txt")

    assert sorted(extracted(tmp_path)) == ["a/c.txt", "b.txt"]


def test_folders_inside_are_read(tmp_path: Path) -> None:
    put(tmp_path, "in/x/y/z/a.txt")

    assert extracted(tmp_path, "in") == ["in/x/y/z/a.txt"]


def test_order_does_not_hang_on_the_file_system(tmp_path: Path) -> None:
    names = [f"{folder}{name}.txt" for folder in ("", "b/", "a/", "b/c/") for name in ("10", "z", "2", "A")]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    put(tmp_path / "one", *names)
    put(tmp_path / "two", *reversed(names))

    one, two = extracted(tmp_path / "one", "."), extracted(tmp_path / "two", ".")

    assert one == two
    assert [name for name in one if "/" not in name] == ["10.txt", "2.txt", "A.txt", "z.txt"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", "c.txt")

    assert extracted(tmp_path, "c.txt", "a.txt", "b.txt") == ["c.txt", "a.txt", "b.txt"]


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt", "in/b.txt")

    assert extracted(tmp_path, "in/b.txt", "in", "./in/b.txt", "in/../in/a.txt") == ["in/b.txt", "in/a.txt"]


def test_hidden_folder_is_left_out_of_a_walk(tmp_path: Path) -> None:
    put(tmp_path, "in/.git/a.txt", "in/.cache/b.txt", "in/c.txt")

    assert extracted(tmp_path, "in") == ["in/c.txt"]


def test_hidden_folder_is_read_when_named(tmp_path: Path) -> None:
    put(tmp_path, ".drafts/a.txt")

    assert extracted(tmp_path, ".drafts") == [".drafts/a.txt"]


def test_glob_is_expanded(tmp_path: Path) -> None:
    put(tmp_path, "b1.txt", "b2.txt", "c1.txt")

    assert extracted(tmp_path, "b*.txt") == ["b1.txt", "b2.txt"]


def test_glob_with_two_stars_goes_down(tmp_path: Path) -> None:
    put(tmp_path, "in/x/y/a.txt", "in/b.txt")

    assert sorted(extracted(tmp_path, "in/**/*.txt")) == ["in/b.txt", "in/x/y/a.txt"]


def test_file_whose_name_looks_like_a_glob_is_that_file(tmp_path: Path) -> None:
    put(tmp_path, "draft [2].txt", "draft 2.txt")

    assert extracted(tmp_path, "draft [2].txt") == ["draft [2].txt"]


def test_glob_that_matches_nothing_gives_status_2(tmp_path: Path) -> None:
    done = run("check", "*.txt", cwd=tmp_path)

    assert done.status == 2
    assert "*.txt" in done.err
    assert "Traceback" not in done.err


def test_missing_path_gives_status_2(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")

    done = run("check", "a.txt", "none.txt", cwd=tmp_path)

    assert done.status == 2
    assert "none.txt" in done.err
    assert len(done.err.splitlines()) == 1


def test_missing_path_gives_status_2_even_with_exit_zero(tmp_path: Path) -> None:
    assert run("check", "--exit-zero", "none.txt", cwd=tmp_path).status == 2


def test_empty_folder_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    done = run("check", "empty", cwd=tmp_path)

    assert done.status == 0
    assert len(done.err.splitlines()) == 1
    assert "empty" in done.err
    assert ".txt" in done.err


@pytest.mark.parametrize("name", ["a.md", "a.docx", "a.PDF", "README"])
def test_another_type_of_file_is_told_what_can_be_read(tmp_path: Path, name: str) -> None:
    put(tmp_path, name, "b.txt")

    done = run("check", "--format", "json", name, "b.txt", cwd=tmp_path)

    assert done.status == 1
    assert done.codes == ["CC902"]
    assert done.diagnostics[0]["path"] == name
    assert ".jsonl" in done.diagnostics[0]["message"]
    assert done.report["summary"]["articles"] == 1


def test_space_and_letters_of_any_script_in_names(tmp_path: Path) -> None:
    names = ["in/статья о мосте.txt", "in/été.txt", "in/記事.txt"]
    put(tmp_path, *names)

    assert sorted(extracted(tmp_path, "in")) == sorted(names)


def test_newline_in_a_file_name_keeps_to_one_line(tmp_path: Path) -> None:
    put(tmp_path, "a\nb.txt", text="(, August 12)\n")

    done = run("check", "-q", "--ignore", "CC205", ".", cwd=tmp_path)

    assert len(done.out.splitlines()) == 1


def test_link_to_a_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, "real.txt")
    (tmp_path / "link.txt").symlink_to("real.txt")

    assert extracted(tmp_path, "link.txt") == ["link.txt"]


def test_link_loop_of_folders_ends(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in", target_is_directory=True)

    assert extracted(tmp_path, "in") == ["in/a.txt"]


def test_link_to_itself_is_one_clear_line(tmp_path: Path) -> None:
    put(tmp_path, "in/a.txt")
    (tmp_path / "in" / "loop.txt").symlink_to("loop.txt")

    done = run("check", "--format", "json", "in", cwd=tmp_path)

    assert done.status == 1
    assert [(one["code"], one["path"]) for one in done.diagnostics] == [("CC902", "in/loop.txt")]
    assert "link" in done.diagnostics[0]["message"]
    assert done.report["summary"]["articles"] == 1


@pytest.mark.parametrize("given", ["in", "in/gone.txt"])
def test_broken_link_is_one_clear_line(tmp_path: Path, given: str) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "gone.txt").symlink_to("nowhere.txt")

    done = run("check", "--format", "json", given, cwd=tmp_path)

    assert done.status == 1
    assert [(one["code"], one["path"]) for one in done.diagnostics] == [("CC902", "in/gone.txt")]
    assert "link" in done.diagnostics[0]["message"]


def test_file_without_permission_is_one_clear_line(tmp_path: Path) -> None:
    put(tmp_path, "shut.txt", "open.txt")
    (tmp_path / "shut.txt").chmod(0)
    if os.access(tmp_path / "shut.txt", os.R_OK):
        pytest.skip("whoever runs this may read everything")

    done = run("check", "--format", "json", ".", cwd=tmp_path)

    assert done.status == 1
    assert [(one["code"], one["path"]) for one in done.diagnostics] == [("CC902", "shut.txt")]
    assert "ermission" in done.diagnostics[0]["message"]
    assert done.report["summary"]["articles"] == 1


def test_folder_without_permission_is_one_clear_line(tmp_path: Path) -> None:
    put(tmp_path, "in/shut/a.txt", "in/b.txt")
    shut = tmp_path / "in" / "shut"
    shut.chmod(0)
    try:
        if os.access(shut, os.R_OK):
            pytest.skip("whoever runs this may read everything")
        done = run("check", "--format", "json", "in", cwd=tmp_path)
    finally:
        shut.chmod(0o755)

    assert done.status == 1
    assert [(one["code"], one["path"]) for one in done.diagnostics] == [("CC902", "in/shut")]


def test_file_that_fails_while_it_is_read_is_one_clear_line(tmp_path: Path) -> None:
    memory = Path("/proc/self/mem")
    if not memory.is_file():
        pytest.skip("no file here that opens and can't be read")
    (tmp_path / "broken.txt").symlink_to(memory)
    put(tmp_path, "whole.txt")

    done = run("check", "--format", "json", ".", cwd=tmp_path)

    assert [(one["code"], one["path"]) for one in done.diagnostics] == [("CC902", "broken.txt")]
    assert done.report["summary"]["articles"] == 1


def test_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.txt/b.txt")

    assert extracted(tmp_path, "a.txt") == ["a.txt/b.txt"]


def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    done = run("check", "--format", "json", "pipe.txt", cwd=tmp_path)

    assert (done.status, done.codes) == (1, ["CC902"])
