"""A platform in the place of who posted on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.checks.mentions import by_name, times
from citecheck.checks.words import quoted
from citecheck.model.article import Match
from citecheck.model.diagnostic import Finding
from citecheck.parsing.words import PLATFORM_NAMES, PLATFORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, OutletMention


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each platform once, where it first stands alone: an account names somebody, as does `Astra/X`."""
    for name, mentions in by_name(article).items():
        if name.removeprefix("www.") not in PLATFORM_NAMES | PLATFORMS:
            continue
        alone = [
            one for one in mentions if one.match is not Match.ACCOUNT and not _is_shared(one, article.text)
        ]
        if alone:
            yield Finding(alone[0].span, {"outlet": quoted(alone[0].text), "times": times(alone)})


def _is_shared(mention: OutletMention, text: str) -> bool:
    """Whether a slash joins the platform to a name."""
    before = text[max(0, mention.span.start - 3) : mention.span.start].rstrip()[-1:]
    after = text[mention.span.end : mention.span.end + 3].lstrip()[:1]
    return "/" in (before, after)
