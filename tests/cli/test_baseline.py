"""Known faults don't block new ones, wherever they move."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import run

if TYPE_CHECKING:
    from pathlib import Path

OLD = "The mill is shut (Dawn, May 3, 2015 Yle, May 4, 2015).\n"
RIGHT = OLD.replace("2015 Yle", "2015; Yle")
NEW = "Its owner is silent (Reuters, May 5, 2015 Interfax, May 6, 2015).\n"
NAME = ".citecheck-baseline.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article whose fault is known."""
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    assert run("baseline", cwd=tmp_path).out == f"{NAME}: 1 known fault in 1 file.\n"
    return tmp_path


def test_known_fault_passes(folder: Path) -> None:
    done = run("check", cwd=folder)

    assert done.status == 0
    assert (
        done.out == "Nothing to mend: 1 article, 1 citation, 2 references; 1 known fault in the baseline.\n"
    )


def test_new_fault_is_the_only_one_reported(folder: Path) -> None:
    (folder / "a.txt").write_text(f"{NEW}\n{OLD}", encoding="utf-8")

    done = run("check", "--format", "json", cwd=folder)

    assert [one["raw"] for one in done.diagnostics] == ["May 5, 2015 Interfax"]
    assert done.report["summary"]["known"] == 1


def test_known_fault_survives_edits_around_it(folder: Path) -> None:
    (folder / "a.txt").write_text(
        "A mill.\n\n" + OLD.replace("The mill is", "Both mills are"), encoding="utf-8"
    )

    assert run("check", cwd=folder).status == 0


def test_same_fault_again_is_new_and_told_at_its_place(folder: Path) -> None:
    again = OLD.replace("The mill", "A second mill on the same bank of the river, some say,")
    (folder / "a.txt").write_text(f"{again}\n{OLD}", encoding="utf-8")

    assert [one["line"] for one in run("check", "--format", "json", cwd=folder).diagnostics] == [1]


def test_prune_forgets_what_is_gone_and_records_nothing(folder: Path) -> None:
    (folder / "a.txt").write_text(NEW, encoding="utf-8")

    done = run("baseline", "--prune", cwd=folder)

    assert done.out == f"{NAME}: 0 known faults in 0 files (1 fault before).\n"
    assert run("check", cwd=folder).status == 1


def test_other_files_keep_their_entries(folder: Path) -> None:
    (folder / "b.txt").write_text(NEW, encoding="utf-8")

    run("baseline", "b.txt", cwd=folder)

    entries = json.loads((folder / NAME).read_text(encoding="utf-8"))["diagnostics"]
    assert [one["path"] for one in entries] == ["a.txt", "b.txt"]


def test_known_fault_is_not_mended(folder: Path) -> None:
    run("check", "--fix", cwd=folder)

    assert (folder / "a.txt").read_text(encoding="utf-8") == OLD


def test_no_baseline_reports_all(folder: Path) -> None:
    assert run("check", "--no-baseline", cwd=folder).status == 1


def test_unreadable_file_is_never_known(folder: Path) -> None:
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00")

    assert run("baseline", cwd=folder).status == 1
    assert run("check", "--format", "json", cwd=folder).codes == ["CC902"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("<<<<<<< HEAD\n", ":1:1: not JSON", id="conflict"),
        pytest.param('{"version": 7}', ": not a baseline of version 1", id="version"),
        pytest.param('{"version": 1, "diagnostics": [{}]}', ": entry 1 has not the five fields", id="entry"),
    ],
)
def test_faulty_baseline_is_named(folder: Path, text: str, place: str) -> None:
    (folder / NAME).write_text(text, encoding="utf-8")
    done = run("check", cwd=folder)

    assert done.status == 2
    assert f"{NAME}{place}" in done.err


def test_entries_of_a_file_that_cannot_be_read_stay(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"one\0two")

    run("baseline", cwd=folder)
    (folder / "a.txt").write_text(OLD, encoding="utf-8")

    assert run("check", cwd=folder).status == 0


def test_entries_of_rules_that_did_not_run_stay(folder: Path) -> None:
    run("baseline", "--select", "CC2", cwd=folder)

    assert run("check", cwd=folder).status == 0


def test_entries_follow_the_words_around_when_recorded_again(folder: Path) -> None:
    (folder / "a.txt").write_text(OLD.replace("The mill", "A second mill"), encoding="utf-8")

    run("baseline", cwd=folder)

    (entry,) = json.loads((folder / NAME).read_text(encoding="utf-8"))["diagnostics"]
    assert entry["near"].startswith("A second mill")


