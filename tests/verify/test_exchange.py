"""Bodies are inflated the same however they come in pieces, and what is no gzip raises nothing unforeseen."""

from __future__ import annotations

import gzip
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.verify.exchange import GarbledError, Inflater, TooLargeError

MOST, KEPT = 200_000, 1000


def inflated(data: bytes, cuts: list[int]) -> bytes:
    """What becomes of a body that comes in pieces cut there."""
    body = Inflater(MOST, KEPT)
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    for begin, end in pairwise(places):
        body.feed(data[begin:end])
    return body.end()


def beginning(data: bytes) -> bytes:
    return data[:KEPT]


some_cuts = st.lists(st.integers(0, 10**6), max_size=6)


@given(st.binary(max_size=3000), some_cuts)
def test_gzip_in_any_pieces(data: bytes, cuts: list[int]) -> None:
    if not data.startswith(b"\x1f\x8b"):
        assert inflated(gzip.compress(data), cuts) == beginning(data)
        assert inflated(data, cuts) == beginning(data)


@given(st.binary(max_size=300), st.binary(max_size=300), some_cuts)
def test_two_members_are_one_body(one: bytes, two: bytes, cuts: list[int]) -> None:
    if not (one + two).startswith(b"\x1f\x8b"):
        assert inflated(gzip.compress(one) + gzip.compress(two), cuts) == one + two


def test_members_part_at_any_place() -> None:
    body = gzip.compress(b"one") + gzip.compress(b"two")

    assert {inflated(body, [cut]) for cut in range(len(body))} == {b"onetwo"}


@given(st.binary(max_size=500), some_cuts)
def test_damage_is_told(damage: bytes, cuts: list[int]) -> None:
    with suppress(GarbledError, TooLargeError):
        assert len(inflated(b"\x1f\x8b" + damage, cuts)) <= KEPT


@given(some_cuts)
def test_bound_holds_in_any_pieces(cuts: list[int]) -> None:
    assert inflated(gzip.compress(bytes(MOST)), cuts) == bytes(KEPT)
    with pytest.raises(TooLargeError):
        inflated(gzip.compress(bytes(MOST + 1)), cuts)
