"""Facts hold for their time, survive what befalls files, and go where they are exported to."""

from __future__ import annotations

import random
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest
from conftest import environment
from playing import Clock

from citecheck.errors import UsageError
from citecheck.verify.facts import DAY, NAME, Facts, clear, export, files_in, info

if TYPE_CHECKING:
    from pathlib import Path


def kept(folder: Path, *keys: str, seconds: float | None = None, clock: Any = None) -> None:
    """Keeps facts whose values are their keys in capitals."""
    facts = Facts(str(folder), **({"clock": clock} if clock else {}))
    for key in keys:
        facts.put(key, "page", {"said": key.upper()}, seconds)
    facts.close()


def known(folder: Path | None, *keys: str, **options: Any) -> list[str | None]:
    facts = Facts(str(folder) if folder else None, **options)
    found = [facts.get(key) for key in keys]
    facts.close()
    return [one and one["said"] for one in found]


def test_fact_is_there_for_the_next_run(tmp_path: Path) -> None:
    kept(tmp_path, "a", "я")

    assert known(tmp_path, "a", "я", "b") == ["A", "Я", None]


def test_fact_runs_out(tmp_path: Path) -> None:
    clock = Clock()
    facts = Facts(str(tmp_path), clock=clock)
    facts.put("a", "page", 1, DAY)
    clock.now += DAY
    assert facts.get("a") == 1
    clock.now += 1
    assert facts.get("a") is None
    assert facts.get("a", stale=True) == 1
    facts.close()


def test_facts_without_a_folder_last_as_long_as_the_run() -> None:
    facts = Facts(None)
    facts.put("a", "page", [1], None)

    assert (facts.get("a"), facts.trouble) == ([1], None)
    facts.close()


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    facts = Facts(str(tmp_path / "new"))
    facts.put("a", "page", 1, None)

    facts.close()
    (tmp_path / "new" / NAME).chmod(0o644)
    facts = Facts(str(tmp_path / "new"))
    facts.put("b", "page", 1, None)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    facts.close()


@pytest.mark.parametrize(
    "change",
    ["value = x'00'", "value = CAST(value || x'20' AS BLOB)", "checksum = NULL", "key = 'b'", "value = 7"],
)
def test_fact_that_was_tampered_with_is_none(tmp_path: Path, change: str) -> None:
    kept(tmp_path, "a")
    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        database.execute(f"UPDATE facts SET {change}")

    assert known(tmp_path, "a", "b") == [None, None]


@pytest.mark.parametrize(
    "data", [b"no database " * 500, b"SQLite format 3\0" + b"\xff" * 5000], ids=["text", "header"]
)
def test_damaged_file_is_set_aside_and_a_new_one_begun(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    facts = Facts(str(tmp_path))

    assert facts.get("a") is None
    facts.put("a", "page", {"said": "A"}, None)
    facts.close()
    assert facts.trouble == f"{tmp_path / NAME}: damaged; set aside, and a new one begun"
    assert (tmp_path / f"{NAME}.damaged").read_bytes() == data
    assert known(tmp_path, "a") == ["A"]


@pytest.mark.parametrize("seed", range(20))
def test_overwritten_file_tells_no_lies(tmp_path: Path, seed: int) -> None:
    keys = [f"key {number}" for number in range(300)]
    kept(tmp_path, *keys)
    chance = random.Random(seed)
    data = bytearray((tmp_path / NAME).read_bytes())
    for _ in range(chance.choice((1, 10, 200))):
        at = chance.randrange(len(data))
        piece = chance.randbytes(chance.choice((1, 4, 40)))
        data[at : at + len(piece)] = piece
    (tmp_path / NAME).write_bytes(data)

    assert set(known(tmp_path, *keys)) <= {None, *map(str.upper, keys)}


def test_folder_that_cannot_be_used_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    facts = Facts(str(tmp_path / "file"))
    facts.put("a", "page", 1, None)

    assert facts.get("a") == 1
    assert facts.trouble == f"{tmp_path / 'file' / NAME}: File exists; going on without it"
    facts.close()


def test_folder_that_can_only_be_read_still_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, "a")
    monkeypatch.setattr("os.access", lambda *_: False)
    facts = Facts(str(tmp_path))
    facts.put("b", "page", 1, None)

    assert (facts.get("a"), facts.get("b")) == ({"said": "A"}, 1)
    assert facts.trouble == f"{tmp_path / NAME}: can only be read; nothing new is kept"
    facts.close()
    found = info(str(tmp_path / NAME))
    assert found is not None
    assert found.kinds == {"page": 1}


