"""The answers of the Wayback Machine's CDX server, made from pywb's.

What is claimed of it here is what its source code and documentation say (github.com/internetarchive/wayback,
wayback-cdx-server: README.md, CDXServer.java, FieldRegexFilter.java, JsonWriter.java).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
PASSED_ON = ("url", "matchType", "from", "to")
"""The parameters that both dialects read alike, and that pywb may answer for us."""
BLOCK = 3000
"""Lines in a block of the index; a page has 50 blocks. (README.md, "Pagination API")"""

Row = dict[str, str]


class BadRequestError(ValueError):
    """A query that the server answers with 400 and a line of plain text."""


class Answer(NamedTuple):
    """The body of an answer and its content type."""

    body: str
    content_type: str


def rows(lines: Iterable[str]) -> Iterator[Row]:
    """pywb's lines of JSON as rows with Wayback's names; a revisit has the mime type and no status of its own."""
    for line in lines:
        found = json.loads(line)
        row = {
            "urlkey": found["urlkey"],
            "timestamp": found["timestamp"],
            "original": found["url"],
            "mimetype": found.get("mime", "-"),
            "statuscode": found.get("status", "-"),
            "digest": found.get("digest", "-").removeprefix("sha1:"),
            "length": found.get("length", "-"),
        }
        yield row | {"statuscode": "-"} if row["mimetype"] == "warc/revisit" else row


def answer(params: Mapping[str, list[str]], lines: list[str], scan: int | None = None) -> Answer:
    """What the query is answered, from all of pywb's lines for its URL.

    `scan` is how many lines the server reads before it stops, without a word (issue wayback#93).
    """
    found = list(rows(lines[:scan]))
    if params.get("showNumPages") == ["true"]:
        return Answer(f"{len(lines) // (BLOCK * 50) + 1}\n", "text/plain")
    if int(one(params, "page", "0")) > 0:
        found = []
    resume = one(params, "resumeKey", "")
    if resume:  # decoded twice: once as a parameter, once by the server
        key, _, timestamp = unquote(resume).replace("+", " ").rstrip("!").rpartition(" ")
        found = [row for row in found if (row["urlkey"], row["timestamp"]) > (key, timestamp)]
    found = [row for row in found if all(passes(row, text) for text in params.get("filter", []))]
    for field in params.get("collapse", []):
        found = list(collapsed(found, field))
    kept = limited(found, one(params, "limit", ""))
    # Printed only when `limit` rows were written, whether or not there are more (CDXServer.java).
    full = bool(kept) and one(params, "limit", "") == str(len(kept))
    key = quote(f"{kept[-1]['urlkey']} {kept[-1]['timestamp']}!", safe="").replace("%20", "+") if full else ""
    return written(params, kept, key if one(params, "showResumeKey", "") == "true" else "")


def one(params: Mapping[str, list[str]], name: str, otherwise: str) -> str:
    """The parameter's value, the last when it is given twice."""
    return params.get(name, [otherwise])[-1]


def passes(row: Row, text: str) -> bool:
    """`[!]field:regex`, whole field; `~field:text`, contained (FieldRegexFilter.java). Raises BadRequestError."""
    wanted = not text.startswith("!")
    text = text.removeprefix("!")
    contains = text.startswith("~")
    field, colon, pattern = text.removeprefix("~").partition(":")
    if not colon or field not in FIELDS:
        raise BadRequestError(f"Invalid filter: {text}")
    found = pattern in row[field] if contains else re.fullmatch(pattern, row[field]) is not None
    return found is wanted


def collapsed(found: list[Row], text: str) -> Iterator[Row]:
    """Of neighbours with the same field, or its first N characters, the first."""
    field, _, length = text.partition(":")
    if field not in FIELDS:
        raise BadRequestError(f"Invalid collapse: {text}")
    last = None
    for row in found:
        value = row[field][: int(length)] if length else row[field]
        if value != last:
            yield row
        last = value


def limited(found: list[Row], limit: str) -> list[Row]:
    """The first N rows, the last for -N, all without a limit."""
    if not limit:
        return found
    if not re.fullmatch(r"-?\d+", limit):
        raise BadRequestError(f"For input string: {limit!r}")
    return found[: int(limit)] if int(limit) >= 0 else found[int(limit) :]


def written(params: Mapping[str, list[str]], found: list[Row], key: str) -> Answer:
    """The rows as arrays below a header row, `[]` for none (JsonWriter.java), or as lines of text."""
    fields = [name for name in one(params, "fl", ",".join(FIELDS)).split(",") if name in FIELDS]
    table = [[row[name] for name in fields] for row in found]
    if one(params, "output", "") != "json":
        lines = [" ".join(row) for row in table] + (["", key] if key else [])
        return Answer("".join(f"{line}\n" for line in lines), "text/plain")
    if not table:
        return Answer("[]\n", "application/json")
    table.insert(0, fields)
    table += [[], [key]] if key else []
    return Answer("[" + ",\n".join(json.dumps(row) for row in table) + "]\n", "application/json")
