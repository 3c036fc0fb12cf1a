"""The project's own corpus: clean articles are clean, drafts show the faults that were put into them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT, run, same_as_expected

from citecheck.rules.load import builtin_rules
from citecheck.rules.rule import Rule

ARTICLES = sorted((ROOT / "seeds" / "articles").iterdir())
DRAFTS = sorted(path for path in (ROOT / "seeds" / "drafts").iterdir() if path.suffix != ".expected")
FEWEST = 12
SHOWN_ELSEWHERE = ("CC302", "CC601", "CC701", "CC702", "CC704", "CC801", "CC802", "CC803", "CC902")
"""Rules that no draft can show alone: off unless asked for, about files, or against a configuration or archives."""


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", ARTICLES, ids=named)
def test_article_is_clean(path: Path) -> None:
    done = run("check", "--format", "json", path.name, cwd=path.parent)

    assert [one for one in done.diagnostics if one["severity"] != "info"] == []
    assert done.status == 0


def test_folder_of_articles_is_clean() -> None:
    done = run("check", "--fail-on", "warning", "seeds/articles")

    assert done.status == 0, done.out


def test_there_are_enough_articles() -> None:
    assert len(ARTICLES) >= FEWEST
    assert {path.suffix for path in ARTICLES} == {".txt", ".jsonl"}


@pytest.mark.parametrize("path", ARTICLES, ids=named)
def test_article_cites(path: Path) -> None:
    summary = run("check", "--format", "json", path.name, cwd=path.parent).report["summary"]

    assert summary["citations"] >= summary["articles"] > 0


@pytest.mark.parametrize("path", ARTICLES, ids=named)
def test_every_day_of_an_article_is_known(path: Path) -> None:
    records = run("extract", path.name, cwd=path.parent).records
    open_days = [
        (reference["outlet"], date["text"])
        for record in records
        for reference in record["references"]
        for date in reference["dates"]
        if date["precision"] == "day" and date["iso"] is None
    ]

    assert open_days == []


@pytest.mark.parametrize("path", DRAFTS, ids=named)
def test_draft_is_as_expected(request: pytest.FixtureRequest, path: Path) -> None:
    done = run("check", path.name, cwd=path.parent)

    assert done.err == ""
    same_as_expected(request, path.with_suffix(".expected"), done.out)


@pytest.mark.parametrize("path", DRAFTS, ids=named)
def test_draft_has_something_to_mend(path: Path) -> None:
    done = run("check", path.name, cwd=path.parent)

    assert done.status == 1


@pytest.mark.parametrize(
    "rule",
    [rule for rule in builtin_rules() if rule.default and rule.code not in SHOWN_ELSEWHERE],
    ids=lambda rule: rule.code,
)
def test_rule_that_is_on_speaks_on_some_draft(all_draft_codes: set[str], rule: Rule) -> None:
    assert rule.code in all_draft_codes


@pytest.fixture(scope="module")
def all_draft_codes() -> set[str]:
    """The codes that the drafts show together."""
    return set(
        run("check", "--format", "json", *(path.name for path in DRAFTS), cwd=ROOT / "seeds" / "drafts").codes
    )


def test_no_expectation_is_left_over() -> None:
    drafts = {f"{path.stem}.expected" for path in DRAFTS}

    assert {path.name for path in (ROOT / "seeds" / "drafts").glob("*.expected")} <= drafts
