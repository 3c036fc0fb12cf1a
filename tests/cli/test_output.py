"""`--output [FORMAT=]FILE`: more reports beside the one on standard output, whole files or none."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest
from conftest import command, environment, run

from citecheck.cli.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "Café Мельница is shut (Dawn, May 3, 2015 Yle, May 4, 2015), it says (Dawn; Yle, May 4, 2015).\n"
RIGHT = FAULTY.replace("2015 Yle", "2015; Yle")
posix = pytest.mark.skipif(os.name == "nt", reason="devices, pipes and signals are POSIX's")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one faulty article."""
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    return tmp_path


def outputs(*words: str) -> list[str]:
    return [part for word in words for part in ("--output", word)]


@pytest.mark.parametrize("form", FORMATS)
def test_file_holds_what_standard_output_would_show(folder: Path, form: str) -> None:
    done = run("check", "a.txt", *outputs(f"{form}=report"), cwd=folder)

    assert (folder / "report").read_bytes().decode() == run(
        "check", "a.txt", "--format", form, cwd=folder
    ).out
    assert done == run("check", "a.txt", cwd=folder)


def test_several_outputs_come_from_one_run(folder: Path) -> None:
    names = {"text": "r.txt", "json": "r.json", "jsonl": "r.jsonl", "github": "r.log", "sarif": "r.sarif"}

    done = run(
        "check", "a.txt", "-q", *outputs(*(f"{form}={name}" for form, name in names.items())), cwd=folder
    )

    assert done == run("check", "a.txt", "-q", cwd=folder)
    for form, name in names.items():
        wanted = run("check", "a.txt", "--format", form, cwd=folder).out
        assert (folder / name).read_bytes().decode() == wanted
    assert sorted(one.name for one in folder.iterdir()) == sorted(["a.txt", *names.values()])


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("r.json", "json"), ("r.jsonl", "jsonl"), ("r.ndjson", "jsonl"), ("r.sarif", "sarif"), ("r.sarif.json", "sarif"),
        ("R.JSON", "json"), ("r.log.txt", "text"), ("./of=2020.json", "json"), ("text=r.json", "text"), ("json=of=2020", "json"),
    ],
)  # fmt: skip
def test_format_is_named_or_guessed_from_the_extension(folder: Path, name: str, form: str) -> None:
    run("check", "a.txt", *outputs(name), cwd=folder)

    path = folder / name.removeprefix("text=").removeprefix("json=")
    assert path.read_text("utf-8") == run("check", "a.txt", "--format", form, cwd=folder).out


FAULTS = {
    "no-such-extension": (["report.xml"], "write it as sarif=report.xml"),
    "no-extension": (["report"], "write it as sarif=report"),
    "misspelt-format": (["sarfi=report"], "'sarfi' is no format; text, json, jsonl, github, sarif are; did you mean 'sarif'?"),
    "no-file": (["json="], "sarif=FILE"),
    "standard-output": (["-"], "standard output has --format"),
    "format-of-standard-output": (["json=-"], "standard output has --format"),
    "missing-folder": (["out/report.json"], "--output out/report.json: there is no folder 'out'; make it first"),
    "file-as-folder": (["a.txt/report.json"], "'a.txt' is no folder"),
    "folder-as-file": (["json=sub"], "--output sub: that is a folder; name a file in it"),
    "same-file-twice": (["r.json", "r.json"], "--output r.json: r.json is the same file"),
    "same-file-by-another-name": (["json=r", "text=sub/../r"], "--output sub/../r: r is the same file"),
    "checked-article": (["text=a.txt"], "--output a.txt: a.txt is checked, and would be lost"),
    "checked-article-by-another-name": (["text=./sub/../a.txt"], "a.txt is checked, and would be lost"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "message"), FAULTS.values(), ids=FAULTS)
def test_file_that_cannot_be_meant_is_refused_before_any_work(
    folder: Path, words: list[str], message: str
) -> None:
    (folder / "sub").mkdir()

    done = run("check", "a.txt", *outputs(*words), cwd=folder)

    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert (folder / "a.txt").read_text("utf-8") == FAULTY
    assert sorted(one.name for one in folder.iterdir()) == ["a.txt", "sub"]


