"""JSON Lines: one article a line; a bad line is CC902 at its line and the rest is checked."""

from __future__ import annotations

import codecs
import gzip
import json
from typing import TYPE_CHECKING

import pytest
from conftest import Result, run

if TYPE_CHECKING:
    from pathlib import Path

FAULTY = "It is shut (, May 14, 2015)."
CLEAN = "It is open (Dawn, May 14, 2015)."
GOOD = json.dumps({"id": "good", "text": FAULTY})
BAD = {
    "no-json": ("{text: 1}", "JSON"),
    "cut": ('{"id": "x", "text": "It is', "JSON"),
    "two-objects": ('{"text": "a"} {"text": "b"}', "JSON"),
    "trailing-comma": ('{"text": "a",}', "JSON"),
    "list": ('[{"text": "a"}]', "a list"),
    "string": ('"It is shut"', "a string"),
    "number": ("12", "a number"),
    "true": ("true", "true or false"),
    "null": ("null", "null"),
    "no-text": ('{"id": "x", "body": "a"}', "body"),
    "empty-object": ("{}", "text"),
    "null-text": ('{"text": null}', "text"),
    "number-for-text": ('{"text": 12}', "a number"),
    "list-for-text": ('{"text": ["a", "b"]}', "a list"),
    "object-for-text": ('{"text": {"en": "a"}}', "an object"),
    "number-for-title": ('{"text": "a", "title": 12}', "title"),
    "list-for-id": ('{"text": "a", "id": [1]}', "id"),
    "true-for-id": ('{"text": "a", "id": true}', "id"),
    "no-day": ('{"text": "a", "published": "yesterday"}', "yesterday"),
    "impossible-day": ('{"text": "a", "published": "2021-02-30"}', "2021-02-30"),
    "number-for-published": ('{"text": "a", "published": 2021}', "published"),
    "deep": ("[" * 100_000, "JSON"),
    "huge-number": ('{"text": "a", "id": ' + "9" * 10_000 + "}", "JSON"),
    "nul": ('{"text": "a\x00b"}', "JSON"),
}


