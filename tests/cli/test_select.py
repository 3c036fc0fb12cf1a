"""--select, --extend-select and --ignore: codes, prefixes, names, ALL; the longest wins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "It is shut (, May 14). It is open (Dawn; Yle, May 15). It is hot (Dawn, May 16 Yle, May 17). "
    "It is cold (Dawn, Maay 3). It is dry (local media, June 31).\n"
)
FAULTS = {"CC101", "CC107", "CC108", "CC201", "CC202", "CC205", "CC306"}


def found(tmp_path: Path, *args: str) -> set[str]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run("check", "--format", "json", *args, "a.txt", cwd=tmp_path)
    assert done.status in (0, 1), done.err
    return set(done.codes)


@pytest.mark.parametrize(
    ("args", "codes"),
    [
        pytest.param([], FAULTS, id="nothing-chosen"),
        pytest.param(["--select", "ALL"], FAULTS, id="all"),
        pytest.param(["--select", "all"], FAULTS, id="all-in-lower-case"),
        pytest.param(["--select", "CC101"], {"CC101"}, id="code"),
        pytest.param(["--select", "cc101"], {"CC101"}, id="code-in-lower-case"),
        pytest.param(["--select", "missing-separator"], {"CC101"}, id="name"),
        pytest.param(["--select", "CC1"], {"CC101", "CC107", "CC108"}, id="prefix"),
        pytest.param(["--select", "CC20"], {"CC201", "CC202", "CC205"}, id="longer-prefix"),
        pytest.param(["--select", "CC"], FAULTS, id="shortest-prefix"),
        pytest.param(["--select", "CC101,CC3"], {"CC101", "CC306"}, id="list"),
        pytest.param(["--select", "CC101, CC3"], {"CC101", "CC306"}, id="list-with-a-space"),
        pytest.param(["--select", "CC101", "--select", "CC3"], {"CC101", "CC306"}, id="option-twice"),
        pytest.param(["--ignore", "CC1"], FAULTS - {"CC101", "CC107", "CC108"}, id="ignored-prefix"),
        pytest.param(["--ignore", "missing-outlet"], FAULTS - {"CC108"}, id="ignored-name"),
        pytest.param(["--ignore", "ALL"], set(), id="all-ignored"),
        pytest.param(["--select", "CC1", "--ignore", "CC101"], {"CC107", "CC108"}, id="longer-ignored"),
        pytest.param(["--select", "CC101", "--ignore", "CC1"], {"CC101"}, id="longer-chosen"),
        pytest.param(
            ["--select", "CC10,CC2", "--ignore", "CC1,CC201"],
            {"CC101", "CC107", "CC108", "CC202", "CC205"},
            id="both",
        ),
        pytest.param(["--select", "CC101", "--ignore", "CC101"], set(), id="equal-ignored"),
        pytest.param(["--select", "missing-separator", "--ignore", "CC101"], set(), id="name-and-code"),
        pytest.param(["--select", "ALL", "--ignore", "CC"], set(), id="prefix-over-all"),
        pytest.param(["--extend-select", "CC101"], FAULTS, id="extended-by-what-runs"),
        pytest.param(["--select", "CC101", "--extend-select", "CC306"], {"CC101", "CC306"}, id="extended"),
        pytest.param(
            ["--ignore", "CC1", "--extend-select", "CC101"],
            FAULTS - {"CC107", "CC108"},
            id="extended-over-ignored",
        ),
    ],
)
def test_rules_that_run(tmp_path: Path, args: list[str], codes: set[str]) -> None:
    assert found(tmp_path, *args) == codes


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("CC110x", "CC110"),
        ("CC501a", "CC501"),
        ("missing-seperator", "missing-separator"),
        ("mising-date", "missing-date"),
    ],
)
def test_unknown_code_suggests_the_nearest(tmp_path: Path, option: str, code: str, hint: str) -> None:
    done = run("check", option, code, cwd=tmp_path)

    assert done.status == 2
    assert f"'{code}'" in done.err
    assert f"did you mean '{hint}'?" in done.err


def test_unknown_code_far_from_all_suggests_nothing(tmp_path: Path) -> None:
    done = run("check", "--select", "XYZW", cwd=tmp_path)

    assert done.status == 2
    assert "'XYZW'" in done.err
    assert "did you mean" not in done.err


def test_prefix_is_no_part_of_a_name(tmp_path: Path) -> None:
    assert run("check", "--select", "missing", cwd=tmp_path).status == 2


def test_unselected_unreadable_file_is_silent(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"\x00")

    done = run("check", "--format", "json", "--select", "CC101", "b.txt", cwd=tmp_path)

    assert (done.status, done.codes) == (0, [])
