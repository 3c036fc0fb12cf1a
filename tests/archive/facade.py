"""A small server before pywb that speaks as the Wayback Machine does, and that fails when it is told to.

    python -m archive.facade --pywb http://127.0.0.1:8081 --port 8082 --control 8083 [--dialect pywb]

Faults are posted to `/_faults` of the control port, a list of objects with `kind` and, as wanted, `where` (a part of
the request's path, all by default), `times` (until cleared by default) and the kind's own values; a posted list takes
the place of the one before, `[]` ends all. `/_log` is a list of the requests so far; DELETE empties it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import socket
import struct
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from archive import faults, wayback
from archive.faults import ENDS, FAULTS, Answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}


class Facade:
    """The server and what it was told."""

    def __init__(self, pywb: str, port: int, control: int, dialect: str) -> None:
        self.pywb = pywb
        self.port = port
        self.control = control
        self.dialect = dialect
        self.faults: list[dict[str, Any]] = []
        self.log: list[dict[str, Any]] = []
        self.open = 0
        import httpx  # here, so that the table of faults can be read without it

        self.client = httpx.AsyncClient(trust_env=False, timeout=60)
        self.server: asyncio.Server | None = None

    async def run(self) -> None:
        """Serves until the process is ended."""
        await self.listen()
        control = await asyncio.start_server(self.connection(self.told), "127.0.0.1", self.control)
        await control.serve_forever()

    async def listen(self) -> None:
        """Opens the archive's port, or closes it while the fault `refused` is on."""
        refused = any(fault["kind"] == "refused" for fault in self.faults)
        if refused and self.server:
            self.server.close()
            self.server = None
        elif not refused and not self.server:
            self.server = await asyncio.start_server(self.connection(self.asked), "127.0.0.1", self.port)

    def connection(
        self, answered: Callable[[str, str, dict[str, str], bytes, asyncio.StreamWriter], Awaitable[bool]]
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        """A handler of connections that hands each request on; False ends the connection."""

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                while True:
                    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
                    method, target, _ = head[0].split(" ")
                    pairs = (line.split(":", 1) for line in head[1:] if line)
                    headers = {name.lower(): value.strip() for name, value in pairs}
                    body = await reader.readexactly(int(headers.get("content-length", 0)))
                    if not await answered(method, target, headers, body, writer):
                        break
            except (asyncio.IncompleteReadError, ConnectionError):
                pass
            finally:
                writer.close()

        return serve

    async def told(
        self, method: str, target: str, headers: dict[str, str], body: bytes, writer: asyncio.StreamWriter
    ) -> bool:
        """The control port: `/_faults` and `/_log`."""
        status = 200
        if (method, target) == ("POST", "/_faults"):
            posted = json.loads(body)
            unknown = [fault["kind"] for fault in posted if fault["kind"] not in FAULTS]
            if unknown:
                status = 400
            else:
                self.faults = posted
                await self.listen()
        elif (method, target) == ("DELETE", "/_log"):
            self.log = []
        shown = self.log if target == "/_log" else self.faults
        await write(
            writer, Answer(status, [("content-type", "application/json")], json.dumps(shown).encode())
        )
        return True

    async def asked(
        self, method: str, target: str, headers: dict[str, str], body: bytes, writer: asyncio.StreamWriter
    ) -> bool:
        """The archive's port: the answer, spoilt where a fault says so."""
        self.open += 1
        try:
            return await self.answered(target, headers, writer, method)
        finally:
            self.open -= 1

    async def answered(
        self, target: str, headers: dict[str, str], writer: asyncio.StreamWriter, method: str
    ) -> bool:
        """One answer on the wire, with its line in the log."""
        fault = self.due(target)
        entry = {
            "at": time.monotonic(),
            "open": self.open,
            "method": method,
            "target": target,
            "status": None,
            "fault": fault.get("kind"),
            "user_agent": headers.get("user-agent"),
        }
        self.log.append(entry)
        kind = fault.get("kind")
        if kind in ("reset", "refused"):  # a connection from before the refusal is gone, too
            linger = struct.pack("ii", 1, 0)  # closing then sends RST
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()
            return False
        if kind == "slow":
            await asyncio.sleep(fault.get("seconds", 5))
        if kind in ENDS:
            found = faults.answer(fault, target, headers)
        else:
            found = await self.archived(target, headers, fault.get("lines", 5) if kind == "short" else None)
        entry["status"] = found.status
        if kind == "cut-json":
            found = found._replace(body=found.body[: max(1, len(found.body) // 2)])
        await write(writer, found, cut=kind == "cut-page")
        return kind != "cut-page"

    def due(self, target: str) -> dict[str, Any]:
        """The first fault for this path that has not been played often enough, counted as played; or {}."""
        for fault in self.faults:
            if fault.get("where", "") in target and fault.get("times", 1) > 0:
                if "times" in fault:
                    fault["times"] -= 1
                return fault
        return {}

    async def archived(self, target: str, headers: dict[str, str], scan: int | None) -> Answer:
        """pywb's answer, said as the Wayback Machine says it unless the dialect is pywb's."""
        if urlsplit(target).path == "/cdx/search/cdx" and (self.dialect == "wayback" or scan):
            return await self.index(target, headers, scan)
        found = await self.pass_on(target, headers)
        return playback(target, headers, found) if self.dialect == "wayback" else found

    async def pass_on(self, target: str, headers: dict[str, str]) -> Answer:
        """pywb's answer, body as it came; the Host header makes pywb's own links lead here."""
        sent = {
            name: value
            for name, value in headers.items()
            if name in ("host", "accept-encoding", "accept-datetime")
        }
        async with self.client.stream(
            "GET", self.pywb + target, headers={"accept-encoding": "identity"} | sent
        ) as came:
            body = b"".join([chunk async for chunk in came.aiter_raw()])
        kept = [(name, value) for name, value in came.headers.multi_items() if name not in HOP]
        return Answer(came.status_code, kept, body)

    async def index(self, target: str, headers: dict[str, str], scan: int | None) -> Answer:
        """A CDX query: pywb is asked for all lines of the URL, the rest is done here."""
        params = parse_qs(urlsplit(target).query, keep_blank_values=True)
        if "url" not in params:
            return Answer(400, [("content-type", "text/plain")], b"The url parameter is required\n")
        asked = {name: params[name][-1] for name in wayback.PASSED_ON if name in params} | {"output": "json"}
        found = await self.pass_on(f"/cdx/search/cdx?{urlencode(asked)}", {})
        lines = found.body.decode().splitlines()
        if self.dialect == "pywb":
            short = "".join(f"{line}\n" for line in lines[:scan])
            return found._replace(body=short.encode())
        try:
            body, content_type = wayback.answer(params, lines, scan)
        except (ValueError, re.error) as error:  # also a page, a length or a regex that is none
            return Answer(400, [("content-type", "text/plain")], f"{error}\n".encode())
        return Answer(200, [("content-type", content_type)], body.encode())


def playback(target: str, headers: dict[str, str], found: Answer) -> Answer:
    """A page as /web/ of the Wayback Machine gives it: 302 inside the archive, and the old headers renamed."""
    base = f"http://{headers['host']}"
    changed: list[tuple[str, str]] = []
    captured = found.header("memento-datetime") is not None
    inexact = found.status == 307 and not captured
    for name, value in found.headers:
        if name == "location" and captured:
            stamp, _, url = target.removeprefix("/web/").partition("id_/")
            changed.append((name, f"{base}/web/{stamp}id_/{urljoin(url, value)}"))
            changed.append(("x-archive-orig-location", value))
        elif name == "location" and inexact:
            stamp = value.partition("/web/")[2][:14]
            changed += [(name, value), ("x-archive-redirect-reason", f"found capture at {stamp}")]
        else:
            changed.append((name, value))
            if captured and not name.startswith(("link", "memento-", "content-location", "x-archive-")):
                changed.append((f"x-archive-orig-{name}", value))
    return Answer(302 if inexact else found.status, changed, found.body)


async def write(writer: asyncio.StreamWriter, answer: Answer, cut: bool = False) -> None:
    """The answer on the wire, with its length; `cut` stops half way through the body."""
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    lines += [f"content-length: {len(answer.body)}", "", ""]
    body = answer.body[: len(answer.body) // 2] if cut else answer.body
    writer.write("\r\n".join(lines).encode("latin-1") + body)
    await writer.drain()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pywb", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--dialect", choices=("wayback", "pywb"), default="wayback")
    options = parser.parse_args()
    asyncio.run(Facade(options.pywb, options.port, options.control, options.dialect).run())


if __name__ == "__main__":
    main()