def checked(tmp_path: Path, content: str | bytes, *args: str, name: str = "a.jsonl") -> Result:
    (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return run("check", "--format", "json", "--ignore", "CC205", *args, name, cwd=tmp_path)


def summary(done: Result) -> list[tuple[str, str | None, int]]:
    """Code, article and line of each diagnostic."""
    return [(one["code"], one["article"], one["line"]) for one in done.diagnostics]


@pytest.mark.parametrize("line", [line for line, _ in BAD.values()], ids=BAD)
def test_bad_line_is_cc902_at_its_line_and_the_rest_is_checked(tmp_path: Path, line: str) -> None:
    done = checked(tmp_path, f"{GOOD}\n{line}\n{GOOD}\n")

    assert done.status == 1
    assert summary(done) == [("CC108", "good", 1), ("CC902", None, 2), ("CC108", "good", 3)]
    assert "Traceback" not in done.err


@pytest.mark.parametrize(("line", "word"), BAD.values(), ids=BAD)
def test_bad_line_is_told_in_words(tmp_path: Path, line: str, word: str) -> None:
    done = checked(tmp_path, f"{GOOD}\n{line}\n")

    assert word in done.diagnostics[-1]["message"]


def test_bytes_that_are_not_utf_8_spoil_their_line_only(tmp_path: Path) -> None:
    done = checked(tmp_path, b"\n".join([GOOD.encode(), b'{"text": "caf\xe9"}', GOOD.encode()]))

    assert summary(done) == [("CC108", "good", 1), ("CC902", None, 2), ("CC108", "good", 3)]


def test_what_is_wrong_is_told_in_the_order_of_the_lines(tmp_path: Path) -> None:
    done = checked(tmp_path, '{"body": "a"}\n[1]\n{"body": "b"}\n{\n')

    assert [line for _, _, line in summary(done)] == [1, 2, 4]


def test_record_without_text_lists_its_keys(tmp_path: Path) -> None:
    done = checked(tmp_path, '{"ident": 1, "body": "a"}\n')

    assert [
        word for word in ("ident", "body", "--field text=") if word not in done.diagnostics[0]["message"]
    ] == []


def test_field_renames(tmp_path: Path) -> None:
    record = {"body": "It is shut (Dawn, May 14).", "date": "2020-09-11", "nr": "n1"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")

    done = run(
        "extract",
        "--field",
        "text=body",
        "--field",
        "published=date",
        "--field",
        "id=nr",
        "a.jsonl",
        cwd=tmp_path,
    )

    assert done.records[0]["article"] == "n1"
    assert done.records[0]["references"][0]["dates"][0]["iso"] == "2020-05-14"


@pytest.mark.parametrize("field", ["text", "text=", "body=text", "=body"])
def test_field_that_renames_nothing_is_a_bad_option(tmp_path: Path, field: str) -> None:
    done = checked(tmp_path, GOOD, "--field", field)

    assert done.status == 2
    assert "text=body" in done.err


def test_published_of_the_record_gives_the_years(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": CLEAN.replace(", 2015", ""), "published": "2012-03-01"}), encoding="utf-8"
    )

    done = run("extract", "a.jsonl", cwd=tmp_path)

    assert done.records[0]["references"][0]["dates"][0]["iso"] == "2011-05-14"


@pytest.mark.parametrize("day", ["2012-03-01T10:00:00Z", "2012-03-01 10:00", "2012-03-01"])
def test_published_may_carry_an_hour(tmp_path: Path, day: str) -> None:
    done = checked(tmp_path, json.dumps({"text": "It is shut (Dawn, May 14, 2013).", "published": day}))

    assert done.codes == ["CC204"]


def test_option_overrules_the_record(tmp_path: Path) -> None:
    record = json.dumps({"text": "It is shut (Dawn, May 14, 2013).", "published": "2012-03-01"})

    assert checked(tmp_path, record, "--published", "2014-01-01").codes == []


def test_dated_file_name_says_nothing_of_records(tmp_path: Path) -> None:
    (tmp_path / "all-2020-09-11.jsonl").write_text(
        json.dumps({"text": "It is shut (Dawn, May 14)."}), encoding="utf-8"
    )

    done = run("extract", "all-2020-09-11.jsonl", cwd=tmp_path)

    assert done.records[0]["references"][0]["dates"][0]["iso"] is None


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.ndjson.gz", "A.JSONL.GZ"])
def test_packed_file_is_read(tmp_path: Path, name: str) -> None:
    done = checked(tmp_path, gzip.compress(f"{GOOD}\n".encode()), name=name)

    assert summary(done) == [("CC108", "good", 1)]


def test_truncated_packed_file_gives_what_it_holds(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{FAULTY} {n * n} men."}) + "\n" for n in range(2000))
    packed = gzip.compress(lines.encode())

    done = checked(tmp_path, packed[: len(packed) // 2], name="a.jsonl.gz")

    assert done.status == 1
    assert done.codes[-1] == "CC902"
    assert done.codes.count("CC902") == 1
    assert done.codes.count("CC108") > 100
    assert done.diagnostics[-1]["line"] > 100


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no gzip at all", id="no-gzip"),
        pytest.param(gzip.compress(b"x" * 5000)[:-4], id="cut"),
        pytest.param(b"\x1f\x8b\x08\x00" + b"\xff" * 99, id="garbled"),
    ],
)
def test_broken_packed_file_is_one_clear_line(tmp_path: Path, data: bytes) -> None:
    done = checked(tmp_path, data, name="a.jsonl.gz")

    assert set(done.codes) <= {"CC902"}
    assert "Traceback" not in done.err


def test_byte_order_mark_is_no_part_of_the_first_record(tmp_path: Path) -> None:
    done = checked(tmp_path, codecs.BOM_UTF8 + f"{GOOD}\n{GOOD}\n".encode())

    assert summary(done) == [("CC108", "good", 1), ("CC108", "good", 2)]


def test_utf_16_is_told_to_be_saved_as_utf_8(tmp_path: Path) -> None:
    done = checked(tmp_path, f"{GOOD}\n".encode("utf-16"))

    assert done.codes == ["CC902"]
    assert "UTF-8" in done.diagnostics[0]["message"]


def test_crlf_ends_a_record(tmp_path: Path) -> None:
    assert summary(checked(tmp_path, f"{GOOD}\r\n{GOOD}\r\n")) == [("CC108", "good", 1), ("CC108", "good", 2)]


def test_blank_lines_are_counted_and_no_records(tmp_path: Path) -> None:
    done = checked(tmp_path, f"\n{GOOD}\n \t \n\n{GOOD}")

    assert summary(done) == [("CC108", "good", 2), ("CC108", "good", 5)]
    assert done.report["summary"]["articles"] == 2


def test_line_separator_within_a_record_ends_no_line(tmp_path: Path) -> None:
    record = '{"id": "good", "text": "One\u2028two\u0085 (, May 14, 2015)."}'

    assert summary(checked(tmp_path, f"{record}\n{GOOD}\n")) == [("CC108", "good", 1), ("CC108", "good", 2)]


@pytest.mark.parametrize(
    ("written", "shown"), [("7", "7"), ("0", "0"), ("-3", "-3"), ('"7"', "7"), ("null", None), ('""', "")]
)
def test_id_is_a_text(tmp_path: Path, written: str, shown: str | None) -> None:
    done = checked(tmp_path, f'{{"id": {written}, "text": "{FAULTY}"}}')

    assert [one["article"] for one in done.diagnostics] == [shown]


def test_lone_surrogates_are_survived(tmp_path: Path) -> None:
    done = checked(
        tmp_path, '{"id": "\\ud800x", "text": "The \\ud83d mill \\udc00 is shut (, May 14, 2015)."}'
    )

    assert done.codes == ["CC108"]
    assert done.diagnostics[0]["start"] == 22


def test_lone_surrogate_in_a_citation_is_survived(tmp_path: Path) -> None:
    record = '{"text": "It is shut (Dawn\\ud800, May 31; Yle, June 31, 2015)."}'
    (tmp_path / "a.jsonl").write_text(record, encoding="utf-8")

    for args in (["check"], ["check", "--format", "jsonl"], ["extract"], ["extract", "--format", "csv"]):
        done = run(*args, "a.jsonl", cwd=tmp_path)
        assert "Traceback" not in done.err
        assert done.out


def test_pair_of_surrogates_is_one_character(tmp_path: Path) -> None:
    done = checked(tmp_path, '{"text": "\\ud83d\\ude9c (, May 14, 2015)."}')

    assert done.diagnostics[0]["start"] == 3


def test_offsets_count_in_the_value_of_text(tmp_path: Path) -> None:
    text = "A mill\n\nThe \U0001f69c stands “still”\tat 9 (, May 14, 2015)."

    (one,) = checked(tmp_path, json.dumps({"id": "x", "title": "A mill", "text": text})).diagnostics

    assert text[one["start"] : one["end"]] == one["raw"] == ", May 14, 2015"
    assert (one["line"], one["column"], one["end_line"], one["end_column"]) == (
        1,
        one["start"] + 1,
        1,
        one["end"] + 1,
    )


def test_extract_offsets_count_in_the_value_of_text(tmp_path: Path) -> None:
    text = 'A mill\n\nThe "mill" is shut (Dawn, May 14, 2015).'
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": text}), encoding="utf-8")

    (record,) = run("extract", "a.jsonl", cwd=tmp_path).records

    assert (record["article"], record["raw"]) == ("x", text[record["start"] : record["end"]])
    assert (record["line"], record["column"]) == (1, record["start"] + 1)


def test_each_record_is_an_article_of_its_own(tmp_path: Path) -> None:
    first = json.dumps({"text": "It is shut (Dawn, May 14, 2013).", "published": "2012-03-01"})
    second = json.dumps({"text": "It is shut (Dawn, May 14, 2013).", "published": "2014-03-01"})

    done = checked(tmp_path, f"{first}\n{second}\n")

    assert [(one["code"], one["line"]) for one in done.diagnostics] == [("CC204", 1)]


def test_fragment_of_one_paragraph_is_body(tmp_path: Path) -> None:
    done = checked(
        tmp_path, json.dumps({"text": "It is shut (, May 14, 2015) and will stay so until winter"})
    )

    assert done.codes == ["CC108"]


def test_same_key_twice_takes_the_last_as_json_does(tmp_path: Path) -> None:
    assert checked(tmp_path, f'{{"text": "{CLEAN}", "text": "{FAULTY}"}}').codes == ["CC108"]


def test_packed_stdin_is_read(tmp_path: Path) -> None:
    packed = gzip.compress(f"{GOOD}\n".encode())

    done = run("check", "--format", "json", "--stdin-filename", "x.jsonl.gz", "-", cwd=tmp_path, stdin=packed)

    assert summary(done) == [("CC108", "good", 1)]


def test_named_encoding_counts_for_records(tmp_path: Path) -> None:
    record = json.dumps({"text": "Мост закрыт (, 14 мая 2015)."}, ensure_ascii=False)

    assert checked(tmp_path, record.encode("windows-1251"), "--encoding", "windows-1251").codes == ["CC108"]
