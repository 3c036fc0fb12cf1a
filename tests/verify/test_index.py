"""Questions in both dialects, and answers: whole, cut, odd."""

from __future__ import annotations

import random
from typing import Any
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playing import HTML, JSON, NDJSON, lines, rows

from citecheck.model.archive import Archive, Dialect
from citecheck.verify.index import (
    Answer,
    BrokenAnswerError,
    Query,
    dialect_of,
    narrower,
    parameters,
    question,
    read,
)

HOME = "https://herald.example/"
YEAR = Query(HOME, first="2020", last="2020")
WAYBACK, PYWB = Dialect.WAYBACK, Dialect.PYWB
ARCHIVE = Archive("https://web.archive.example")
TYPES = {WAYBACK: JSON[1], PYWB: NDJSON[1]}
ANSWER_OF = {WAYBACK: rows, PYWB: lines}
both = pytest.mark.parametrize("dialect", Dialect)


def asked(query: Query, dialect: Dialect, resume: str | None = None) -> dict[str, list[str]]:
    return parse_qs(parameters(query, dialect, resume), strict_parsing=True)


def found(dialect: Dialect, *table: tuple[str, ...], query: Query = YEAR) -> list[str]:
    """What is left of such rows: timestamps and addresses."""
    answer = read(query, dialect, ANSWER_OF[dialect](*table).body, TYPES[dialect])
    return [f"{row.timestamp} {row.original}" for row in answer.rows]


def test_question_in_waybacks_dialect() -> None:
    query = Query(HOME, first="2020", last="202006", daily=True, limit=40)

    assert asked(query, WAYBACK, "org%2C+1") == {
        "url": [HOME],
        "matchType": ["exact"],
        "output": ["json"],
        "fl": ["original,timestamp,statuscode,mimetype,digest"],
        "filter": ["!statuscode:[345].."],
        "collapse": ["timestamp:8"],
        "showResumeKey": ["true"],
        "resumeKey": ["org%2C+1"],
        "from": ["2020"],
        "to": ["202006"],
        "limit": ["40"],
    }


def test_question_in_pywbs_dialect() -> None:
    query = Query(HOME, first="2020", last="202006", limit=40)

    assert asked(query, PYWB, "20200301000000") == {
        "url": [HOME],
        "matchType": ["exact"],
        "output": ["json"],
        "filter": ["!~status:[345]"],
        "from": ["20200301000000"],
        "to": ["202006"],
        "limit": ["40"],
    }


def test_pywb_is_asked_for_more_rows_than_days() -> None:
    assert asked(YEAR._replace(daily=True, limit=3), PYWB)["limit"] == ["20000"]


@pytest.mark.parametrize(
    "wrong", [{"match": "regex"}, {"first": "2020-09-01"}, {"last": "soon"}, {"limit": 0}, {"first": "٢٠٢٠"}]
)
def test_question_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "match": "exact",
        "first": None,
        "last": None,
        "daily": False,
        "limit": None,
    } | wrong

    with pytest.raises(ValueError, match=str(next(iter(wrong.values())))):
        question(HOME, **values)


@both
def test_rows_in_either_dialect_are_the_same(dialect: Dialect) -> None:
    assert found(dialect, (HOME, "20200901180000"), (HOME, "20200902180000")) == [
        f"20200901180000 {HOME}",
        f"20200902180000 {HOME}",
    ]


@both
def test_redirects_and_errors_are_left_out_and_revisits_stay(dialect: Dialect) -> None:
    table = [
        (HOME, f"2020090{number}000000", status)
        for number, status in enumerate(("301", "404", "503", "200", "204", "-", "0"), 1)
    ]

    assert [one[7] for one in found(dialect, *table)] == ["4", "5", "6", "7"]


@both
def test_first_usable_capture_of_a_day(dialect: Dialect) -> None:
    table = [
        (HOME, "20200901000000", "301"),
        (HOME, "20200901010000"),
        (HOME, "20200901020000"),
        (HOME, "20200902000000"),
    ]

    assert found(dialect, *table, query=YEAR._replace(daily=True)) == [
        f"20200901010000 {HOME}",
        f"20200902000000 {HOME}",
    ]


def test_first_capture_of_each_address_in_pywb() -> None:
    table = [(f"{HOME}a", "20200901000000"), (f"{HOME}a", "20200902000000"), (f"{HOME}b", "20200901000000")]

    assert found(PYWB, *table, query=YEAR._replace(match="prefix")) == [
        f"20200901000000 {HOME}a",
        f"20200901000000 {HOME}b",
    ]


@both
@pytest.mark.parametrize(
    ("odd", "left"),
    [
        (("http://herald.example:80/a", "20200901000000"), ["20200901000000 http://herald.example/a"]),
        (("mailto:desk@herald.example", "20200901000000"), []),
        (("data:text/html,<p>", "20200901000000"), []),
        ((HOME, "20000012120000"), []),
        ((HOME, "20000100120000"), []),
        ((HOME, "2020"), []),
        ((HOME, "2020090118000é"), []),
        (("https://herald.example/\x1b[2J", "20200901000000"), []),
        (("https://herald.example/\ud800", "20200901000000"), []),
    ],
    ids=["port", "mailto", "data", "month-00", "day-00", "short", "no-digits", "control", "surrogate"],
)
def test_odd_rows(dialect: Dialect, odd: tuple[str, ...], left: list[str]) -> None:
    last = (HOME, "20200903000000")

    assert found(dialect, odd, last, last) == [*left, f"20200903000000 {HOME}"]


def test_none_in_waybacks_dialect() -> None:
    assert read(YEAR, WAYBACK, b"[]\n", JSON[1]) == Answer(())


