"""A rule in words, for `citecheck rules` and the documentation."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.rules.rule import Rule

WIDTH = 96


def listing(rules: Iterable[Rule]) -> Iterator[str]:
    """A line for each rule: code, name, severity, what its fix is."""
    for rule in rules:
        notes = [f"{rule.fix} fix" if rule.fix else "", "" if rule.default else "off by default"]
        yield f"{rule.code}  {rule.name:24} {rule.severity:8} {', '.join(filter(None, notes))}".rstrip()


def explanation(rule: Rule) -> Iterator[str]:
    """All that can be said of one rule, as paragraphs."""
    fix = {"safe": "with a safe fix", "unsafe": "with an unsafe fix", None: "without a fix"}[rule.fix]
    state = "on by default" if rule.default else "off by default"
    yield f"{rule.code} {rule.name}: {rule.severity}, {fix}, {state}"
    yield ""
    yield textwrap.fill(rule.why, WIDTH, break_on_hyphens=False)
    bad = [example for example in rule.examples if example.bad]
    ok = [example for example in rule.examples if example.ok]
    if bad:
        yield "\nIt speaks here:"
        for example in bad:
            yield _shown(example.bad or "")
            if example.good:
                yield _shown(example.good, "  ->  ")
    if ok:
        yield "\nand not here:"
        for example in ok:
            yield _shown(example.ok or "")
    yield f"\nTo silence it: --ignore {rule.code}"


def _shown(text: str, mark: str = "      ") -> str:
    lines = [part for line in text.splitlines() for part in (textwrap.wrap(line, WIDTH - 6) or [""])]
    return textwrap.indent("\n".join(lines), " " * 6).replace(" " * 6, mark, 1)
