"""A name that several outlets have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import by_name, named, times
from citecheck.checks.words import quoted
from citecheck.model.article import Match
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article
    from citecheck.model.outlet import Outlet, Outlets


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such name once, where it is met first, with the outlets that it may mean."""
    outlets = article.outlets
    if outlets is None:
        return
    for mentions in by_name(article).values():
        first = mentions[0]
        if first.match is Match.AMBIGUOUS:
            likely = _likeliest([outlets.outlet(one) for one in first.candidates], article, outlets)
            named_ones = " or ".join(_described(one, outlets) for one in likely)
            words = {
                "outlet": quoted(first.text),
                "times": times(mentions),
                "candidates": named_ones,
                "id": likely[0].id,
            }
            yield Finding(first.span, words)


def _likeliest(candidates: list[Outlet], article: Article, outlets: Outlets) -> list[Outlet]:
    """The candidates, those first that sit where most of the article's other outlets do."""
    others = [outlets.outlet(mention.outlet_id) for _, mention in named(article) if mention.outlet_id]
    countries = [one.country for one in others if one.country]
    languages = [language for one in others for language in one.languages[:1]]
    return sorted(
        candidates,
        key=lambda one: (
            -countries.count(one.country or ""),
            -languages.count("".join(one.languages[:1])),
            one.id,
        ),
    )


def _described(outlet: Outlet, outlets: Outlets) -> str:
    """`Azeri Press Agency, Azerbaijan`."""
    where = (
        outlets.country_name(outlet.country)
        if outlet.country
        else outlet.domains[0]
        if outlet.domains
        else outlet.id
    )
    return f"{outlet.name}, {where}" if where not in outlet.name else outlet.name
