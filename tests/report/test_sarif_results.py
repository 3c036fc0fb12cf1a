"""The results of a SARIF log: each where it says it is, known again in the next run, within limits."""

from __future__ import annotations

import gzip
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from conftest import check, run
from sarif_logs import (
    MOST_BYTES,
    RULES,
    TEXT,
    a_diagnostic,
    diagnosed,
    faults,
    fingerprints,
    log_of,
    physical,
    region,
    results,
)

from citecheck.model.diagnostic import Fix, Related, Severity
from citecheck.model.document import Unreadable
from citecheck.model.span import Edit, Span
from citecheck.report import sarif
from citecheck.report.rows import Row, unreadable_row

if TYPE_CHECKING:
    pass


# places


URIS = {
    "plain": ("news/a.txt", {"uri": "news/a.txt", "uriBaseId": "%SRCROOT%"}),
    "space": ("night ferries.txt", {"uri": "night%20ferries.txt", "uriBaseId": "%SRCROOT%"}),
    "percent": ("100%.txt", {"uri": "100%25.txt", "uriBaseId": "%SRCROOT%"}),
    "hash-and-question": ("a#1?.txt", {"uri": "a%231%3F.txt", "uriBaseId": "%SRCROOT%"}),
    "colon": ("a:b.txt", {"uri": "a%3Ab.txt", "uriBaseId": "%SRCROOT%"}),
    "cyrillic": ("є.txt", {"uri": "%D1%94.txt", "uriBaseId": "%SRCROOT%"}),
    "outside": ("../other/a.txt", {"uri": "../other/a.txt"}),
    "dots-in-the-name": ("..a.txt", {"uri": "..a.txt", "uriBaseId": "%SRCROOT%"}),
    "stdin": ("-", {"uri": "-", "description": {"text": "standard input"}}),
}
if os.name == "posix":
    URIS |= {
        "absolute": ("/srv/news/a b.txt", {"uri": "file:///srv/news/a%20b.txt"}),
        "not-utf-8": ("caf\udce9.txt", {"uri": "caf%E9.txt", "uriBaseId": "%SRCROOT%"}),
    }
else:
    URIS["absolute"] = ("C:/news/a b.txt", {"uri": "file:///C:/news/a%20b.txt"})


@pytest.mark.parametrize(("path", "wanted"), URIS.values(), ids=URIS)
def test_path_becomes_an_address(path: str, wanted: dict[str, Any]) -> None:
    fix = Fix(True, "mend it", (Edit(Span(0, 0), ";"),))
    (result,) = results(diagnosed(TEXT, a_diagnostic(0, 2, fix=fix), path=path))

    assert physical(result["locations"][0])["artifactLocation"] == wanted
    assert result["fixes"][0]["artifactChanges"][0]["artifactLocation"] == wanted


def test_address_leads_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "ніч 100% #1.txt"
    path.write_text(TEXT, encoding="utf-8")
    (result,) = json.loads(run("check", "--exit-zero", "--format", "sarif", path).out)["runs"][0]["results"]
    uri = physical(result["locations"][0])["artifactLocation"]["uri"]

    assert uri.startswith("file:///")
    assert Path(url2pathname(urlsplit(uri).path)).read_text(encoding="utf-8") == TEXT


def test_base_of_the_paths_is_named_without_saying_where_it_is() -> None:
    bases = log_of([])["runs"][0]["originalUriBaseIds"]

    assert list(bases) == ["%SRCROOT%"]
    assert "uri" not in bases["%SRCROOT%"]


def test_region_over_several_lines() -> None:
    text = "a\r\n\U0001f69cbc\rde\nf"
    (result,) = results(diagnosed(text, a_diagnostic(4, 9)))

    assert region(result) == {
        "startLine": 2,
        "startColumn": 2,
        "endLine": 3,
        "endColumn": 3,
        "charOffset": 4,
        "charLength": 5,
        "snippet": {"text": "bc\rde"},
    }


def test_long_passage_is_not_copied_into_the_log() -> None:
    (result,) = results(diagnosed("x" * 500, a_diagnostic(0, 201)))

    assert "snippet" not in region(result)
    assert region(result)["charLength"] == 201


