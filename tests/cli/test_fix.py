"""`--fix`, `--unsafe-fixes` and `--diff`: files are mended whole or left as they were."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import command, environment, run

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "The mill is shut (Dawn, May 3, 2015 Yle, May 4, 2015).\n"
RIGHT = "The mill is shut (Dawn, May 3, 2015; Yle, May 4, 2015).\n"


def article(folder: Path, data: bytes) -> Path:
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


def test_fix_mends_and_a_second_run_finds_nothing(tmp_path: Path) -> None:
    path = article(tmp_path, FAULTY.encode())

    first = run("check", "--fix", "a.txt", cwd=tmp_path)
    second = run("check", "--fix", "a.txt", cwd=tmp_path)

    assert path.read_text(encoding="utf-8") == RIGHT
    assert (first.status, first.out) == (
        0,
        "Nothing to mend: 1 article, 1 citation, 2 references; 1 fix made.\n",
    )
    assert second.out == "Nothing to mend: 1 article, 1 citation, 2 references.\n"


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
def test_encoding_mark_and_line_ends_stay(tmp_path: Path, encoding: str, mark: bytes) -> None:
    text = "Café.\r\n\r\n" + FAULTY.replace("\n", "\r\n")
    path = article(tmp_path, mark + text.encode(encoding))

    run("check", "--fix", "a.txt", cwd=tmp_path)

    assert path.read_bytes() == mark + text.replace("2015 Yle", "2015; Yle").encode(encoding)


@pytest.mark.parametrize("name", ["a.txt", "-"])
def test_fix_with_a_letter_that_the_encoding_lacks_is_not_made(tmp_path: Path, name: str) -> None:
    text = "Es ist zu, hieß es für die Stadt und der Rat (RIA Novosti, May 3, 2015).\n".encode("windows-1252")
    path = article(tmp_path, text)
    (tmp_path / "citecheck.yaml").write_text("spelling: {ria-novosti: РИА Новости}\n", encoding="utf-8")

    done = subprocess.run(
        command("check", "--fix", name), cwd=tmp_path, env=environment(), input=text, capture_output=True,
        check=False,
    )  # fmt: skip

    assert done.returncode == 2
    told = f"citecheck: {name}: not mended: windows-1252 has no 'Р'; save it as UTF-8"
    assert told in done.stderr.decode().splitlines()
    assert path.read_bytes() == text
    assert name != "-" or done.stdout == text


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_mode_stays_and_a_link_stays_one(tmp_path: Path) -> None:
    path = article(tmp_path, FAULTY.encode())
    path.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to("a.txt")

    run("check", "--fix", "link.txt", cwd=tmp_path)

    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == RIGHT
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.txt", "link.txt"]


def test_diff_shows_and_changes_nothing(tmp_path: Path) -> None:
    path = article(tmp_path, FAULTY.encode())

    done = run("check", "--diff", "a.txt", cwd=tmp_path)

    assert done.status == 1
    assert done.out == f"--- a.txt\n+++ a.txt\n@@ -1 +1 @@\n-{FAULTY}+{RIGHT}"
    assert path.read_text(encoding="utf-8") == FAULTY


def test_diff_of_what_is_right_is_empty(tmp_path: Path) -> None:
    article(tmp_path, RIGHT.encode())

    assert run("check", "--diff", "a.txt", cwd=tmp_path)[:2] == (0, "")


def test_diff_can_be_applied(tmp_path: Path) -> None:
    path = article(tmp_path, FAULTY.rstrip("\n").encode())
    done = run("check", "--diff", "a.txt", cwd=tmp_path)

    subprocess.run(["git", "apply", "-p0"], cwd=tmp_path, input=done.out.encode(), check=True)

    assert path.read_text(encoding="utf-8") == RIGHT.rstrip("\n")


def test_unsafe_fixes_are_made_only_when_asked_for(tmp_path: Path) -> None:
    path = article(tmp_path, b"The mill is shut (Dawn, May 3, 2015 and Yle, May 4, 2015).\n")

    run("check", "--fix", "a.txt", cwd=tmp_path)
    kept = path.read_text(encoding="utf-8")
    run("check", "--fix", "--unsafe-fixes", "a.txt", cwd=tmp_path)

    assert kept == "The mill is shut (Dawn, May 3, 2015 and Yle, May 4, 2015).\n"
    assert path.read_text(encoding="utf-8") == RIGHT


def test_unsafe_fixes_alone_say_what_to_add(tmp_path: Path) -> None:
    done = run("check", "--unsafe-fixes", cwd=tmp_path)

    assert (done.status, done.err) == (
        2,
        "citecheck: --unsafe-fixes says which fixes are made; add --fix or --diff\n",
    )


def test_standard_input_comes_out_mended(tmp_path: Path) -> None:
    done = run("check", "--fix", "-", cwd=tmp_path, stdin=FAULTY)

    assert done.out == RIGHT
    assert "1 fix made" in done.err


def test_records_are_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "It is shut (Dawn, May 3, 2015 Yle, May 4, 2015)."}\n', encoding="utf-8")
    before = path.read_bytes()

    assert run("check", "--fix", "a.jsonl", cwd=tmp_path).status == 1
    assert path.read_bytes() == before


def test_full_disk_loses_nothing(tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can make a full disk")
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=False
    ).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        text = (FAULTY + "\n") * 700
        (small / "a.txt").write_text(text, encoding="utf-8")
        (small / "filler").write_bytes(b"x" * (os.statvfs(small).f_bavail * 4096))
        done = run("check", "--fix", "-q", "small/a.txt", cwd=tmp_path)

        assert done.status == 2
        assert done.err == "citecheck: small/a.txt: not mended: No space left on device\n"
        assert (small / "a.txt").read_text(encoding="utf-8") == text
        assert sorted(one.name for one in small.iterdir()) == ["a.txt", "filler"]
    finally:
        subprocess.run(["umount", str(small)], check=True)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_runs_leave_every_file_old_or_new(tmp_path: Path) -> None:
    old, new = (FAULTY + "\n") * 40, (RIGHT + "\n") * 40
    paths = [tmp_path / f"{number}.txt" for number in range(60)]
    for path in paths:
        path.write_text(old, encoding="utf-8")
    for attempt in range(12):
        started = subprocess.Popen(
            command("check", "--fix", "-q"), cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL
        )
        time.sleep(0.08 + attempt * 0.02)
        started.send_signal(signal.SIGKILL)
        started.wait()
        assert {path.read_text(encoding="utf-8") for path in paths} <= {old, new}

    assert run("check", "--fix", "-q", cwd=tmp_path).status == 0
    assert {path.read_text(encoding="utf-8") for path in paths} == {new}
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(path.name for path in paths)


def test_name_of_standard_input_is_no_file_to_write(tmp_path: Path) -> None:
    path = article(tmp_path, FAULTY.encode())

    done = run("check", "--fix", "-", "--stdin-filename", "a.txt", cwd=tmp_path, stdin=FAULTY)

    assert done.out == RIGHT
    assert path.read_text(encoding="utf-8") == FAULTY


def test_standard_input_that_cannot_be_read_comes_out_as_it_came(tmp_path: Path) -> None:
    done = subprocess.run(
        command("check", "--fix", "-"), cwd=tmp_path, env=environment(), input=b"one\0two", capture_output=True, check=False
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (1, b"one\0two")
    assert b"CC902" in done.stderr


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_fixes_that_records_keep_are_told(tmp_path: Path, option: str) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "(Dawn, May 3, 2015 Yle, May 4, 2015)"}\n', encoding="utf-8")

    done = run("check", option, "a.jsonl", cwd=tmp_path)

    assert done.err.startswith("citecheck: fixes aren't made in JSON Lines; ")


def test_records_on_standard_input_are_refused(tmp_path: Path) -> None:
    done = run("check", "--fix", "-", "--stdin-filename", "a.jsonl", cwd=tmp_path, stdin="{}")

    assert (done.status, done.out) == (2, "")
    assert "JSON Lines" in done.err


def test_diff_of_standard_input_is_nothing_but_a_diff(tmp_path: Path) -> None:
    assert run("check", "--fix", "--diff", "-", cwd=tmp_path, stdin=RIGHT)[:2] == (0, "")


def test_file_with_the_longest_name_is_mended(tmp_path: Path) -> None:
    path = tmp_path / ("щ" * 125 + ".txt")
    path.write_text(FAULTY, encoding="utf-8")

    assert run("check", "--fix", "-q", cwd=tmp_path).status == 0
    assert path.read_text(encoding="utf-8") == RIGHT


def test_what_could_not_be_written_is_reported_as_it_is(tmp_path: Path) -> None:
    text = "Café (Dawn May 3, 2015).\n"
    path = article(tmp_path, text.encode("utf-16-le"))
    (tmp_path / "wrapped.py").write_text(
        "import sys\n"
        "from citecheck import mend\n"
        "from citecheck.cli import main\n"
        "whole = mend.plain\n"
        "def changed(path, *args, **more):\n"
        "    open(path, 'ab').write('!'.encode('utf-16-le'))\n"
        "    return whole(path, *args, **more)\n"
        "mend.plain = changed\n"
        "sys.exit(main(sys.argv[1:]))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "wrapped.py", "check", "--fix", "-q", "--encoding", "utf-16-le", "a.txt"],
        cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert "a.txt: not mended: it isn't what was read" in done.stderr
    assert done.stdout.startswith("a.txt:1:7: error[CC104]")
    assert path.read_bytes() == (text + "!").encode("utf-16-le")
