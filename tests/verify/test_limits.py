"""The rate and the breaker, with a clock of the test's own."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from playing import NOW, Clock

from citecheck.verify.limits import NAME, Bucket, Limits, seconds_asked
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDEX = Bucket("archive.example, index", 5.0)
PLAYBACK = Bucket("archive.example, playback", 0.5)
OWN = Bucket("127.0.0.1:8080, index", 0.0)
HOUR = 3600


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> Iterator[Limits]:
    with closing(Limits(None, clock)) as limits:
        yield limits


def shut(limits: Limits, bucket: Bucket) -> str | None:
    """Why the breaker is open; None when it isn't."""
    try:
        limits.reserve(bucket)
    except Unavailable as error:
        return str(error.reason)
    return None


def test_each_request_has_a_slot(limits: Limits, clock: Clock) -> None:
    assert [limits.reserve(INDEX) for _ in range(3)] == [0, 5, 10]
    clock.now += 12
    assert limits.reserve(INDEX) == 3
    clock.now += 100
    assert limits.reserve(INDEX) == 0


def test_buckets_are_apart(limits: Limits) -> None:
    limits.reserve(INDEX)

    assert [limits.reserve(PLAYBACK), limits.reserve(PLAYBACK), limits.reserve(OWN), limits.reserve(OWN)] == [
        0,
        0.5,
        0,
        0,
    ]


def test_slot_after_the_budget_is_not_booked(limits: Limits) -> None:
    limits.reserve(INDEX)
    with pytest.raises(Unavailable, match="budget"):
        limits.reserve(INDEX, NOW + 3)

    assert limits.reserve(INDEX) == 5


def test_pause_voids_slots_that_were_booked(limits: Limits, clock: Clock) -> None:
    limits.reserve(PLAYBACK)
    limits.reserve(PLAYBACK)
    limits.throttled(PLAYBACK, None)
    clock.now += 1

    assert limits.is_paused(PLAYBACK)
    assert limits.reserve(PLAYBACK) == 59


def test_rate_is_half_for_an_hour(limits: Limits, clock: Clock) -> None:
    limits.throttled(INDEX, 0)

    assert [limits.reserve(INDEX) for _ in range(3)] == [0, 10, 20]
    clock.now += HOUR + 60
    assert [limits.reserve(INDEX) for _ in range(3)] == [0, 5, 10]


def test_429s_to_requests_that_were_under_way_are_one(limits: Limits, clock: Clock) -> None:
    for _ in range(4):
        limits.throttled(PLAYBACK, None)
    clock.now += 60

    assert [limits.reserve(PLAYBACK), limits.reserve(PLAYBACK)] == [0, 1]


@pytest.mark.parametrize(("later", "reason"), [(299, "rate-limited"), (301, None)])
def test_second_429_within_five_minutes_of_the_pause_opens_the_breaker(
    limits: Limits, clock: Clock, later: int, reason: str | None
) -> None:
    limits.throttled(INDEX, None)
    clock.now += 60 + later
    limits.throttled(INDEX, None)

    assert shut(limits, INDEX) == reason


def test_breaker_lets_one_request_try(limits: Limits, clock: Clock) -> None:
    limits.refused(INDEX)
    clock.now += HOUR - 1
    assert shut(limits, INDEX) == "unreachable"
    clock.now += 1
    assert [shut(limits, INDEX), shut(limits, INDEX)] == [None, "unreachable"]
    limits.answered(INDEX)
    assert shut(limits, INDEX) is None


def test_one_that_tries_and_dies_is_followed_by_another(limits: Limits, clock: Clock) -> None:
    limits.refused(INDEX)
    clock.now += HOUR
    limits.reserve(INDEX)
    clock.now += 181

    assert shut(limits, INDEX) is None


def test_each_refusal_doubles_the_block_up_to_four_hours(limits: Limits, clock: Clock) -> None:
    blocks = []
    for _ in range(4):
        limits.refused(INDEX)
        begin = clock.now
        while shut(limits, INDEX):
            clock.now += 60
        blocks.append((clock.now - begin) / HOUR)

    assert blocks == [1, 2, 4, 4]


