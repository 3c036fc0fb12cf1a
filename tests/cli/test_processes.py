"""The command among other processes: closed pipes, Ctrl-C, several workers, a missing HOME, an empty cache."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import PACKAGE, Result, command, environment, run

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTY = "It is shut (, May 14, 2015), said no. {}. It burned (Dawn, May 2, 2015 Yle, May 3, 2015; Mod.gov.az, June 31).\n"
FILLER = "The ferry left at noon, and nobody waved. " * 180
"""So much that three hundred articles are worth a pool of processes."""
ENDED_BY_INTERRUPT = 130


def put(folder: Path, number: int) -> None:
    """So many faulty articles, no two alike, some of them unreadable."""
    for at in range(number):
        text = FAULTY.format(at) * (1 + at % 7) + FILLER
        (folder / f"{at:04}.txt").write_bytes(b"\x00" if at % 50 == 7 else text.encode())


@pytest.fixture(scope="module")
def three_hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of 300 articles."""
    folder = tmp_path_factory.mktemp("three-hundred")
    put(folder, 300)
    return folder


@pytest.mark.parametrize(
    "args",
    [
        ["check"],
        ["check", "--format", "json"],
        ["check", "--format", "jsonl"],
        ["extract"],
        ["extract", "--format", "csv", "-v"],
    ],
    ids=" ".join,
)
def test_two_workers_print_what_one_prints(three_hundred: Path, args: list[str]) -> None:
    one = run(*args, "--jobs", "1", cwd=three_hundred)
    two = run(*args, "--jobs", "2", cwd=three_hundred)

    assert one.status == two.status == 1
    assert one.out == two.out
    assert one.err == two.err


def test_default_number_of_workers_prints_the_same(three_hundred: Path) -> None:
    assert run("check", cwd=three_hundred) == run("check", "--jobs", "1", cwd=three_hundred)


def test_records_of_one_file_are_shared_among_workers(tmp_path: Path) -> None:
    records = "".join(
        f'{{"id": {n}, "text": "It is {n} (, May 14, 2015)."}}\n' + "no json\n" * (n % 97 == 0)
        for n in range(2400)
    )
    (tmp_path / "a.jsonl").write_text(records, encoding="utf-8")

    assert run("check", "--jobs", "3", cwd=tmp_path) == run("check", "--jobs", "1", cwd=tmp_path)


@pytest.mark.parametrize(
    "args", [["check", "--jobs", "1"], ["check", "--jobs", "2"], ["check", "--format", "json"], ["extract"]]
)
def test_closed_pipe_ends_without_a_traceback(three_hundred: Path, args: list[str]) -> None:
    with subprocess.Popen(
        command(*args), cwd=three_hundred, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read().decode()

    assert [line for line in err.splitlines() if "error[CC902]" not in line] == []
    assert process.returncode in (-signal.SIGPIPE, 128 + signal.SIGPIPE, 0, 1)


def test_head_of_the_output_is_whole(three_hundred: Path) -> None:
    line = f"{' '.join(map(repr, command('check')))} | head -1"
    done = subprocess.run(
        line, shell=True, cwd=three_hundred, env=environment(), capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("0000.txt:1:13: error[CC108]") or "[CC902]" in done.stdout
    assert done.stderr == ""


def test_full_disk_ends_without_a_traceback(three_hundred: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            command("check"),
            cwd=three_hundred,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "space" in done.stderr


def interrupted(folder: Path, *args: str) -> Result:
    """A check of an endless standard input, ended by Ctrl-C once it has begun to print."""
    process = subprocess.Popen(
        command("check", *args, "--stdin-filename", "x.jsonl", "long.jsonl"),
        cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.read(1)
    time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    return Result(process.returncode, (first + out).decode(), err.decode())


@pytest.fixture(scope="module")
def long_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a file that takes many seconds to check."""
    folder = tmp_path_factory.mktemp("long")
    record = '{"text": "' + " ".join(FAULTY.format(n).strip() for n in range(200)) + '"}\n'
    (folder / "long.jsonl").write_text(record * 1500, encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_ends_with_130_and_without_a_traceback(long_run: Path, jobs: str) -> None:
    done = interrupted(long_run, "--jobs", jobs)

    assert done.status in (ENDED_BY_INTERRUPT, -signal.SIGINT)
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) <= 1


def test_interrupt_leaves_no_worker_behind(long_run: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("processes are looked up in /proc")

    interrupted(long_run, "--jobs", "2")

    deadline = time.monotonic() + 5
    while working_in(long_run) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert working_in(long_run) == []


def working_in(folder: Path) -> list[str]:
    """The processes whose folder it is."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder and "\nState:\tZ" not in (
                process / "status"
            ).read_text():
                found.append(process.name)
        except OSError:
            continue
    return found


def copied(tmp_path: Path) -> Path:
    """A copy of the package that was never run, with the rules beside it, in a folder of its own."""
    place = tmp_path / "fresh"
    shutil.copytree(PACKAGE, place / "citecheck", ignore=shutil.ignore_patterns("compiled", "__pycache__"))
    rules = PACKAGE.parent / "rules"
    if rules.is_dir():
        shutil.copytree(rules, place / "rules")
    elif (
        not (PACKAGE / "builtin_rules").is_dir()
        or not (PACKAGE / "outlets" / "data" / "outlets.jsonl").exists()
    ):
        pytest.skip("an installed wheel holds only the compiled form")
    return place


def test_first_run_without_home_and_cache_gives_what_the_second_gives(tmp_path: Path) -> None:
    place = copied(tmp_path)
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    env = environment(
        PYTHONPATH=str(place), HOME=str(tmp_path / "nowhere"), XDG_CACHE_HOME=str(tmp_path / "empty")
    )

    first = run("check", "a.txt", cwd=tmp_path, env=env)

    assert first.status == 1
    assert first.err == ""
    assert run("check", "a.txt", cwd=tmp_path, env=env) == first


def test_run_without_any_home_variable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    env = {
        name: value
        for name, value in environment().items()
        if name not in ("HOME", "USER", "LOGNAME", "XDG_CACHE_HOME")
    }

    assert run("check", "a.txt", cwd=tmp_path, env=env) == run("check", "a.txt", cwd=tmp_path)


def test_many_first_runs_at_once_agree(tmp_path: Path) -> None:
    place = copied(tmp_path)
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")
    env = environment(PYTHONPATH=str(place))
    started = [
        subprocess.Popen(
            command("check", "a.txt"), cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]

    ended = {(*process.communicate(timeout=60), process.returncode) for process in started}

    assert [status for *_, status in ended] == [1]


def test_read_only_package_is_checked_in_memory(tmp_path: Path) -> None:
    place = copied(tmp_path)
    (place / "citecheck" / "compiled").write_text("a file where the folder should be", encoding="utf-8")
    (tmp_path / "a.txt").write_text(FAULTY, encoding="utf-8")

    done = run("check", "a.txt", cwd=tmp_path, env=environment(PYTHONPATH=str(place)))

    assert done == run("check", "a.txt", cwd=tmp_path)


def test_python_m_is_the_command(tmp_path: Path) -> None:
    installed = Path(sys.executable).with_name("citecheck")
    if not installed.exists():
        pytest.skip("the command is not installed beside this interpreter")
    done = subprocess.run(
        [installed, "rules"], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )

    assert done.stdout == run("rules", cwd=tmp_path).out
