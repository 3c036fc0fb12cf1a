"""Rows come back from JSON as they were."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import check
from hypothesis import given
from hypothesis import strategies as st

from citecheck.cache.rows import dump_rows, load_rows
from citecheck.report.rows import Row


def types(value: Any) -> Any:
    """The type of a value, and of all in it."""
    return (type(value), [types(one) for one in value]) if isinstance(value, tuple) else type(value)


def back(rows: list[Row], path: str) -> list[Row]:
    """The rows after a stay in the cache."""
    return load_rows(dump_rows(rows), path)


@given(st.lists(st.from_type(Row), max_size=3), st.text())
def test_rows_come_back_equal_but_for_the_path(rows: list[Row], path: str) -> None:
    assert back(rows, path) == [row._replace(path=path) for row in rows]


@given(st.lists(st.from_type(Row), max_size=3), st.text())
def test_rows_come_back_with_the_same_types(rows: list[Row], path: str) -> None:
    assert types(tuple(back(rows, path))) == types(tuple(row._replace(path=path) for row in rows))


@pytest.mark.parametrize(
    "text",
    [
        "It is shut (, May 14, 2015).",
        "It burned (Dawn, May 2, 2015 Yle, May 3, 2015).",
        "It burned (Dawn, May 2, 2015; Yle, May 3, 2015; Dawn, May 2, 2015).",
        "Мост закрыли (, 3 мая 2015).",
    ],
    ids=["error", "fix", "related", "cyrillic"],
)
def test_rows_of_real_faults_come_back_equal(text: str) -> None:
    rows = check(text)

    assert rows != []
    assert back(rows, "example.txt") == rows


def test_half_a_surrogate_comes_back() -> None:
    (row,) = check("It is shut (, May 14, 2015).")
    rows = [row._replace(message="caf\udce9.txt", raw="\ud83d")]

    assert back(rows, "example.txt") == rows


def test_no_rows_take_no_room() -> None:
    assert dump_rows([]) == b""


def test_path_is_not_stored() -> None:
    (row,) = check("It is shut (, May 14, 2015).")

    assert b"secret" not in dump_rows([row._replace(path="secret/draft.txt")])
