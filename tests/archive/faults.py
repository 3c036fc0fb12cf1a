"""The faults that the facade plays, and the answers of those that need no archive."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, NamedTuple

FAULTS = {
    "rate-limited": "429 for too many requests, `retry_after` (seconds, or a date) as a header if given; "
    "none was sent as of 2023-11 (edgi wayback, _client.py)",
    "error": "`status`, 503 by default, and a page of HTML: load, or a query too wide (wayback#285)",
    "refused": "nobody listens: the firewall's block of a client that ignored 429 (edgi wayback#137), or an outage",
    "reset": "the connection breaks off when the request has come (the same block, in mid-connection)",
    "slow": "the answer comes after `seconds` (wayback#285, wayback#93)",
    "cut-page": "the peer closes after half of the body that the length announced",
    "cut-json": "half of the JSON, the length right: only the closing bracket is missing (JsonWriter.java)",
    "html": "200 with a page of HTML where data were asked for: outage pages",
    "empty": "200 with no body at all",
    "short": "valid JSON from the first `lines` of the index, 5 by default: the scan limit, unmarked (wayback#93)",
    "redirect-loop": "captures that redirect to each other (edgi wayback, release-history.rst)",
    "off-archive": "a redirect to the live site, as an archived Location not rewritten (seen in pywb, id_ mode)",
    "bomb": "`megabytes` of zeros, 60 by default, in a small gzip body",
    "excluded": "403 for a site that the archive leaves out, with its exception in a header (edgi wayback, cassettes)",
}
"""What each fault does, and where it was seen."""
ENDS = ("rate-limited", "error", "html", "empty", "redirect-loop", "off-archive", "bomb", "excluded")
"""Faults that answer in place of the archive; the others spoil its answer or the connection."""
OUTAGE = b"<!DOCTYPE html><html><head><title>Internet Archive: Temporarily Offline</title></head><body><h1>Temporarily Offline</h1></body></html>"


class Answer(NamedTuple):
    """One answer to be written."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """A header's value; names in small letters."""
        return next((value for key, value in self.headers if key.lower() == name), None)


def answer(fault: dict[str, Any], target: str, headers: dict[str, str]) -> Answer:
    """The answer of a fault that needs no archive."""
    kind = fault["kind"]
    page = [("content-type", "text/html; charset=utf-8")]
    if kind == "rate-limited":
        after = [("retry-after", str(fault["retry_after"]))] if "retry_after" in fault else []
        return Answer(429, page + after, b"<html><body><h1>429 Too Many Requests</h1></body></html>")
    if kind == "error":
        return Answer(fault.get("status", 503), page, OUTAGE)
    if kind == "html":
        return Answer(200, page, OUTAGE)
    if kind == "empty":
        return Answer(200, [("content-type", "application/json")], b"")
    if kind == "redirect-loop":
        stamp, _, rest = target.removeprefix("/web/").partition("id_/")
        other = f"{int(stamp) ^ 1:014}" if stamp.isdigit() else "20200101000000"
        return Answer(302, [*memento(), ("location", f"http://{headers['host']}/web/{other}id_/{rest}")], b"")
    if kind == "off-archive":
        return Answer(302, [*memento(), ("location", fault.get("location", "http://live.example/now"))], b"")
    if kind == "bomb":
        size = fault.get("megabytes", 60) << 20
        return Answer(200, [*memento(), *page, ("content-encoding", "gzip")], zeros(size))
    reason = "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
    return Answer(
        403,
        [*page, ("x-archive-wayback-runtime-error", reason)],
        b"<html><body><p>This URL has been excluded.</p></body></html>",
    )


def memento() -> list[tuple[str, str]]:
    """The header by which an archive says that the answer is a capture."""
    return [("memento-datetime", format_datetime(datetime(2020, 9, 1, 18, tzinfo=UTC), usegmt=True))]


def zeros(size: int) -> bytes:
    """So many zeros, as gzip packs them: a thousandth of it."""
    packer = zlib.compressobj(9, wbits=31)
    chunk = bytes(1 << 20)
    return b"".join([packer.compress(chunk) for _ in range(size >> 20)]) + packer.flush()
