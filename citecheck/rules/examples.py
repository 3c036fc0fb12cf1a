"""The examples of a rule, tried: they are its tests and its documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.span import Edit, apply_edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.model.diagnostic import Diagnostic
    from citecheck.rules.rule import Rule


def failures(rule: Rule, found: Callable[[str], list[Diagnostic]]) -> Iterator[str]:
    """What is wrong with a rule's examples, one line each; nothing where all hold.

    `found` gives what the rule says of a text. Fixtures are tried by the test suite.
    """
    for example in rule.examples:
        if example.fixture:
            continue
        if example.ok is not None:
            if spoke := found(example.ok):
                yield f"{rule.code} speaks on an ok example: {example.ok!r}: {spoke[0].message}"
            continue
        bad = example.bad or ""
        spoke = found(bad)
        if not spoke:
            yield f"{rule.code} is silent on a bad example: {bad!r}"
        if example.good is None:
            continue
        if again := found(example.good):
            yield f"{rule.code} speaks on a good example: {example.good!r}: {again[0].message}"
        edits: list[Edit] = [edit for one in spoke if one.fix for edit in one.fix.edits]
        if rule.fix and (mended := apply_edits(bad, edits)) != example.good:
            yield f"{rule.code}: the fix makes {mended!r} of {bad!r}, not {example.good!r}"
