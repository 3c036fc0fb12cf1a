"""How well a page fits a claim: points for what they share, by the weights in data/weights.yaml."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import DAY, KNOWN, match
from citecheck.verify.numbers import numbers

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from citecheck.model.outlet import Outlet
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


def lacking(found: Score, page: Page, own: Container[str], outlet: Outlet) -> list[Anchor]:
    """The anchors of a sentence, by their keys `own`, that its source must have and this page hasn't."""
    missing = [anchor for anchor in found.missing if anchor.key in own and _must_stand(anchor)]
    home = _home(page, outlet)
    units = {number.unit for number in numbers(page.text, (page.language or "en", "en"))} if missing else ()
    return [anchor for anchor in missing if not _is_excused(anchor, home, units)]


def _must_stand(anchor: Anchor) -> bool:
    """All but days, titles, and numbers of one digit that count nothing."""
    if anchor.key.startswith(DAY) or anchor.kind is AnchorKind.TITLE:
        return False
    digits, _, unit = anchor.key.partition(" ")
    return anchor.kind is not AnchorKind.NUMBER or bool(unit.strip()) or len(digits) > 1


def _is_excused(anchor: Anchor, home: frozenset[str], units: Container[str]) -> bool:
    """Whether a page may do without an anchor.

    An outlet rarely names its own country; small numbers may be put in other words, unless it has others of
    their kind.
    """
    if anchor.key.startswith(KNOWN):
        return anchor.key.removeprefix(KNOWN) in home
    digits, _, unit = anchor.key.partition(" ")
    return anchor.kind is AnchorKind.NUMBER and len(digits) == 1 and unit.partition(" ")[0] not in units


def _home(page: Page, outlet: Outlet) -> frozenset[str]:
    """The countries that a page may call just `the country`: its outlet's, else those of its language."""
    if outlet.country:
        return frozenset((outlet.country,))
    endings = {domain.rpartition(".")[2].upper() for domain in outlet.domains}
    return frozenset((*endings, *_table()["home"].get(page.language or "", ())))


@cache
def weights() -> Mapping[str, float]:
    """What each sign is worth, and where verdicts begin."""
    return {name: value for name, value in _table().items() if isinstance(value, float)}


@cache
def _table() -> dict[str, Any]:
    """data/weights.yaml."""
    from citecheck.yamlfile import Reader, load

    path = os.path.join(os.path.dirname(__file__), "data", "weights.yaml")
    with open(path, encoding="utf-8") as file:
        whole = load(path, file.read())
    reader = Reader(path)
    listed = reader.of_type(whole, dict, "the file", "a mapping of numbers")
    homes = reader.of_type(listed.pop("home"), dict, "'home'", "a mapping of languages")
    return {
        **{name: float(value.data) for name, value in listed.items()},
        "home": {language: tuple(str(one.data) for one in codes.data) for language, codes in homes.items()},
    }
