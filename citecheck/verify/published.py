"""The day on which a page says it was published, and where it says so.

The order is that of trust, measured on pages of news: JSON-LD, meta, URL, `<time>` in the story, text.
A wrong day is worse than none, so a day is never taken from what was updated.
"""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from citecheck.verify.dates import YEARS
from citecheck.verify.words import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bs4 import BeautifulSoup

    from citecheck.verify.blocks import Blocks
    from citecheck.verify.maintext import MainText


class Published(NamedTuple):
    """A day of publication and where the page says it."""

    day: date
    source: str
    """`json-ld`, `meta`, `url`, `time` or `text`."""
    strong: bool
    """Whether the page declares it; a day that only stands in its text may be another."""


ARTICLE = frozenset(
    """article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle
    reviewnewsarticle askpublicnewsarticle advertisercontentarticle blogposting liveblogposting report
    scholarlyarticle socialmediaposting pressrelease interview""".split()
)
OF_OTHERS = frozenset(
    """comment review itemlist imageobject videoobject audioobject event organization person
    breadcrumblist""".split()
)
"""Types whose days aren't the story's."""
META = (
    "article:published_time", "og:article:published_time", "og:published_time", "article:published",
    "article.published", "mediator_published_time", "datepublished", "rnews:datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.date", "dc.date", "dcterms.created", "dc.date.created", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "publish-date", "publish_date", "publishdate",
    "publication_date", "publication-date", "pubdate", "pub_date", "published_at", "published",
    "originalpublicationdate", "bt:pubdate", "article:post_date", "article_date_original", "citation_date",
    "citation_publication_date", "article.created", "datecreated", "ptime",
    "shareaholic:article_published_time", "date",
)  # fmt: skip
"""The names under which a page's head gives its day, the surest first."""
IN_URL = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[/._-]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>[0-2]\d|3[01])(?!\d)"
    r"|/(?P<y2>(?:19|20)\d\d)/(?P<m2>[1-9]|1[0-2])/(?P<d2>[1-9]|[12]\d|3[01])(?![\d])"
    r"|/(?P<y3>(?:19|20)\d\d)/(?P<m3>[a-z]{3})/(?P<d3>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d4>[0-2]\d|3[01])[._/-](?P<m4>0[1-9]|1[0-2])[._/-](?P<y4>(?:19|20)\d\d)(?!\d)"
)
SHORT = "jan feb mar apr may jun jul aug sep oct nov dec".split()
IN_JSON = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
CONTROL = re.compile(r"[\x00-\x1f]+")
TRAILING = re.compile(r",(?=\s*[}\]])")
MOST_NODES = 5000
DATE_CLASS = re.compile(r"date|time|publi|posted|meta|byline|info|дата", re.IGNORECASE)
LONGEST_DATE = 160
"""Characters of a line that holds a date and little else."""
SHORTEST_TITLE = 15
"""Characters of a text that is a heading if the title of the page has it, too."""
FIRST_LINES = 3
MOST_TIMES = 10


def published(
    soup: BeautifulSoup,
    page: Blocks,
    story: MainText,
    url: str,
    read: Callable[[str], date | None],
    captured: date | None = None,
) -> Published | None:
    """The day of publication; `read` makes a day of a stamp, none lies after the day of capture.

    A stamp that can't be read, or lies after the capture, is passed over.
    """
    for source, strong, days in (
        ("json-ld", True, _json_ld(soup, url, read)),
        ("meta", True, _meta(soup, read)),
        ("url", True, _url(url)),
        ("time", True, _time(page, story, read)),
        ("text", False, _text(page, story, read)),
    ):
        for day in days:
            if day and day.year in YEARS and (captured is None or day <= captured + timedelta(days=1)):
                return Published(day, source, strong)
    return None


def in_url(url: str) -> date | None:
    """The day that an URL's path or query holds."""
    return next(_url(url), None)


def _url(url: str) -> Iterator[date]:
    parts = urlsplit(url)
    for found in IN_URL.finditer(f"{parts.path}?{parts.query}".lower()[:1000]):
        group = found.groupdict()
        which = next(one for one in ("", "2", "3", "4") if group[f"y{one}"])
        month = group[f"m{which}"]
        number = int(month) if month.isdigit() else SHORT.index(month) + 1 if month in SHORT else 0
        try:
            yield date(int(group[f"y{which}"]), number, int(group[f"d{which}"]))
        except ValueError:
            continue


