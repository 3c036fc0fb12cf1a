"""What a page lacks of a claim although it must have it, were it the source.

Only what can be checked proves anything by its absence: a number, a code, a name that the page's language
writes in a known way or by its sound. An office, an acronym or a people may have been put in other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import DAY, KNOWN
from citecheck.verify.exonyms import adjectives, country, is_adjective, known, words
from citecheck.verify.numbers import numbers
from citecheck.verify.small import has, has_of, has_share, small
from citecheck.verify.weights import homes

if TYPE_CHECKING:
    from citecheck.model.outlet import Outlet
    from citecheck.model.verdict import Anchor
    from citecheck.verify.page import Page
    from citecheck.verify.score import Score
    from citecheck.verify.targets import Target

COUNTRY = re.compile(r"[A-Z]{2}$")
LONGEST_ACRONYM = 6


def lacking(found: Score, page: Page, target: Target, outlet: Outlet) -> list[Anchor]:
    """The anchors of the claim's own sentence that its source must have and this page hasn't."""
    missing = [one for one in found.missing if one.key in target.own and is_checkable(one)]
    if not missing:
        return []
    language = page.language or "en"
    home = at_home(page, outlet)
    there = {
        key for _, _, key in known(words(f"{page.title}\n{page.headline}\n{page.text}"), (language, "en"))
    }
    return [
        one
        for one in missing
        if not (
            is_reworded(one, page)
            or _is_foreign(one, language, target.language)
            or one.key.removeprefix(KNOWN) in home
            or (
                one.key.removeprefix(KNOWN) in target.actors
                and country(one.key.removeprefix(KNOWN)) in {*there, *home}
            )
        )
    ]


def is_checkable(anchor: Anchor) -> bool:
    """All but days and titles."""
    return not anchor.key.startswith(DAY) and anchor.kind is not AnchorKind.TITLE


def is_reworded(anchor: Anchor, page: Page) -> bool:
    """Whether a number may stand on the page in other words: a share, or a small one and none of its kind."""
    if anchor.kind is not AnchorKind.NUMBER:
        return False
    text, language = f"{page.title}\n{page.headline}\n{page.text}", page.language or "en"
    if (value := small(anchor)) is None:
        return has_share(anchor, text)
    unit = anchor.key.partition(" ")[2].partition(" ")[0]
    if unit and has_of(value, unit, text, language):
        return True
    same = bool(unit) and any(number.unit == unit for number in numbers(text, (language, "en")))
    return not same and has(value, text, language) is not False


def _is_foreign(anchor: Anchor, language: str, claim: str) -> bool:
    """Whether a name may be written in a way that isn't known here, in the language of the page."""
    if anchor.kind is not AnchorKind.NAME or language == claim:
        return False
    if anchor.key.startswith(KNOWN):
        key = anchor.key.removeprefix(KNOWN)
        return bool(COUNTRY.match(key)) and language not in adjectives(key) and is_adjective(key, anchor.text)
    return anchor.text.isupper() and len(anchor.text) <= LONGEST_ACRONYM


def at_home(page: Page, outlet: Outlet) -> frozenset[str]:
    """The countries that a page may call just `the country`: its outlet's, else those of its language."""
    if outlet.country:
        return frozenset((outlet.country,))
    endings = {domain.rpartition(".")[2].upper() for domain in outlet.domains}
    return frozenset((*endings, *homes().get(page.language or "", ())))