def test_what_cannot_be_read_has_a_line_alone() -> None:
    rule = next(rule for rule in RULES if rule.code == "CC902")
    row = unreadable_row(rule, Unreadable("a.jsonl", "this line isn't JSON", 7))
    (result,) = results([row])

    assert region(result) == {"startLine": 7}
    assert "logicalLocations" not in result["locations"][0]


def record(article: str | None) -> dict[str, Any]:
    """The result of a diagnostic with a fix and a related place in a record on line 3."""
    fix = Fix(True, "mend it", (Edit(Span(0, 0), ";"),))
    one = a_diagnostic(11, 20, fix=fix, related=(Related(Span(0, 2), "here"),))
    (result,) = results(diagnosed(TEXT, one, path="notes.jsonl", article=article, line=3))
    return result


@pytest.mark.parametrize("article", ["n-1", None], ids=["with-id", "without-id"])
def test_record_has_a_line_and_no_fix(article: str | None) -> None:
    result = record(article)

    assert [physical(one)["region"] for one in (*result["locations"], *result["relatedLocations"])] == [
        {"startLine": 3},
        {"startLine": 3},
    ]
    assert "fixes" not in result


def test_record_is_named() -> None:
    assert record("n-1")["locations"][0]["logicalLocations"] == [
        {"fullyQualifiedName": "n-1", "kind": "object"}
    ]


def test_record_without_an_id_has_no_name() -> None:
    assert "logicalLocations" not in record(None)["locations"][0]


# messages and fixes


def test_related_place_is_linked_in_the_message() -> None:
    found = [
        row
        for row in check("It is shut (Dawn, May 2, 2015; Yle, May 3, 2015; Dawn, May 2, 2015).")
        if row.related
    ]
    (result,) = results(found)
    (place,) = result["relatedLocations"]

    assert result["message"]["text"] == f"{found[0].message} ([{place['message']['text']}](1))"
    assert physical(place)["region"]["snippet"] == {"text": "Dawn, May 2, 2015"}


def test_brackets_of_a_related_message_do_not_end_its_link() -> None:
    one = a_diagnostic(0, 2, related=(Related(Span(3, 5), "as [Tripoli] has it \\"),))
    (result,) = results(diagnosed(TEXT, one))

    assert result["message"]["text"] == "it is wrong ([as \\[Tripoli\\] has it \\\\](1))"


def test_words_of_the_author_become_no_link() -> None:
    (result,) = results(diagnosed(TEXT, a_diagnostic(0, 2, "'[Dawn](https://clone.example)' is no outlet")))

    assert result["message"]["text"] == "'[Dawn] (https://clone.example)' is no outlet"


@pytest.mark.parametrize(("safe", "ending"), [(True, "mend it"), (False, "mend it (unsafe: check it)")])
def test_fix_says_whether_it_is_safe(safe: bool, ending: str) -> None:
    fix = Fix(safe, "mend it", (Edit(Span(0, 0), ";"),))
    (result,) = results(diagnosed(TEXT, a_diagnostic(0, 2, fix=fix)))

    assert result["fixes"][0]["description"] == {"text": ending}
    assert result["fixes"][0]["properties"] == {"safe": safe}


# known again in the next run


def test_fingerprint_is_github_s_too() -> None:
    (result,) = results(check(TEXT))
    ours, theirs = (result["partialFingerprints"][key] for key in ("citecheck/v1", "primaryLocationLineHash"))

    assert re.fullmatch(r"[0-9a-f]{16}:1", ours)
    assert ours == theirs


MOVES = {
    "lines-before": "A storm came up.\n\nThe port was shut.\n\n" + TEXT,
    "words-before-in-the-paragraph": "A storm came up. " + TEXT,
    "other-words-around": TEXT.replace("It is shut", "Nobody sails"),
    "no-break-space": TEXT.replace("2015 Yle", "2015\u00a0Yle"),
    "line-break": TEXT.replace("2015 Yle", "2015\nYle"),
}


