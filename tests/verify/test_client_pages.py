"""Pages: redirects within the archive, each page read once, and the same from the cache as from the archive."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING, Any

import pytest
from playing import Reply, Server, article, asked, asking, capture, done, playing

from citecheck.model.verdict import Reason
from citecheck.verify.extracts import packed, unpacked
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from citecheck.verify.client import Client

HOME = "https://herald.example/"
AT = "20200901180000"


@pytest.fixture
def server() -> Iterator[Server]:
    with playing() as server:
        yield server


def to(place: str, status: int = 302) -> Reply:
    """A redirect of the archive's own."""
    return Reply(status, (("Location", place),))


def archived(place: str, at: str = AT) -> Reply:
    """A redirect that was archived."""
    return capture("", at, 301, ("Location", place))


def reading(
    server: Server, url: str = HOME, timestamp: str = AT, folder: Path | None = None
) -> tuple[str, str, str]:
    """Title, time and address of what was read."""
    found = asked(server, lambda client: client.reading(url, timestamp), folder)
    return found.page.title, found.capture.timestamp, found.capture.original


def why(server: Server, question: Any, **options: Any) -> str:
    with pytest.raises(Unavailable) as caught:
        asked(server, question, **options)
    return str(caught.value)


def test_nearest_capture_is_found_by_redirect(server: Server) -> None:
    server.on("/web/2020id_/", to(f"/web/{AT}id_/{HOME}"))
    server.on(f"/web/{AT}id_/", capture(article(), AT))

    assert reading(server, timestamp="2020") == ("Ferry sinks off Aktau", AT, HOME)


def test_nearest_capture_may_come_without_a_redirect(server: Server, tmp_path: Path) -> None:
    server.on("/web/2020", capture(article(), "20200903040506"))

    assert reading(server, timestamp=AT, folder=tmp_path) == ("Ferry sinks off Aktau", "20200903040506", HOME)
    assert reading(server, timestamp=AT, folder=tmp_path)[1] == "20200903040506"
    assert len(server.log) == 1


@pytest.mark.parametrize("prefix", ["{base}/web/20200902000000id_/", "/web/20200902000000id_/", ""])
def test_archived_redirect_is_followed_in_the_archive(server: Server, prefix: str) -> None:
    """In Wayback's way, and in pywb's, which hands out the address of the living site."""
    server.on(AT, archived(prefix.format(base=server.base) + "https://www.herald.example/new"))
    server.on("www.herald.example/new", capture(article(), "20200902000000"))

    assert reading(server) == ("Ferry sinks off Aktau", "20200902000000", "https://www.herald.example/new")


@pytest.mark.parametrize("number", [5, 6])
def test_redirects_end_after_five(server: Server, number: int) -> None:
    server.on("/web/", capture(article()))
    for step in range(number):
        server.on(f"step{step}", archived(f"{HOME}step{step + 1}"))

    if number == 5:
        assert reading(server, f"{HOME}step0")[2] == f"{HOME}step5"
    else:
        assert why(server, lambda client: client.page(f"{HOME}step0", AT)) == (
            "capture-unusable: the capture is redirected more than 5 times"
        )
    assert len(server.log) == 6


@pytest.mark.parametrize(
    "step",
    [archived("http://herald.example/"), to(f"/web/{AT}id_/http://herald.example/"), archived(HOME), to("#")],
)
def test_redirect_in_circles(server: Server, step: Reply) -> None:
    server.on("/web/", step)
    server.on(f"{AT}id_/http://", archived(HOME))

    assert (
        why(server, lambda client: client.fetch(HOME, AT))
        == "capture-unusable: the capture is redirected in circles"
    )
    assert len(server.log) <= 2


@pytest.mark.parametrize(
    "place",
    [
        "https://elsewhere.example/x",
        "//elsewhere.example/web/2020id_/x",
        "/save/x",
        "https://127.0.0.1/web/2020id_/http://a.example/",
    ],
)
def test_redirect_out_of_the_archive(server: Server, place: str) -> None:
    server.on("/web/", to(place))

    assert why(server, lambda client: client.page(HOME, AT)).startswith(
        f"capture-unusable: the capture is redirected out of the archive, to '{place}'"
    )
    assert len(server.log) == 1


def test_archived_redirect_to_what_was_never_archived(server: Server) -> None:
    server.on(AT, archived("https://elsewhere.example/"))
    server.on("elsewhere", Reply(404))

    assert why(server, lambda client: client.page(HOME, AT)) == (
        "capture-unusable: the capture is a redirect to https://elsewhere.example/, which the archive doesn't have"
    )


