"""What an index holds: asked once, in pieces where need be, and never taken for more than it is."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import zlib
from contextlib import closing, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playing import HTML, JSON, NDJSON, NOW, Clock, Reply, Server, asked, asking, done, lines, playing, rows

from citecheck.model.archive import Dialect
from citecheck.model.verdict import Reason
from citecheck.verify.budget import Budget
from citecheck.verify.client import Client
from citecheck.verify.facts import DAY, NAME
from citecheck.verify.index import PAGE
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOME = "https://herald.example/"
DAYS = [(HOME, f"202009{day:02}060000") for day in range(1, 10)]


@pytest.fixture
def server() -> Iterator[Server]:
    with playing() as server:
        yield server


def times(
    server: Server, folder: Path | None = None, *, match: str = "exact", **options: Any
) -> tuple[list[str], bool]:
    """The days that the index knows of in September, and whether that is all."""
    query = {name: options.pop(name) for name in ("first", "last", "daily", "limit") if name in options}
    query = {"first": "202009", "last": "202009", "match": match} | query
    found = asked(server, lambda client: client.captures(HOME, **query), folder, **options)
    return [row.timestamp[6:8] for row in found.rows], found.complete


def spans(server: Server) -> list[str]:
    """`from-to` of each question, in order."""
    queries = [parse_qs(urlsplit(one.path).query) for one in server.log]
    return [f"{query['from'][0]}-{query['to'][0]}" for query in queries]


def test_answers_go_on_by_resume_keys(server: Server) -> None:
    server.on("/cdx/", rows(*DAYS[:3], resume="k 1+"), rows(*DAYS[3:6], resume="k2"), rows(*DAYS[6:]))

    assert times(server) == ([f"{day:02}" for day in range(1, 10)], True)
    assert [parse_qs(urlsplit(one.path).query).get("resumeKey") for one in server.log] == [
        None,
        ["k 1+"],
        ["k2"],
    ]


def test_resume_key_that_leads_in_circles(server: Server) -> None:
    server.on(
        "/cdx/", rows(*DAYS[:3], resume="k1"), rows(*DAYS[3:6], resume="k2"), rows(*DAYS[:3], resume="k1")
    )

    assert times(server) == ([f"{day:02}" for day in range(1, 7)], False)
    assert len(server.log) == 3


def test_answers_without_end(server: Server) -> None:
    server.on("/cdx/", *(rows(*DAYS[:1], resume=f"k{number}") for number in range(50)))

    assert times(server) == (["01"], False)
    assert len(server.log) == 20


def test_pywb_that_ignores_paging_is_asked_a_bounded_number_of_times(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PAGE, Dialect.PYWB, 9)
    server.on("/cdx/", lines(*DAYS))

    assert times(server, dialect=Dialect.PYWB) == ([f"{day:02}" for day in range(1, 10)], False)
    assert spans(server) == ["202009-202009", "20200909060000-202009"]


def test_many_rows_of_pywb_are_read_in_pieces(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PAGE, Dialect.PYWB, 4)
    server.on("/cdx/", lines(*DAYS[:4]), lines(*DAYS[3:7]), lines(*DAYS[6:]))

    assert times(server, dialect=Dialect.PYWB) == ([f"{day:02}" for day in range(1, 10)], True)


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("match", ["exact", "prefix", "host", "domain"])
def test_only_the_answer_about_one_address_is_ever_complete(
    server: Server, dialect: Dialect, match: str
) -> None:
    server.on("/cdx/", rows(*DAYS[:2]) if dialect is Dialect.WAYBACK else lines(*DAYS[:2]))

    assert times(server, match=match, dialect=dialect)[1] == (match == "exact")


@pytest.mark.parametrize("dialect", Dialect)
def test_answer_as_long_as_the_limit_may_be_cut(server: Server, dialect: Dialect) -> None:
    server.on("/cdx/", rows(*DAYS[:3]) if dialect is Dialect.WAYBACK else lines(*DAYS[:3]))

    assert times(server, dialect=dialect, limit=3) == (["01", "02", "03"], False)


def test_limit_counts_days_in_pywb_too(server: Server) -> None:
    twice = [(HOME, time) for _, day in DAYS for time in (day, day[:8] + "180000")]
    server.on("/cdx/", lines(*twice))

    assert times(server, dialect=Dialect.PYWB, daily=True, limit=4)[0] == ["01", "02", "03", "04"]


def test_question_too_wide_is_split_by_year_and_month(server: Server) -> None:
    server.on("/cdx/", rows())
    server.on("from=2019&to=2020", Reply(504))
    server.on("from=2020&to=2020&", Reply(504))
    server.on("from=202009&", rows(*DAYS))

    assert times(server, first="2019", last="2020") == ([f"{day:02}" for day in range(1, 10)], True)
    assert spans(server) == [
        "2019-2020",
        "2019-2019",
        "2020-2020",
        *("2020-202001", "202002-202002", "202003-202003", "202004-202004", "202005-202005", "202006-202006"),
        *("202007-202007", "202008-202008", "202009-202009", "202010-202010", "202011-202011", "202012-2020"),
    ]


def test_second_run_splits_at_once_and_asks_nothing(server: Server, tmp_path: Path) -> None:
    server.on("/cdx/", rows(*DAYS))
    server.on("from=2019&to=2020", Reply(504))
    first = times(server, tmp_path, first="2019", last="2020")
    number = len(server.log)

    assert times(server, tmp_path, first="2019", last="2020") == first
    assert len(server.log) == number == 3


def test_question_that_fails_down_to_months_ends_by_the_breaker(server: Server) -> None:
    server.on("/cdx/", Reply(504))
    with pytest.raises(Unavailable) as caught:
        times(server, first="2015", last="2020")

    assert caught.value.reason is Reason.UNREACHABLE
    assert spans(server) == ["2015-2020", "2015-2015", "2015-201501"]


@pytest.mark.parametrize(
    ("reply", "dialect"),
    [(rows(*DAYS), "wayback"), (rows(), "wayback"), (lines(*DAYS), "pywb"), (lines(), "pywb")],
)
def test_dialect_is_told_by_the_first_answer_and_remembered(
    server: Server, tmp_path: Path, reply: Reply, dialect: str
) -> None:
    server.on("/cdx/", reply)

    def of(client: Client) -> Any:
        return client.dialect()

    assert [asked(server, of, tmp_path, dialect=None) for _ in range(2)] == [dialect, dialect]
    assert server.paths == ["/cdx/search/cdx?url=example.com&output=json&limit=1"]


@pytest.mark.parametrize(
    "reply", [Reply(404), Reply(200, (HTML,), b"<html>Welcome</html>"), Reply(200, (JSON,), b""), Reply(503)]
)
def test_what_answers_otherwise_is_no_archive(server: Server, reply: Reply) -> None:
    server.on("/", reply)
    with pytest.raises(Unavailable, match=r"^unreachable: "):
        asked(server, lambda client: client.captures(HOME), dialect=None)

    assert len(server.log) == 1


@pytest.mark.parametrize("reply", [Reply(200, (JSON,), b"[]"), Reply(200, (NDJSON,), b"")])
def test_known_archive_without_the_page_that_it_surely_has(
    server: Server, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    monkeypatch.setattr("citecheck.verify.captures.CANARIES", {"127.0.0.1": "example.com"})
    server.on("/cdx/", reply)

    with pytest.raises(
        Unavailable, match=r"doesn't answer with the captures of example.com, which it surely holds"
    ):
        asked(server, lambda client: client.dialect(), dialect=None)


def test_second_run_asks_nothing(server: Server, tmp_path: Path) -> None:
    server.on("/cdx/", rows(*DAYS[:3], resume="k1"), rows(*DAYS[3:]))
    first = times(server, tmp_path)

    assert times(server, tmp_path) == first
    assert len(server.log) == 2


def test_addresses_that_an_index_does_not_tell_apart_are_asked_about_once(server: Server) -> None:
    server.on("/cdx/", rows(*DAYS))

    async def run() -> int:
        async with asking(server) as client:
            for url in (
                "herald.example",
                "http://herald.example",
                "https://www.herald.example/",
                "HTTPS://Herald.example/#x",
            ):
                await client.captures(url)
            return client.requests

    assert done(run()) == 1


def test_the_same_question_at_once_is_asked_once(server: Server) -> None:
    server.on("/cdx/", rows(*DAYS))

    async def run() -> int:
        async with asking(server) as client:
            found = await asyncio.gather(*(client.captures(HOME) for _ in range(20)))
            assert len(set(found)) == 1
            return client.requests

    assert done(run()) == 1


def test_one_who_gives_up_does_not_take_the_answer_from_another(server: Server) -> None:
    server.on("/cdx/", rows(*DAYS))

    async def run() -> int:
        async with asking(server) as client:
            first = asyncio.ensure_future(client.captures(HOME))
            second = asyncio.ensure_future(client.captures(HOME))
            await asyncio.sleep(0)
            first.cancel()
            return len((await second).rows)

    assert done(run()) == 9


OLD, NEW = ("202009", "202009"), ("202105", "202105")


@pytest.mark.parametrize(
    ("window", "reply", "days"),
    [
        (OLD, rows(*DAYS), 90),
        (OLD, rows(), 14),
        (NEW, rows(*DAYS), 1),
        (NEW, rows(), 1),
        (OLD, Reply(403, body=b"AdministrativeAccessControlException"), 30),
    ],
    ids=["old", "old-none", "new", "new-none", "excluded"],
)
def test_how_long_an_answer_holds(
    server: Server, tmp_path: Path, window: tuple[str, str], reply: Reply, days: int
) -> None:
    clock = Clock()
    server.on("/cdx/", reply)

    def ask() -> int:
        with suppress(Unavailable):
            times(server, tmp_path, clock=clock, first=window[0], last=window[1])
        return len(server.log)

    numbers = []
    for now in (NOW, NOW + days * DAY - 1, NOW + days * DAY + 1):
        clock.now = now
        numbers.append(ask())

    assert numbers == [1, 1, 2]


@pytest.mark.parametrize("reply", [Reply(429), Reply(503), Reply(200, (HTML,), b"<html>")])
def test_failure_that_may_pass_is_not_kept(server: Server, tmp_path: Path, reply: Reply) -> None:
    clock = Clock()
    server.on("/cdx/", reply, rows(*DAYS))
    with pytest.raises(Unavailable):
        times(server, tmp_path, clock=clock)
    clock.now += 100

    assert times(server, tmp_path, clock=clock)[0]


@pytest.mark.parametrize("how", ["option", "environment"])
def test_offline_answers_from_what_is_known_and_opens_no_socket(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    clock = Clock()
    server.on("/cdx/", rows(*DAYS))
    first = times(server, tmp_path, dialect=None, clock=clock)
    monkeypatch.setattr("socket.socket.connect", None)
    monkeypatch.setattr("socket.getaddrinfo", None)
    if how == "environment":
        monkeypatch.setenv("CITECHECK_OFFLINE", "1")
    clock.now += 1000 * DAY

    async def run() -> Any:
        async with asking(server, tmp_path, dialect=None, clock=clock, offline=how == "option") as client:
            with pytest.raises(Unavailable, match=r"^offline: "):
                await client.captures(HOME, first="2015", last="2015")
            with pytest.raises(Unavailable, match=r"^offline: "):
                await client.page(HOME, "2015")
            found = await client.captures(HOME, first="202009", last="202009")
            return [row.timestamp[6:8] for row in found.rows], found.complete

    assert done(run()) == first


def test_budget_of_requests(server: Server) -> None:
    server.on("/cdx/", rows(*DAYS))

    async def run() -> list[str]:
        said = []
        async with asking(server, budget=Budget(2)) as client:
            for year in ("2018", "2019", "2020", "2020"):
                try:
                    said.append(str(len((await client.captures(HOME, first=year, last=year)).rows)))
                except Unavailable as error:
                    said.append(str(error))
        return said

    spent = "budget: all 2 requests are spent"
    assert done(run()) == ["9", "9", spent, spent]


def test_budget_of_time(server: Server) -> None:
    clock = Clock()
    server.on("/cdx/", rows(*DAYS))

    async def run() -> list[str]:
        said = []
        async with asking(
            server, clock=clock, rates=(12, None), budget=Budget(seconds=12, clock=clock)
        ) as client:
            for year in ("2017", "2018", "2019", "2020"):
                try:
                    await client.captures(HOME, first=year, last=year)
                    said.append(year)
                except Unavailable as error:
                    said.append(str(error.reason))
        return said

    assert done(run()) == ["2017", "2018", "2019", "budget"]
    assert clock.slept == [5, 5]


def test_answer_that_outlasts_the_budget(server: Server) -> None:
    server.on("/cdx/", Reply(fault="silent"))

    with pytest.raises(Unavailable, match="budget: the time given ended before the answer came"):
        asked(server, lambda client: client.captures(HOME), budget=Budget(seconds=0.1, clock=lambda: NOW))


def test_facts_that_make_no_sense_are_asked_for_again(server: Server, tmp_path: Path) -> None:
    server.on("/cdx/", rows(*DAYS))
    for number, value in enumerate(
        ([1, 2], {"reason": "mood", "detail": "x"}, {"reason": "excluded"}, 7, "x", [[["a"]], None])
    ):
        times(server, tmp_path)
        assert len(server.log) == 1 + number
        with closing(sqlite3.connect(tmp_path / NAME)) as database, database:
            (key,) = database.execute("SELECT key FROM facts").fetchone()
            packed = zlib.compress(json.dumps(value).encode())
            checksum = sha256(key.encode() + b"\0" + packed).digest()
            database.execute("UPDATE facts SET value = ?, checksum = ?", (packed, checksum))
        assert len(times(server, tmp_path)[0]) == 9
