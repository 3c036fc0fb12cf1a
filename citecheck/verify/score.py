"""How well a page fits a claim: points for what they share, by the weights in data/weights.yaml."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import DAY, match

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citecheck.model.verdict import Anchor, AnchorMatch
    from citecheck.verify.page import Page

WORTH = {
    AnchorKind.QUOTATION: ("quotation", None),
    AnchorKind.TITLE: ("title", None),
    AnchorKind.NUMBER: ("number", "most-numbers"),
    AnchorKind.NAME: ("name", "most-names"),
    AnchorKind.CODE: ("code", "most-codes"),
}
"""The weight of each kind of anchor, and the most of them that count."""


class Score(NamedTuple):
    """What a page has of a claim."""

    points: float
    kinds: int
    """How many kinds of anchors they come from."""
    found: tuple[AnchorMatch, ...]
    missing: tuple[Anchor, ...]


def score(anchors: Sequence[Anchor], page: Page, common: Iterable[str] = ()) -> Score:
    """The points of a page; names whose keys are `common` on the outlet's pages count nothing."""
    matched = match(anchors, page)
    dull = frozenset(common)
    counted: dict[AnchorKind, int] = {}
    for one in matched.found:
        anchor = one.anchor
        if not anchor.key.startswith(DAY) and not (anchor.kind is AnchorKind.NAME and anchor.key in dull):
            counted[anchor.kind] = counted.get(anchor.kind, 0) + 1
    points = 0.0
    for kind, count in counted.items():
        worth, most = WORTH[kind]
        points += weights()[worth] * min(count, int(weights()[most]) if most else count)
    return Score(points, len(counted), matched.found, matched.missing)


def common_names(anchors: Sequence[Anchor], pages: Sequence[Page]) -> frozenset[str]:
    """The keys of names that too many of the pages have to tell one from another."""
    if len(pages) < weights()["few-pages"]:
        return frozenset()
    names = [anchor for anchor in anchors if anchor.kind is AnchorKind.NAME]
    counts = dict.fromkeys((anchor.key for anchor in names), 0)
    for page in pages:
        for one in match(names, page).found:
            counts[one.anchor.key] += 1
    return frozenset(key for key, count in counts.items() if count > weights()["common"] * len(pages))


def must_stand(anchor: Anchor) -> bool:
    """Whether a source must have it: all but days, small numbers without a unit, and titles."""
    if anchor.key.startswith(DAY) or anchor.kind is AnchorKind.TITLE:
        return False
    if anchor.kind is AnchorKind.NUMBER:
        digits, _, unit = anchor.key.partition(" ")
        return bool(unit.strip()) or len(digits) > 1
    return True


@cache
def weights() -> Mapping[str, float]:
    """The table of weights."""
    from citecheck.yamlfile import Reader, load

    path = os.path.join(os.path.dirname(__file__), "data", "weights.yaml")
    with open(path, encoding="utf-8") as file:
        whole = load(path, file.read())
    listed = Reader(path).of_type(whole, dict, "the file", "a mapping of numbers")
    return {name: float(value.data) for name, value in listed.items()}
