"""Pages of the invented outlets: a story or a listing in the HTML of the outlet's style (styles/), as bytes."""

from __future__ import annotations

import gzip
import json
from datetime import UTC
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from archive.corpus import HERE, listed
from archive.traps import Reply

if TYPE_CHECKING:
    from datetime import date, datetime

    from jinja2 import Environment

    from archive.corpus import Site, Story


@cache
def styles() -> Environment:
    """The templates, one a style."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # not there without the extra

    return Environment(
        loader=FileSystemLoader(HERE / "styles"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


@cache
def words(language: str) -> dict[str, Any]:
    """A language's months and the words that stand around articles."""
    found: dict[str, Any] = yaml.load(
        (HERE / "words" / f"{language}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader
    )
    return found


def story_page(site: Site, story: Story, seen: date) -> Reply:
    """The page of a story as a reader saw it on a day: around it a menu, newer headlines, comments."""
    others = [line for line in site.headlines if line.url != story.url]
    newer = [line for line in others if line.published.date() <= seen]
    near = sorted(others, key=lambda line: abs(line.published - story.published))
    return sent(site, rendered(site, seen, story=story, related=near[:3], ticker=newer[:5], listing=None))


def listing_page(site: Site, day: date) -> Reply:
    """The home page or a listing on a day at 18:00 there: the headlines up to then, newest first."""
    shown = listed(site, day)
    return sent(site, rendered(site, day, story=None, related=(), ticker=shown[:3], listing=shown))


def rendered(site: Site, seen: date, **values: Any) -> str:
    """The page of the site's template; `seen` is the day in its header."""
    story: Story | None = values["story"]
    return (
        styles()
        .get_template(f"{site.style}.html")
        .render(
            site=site,
            words=words(site.language),
            shows=story.shows if story else (),
            seen=seen,
            said=lambda moment: said(site, moment),
            json=lambda value: json.dumps(value, ensure_ascii=False),
            utc=lambda moment: moment.astimezone(UTC),
            declares=site.declared in ("meta", "both", "wrong-meta"),
            charset="utf-8" if site.declared == "wrong-meta" else site.charset,
            **values,
        )
    )


def said(site: Site, moment: datetime) -> str:
    """A day, with or without its clock, as the outlet writes it for people."""
    months = words(site.language)["months"]
    return site.day_format.format(
        d=moment.day,
        dd=f"{moment:%d}",
        mm=f"{moment:%m}",
        month=months[moment.month - 1],
        yyyy=moment.year,
        HH=f"{moment:%H}",
        MM=f"{moment:%M}",
    )


def sent(site: Site, text: str) -> Reply:
    """The text as the site's server sent it: its charset, what the header says of it, and how it is packed."""
    body = text.encode(site.charset, "xmlcharrefreplace")
    kind = "text/html"
    if site.declared in ("header", "both"):
        kind += f"; charset={site.charset}"
    elif site.declared == "wrong-header":
        kind += "; charset=ISO-8859-1"
    headers = [("Content-Type", kind), ("Server", "nginx")]
    if site.sent == "gzip":
        return Reply("200 OK", [*headers, ("Content-Encoding", "gzip")], gzip.compress(body, mtime=0))
    if site.sent == "chunked":
        halves = (body[: len(body) // 2], body[len(body) // 2 :])
        packed = b"".join(b"%x\r\n%s\r\n" % (len(half), half) for half in halves) + b"0\r\n\r\n"
        return Reply("200 OK", [*headers, ("Transfer-Encoding", "chunked")], packed)
    return Reply("200 OK", headers, body)
