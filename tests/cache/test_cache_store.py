"""When the cache answers, and when a file must be read."""

from __future__ import annotations

import os
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from caching import KEY, source, truth, went, went_over, whole_truth, write

from citecheck.cache import store
from citecheck.cache.store import Cache
from citecheck.discover import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OTHER = b"another state"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the cache's clock to so many seconds from now."""

    def set_clock(seconds: float) -> None:
        clock = SimpleNamespace(time_ns=lambda: time.time_ns() + int(seconds * 1e9))
        monkeypatch.setattr(store, "time", clock)

    return set_clock


@pytest.fixture
def cache(tmp_path: Path, at: Callable[[float], None]) -> Path:
    """A folder for the cache, and a clock by which every file of the test has long been there."""
    at(60)
    return tmp_path / "cache"


def test_unknown_file_is_handed_out_with_its_bytes(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")

    assert list(Cache(str(cache), KEY).answers([source(file)])) == [Source(str(file), "text", b"It is shut.")]


@pytest.mark.parametrize("text", ["It is shut.", "It is ajar."], ids=["clean", "with-row"])
def test_what_was_kept_is_answered_as_it_was(tmp_path: Path, cache: Path, text: str) -> None:
    file = write(tmp_path / "a.txt", text)
    went(cache, file)

    assert went(cache, file) == ([], *truth(str(file), text.encode()), None)


def test_unchanged_file_is_not_opened(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path / "a.txt")
    went(cache, file)
    monkeypatch.setattr(store, "open", None, raising=False)

    assert went(cache, file).read == []


def test_touched_file_is_answered_by_its_bytes(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")
    went(cache, file)
    os.utime(file, (1, 1))

    assert went(cache, file).read == []


def test_new_stamp_of_a_touched_file_is_remembered(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.txt")
    went(cache, file)
    os.utime(file, (1, 1))
    went(cache, file)
    monkeypatch.setattr(store, "open", None, raising=False)

    assert went(cache, file).read == []


def test_changed_file_is_read(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")
    went(cache, file)
    write(file, "It is open.")

    assert went(cache, file) == (["a.txt"], *whole_truth(file), None)


def test_changed_file_is_answered_with_its_new_result_the_next_time(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")
    went(cache, file)
    write(file, "It is open.")
    went(cache, file)

    assert went(cache, file) == ([], *whole_truth(file), None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no time of change")
def test_change_that_keeps_size_and_mtime_is_seen(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt", "It is shut.")
    before = file.stat()
    went(cache, file)
    write(file, "It is open.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert went(cache, file).read == ["a.txt"]


def test_file_that_takes_the_place_of_another_is_seen(tmp_path: Path, cache: Path) -> None:
    file, other = write(tmp_path / "a.txt", "It is shut."), write(tmp_path / "b.txt", "It is open.")
    for one in (file, other):
        os.utime(one, (1, 1))
    went(cache, file)
    other.replace(file)

    assert went(cache, file).read == ["a.txt"]


def test_changes_within_one_tick_of_the_clock_are_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for number in range(100):
        write(file, f"It is {number:03}.")

        assert went(tmp_path / "cache", file) == (["a.txt"], *whole_truth(file), None)


def stamps_are_relied_on(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a file, checked just now, is answered without being opened."""
    went(tmp_path / "cache", file)
    monkeypatch.setattr(store, "open", lambda *_, **__: (_ for _ in ()).throw(OSError), raising=False)
    return went(tmp_path / "cache", file).read == []


@pytest.mark.parametrize(("later", "relied_on"), [(1, False), (3, True), (-3600, False)])
def test_stamp_is_relied_on_once_it_has_settled(
    tmp_path: Path,
    at: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
    later: float,
    relied_on: bool,
) -> None:
    file = write(tmp_path / "a.txt")
    at(later)

    assert stamps_are_relied_on(tmp_path, file, monkeypatch) == relied_on


def test_stamp_that_lies_ahead_is_not_relied_on(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "a.txt")
    os.utime(file, (time.time() + 3600, time.time() + 3600))

    assert not stamps_are_relied_on(tmp_path, file, monkeypatch)


def test_young_file_is_answered_by_its_bytes(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    went(tmp_path / "cache", file)

    assert went(tmp_path / "cache", file).read == []


def test_two_states_are_remembered_side_by_side(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")

    assert [went(cache, file, key=key).read for key in (KEY, OTHER, KEY, OTHER)] == [
        ["a.txt"],
        ["a.txt"],
        [],
        [],
    ]


def test_rows_bear_the_path_as_it_is_shown_now(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path / "in" / "a.txt", "It is ajar.")
    went(cache, file)
    monkeypatch.chdir(tmp_path / "in")

    assert went(cache, "a.txt") == ([], *truth("a.txt", b"It is ajar."), None)


def test_same_path_from_another_folder_is_another_file(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("one", "two"):
        write(tmp_path / folder / "a.txt", f"It is in {folder}.")
    monkeypatch.chdir(tmp_path / "one")
    went(cache, "a.txt")
    monkeypatch.chdir(tmp_path / "two")

    assert went(cache, "a.txt").read == ["a.txt"]


@pytest.mark.parametrize(
    "given", [Source("a.jsonl", "jsonl"), Source("-", "text", b"It is shut.")], ids=["records", "stdin"]
)
def test_what_is_no_text_file_is_handed_on_as_it_is(cache: Path, given: Source) -> None:
    assert list(Cache(str(cache), KEY).answers([given])) == [given]


def test_file_that_is_gone_is_handed_on_as_it_is(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")
    went(cache, file)
    file.unlink()

    assert list(Cache(str(cache), KEY).answers([source(file)])) == [source(file)]


@pytest.mark.parametrize(
    "name", ["a\nb.txt", "статья.txt", "caf\udce9.txt", "-.txt", "a'b\"c.txt", "a:b.txt"], ids=ascii
)
def test_name_may_be_anything(tmp_path: Path, cache: Path, name: str) -> None:
    file = tmp_path / name
    try:
        file.write_bytes(b"It is shut.")
    except (OSError, UnicodeError):
        pytest.skip("no such name is possible here")

    assert [went(cache, file).read, went(cache, file).read] == [[name], []]


def test_answers_and_files_to_read_come_in_order(tmp_path: Path, cache: Path) -> None:
    files = [write(tmp_path / "in" / f"{n % 7}" / f"{n:04}.txt", f"It is {n}.") for n in range(1200)]
    went(cache, *(file for at, file in enumerate(files) if at % 3))

    second = went(cache, *files)

    assert second.read == [file.name for at, file in enumerate(files) if at % 3 == 0]
    assert second[1:3] == whole_truth(*files)


def test_few_files_are_found_among_many(tmp_path: Path, cache: Path) -> None:
    files = [write(tmp_path / "in" / f"{number:04}.txt", f"It is {number}.") for number in range(1200)]
    went(cache, *files)
    chosen = [files[0], files[600], files[1199]]

    assert went(cache, *chosen) == ([], *whole_truth(*chosen), None)


def test_database_that_grows_too_large_forgets_other_states(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, other = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    went(cache, file, key=OTHER)
    went(cache, file)
    monkeypatch.setattr(store, "LARGEST", 1)
    went(cache, other)

    assert went(cache, file).read == []
    assert went(cache, file, key=OTHER).read == ["a.txt"]


def test_file_that_is_found_unreadable_is_tried_again(tmp_path: Path, cache: Path) -> None:
    file = write(tmp_path / "a.txt")
    list(Cache(str(cache), KEY).answers([source(file)]))  # and nothing of it is kept

    assert went_over(cache, [source(file)]).read == ["a.txt"]
