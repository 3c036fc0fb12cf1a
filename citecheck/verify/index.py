"""What the index of an archive is asked, and how its answers are read: two dialects, and no sockets.

Wayback's own (`wayback`) and pywb's (`pywb`) take the same paths and almost the same parameters, but pywb
ignores what it doesn't know: collapsing and resume keys among it, so both are done here for it. Captures of
redirects and errors are left out in both; a revisit (the same bytes as before) has no status, and stays.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from citecheck.model.archive import Dialect
from citecheck.verify.addresses import web_address
from citecheck.verify.archives import TIME, Capture
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Query(NamedTuple):
    """A question to the index; `url` as `web_address` gives it."""

    url: str
    match: str = "exact"
    """`exact`, `prefix`, `host` or `domain`; all but the first give one capture an address."""
    first: str | None = None
    last: str | None = None
    """1 to 14 digits, UTC, both inclusive."""
    daily: bool = False
    """One capture a day."""
    limit: int | None = None


class Answer(NamedTuple):
    """One answer of an index, of which there may be more."""

    rows: tuple[Capture, ...]
    resume: str | None = None
    """Where to go on."""


class BrokenAnswerError(Exception):
    """What came isn't what an index answers; the text says what it is instead."""


FIELDS = ["original", "timestamp", "statuscode", "mimetype", "digest"]
"""Of a row in Wayback's dialect; pywb's rows name theirs."""
PAGE = {Dialect.WAYBACK: 5_000, Dialect.PYWB: 20_000}
"""Rows of one answer, some 1 and 6 MB."""
LONGEST_ROW = 16_384
MATCHES = frozenset(("exact", "prefix", "host", "domain"))
ROW = re.compile(r'\s*+,?\s*+\[((?:"(?:[^"\\]|\\.)*+"|[\s,])*+)\]')
END = re.compile(r"\s*+\]\s*+")
STATUS = re.compile(r"[1-9]\d\d", re.ASCII)


def question(
    url: str, match: str, first: str | None, last: str | None, daily: bool, limit: int | None
) -> Query:
    """A query that can be asked; raises Unavailable for the address, ValueError for all else."""
    if match not in MATCHES:
        raise ValueError(f"match is one of {', '.join(sorted(MATCHES))}, not {match!r}")
    for time in (first, last):
        if time is not None and not TIME.fullmatch(time):
            raise ValueError(f"a time is 1 to 14 digits, not {time!r}")
    if limit is not None and limit < 1:
        raise ValueError(f"limit is at least 1, not {limit}")
    return Query(web_address(url), match, first, last, daily, limit)


def parameters(query: Query, dialect: Dialect, resume: str | None = None) -> str:
    """The question as the index takes it, after `?`."""
    asked = [("url", query.url), ("matchType", query.match), ("output", "json")]
    first = query.first
    if dialect is Dialect.WAYBACK:
        asked += [("fl", ",".join(FIELDS)), ("filter", "!statuscode:[345].."), ("showResumeKey", "true")]
        if collapse := "urlkey" if query.match != "exact" else "timestamp:8" if query.daily else None:
            asked.append(("collapse", collapse))
        if resume is not None:
            asked.append(("resumeKey", resume))
    else:
        asked.append(("filter", "!~status:[345]"))
        first = resume or first
    asked += [(name, day) for name, day in (("from", first), ("to", query.last)) if day]
    return urlencode([*asked, ("limit", str(_rows_asked(query, dialect)))])


def read(query: Query, dialect: Dialect, data: bytes, content_type: str) -> Answer:
    """The rows of an index's answer with status 200.

    What isn't certainly an answer, or ends early, raises BrokenAnswerError: only `[]`, or no lines under
    pywb's content type, mean that there is none.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise BrokenAnswerError("bytes that are no UTF-8") from None
    if dialect is Dialect.WAYBACK:
        rows, resume = _wayback_rows(text)
        found: list[tuple[Capture | None, str | None]] = [(_capture(*row), None) for row in rows]
    else:
        lines = list(_pywb_lines(data, content_type))
        found = [(_capture(*row), key) for key, row in lines]
        full = query.match == "exact" and len(lines) >= _rows_asked(query, dialect)
        resume = lines[-1][1][1] if full else None  # exact rows are sorted by time: go on from the last one
    usable = [(capture, key) for capture, key in found if capture is not None]
    return Answer(tuple(dict.fromkeys(_collapsed(query, usable))), resume)


def dialect_of(data: bytes, content_type: str) -> Dialect | None:
    """The dialect of an answer to a question with `output=json`; None for what is no index's answer."""
    if "ndjson" in content_type or data.startswith(b"{"):
        return Dialect.PYWB
    return Dialect.WAYBACK if data.lstrip().startswith(b"[") else None