@pytest.mark.parametrize(
    "body",
    [
        article().encode(),
        gzip.compress(article().encode()),
        gzip.compress(article().encode()[:99]) + gzip.compress(article().encode()[99:]),
    ],
    ids=["plain", "gzip", "members"],
)
@pytest.mark.parametrize(
    "headers",
    [
        (),
        (("Content-Encoding", "gzip"),),
        (("Content-Encoding", ""), ("Content-Encoding", "gzip")),
        (("Content-Encoding", "UTF-8"),),
    ],
)
def test_body_is_inflated_whatever_the_headers_say(server: Server, body: bytes, headers: Any) -> None:
    server.on("/web/", capture(body, AT, 200, *headers))

    assert asked(server, lambda client: client.fetch(HOME, AT)).data == article().encode()


@pytest.mark.parametrize("body", [b"", b"\x1f", b"\x1f\x8b"[:1] + b"x", b"x"])
def test_short_body(server: Server, body: bytes) -> None:
    server.on("/web/", capture(body))

    assert asked(server, lambda client: client.fetch(HOME, AT)).data == body


def test_of_a_long_page_the_beginning_is_kept(server: Server) -> None:
    server.on("/web/", capture(gzip.compress(b"<html>" + b"a" * 3_000_000)))

    assert len(asked(server, lambda client: client.fetch(HOME, AT)).data) == 1_000_000


def test_headers_of_the_page_come_along(server: Server) -> None:
    server.on("/web/", capture("x", AT, 200, ("X-Archive-Orig-Date", "then")))
    body = asked(server, lambda client: client.fetch(HOME, AT))

    assert body.headers["x-archive-orig-date"] == "then"
    assert body.headers["content-type"] == "text/html; charset=utf-8"
    assert body.capture[:4] == (HOME, AT, 200, "text/html")


def test_second_run_asks_nothing_and_reads_the_same(server: Server, tmp_path: Path) -> None:
    server.on("/web/2020id_/", to(f"/web/{AT}id_/{HOME}"))
    server.on(f"/web/{AT}id_/", capture(article(), AT))

    def ask(client: Client) -> Any:
        return client.reading(HOME, "2020", ("en",), "Asia/Baku")

    assert asked(server, ask, tmp_path) == asked(server, ask, tmp_path)
    assert len(server.log) == 2


def test_capture_that_two_times_lead_to_is_read_once(server: Server) -> None:
    server.on("/web/", to(f"/web/{AT}id_/{HOME}"))
    server.on(f"/web/{AT}id_/", capture(article(), AT))

    async def run() -> tuple[int, int]:
        async with asking(server) as client:
            await client.page(HOME, "202008")
            await client.page(HOME, "202009")
            return client.requests, client.redirects

    assert done(run()) == (3, 2)


def test_page_is_read_anew_for_other_languages(server: Server) -> None:
    server.on("/web/", capture(article(), AT))

    async def run() -> int:
        async with asking(server) as client:
            for languages in (("ru",), ("ru",), ("az", "ru")):
                await client.page(HOME, AT, languages)
            return client.requests

    assert done(run()) == 2


def test_the_same_page_at_once_is_asked_once(server: Server) -> None:
    server.on("/web/", capture(article(), AT))

    async def run() -> int:
        async with asking(server) as client:
            await asyncio.gather(*(client.page(HOME, AT) for _ in range(20)))
            return client.requests

    assert done(run()) == 1


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(404), Reason.NO_CAPTURE),
        (capture("gone", AT, 410), Reason.CAPTURE_UNUSABLE),
        (to("https://elsewhere.example/"), Reason.CAPTURE_UNUSABLE),
        (Reply(451), Reason.EXCLUDED),
        (capture(bytes(2_000_001)), Reason.TOO_LARGE),
    ],
)
def test_failure_that_is_a_fact_is_kept(server: Server, tmp_path: Path, reply: Reply, reason: Reason) -> None:
    server.on("/web/", reply)

    said = {why(server, lambda client: client.page(HOME, AT), folder=tmp_path) for _ in range(2)}
    assert [one.partition(":")[0] for one in said] == [reason]
    assert len(server.log) == 1


def test_extract_is_the_page() -> None:
    from datetime import date

    from citecheck.verify.links import Link
    from citecheck.verify.page import Page
    from citecheck.verify.published import Published

    day = date(2020, 9, 1)
    page = Page(
        HOME,
        "T\u202e",
        "H",
        Published(day, "json-ld", True),
        "Текст",
        (Link(HOME, "L", day), Link(HOME, "", None)),
        "ru",
        None,
    )

    assert unpacked(packed(page)) == page
    assert unpacked(packed(page._replace(published=None, links=()))) == page._replace(
        published=None, links=()
    )


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        [],
        {},
        {"url": 1, "title": "", "text": ""},
        {"url": "", "title": "", "text": "", "published": {"day": 3}, "links": []},
    ],
)
def test_what_is_no_extract(value: Any) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        unpacked(value)
