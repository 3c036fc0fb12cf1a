"""`citecheck rules`: list them, explain one, try the examples of rule files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from citecheck.errors import UsageError
from citecheck.near import suggestion
from citecheck.pipeline import Pipeline
from citecheck.read.text import plain
from citecheck.report.text import plural
from citecheck.rules.examples import failures
from citecheck.rules.explain import explanation, listing
from citecheck.rules.load import builtin_rules, load_rules

if TYPE_CHECKING:
    from argparse import Namespace

    from citecheck.model.diagnostic import Diagnostic
    from citecheck.rules.rule import Rule


def run(args: Namespace) -> int:
    """Status 0; 1 where an example doesn't hold."""
    if args.words[:1] == ["test"]:
        return _test(args.words[1:])
    rules = builtin_rules()
    if not args.words:
        print("\n".join(listing(rules)))
        return 0
    for number, word in enumerate(args.words):
        chosen = [rule for rule in rules if word.upper() == rule.code or word.lower() == rule.name]
        if not chosen:
            known = ["test", *(name for rule in rules for name in (rule.code, rule.name))]
            raise UsageError(f"no rule has the code or name '{word}'{suggestion(word, known)}")
        print("\n" * bool(number) + "\n".join(explanation(chosen[0])))
    return 0


def _test(paths: list[str]) -> int:
    if not paths:
        raise UsageError("name the rule files to try: citecheck rules test FILE…")
    pipeline = Pipeline()

    status = 0
    for path in paths:
        rules = load_rules([path])
        wrong = [line for rule in rules for line in failures(rule, partial(_said, pipeline, rule))]
        examples = sum(len(rule.examples) for rule in rules)
        hold = plural(len(wrong), "failure") if wrong else "all hold"
        counts = f"{plural(len(rules), 'rule')}, {plural(examples, 'example')}, {hold}"
        print("\n".join([*wrong, f"{path}: {counts}"]))
        status = status or int(bool(wrong))
    return status


def _said(pipeline: Pipeline, rule: Rule, text: str) -> list[Diagnostic]:
    return pipeline.of_rule(rule, plain("example", text))
