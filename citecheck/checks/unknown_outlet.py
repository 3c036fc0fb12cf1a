"""An outlet that no record of the registry has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import by_name, times
from citecheck.checks.words import either, quoted
from citecheck.model.article import Match
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, OutletMention
    from citecheck.model.outlet import Outlets, Suggestion


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such name once, where it is met first, with the nearest known ones."""
    outlets = article.outlets
    if outlets is None:
        return
    for mentions in by_name(article).values():
        first = mentions[0]
        if not _is_unknown(first, outlets):
            continue
        near = [one for one in outlets.suggest(first.text) if not _is_same(one.name, first.text)]
        words = {
            "outlet": quoted(first.text),
            "times": times(mentions),
            "near": either(_described(near, outlets)),
        }
        yield Finding(first.span, words, variant="near" if near else "site" if first.site else None)


def _is_unknown(mention: OutletMention, outlets: Outlets) -> bool:
    """Whether there is something to look up; what other rules say better is left to them."""
    if mention.match is not Match.NONE or mention.vague or not mention.named:
        return False
    return outlets.domain_fault(mention.text) is None


def _described(near: list[Suggestion], outlets: Outlets) -> list[str]:
    """Each `'Kommersant' (one letter less)` once; with the country where several have the name."""
    names = [one.name for one in near]
    found = []
    for one in near:
        land = one.outlet.country if names.count(one.name) > 1 else None
        found.append(f"'{one.name}' ({f'{outlets.country_name(land)}, ' if land else ''}{one.why})")
    return list(dict.fromkeys(found))


def _is_same(name: str, text: str) -> bool:
    """Whether the suggestion is what was written: a place in brackets told that it isn't the one meant."""
    return " ".join(name.casefold().split()) == " ".join(text.casefold().split())
