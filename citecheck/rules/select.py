"""Which rules run: CODES are codes, prefixes, names or ALL, and the longest that fits a rule decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import UsageError
from citecheck.model.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.model.diagnostic import Diagnostic
    from citecheck.rules.rule import Rule

WHOLE = 100
"""How exact a full code or name is; longer than any prefix."""


class Selection(NamedTuple):
    """What one place, the configuration or the command line, says about which rules run."""

    select: tuple[str, ...] = ()
    """These only; () leaves it to what was said before."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


def select(rules: Sequence[Rule], *said: Selection) -> tuple[Rule, ...]:
    """The rules that run: those on by default, as each selection in its turn changes it.

    Where a selection both wants and ignores a rule, the more exact wins, and of two alike `ignore`.
    Raises UsageError for a code that names no rule.
    """
    on = {rule.code for rule in rules if rule.default}
    for one in said:
        for code in (*one.select, *one.extend_select, *one.ignore):
            if trouble := unknown(rules, code):
                raise UsageError(trouble)
        if one.select:
            on = set()
        for rule in rules:
            wanted = _exactness(rule, (*one.select, *one.extend_select))
            unwanted = _exactness(rule, one.ignore)
            if wanted > unwanted:
                on.add(rule.code)
            elif unwanted:
                on.discard(rule.code)
    return tuple(rule for rule in rules if rule.code in on)


def with_severities(rules: Iterable[Rule], said: Sequence[tuple[str, Severity]]) -> tuple[Rule, ...]:
    """The rules, each with the severity that the most exact code gives it."""
    if not said:
        return tuple(rules)
    changed = []
    for rule in rules:
        exact, severity = max(
            ((fits(rule, code), severity) for code, severity in said), key=lambda one: one[0]
        )
        changed.append(rule._replace(severity=severity) if exact else rule)
    return tuple(changed)


def unknown(rules: Iterable[Rule], code: str) -> str | None:
    """What is wrong with a code that names no rule; None for one that does."""
    if any(fits(rule, code) for rule in rules):
        return None
    from citecheck.near import suggestion

    known = [word for rule in rules for word in (rule.code, rule.name)]
    return f"no rule has the code, prefix or name '{code}'{suggestion(code, known)}"


def fits(rule: Rule | Diagnostic, code: str) -> int:
    """How exactly a code names the rule; 0 when it doesn't."""
    if code.upper() == "ALL":
        return 1
    if code.upper() == rule.code or code.lower() == rule.name:
        return WHOLE
    return len(code) if code and rule.code.startswith(code.upper()) else 0


def _exactness(rule: Rule, codes: Iterable[str]) -> int:
    return max((fits(rule, code) for code in codes), default=0)
