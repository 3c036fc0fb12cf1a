"""What `check` and `extract` print is what their JSON Schemas say; what has a fault isn't."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PACKAGE, run

from citecheck.model.article import Kind, Match, Precision, Role
from citecheck.model.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

jsonschema_rs = pytest.importorskip(
    "jsonschema_rs", reason="jsonschema-rs, of the extra 'dev', isn't installed"
)

FOLDERS = ("seeds/drafts", "seeds/articles", "tests/corpus", "tests/fixtures/unreadable")


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PACKAGE / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return found


CHECK, EXTRACT = schema("check"), schema("extract")
DIAGNOSTIC = {"$ref": "#/$defs/diagnostic", "$defs": CHECK["$defs"]}


def faults(rule: dict[str, Any], value: object) -> list[str]:
    """Where a value isn't what the schema says, formats included."""
    validator = jsonschema_rs.Draft202012Validator(rule, validate_formats=True)
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(value)]


def objects(rule: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema of an object, and of all the objects in it, each once."""
    yield from (one for one in (rule, *rule["$defs"].values()) if one.get("type") == "object")


REPORT: dict[str, Any] = {
    "version": 1,
    "summary": {
        "articles": 1, "citations": 2, "cross_references": 0, "credits": 0, "references": 3,
        "error": 1, "warning": 0, "info": 0, "fixed": 0, "known": 4,
    },
    "diagnostics": [
        {
            "code": "CC501", "name": "duplicate-reference", "severity": "warning", "message": "it stands twice",
            "path": "a.txt", "article": None, "start": 19, "end": 30, "line": 1, "column": 20, "end_line": 1, "end_column": 31,
            "raw": "Dawn, May 3", "url": "https://citecheck.example/CC501/",
            "related": [
                {"message": "here first", "start": 6, "end": 17, "line": 1, "column": 7, "end_line": 1, "end_column": 18, "raw": "Dawn, May 3"}
            ],
            "fix": {"safe": True, "description": "delete it", "edits": [{"start": 17, "end": 30, "text": ""}]},
        }
    ],
}  # fmt: skip
"""A report with one of everything."""
STATISTICS: dict[str, Any] = {
    "version": 1,
    "summary": REPORT["summary"],
    "statistics": [
        {"code": "CC501", "name": "duplicate-reference", "diagnostics": 3, "safe_fixes": 2, "unsafe_fixes": 1}
    ],
}
RECORD: dict[str, Any] = {
    "path": "a.txt", "article": "n-1", "kind": "citation", "raw": "(Georgia Today, May 3)",
    "start": 6, "end": 28, "line": 1, "column": 7,
    "references": [
        {
            "outlet": "Georgia Today", "outlet_id": None, "match": "ambiguous", "candidates": ["one", "two"], "site": None,
            "url": None, "role": "source", "start": 7, "end": 20,
            "dates": [
                {"text": "May 3", "iso": "2019-05-03", "end_iso": None, "precision": "day", "month": "2019-05", "year_inferred": True}
            ],
        }
    ],
}  # fmt: skip
CREDIT = RECORD | {"kind": "credit", "raw": "(Photo: AFP)", "references": [], "outlet": "AFP"}
WHOLE = {
    "check": (CHECK, REPORT),
    "statistics": (CHECK, STATISTICS),
    "extract": (EXTRACT, RECORD),
    "credit": (EXTRACT, CREDIT),
}


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path to each key of an object and of the objects in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in items:
        if isinstance(value, dict):
            yield (*path, key)
        yield from places(one, (*path, key))


KEYS = [(name, path) for name, (_, value) in WHOLE.items() for path in places(value)]
IDS = [f"{name}-{'.'.join(map(str, path))}" for name, path in KEYS]


def parent(value: Any, path: tuple[str | int, ...]) -> Any:
    for key in path[:-1]:
        value = value[key]
    return value


@pytest.mark.parametrize("rule", [CHECK, EXTRACT], ids=["check", "extract"])
def test_schema_is_a_schema(rule: dict[str, Any]) -> None:
    assert jsonschema_rs.meta.is_valid(rule)


@pytest.mark.parametrize("rule", [CHECK, EXTRACT], ids=["check", "extract"])
def test_every_key_is_described(rule: dict[str, Any]) -> None:
    silent = [
        key
        for one in objects(rule)
        for key, value in one["properties"].items()
        if not value.get("description")
    ]

    assert silent == []


@pytest.mark.parametrize("name", WHOLE)
def test_whole_example_is_valid(name: str) -> None:
    assert faults(*WHOLE[name]) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_json_of_check_is_as_the_schema_says(folder: str) -> None:
    assert faults(CHECK, run("check", "--exit-zero", "--format", "json", folder).report) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_jsonl_of_check_is_as_the_schema_says(folder: str) -> None:
    records = run("check", "--exit-zero", "--format", "jsonl", folder).records

    assert [fault for one in records for fault in faults(DIAGNOSTIC, one)] == []
    assert records or folder == "seeds/articles"


@pytest.mark.parametrize("folder", FOLDERS)
def test_json_of_statistics_is_as_the_schema_says(folder: str) -> None:
    report = run("check", "--exit-zero", "--statistics", "--format", "json", folder).report

    assert faults(CHECK, report) == []
    assert list(report) == ["version", "summary", "statistics"]


@pytest.mark.parametrize("folder", FOLDERS[:3])
def test_jsonl_of_extract_is_as_the_schema_says(folder: str) -> None:
    records = run("extract", "--format", "jsonl", folder).records

    assert [fault for one in records for fault in faults(EXTRACT, one)] == []
    assert records


def keys_of(value: object, known: dict[str, Any], whole: dict[str, Any], where: str) -> Iterator[str]:
    """Keys of a value that its schema doesn't name."""
    known = whole["$defs"][known["$ref"].rpartition("/")[2]] if "$ref" in known else known
    known = next((one for one in known.get("oneOf", ()) if "$ref" in one), known)
    if "$ref" in known:
        yield from keys_of(value, known, whole, where)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in known["properties"]:
                yield f"{where}.{key}"
            else:
                yield from keys_of(one, known["properties"][key], whole, f"{where}.{key}")
    elif isinstance(value, list):
        for one in value:
            yield from keys_of(one, known["items"], whole, where)


def test_every_key_of_check_stands_in_its_schema() -> None:
    report = run("check", "--exit-zero", "--format", "json", *FOLDERS).report

    assert set(keys_of(report, CHECK, CHECK, "")) == set()
    assert any(one["related"] for one in report["diagnostics"])
    assert any(one["fix"] for one in report["diagnostics"])


EVERY_KIND = """\
The Ferry Stays in Port

Harbor Review
March 31, 2021

The ferry stays in port (Lloyd's List, March 30; https://www.reuters.com/world/a-ferry, March 29–30; see EDM, May 2020).
Its owner is silent (, March 28), and so is the ministry (Georgia Today; Ferries.example, winter 2021; APA, March 3).
It may sail again (see EDM, July 6). The crew has gone home (Photo: EPA).
"""


def test_every_key_of_extract_stands_in_its_schema(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(EVERY_KIND, encoding="utf-8")
    records = run("extract", "--format", "jsonl", tmp_path).records

    assert {key for one in records for key in keys_of(one, EXTRACT, EXTRACT, "")} == set()
    assert [fault for one in records for fault in faults(EXTRACT, one)] == []
    assert {one["kind"] for one in records} == {"citation", "cross-reference", "credit"}


@pytest.mark.parametrize(("name", "path"), KEYS, ids=IDS)
def test_object_without_a_key_is_refused(name: str, path: tuple[str | int, ...]) -> None:
    rule, value = WHOLE[name]
    broken = copy.deepcopy(value)
    del parent(broken, path)[path[-1]]

    assert faults(rule, broken) != []


@pytest.mark.parametrize(("name", "path"), KEYS, ids=IDS)
def test_value_of_a_wrong_type_is_refused(name: str, path: tuple[str | int, ...]) -> None:
    rule, value = WHOLE[name]
    broken = copy.deepcopy(value)
    parent(broken, path)[path[-1]] = (
        ["wrong"] if not isinstance(parent(value, path)[path[-1]], list) else "wrong"
    )

    assert faults(rule, broken) != []


WRONG_VALUES = {
    "severity-no-word-of-ours": (("check", ("diagnostics", 0, "severity")), "fatal"),
    "code-in-small-letters": (("check", ("diagnostics", 0, "code")), "cc501"),
    "name-with-spaces": (("check", ("diagnostics", 0, "name")), "duplicate reference"),
    "line-zero": (("check", ("diagnostics", 0, "line")), 0),
    "negative-offset": (("check", ("diagnostics", 0, "start")), -1),
    "half-a-character": (("check", ("diagnostics", 0, "end")), 1.5),
    "fix-without-edits": (("check", ("diagnostics", 0, "fix", "edits")), []),
    "url-that-is-none": (("check", ("diagnostics", 0, "url")), "CC501"),
    "negative-count": (("check", ("summary", "articles")), -1),
    "diagnostics-and-statistics": (("statistics", ("diagnostics",)), []),
    "version-of-the-future": (("check", ("version",)), 2),
    "kind-aside": (("extract", ("kind",)), "aside"),
    "role-credit": (("extract", ("references", 0, "role")), "credit"),
    "match-that-is-none": (("extract", ("references", 0, "match")), "fuzzy"),
    "ambiguous-without-candidates": (("extract", ("references", 0, "candidates")), []),
    "ambiguous-and-decided": (("extract", ("references", 0, "outlet_id")), "one"),
    "empty-outlet": (("extract", ("references", 0, "outlet")), ""),
    "day-of-no-calendar": (("extract", ("references", 0, "dates", 0, "iso")), "2019-02-30"),
    "day-as-words": (("extract", ("references", 0, "dates", 0, "iso")), "May 3"),
    "month-13": (("extract", ("references", 0, "dates", 0, "month")), "2019-13"),
    "outlet-of-a-citation": (("extract", ("outlet",)), "AFP"),
    "references-of-a-credit": (("credit", ("references",)), RECORD["references"]),
}  # fmt: skip


@pytest.mark.parametrize(("place", "wrong"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_wrong_value_is_refused(place: tuple[str, tuple[str | int, ...]], wrong: object) -> None:
    name, path = place
    rule, value = WHOLE[name]
    broken = copy.deepcopy(value)
    parent(broken, path)[path[-1]] = wrong

    assert faults(rule, broken) != []


ENUMS = {
    "severity": (CHECK["$defs"]["diagnostic"], "severity", {one.value for one in Severity}),
    "kind": (EXTRACT, "kind", {one.value for one in Kind} - {"aside"}),
    "match": (EXTRACT["$defs"]["reference"], "match", {one.value for one in Match}),
    "role": (EXTRACT["$defs"]["reference"], "role", {one.value for one in Role}),
    "precision": (EXTRACT["$defs"]["date"], "precision", {one.value for one in Precision}),
}


@pytest.mark.parametrize(("rule", "key", "words"), ENUMS.values(), ids=ENUMS)
def test_words_of_the_schema_are_those_of_the_code(rule: dict[str, Any], key: str, words: set[str]) -> None:
    assert set(rule["properties"][key]["enum"]) == words


def test_schemas_of_both_say_the_same_of_a_position() -> None:
    for name in ("offset", "place"):
        assert CHECK["$defs"][name] == EXTRACT["$defs"][name]


def test_later_keys_are_no_fault() -> None:
    assert faults(CHECK, REPORT | {"later": 1}) == []
    assert faults(EXTRACT, RECORD | {"later": 1}) == []
