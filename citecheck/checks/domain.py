"""A domain that can't exist, or that passes for another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.checks.mentions import named
from citecheck.checks.words import quoted
from citecheck.model.article import Match
from citecheck.model.diagnostic import Finding, Severity
from citecheck.model.outlet import Imitation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article


class Params(NamedTuple):
    """Parameters."""

    imitates: bool = False
    """True: domains that pass for others. False: misspelt ones."""


def check(article: Article, params: Params) -> Iterator[Finding]:
    """Each such mention, as `imitates` says."""
    if article.outlets is None:
        return
    for _, mention in named(article):
        if mention.match is not Match.NONE or mention.vague:
            continue
        fault = article.outlets.domain_fault(mention.text)
        if fault is None or (fault.imitation is not Imitation.NONE) is not params.imitates:
            continue
        words = {"outlet": quoted(mention.text), "meant": fault.meant}
        severity = Severity.WARNING if fault.imitation is Imitation.CLONE else None
        variant = fault.imitation.value if fault.meant else f"{fault.imitation.value}-unknown"
        yield Finding(mention.span, words, severity=severity, variant=variant)
