"""The straight line, from a document to what is reported of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.outlets.registry import Registry
from citecheck.parse.outlets import Names
from citecheck.parse.parse import parse
from citecheck.resolve.resolve import resolve

if TYPE_CHECKING:
    from datetime import date

    from citecheck.model.article import Article
    from citecheck.model.document import Document


class Pipeline:
    """The stages with what they share: the registry, and what they remember of it."""

    def __init__(self, published: date | None = None) -> None:
        self.registry = Registry()
        self.names = Names(self.registry)
        self.published = published
        """The day of publication of every article, over what the articles say."""

    def article(self, document: Document) -> Article:
        """The article, parsed and resolved."""
        if self.published:
            document = document._replace(metadata=document.metadata._replace(published=self.published))
        return resolve(parse(document, self.names), self.registry)