def test_refusals_of_requests_that_were_under_way_are_one(limits: Limits, clock: Clock) -> None:
    for _ in range(4):
        limits.refused(INDEX)
    clock.now += HOUR

    assert shut(limits, INDEX) is None


def test_late_answer_does_not_close_the_breaker(limits: Limits) -> None:
    limits.refused(INDEX)
    limits.answered(INDEX)

    assert shut(limits, INDEX) == "unreachable"


def test_five_failures_in_a_row_open_the_breaker(limits: Limits, clock: Clock) -> None:
    for _ in range(4):
        limits.failed(INDEX)
    limits.answered(INDEX)
    for _ in range(4):
        limits.failed(INDEX)
    assert shut(limits, INDEX) is None
    limits.failed(INDEX)
    assert shut(limits, INDEX) == "unreachable"
    clock.now += 600
    assert shut(limits, INDEX) is None


def test_archive_of_ones_own_waits_seconds_for_minutes(limits: Limits, clock: Clock) -> None:
    limits.refused(OWN)
    clock.now += 59
    assert shut(limits, OWN) == "unreachable"
    clock.now += 1
    assert shut(limits, OWN) is None


def test_breaker_survives_the_process(tmp_path: Path, clock: Clock) -> None:
    with closing(Limits(str(tmp_path), clock)) as limits:
        limits.refused(INDEX)

    with closing(Limits(str(tmp_path), clock)) as limits:
        assert shut(limits, INDEX) == "unreachable"


def test_file_is_the_owners_alone(tmp_path: Path) -> None:
    with closing(Limits(str(tmp_path / "new"))) as limits:
        limits.reserve(INDEX)

    assert stat.S_IMODE((tmp_path / "new" / NAME).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_what_a_wrong_clock_wrote_is_forgotten(tmp_path: Path, clock: Clock) -> None:
    clock.now += 10**9
    with closing(Limits(str(tmp_path), clock)) as limits:
        limits.refused(INDEX)
        clock.now = NOW

        assert shut(limits, INDEX) is None


@pytest.mark.parametrize(
    "change", ["next_at = 'soon'", "open_until = NULL", "reason = 'mood', open_until = 9e99"]
)
def test_row_that_was_tampered_with_is_forgotten(tmp_path: Path, clock: Clock, change: str) -> None:
    with closing(Limits(str(tmp_path), clock)) as limits:
        limits.reserve(INDEX)
    with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
        database.execute(f"UPDATE buckets SET {change}")

    with closing(Limits(str(tmp_path), clock)) as limits:
        assert limits.reserve(INDEX) == 0


def test_damaged_file_is_set_aside(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / NAME).write_bytes(b"no database " * 1000)
    with closing(Limits(str(tmp_path), clock)) as limits:
        assert [limits.reserve(INDEX), limits.reserve(INDEX)] == [0, 5]
    assert limits.trouble == f"{tmp_path / NAME}: damaged; set aside, and a new one begun"
    assert (tmp_path / f"{NAME}.damaged").exists()


def test_without_a_folder_that_can_be_used_the_process_keeps_its_own_rate(
    tmp_path: Path, clock: Clock
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with closing(Limits(str(tmp_path / "file"), clock)) as limits:
        assert [limits.reserve(INDEX), limits.reserve(INDEX)] == [0, 5]
    assert limits.trouble == f"{tmp_path / 'file' / NAME}: File exists; going on without it"


def slots(folder: str, number: int) -> list[float]:
    with closing(Limits(folder, lambda: NOW)) as limits:
        return [limits.reserve(INDEX) for _ in range(number)]


def test_no_slot_is_given_twice_to_processes(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        given = pool.starmap(slots, [(str(tmp_path), 25)] * 4)

    assert sorted(slot for some in given for slot in some) == [5.0 * number for number in range(100)]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("9" * 400, 999_999_999),
        ("Tue, 01 Jun 2021 12:02:00 GMT", 120),
        ("Tue, 01 Jun 2021 11:00:00 GMT", 0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert seconds_asked(value, NOW) == seconds