def test_file_does_not_outgrow_its_bound_and_what_is_used_stays(tmp_path: Path) -> None:
    clock = Clock()
    chance = random.Random(1)
    facts = Facts(str(tmp_path), largest=400_000, clock=clock)
    facts.put("used", "page", {"said": "USED"}, None)
    for number in range(200):
        clock.now += DAY + 1
        facts.put(f"key {number}", "page", chance.randbytes(4000).hex(), None)
        assert facts.get("used")
    facts.close()

    assert (tmp_path / NAME).stat().st_size < 500_000
    assert known(tmp_path, "used", "key 0") == ["USED", None]


def write(folder: str, name: str) -> None:
    facts = Facts(folder)
    for number in range(50):
        facts.put(f"{name} {number}", "page", {"said": "X"}, None)
    facts.close()


def test_processes_write_at_once(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        pool.starmap(write, [(str(tmp_path), name) for name in "abcd"])

    found = info(str(tmp_path / NAME))
    assert found is not None
    assert found.kinds == {"page": 200}


def test_fact_is_kept_by_a_run_that_is_killed(tmp_path: Path) -> None:
    code = "import os, sys; from citecheck.verify.facts import Facts; Facts(sys.argv[1]).put('a', 'page', {'said': 'A'}, None); os.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=environment(), check=False)

    assert done.returncode == -9
    assert known(tmp_path, "a") == ["A"]


def test_exported_file_answers_elsewhere_however_old(tmp_path: Path) -> None:
    kept(tmp_path / "here", "a", seconds=DAY)
    assert export(str(tmp_path / "here"), str(tmp_path / "facts.sqlite")) == 1
    before = (tmp_path / "facts.sqlite").read_bytes()
    clock = Clock()
    clock.now = 10**11

    assert known(None, "a", "b", given=str(tmp_path / "facts.sqlite"), clock=clock) == ["A", None]
    assert (tmp_path / "facts.sqlite").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.sqlite", "here"]


def test_export_leaves_out_what_has_run_out_and_replaces_a_file(tmp_path: Path) -> None:
    kept(tmp_path / "here", "old", seconds=DAY, clock=Clock())
    kept(tmp_path / "here", "a", "b")
    (tmp_path / "facts.sqlite").write_bytes(b"before")

    assert export(str(tmp_path / "here"), str(tmp_path / "facts.sqlite")) == 2


def test_export_while_a_run_writes(tmp_path: Path) -> None:
    facts = Facts(str(tmp_path))
    facts.put("a", "page", {"said": "A"}, None)

    assert export(str(tmp_path), str(tmp_path / "out.sqlite")) == 1
    facts.close()
    assert known(None, "a", given=str(tmp_path / "out.sqlite")) == ["A"]


def test_damaged_file_is_not_exported(tmp_path: Path) -> None:
    kept(tmp_path, *(f"key {number}" for number in range(300)))
    data = bytearray((tmp_path / NAME).read_bytes())
    data[8192:16384] = b"\xff" * 8192
    (tmp_path / NAME).write_bytes(data)

    with pytest.raises(UsageError, match=NAME):
        export(str(tmp_path), str(tmp_path / "out.sqlite"))
    assert not (tmp_path / "out.sqlite").exists()


def test_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no facts to export; 'citecheck verify' gathers them"):
        export(str(tmp_path), str(tmp_path / "out.sqlite"))

    assert list(tmp_path.iterdir()) == []


def test_own_facts_are_newer_than_given_ones(tmp_path: Path) -> None:
    kept(tmp_path / "here", "a")
    export(str(tmp_path / "here"), str(tmp_path / "out.sqlite"))
    facts = Facts(None, str(tmp_path / "out.sqlite"))
    facts.put("a", "page", 2, None)

    assert facts.get("a") == 2
    facts.close()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "no such file of facts"),
        (b"", "no file of facts of this version"),
        (b"text", "no file of facts of this version"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "no file of facts of this version"),
    ],
)
def test_given_file_that_is_none(tmp_path: Path, data: bytes | None, message: str) -> None:
    path = tmp_path / "given.sqlite"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(UsageError, match=message):
        Facts(None, str(path))


def test_given_folder_is_no_file_of_facts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file of facts"):
        Facts(None, str(tmp_path))


def test_given_database_of_something_else(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as database, database:
        database.execute("CREATE TABLE facts (key)")

    with pytest.raises(UsageError, match="no file of facts of this version"):
        Facts(None, str(tmp_path / "other.sqlite"))


def test_info_and_clear(tmp_path: Path) -> None:
    kept(tmp_path, "a", "b")
    (tmp_path / f"{NAME}.damaged").write_bytes(b"x")
    (tmp_path / "limits-1.sqlite").write_bytes(b"")

    assert [path.rpartition("/")[2] for path in files_in(str(tmp_path))] == [NAME, f"{NAME}.damaged"]
    assert info(str(tmp_path / f"{NAME}.damaged")) is None
    assert len(clear(str(tmp_path))) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["limits-1.sqlite"]
    assert files_in(str(tmp_path / "none")) == []
