"""The SARIF log as a whole: valid for any rows, and what it says of the run and its rules."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, check, run
from hypothesis import given, settings
from hypothesis import strategies as st
from sarif_logs import (
    RULES,
    TEXT,
    a_diagnostic,
    by_lines,
    by_offset,
    diagnosed,
    faults,
    fingerprints,
    log_of,
    physical,
    region,
    replaced,
    results,
)

from citecheck import __version__
from citecheck.model.diagnostic import Diagnostic, Fix, Related, Severity
from citecheck.model.document import Document
from citecheck.model.span import Edit, Span, apply_edits
from citecheck.report import sarif
from citecheck.report.rows import Row, rows

if TYPE_CHECKING:
    pass


pieces = st.one_of(
    st.sampled_from(
        ("\r", "\n", "\r\n", "\n\n", "(Dawn, May 3; Yle, May 4)", "製材所は", "e\u0301", "\U0001f69c")
    ),
    st.sampled_from(" \t\u00a0\u2028\u0085\ufeff[](){}%:,;\\\"'<&"),
    st.characters(exclude_categories=["Cs"]),
)
texts = st.lists(pieces, min_size=1, max_size=12).map("".join)
bodies = st.lists(pieces, min_size=8, max_size=40).map("".join)
names = st.one_of(
    st.sampled_from(("a.txt", "новини/ніч 1.txt", "../a.txt", "/tmp/a b.txt", "-", "a.jsonl", "c:d.txt")),
    texts,
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def fixes(draw: st.DrawFn, text: str) -> Fix:
    """A fix of several edits that don't touch each other."""
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=1, max_size=4)))
    ends = [*cuts[1:], cuts[-1] + 1]
    edits = [
        Edit(Span(cut, draw(st.integers(cut, end - 1))), draw(st.just("") | texts))
        for cut, end in zip(cuts, ends, strict=True)
    ]
    return Fix(draw(st.booleans()), draw(texts), tuple(edits))


@st.composite
def diagnostics(draw: st.DrawFn, text: str) -> Diagnostic:
    rule = draw(st.sampled_from(RULES))
    related = draw(st.lists(st.builds(Related, spans(text), texts), max_size=2))
    fix = draw(st.none() | fixes(text))
    severity = draw(st.sampled_from(Severity))
    return Diagnostic(rule.code, rule.name, severity, draw(texts), draw(spans(text)), fix, tuple(related))


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Row]]:
    """A text with diagnostics in it, as a file or as a record."""
    text = draw(bodies)
    places = st.tuples(st.none() | texts, st.integers(1, 9))
    article, line = draw(st.one_of(st.just((None, None)), st.just((None, None)), places))
    path = draw(names) if line is None else "a.jsonl"
    found = draw(st.lists(diagnostics(text), min_size=1, max_size=4))
    return text, rows(Document(path, text, (), article=article, line=line), found)


@settings(max_examples=120, deadline=None)
@given(several=st.lists(articles(), max_size=2))
def test_log_of_any_rows_is_valid(several: list[tuple[str, list[Row]]]) -> None:
    assert faults(log_of([row for _, found in several for row in found])) == []


@settings(max_examples=120, deadline=None)
@given(one=articles())
def test_regions_of_any_rows_hold_what_was_found(one: tuple[str, list[Row]]) -> None:
    text, found = one
    run_ = log_of(found)["runs"][0]
    newlines = run_["newlineSequences"]

    for row, result in zip(found, run_["results"], strict=True):
        places = [*result["locations"], *result.get("relatedLocations", [])]
        for wanted, place in zip((row, *row.related), places, strict=True):
            where = physical(place)["region"]
            assert where["startLine"] == wanted.line
            if row.path == "a.jsonl":
                assert set(where) == {"startLine"}
                continue
            assert by_lines(text, where, newlines) == by_offset(text, where) == wanted.raw
            assert where.get("snippet", {"text": wanted.raw})["text"] == wanted.raw


