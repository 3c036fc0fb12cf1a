"""What is kept of a page, as JSON and back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from citecheck.verify.page import Page

LONGEST_TEXT = 60_000
"""Characters; ten times a long report. A page from the archive is cut like one from the cache."""
MOST_LINKS = 3_000


def packed(page: Page) -> dict[str, Any]:
    """The page as values of JSON, cut to what is kept."""
    published = page.published and _undated(page.published._asdict())
    links = [_undated(link._asdict()) for link in page.links[:MOST_LINKS]]
    return {**page._asdict(), "published": published, "links": links, "text": page.text[:LONGEST_TEXT]}


def unpacked(value: Any) -> Page:
    """The page again; raises TypeError, ValueError or KeyError for what `packed` didn't make."""
    from citecheck.verify.links import Link
    from citecheck.verify.page import Page
    from citecheck.verify.published import Published

    if not all(isinstance(value[name], str) for name in ("url", "title", "text")):
        raise TypeError("an extract without its texts")
    published = value["published"] and Published(**_dated(value["published"]))
    links = tuple(Link(**_dated(link)) for link in value["links"])
    return Page(**{**value, "published": published, "links": links})


def _dated(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "day": value["day"] and date.fromisoformat(value["day"])}


def _undated(value: dict[str, Any]) -> dict[str, Any]:
    return {**value, "day": value["day"] and value["day"].isoformat()}
