"""One question to one archive, and its answer in bounds: the only place of citecheck that opens a socket.

Whatever is asked for, the connection goes to the archive's own addresses: its name is looked up once, the
addresses are judged, and it is they that are connected to. Nothing is read from the environment, no redirect
is followed, no cookie kept, and no body is inflated by anybody but `Inflater`, which stops in time.
"""

from __future__ import annotations

import asyncio
import socket
import zlib
from contextlib import suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import httpx

from citecheck.model.verdict import Reason
from citecheck.verify.addresses import PORTS, is_public, printable
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

CONNECT, WHOLE, LOOK_UP = 10.0, 120.0, 15.0
"""Seconds to connect to an address, for a request as a whole, and to look up the archive's name."""
GZIP = b"\x1f\x8b"
AT_ONCE = 1 << 16
"""Bytes that are inflated in one go."""
BEGINNING = 8_192
"""Bytes that are read of an answer whose body isn't asked for."""
UNREADABLE = frozenset(("br", "compress", "deflate", "zstd"))
"""Encodings that weren't asked for; other words stand in that header by mistake."""


class Bounds(NamedTuple):
    """What an answer may cost."""

    wire: int
    """Bytes as they are sent."""
    inflated: int
    """Bytes that they may grow to."""
    kept: int
    """Bytes that are kept of these, from the beginning."""
    silence: float
    """Seconds between two pieces."""


class Answer(NamedTuple):
    """What came, whatever it means."""

    status: int
    headers: Mapping[str, str]
    """Names in small letters."""
    data: bytes


class RefusedError(Exception):
    """No connection came about."""


class BrokenError(Exception):
    """The archive was too slow, or broke off."""


class TooLargeError(Exception):
    """The answer exceeds its bounds."""


class GarbledError(Exception):
    """The body can't be inflated; the archive has it so."""


class Inflater:
    """Inflates a body piece by piece if it is gzip, whatever the headers say, and stops in time."""

    def __init__(self, most: int, kept: int) -> None:
        self._most, self._kept = most, kept
        self._size = 0
        self._data = bytearray()
        self._waiting = b""
        """The beginning of a body, too short to tell what it is."""
        self._is_plain = False
        self._decoder: zlib._Decompress | None = None

    def feed(self, piece: bytes) -> None:
        """Takes the next piece; raises TooLargeError and GarbledError."""
        while piece and not self._is_plain:
            if self._decoder is None or self._decoder.eof:  # a body may have several members
                piece, self._waiting = self._waiting + piece, b""
                if len(piece) < len(GZIP):
                    self._waiting = piece
                    return
                if piece.startswith(GZIP):
                    self._decoder = zlib.decompressobj(31)
                elif self._decoder is None:
                    self._is_plain = True
                    break
                else:
                    return  # padding
            try:
                self._add(self._decoder.decompress(piece, AT_ONCE))
            except zlib.error as error:
                raise GarbledError(f"the compressed body is damaged ({error})") from None
            piece = self._decoder.unconsumed_tail or self._decoder.unused_data
        self._add(piece)

    def end(self) -> bytes:
        """The body, if it came whole; raises GarbledError, also where it was compressed twice."""
        if self._decoder is not None and not self._decoder.eof:
            raise GarbledError("the compressed body ends early")
        if self._decoder is not None and self._data.startswith(GZIP):
            raise GarbledError("the body was compressed twice")
        return self.so_far()

    def so_far(self) -> bytes:
        """What came until now."""
        return bytes(self._data) if self._is_plain or self._decoder else self._waiting

    def _add(self, piece: bytes) -> None:
        self._size += len(piece)
        self._data += piece[: self._kept - len(self._data)]
        if self._size > self._most:
            raise TooLargeError(f"more than {self._most / 1e6:.0f} MB")


