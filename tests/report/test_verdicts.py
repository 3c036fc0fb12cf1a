"""Verdicts as reports have them: complete for machines, harmless whatever a page says."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from conftest import pipeline, verified

from citecheck.model.article import Article
from citecheck.model.verdict import Anchor, AnchorKind, AnchorMatch, Evidence, Reason, Verdict, VerdictKind
from citecheck.pipeline import Checked, Options
from citecheck.report import sarif, text
from citecheck.report.json import check_report
from citecheck.report.verdicts import told
from citecheck.rules.select import Selection

HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202eевил\u2028</script>\x00\r\nline"
DAY = date(2015, 5, 3)
ANCHOR = Anchor(AnchorKind.NAME, "Brack", "brk")
PAGE = Evidence(
    f"https://archive.example/web/20150421/https://dawn.example/{HOSTILE}",
    f"https://dawn.example/{HOSTILE}",
    "2015-04-21T18:00:00Z",
    date(2015, 4, 21),
    "meta",
    HOSTILE,
    (AnchorMatch(ANCHOR, HOSTILE, "same name"),),
    (ANCHOR,),
    3.14159,
    None,
)
OPTIONS = Options(date(2015, 5, 9), (Selection(("CC7",)),))


def checked(*verdicts: tuple[VerdictKind, Reason | None]) -> Checked:
    """An article whose references have these verdicts, each with a hostile page."""

    def verify(article: Article) -> tuple[Verdict, ...]:
        spans = [one.span for citation in article.citations for one in citation.references]
        return tuple(
            Verdict(span, "dawn", DAY, DAY, kind, reason, () if reason else (PAGE,), 1, 2)
            for span, (kind, reason) in zip(spans, verdicts, strict=True)
        )

    named = "; ".join(["Dawn, May 3"] * len(verdicts))
    return verified(OPTIONS, f"The levee at Brack broke ({named}).\n", verify)


def report() -> dict[str, Any]:
    """The JSON of a story on another day."""
    found = checked((VerdictKind.WRONG_DAY, None))
    read: dict[str, Any] = json.loads(check_report(found.rows, {}, found.verdicts))
    return read


def strings(value: object) -> list[str]:
    """All texts in a value."""
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings(one)]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def test_verdict_has_its_place_and_outlet() -> None:
    [verdict] = report()["verdicts"]

    assert {key: value for key, value in verdict.items() if key != "evidence"} == {
        "path": "example.txt",
        "article": None,
        "start": 26,
        "end": 30,
        "outlet": "Dawn",
        "outlet_id": "dawn",
        "iso": "2015-05-03",
        "end_iso": None,
        "verdict": "wrong-day",
        "reason": None,
        "candidates": 1,
        "requests": 2,
    }


def test_what_a_page_says_is_harmless_in_json() -> None:
    assert [one for one in strings(report()["verdicts"]) if not one.isprintable()] == []


def test_what_a_page_says_is_harmless_in_a_terminal() -> None:
    found = checked((VerdictKind.WRONG_DAY, None))

    lines = [line for row in found.rows for line in text.lines(row, False, True, 100)]

    assert lines != []
    assert [line for line in lines if not line.isprintable()] == []


def test_what_a_page_says_is_harmless_in_sarif() -> None:
    found = checked((VerdictKind.WRONG_DAY, None))

    log = sarif.report(found.rows, pipeline(OPTIONS).rules)

    messages = [one["message"]["text"] for one in json.loads(log)["runs"][0]["results"]]
    assert [one.isprintable() for one in messages] == [True]


@pytest.mark.parametrize(
    ("verdicts", "line"),
    [
        ((), "Archives: no reference to look up."),
        (((VerdictKind.VERIFIED, None),), "Archives: 1 verified; 2 requests."),
        (
            (
                (VerdictKind.INCONCLUSIVE, Reason.NO_DATE),
                (VerdictKind.NOT_FOUND, None),
                (VerdictKind.INCONCLUSIVE, Reason.BUDGET),
                (VerdictKind.INCONCLUSIVE, Reason.BUDGET),
            ),
            "Archives: 1 not-found, 3 inconclusive (2 budget, 1 no-date); 8 requests.",
        ),
    ],
    ids=["none", "verified", "several"],
)
def test_last_line_counts_each_verdict(
    verdicts: tuple[tuple[VerdictKind, Reason | None], ...], line: str
) -> None:
    assert told(checked(*verdicts).verdicts if verdicts else []) == line
