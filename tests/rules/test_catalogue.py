"""The rules that exist are those of the catalogue, each with enough examples, each check in use."""

from __future__ import annotations

from collections import Counter

import pytest
from conftest import ROOT

from citecheck.checks import CHECKS
from citecheck.rules.load import builtin_rules, load_rules
from citecheck.rules.rule import Rule

CATALOGUE = {
    "CC101": ("missing-separator", "error", "safe"),
    "CC102": ("wrong-separator", "error", "safe"),
    "CC103": ("empty-segment", "error", "safe"),
    "CC104": ("missing-comma", "error", "safe"),
    "CC105": ("spacing", "warning", "safe"),
    "CC106": ("unbalanced-parenthesis", "error", None),
    "CC107": ("missing-date", "warning", None),
    "CC108": ("missing-outlet", "error", None),
    "CC109": ("date-before-outlet", "warning", "unsafe"),
    "CC110": ("date-without-outlet", "warning", "unsafe"),
    "CC201": ("impossible-date", "error", None),
    "CC202": ("misspelled-month", "error", "safe"),
    "CC203": ("imprecise-date", "warning", None),
    "CC204": ("date-after-publication", "error", None),
    "CC205": ("no-publication-date", "info", None),
    "CC206": ("source-before-event", "info", None),
    "CC207": ("weekday-mismatch", "error", None),
    "CC209": ("reversed-range", "error", None),
    "CC301": ("unknown-outlet", "info", None),
    "CC302": ("outlet-spelling", "warning", "safe"),
    "CC303": ("inconsistent-outlet", "info", None),
    "CC304": ("ambiguous-outlet", "info", None),
    "CC305": ("defunct-outlet", "warning", None),
    "CC306": ("vague-outlet", "warning", None),
    "CC401": ("uncited-quotation", "warning", None),
    "CC402": ("uncited-statement", "warning", None),
    "CC403": ("uncited-figure", "warning", None),
    "CC404": ("uncited-event", "info", None),
    "CC405": ("uncited-paragraph", "info", None),
    "CC406": ("no-citations", "info", None),
    "CC407": ("distant-citation", "info", None),
    "CC408": ("overloaded-passage", "info", None),
    "CC409": ("undated-narrative-source", "info", None),
    "CC307": ("malformed-domain", "warning", None),
    "CC308": ("lookalike-domain", "error", None),
    "CC309": ("platform-source", "info", None),
    "CC501": ("duplicate-reference", "warning", "safe"),
    "CC601": ("unknown-earlier-article", "warning", None),
    "CC602": ("self-reference", "warning", None),
    "CC603": ("dangling-ibid", "warning", None),
    "CC701": ("not-found", "warning", None),
    "CC702": ("wrong-day", "warning", None),
    "CC703": ("plausible", "info", None),
    "CC704": ("inconclusive", "info", None),
    "CC801": ("single-outlet", "info", None),
    "CC802": ("state-media-only", "info", None),
    "CC803": ("one-country", "info", None),
    "CC902": ("unreadable-file", "error", None),
}
"""Code -> name, severity and fix, as the design fixes them."""
FEWEST = 3
FILES = sorted((ROOT / "rules").glob("*.yaml"))
RULES = load_rules(list(map(str, FILES)))
PLAYED = ("CC302", "CC601", "CC701", "CC702", "CC703", "CC704", "CC902")
"""Rules whose faults no text can show."""


def code(rule: Rule) -> str:
    return rule.code


@pytest.mark.parametrize("wanted", CATALOGUE)
def test_rule_of_the_catalogue_exists(wanted: str) -> None:
    found = {rule.code: (rule.name, rule.severity.value, rule.fix) for rule in RULES}

    assert found.get(wanted) == CATALOGUE[wanted]


def test_rules_for_certain_houses_are_off_by_default() -> None:
    assert [rule.code for rule in RULES if not rule.default] == [
        *("CC405", "CC406", "CC407"),
        "CC703",
        *("CC801", "CC802", "CC803"),
    ]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code not in PLAYED], ids=code)
def test_rule_has_enough_bad_examples(rule: Rule) -> None:
    assert sum(example.bad is not None for example in rule.examples) >= FEWEST


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code not in PLAYED], ids=code)
def test_rule_has_enough_ok_examples(rule: Rule) -> None:
    assert sum(example.ok is not None for example in rule.examples) >= FEWEST


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fix and rule.code not in PLAYED], ids=code)
def test_rule_with_a_fix_shows_what_it_makes(rule: Rule) -> None:
    assert any(example.good is not None for example in rule.examples)


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_rule_says_why(rule: Rule) -> None:
    assert len(rule.why.split()) >= 10


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_fixtures_of_examples_exist(rule: Rule) -> None:
    for example in rule.examples:
        if example.fixture:
            assert any((ROOT / "tests" / "fixtures" / example.fixture).iterdir())


def test_codes_are_unique() -> None:
    assert [code for code, times in Counter(rule.code for rule in RULES).items() if times > 1] == []


def test_names_are_unique() -> None:
    assert [name for name, times in Counter(rule.name for rule in RULES).items() if times > 1] == []


def test_messages_are_unique() -> None:
    assert [text for text, times in Counter(rule.message for rule in RULES).items() if times > 1] == []


@pytest.mark.parametrize("check", CHECKS)
def test_check_is_used_by_a_rule(check: str) -> None:
    assert any(rule.check == check for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=code)
def test_rule_stands_in_the_file_of_its_group(rule: Rule) -> None:
    holding = [path.name for path in FILES if any(one.code == rule.code for one in load_rules([str(path)]))]

    assert [name[:3].upper() for name in holding] == [rule.code[:3]]


def test_builtin_rules_are_those_of_the_files() -> None:
    assert builtin_rules() == RULES


def test_rules_come_in_the_order_of_their_codes() -> None:
    assert [rule.code for rule in builtin_rules()] == sorted(rule.code for rule in RULES)
