"""The straight line, from a document to what is reported of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck import baseline
from citecheck.checks import CHECKS
from citecheck.cover.gate import cites
from citecheck.cover.options import DEFAULTS as COVERAGE
from citecheck.cover.options import Coverage, Depth
from citecheck.discover import matches, patterns
from citecheck.model.article import Kind
from citecheck.model.outlet import Publication
from citecheck.outlets.registry import Registry
from citecheck.parsing.outlets import Names
from citecheck.parsing.parse import parse
from citecheck.report.rows import Row, rows, unreadable_row
from citecheck.resolve.resolve import resolve
from citecheck.rules.load import builtin_rules
from citecheck.rules.rule import Rule, diagnose
from citecheck.rules.select import Selection, select, with_severities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from citecheck.discover import Ignores
    from citecheck.model.article import Article
    from citecheck.model.diagnostic import Diagnostic, Severity
    from citecheck.model.document import Document, Unreadable
    from citecheck.model.verdict import Verdict
    from citecheck.report.verdicts import VerdictRow
    from citecheck.rules.suppress import Suppression


class Options(NamedTuple):
    """What the line needs to know beside the document; a plain value, so that workers can have it."""

    published: date | None = None
    """The day of publication of every article, over what the articles say."""
    selections: tuple[Selection, ...] = ()
    """Which rules run; a later selection changes what the earlier ones left."""
    severity: tuple[tuple[str, Severity], ...] = ()
    """Codes, and the severity of their rules."""
    outlets: tuple[str, ...] = ()
    """Own records, as lines of JSON; they lie over the built-in ones."""
    prefer: tuple[tuple[str, str], ...] = ()
    """Names, and the ids of the outlets that are always meant by them."""
    spelling: tuple[tuple[str, str], ...] = ()
    """Ids of outlets, and the form in which the house writes their names."""
    publication: Publication = Publication()
    """The house's own."""
    suppress: tuple[Suppression, ...] = ()
    folder: str = "."
    """The folder that the paths of `suppress` start from."""
    baseline: str = baseline.NAME
    """The file that `known` comes from."""
    known: tuple[baseline.Entry, ...] = ()
    """Diagnostics that are not reported again."""
    coverage: Coverage = COVERAGE


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
        return Counts(*map(int.__add__, self, other))


class Checked(NamedTuple):
    """What there is to say of a document."""

    counts: Counts
    rows: list[Row]
    known: Sequence[baseline.Entry] = ()
    """The entries of the baseline that were found again; the rows are without them."""
    verdicts: Sequence[VerdictRow] = ()
    """What archives said of the references, where they were asked."""


class Pipeline:
    """The stages with what they share: registry, rules, and what they remember of names."""

    def __init__(self, options: Options = DEFAULTS) -> None:
        self.options = options
        self.registry = Registry(options.prefer, options.outlets, options.spelling, options.publication)
        self.names = Names(self.registry)
        self.all_rules = builtin_rules()
        self.rules = with_severities(select(self.all_rules, *options.selections), options.severity)
        self.baseline = baseline.of(options.baseline, options.known)
        self._places: dict[str, Ignores] = {}

    def article(self, document: Document) -> Article:
        """The article, parsed and resolved."""
        if self.options.published:
            metadata = document.metadata._replace(published=self.options.published)
            document = document._replace(metadata=metadata)
        return resolve(parse(document, self.names), self.registry)

    def covered(self, article: Article, depth: Depth = Depth.ALL) -> Article:
        """The article with its claims, passages and gaps."""
        from citecheck.cover.cover import cover

        return cover(article, self.registry, self.options.coverage, depth)

    def diagnostics(self, article: Article) -> list[Diagnostic]:
        """What the rules say of an article, what it or the configuration silences left out."""
        document = article.document
        found = self._said(article, self.rules)
        entries = self._suppressions(document.path)
        if not entries and not document.directives:  # as in most articles
            return found
        from citecheck.rules.suppress import suppress

        tried = [rule for rule in self.rules if article.verdicts or not rule.reads_verdicts]
        if article.verdicts:
            found = self._apart(article, found, entries)
        return suppress(document, found, tried, self.all_rules, entries)

    def of_rule(self, rule: Rule, document: Document) -> list[Diagnostic]:
        """What one rule says of a document, selected or not: for trying its examples."""
        article = self.article(document)
        if rule.check is not None:
            return self._said(article, (rule,))
        return [one for one in self.diagnostics(article) if one.code == rule.code]

    def check(self, document: Document) -> Checked:
        """What there is to report of a document, and how much there was to check."""
        return self.without_known(self.found(document))

    def found(self, document: Document) -> Checked:
        """The same with what the baseline knows: this hangs on nothing but the document and the options."""
        article = self.article(document)
        return Checked(counts(article), rows(document, self.diagnostics(article)))

    def verified(self, article: Article, verdicts: tuple[Verdict, ...]) -> Checked:
        """The same of an article on whose references there are verdicts."""
        from citecheck.report.verdicts import verdict_rows

        article = article._replace(verdicts=verdicts)
        said = rows(article.document, self.diagnostics(article))
        return Checked(counts(article), said, verdicts=verdict_rows(article))

    def without_known(self, found: Checked) -> Checked:
        """What is left to report where the baseline knows some of it."""
        if not self.options.known:  # as in most runs
            return found
        left, known = self.baseline.split(found.rows)
        return found._replace(rows=left, known=known)

    def unreadable(self, problem: Unreadable) -> list[Row]:
        """CC902 for a file or record that can't be read, unless it is ignored."""
        return [unreadable_row(rule, problem) for rule in self.rules if rule.code == "CC902"]

    def _said(self, article: Article, rules: Sequence[Rule]) -> list[Diagnostic]:
        """What some rules say of an article, which is covered as far as they ask, if it uses citations."""
        depth = max((CHECKS[rule.check].depth for rule in rules if rule.check), default=Depth.NONE)
        if depth and (self.options.coverage.always or cites(article)):
            article = self.covered(article, depth)
        return diagnose(article, rules)

    def _apart(
        self, article: Article, found: Sequence[Diagnostic], entries: Sequence[Suppression]
    ) -> list[Diagnostic]:
        """The same, where one that speaks for several references speaks for none that is silenced.

        Each of these has a diagnostic of its own instead, for what silences it to be of use.
        """
        from citecheck.rules.suppress import suppress

        rules = {rule.code: rule for rule in self.rules if rule.reads_verdicts}
        each = [
            one._replace(span=span, related=())
            for one in found
            if one.code in rules and one.related
            for span in (one.span, *(other.span for other in one.related))
        ]
        heard = suppress(article.document, each, (), self.all_rules, entries)
        silenced = [one for one in each if one not in heard]
        codes, spans = {one.code for one in silenced}, {one.span for one in silenced}
        rest = article._replace(verdicts=tuple(one for one in article.verdicts if one.reference not in spans))
        again = diagnose(rest, [rules[code] for code in sorted(codes)])
        kept = [one for one in found if one.code not in codes]
        return sorted([*kept, *again, *silenced], key=lambda one: (one.span, one.code))

    def _suppressions(self, path: str) -> list[Suppression]:
        """The configuration's entries for a file."""
        return [one for one in self.options.suppress if one.path is None or self._lies_in(path, one.path)]

    def _lies_in(self, path: str, pattern: str) -> bool:
        if pattern not in self._places:
            self._places[pattern] = patterns([pattern])
        return matches([(self.options.folder, self._places[pattern])], path, False)


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
