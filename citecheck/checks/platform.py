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

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each platform once, where it is met first; an account names somebody."""
    for name, mentions in by_name(article).items():
        first = mentions[0]
        if first.match is not Match.ACCOUNT and name.removeprefix("www.") in PLATFORM_NAMES | PLATFORMS:
            yield Finding(first.span, {"outlet": quoted(first.text), "times": times(mentions)})
