"""An outlet under another name than the one that the house has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import has_name, named
from citecheck.checks.words import quoted
from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such mention; domains and names inside longer ones stay as they are."""
    if article.outlets is None:
        return
    for _, mention in named(article):
        if mention.outlet_id is None or not has_name(mention):
            continue
        chosen = article.outlets.spelling(mention.outlet_id)
        if chosen is not None and quoted(mention.text) != chosen:
            words = {"outlet": quoted(mention.text), "chosen": chosen}
            yield Finding(mention.span, words, (Edit(mention.span, chosen),))