def narrower(query: Query) -> tuple[Query, ...]:
    """The same question by year or, within a year, by month; () where it can't be split so."""
    if not query.first or not query.last or len(query.first) < 4 or len(query.last) < 4:
        return ()
    year, last_year = query.first[:4], query.last[:4]
    if year != last_year:
        spans = [str(one) for one in range(int(year), int(last_year) + 1)]
    else:
        month, last_month = query.first[4:6].ljust(2, "0"), query.last[4:6].ljust(2, "9")
        spans = [f"{year}{one:02}" for one in range(max(int(month), 1), min(int(last_month), 12) + 1)]
    if len(spans) < 2:
        return ()
    starts, ends = [query.first, *spans[1:]], [*spans[:-1], query.last]
    return tuple(query._replace(first=a, last=b) for a, b in zip(starts, ends, strict=True))


def _rows_asked(query: Query, dialect: Dialect) -> int:
    collapsing = query.daily or query.match != "exact"
    if query.limit is None or (collapsing and dialect is Dialect.PYWB):
        return PAGE[dialect]
    return min(query.limit, PAGE[dialect])


def _wayback_rows(text: str) -> tuple[list[list[str]], str | None]:
    """Rows without their header, and the resume key; one by one, so that none blows up in memory."""
    if text.strip() == "[]":
        return [], None
    if not text.lstrip().startswith("["):
        raise BrokenAnswerError(_kind(text))
    rows: list[list[str]] = []
    end: list[list[str]] = []
    """What stands after the rows: nothing, or an empty row and the key."""
    at = text.index("[") + 1
    while not END.fullmatch(text, at):
        found = ROW.match(text, at)
        if not found or found.end() - at > LONGEST_ROW:
            raise BrokenAnswerError("JSON that ends early, or isn't a table")
        try:
            row = json.loads(f"[{found[1]}]")
        except ValueError:
            raise BrokenAnswerError("JSON with a broken row") from None
        (end if end or len(row) != len(FIELDS) else rows).append(row)
        if len(end) > 2:
            raise BrokenAnswerError("a table with a row of the wrong length")
        at = found.end()
    if rows[:1] != [FIELDS] or len(rows) == 1:
        raise BrokenAnswerError("a table without the header or the rows that were asked for")
    if end and not (len(end) == 2 and end[0] == [] and len(end[1]) == 1):
        raise BrokenAnswerError("a table with a row of the wrong length")
    return rows[1:], end[1][0] if end else None


def _pywb_lines(data: bytes, content_type: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each row with its key."""
    if not data and "ndjson" not in content_type:
        raise BrokenAnswerError("an empty body")
    for line in BytesIO(data):
        try:
            row = json.loads(line) if len(line) <= LONGEST_ROW and line.endswith(b"\n") else None
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict):
            raise BrokenAnswerError(
                f"{_kind(data[:200].decode(errors='replace'))}, with a line that is no row"
            )
        values = [row.get(name, "-") for name in ("url", "timestamp", "status", "mime", "digest")]
        if not all(isinstance(value, str) for value in values) or "-" in values[:2]:
            raise BrokenAnswerError("a row without address or time")
        yield str(row.get("urlkey", values[0])), tuple(values)


def _capture(original: str, timestamp: str, status: str, mimetype: str, digest: str) -> Capture | None:
    """None for a capture of no use: a redirect or error, no web page, an impossible time."""
    try:
        datetime.strptime(timestamp, "%Y%m%d%H%M%S")
        address = web_address(original)
    except (ValueError, Unavailable):
        return None
    code = int(status) if STATUS.fullmatch(status) else None
    if len(timestamp) != 14 or (code and not 200 <= code < 300):
        return None
    return Capture(address, timestamp, code, *(None if one == "-" else one for one in (mimetype, digest)))


def _collapsed(query: Query, found: Iterable[tuple[Capture, str | None]]) -> Iterator[Capture]:
    """The first capture of each day or address, where that was asked for."""
    before: str | None = None
    for capture, key in found:
        if query.match == "exact":
            key = capture.timestamp[:8] if query.daily else None
        if key is None or key != before:
            yield capture
        before = key


def _kind(text: str) -> str:
    kinds = {
        "<": "a page of HTML",
        "{": "rows as pywb writes them",
        "[": "a table as the Wayback Machine writes it",
    }
    return kinds.get(text.lstrip()[:1], "something else") if text else "an empty body"