def json_ld(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD, outer ones first; broken scripts are mended where it is plain how."""
    for script in soup.find_all("script", type=re.compile(r"ld\+json", re.IGNORECASE)):
        stack = [_loaded(script.get_text())]
        for _ in range(MOST_NODES):
            if not stack:
                break
            node = stack.pop(0)
            if isinstance(node, list):
                stack[:0] = node[:MOST_NODES]
            elif isinstance(node, dict) and not _types(node) & OF_OTHERS:
                yield node
                stack += [one for one in node.values() if isinstance(one, (dict, list))]


def _loaded(script: str) -> Any:
    text = (
        script.strip()
        .removeprefix("<!--")
        .removeprefix("//<![CDATA[")
        .removesuffix("-->")
        .strip()
        .rstrip(";")
    )
    for tried in (text, TRAILING.sub("", CONTROL.sub(" ", text)), html.unescape(text)):
        try:
            return json.loads(tried, strict=False)
        except (ValueError, RecursionError):
            continue
    found = IN_JSON.search(text)
    return {"@type": "NewsArticle", "datePublished": found[1]} if found else None


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type", ())
    return {str(one).rpartition("/")[2].casefold() for one in (kinds if isinstance(kinds, list) else [kinds])}


def _json_ld(soup: BeautifulSoup, url: str, read: Callable[[str], date | None]) -> Iterator[date | None]:
    dated = [node for node in json_ld(soup) if isinstance(node.get("datePublished"), (str, int))]
    place = urlsplit(url).path.rstrip("/")

    def other(node: dict[str, Any]) -> bool:
        own = node.get("url") or node.get("@id") or ""
        return not (isinstance(own, str) and place and own.rstrip("/").endswith(place))

    for node in sorted(dated, key=lambda node: (not _types(node) & ARTICLE, other(node))):
        yield read(str(node["datePublished"]))


def _meta(soup: BeautifulSoup, read: Callable[[str], date | None]) -> Iterator[date | None]:
    found: dict[str, str] = {}
    for one in soup.find_all("meta", limit=500):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = str(one.get(attribute, "")).casefold()
            if name and (attribute != "http-equiv" or name != "date"):
                found.setdefault(name, str(one.get("content", "")))
    yield from (read(found[name]) for name in META if name in found)
    for one in soup.find_all(itemprop=re.compile(r"\bdatePublished\b"), limit=5):
        stamp = one.get("content") or one.get("datetime") or one.get("title") or one.get_text(" ", strip=True)
        yield read(str(stamp))


def _time(page: Blocks, story: MainText, read: Callable[[str], date | None]) -> Iterator[date | None]:
    """The days of `<time>` in the story and above it, none from a box or beside the word `updated`."""
    updated = phrases("updated")
    times = [one for one in map(page.elements.__getitem__, _near(page, story)) if one.name == "time"]
    for one in times[:MOST_TIMES]:
        own, parent = one.get_text(" ").casefold(), one.parent or one
        before = parent.get_text(" ")[:LONGEST_DATE].casefold().partition(own or "\0")[0]
        named = f"{one.get('class', '')} {one.get('itemprop', '')} {parent.get('class', '')}".casefold()
        if one.get("datetime") and "modif" not in named and not updated.search(f"{named} {before}"):
            yield read(str(one["datetime"]))


def _text(page: Blocks, story: MainText, read: Callable[[str], date | None]) -> Iterator[date | None]:
    """The days of lines about the story that hold little else, then of its first lines."""
    updated = phrases("updated")
    near = set(_near(page, story))
    lines = [one for one in page.blocks if one.element in near and len(one.text) <= LONGEST_DATE]
    named = [one for one in lines if DATE_CLASS.search(str(page.elements[one.element].attrs))]
    texts = [one.text for one in (*named, *(one for one in lines if not one.running))]
    for text in (*texts, *(line[:LONGEST_DATE] for line in story.text.split("\n")[:FIRST_LINES])):
        before = updated.search(text.casefold())
        yield read(text[: before.start()] if before else text)


def _near(page: Blocks, story: MainText) -> list[int]:
    """The elements of the story and those from its heading on, boxes left out, in the page's order."""
    inside = page.under([index == story.element for index in range(len(page.elements))])
    first = _beginning(page, story)
    return [
        index
        for index in range(len(page.elements))
        if (inside[index] or first <= index <= story.element) and not story.around[index]
    ]


def _beginning(page: Blocks, story: MainText) -> int:
    """The element that holds the heading of a story, or what stands for one; else the story's own.

    The line with the day may stand above the heading. Old pages have no heading by its tag: there it is the
    last text before the story that the title of the page begins with.
    """
    names = [one.name for one in page.elements[: story.element + 1]]
    if headings := [index for index, name in enumerate(names) if name in ("h1", "article")]:
        return page.parents[headings[-1]] if names[headings[-1]] == "h1" else headings[-1]
    title = next((one.get_text(" ") for one in page.elements if one.name == "title"), "")
    title = " ".join(title.split()).casefold()
    for block in reversed(page.blocks):
        at = block.element
        is_heading = len(block.text) >= SHORTEST_TITLE and block.text.casefold() in title
        if is_heading and at < story.element and names[at] != "title":
            return page.parents[at]
    return story.element
