"""Standard input: `-`, with and without a name for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import run

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "The mill will open in spring (, May 3, 2015).\n"
RECORDS = '{"id": "r1", "text": "The mill is open (, May 3, 2015)."}\n{"id": "r2", "text": "It is shut (Dawn, May 4, 2015)."}\n'


def test_stdin_is_read_as_text(tmp_path: Path) -> None:
    done = run("check", "--format", "json", "-", cwd=tmp_path, stdin=FAULTY)

    assert done.status == 1
    assert [(one["path"], one["code"]) for one in done.diagnostics] == [("-", "CC108")]


def test_stdin_is_called_by_its_given_name(tmp_path: Path) -> None:
    done = run("check", "-q", "--stdin-filename", "in/draft.txt", "-", cwd=tmp_path, stdin=FAULTY)

    assert done.out.startswith("in/draft.txt:1:31: error[CC108]")


def test_name_of_stdin_tells_its_format(tmp_path: Path) -> None:
    done = run("check", "--format", "json", "--stdin-filename", "x.jsonl", "-", cwd=tmp_path, stdin=RECORDS)

    assert [(one["path"], one["article"], one["line"], one["code"]) for one in done.diagnostics] == [
        ("x.jsonl", "r1", 1, "CC108")
    ]
    assert done.report["summary"]["articles"] == 2


def test_name_of_stdin_that_says_no_format_means_text(tmp_path: Path) -> None:
    done = run("check", "--format", "json", "--stdin-filename", "draft", "-", cwd=tmp_path, stdin=FAULTY)

    assert done.codes == ["CC108"]


def test_dated_name_of_stdin_gives_the_day_of_publication(tmp_path: Path) -> None:
    done = run(
        "extract",
        "--stdin-filename",
        "draft-2020-09-11.txt",
        "-",
        cwd=tmp_path,
        stdin="It burned (Dawn, May 3).\n",
    )

    assert done.records[0]["references"][0]["dates"][0]["iso"] == "2020-05-03"


def test_stdin_beside_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is shut (Dawn, May 4, 2015).\n", encoding="utf-8")

    done = run("extract", "a.txt", "-", cwd=tmp_path, stdin="It is open (Dawn, May 5, 2015).\n")

    assert [record["path"] for record in done.records] == ["a.txt", "-"]


def test_stdin_named_twice_is_read_once(tmp_path: Path) -> None:
    done = run("extract", "-", "-", cwd=tmp_path, stdin="It is open (Dawn, May 5, 2015).\n")

    assert [record["path"] for record in done.records] == ["-"]


def test_empty_stdin_is_an_article_without_faults(tmp_path: Path) -> None:
    done = run("check", "--format", "json", "-", cwd=tmp_path)

    assert (done.status, done.codes) == (0, [])


def test_stdin_that_is_no_text_is_unreadable(tmp_path: Path) -> None:
    done = run("check", "--format", "json", "-", cwd=tmp_path, stdin=b"\x00\x01\x02")

    assert (done.status, done.codes) == (1, ["CC902"])


def test_stdin_in_an_older_encoding_is_named(tmp_path: Path) -> None:
    text = "Мост закрыли (, 3 мая 2015).\n"

    done = run(
        "check", "--format", "json", "--encoding", "koi8-r", "-", cwd=tmp_path, stdin=text.encode("koi8-r")
    )

    assert [one["raw"] for one in done.diagnostics] == [", 3 мая 2015"]


def test_exclude_does_not_touch_stdin(tmp_path: Path) -> None:
    done = run("extract", "-", "--exclude", "*", cwd=tmp_path, stdin="It is open (Dawn, May 5, 2015).\n")

    assert len(done.records) == 1
