"""A month that isn't spelled as any month is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.diagnostic import Finding
from citecheck.model.span import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


def check(article: Article, params: object) -> Iterator[Finding]:
    """Each such month, with the nearest name; a fix is safe where one month is nearest."""
    for _, date in article.dates:
        if date.misspelled:
            span, names = date.misspelled
            word = span.of(article.text)
            cased = [
                name.upper() if word.isupper() else name.capitalize() if word[0].isupper() else name
                for name in names
            ]
            words = {"word": word, "month": " or ".join(f"'{name}'" for name in cased)}
            yield Finding(span, words, (Edit(span, cased[0]),) if len(cased) == 1 else ())