class Exchange:
    """Connections to the archive at `base`, an http(s) address, until `close`."""

    def __init__(self, base: str, agent: str, connections: int, *, allow_private: bool) -> None:
        parts = urlsplit(base)
        self.host = parts.hostname or ""
        self._scheme, self._port = parts.scheme, parts.port or PORTS[parts.scheme]
        self._root = f"{parts.scheme}://{parts.netloc}"
        self._netloc = parts.netloc
        self._allow_private = allow_private
        self._found: asyncio.Task[tuple[str, ...]] | None = None
        self._client = httpx.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            verify=parts.scheme == "https",
            headers={"User-Agent": agent, "Accept-Encoding": "gzip", "Accept": "*/*"},
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            limits=httpx.Limits(max_connections=connections, keepalive_expiry=30),
        )

    async def close(self) -> None:
        """Closes all connections."""
        if self._found is not None:
            self._found.cancel()
        await self._client.aclose()

    async def is_private(self) -> bool:
        """Whether the archive has an address that isn't the open internet's; raises Unavailable."""
        return not all(map(is_public, await self._addresses()))

    async def get(self, url: str, bounds: Bounds, seconds: float = WHOLE) -> Answer:
        """The archive's answer to an address of its own, within so many seconds as a whole.

        Of an answer that isn't a 2xx only the beginning of the body is read. Raises the errors
        above, and Unavailable where the archive's name leads nowhere, or astray.
        """
        if not url.startswith(f"{self._root}/"):
            raise ValueError(f"not an address of {self._root}: {url}")
        failure: Exception = RefusedError(f"{self.host} has no address")
        for address in await self._addresses():
            try:
                async with asyncio.timeout(seconds):
                    return await self._get(address, url.removeprefix(self._root), bounds)
            except httpx.ConnectError as error:
                failure = RefusedError(f"no connection ({printable(str(error)) or 'refused'})")
            except httpx.ConnectTimeout:
                failure = BrokenError(f"no connection within {CONNECT:.0f} seconds")
            except httpx.TimeoutException:
                raise BrokenError(f"no answer within {bounds.silence:.0f} seconds") from None
            except TimeoutError:
                raise BrokenError(f"not done within {seconds:.0f} seconds") from None
            except httpx.TransportError as error:
                raise BrokenError(f"the connection broke ({printable(str(error)) or 'reset'})") from None
        raise failure

    async def _get(self, address: str, path: str, bounds: Bounds) -> Answer:
        host = f"[{address}]" if ":" in address else address
        request = self._client.build_request(
            "GET",
            f"{self._scheme}://{host}:{self._port}{path}",
            headers={"Host": self._netloc},
            timeout=httpx.Timeout(bounds.silence, connect=CONNECT, pool=None),
            extensions={"sni_hostname": self.host},
        )
        response = await self._client.send(request, stream=True)
        try:
            if response.is_success:
                data = await _whole(response, bounds)
            else:
                body = Inflater(BEGINNING, BEGINNING)
                with suppress(httpx.TransportError, TooLargeError, GarbledError):
                    async for piece in response.aiter_raw():
                        body.feed(piece)
                data = body.so_far()
        finally:
            await response.aclose()
        return Answer(response.status_code, dict(response.headers), data)

    async def _addresses(self) -> tuple[str, ...]:
        """Looked up and judged once; a failure lasts for the run."""
        if self._found is None:
            self._found = asyncio.ensure_future(self._look_up())
        return await asyncio.shield(self._found)

    async def _look_up(self) -> tuple[str, ...]:
        try:
            async with asyncio.timeout(LOOK_UP):
                found = await asyncio.get_running_loop().getaddrinfo(
                    self.host, self._port, type=socket.SOCK_STREAM
                )
        except (OSError, UnicodeError, TimeoutError) as error:
            why = f"{self.host}: no such host is known ({error or 'no answer'})"
            raise Unavailable(Reason.UNREACHABLE, why) from None
        addresses = tuple(dict.fromkeys(str(one[4][0]) for one in found))
        for address in addresses:
            if is_public(address):
                if self._scheme != "https":
                    why = f"{self.host}: archives on the open internet are asked over https only"
                    raise Unavailable(Reason.UNREACHABLE, why)
            elif not self._allow_private:
                named = address if address == self.host else f"{self.host}: {address}"
                why = f"{named} is a private address; '--allow-private-archive' allows it"
                raise Unavailable(Reason.UNREACHABLE, why)
        return addresses


async def _whole(response: httpx.Response, bounds: Bounds) -> bytes:
    """The body as it was before it was compressed; raises TooLargeError and GarbledError."""
    body = Inflater(bounds.inflated, bounds.kept)
    async for piece in response.aiter_raw():
        if response.num_bytes_downloaded > bounds.wire:
            raise TooLargeError(f"more than {bounds.wire / 1e6:.0f} MB")
        body.feed(piece)
    encodings = {one.strip() for one in response.headers.get("content-encoding", "").lower().split(",")}
    if other := encodings & UNREADABLE:
        raise GarbledError(f"the body is encoded as '{min(other)}', which wasn't asked for")
    return body.end()
