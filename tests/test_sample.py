"""The real article of the design: its fault and its gaps at their characters, and every reference of it read and resolved."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import SHARED, needs_shared, run

pytestmark = needs_shared
NAME = "edm-2020-09-11.txt"


@pytest.fixture(scope="module")
def records() -> list[dict[str, Any]]:
    """What `extract` says of the sample."""
    return run("extract", NAME, cwd=SHARED / "sample").records


def references(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [reference for record in records for reference in record["references"]]


FOUND = [
    ("CC408", "info", 13, 1348, 1516),
    ("CC101", "error", 13, 1407, 1429),
    ("CC404", "info", 15, 233, 455),
    ("CC304", "info", 21, 209, 212),
    ("CC402", "info", 21, 264, 425),
]
"""All that there is to say of it: code, severity, line, column and end."""


def test_check_reports_what_the_design_says_and_nothing_else() -> None:
    done = run("check", "--format", "json", NAME, cwd=SHARED / "sample")

    assert done.status == 1
    fields = ("code", "severity", "line", "column", "end_column")
    assert [tuple(one[field] for field in fields) for one in done.diagnostics] == FOUND


def test_missing_separator_is_told_with_its_fix() -> None:
    (one,) = run("check", "--select", "CC101", "--format", "json", NAME, cwd=SHARED / "sample").diagnostics

    assert (one["line"], one["column"], one["end_line"], one["end_column"]) == (13, 1407, 13, 1429)
    assert (one["start"], one["end"], one["raw"]) == (3573, 3595, "September 2\u00a0EurasiaNet")
    assert one["fix"]["safe"]
    assert one["fix"]["edits"] == [{"start": 3584, "end": 3584, "text": ";"}]


def test_quotations_apart_from_their_citations_are_found_when_asked_for() -> None:
    done = run("check", "--format", "json", "--select", "CC407", NAME, cwd=SHARED / "sample")

    assert [one["line"] for one in done.diagnostics] == [7, 9, 11, 17, 17, 19]


def test_check_prints_it_for_people() -> None:
    out = run("check", NAME, cwd=SHARED / "sample").out

    assert out.startswith(f"{NAME}:13:1348: info[CC408] ")
    assert out.splitlines()[-1] == "1 error, 4 info in 1 article, 10 citations, 32 references; 1 safe fix."


def test_summary_counts_the_sample() -> None:
    summary = run("check", "--format", "json", NAME, cwd=SHARED / "sample").report["summary"]

    assert summary == {
        "articles": 1, "citations": 10, "cross_references": 2, "credits": 1, "references": 32, "error": 1, "warning": 0, "info": 4, "fixed": 0, "known": 0,
    }  # fmt: skip


def test_extract_finds_every_citation(records: list[dict[str, Any]]) -> None:
    kinds = [record["kind"] for record in records]

    assert [kinds.count(kind) for kind in ("citation", "cross-reference", "credit")] == [10, 2, 1]
    assert len(references(records)) == 32


def test_every_outlet_is_resolved(records: list[dict[str, Any]]) -> None:
    unresolved = [one["outlet"] for one in references(records) if one["outlet_id"] is None]

    assert unresolved == ["APA"]


def test_apa_is_ambiguous(records: list[dict[str, Any]]) -> None:
    (apa,) = [one for one in references(records) if one["outlet"] == "APA"]

    assert apa["match"] == "ambiguous"
    assert len(apa["candidates"]) > 1


def test_every_day_is_one_before_publication(records: list[dict[str, Any]]) -> None:
    days = [date["iso"] for one in references(records) for date in one["dates"]]

    assert None not in days
    assert max(days) <= "2020-09-11"


def test_written_year_does_not_rub_off_on_the_other_dates(records: list[dict[str, Any]]) -> None:
    (record,) = [record for record in records if "January 30, 2017" in record["raw"]]
    dates = record["references"][0]["dates"]

    assert [(date["iso"], date["year_inferred"]) for date in dates] == [
        ("2017-01-30", False),
        ("2020-07-22", False),
    ]
    assert [one["dates"][0]["iso"] for one in record["references"][1:]] == [
        "2020-09-03",
        "2020-08-28",
        "2020-03-09",
    ]


def test_shared_date_belongs_to_all_before_it(records: list[dict[str, Any]]) -> None:
    (record,) = [record for record in records if "Aztv.az" in record["raw"]]

    assert [(one["outlet"], [date["iso"] for date in one["dates"]]) for one in record["references"]] == [
        ("Aztv.az", ["2020-09-01"]),
        ("Kommersant", ["2020-09-01"]),
        ("Jam-news.net", ["2020-09-01"]),
        ("Trend.az", ["2020-09-02"]),
        ("EurasiaNet", ["2020-09-03"]),
        ("Day.az", ["2020-08-07"]),
        ("Baku.ws", ["2020-08-14"]),
        ("Qafqazinfo.az", ["2020-08-14"]),
        ("Tert.am", ["2020-08-25"]),
    ]


def test_record_of_the_design_is_found(records: list[dict[str, Any]]) -> None:
    (record,) = [
        one
        for one in records
        if " ".join(one["raw"].split()) == "(Regnum, September 1; Carnegie.ru, July 21)"
    ]

    assert [record[key] for key in ("start", "end", "line", "column")] == [5029, 5072, 17, 889]


def test_roles_of_the_mixed_citations(records: list[dict[str, Any]]) -> None:
    mixed = [
        record for record in records if record["kind"] == "citation" and record["raw"].startswith("(see")
    ]

    assert [[one["role"] for one in record["references"]] for record in mixed] == [
        ["cross-reference", "source", "source", "source"],
        ["cross-reference", "source", "source"],
    ]
