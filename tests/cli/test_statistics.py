"""`--statistics`: how often each rule spoke, in the place of the diagnostics."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import Result, run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "It is shut (Dawn, May 3, 2015 Yle, May 4, 2015), it says (Dawn; Yle, May 4, 2015). It burned (Dawn; Yle, May 4).\n\n"
    "It is open (Dawn, May 3, 2015 and Yle, May 4, 2015). It will stay so (Dawn, May 3, 2015; Dawn, May 3, 2015).\n"
)


def made(tmp_path: Path, *args: str) -> Result:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return run("check", *args, "a.txt", cwd=tmp_path)


def test_table_stands_in_the_place_of_the_diagnostics(tmp_path: Path) -> None:
    done = made(tmp_path, "--statistics")

    assert done.out.splitlines() == [
        "2  CC107  missing-date",
        "1  CC101  missing-separator    1 safe fix",
        "1  CC102  wrong-separator      1 unsafe fix",
        "1  CC205  no-publication-date",
        "1  CC501  duplicate-reference  1 safe fix",
        made(tmp_path).out.splitlines()[-1],
    ]


def test_quiet_shows_the_table_alone(tmp_path: Path) -> None:
    assert (
        made(tmp_path, "--statistics", "-q").out.splitlines()
        == made(tmp_path, "--statistics").out.splitlines()[:-1]
    )


@pytest.mark.parametrize("fail_on", ["error", "warning", "info"])
def test_statistics_change_no_status(tmp_path: Path, fail_on: str) -> None:
    assert made(tmp_path, "--statistics", "--fail-on", fail_on).status == 1
    assert made(tmp_path, "--statistics", "--ignore", "ALL", "--fail-on", fail_on).status == 0


def test_numbers_are_those_of_the_diagnostics() -> None:
    report = run("check", "--statistics", "--format", "json", "seeds/drafts").report
    whole = run("check", "--format", "json", "seeds/drafts").report
    counted = Counter(one["code"] for one in whole["diagnostics"])
    safe = Counter(one["code"] for one in whole["diagnostics"] if one["fix"] and one["fix"]["safe"])
    unsafe = Counter(one["code"] for one in whole["diagnostics"] if one["fix"] and not one["fix"]["safe"])

    found = report["statistics"]
    assert {one["code"]: one["diagnostics"] for one in found} == counted
    assert {one["code"]: one["safe_fixes"] for one in found if one["safe_fixes"]} == safe
    assert {one["code"]: one["unsafe_fixes"] for one in found if one["unsafe_fixes"]} == unsafe
    assert report["summary"] == whole["summary"]


def test_most_frequent_comes_first_and_codes_decide_a_draw() -> None:
    found = run("check", "--statistics", "--format", "jsonl", "seeds/drafts").records

    assert [one["code"] for one in found] == [
        one["code"] for one in sorted(found, key=lambda one: (-one["diagnostics"], one["code"]))
    ]
    assert len(found) > 5


def test_jsonl_gives_the_same_one_a_line(tmp_path: Path) -> None:
    found = made(tmp_path, "--statistics", "--format", "jsonl").records

    assert found == made(tmp_path, "--statistics", "--format", "json").report["statistics"]


def test_level_hides_lines_of_the_table(tmp_path: Path) -> None:
    done = made(tmp_path, "--statistics", "--level", "error", "-q")

    assert [line.split()[1] for line in done.out.splitlines()] == ["CC101", "CC102"]


def test_table_after_fix_counts_what_remains(tmp_path: Path) -> None:
    done = made(tmp_path, "--statistics", "--fix", "-q")

    assert [line.split()[1] for line in done.out.splitlines()] == ["CC107", "CC102", "CC205"]


def test_outputs_hold_the_diagnostics(tmp_path: Path) -> None:
    made(tmp_path, "--statistics", "--output", "r.json")

    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert report == made(tmp_path, "--format", "json").report


def test_unreadable_files_are_counted(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\0")

    assert run("check", "--statistics", "-q", "b.txt", cwd=tmp_path).out == "1  CC902  unreadable-file\n"


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_clean_text_has_no_table(tmp_path: Path, form: str) -> None:
    (tmp_path / "b.txt").write_text("It is open (Dawn, May 3, 2015).", encoding="utf-8")

    assert run("check", "--statistics", "-q", "--format", form, "b.txt", cwd=tmp_path).out == ""


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["--format", "sarif"], "--output sarif=FILE"),
        (["--format", "github"], "--output github=FILE"),
        (["--diff"], "choose one of them"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path: Path, args: list[str], word: str) -> None:
    done = made(tmp_path, "--statistics", *args)

    assert (done.status, done.out) == (2, "")
    assert word in done.err