def test_record_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    records = [json.dumps({"id": name, "text": OLD}) for name in "xy"]
    (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
    run("baseline", cwd=tmp_path)
    (tmp_path / "a.jsonl").write_text(records[0], encoding="utf-8")

    run("baseline", "--prune", cwd=tmp_path)

    entries = json.loads((tmp_path / NAME).read_text(encoding="utf-8"))["diagnostics"]
    assert [one["article"] for one in entries] == ["x"]


GONE = "citecheck: 1 fault of the baseline is gone; citecheck baseline --prune forgets it\n"


@pytest.fixture
def mended(folder: Path) -> Path:
    """The folder after its one known fault was mended by hand."""
    (folder / "a.txt").write_text(RIGHT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("args", [["a.txt"], ["."], ["--format", "json"], ["--fix"], ["--select", "CC101"]])
def test_gone_fault_is_told(mended: Path, args: list[str]) -> None:
    done = run("check", *args, cwd=mended)

    assert (done.status, done.err) == (0, GONE)


@pytest.mark.parametrize("args", [["--quiet"], ["--no-baseline"], ["--ignore", "CC1"], ["--diff"]])
def test_gone_fault_is_not_told(mended: Path, args: list[str]) -> None:
    assert run("check", *args, cwd=mended).err == ""


def test_fault_that_is_still_there_is_not_gone(folder: Path) -> None:
    assert run("check", cwd=folder).err == ""


def test_fault_of_a_file_that_was_not_checked_is_not_gone(mended: Path) -> None:
    (mended / "b.txt").write_text(RIGHT, encoding="utf-8")

    assert run("check", "b.txt", cwd=mended).err == ""


def test_fault_of_a_file_that_is_left_out_is_not_gone(folder: Path) -> None:
    (folder / "b.txt").write_text(RIGHT, encoding="utf-8")

    assert run("check", "--exclude", "a.txt", cwd=folder).err == ""


def test_fault_of_a_file_that_cannot_be_read_is_not_gone(folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"one\0two")

    assert run("check", cwd=folder).err == ""


def test_fault_in_standard_input_is_not_gone(mended: Path) -> None:
    assert run("check", "-", "--stdin-filename", "a.txt", stdin=RIGHT, cwd=mended).err == ""


def test_fault_of_a_deleted_file_is_gone_where_its_folder_is_checked(folder: Path) -> None:
    (folder / "b.txt").write_text(RIGHT, encoding="utf-8")
    (folder / "a.txt").unlink()

    assert run("check", cwd=folder).err == GONE


def test_fault_of_a_deleted_file_is_not_gone_where_another_file_is_checked(folder: Path) -> None:
    (folder / "b.txt").write_text(RIGHT, encoding="utf-8")
    (folder / "a.txt").unlink()

    assert run("check", "b.txt", cwd=folder).err == ""


def test_one_of_two_like_faults_is_gone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{OLD}\n{OLD}", encoding="utf-8")
    run("baseline", cwd=tmp_path)
    (tmp_path / "a.txt").write_text(f"{OLD}\n{RIGHT}", encoding="utf-8")

    assert run("check", cwd=tmp_path).err == GONE


def test_gone_faults_are_counted_across_processes(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(OLD, encoding="utf-8")
    run("baseline", cwd=tmp_path)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(RIGHT, encoding="utf-8")

    done = run("check", "--jobs", "2", cwd=tmp_path)

    assert (
        done.err == "citecheck: 3 faults of the baseline are gone; citecheck baseline --prune forgets them\n"
    )


def test_gone_record_is_told(tmp_path: Path) -> None:
    records = [json.dumps({"id": name, "text": OLD}) for name in "xy"]
    (tmp_path / "a.jsonl").write_text("\n".join(records), encoding="utf-8")
    run("baseline", cwd=tmp_path)
    (tmp_path / "a.jsonl").write_text(records[0], encoding="utf-8")

    assert run("check", cwd=tmp_path).err == GONE


@pytest.mark.parametrize("given", ["absolute", "above"])
def test_gone_fault_is_told_wherever_the_run_starts(mended: Path, given: str) -> None:
    (mended / "sub").mkdir()
    path = mended / "a.txt" if given == "absolute" else "../a.txt"

    done = run("check", "--baseline", f"../{NAME}", path, cwd=mended / "sub")

    assert done.err == GONE.replace("--prune", f"--prune --baseline ../{NAME}")
