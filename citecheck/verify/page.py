"""A page as an archive kept it: its day, what it says, where it leads, and whether it is of use."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from citecheck.verify.blocks import blocks
from citecheck.verify.charset import decode
from citecheck.verify.dates import day_of
from citecheck.verify.language import language_of
from citecheck.verify.links import Link, clean, joined, links
from citecheck.verify.maintext import main_text
from citecheck.verify.published import Published, json_ld, published
from citecheck.verify.soup import parse
from citecheck.verify.words import phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bs4 import BeautifulSoup

    from citecheck.verify.blocks import Blocks


class Page(NamedTuple):
    """What a page says. All texts are as the page has them: hostile ones, too."""

    url: str
    title: str
    headline: str
    published: Published | None
    text: str
    """The running text of the story, a paragraph a line."""
    links: tuple[Link, ...]
    language: str | None
    unusable: str | None
    """Why it is no story: `not-html`, `challenge`, `not-found`, `consent`, `paywall` or `short`; the links
    of a short page, such as a listing, are of use all the same."""


LARGEST = 4_000_000
"""Bytes of a page that are read; three quarters of some are scripts."""
SHORTEST = 400
"""Characters of main text that a story has."""
SHORT = 1500
"""A page that says it is something else and has more running text than this is a story about it."""
HTML = re.compile(rb"<(?:!doctype|html|head|body|meta|title|div|p|article|table|a)\b", re.IGNORECASE)
CHALLENGE = re.compile(
    r"cf-challenge|__cf_chl|challenge-platform|ddos-guard|_incapsula_|g-recaptcha|h-captcha"
)


def read(
    data: bytes,
    headers: Mapping[str, str],
    url: str,
    languages: Sequence[str] = (),
    timezone: str | None = None,
) -> Page:
    """The page of these bytes; `headers` have small names, languages and time zone are the outlet's.

    Never raises for what the bytes are, and takes a bounded time.
    """
    data = data[:LARGEST]
    nothing = Page(url, "", "", None, "", (), None, "not-html")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if (kind and "html" not in kind and not kind.startswith("text/plain")) or not HTML.search(
        data, 0, 20_000
    ):
        return nothing
    text, _ = decode(data, headers.get("content-type", ""), languages)
    soup = parse(text)
    if soup is None:
        return nothing
    parts = blocks(soup)
    story = main_text(parts)
    language = language_of(_declared(soup, headers), story.text or soup.get_text(" ")[:5000])
    customs = tuple(dict.fromkeys((*([language] if language else []), *languages)))
    captured = _captured(headers)
    day = published(soup, parts, story, url, lambda stamp: day_of(stamp, timezone, customs[:1]), captured)
    title, headline = _title(soup), _headline(parts, story.element, story.around)
    unusable = _unusable(soup, text, url, title, headline, story.text)
    return Page(
        url, title, headline, day, story.text, links(parts, url, customs, captured), language, unusable
    )


def _captured(headers: Mapping[str, str]) -> date | None:
    try:
        return parsedate_to_datetime(headers["memento-datetime"]).date()
    except (KeyError, ValueError):
        return None


def _declared(soup: BeautifulSoup, headers: Mapping[str, str]) -> str:
    element = soup.find("html")
    locale = soup.find("meta", attrs={"property": "og:locale"})
    return str(
        (element and (element.get("lang") or element.get("xml:lang")))
        or (locale and locale.get("content"))
        or headers.get("content-language", "")
    )


def _title(soup: BeautifulSoup) -> str:
    """The title without the site's name: what the page gives to those who share it, else `<title>`."""
    for name in ("og:title", "twitter:title"):
        found = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
        if found and (text := clean(str(found.get("content", "")))):
            return text
    title = soup.find("title")
    return clean(title.get_text(" ")) if title else ""


def _headline(parts: Blocks, story: int, around: Sequence[bool]) -> str:
    """The main heading nearest to the story; empty where the page has none."""
    found = [i for i, one in enumerate(parts.elements) if one.name == "h1" and not around[i]]
    nearest = max((i for i in found if i <= story), default=found[0] if found else -1)
    return clean(parts.elements[nearest].get_text(" ")) if nearest >= 0 else ""


def _unusable(soup: BeautifulSoup, text: str, url: str, title: str, headline: str, story: str) -> str | None:
    """Why the page is no story, or None."""
    if len(story) >= SHORT:
        return None
    heading = soup.find(("h1", "h2"))
    shown = " | ".join((title, headline, heading.get_text(" ") if heading else "")).casefold()[:1000]
    whole = soup.get_text(" ")[:20_000].casefold()
    own = soup.find("title")
    if phrases("challenge").search(f"{shown} {own.get_text() if own else ''}".casefold()) or (
        len(story) < SHORTEST and CHALLENGE.search(text[:200_000].lower())
    ):
        return "challenge"
    if phrases("not-found").search(shown) or (
        len(story) < SHORTEST and phrases("not-found").search(whole[:300])
    ):
        return "not-found"
    canonical = soup.find("link", rel="canonical")
    if canonical and len(story) < SHORTEST and urlsplit(url).path.strip("/"):
        home = urlsplit(joined(url, str(canonical.get("href", ""))) or url)
        if not home.path.strip("/") and not home.query:
            return "not-found"
    if phrases("consent").search(shown) or (len(story) < SHORTEST and phrases("consent").search(whole)):
        return "consent"
    if phrases("paywall").search(whole) and (len(story) < SHORTEST or _is_sold(soup)):
        return "paywall"
    if len(story) < SHORTEST:
        return "paywall" if _is_sold(soup) else "short"
    return None


def _is_sold(soup: BeautifulSoup) -> bool:
    """Whether the page says that not all may read it."""
    tier = soup.find("meta", attrs={"property": "article:content_tier"})
    return (tier is not None and tier.get("content") in ("locked", "metered")) or any(
        str(node.get("isAccessibleForFree", "")).casefold() == "false" for node in json_ld(soup)
    )
