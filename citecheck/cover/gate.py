"""Whether an article cites in parentheses at all, so that a missing citation means something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.document import BlockKind

if TYPE_CHECKING:
    from citecheck.model.article import Article

WORDS_A_CITATION = 400
"""Fewer citations than one for so many words ..."""
FEWEST = 3
"""... and fewer than so many in all: another form of writing, in which nobody misses them."""


def words(article: Article) -> int:
    """How many words the running text has, citations included."""
    body = (block for block in article.blocks if block.kind is BlockKind.PARAGRAPH)
    return sum(len(block.span.of(article.text).split()) for block in body)


def cites(article: Article) -> bool:
    """Whether the article is one of those that back claims with parenthetical citations."""
    number = len(article.citations)
    return number >= FEWEST or (number > 0 and number * WORDS_A_CITATION >= words(article))