@posix
def test_links_to_one_file_are_one_file(folder: Path) -> None:
    (folder / "old.json").write_text("old", encoding="utf-8")
    (folder / "link.json").symlink_to("old.json")

    done = run("check", "a.txt", *outputs("old.json", "link.json"), cwd=folder)

    assert "--output link.json: old.json is the same file" in done.err


@posix
def test_link_to_an_article_is_the_article(folder: Path) -> None:
    (folder / "link.json").symlink_to("a.txt")

    assert "a.txt is checked" in run("check", "a.txt", *outputs("link.json"), cwd=folder).err


@posix
def test_link_that_leads_nowhere_is_told_where_it_leads(folder: Path) -> None:
    (folder / "link.json").symlink_to("gone/r.json")

    done = run("check", "a.txt", *outputs("link.json"), cwd=folder)

    assert f"--output link.json: there is no folder '{folder.resolve() / 'gone'}'" in done.err


def test_report_in_a_checked_folder_can_be_left_out_as_the_message_says(folder: Path) -> None:
    (folder / "r.txt").write_text("old", encoding="utf-8")

    refused = run("check", *outputs("r.txt"), cwd=folder)
    done = run("check", *outputs("r.txt"), "--exclude", "r.txt", cwd=folder)

    assert refused.status == 2
    assert "leave it out with --exclude r.txt" in refused.err
    assert (folder / "r.txt").read_text("utf-8") == done.out


def test_level_holds_for_all_outputs(folder: Path) -> None:
    run("check", "a.txt", "--level", "error", *outputs("r.json"), cwd=folder)

    report = json.loads((folder / "r.json").read_text("utf-8"))
    assert [one["code"] for one in report["diagnostics"]] == ["CC101"]
    assert report["summary"]["warning"] == 1


def test_file_has_no_colour_and_always_the_source_lines(folder: Path) -> None:
    done = run("check", "a.txt", "--color", "always", "-q", *outputs("r.txt"), cwd=folder)

    assert "\x1b[" in done.out
    assert (folder / "r.txt").read_text("utf-8") == run("check", "a.txt", cwd=folder).out


def test_fix_writes_what_remains(folder: Path) -> None:
    done = run("check", "a.txt", "--fix", *outputs("r.json"), cwd=folder)

    report = json.loads((folder / "r.json").read_text("utf-8"))
    (left,) = report["diagnostics"]
    assert (folder / "a.txt").read_text("utf-8")[left["start"] : left["end"]] == left["raw"]
    assert (left["code"], report["summary"]["fixed"], done.status) == ("CC107", 1, 0)


def test_diff_writes_what_is_there(folder: Path) -> None:
    done = run("check", "a.txt", "--diff", *outputs("r.json"), cwd=folder)

    assert done == run("check", "a.txt", "--diff", cwd=folder)
    report = json.loads((folder / "r.json").read_text("utf-8"))
    assert report == run("check", "a.txt", "--format", "json", cwd=folder).report


def test_diff_without_a_difference_gives_0_whatever_its_report_says(folder: Path) -> None:
    (folder / "a.txt").write_text("It is shut (, May 3, 2015).", encoding="utf-8")

    assert run("check", "a.txt", "--diff", *outputs("r.json"), cwd=folder)[:2] == (0, "")
    assert "CC108" in (folder / "r.json").read_text("utf-8")


def test_mended_standard_input_and_its_report_keep_apart(folder: Path) -> None:
    done = run("check", "--fix", "-", *outputs("r.json"), cwd=folder, stdin=FAULTY)

    assert done.out == RIGHT
    assert json.loads((folder / "r.json").read_text("utf-8"))["summary"]["fixed"] == 1


