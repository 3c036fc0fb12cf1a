"""The WARC file of the corpus: `python -m archive.warcs FILE` writes it."""

from __future__ import annotations

import base64
import hashlib
import sys
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.corpus import sites
from archive.sites import listing_page, story_page
from archive.traps import TRAPS, Reply, moved

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from archive.corpus import Site


class Taken(NamedTuple):
    """One capture: the URL, when, and the answer that the archive got."""

    url: str
    at: datetime
    reply: Reply


def write(path: Path) -> None:
    """Writes all captures to a WARC file; an answer equal to the URL's last one becomes a revisit."""
    last: dict[str, tuple[str, datetime]] = {}
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for one in captures():
            old = StatusAndHeaders(one.reply.status, one.reply.headers, protocol="HTTP/1.1")
            stamp = {"WARC-Date": said(one.at)}
            digest = hashlib.sha1(one.reply.body).hexdigest()
            before = last.get(one.url)
            if before and before[0] == digest:
                record = writer.create_revisit_record(
                    one.url,
                    payload_digest(one.reply.body),
                    one.url,
                    said(before[1]),
                    http_headers=old,
                    warc_headers_dict=stamp,
                )
            else:
                record = writer.create_warc_record(
                    one.url,
                    "response",
                    payload=BytesIO(one.reply.body),
                    http_headers=old,
                    warc_headers_dict=stamp,
                )
                last[one.url] = (digest, one.at)
            writer.write_record(record)


def captures() -> Iterator[Taken]:
    """All captures of the corpus, those of one URL in the order of time."""
    for site in sites():
        for path in ("/", *site.listings):
            for day in site.listed_days:
                yield Taken(site.root + path, evening(site, day), listing_page(site, day))
        if site.moved:
            host = urlsplit(site.root).netloc.removeprefix("www.")
            yield Taken(f"http://{host}/", evening(site, site.listed_days[0]), moved(site.root + "/"))
        for story in site.stories:
            for shot in sorted(story.captures):
                if shot.kind == "page":
                    got = story_page(site, story, shot.at.astimezone(site.zone).date())
                else:
                    got = TRAPS[shot.kind](story.url, story.title)
                yield Taken(story.url, shot.at, got)
                if shot.kind == "loop":
                    again = shot.at.replace(second=(shot.at.second + 1) % 60)
                    yield Taken(story.url + "?again=1", again, moved(story.url, "302 Found"))


def evening(site: Site, day: date) -> datetime:
    """18:00 of the day in the site's time zone, in UTC."""
    return datetime.combine(day, time(18), site.zone).astimezone(UTC)


def said(at: datetime) -> str:
    """A time as WARC writes it."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def payload_digest(body: bytes) -> str:
    """The digest of a body as WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()


if __name__ == "__main__":
    write(Path(sys.argv[1]))
