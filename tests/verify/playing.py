"""An archive on loopback that answers as a test tells it to, faults included, and keeps a log of what it was asked."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
import time
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from citecheck.model.archive import Archive, Dialect
from citecheck.verify.client import Client
from citecheck.verify.facts import Facts
from citecheck.verify.index import FIELDS
from citecheck.verify.limits import Limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
    from pathlib import Path

NOW = datetime(2021, 6, 1, 12, tzinfo=UTC).timestamp()
JSON = ("Content-Type", "application/json")
NDJSON = ("Content-Type", "text/x-ndjson")
HTML = ("Content-Type", "text/html; charset=utf-8")


class Reply(NamedTuple):
    """What the server sends."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    fault: str = ""
    """`reset`, `cut`, `silent`; `late` keeps the client waiting; `raw` sends the body and nothing else."""


class Asked(NamedTuple):
    """A request that came."""

    at: float
    path: str
    """As it was sent."""
    headers: dict[str, str]


class Server(ThreadingTCPServer):
    """Answers with the first rule whose word is in the path; a rule's last reply goes on for ever."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.log: list[Asked] = []
        self.busy = 0
        self.most_at_once = 0
        self._rules: list[tuple[str, list[Reply]]] = []
        self._lock = threading.Lock()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [unquote(one.path) for one in self.log]

    def on(self, word: str, *replies: Reply) -> None:
        """Plays these to requests with that word; later rules come first."""
        self._rules.insert(0, (word, list(replies)))

    def reply_to(self, asked: Asked) -> Reply:
        with self._lock:
            self.log.append(asked)
            self.busy += 1
            self.most_at_once = max(self.busy, self.most_at_once)
            for word, replies in self._rules:
                if word in unquote(asked.path):
                    return replies.pop(0) if len(replies) > 1 else replies[0]
        return Reply(404, body=b"nothing")

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no fault here."""


class _Handler(StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        line = self.rfile.readline().decode("latin-1")
        if not line.strip():
            return
        headers = {}
        while (header := self.rfile.readline().decode("latin-1").strip()) != "":
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        reply = self.server.reply_to(Asked(time.time(), line.split()[1], headers))
        if reply.fault == "reset":
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return
        if reply.fault == "silent":
            self.rfile.readline()  # until the client has had enough
            return
        if reply.fault == "late":
            time.sleep(0.05)
        self.server.busy -= 1
        if reply.fault == "raw":
            self.wfile.write(reply.body)
            return
        length = len(reply.body) + (100 if reply.fault == "cut" else 0)
        head = [f"HTTP/1.1 {reply.status} Said", f"Content-Length: {length}", "Connection: close"]
        head += [f"{name}: {value}" for name, value in reply.headers]
        self.wfile.write("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + reply.body)


@contextmanager
def playing() -> Iterator[Server]:
    """A server that runs until the end of the block."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Clock:
    """Time that passes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


@asynccontextmanager
async def asking(
    server: Server | str,
    folder: Path | None = None,
    *,
    dialect: Dialect | None = Dialect.WAYBACK,
    clock: Clock | None = None,
    rates: tuple[float | None, float | None] = (None, None),
    **options: Any,
) -> AsyncIterator[Client]:
    """A client of that server with facts and limits in `folder`."""
    clock = clock or Clock()
    place = str(folder) if folder else None
    facts, limits = Facts(place, clock=clock), Limits(place, clock)
    base = server if isinstance(server, str) else server.base
    options = {"allow_private": True, "clock": clock, "sleep": clock.sleep, "chance": min} | options
    try:
        async with Client(Archive(base, dialect, *rates), facts, limits, **options) as client:
            yield client
    finally:
        facts.close()
        limits.close()


def asked(server: Server | str, question: Any, folder: Path | None = None, **options: Any) -> Any:
    """What comes of `question(client)`."""

    async def ask() -> Any:
        async with asking(server, folder, **options) as client:
            return await question(client)

    return done(ask())


def done(work: Coroutine[Any, Any, Any]) -> Any:
    """The result of a coroutine."""
    return asyncio.run(work)


def rows(*rows: Sequence[str], resume: str | None = None) -> Reply:
    """An index's answer in Wayback's dialect: rows of original, timestamp and, if need be, more."""
    table = [list(row) + ["200", "text/html", "D"][len(row) - 2 :] for row in rows]
    key = [[], [resume]] if resume else []
    return Reply(200, (JSON,), json.dumps([FIELDS, *table, *key] if table else []).encode())


def lines(*rows: Sequence[str]) -> Reply:
    """The same in pywb's dialect."""
    names = ("url", "timestamp", "status", "mime", "digest")
    values = [list(row) + ["200", "text/html", "D"][len(row) - 2 :] for row in rows]
    found = [
        json.dumps({"urlkey": row[0].partition("//")[2], **dict(zip(names, row, strict=True))})
        for row in values
    ]
    return Reply(200, (NDJSON,), "".join(f"{one}\n" for one in found).encode())


def capture(
    body: str | bytes = "", at: str = "20200901180000", status: int = 200, *headers: tuple[str, str]
) -> Reply:
    """A capture as playback gives it."""
    time = datetime.strptime(at, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    data = body.encode() if isinstance(body, str) else body
    return Reply(status, (("Memento-Datetime", format_datetime(time, usegmt=True)), HTML, *headers), data)


def article(title: str = "Ferry sinks off Aktau") -> str:
    """A page that is long enough to be one."""
    words = (
        "The ferry left Aktau at noon with forty waggons and did not answer the coast guard after dusk. " * 12
    )
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{words}</p></article></body></html>"
