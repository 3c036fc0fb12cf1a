"""Every example of rules/*.yaml is a test of its own, named as its rule: CC101-bad-2."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import ROOT, article, document, pipeline, run

from citecheck.model.diagnostic import Severity
from citecheck.model.span import apply_edits
from citecheck.rules.load import load_rules
from citecheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citecheck.model.diagnostic import Diagnostic

RULES = load_rules([str(path) for path in sorted((ROOT / "rules").glob("*.yaml"))])


class Case(NamedTuple):
    """One text of an example."""

    rule: Rule
    name: str
    text: str
    good: str | None = None


def cases(kind: str) -> list[Case]:
    """The texts of one kind, `bad`, `good` or `ok`, numbered within their rule."""
    found = []
    for rule in RULES:
        shown = [
            example for example in rule.examples if getattr(example, kind) is not None and not example.fixture
        ]
        for number, example in enumerate(shown, 1):
            found.append(Case(rule, f"{rule.code}-{kind}-{number}", getattr(example, kind), example.good))
    return found


def named(case: Case) -> str:
    return case.name


def said(found: Iterable[Diagnostic]) -> list[str]:
    return [one.message for one in found]


def diagnosed(case: Case, text: str) -> list[Diagnostic]:
    return pipeline().of_rule(case.rule, document(text))


def mended(case: Case, text: str) -> str:
    """The text with all fixes of the case's rule applied."""
    return apply_edits(text, [edit for one in diagnosed(case, text) if one.fix for edit in one.fix.edits])


@pytest.mark.parametrize("case", cases("bad"), ids=named)
def test_bad_example_fires(case: Case) -> None:
    assert diagnosed(case, case.text) != []


@pytest.mark.parametrize("case", [*cases("good"), *cases("ok")], ids=named)
def test_good_example_is_silent(case: Case) -> None:
    assert said(diagnosed(case, case.text)) == []


@pytest.mark.parametrize(
    "case", [case for case in cases("bad") if case.good is not None and case.rule.fix], ids=named
)
def test_fix_turns_bad_into_good(case: Case) -> None:
    assert mended(case, case.text) == case.good


@pytest.mark.parametrize("case", [case for case in cases("bad") if case.rule.fix], ids=named)
def test_second_fix_changes_nothing(case: Case) -> None:
    once = mended(case, case.text)

    assert mended(case, once) == once


@pytest.mark.parametrize("case", cases("bad"), ids=named)
def test_span_of_bad_example_lies_in_it(case: Case) -> None:
    for one in diagnosed(case, case.text):
        assert 0 <= one.span.start < one.span.end <= len(case.text), one


@pytest.mark.parametrize("case", [*cases("bad")], ids=named)
def test_message_of_bad_example_has_no_brace_left(case: Case) -> None:
    for one in diagnosed(case, case.text):
        assert "{" not in one.message
        assert one.fix is None or "{" not in one.fix.description


OF_THE_SCENE = ("CC205", "CC301", "CC304")
"""Most examples are single sentences, in an article of no day, and some outlets in them are invented or shared."""


@pytest.mark.parametrize("case", cases("bad"), ids=named)
def test_no_other_rule_reports_the_same_fault(case: Case) -> None:
    found = pipeline().diagnostics(article(case.text))

    assert said(one for one in found if one.code not in (case.rule.code, *OF_THE_SCENE)) == []


@pytest.mark.parametrize("case", cases("good"), ids=named)
def test_mended_example_satisfies_every_rule(case: Case) -> None:
    found = pipeline().diagnostics(article(case.text))

    assert said(one for one in found if one.code not in OF_THE_SCENE) == []


PLAYED = [
    pytest.param(rule, path, id=f"{rule.code}-{path.name}")
    for rule in RULES
    for example in rule.examples
    if example.fixture and not rule.reads_verdicts  # tests/cli/test_verify.py has an archive for these
    for path in sorted((ROOT / "tests" / "fixtures" / example.fixture).iterdir())
    if path.name != "citecheck.yaml"
]
"""Files that play what no text can show."""


@pytest.mark.parametrize(("rule", "path"), PLAYED)
def test_fixture_fires(rule: Rule, path: Path) -> None:
    done = run("check", "--format", "json", path.name, cwd=path.parent)

    assert done.codes == [rule.code]
    assert done.status == int(rule.severity is Severity.ERROR)
