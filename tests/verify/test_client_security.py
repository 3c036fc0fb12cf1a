"""The client speaks to its archive alone, tells it no more than it must, and stays small whatever comes."""

from __future__ import annotations

import gzip
import socket
import ssl
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from conftest import environment
from playing import JSON, Reply, Server, article, asked, asking, capture, done, playing, rows

from citecheck import __version__
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOME = "https://herald.example/"
AT = "20200901180000"


@pytest.fixture
def server() -> Iterator[Server]:
    with playing() as server:
        server.on("/web/", capture(article(), AT))
        server.on("/cdx/", rows((HOME, AT)))
        yield server


def page(client: Any) -> Any:
    return client.page(HOME, AT)


def resolved(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Has every name lead to these addresses, and tells the names that were looked up."""
    names: list[str] = []

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> Any:
        names.append(host)
        family = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in addresses]
        return [
            (kind, socket.SOCK_STREAM, 6, "", (one, port))
            for kind, one in zip(family, addresses, strict=True)
        ]

    monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)
    return names


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.0.1"])
def test_name_that_leads_to_a_private_address(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolved(monkeypatch, "93.184.216.34", address)
    monkeypatch.setattr("socket.socket.connect", None)

    with pytest.raises(
        Unavailable,
        match=rf"unreachable: archive.example: {address} is a private address; '--allow-private-archive' allows it",
    ):
        asked("https://archive.example", page, allow_private=False)


def test_archive_of_the_open_internet_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, "93.184.216.34")

    with pytest.raises(
        Unavailable, match=r"archive.example: archives on the open internet are asked over https only"
    ):
        asked("http://archive.example", page)


def test_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def getaddrinfo(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", getaddrinfo)

    with pytest.raises(Unavailable, match=r"unreachable: archive.example: no such host is known"):
        asked("https://archive.example", page)


def test_connection_goes_to_the_address_that_was_judged(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere when it is looked up again finds nobody who looks."""
    names = resolved(monkeypatch, "127.0.0.1")

    async def run() -> None:
        async with asking(server.base.replace("127.0.0.1", "archive.example")) as client:
            await client.page(HOME, AT)
            resolved(monkeypatch, "93.184.216.34")
            await client.page(HOME, "2019")

    done(run())

    assert names == ["archive.example"]
    assert {one.headers["host"].partition(":")[0] for one in server.log} == {"archive.example"}


@pytest.mark.parametrize("name", ["archive.example", "other.example"])
def test_certificate_must_be_the_archives(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setattr("certifi.where", lambda: str(tmp_path / "authority.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    resolved(monkeypatch, "127.0.0.1")
    base = f"https://archive.example:{server.server_address[1]}"

    if name == "archive.example":
        assert asked(base, page).title == "Ferry sinks off Aktau"
    else:
        with pytest.raises(Unavailable, match=r"unreachable: .* certificate is not valid for 'archive\.ex"):
            asked(base, page)


def test_next_address_is_tried_where_one_refuses(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, "127.0.0.2", "127.0.0.1")

    assert asked(server.base.replace("127.0.0.1", "archive.example"), page).title == "Ferry sinks off Aktau"


def test_nothing_but_the_archive_is_connected_to(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    connected = set()
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> Any:
        connected.add(address)
        return connect(self, address)

    import asyncio

    async def sock_connect(self: Any, sock: socket.socket, address: Any) -> Any:
        connected.add(address)
        return await original(self, sock, address)

    original = asyncio.selector_events.BaseSelectorEventLoop.sock_connect
    monkeypatch.setattr("socket.socket.connect", noted)
    monkeypatch.setattr("asyncio.selector_events.BaseSelectorEventLoop.sock_connect", sock_connect)
    with playing() as other:
        server.on("/a", Reply(302, (("Location", f"{other.base}/web/{AT}id_/{HOME}"),)))
        server.on("/b", capture("", AT, 301, ("Location", f"{other.base}/b")))
        server.on(
            "/c", capture("", AT, 302, ("Refresh", f"0; {other.base}"), ("Location", "http://other.example/"))
        )
        server.on("other.example", capture(article(), AT, 200, ("Link", f"<{other.base}>; rel=preload")))

        async def run() -> None:
            async with asking(server) as client:
                for name in "ab":
                    with pytest.raises(Unavailable, match="capture-unusable"):
                        await client.page(f"{HOME}{name}", AT)
                await client.page(f"{HOME}c", AT)

        done(run())
        assert other.log == []

    assert connected == {server.server_address}


def test_request_says_who_asks_and_nothing_else(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    asked(server, page, contact="desk@herald.example\r\nX-Evil: редакция")

    headers = server.log[0].headers
    agent = headers.pop("user-agent")
    assert (
        agent
        == f"citecheck/{__version__} (+https://citecheck-press.readthedocs.io; desk@herald.example??X-Evil: ????????)"
    )
    assert headers == {
        "host": server.base.partition("//")[2],
        "accept": "*/*",
        "accept-encoding": "gzip",
        "connection": "keep-alive",
    }


def test_cookies_of_old_pages_are_not_kept(server: Server) -> None:
    server.on("/web/", capture(article(), AT, 200, ("Set-Cookie", "session=1; Path=/")))

    async def run() -> None:
        async with asking(server) as client:
            for year in ("2018", "2019"):
                await client.fetch(HOME, year)

    done(run())

    assert [one.headers.get("cookie") for one in server.log] == [None, None]


def test_question_stays_below_the_archives_paths(server: Server) -> None:
    asked(server, lambda client: client.fetch("http://herald.example/../../../save/x?a=/../b", AT))
    asked(server, lambda client: client.captures("herald.example/?x=1&matchType=domain&url=other.example"))

    assert server.log[0].path == f"/web/{AT}id_/http://herald.example/save/x?a=/../b"
    assert (
        "url=http%3A%2F%2Fherald.example%2F%3Fx%3D1%26matchType%3Ddomain%26url%3Dother.example&"
        in server.log[1].path
    )


BOMBS = {
    "page": ("/web/", capture(gzip.compress(bytes(200_000_000), 9))),
    "page-of-pages": ("/web/", capture(gzip.compress(bytes(20_000_000), 9) * 10)),
    "page-twice": ("/web/", capture(gzip.compress(gzip.compress(bytes(200_000_000), 9)))),
    "long-page": ("/web/", capture(bytes(30_000_000))),
    "index": (
        "/cdx/",
        Reply(200, (JSON, ("Content-Encoding", "gzip")), gzip.compress(b"[" + b"[]," * 60_000_000)),
    ),
    "index-of-lists": ("/cdx/", Reply(200, (JSON,), b"[" + b"[]," * 2_600_000 + b"[]]")),
    "index-of-strings": ("/cdx/", Reply(200, (JSON,), b'[["' + b'","' * 2_600_000 + b'"]]')),
    "index-without-end": ("/cdx/", Reply(200, (JSON,), b"[" * 7_900_000)),
    "error-page": ("/web/", Reply(404, (), gzip.compress(bytes(200_000_000), 9))),
}
MEASURE = """
import resource, sys
sys.path[:0] = sys.argv[2:]
from playing import asked
from citecheck.verify.unavailable import Unavailable
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
before = peak()
try:
    asked(sys.argv[1], lambda client: client.page("https://herald.example/", "20200901180000"))
except Unavailable as error:
    print(error.reason)
try:
    asked(sys.argv[1], lambda client: client.captures("https://herald.example/", first="2020", last="202001"))
except Unavailable as error:
    print(error.reason)
print(peak() - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by the module resource")
@pytest.mark.parametrize("bomb", BOMBS)
def test_bomb_takes_less_than_100_mb(server: Server, bomb: str, request: pytest.FixtureRequest) -> None:
    server.on(*BOMBS[bomb])
    paths = [str(request.path.parent), str(request.path.parent.parent)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, server.base, *paths],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    *reasons, peak = done.stdout.split()

    assert len(reasons) == 1
    assert float(peak) < 100


def test_facts_of_an_archive_are_not_anothers(server: Server, tmp_path: Path) -> None:
    asked(server, page, tmp_path)
    with playing() as other:
        other.on("/web/", capture(article("Another page"), AT))

        assert asked(other, page, tmp_path).title == "Another page"
