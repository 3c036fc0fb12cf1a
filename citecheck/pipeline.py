"""The straight line, from a document to what is reported of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.article import Kind
from citecheck.outlets.registry import Registry
from citecheck.parsing.outlets import Names
from citecheck.parsing.parse import parse
from citecheck.report.rows import Row, rows, unreadable_row
from citecheck.resolve.resolve import resolve
from citecheck.rules.load import builtin_rules
from citecheck.rules.rule import Rule, diagnose
from citecheck.rules.select import select

if TYPE_CHECKING:
    from datetime import date

    from citecheck.model.article import Article
    from citecheck.model.document import Document, Unreadable


class Options(NamedTuple):
    """What the line needs to know beside the document; a plain value, so that workers can have it."""

    published: date | None = None
    """The day of publication of every article, over what the articles say."""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


DEFAULTS = Options()


class Counts(NamedTuple):
    """How much was checked."""

    articles: int = 0
    citations: int = 0
    cross_references: int = 0
    credits: int = 0
    references: int = 0

    def plus(self, other: Counts) -> Counts:
        """Both together."""
        return Counts(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Pipeline:
    """The stages with what they share: registry, rules, and what they remember of names."""

    def __init__(self, options: Options = DEFAULTS) -> None:
        self.options = options
        self.registry = Registry()
        self.names = Names(self.registry)
        self.all_rules = builtin_rules()
        self.rules: tuple[Rule, ...] = select(
            self.all_rules, options.select, options.extend_select, options.ignore
        )

    def article(self, document: Document) -> Article:
        """The article, parsed and resolved."""
        if self.options.published:
            metadata = document.metadata._replace(published=self.options.published)
            document = document._replace(metadata=metadata)
        return resolve(parse(document, self.names), self.registry)

    def check(self, document: Document) -> tuple[Counts, list[Row]]:
        """What the rules say of a document, and how much there was to check."""
        article = self.article(document)
        return counts(article), rows(document, diagnose(article, self.rules))

    def unreadable(self, problem: Unreadable) -> list[Row]:
        """CC902 for a file or record that can't be read, unless it is ignored."""
        return [unreadable_row(rule, problem) for rule in self.rules if rule.code == "CC902"]


def counts(article: Article) -> Counts:
    """How much an article cites."""
    kinds = [one.kind for one in article.parentheticals]
    references = sum(len(one.references) for one in article.parentheticals if one.cites)
    return Counts(
        1,
        kinds.count(Kind.CITATION),
        kinds.count(Kind.CROSS_REFERENCE),
        kinds.count(Kind.CREDIT),
        references,
    )
