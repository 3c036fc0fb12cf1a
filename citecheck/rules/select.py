"""Which rules run: CODES are codes, prefixes, names or ALL, and the longest that fits a rule decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import UsageError
from citecheck.near import suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.rules.rule import Rule

WHOLE = 100
"""How exact a full code or name is; longer than any prefix."""


def select(
    rules: Sequence[Rule], chosen: Sequence[str] = (), also: Sequence[str] = (), ignored: Sequence[str] = ()
) -> tuple[Rule, ...]:
    """The rules that `chosen` names, or those on by default; with `also`, without `ignored`.

    Where a rule is both chosen and ignored, the more exact wins, and of two alike `ignored`.
    Raises UsageError for a code that names no rule.
    """
    for code in (*chosen, *also, *ignored):
        if not any(_fits(rule, code) for rule in rules):
            known = [word for rule in rules for word in (rule.code, rule.name)]
            raise UsageError(f"no rule has the code, prefix or name '{code}'{suggestion(code, known)}")
    kept = []
    for rule in rules:
        wanted = max((_fits(rule, code) for code in (*chosen, *also)), default=0)
        if not chosen and rule.default:
            wanted = max(wanted, 1)
        unwanted = max((_fits(rule, code) for code in ignored), default=0)
        if wanted > unwanted:
            kept.append(rule)
    return tuple(kept)


def _fits(rule: Rule, code: str) -> int:
    """How exactly a code names the rule; 0 when it doesn't."""
    if code.upper() == "ALL":
        return 1
    if code.upper() == rule.code or code.lower() == rule.name:
        return WHOLE
    return len(code) if code and rule.code.startswith(code.upper()) else 0