@settings(max_examples=120, deadline=None)
@given(one=articles())
def test_fixes_of_any_rows_do_what_the_edits_do(one: tuple[str, list[Row]]) -> None:
    text, found = one
    for row, result in zip(found, results(found), strict=True):
        assert ("fixes" in result) == (row.fix is not None and row.path != "a.jsonl")
        if row.fix is not None and "fixes" in result:
            changes = result["fixes"][0]["artifactChanges"]
            assert [replaced(text, change["replacements"]) for change in changes] == [
                apply_edits(text, row.fix.edits)
            ]


@settings(max_examples=80, deadline=None)
@given(several=st.lists(articles(), max_size=2))
def test_fingerprints_of_any_file_differ(several: list[tuple[str, list[Row]]]) -> None:
    found = [row for _, listed in several for row in listed]
    known_by = [(row.path, text) for row, text in zip(found, fingerprints(found), strict=True)]

    assert len(set(known_by)) == len(known_by)


LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(([^)]*)\)", re.DOTALL)


@settings(max_examples=80, deadline=None)
@given(one=articles())
def test_messages_of_any_rows_link_to_related_places_and_to_nothing_else(one: tuple[str, list[Row]]) -> None:
    for row, result in zip(one[1], results(one[1]), strict=True):
        links = LINK.findall(result["message"]["text"])
        assert [int(number) for _, number in links] == [
            place["id"] for place in result.get("relatedLocations", [])
        ]
        assert [re.sub(r"\\(.)", r"\1", text) for text, _ in links] == [
            place.message for place in row.related
        ]


# the command


@pytest.mark.parametrize(
    "folder", ["seeds/drafts", "tests/corpus", "tests/fixtures/unreadable", "seeds/articles"]
)
def test_log_of_the_command_is_valid(folder: str) -> None:
    done = run("check", "--exit-zero", "--format", "sarif", folder)

    assert done.status == 0
    assert faults(json.loads(done.out)) == []


def test_log_of_the_command_has_each_diagnostic() -> None:
    wanted = run("check", "--exit-zero", "--format", "json", "seeds/drafts").diagnostics
    found = json.loads(run("check", "--exit-zero", "--format", "sarif", "seeds/drafts").out)["runs"][0][
        "results"
    ]

    assert [one["ruleId"] for one in found] == [one["code"] for one in wanted]
    assert [region(one)["startLine"] for one in found] == [one["line"] for one in wanted]
    assert [physical(one["locations"][0])["artifactLocation"]["uri"] for one in found] == [
        one["path"] for one in wanted
    ]


def test_same_articles_give_the_same_bytes_wherever_they_lie(tmp_path: Path) -> None:
    logs = []
    for name in ("first", "second"):
        folder = tmp_path / name
        (folder / "news").mkdir(parents=True)
        for draft in sorted((ROOT / "seeds" / "drafts").glob("*.txt")):
            (folder / "news" / draft.name).write_bytes(draft.read_bytes())
        logs.append(run("check", "--exit-zero", "--format", "sarif", cwd=folder).out)

    assert logs[0] == logs[1]
    assert json.loads(logs[0])["runs"][0]["results"]
    assert str(tmp_path) not in logs[0]


def test_what_is_not_valid_would_be_seen() -> None:
    log = log_of(check(TEXT))
    log["runs"][0]["results"][0]["level"] = "fatal"

    assert len(faults(log)) == 1


# the run


def test_run_names_the_tool() -> None:
    driver = log_of([])["runs"][0]["tool"]["driver"]

    assert (driver["name"], driver["semanticVersion"]) == ("citecheck", __version__)
    assert driver["informationUri"] == "https://citecheck-press.readthedocs.io/en/stable/"


def test_run_without_diagnostics_has_all_rules_and_no_results() -> None:
    run_ = log_of([])["runs"][0]

    assert run_["columnKind"] == "unicodeCodePoints"
    assert run_["results"] == []
    assert [one["id"] for one in run_["tool"]["driver"]["rules"]] == [rule.code for rule in RULES]
    assert run_["invocations"] == [{"executionSuccessful": True}]


