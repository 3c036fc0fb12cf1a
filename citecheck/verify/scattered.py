"""Whether what a claim says together stands together on a page; else something from elsewhere was put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.verdict import AnchorKind
from citecheck.verify.small import has, small

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from citecheck.model.verdict import Anchor, AnchorMatch
    from citecheck.verify.page import Page

OPENING = 2
"""Paragraphs that tell what all others are about, beside title and headline."""
NEAR = 1
"""Paragraphs between things that stand together."""
SHORTEST, LONGEST_ENDING = 4, 3
"""Letters of a word by which it is found again with other endings."""


def scattered(found: Sequence[AnchorMatch], page: Page, own: Container[str]) -> list[Anchor]:
    """What of the claim's own sentence stands neither where the page opens nor near another anchor of it.

    Of numbers these are only the small ones, of which every page has some.
    """
    paragraphs = [text.casefold() for text in page.text.split("\n")]
    opening = "\n".join((page.title.casefold(), page.headline.casefold(), *paragraphs[:OPENING]))
    matched = [one for one in found if one.anchor.key in own and not _small(one)]
    places = [_places(one, paragraphs) for one in matched]
    alone = []
    for at, one in enumerate(matched):
        others = {place for other, found_in in enumerate(places) if other != at for place in found_in}
        together = any(abs(place - other) <= NEAR for place in places[at] for other in others)
        if one.anchor.kind is AnchorKind.NAME and places[at] and not together and _stem(one) not in opening:
            alone.append(one.anchor)
    told = "\n".join(
        (opening, *(paragraphs[at] for at in sorted({at for found_in in places for at in found_in})))
    )
    alone = alone if len(matched) > 1 else []
    numbers = [one.anchor for one in found if one.anchor.key in own and _small(one)]
    return alone + [one for one in numbers if has(int(one.key), told, page.language or "en") is False]


def _small(one: AnchorMatch) -> int | None:
    """The number of an anchor that is a small one and counts nothing known."""
    return small(one.anchor) if one.anchor.key.isdecimal() else None


def _places(one: AnchorMatch, paragraphs: Sequence[str]) -> list[int]:
    """The paragraphs that have what was matched."""
    stem = _stem(one)
    return [at for at, text in enumerate(paragraphs) if stem in text]


def _stem(one: AnchorMatch) -> str:
    text = one.page.casefold()
    if one.anchor.kind is not AnchorKind.NAME:
        return text
    return text[: max(SHORTEST, len(text) - LONGEST_ENDING)]