@pytest.mark.parametrize("text", MOVES.values(), ids=MOVES)
def test_fingerprint_stays_when_the_text_around_changes(text: str) -> None:
    assert fingerprints(check(text, ignore=("CC205",))) == fingerprints(check(TEXT))


def test_fingerprint_of_other_words_is_another() -> None:
    assert fingerprints(check(TEXT.replace("Yle", "Delfi"))) != fingerprints(check(TEXT))


def test_fingerprint_of_another_rule_is_another() -> None:
    found = diagnosed(TEXT, a_diagnostic(0, 2), a_diagnostic(0, 2, code="CC102"))

    assert len({one.partition(":")[0] for one in fingerprints(found)}) == 2


def test_fingerprint_of_another_record_is_another() -> None:
    one = a_diagnostic(0, 2)
    found = [
        *diagnosed(TEXT, one, path="a.jsonl", article="1", line=1),
        *diagnosed(TEXT, one, path="a.jsonl", article="2", line=2),
    ]

    assert len({text.partition(":")[0] for text in fingerprints(found)}) == 2


def test_equal_ones_of_a_file_are_counted() -> None:
    first, second = fingerprints(check(f"{TEXT}\n\n{TEXT}"))

    assert (first.partition(":")[2], second.partition(":")[2]) == ("1", "2")
    assert first.partition(":")[0] == second.partition(":")[0]


def test_equal_ones_of_two_files_are_counted_apart() -> None:
    one = a_diagnostic(0, 2)
    found = [*diagnosed(TEXT, one, path="a.txt"), *diagnosed(TEXT, one, path="b.txt")]

    assert [text.partition(":")[2] for text in fingerprints(found)] == ["1", "1"]


def test_unreadable_records_are_told_apart_by_what_is_wrong() -> None:
    rule = next(rule for rule in RULES if rule.code == "CC902")
    found = [
        unreadable_row(rule, Unreadable("a.jsonl", message, 1)) for message in ("no JSON", "no \ud800 in it")
    ]

    assert len({text.partition(":")[0] for text in fingerprints(found)}) == 2


# limits


def many(count: int) -> list[Row]:
    """So many rows, no two of the same words, every third an error, a warning, an info."""
    found = []
    for number in range(count):
        severity = list(Severity)[number % 3]
        text = f"Статья {number} (Коммерсантъ, {number} августа; Yle, May {number * 7919 % 10007})."
        fix = Fix(True, f"put ';' after 'Yle, May {number}'", (Edit(Span(9, 9), ";"),))
        one = a_diagnostic(
            8, len(text) - 1, f"'Коммерсантъ, {number}' and 'Yle' run together", severity=severity, fix=fix
        )
        found += diagnosed(text, one, path=f"news/{number // 5}.txt")
    return found


@pytest.fixture(scope="module")
def too_many() -> list[Row]:
    return many(25_300)


def test_most_severe_are_kept_in_their_order(too_many: list[Row]) -> None:
    infos = [row for row in too_many if row.severity is Severity.INFO]
    wanted = [row for row in too_many if row not in set(infos[-300:])]

    assert [one["message"]["text"] for one in results(too_many)] == [row.message for row in wanted]


def test_log_says_how_many_were_left_out(too_many: list[Row]) -> None:
    log = log_of(too_many)
    (notice,) = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]

    assert notice["message"]["text"].startswith("300 of 25,300 diagnostics are not in the SARIF log")
    assert notice["level"] == "warning"
    assert sarif.left_out(too_many) == notice["message"]["text"]
    assert faults(log) == []


def test_full_log_is_small_enough_for_github(too_many: list[Row]) -> None:
    assert len(gzip.compress(sarif.report(too_many, RULES).encode())) < MOST_BYTES / 2


def test_fingerprints_do_not_depend_on_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    info = a_diagnostic(0, 2, severity=Severity.INFO)
    found = diagnosed(TEXT, info, a_diagnostic(0, 2), info, a_diagnostic(0, 2))
    all_of_them = fingerprints(found)
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)

    assert fingerprints(found) == [all_of_them[1], all_of_them[3]]


def test_nothing_is_left_out_of_a_log_at_the_limit(too_many: list[Row]) -> None:
    assert sarif.left_out(too_many[:25_000]) == ""