def test_file_that_is_there_is_replaced_and_keeps_its_mode(folder: Path) -> None:
    old = folder / "r.json"
    old.write_text("old" * 10_000, encoding="utf-8")
    old.chmod(0o600)

    run("check", "a.txt", *outputs("r.json"), cwd=folder)

    assert json.loads(old.read_text("utf-8"))["version"] == 1
    assert old.stat().st_mode & 0o777 == (0o666 if os.name == "nt" else 0o600)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_run_that_fails_leaves_the_old_files(folder: Path) -> None:
    (folder / "r.json").write_text("old", encoding="utf-8")

    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command("check", *outputs("r.json", "new.sarif"), "a.txt"), cwd=folder, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )  # fmt: skip

    assert (done.returncode, done.stderr) == (
        2,
        b"citecheck: the output can't be written: No space left on device\n",
    )
    assert (folder / "r.json").read_text("utf-8") == "old"
    assert sorted(one.name for one in folder.iterdir()) == ["a.txt", "r.json"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
def test_output_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "a.txt").write_text(FAULTY * 500, encoding="utf-8")

    done = run("check", "-q", "a.txt", *outputs("jsonl=/dev/full"), cwd=folder)

    assert (done.status, done.err) == (2, "citecheck: /dev/full: No space left on device\n")


@posix
def test_folder_that_cannot_be_written_to_is_named_at_once(folder: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    (folder / "shut").mkdir(mode=0o500)

    done = run("check", "a.txt", *outputs("shut/r.json"), cwd=folder)

    assert (done.status, done.out, done.err) == (2, "", "citecheck: shut/r.json: Permission denied\n")


@posix
def test_killed_run_leaves_the_old_file_and_the_next_one_sweeps(folder: Path) -> None:
    (folder / "r.json").write_text("old", encoding="utf-8")
    os.mkfifo(folder / "pipe")  # nobody reads it, so the run waits
    with subprocess.Popen(
        command("check", "a.txt", *outputs("r.json", "jsonl=pipe")), cwd=folder, env=environment()
    ) as started:
        while not (beside := list(folder.glob(".*-*.citecheck-new"))) and started.poll() is None:
            time.sleep(0.01)
        started.kill()

    assert [one.exists() for one in beside] == [True]
    assert (folder / "r.json").read_text("utf-8") == "old"

    run("check", "a.txt", *outputs("r.json"), cwd=folder)

    assert json.loads((folder / "r.json").read_text("utf-8"))["version"] == 1
    assert sorted(one.name for one in folder.iterdir()) == ["a.txt", "pipe", "r.json"]


@posix
def test_named_pipe_is_written_to(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((folder / "pipe").read_text("utf-8")))
    reader.start()

    done = run("check", "a.txt", *outputs("jsonl=pipe"), cwd=folder)
    reader.join()

    assert done.status == 1
    assert got == [run("check", "a.txt", "--format", "jsonl", cwd=folder).out]
    assert not (folder / "pipe").is_file()


@posix
@pytest.mark.parametrize("stream", ["out", "err"])
def test_standard_stream_is_written_to(folder: Path, stream: str) -> None:
    done = run("check", "-q", "a.txt", *outputs(f"github=/dev/std{stream}"), cwd=folder)

    assert (done.out + done.err).count("::error file=a.txt") == 1
    assert "::error file=a.txt" in getattr(done, stream)
    assert "a.txt:1:" in done.out


@posix
def test_file_that_standard_output_is_redirected_to_holds_both(folder: Path) -> None:
    with (folder / "both").open("wb") as both:
        subprocess.run(
            command("check", "-q", "a.txt", *outputs("github=both")), cwd=folder, env=environment(), stdout=both, check=False
        )  # fmt: skip

    text = (folder / "both").read_text("utf-8")
    assert text.count("::error file=a.txt") == 1
    assert text.count("error[CC101]") == 1


@pytest.mark.parametrize(
    "env",
    [{"PYTHONIOENCODING": "cp1251", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ids=["cp1251", "ascii", "C"],
)  # fmt: skip
@pytest.mark.parametrize("form", FORMATS)
def test_output_is_utf_8_on_a_console_that_is_not(folder: Path, env: dict[str, str], form: str) -> None:
    done = run(
        "check", "a.txt", "--format", form, *outputs(f"{form}=report"), cwd=folder, env=environment(**env)
    )

    wanted = run("check", "a.txt", "--format", form, cwd=folder, env=environment(PYTHONUTF8="1")).out
    assert done.out == wanted
    assert (folder / "report").read_bytes().decode() == wanted


def test_text_on_such_a_console_keeps_its_letters(folder: Path) -> None:
    done = run("check", "a.txt", cwd=folder, env=environment(PYTHONIOENCODING="ascii"))

    assert "Мельница" in done.out
