"""What machines read: the keys of check and extract, exactly; one record a line; csv rows."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from conftest import Result, environment, run

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "A Mill at the River\n\nHarbor Review\nSept 11 2020\nThe mill (Photo: mid.ru)\n\n"
    "It is shut (Regnum, September 1\u00a0Carnegie.ru, July 21; www.mill.example/news?a=1, May 2\u20134). It was open once "
    "(see Harbor Review, May 3; Kommersant, TASS, 2019; Novosti Yug, undated; , June 31).\n"
)
SUMMARY = [
    "articles",
    "citations",
    "cross_references",
    "credits",
    "references",
    "error",
    "warning",
    "info",
    "fixed",
    "known",
]
DIAGNOSTIC = {
    "code": str, "name": str, "severity": str, "message": str, "path": str, "article": (str, type(None)), "start": int, "end": int,
    "line": int, "column": int, "end_line": int, "end_column": int, "raw": str, "url": (str, type(None)), "related": list,
    "fix": (dict, type(None)),
}  # fmt: skip
RECORD = {
    "path": str, "article": (str, type(None)), "kind": str, "raw": str, "start": int, "end": int, "line": int, "column": int,
    "references": list,
}  # fmt: skip
REFERENCE = {
    "outlet": (str, type(None)), "outlet_id": (str, type(None)), "match": str, "candidates": list, "site": (str, type(None)),
    "url": (str, type(None)), "role": str, "start": int, "end": int, "dates": list,
}  # fmt: skip
DATE = {
    "text": str, "iso": (str, type(None)), "end_iso": (str, type(None)), "precision": str, "month": (str, type(None)),
    "year_inferred": bool,
}  # fmt: skip
MATCHES = {"exact", "alias", "domain", "account", "pattern", "ambiguous", "none"}


def made(tmp_path: Path, *args: str) -> Result:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return run(*args, "a.txt", cwd=tmp_path)


def assert_keys(value: dict[str, object], wanted: dict[str, object]) -> None:
    """All wanted keys in this order, each of its type; later keys may follow."""
    assert list(value)[: len(wanted)] == list(wanted)
    assert [key for key, kind in wanted.items() if not isinstance(value[key], kind)] == []  # type: ignore[arg-type]


def test_check_json_has_its_keys(tmp_path: Path) -> None:
    report = made(tmp_path, "check", "--format", "json").report

    assert list(report) == ["version", "summary", "diagnostics"]
    assert report["version"] == 1


def test_summary_has_its_keys_in_numbers(tmp_path: Path) -> None:
    summary = made(tmp_path, "check", "--format", "json").report["summary"]

    assert list(summary) == SUMMARY
    assert summary | {"error": 0, "warning": 0, "info": 0} == {
        "articles": 1, "citations": 2, "cross_references": 0, "credits": 1, "references": 8, "error": 0, "warning": 0, "info": 0, "fixed": 0, "known": 0,
    }  # fmt: skip


def test_summary_counts_the_diagnostics(tmp_path: Path) -> None:
    done = made(tmp_path, "check", "--format", "json")
    counted = [
        sum(one["severity"] == name for one in done.diagnostics) for name in ("error", "warning", "info")
    ]

    assert counted == [done.report["summary"][name] for name in ("error", "warning", "info")]
    assert sum(counted) > 2


def test_diagnostic_has_its_keys(tmp_path: Path) -> None:
    for one in made(tmp_path, "check", "--format", "json").diagnostics:
        assert_keys(one, DIAGNOSTIC)


def test_fix_has_its_keys(tmp_path: Path) -> None:
    fixes = [one["fix"] for one in made(tmp_path, "check", "--format", "json").diagnostics if one["fix"]]

    assert fixes
    for fix in fixes:
        assert_keys(fix, {"safe": bool, "description": str, "edits": list})
        for edit in fix["edits"]:
            assert_keys(edit, {"start": int, "end": int, "text": str})


def test_check_json_keeps_letters_of_any_script(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Мост закрыт (, 3 мая 2015).", encoding="utf-8")

    assert "3 мая 2015" in run("check", "--format", "json", "b.txt", cwd=tmp_path).out


def test_check_jsonl_gives_the_diagnostics_alone(tmp_path: Path) -> None:
    assert (
        made(tmp_path, "check", "--format", "jsonl").records
        == made(tmp_path, "check", "--format", "json").diagnostics
    )


def test_check_jsonl_of_a_clean_text_is_empty(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("It is open (Dawn, May 14, 2015).", encoding="utf-8")

    assert run("check", "--format", "jsonl", "b.txt", cwd=tmp_path).out == ""


def test_diagnostics_come_in_the_order_of_the_text(tmp_path: Path) -> None:
    places = [(one["start"], one["end"]) for one in made(tmp_path, "check", "--format", "json").diagnostics]

    assert places == sorted(places)


def test_extract_records_have_their_keys(tmp_path: Path) -> None:
    records = made(tmp_path, "extract").records

    assert [record["kind"] for record in records] == ["credit", "citation", "citation"]
    for record in records:
        assert_keys(record, RECORD)


def test_references_have_their_keys(tmp_path: Path) -> None:
    for record in made(tmp_path, "extract").records:
        for reference in record["references"]:
            assert_keys(reference, REFERENCE)
            assert reference["match"] in MATCHES
            assert reference["role"] in ("source", "cross-reference")


def test_dates_have_their_keys(tmp_path: Path) -> None:
    dates = [
        date
        for record in made(tmp_path, "extract").records
        for one in record["references"]
        for date in one["dates"]
    ]

    assert len(dates) >= 6
    for date in dates:
        assert_keys(date, DATE)
        assert date["precision"] in ("day", "month", "season", "year")


def test_credit_has_its_outlet_and_no_references(tmp_path: Path) -> None:
    credit = made(tmp_path, "extract").records[0]

    assert (credit["raw"], credit["outlet"], credit["references"]) == ("(Photo: mid.ru)", "mid.ru", [])


def test_example_of_the_design_is_extracted_as_it_stands_there(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        "It is shut (Regnum, September 1; Carnegie.ru, July 21).", encoding="utf-8"
    )

    (record,) = run("extract", "--published", "2020-09-11", "b.txt", cwd=tmp_path).records

    assert record["references"][0] == {
        "outlet": "Regnum", "outlet_id": "regnum", "match": "exact", "candidates": [], "site": None, "url": None, "role": "source",
        "start": 12, "end": 18,
        "dates": [
            {"text": "September 1", "iso": "2020-09-01", "end_iso": None, "precision": "day", "month": "2020-09", "year_inferred": True}
        ],
    }  # fmt: skip


def test_web_address_goes_to_url(tmp_path: Path) -> None:
    reference = made(tmp_path, "extract").records[1]["references"][2]

    assert (reference["outlet"], reference["url"], reference["match"]) == (
        "www.mill.example",
        "www.mill.example/news?a=1",
        "none",
    )
    assert reference["site"] == "mill.example"


def test_ambiguous_outlet_has_candidates(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("It is shut (APA, July 15, 2020).", encoding="utf-8")

    (reference,) = run("extract", "b.txt", cwd=tmp_path).records[0]["references"]

    assert (reference["match"], reference["outlet_id"]) == ("ambiguous", None)
    assert len(reference["candidates"]) > 1


def test_csv_has_a_row_for_each_reference(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(made(tmp_path, "extract", "--format", "csv").out)))

    wanted = [
        one["outlet"] or "" for record in made(tmp_path, "extract").records for one in record["references"]
    ]
    assert [row["outlet"] for row in rows] == wanted
    assert {row["raw"] for row in rows} == {record["raw"] for record in made(tmp_path, "extract").records[1:]}


def test_csv_has_columns_for_the_keys(tmp_path: Path) -> None:
    head = made(tmp_path, "extract", "--format", "csv").out.splitlines()[0].split(",")

    wanted = {*RECORD, *REFERENCE, "iso", "end_iso", "precision"} - {"references"}
    assert sorted(wanted - set(head)) == []


def test_csv_quotes_what_holds_commas_and_line_breaks(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text('It is shut (Dawn, "The Mill",\nMay 14, 2015).', encoding="utf-8")

    rows = list(
        csv.DictReader(io.StringIO(run("extract", "--format", "csv", "b.txt", cwd=tmp_path).out, newline=""))
    )

    assert [row["raw"] for row in rows] == ['(Dawn, "The Mill",\nMay 14, 2015)']


def test_messages_are_utf_8_in_any_locale(tmp_path: Path) -> None:
    env = environment(LC_ALL="C", PYTHONIOENCODING="cp1251", PYTHONUTF8="0")

    assert "rules test FILE…" in run("rules", "test", cwd=tmp_path, env=env).err


@pytest.mark.parametrize("args", [["check", "--format", "json"], ["check", "--format", "jsonl"], ["extract"]])
def test_output_for_machines_is_utf_8_in_any_locale(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "a.txt").write_text("Мост закрыт (Коммерсантъ, 3 мая 2015; , 4 мая 2015).", encoding="utf-8")

    done = run(
        *args, "a.txt", cwd=tmp_path, env=environment(LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    )

    assert "мая" in done.out
    assert all(json.loads(line) for line in done.out.splitlines())