def test_rule_index_leads_to_the_rule() -> None:
    rules = log_of([])["runs"][0]["tool"]["driver"]["rules"]
    found = results(
        check(
            "It is shut (Dawn; Yle, May 3, 2015) (, May 5, 2015). It rained (Dawn, May 2, 2015 Yle, May 3, 2015)."
        )
    )

    assert [rules[one["ruleIndex"]]["id"] for one in found] == [one["ruleId"] for one in found]
    assert len({one["ruleId"] for one in found}) == 3


def test_diagnostic_of_a_rule_that_is_not_listed_has_no_index() -> None:
    log = json.loads(sarif.report(check(TEXT), ()))

    assert "ruleIndex" not in log["runs"][0]["results"][0]
    assert faults(log) == []


LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


@pytest.mark.parametrize("severity", Severity)
def test_level_is_the_severity(severity: Severity) -> None:
    found = diagnosed(TEXT, a_diagnostic(0, 2, severity=severity))

    assert [one["level"] for one in results(found)] == [LEVELS[severity]]


PROBLEMS = {
    Severity.ERROR: ("error", "error", "very-high"),
    Severity.WARNING: ("warning", "warning", "high"),
    Severity.INFO: ("note", "recommendation", "medium"),
}


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("default", [True, False], ids=["on", "off"])
def test_rule_says_how_loud_and_how_sure_it_is(severity: Severity, default: bool) -> None:
    rule = RULES[0]._replace(severity=severity, default=default)
    (written,) = json.loads(sarif.report((), (rule,)))["runs"][0]["tool"]["driver"]["rules"]
    level, problem, precision = PROBLEMS[severity]

    assert written["defaultConfiguration"] == {"level": level, "enabled": default}
    assert written["properties"] == {
        "tags": ["citations", "form"],
        "precision": precision,
        "problem.severity": problem,
    }


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_rule_has_all_that_github_shows(rule: Any) -> None:
    (written,) = json.loads(sarif.report((), (rule,)))["runs"][0]["tool"]["driver"]["rules"]

    assert 0 < len(written["name"]) <= 255
    assert 0 < len(written["shortDescription"]["text"]) <= 1024
    assert 0 < len(written["fullDescription"]["text"]) <= 1024
    assert len(written["properties"]["tags"]) == 2
    assert written["helpUri"] in written["help"]["text"]
    assert f"]({written['helpUri']})" in written["help"]["markdown"]


def test_help_shows_why_what_is_bad_what_is_good_and_what_is_ok() -> None:
    rule = next(rule for rule in RULES if rule.code == "CC101")
    (written,) = json.loads(sarif.report((), (rule,)))["runs"][0]["tool"]["driver"]["rules"]
    ok = next(one.ok for one in rule.examples if one.ok)

    for form, block in (("text", "    {}"), ("markdown", "```text\n{}\n```")):
        shown = written["help"][form]
        wanted = [rule.why, *(block.format(one) for one in (rule.examples[0].bad, rule.examples[0].good, ok))]
        places = [shown.index(one) for one in wanted]
        assert places == sorted(places)


def test_fence_in_an_example_does_not_end_its_block() -> None:
    rule = RULES[0]._replace(examples=(RULES[0].examples[0]._replace(bad="a\n```\nb", good=None),))
    (written,) = json.loads(sarif.report((), (rule,)))["runs"][0]["tool"]["driver"]["rules"]

    assert "\n````text\na\n```\nb\n````\n" in written["help"]["markdown"]


def test_rule_of_ones_own_has_no_group() -> None:
    rule = RULES[0]._replace(code="ABC12", name="house-rule", why="w" * 3000)
    (written,) = json.loads(sarif.report((), (rule,)))["runs"][0]["tool"]["driver"]["rules"]

    assert written["properties"]["tags"] == ["citations"]
    assert len(written["fullDescription"]["text"]) == 1024
