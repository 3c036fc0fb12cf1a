"""Claims, pages and outlets for the tests of what a page proves."""

from __future__ import annotations

from datetime import date
from typing import Any

from citecheck.model.outlet import Outlet
from citecheck.model.span import Span
from citecheck.verify.anchors import anchors_of, language_of_claim
from citecheck.verify.archives import Capture
from citecheck.verify.client import Reading
from citecheck.verify.exonyms import acting, words
from citecheck.verify.page import Page
from citecheck.verify.published import Published
from citecheck.verify.source import Seen, compared
from citecheck.verify.targets import Target

DAY = date(2021, 6, 3)
OUTLET = Outlet("wave", "Wave", domains=("wave.test",))


def target(claim: str, day: date = DAY) -> Target:
    """The reference of a claim to the outlet, for the day."""
    anchors = anchors_of(claim)
    own = frozenset(anchor.key for anchor in anchors)
    language = language_of_claim(claim, "")
    return Target(Span(0, 1), Span(0, 1), (OUTLET,), day, day, anchors, own, acting(words(claim)), language)


def page(text: str, language: str = "en", **values: Any) -> Page:
    """A page of the outlet with this text, published on the day."""
    fields = {"url": "https://wave.test/a-b-c", "title": "", "headline": "", "links": (), "unusable": None}
    published = Published(DAY, "json-ld", True)
    return Page(**{**fields, "published": published, "text": text, "language": language, **values})


def reading(of: Page, timestamp: str = "20210603180000") -> Reading:
    """A capture of a page."""
    return Reading(Capture(of.url, timestamp, 200, "text/html"), of)


def seen(claim: str, of: Page, shown: date | None = None) -> Seen:
    """A page compared with a claim; `shown` is the day that a listing gives."""
    return compared(target(claim), [reading(of)], {of.url: shown} if shown else {})[0]
