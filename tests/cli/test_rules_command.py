"""`citecheck rules`: the list, one rule explained, the examples of the built-in files tried."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, run

from citecheck.rules.load import builtin_rules
from citecheck.rules.rule import Rule

FILES = sorted((ROOT / "rules").glob("*.yaml"))


def test_list_has_a_line_for_each_rule() -> None:
    done = run("rules")

    assert done.status == 0
    assert [line.split()[:3] for line in done.out.splitlines()] == [
        [r.code, r.name, r.severity.value] for r in builtin_rules()
    ]


def test_list_tells_which_rules_have_a_fix() -> None:
    lines = {line.split()[0]: line for line in run("rules").out.splitlines()}

    assert "safe fix" in lines["CC101"]
    assert "unsafe fix" in lines["CC109"]
    assert "fix" not in lines["CC108"]


@pytest.mark.parametrize("word", ["CC101", "cc101", "missing-separator"])
def test_rule_is_explained(word: str) -> None:
    done = run("rules", word)

    assert done.status == 0
    assert done.out.startswith("CC101 missing-separator: error")


@pytest.mark.parametrize("rule", builtin_rules(), ids=lambda rule: rule.code)
def test_explanation_has_the_why_and_the_examples(rule: Rule) -> None:
    shown = unwrapped(run("rules", rule.code).out)

    texts = [text for example in rule.examples for text in (example.bad, example.good, example.ok) if text]
    assert [text for text in (rule.why, *texts) if unwrapped(text) not in shown] == []


def unwrapped(text: str) -> str:
    """The text without its spaces and line breaks, wherever they were put."""
    return "".join(text.split())


def test_several_rules_are_explained_in_turn() -> None:
    out = run("rules", "CC101", "CC102").out

    assert out.index("CC101 missing-separator") < out.index("CC102 wrong-separator")


def test_unknown_rule_suggests_the_nearest() -> None:
    done = run("rules", "mising-separator")

    assert done.status == 2
    assert "did you mean 'missing-separator'?" in done.err


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_examples_of_a_built_in_file_hold(path: Path) -> None:
    done = run("rules", "test", path)

    assert (done.status, done.err) == (0, "")


def test_several_files_are_tried() -> None:
    done = run("rules", "test", *map(str, FILES))

    assert done.status == 0
    assert [path.name for path in FILES if path.name not in done.out] == []
