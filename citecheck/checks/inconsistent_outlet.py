"""One outlet under two names in one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import has_name
from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, OutletMention


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such outlet once, at the rarer name; letter case, an article before it and domains don't count.

    Where the house has chosen a name, another is a matter of spelling.
    """
    forms: dict[str, dict[str, list[OutletMention]]] = {}
    for mention in _once(article):
        if mention.outlet_id and has_name(mention):
            form = " ".join(mention.text.casefold().split()).removeprefix("the ")
            forms.setdefault(mention.outlet_id, {}).setdefault(form, []).append(mention)
    for outlet_id, written in forms.items():
        chosen = article.outlets.spelling(outlet_id) if article.outlets else None
        if len(written) > 1 and chosen is None:
            usual, *_, rarest = sorted(written.values(), key=lambda one: (-len(one), one[0].span))
            words = {"outlet": quoted(rarest[0].text), "usual": quoted(usual[0].text), "count": len(usual)}
            yield Finding(rarest[0].span, words, related=(usual[0].span,))


def _once(article: Article) -> Iterator[OutletMention]:
    """The mentions, without those of references that stand twice in a citation: one of them goes anyway."""
    for citation in article.citations:
        seen: set[object] = set()
        for reference in citation.references:
            outlet = reference.outlet
            key = (
                (outlet.outlet_id, tuple(date.iso or date.start for date in reference.dates))
                if outlet
                else None
            )
            if outlet is not None and key not in seen:
                seen.add(key)
                yield outlet
