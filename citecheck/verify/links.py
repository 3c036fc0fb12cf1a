"""The links of a page, with the days that a listing shows beside them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from citecheck.verify.dates import day_before, day_of
from citecheck.verify.published import in_url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.verify.blocks import Blocks


class Link(NamedTuple):
    """A link of a page, with the day that its URL or the line it stands in gives."""

    url: str
    text: str
    day: date | None


MOST = 3000
LONGEST_TEXT = 300
LONGEST_URL = 2000
LONGEST_DATE = 60
"""Characters of a line of a listing that shows a day."""
ITEM = 8
"""Links that one item of a listing has at most: picture, title, section, share."""
CLIMB = 4
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text on one line, without control and direction marks, cut."""
    return " ".join(CONTROL.sub(" ", text).split())[:longest]


def joined(base: str, address: str) -> str:
    """The address that a page writes, made whole; empty where it is none."""
    try:
        return urljoin(base, CONTROL.sub("", address).strip())
    except ValueError:  # a bracket that begins no host
        return ""


def links(parts: Blocks, url: str, customs: Sequence[str], captured: date | None = None) -> tuple[Link, ...]:
    """The links to other pages, in order, each URL once, with the longest text that it has.

    A day comes from the URL, else from the `<time>` or the dated line nearest above or beside it that
    stands in the same small piece of the page. A line without a year is of the year before the capture.
    """
    base = next((str(one["href"]) for one in parts.elements if one.name == "base" and one.get("href")), "")
    base = (base and joined(url, base)) or url
    days = _days(parts, customs, captured)
    found: dict[str, Link] = {}
    for index, element in enumerate(parts.elements):
        if element.name != "a" or not element.get("href"):
            continue
        target = joined(base, str(element["href"])).partition("#")[0]
        if not target.startswith(("http://", "https://")) or len(target) > LONGEST_URL:
            continue
        text = clean(" ".join(parts.anchors[index])) or clean(str(element.get("title", "")))
        before = found.get(target)
        if before is None and len(found) >= MOST:
            break
        day = in_url(target) or days.get(index)
        if before is None or len(text) > len(before.text):
            found[target] = Link(target, text, day or (before.day if before else None))
        elif before.day is None and day:
            found[target] = before._replace(day=day)
    return tuple(found.values())


def _days(parts: Blocks, customs: Sequence[str], captured: date | None) -> dict[int, date]:
    """Of links in items of a listing the day of the smallest piece that holds both, if that is small."""
    count = len(parts.elements)
    inside = [0] * count
    for index in range(count - 1, -1, -1):
        inside[index] += parts.elements[index].name == "a"
        if index:
            inside[parts.parents[index]] += inside[index]
    shown: dict[int, date] = {}
    for index, element in enumerate(parts.elements):
        if element.name == "time" and (day := day_of(str(element.get("datetime", "")), None, customs[:1])):
            shown[index] = day
    for block in parts.blocks:
        if len(block.text) <= LONGEST_DATE and (
            day := day_of(block.text, None, customs[:1])
            or (captured and day_before(block.text, captured + timedelta(days=1)))
        ):
            shown.setdefault(block.element, day)
    of_item: dict[int, date] = {}
    for index, day in shown.items():
        at = index
        for _ in range(CLIMB):
            if inside[at] or at <= 0:
                break
            at = parts.parents[at]
        if 0 < inside[at] <= ITEM:
            of_item.setdefault(at, day)
    found: dict[int, date] = {}
    above: list[date | None] = []
    for index, parent in enumerate(parts.parents):
        above.append(of_item.get(index) or (above[parent] if parent >= 0 else None))
        if parts.elements[index].name == "a" and (day_above := above[index]):
            found[index] = day_above
    return found
