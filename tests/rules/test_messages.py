"""The wording of every message, filled in from the rules' own examples, as a person reads it in a diff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import ROOT, pipeline, same_as_expected
from docs_rules import said

if TYPE_CHECKING:
    import pytest

EXPECTED = ROOT / "tests" / "rules" / "messages.expected"


def test_messages_are_worded_as_expected(request: pytest.FixtureRequest) -> None:
    sections = []
    for rule in pipeline().all_rules:
        messages = (said(rule, example.bad, pipeline()) for example in rule.examples if example.bad)
        sections.append("".join([f"{rule.code} {rule.name}\n", *messages]))

    same_as_expected(request, EXPECTED, "\n".join(sections))
