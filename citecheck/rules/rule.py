"""A rule: a record that gives a check its code, severity and wording, with examples that prove it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.checks import CHECKS
from citecheck.model.diagnostic import Diagnostic, Finding, Fix, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from citecheck.model.article import Article


class Example(NamedTuple):
    """A text on which the rule speaks (bad) or stays silent (ok); `good` is the bad one mended."""

    bad: str | None = None
    good: str | None = None
    ok: str | None = None
    fixture: str | None = None
    """A folder under tests/ that plays what no text can show."""


class Rule(NamedTuple):
    """One rule."""

    code: str
    name: str
    severity: Severity
    check: str | None
    """A key of CHECKS; None for what the stages themselves report."""
    params: Any
    message: str
    """With the words of its findings in braces."""
    variants: Mapping[str, str]
    fix: str | None
    """`safe`, `unsafe` or None."""
    fix_description: str
    why: str
    examples: tuple[Example, ...]
    default: bool = True
    """False: only when selected."""
    related: str = ""
    """What a finding's related places are to it, with its words in braces."""

    @property
    def reads_verdicts(self) -> bool:
        """Whether it speaks only where archives were asked, and as they are on that day."""
        return self.check == "verdict"


PAGES = "https://citecheck-press.readthedocs.io/en/stable/rules"


def page(code: str) -> str:
    """The address of a rule's page in the documentation."""
    return f"{PAGES}/{code}/"


def diagnose(article: Article, rules: Iterable[Rule]) -> list[Diagnostic]:
    """What these rules have to say about an article, in the order of its text."""
    found = [
        diagnostic(rule, finding)
        for rule in rules
        if rule.check is not None
        for finding in CHECKS[rule.check].find(article, rule.params)
    ]
    return sorted(found, key=lambda one: (one.span, one.code))


def diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    """A finding in the rule's words."""
    template = rule.variants.get(finding.variant or "", rule.message)
    severity = rule.severity
    if finding.severity is not None and finding.severity.rank < severity.rank:
        severity = finding.severity
    fix = None
    if finding.edits and rule.fix is not None:
        safe = rule.fix == "safe" and finding.safe
        fix = Fix(safe, rule.fix_description.format_map(finding.words), finding.edits)
    message = template.format_map(finding.words)
    related = tuple(Related(span, rule.related.format_map(finding.words)) for span in finding.related)
    return Diagnostic(rule.code, rule.name, severity, message, finding.span, fix, related)


def rule_of(record: Mapping[str, Any]) -> Rule:
    """The rule of a record that `load` has checked."""
    check = record["check"]
    params = CHECKS[check].params(**record["params"]) if check else None
    examples: Sequence[Mapping[str, str]] = record["examples"]
    return Rule(
        record["code"],
        record["name"],
        Severity(record["severity"]),
        check,
        params,
        record["message"],
        record["variants"],
        record["fix"],
        record["fix-description"],
        record["why"],
        tuple(Example(**example) for example in examples),
        record["default"],
        record["related"],
    )
