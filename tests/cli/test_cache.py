"""The command with a cache prints what it prints without, and `citecheck cache` tells of it."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Result, command, environment, run

from citecheck.cache.folder import NAME

if TYPE_CHECKING:
    from pathlib import Path

FAULTS = (
    "It is shut (, May 14, 2015), said no. {}. It burned (Dawn, May 2, 2015 Yle, May 3, 2015; Mod.gov.az, June 31).\n",
    "It is open {} (Dawn, May 2, 2015; Yle, May 3, 2015; Dawn, May 2, 2015).\n",
    "Мост закрыли {} (ТАСС, 3 мая 2015; , 4 мая 2015).\n",
    "It is clean {} (Dawn, May 2, 2015).\n",
    "[citecheck: ignore CC108 a lost link]\n\nIt is shut {} (, May 14, 2015).\n",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of articles, clean and faulty, an unreadable one and a stream of records among them."""
    articles = tmp_path / "articles"
    articles.mkdir()
    for at in range(100):
        (articles / f"{at:03}.txt").write_text(FAULTS[at % len(FAULTS)].format(at), encoding="utf-8")
        os.utime(articles / f"{at:03}.txt", (1_000_000_000, 1_000_000_000))
    (articles / "050.txt").write_bytes(b"\x00")
    (articles / "records.jsonl").write_text('{"text": "It is shut (, May 14, 2015)."}\n', encoding="utf-8")
    return articles


def check(folder: Path, *args: str) -> Result:
    """`citecheck check` in the folder, with a cache beside it."""
    return run("check", "--cache-dir", "../cache", *args, cwd=folder)


def remembered(folder: Path) -> int:
    """How many results the cache holds."""
    with closing(sqlite3.connect(folder.parent / "cache" / NAME)) as database:
        return int(database.execute("SELECT count(*) FROM results").fetchone()[0])


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("-q",),
        ("--format", "json"),
        ("--format", "jsonl"),
        ("--format", "github"),
        ("--format", "sarif"),
        ("--level", "error", "--fail-on", "warning"),
        ("--color", "always"),
    ],
    ids=" ".join,
)
def test_output_is_the_same_with_and_without(folder: Path, args: tuple[str, ...]) -> None:
    without = check(folder, "--no-cache", *args)

    assert [check(folder, *args), check(folder, *args)] == [without, without]
    assert remembered(folder) == 99


@pytest.mark.parametrize(
    "args", [("--fix", "--diff"), ("--diff",), ("--no-cache",), ("--fix",)], ids=" ".join
)
def test_nothing_is_remembered(folder: Path, args: tuple[str, ...]) -> None:
    check(folder, *args)

    assert not (folder.parent / "cache").exists()


def test_few_files_are_checked_without(folder: Path) -> None:
    check(folder, "000.txt", "001.txt")

    assert not (folder.parent / "cache").exists()


@pytest.mark.parametrize(
    "args",
    [
        ("--select", "CC1"),
        ("--ignore", "CC501"),
        ("--published", "2015-05-01"),
        ("--encoding", "windows-1251"),
        ("--config", "../strict.yaml"),
        ("--config", "../silent.yaml"),
    ],
    ids=" ".join,
)
def test_other_options_are_not_answered_from_the_past(folder: Path, args: tuple[str, ...]) -> None:
    (folder.parent / "strict.yaml").write_text("severity: {CC501: error}\n", encoding="utf-8")
    (folder.parent / "silent.yaml").write_text(
        "suppress:\n  - {path: 'articles/00*.txt', code: CC1, reason: so it stands}\n", encoding="utf-8"
    )
    before = check(folder)
    without = check(folder, "--no-cache", *args)

    assert without != before
    assert check(folder, *args) == without
    assert check(folder) == before


def test_baseline_is_never_of_the_past(folder: Path) -> None:
    before = check(folder, "--format", "json")
    run("baseline", cwd=folder)
    known = check(folder, "--format", "json")

    assert known == check(folder, "--format", "json", "--no-cache")
    assert {one["code"] for one in known.diagnostics} == {"CC902"}
    assert known.report["summary"]["known"] == len(before.diagnostics) - 1
    assert remembered(folder) == 99
    assert check(folder, "--format", "json", "--no-baseline").diagnostics == before.diagnostics


