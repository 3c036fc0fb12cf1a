"""A cache that can't be used, or was damaged, changes no answer."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

import pytest
from caching import went, whole_truth, write

from citecheck.cache.folder import NAME

as_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can mount a file system")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Three hundred files."""
    return [write(tmp_path / "in" / f"{number:03}.txt", f"It is {number}.") for number in range(300)]


def overwritten(database: Path, seed: int) -> None:
    """Writes chance over some places of the file."""
    chance = random.Random(seed)
    data = bytearray(database.read_bytes())
    for _ in range(chance.choice((1, 10, 200))):
        at = chance.randrange(len(data))
        piece = chance.randbytes(chance.choice((1, 4, 40)))
        data[at : at + len(piece)] = piece
    database.write_bytes(data)


@pytest.mark.parametrize("seed", range(30))
def test_overwritten_database_changes_no_answer(tmp_path: Path, files: list[Path], seed: int) -> None:
    cache = tmp_path / "cache"
    went(cache, *files)
    overwritten(cache / NAME, seed)

    assert went(cache, *files)[1:3] == whole_truth(*files)


@pytest.mark.parametrize("column", ["stamp", "digest", "result"])
def test_row_that_was_tampered_with_is_no_answer(tmp_path: Path, files: list[Path], column: str) -> None:
    cache = tmp_path / "cache"
    went(cache, *files)
    with closing(sqlite3.connect(cache / NAME)) as database, database:
        database.execute(f"UPDATE results SET {column} = CAST({column} || x'20' AS BLOB)")

    assert went(cache, *files) == ([file.name for file in files], *whole_truth(*files), None)


@pytest.mark.parametrize(
    "data", [b"no database " * 100, b"SQLite format 3\0" + b"\xff" * 5000], ids=["text", "header"]
)
def test_damaged_database_is_set_aside_and_rebuilt(tmp_path: Path, files: list[Path], data: bytes) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / NAME).write_bytes(data)

    first = went(cache, *files)

    assert first.trouble is not None
    assert "set aside" in first.trouble
    assert (cache / f"{NAME}.damaged").read_bytes() == data
    assert went(cache, *files) == ([], *whole_truth(*files), None)


def test_table_of_another_form_is_set_aside_and_rebuilt(tmp_path: Path, files: list[Path]) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    with closing(sqlite3.connect(cache / NAME)) as database:
        database.execute("CREATE TABLE results (key, path, verdict)")

    assert went(cache, *files).read == [file.name for file in files]
    assert went(cache, *files) == ([], *whole_truth(*files), None)


def test_empty_file_is_a_new_database(tmp_path: Path, files: list[Path]) -> None:
    write(tmp_path / "cache" / NAME, "")
    went(tmp_path / "cache", *files)

    assert went(tmp_path / "cache", *files) == ([], *whole_truth(*files), None)


def test_folder_in_the_place_of_the_database_is_told(tmp_path: Path, files: list[Path]) -> None:
    (tmp_path / "cache" / NAME).mkdir(parents=True)

    first = went(tmp_path / "cache", *files)

    assert first.read == [file.name for file in files]
    assert first.trouble == f"{tmp_path / 'cache' / NAME}: unable to open database file; going on without it"


def test_file_in_the_place_of_the_folder_is_told(tmp_path: Path, files: list[Path]) -> None:
    first = went(write(tmp_path / "cache"), *files)

    assert first.read == [file.name for file in files]
    assert first.trouble == f"{tmp_path / 'cache' / NAME}: File exists; going on without it"


def test_cache_that_another_run_holds_is_done_without(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    went(cache, *files)
    monkeypatch.setattr("citecheck.cache.store.PATIENCE", 0.1)
    with closing(sqlite3.connect(cache / NAME)) as database:
        database.execute("BEGIN EXCLUSIVE")
        while_held = went(cache, *files)

    assert while_held.read == [file.name for file in files]
    assert while_held.trouble == f"{cache / NAME}: database is locked; going on without it"
    assert went(cache, *files) == ([], *whole_truth(*files), None)


@as_root
def test_read_only_file_system_is_read_and_not_written_to(tmp_path: Path, files: list[Path]) -> None:
    cache = tmp_path / "cache"
    went(cache, *files[1:])
    mount = ["mount", "--bind", str(cache), str(cache)]
    if subprocess.run(mount, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(cache)], check=True)
        second, third = went(cache, *files), went(cache, *files)
    finally:
        subprocess.run(["umount", str(cache)], check=True)

    assert second == third
    assert second[:3] == (["000.txt"], *whole_truth(*files))
    assert second.trouble is not None
    assert "readonly" in second.trouble


@as_root
def test_full_disk_changes_no_answer(tmp_path: Path, files: list[Path]) -> None:
    small = tmp_path / "small"
    small.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(small)], check=False
    ).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        runs = [went(small, *files) for _ in range(3)]
    finally:
        subprocess.run(["umount", str(small)], check=True)

    assert [one[1:3] for one in runs] == [whole_truth(*files)] * 3
    assert runs[0].trouble is not None
    assert "full" in runs[0].trouble


def work_at_once(cache: Path, folder: Path) -> bool:
    """Whether a run told the truth."""
    files = sorted(folder.iterdir())
    return went(cache, *files)[1:3] == whole_truth(*files)


def test_runs_at_once_tell_the_truth(tmp_path: Path, files: list[Path]) -> None:
    with get_context("spawn").Pool(4) as pool:
        told = pool.starmap(work_at_once, [(tmp_path / "cache", files[0].parent)] * 12)

    assert told == [True] * 12
    assert went(tmp_path / "cache", *files).read == []


if sys.platform == "linux":

    def test_killed_while_writing_leaves_a_cache_that_tells_the_truth(
        tmp_path: Path, files: list[Path]
    ) -> None:
        cache = tmp_path / "cache"
        went(cache, *files)
        with closing(sqlite3.connect(cache / NAME)) as database:
            whole = (cache / NAME).read_bytes()
            database.execute("PRAGMA cache_size = 1")  # so that pages go to the file before the end
            database.execute("BEGIN")
            database.execute("UPDATE results SET result = x'00'")
            half_done = (cache / NAME).read_bytes(), (cache / f"{NAME}-journal").read_bytes()
            database.execute("ROLLBACK")
        assert half_done[0] != whole
        (cache / NAME).write_bytes(half_done[0])
        (cache / f"{NAME}-journal").write_bytes(half_done[1])

        assert went(cache, *files)[1:3] == whole_truth(*files)
