"""A name that several outlets have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import by_name, named, times
from citecheck.checks.words import either, quoted
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
            words = {
                "outlet": quoted(first.text),
                "times": times(mentions),
                "candidates": either(_described(likely, outlets)),
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


def _described(candidates: list[Outlet], outlets: Outlets) -> list[str]:
    """`APA (Azerbaijan)`; where that isn't enough, with the domain."""
    found = []
    for one in candidates:
        where = outlets.country_name(one.country) if one.country else None
        plain = one.name.endswith(")") or where is None or where in one.name
        found.append(one.name if plain else f"{one.name} ({where})")
    domains = [one.domains[0] if one.domains else one.id for one in candidates]
    return [
        f"{text} ({domain})" if found.count(text) > 1 else text
        for text, domain in zip(found, domains, strict=True)
    ]
