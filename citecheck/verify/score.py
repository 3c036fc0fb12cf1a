"""How well a page fits a claim: points for what they share, by the weights in data/weights.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import DAY, match
from citecheck.verify.quotations import SHORTEST, folded
from citecheck.verify.small import small
from citecheck.verify.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


HUNDRED = 3
"""Digits."""
FOLLOWED = 2
"""Pages that may have a name because the one follows up the other."""


class Score(NamedTuple):
    """What a page has of a claim."""

    points: float
    kinds: int
    """How many kinds of anchors it has, names that all pages have among them."""
    found: tuple[AnchorMatch, ...]
    missing: tuple[Anchor, ...]
    untold: tuple[Anchor, ...] = ()
    """Quotations that can't be looked for, since the page is in another language."""


def score(anchors: Sequence[Anchor], page: Page, common: Iterable[str] = ()) -> Score:
    """The points of a page; names whose keys are `common` on the outlet's pages count nothing."""
    matched = match(anchors, page)
    dull = frozenset(common)
    kinds: set[AnchorKind] = set()
    counted: dict[AnchorKind, list[float]] = {}
    for one in matched.found:
        anchor = one.anchor
        if not anchor.key.startswith(DAY) and not (anchor.key.isdecimal() and small(anchor)):
            kinds.add(anchor.kind)
            short = anchor.kind is AnchorKind.QUOTATION and len(folded(anchor.text)) < SHORTEST
            if not short and not (anchor.kind is AnchorKind.NAME and anchor.key in dull):
                worth = "bare-number" if _is_bare(anchor) else WORTH[anchor.kind][0]
                counted.setdefault(anchor.kind, []).append(weights()[worth])
    points = 0.0
    for kind, worths in counted.items():
        most = WORTH[kind][1]
        points += sum(sorted(worths, reverse=True)[: int(weights()[most]) if most else None])
    return Score(points, len(kinds), matched.found, matched.missing, matched.untold)


def _is_bare(anchor: Anchor) -> bool:
    """Whether it is a number that many pages have: below a hundred, and of nothing known."""
    return anchor.kind is AnchorKind.NUMBER and anchor.key.isdecimal() and len(anchor.key) < HUNDRED


def common_names(anchors: Sequence[Anchor], pages: Sequence[Page]) -> frozenset[str]:
    """The keys of names that too many of the pages have to tell one from another."""
    if len(pages) < weights()["few-pages"]:
        return frozenset()
    names = [anchor for anchor in anchors if anchor.kind is AnchorKind.NAME]
    counts = dict.fromkeys((anchor.key for anchor in names), 0)
    for page in pages:
        for one in match(names, page).found:
            counts[one.anchor.key] += 1
    least = max(weights()["common"] * len(pages), FOLLOWED)
    return frozenset(key for key, count in counts.items() if count > least)