def test_none_in_pywbs_dialect() -> None:
    assert read(YEAR, PYWB, b"", "text/x-ndjson; charset=utf-8") == Answer(())


@pytest.mark.parametrize(
    ("dialect", "data", "kind"),
    [
        (WAYBACK, b"", JSON[1]),
        (WAYBACK, b"", NDJSON[1]),
        (WAYBACK, b"{}", JSON[1]),
        (WAYBACK, b"null", JSON[1]),
        (WAYBACK, b"[[]]", JSON[1]),
        (WAYBACK, b"[" * 100_000, JSON[1]),
        (WAYBACK, b"[" + b"[]," * 1000, JSON[1]),
        (WAYBACK, rows((HOME, "20200901000000")).body + b"x", JSON[1]),
        (WAYBACK, rows((HOME, "20200901000000")).body.replace(b"timestamp", b"time"), JSON[1]),
        (WAYBACK, rows((HOME, "20200901000000")).body.replace(b', "D"', b""), JSON[1]),
        (WAYBACK, rows((HOME, "20200901000000")).body.replace(b'"D"', b"7"), JSON[1]),
        (WAYBACK, rows((HOME, "20200901000000")).body.replace(b"herald", b"\xff"), JSON[1]),
        (PYWB, b"", HTML[1]),
        (PYWB, b"", JSON[1]),
        (PYWB, b"\n", NDJSON[1]),
        (PYWB, b"<html>\n", NDJSON[1]),
        (PYWB, b"{}\n", NDJSON[1]),
        (PYWB, b'{"url": 1, "timestamp": "20200901000000"}\n', NDJSON[1]),
        (PYWB, b'{"a":' * 10_000 + b"\n", NDJSON[1]),
        (PYWB, lines((HOME, "20200901000000")).body[:-1], NDJSON[1]),
    ],
)
def test_what_is_no_answer(dialect: Dialect, data: bytes, kind: str) -> None:
    with pytest.raises(BrokenAnswerError):
        read(YEAR, dialect, data, kind)


def test_resume_key() -> None:
    answer = read(
        YEAR, WAYBACK, rows((HOME, "20200901000000"), resume="example%2Cherald%29%2F+20200901").body, JSON[1]
    )

    assert (len(answer.rows), answer.resume) == (1, "example%2Cherald%29%2F+20200901")


def test_full_answer_of_pywb_goes_on_at_its_last_time() -> None:
    query = YEAR._replace(limit=2)

    assert (
        read(query, PYWB, lines((HOME, "20200901000000"), (HOME, "20200902000000")).body, NDJSON[1]).resume
        == "20200902000000"
    )


@both
def test_every_cut_is_seen(dialect: Dialect) -> None:
    """But for pywb's between two lines, of which the transport tells."""
    body = ANSWER_OF[dialect](*((HOME, f"2020090{day}000000") for day in range(1, 5)), *[]).body
    whole = read(YEAR, dialect, body, TYPES[dialect])

    for at in range(1, len(body)):
        try:
            cut = read(YEAR, dialect, body[:at], TYPES[dialect])
        except BrokenAnswerError:
            continue
        assert dialect is PYWB
        assert body[at - 1 : at] == b"\n"
        assert cut.rows == whole.rows[: len(cut.rows)]


@both
@given(seed=st.integers(0, 2**32), strange=st.binary(max_size=12))
def test_no_answer_raises_anything_else(dialect: Dialect, seed: int, strange: bytes) -> None:
    chance = random.Random(seed)
    pieces = ANSWER_OF[dialect](
        *((f"{HOME}{day}", f"202009{day:02}000000") for day in range(1, 9)), *[]
    ).body.split(b"\n" if dialect is PYWB else b"], ")
    chance.shuffle(pieces)
    pieces += chance.choices(pieces, k=3)
    body = (b"\n" if dialect is PYWB else b"], ").join(pieces)
    at = chance.randrange(len(body))
    for data in (body, body[:at], body[:at] + strange + body[at:], strange):
        try:
            answer = read(YEAR, dialect, data, chance.choice([JSON[1], NDJSON[1], ""]))
        except BrokenAnswerError:
            continue
        assert len(set(answer.rows)) == len(answer.rows)
        assert all(len(row.timestamp) == 14 for row in answer.rows)


@pytest.mark.parametrize(
    ("data", "kind", "dialect"),
    [
        (b"[]", JSON[1], WAYBACK),
        (rows((HOME, "20200901000000")).body, "", WAYBACK),
        (b"", NDJSON[1], PYWB),
        (lines((HOME, "20200901000000")).body, "text/plain", PYWB),
        (b"<html>", HTML[1], None),
        (b"", JSON[1], None),
    ],
)
def test_dialect_is_heard(data: bytes, kind: str, dialect: Dialect | None) -> None:
    assert dialect_of(data, kind) is dialect


@pytest.mark.parametrize(
    ("first", "last", "spans"),
    [
        ("2018", "2020", [("2018", "2018"), ("2019", "2019"), ("2020", "2020")]),
        ("20181105", "20200203", [("20181105", "2018"), ("2019", "2019"), ("2020", "20200203")]),
        (
            "2020",
            "2020",
            [
                (f"2020{month:02}" if month > 1 else "2020", f"2020{month:02}" if month < 12 else "2020")
                for month in range(1, 13)
            ],
        ),
        ("20200815", "20200902", [("20200815", "202008"), ("202009", "20200902")]),
        ("20200815", "20200831", []),
        ("2021", "2020", []),
        (None, "2020", []),
        ("20", "2020", []),
    ],
)
def test_question_is_split_by_year_then_by_month(
    first: str | None, last: str, spans: list[tuple[str, str]]
) -> None:
    assert [(one.first, one.last) for one in narrower(Query(HOME, first=first, last=last))] == spans
