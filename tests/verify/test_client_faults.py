"""Whatever an archive does, the client ends with a reason, in bounds, and asks no more than manners allow."""

from __future__ import annotations

import asyncio
import gzip
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playing import HTML, JSON, Clock, Reply, Server, article, asked, asking, capture, done, playing, rows

from citecheck.model.verdict import Reason
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citecheck.verify.client import Client

HOME = "https://caspian-herald.example/"


@pytest.fixture
def server() -> Iterator[Server]:
    with playing() as server:
        yield server


def captures(client: Client) -> Any:
    """A question to the index that can't be split."""
    return client.captures(HOME, first="202009", last="202009")


def page(client: Client) -> Any:
    return client.page(HOME, "20200901180000")


def reason(server: Server | str, question: Any, folder: Path | None = None, **options: Any) -> Reason:
    """Why the question got no answer."""
    with pytest.raises(Unavailable) as caught:
        asked(server, question, folder, **options)
    assert caught.value.detail
    return caught.value.reason


@asynccontextmanager
async def expecting(why: Reason) -> Any:
    with pytest.raises(Unavailable) as caught:
        yield
    assert caught.value.reason is why


INDEX_FAULTS = {
    "429": (Reply(429), Reason.RATE_LIMITED, 1),
    "429-retry-after": (Reply(429, (("Retry-After", "5"),)), Reason.RATE_LIMITED, 1),
    "500": (Reply(500), Reason.UNREACHABLE, 1),
    "503": (Reply(503, body=b"overloaded"), Reason.UNREACHABLE, 1),
    "504": (Reply(504), Reason.UNREACHABLE, 1),
    "599": (Reply(599), Reason.UNREACHABLE, 1),
    "reset": (Reply(fault="reset"), Reason.UNREACHABLE, 1),
    "cut-body": (Reply(200, (JSON,), b'[["original"', fault="cut"), Reason.UNREACHABLE, 1),
    "cut-json": (Reply(200, (JSON,), rows((HOME, "20200901180000")).body[:-2]), Reason.UNREACHABLE, 1),
    "html": (Reply(200, (HTML,), b"<html>We are down</html>"), Reason.UNREACHABLE, 1),
    "html-as-json": (Reply(200, (JSON,), b"<html>We are down</html>"), Reason.UNREACHABLE, 1),
    "empty": (Reply(200, (JSON,), b""), Reason.UNREACHABLE, 1),
    "header-only": (
        Reply(200, (JSON,), b'[["original","timestamp","statuscode","mimetype","digest"]]'),
        Reason.UNREACHABLE,
        1,
    ),
    "object": (Reply(200, (JSON,), b'{"message": "no"}'), Reason.UNREACHABLE, 1),
    "damaged-gzip": (Reply(200, (JSON,), gzip.compress(b"[]")[:-3]), Reason.UNREACHABLE, 1),
    "400": (Reply(400, body=b"Bad query"), Reason.UNREACHABLE, 1),
    "404": (Reply(404), Reason.UNREACHABLE, 1),
    "redirect": (Reply(302, (("Location", "/elsewhere"),)), Reason.UNREACHABLE, 1),
    "excluded": (
        Reply(
            403,
            (
                (
                    "X-Archive-Wayback-Runtime-Error",
                    "AdministrativeAccessControlException: Blocked Site Error",
                ),
            ),
        ),
        Reason.EXCLUDED,
        1,
    ),
    "excluded-by-robots": (
        Reply(403, body=b"RobotAccessControlException: Blocked By Robots"),
        Reason.EXCLUDED,
        1,
    ),
    "forbidden": (Reply(403, body=b"no"), Reason.UNREACHABLE, 1),
    "too-large": (Reply(200, (JSON,), b" " * 8_000_001), Reason.TOO_LARGE, 1),
    "bomb": (
        Reply(200, (JSON, ("Content-Encoding", "gzip")), gzip.compress(b" " * 60_000_000)),
        Reason.TOO_LARGE,
        1,
    ),
}
PLAYBACK_FAULTS = {
    "429": (Reply(429), Reason.RATE_LIMITED, 1),
    "429-retry-after": (Reply(429, (("Retry-After", "5"),)), Reason.RATE_LIMITED, 1),
    "503": (Reply(503), Reason.UNREACHABLE, 3),
    "reset": (Reply(fault="reset"), Reason.UNREACHABLE, 3),
    "cut": (capture("<html>", "20200901180000")._replace(fault="cut"), Reason.UNREACHABLE, 3),
    "no-memento": (Reply(200, (HTML,), b"<html>We are down</html>"), Reason.UNREACHABLE, 3),
    "empty": (Reply(200, (HTML,), b""), Reason.UNREACHABLE, 3),
    "excluded": (Reply(403, body=b"AdministrativeAccessControlException"), Reason.EXCLUDED, 1),
    "legal": (Reply(451), Reason.EXCLUDED, 1),
    "forbidden": (Reply(403), Reason.UNREACHABLE, 1),
    "never-archived": (Reply(404), Reason.NO_CAPTURE, 1),
    "archived-404": (capture("gone", status=404), Reason.CAPTURE_UNUSABLE, 1),
    "archived-429": (capture("slow down", status=429), Reason.CAPTURE_UNUSABLE, 1),
    "archived-503": (capture("later", status=503), Reason.CAPTURE_UNUSABLE, 1),
    "redirect-without-end": (
        capture("", "20200901180000", 301, ("Location", f"/web/20200901180000id_/{HOME}")),
        Reason.CAPTURE_UNUSABLE,
        1,
    ),
    "off-archive": (
        Reply(302, (("Location", "https://elsewhere.example/web/20200901180000id_/x"),)),
        Reason.CAPTURE_UNUSABLE,
        1,
    ),
    "too-large": (capture(bytes(2_000_001)), Reason.TOO_LARGE, 1),
    "bomb": (capture(gzip.compress(bytes(60_000_000))), Reason.TOO_LARGE, 1),
    "twice-compressed": (capture(gzip.compress(gzip.compress(b"<html>"))), Reason.CAPTURE_UNUSABLE, 1),
    "cut-gzip": (capture(gzip.compress(article().encode())[:-20]), Reason.CAPTURE_UNUSABLE, 1),
    "damaged-gzip": (capture(b"\x1f\x8b\x08\x00" + b"\xff" * 100), Reason.CAPTURE_UNUSABLE, 1),
    "brotli": (capture("x", "20200901180000", 200, ("Content-Encoding", "br")), Reason.CAPTURE_UNUSABLE, 1),
}