def test_changed_rule_is_not_answered_from_the_past(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "program"
    skipped = shutil.ignore_patterns("__pycache__", "compiled")
    for name in ("citecheck", "rules"):
        shutil.copytree(ROOT / name, program / name, ignore=skipped)
    for path in program.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    env = environment(PYTHONPATH=str(program))
    before = run("check", "--cache-dir", "../cache", cwd=folder, env=env)
    (rule,) = (program / "rules").glob("cc5*.yaml")
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace("severity: warning", "severity: error"), encoding="utf-8")
    shutil.rmtree(program / "citecheck" / "compiled")
    os.utime(rule, (1_000_000_001, 1_000_000_001))

    after = run("check", "--cache-dir", "../cache", cwd=folder, env=env)

    assert "warning[CC501]" in before.out
    assert "error[CC501]" in after.out
    assert "warning[CC501]" not in after.out


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_changed_file_is_seen_among_remembered_ones(folder: Path, jobs: str) -> None:
    check(folder)
    (folder / "003.txt").write_text("It is shut (, May 14, 2015).\n", encoding="utf-8")

    assert check(folder, "--jobs", jobs) == check(folder, "--no-cache")


def test_work_of_a_pool_is_remembered(folder: Path) -> None:
    for at in range(100):
        with (folder / f"{at:03}.txt").open("a", encoding="utf-8") as file:
            file.write("\nThe ferry left at noon, and nobody waved." * 700)
    without = check(folder, "--no-cache", "--jobs", "1")

    assert [check(folder, "--jobs", "2") for _ in range(2)] == [without, without]
    assert remembered(folder) == 99


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
def test_killed_runs_leave_a_cache_that_tells_the_truth(folder: Path) -> None:
    chance = random.Random(4)
    for attempt in range(12):
        for at in chance.sample(range(100), 30):
            text = chance.choice(FAULTS).format(f"{at} {attempt}")
            (folder / f"{at:03}.txt").write_text(text, encoding="utf-8")
        running = subprocess.Popen(
            command("check", "--cache-dir", "../cache"),
            cwd=folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.05, 0.4))
        running.send_signal(signal.SIGKILL)
        running.wait()

        assert check(folder) == check(folder, "--no-cache")


@pytest.mark.parametrize("args", [("-v",), ("--cache-dir", "file")], ids=" ".join)
def test_unusable_cache_is_told_where_it_matters(folder: Path, args: tuple[str, ...]) -> None:
    (folder / "file").write_text("no folder", encoding="utf-8")
    env = environment(CITECHECK_CACHE_DIR="file")

    told = run("check", *args, cwd=folder, env=env)

    place = folder / "file" / NAME
    assert f"citecheck: {place}: File exists; going on without it\n" in told.err
    assert run("check", cwd=folder, env=env) == run("check", "--no-cache", cwd=folder)


def test_info_and_clear(folder: Path) -> None:
    cache = folder.parent / "cache"

    def told(action: str) -> str:
        done = run("cache", action, "--cache-dir", cache, cwd=folder)
        assert (done.status, done.err) == (0, "")
        return done.out

    assert told("info") == f"{cache}: nothing is remembered\n"
    assert told("clear") == f"{cache}: nothing to remove\n"
    check(folder)
    size = f"{(cache / NAME).stat().st_size / 1000:.1f} kB"
    assert told("info") == f"{cache / NAME}: {size}, 99 files remembered\n"
    assert told("clear") == f"{cache / NAME}: removed\n"
    assert list(cache.iterdir()) == []


def test_info_tells_of_damage_and_clear_removes_it(folder: Path) -> None:
    cache = folder.parent / "cache"
    cache.mkdir()
    (cache / NAME).write_bytes(b"no database " * 100)

    damaged = run("cache", "info", "--cache-dir", cache).out
    check(folder)

    assert damaged == f"{cache / NAME}: 1.2 kB, can't be used; the next check begins a new one\n"
    assert (
        f"{cache / NAME}.damaged: 1.2 kB, set aside as damaged\n"
        in run("cache", "info", "--cache-dir", cache).out
    )
    run("cache", "clear", "--cache-dir", cache)
    assert list(cache.iterdir()) == []


def test_clear_leaves_what_is_not_of_the_cache(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("mine", encoding="utf-8")

    run("cache", "clear", "--cache-dir", tmp_path)

    assert (tmp_path / "article.txt").read_text(encoding="utf-8") == "mine"


def test_file_in_the_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")

    done = run("cache", "info", "--cache-dir", "file", cwd=tmp_path)

    assert (done.status, done.err) == (2, f"citecheck: {tmp_path / 'file'}: Not a directory\n")
