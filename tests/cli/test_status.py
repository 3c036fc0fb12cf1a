"""Exit statuses: 0 nothing at or above the failing severity, 1 something was, 2 the run itself failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import Result, run

if TYPE_CHECKING:
    from pathlib import Path

CLEAN = "It is open (Dawn, May 14, 2015).\n"
ERROR = "It is shut (, May 14, 2015).\n"
WARNING = "It is shut (Dawn; Yle, May 14, 2015).\n"
INFO = "It is shut (Dawn, May 14).\n"


def checked(tmp_path: Path, text: str, *args: str) -> Result:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return run("check", *args, "a.txt", cwd=tmp_path)


@pytest.mark.parametrize(
    ("text", "fail_on", "status"),
    [
        (CLEAN, "error", 0), (CLEAN, "warning", 0), (CLEAN, "info", 0),
        (INFO, "error", 0), (INFO, "warning", 0), (INFO, "info", 1),
        (WARNING, "error", 0), (WARNING, "warning", 1), (WARNING, "info", 1),
        (ERROR, "error", 1), (ERROR, "warning", 1), (ERROR, "info", 1),
    ],
    ids=[f"{found}-{limit}" for found in ("clean", "info", "warning", "error") for limit in ("error", "warning", "info")],
)  # fmt: skip
def test_status_hangs_on_the_failing_severity(tmp_path: Path, text: str, fail_on: str, status: int) -> None:
    assert checked(tmp_path, text, "--fail-on", fail_on).status == status


@pytest.mark.parametrize(("text", "status"), [(CLEAN, 0), (INFO, 0), (WARNING, 0), (ERROR, 1)])
def test_errors_fail_by_default(tmp_path: Path, text: str, status: int) -> None:
    assert checked(tmp_path, text).status == status


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_status_is_the_same_in_every_format(tmp_path: Path, form: str) -> None:
    assert checked(tmp_path, ERROR, "--format", form).status == 1
    assert checked(tmp_path, CLEAN, "--format", form).status == 0


def test_exit_zero_turns_1_into_0(tmp_path: Path) -> None:
    done = checked(tmp_path, ERROR, "--exit-zero")

    assert done.status == 0
    assert "error[CC108]" in done.out


def test_exit_zero_counts_for_unreadable_files_too(tmp_path: Path) -> None:
    assert checked(tmp_path, "\x00", "--exit-zero").status == 0


def test_unreadable_file_gives_1(tmp_path: Path) -> None:
    assert checked(tmp_path, "\x00").status == 1


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_level_hides_and_changes_no_status(tmp_path: Path, level: str) -> None:
    assert checked(tmp_path, INFO, "--fail-on", "info", "--level", level).status == 1


@pytest.mark.parametrize(
    ("level", "shown"),
    [("error", ["CC108"]), ("warning", ["CC107", "CC108"]), ("info", ["CC107", "CC108", "CC205"])],
)
@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_level_hides_what_is_below_in_every_format(
    tmp_path: Path, form: str, level: str, shown: list[str]
) -> None:
    done = checked(tmp_path, INFO + WARNING + ERROR, "--level", level, "--format", form)

    assert [code for code in ("CC107", "CC108", "CC205") if code in done.out] == shown


def test_level_changes_no_summary(tmp_path: Path) -> None:
    text = INFO + WARNING + ERROR
    shown = checked(tmp_path, text, "--format", "json").report["summary"]

    assert checked(tmp_path, text, "--format", "json", "--level", "error").report["summary"] == shown


def test_level_changes_no_last_line(tmp_path: Path) -> None:
    text = INFO + WARNING + ERROR

    assert (
        checked(tmp_path, text, "--level", "error").out.splitlines()[-1]
        == checked(tmp_path, text).out.splitlines()[-1]
    )


def test_extract_gives_0(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ERROR, encoding="utf-8")

    assert run("extract", "a.txt", cwd=tmp_path).status == 0


def test_extract_gives_1_where_something_was_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\x00", encoding="utf-8")
    (tmp_path / "b.txt").write_text(CLEAN, encoding="utf-8")

    done = run("extract", "a.txt", "b.txt", cwd=tmp_path)

    assert done.status == 1
    assert [record["path"] for record in done.records] == ["b.txt"]
    assert done.err.startswith("a.txt:1:1: error[CC902] ")


@pytest.mark.parametrize(
    ("args", "word"),
    [
        pytest.param(["chekc"], "check", id="misspelt-command"),
        pytest.param([], "name one of check, ", id="no-command"),
        pytest.param(["check", "--selekt", "CC1"], "did you mean '--select'?", id="misspelt-option"),
        pytest.param(["check", "--exitzero"], "did you mean '--exit-zero'?", id="option-without-its-dash"),
        pytest.param(
            ["check", "--formatt=json"], "did you mean '--format'?", id="misspelt-option-with-value"
        ),
        pytest.param(
            ["extract", "--publishd", "2020-01-01"],
            "did you mean '--published'?",
            id="misspelt-option-of-extract",
        ),
        pytest.param(["chek"], "no command 'chek'; did you mean 'check'?", id="nearest-command"),
        pytest.param(["report"], "'report'; there are check, verify, baseline,", id="no-such-command"),
        pytest.param(
            ["check", "--format", "sarfi"],
            "--format: 'sarfi' is none of text, json, jsonl, github, sarif; did you mean 'sarif'?",
            id="nearest-format",
        ),
        pytest.param(["check", "--level", "warnings"], "did you mean 'warning'?", id="nearest-level"),
        pytest.param(["check", "--outputt", "x"], "did you mean '--output'?", id="nearest-option"),
        pytest.param(["check", "--formt=json"], "did you mean '--format'?", id="option-without-a-letter"),
        pytest.param(
            ["check", "--ou", "x"], "no option '--ou'; did you mean '--output'?", id="beginning-of-an-option"
        ),
        pytest.param(["extract", "--stdin"], "did you mean '--stdin-filename'?", id="piece-of-an-option"),
        pytest.param(["check", "--fi"], "did you mean '--field' or '--fix'?", id="beginning-of-two-options"),
        pytest.param(
            ["outlets", "list", "--state"], "did you mean '--state-owned'?", id="option-of-an-action"
        ),
        pytest.param(["check", "--select", "CC11O"], "did you mean 'CC110'?", id="letter-for-a-digit"),
        pytest.param(["check", "--ignore", "CC1O1"], "did you mean 'CC101'?", id="letter-amid-digits"),
        pytest.param(["completion"], "completion: name one of bash, zsh, fish\n", id="no-shell"),
        pytest.param(["cache"], "cache: name one of info, clear, export\n", id="no-action"),
        pytest.param(["outlets", "find"], "find: TEXT is missing\n", id="no-text"),
        pytest.param(["extract", "--fix"], "Try 'citecheck extract --help'", id="option-of-another-command"),
        pytest.param(["rules", "tset"], "did you mean 'test'?", id="misspelt-test"),
        pytest.param(["completion", "bsh"], "did you mean 'bash'?", id="nearest-shell"),
        pytest.param(["check", "--format", "xml"], "jsonl", id="unknown-format"),
        pytest.param(["check", "--level", "high"], "warning", id="unknown-level"),
        pytest.param(["check", "--fail-on", "never"], "warning", id="unknown-severity"),
        pytest.param(["check", "--published", "11.09.2020"], "2020-09-11", id="published-in-another-form"),
        pytest.param(["check", "--published", "2021-02-30"], "2021-02-30", id="published-is-no-day"),
        pytest.param(["check", "--jobs", "0"], "'0'", id="no-jobs"),
        pytest.param(["check", "--jobs", "many"], "many", id="jobs-in-words"),
        pytest.param(["check", "--select"], "--select", id="option-without-its-value"),
        pytest.param(["check", "-q", "-v"], "-q", id="quiet-and-verbose"),
        pytest.param(["check", "--color", "red"], "never", id="unknown-colour"),
        pytest.param(["extract", "--format", "text"], "csv", id="format-of-another-command"),
        pytest.param(["check", "none.txt"], "none.txt", id="missing-path"),
        pytest.param(["rules", "CC999"], "CC999", id="unknown-rule"),
    ],
)
def test_bad_option_gives_2_and_says_what_to_do(tmp_path: Path, args: list[str], word: str) -> None:
    done = run(*args, cwd=tmp_path)

    assert done.status == 2
    assert word in done.err
    assert done.out == ""
    assert "Traceback" not in done.err


def test_help_gives_0(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)

    assert (done.status, done.err) == (0, "")
    assert [word for word in ("check", "extract", "rules") if word not in done.out] == []


@pytest.mark.parametrize("name", ["check", "extract", "rules"])
def test_help_of_a_command_tells_the_statuses_or_its_words(tmp_path: Path, name: str) -> None:
    done = run(name, "--help", cwd=tmp_path)

    assert done.status == 0
    assert f"citecheck {name}" in done.out


def test_version_is_told(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)

    assert done.status == 0
    assert done.out.startswith("citecheck 0.")