@pytest.mark.parametrize("fault", INDEX_FAULTS)
def test_fault_of_the_index(server: Server, fault: str) -> None:
    reply, why, requests = INDEX_FAULTS[fault]
    server.on("/cdx/", reply)

    assert (reason(server, captures), len(server.log)) == (why, requests)


@pytest.mark.parametrize("fault", PLAYBACK_FAULTS)
def test_fault_of_playback(server: Server, fault: str) -> None:
    reply, why, requests = PLAYBACK_FAULTS[fault]
    server.on("/web/", reply)

    assert (reason(server, page), len(server.log)) == (why, requests)


OK = b"HTTP/1.1 200 OK\r\nMemento-Datetime: Tue, 01 Sep 2020 18:00:00 GMT\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        OK,
        OK + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
        OK + b"X: a\x00b\r\n\r\n",
        OK + b"Content-Length: -5\r\n\r\nx",
        OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nMemento-Datetime: 32 Foo 2020\r\nContent-Length: 2\r\n\r\nhi",
    ],
)
def test_answer_that_is_no_http(server: Server, raw: bytes) -> None:
    server.on("/", Reply(fault="raw", body=raw))

    assert reason(server, page) is Reason.UNREACHABLE


@pytest.mark.parametrize("question", [captures, page])
def test_nobody_listens(question: Any) -> None:
    with playing() as server:
        base = server.base

    assert reason(base, question) is Reason.UNREACHABLE


@pytest.mark.parametrize(("question", "requests"), [(captures, 1), (page, 3)])
def test_silence_ends(server: Server, monkeypatch: pytest.MonkeyPatch, question: Any, requests: int) -> None:
    from citecheck.verify import asking, captures, client

    for name, user in (("INDEX", captures), ("PLAYBACK", client)):
        kind = getattr(asking, name)
        hasty = kind._replace(bounds=kind.bounds._replace(silence=0.1))
        monkeypatch.setattr(asking, name, hasty)
        monkeypatch.setattr(user, name, hasty)
    server.on("/", Reply(fault="silent"))

    assert (reason(server, question), len(server.log)) == (Reason.UNREACHABLE, requests)


