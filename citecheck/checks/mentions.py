"""The outlets of an article: who is named how, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.article import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, OutletMention, Reference

NAMES = (Match.EXACT, Match.ALIAS)


def named(article: Article) -> Iterator[tuple[Reference, OutletMention]]:
    """The references that name an outlet, with its mention, in the order of the text."""
    for citation in article.citations:
        for reference in citation.references:
            if reference.outlet is not None:
                yield reference, reference.outlet


def has_name(mention: OutletMention) -> bool:
    """Whether an outlet is called by one of its names: not by a domain, nor inside a longer name."""
    return mention.outlet_id is not None and mention.match in NAMES and "." not in mention.text


def by_name(article: Article) -> dict[str, list[OutletMention]]:
    """The mentions of each name, letter case aside, in the order of their first."""
    found: dict[str, list[OutletMention]] = {}
    for _, mention in named(article):
        found.setdefault(" ".join(mention.text.casefold().split()), []).append(mention)
    return found


def times(mentions: list[OutletMention]) -> str:
    """` (3 times here)`, or nothing for a single mention."""
    return f" ({len(mentions)} times here)" if len(mentions) > 1 else ""