def test_all_tries_together_end(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citecheck.verify.asking.WHOLE", 0.2)
    server.on("/", Reply(fault="silent"))

    assert (reason(server, page), len(server.log)) == (Reason.UNREACHABLE, 1)


def test_playback_that_fails_once_is_asked_again(server: Server) -> None:
    server.on("/web/", Reply(503), Reply(fault="reset"), capture(article()))

    assert asked(server, page).title == "Ferry sinks off Aktau"


@pytest.mark.parametrize("status", [404, 410, 429, 500, 503])
def test_archived_status_is_the_old_pages(server: Server, status: int) -> None:
    server.on("/web/", capture("old", status=status))

    body = asked(server, lambda client: client.fetch(HOME, "20200901180000"))

    assert (body.status, body.data, len(server.log)) == (status, b"old", 1)


RATES = (12, 2)
"""As of an archive that isn't one's own."""


def test_429_stops_the_bucket_and_halves_its_rate(server: Server) -> None:
    clock = Clock()
    server.on("/web/", capture(article()))
    server.on("/web/2020", Reply(429))

    async def run() -> None:
        async with asking(server, clock=clock, rates=RATES) as client:
            with pytest.raises(Unavailable):
                await page(client)
            for year in ("2018", "2019"):
                await client.fetch(HOME, year)

    done(run())

    assert clock.slept == [60, 1]


@pytest.mark.parametrize(
    ("asks", "pause"), [("7", 7), ("86400", 900), ("Tue, 01 Jun 2021 12:02:00 GMT", 120), ("soon", 60)]
)
def test_retry_after_is_heeded_within_reason(server: Server, asks: str, pause: float) -> None:
    clock = Clock()
    server.on("/web/", Reply(429, (("Retry-After", asks),)), capture(article()))

    async def run() -> None:
        async with asking(server, clock=clock, rates=RATES) as client:
            with pytest.raises(Unavailable):
                await page(client)
            await client.fetch(HOME, "2019")

    done(run())

    assert clock.slept == [pause]


def test_slot_booked_before_a_429_waits_for_the_end_of_the_pause(server: Server) -> None:
    clock = Clock()
    server.on("/web/", capture(article()))
    server.on("first", Reply(429))

    async def run() -> None:
        over = asyncio.Event()

        async def sleep(seconds: float) -> None:
            await over.wait()
            await clock.sleep(seconds)

        async with asking(server, clock=clock, rates=RATES, sleep=sleep) as client:
            first = asyncio.ensure_future(client.fetch(f"{HOME}first", "2020"))
            second = asyncio.ensure_future(client.fetch(f"{HOME}second", "2020"))
            async with expecting(Reason.RATE_LIMITED):
                await first
            assert len(server.log) == 1
            over.set()
            await second

    done(run())

    assert clock.slept == [0.5, 59.5]


def test_tries_are_apart(server: Server) -> None:
    clock = Clock()
    server.on("/web/", Reply(503))

    assert reason(server, page, clock=clock, rates=RATES) is Reason.UNREACHABLE
    assert clock.slept == [1, 2]


@pytest.mark.parametrize(("question", "most"), [("captures", 1), ("fetch", 4)])
def test_connections_at_once(server: Server, question: str, most: int) -> None:
    server.on("/cdx/", rows()._replace(fault="late"))
    server.on("/web/", capture(article())._replace(fault="late"))

    async def run() -> None:
        async with asking(server) as client:
            times = [f"20{year}" for year in range(10, 20)]
            if question == "captures":
                await asyncio.gather(*(client.captures(HOME, first=time, last=time) for time in times))
            else:
                await asyncio.gather(*(client.fetch(HOME, time) for time in times))

    done(run())

    assert server.most_at_once == most


def test_429_of_playback_leaves_the_index_alone(server: Server) -> None:
    clock = Clock()
    server.on("/web/", Reply(429))
    server.on("/cdx/", rows())

    async def run() -> None:
        async with asking(server, clock=clock, rates=RATES) as client:
            with pytest.raises(Unavailable):
                await page(client)
            assert (await captures(client)).rows == ()

    done(run())

    assert clock.slept == []


def test_second_429_opens_the_breaker_for_an_hour_and_other_runs(server: Server, tmp_path: Path) -> None:
    clock = Clock()
    server.on("/web/", Reply(429), Reply(429), capture(article()))

    async def run(times: int) -> None:
        async with asking(server, tmp_path, clock=clock, rates=RATES) as client:
            for number in range(times):
                async with expecting(Reason.RATE_LIMITED):
                    await client.fetch(HOME, f"20200{number + 1}")

    done(run(5))
    assert len(server.log) == 2
    clock.now += 3500
    done(run(1))
    assert len(server.log) == 2
    clock.now += 101
    assert asked(server, page, tmp_path, clock=clock, rates=RATES).title == "Ferry sinks off Aktau"


def test_refusal_opens_the_breaker_at_once(tmp_path: Path) -> None:
    clock = Clock()
    with playing() as server:
        base = server.base
        server.on("/web/", capture(article()))
    assert reason(base, page, tmp_path, clock=clock, rates=RATES) is Reason.UNREACHABLE

    with pytest.raises(Unavailable, match="asked again after 2021-06-01 13:00 UTC"):
        asked(base, page, tmp_path, clock=clock, rates=RATES)


def test_archive_of_ones_own_is_tried_again_after_a_minute(tmp_path: Path) -> None:
    clock = Clock()
    with playing() as server:
        base = server.base
    assert reason(base, page, tmp_path, clock=clock) is Reason.UNREACHABLE

    with pytest.raises(Unavailable, match="asked again after 2021-06-01 12:01 UTC"):
        asked(base, page, tmp_path, clock=clock)


def test_failures_in_a_row_open_the_breaker(server: Server) -> None:
    server.on("/web/", Reply(503))

    async def run() -> None:
        async with asking(server) as client:
            for year in ("2017", "2018", "2019", "2020"):
                async with expecting(Reason.UNREACHABLE):
                    await client.fetch(HOME, year)

    done(run())

    assert len(server.log) == 5


def test_fault_of_one_page_leaves_the_others(server: Server) -> None:
    server.on("/web/", capture(article()))
    server.on("bad", Reply(503))

    async def run() -> list[str]:
        async with asking(server) as client:
            async with expecting(Reason.UNREACHABLE):
                await client.page(f"{HOME}bad", "2020")
            return [(await client.page(f"{HOME}{name}", "2020")).title for name in ("a", "b")]

    assert done(run()) == ["Ferry sinks off Aktau"] * 2
