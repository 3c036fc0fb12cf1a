"""The JSON Schema that is published says of a configuration what the code says."""

from __future__ import annotations

import json
import runpy
import string
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PACKAGE, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.config import load
from citecheck.config.keys import KEYS
from citecheck.errors import CitecheckError
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from pathlib import Path

jsonschema_rs = pytest.importorskip(
    "jsonschema_rs", reason="jsonschema-rs, of the extra 'dev', isn't installed"
)

TEXT = (PACKAGE / "schemas" / "config.schema.json").read_text(encoding="utf-8")
VALIDATOR = jsonschema_rs.Draft202012Validator(json.loads(TEXT), validate_formats=True)

GOOD: dict[str, Any] = {
    "nothing": {},
    "select-list": {"select": ["CC1", "missing-date"]},
    "select-text": {"select": "CC1, CC2"},
    "select-empty-list": {"select": []},
    "extend-select": {"extend-select": "ALL"},
    "ignore": {"ignore": ["CC205"]},
    "severity": {"severity": {"CC107": "error", "CC1": "info", "spacing": "warning"}},
    "severity-empty": {"severity": {}},
    "exclude-list": {"exclude": ["drafts/", "!drafts/kept.txt"]},
    "exclude-text": {"exclude": "*.jsonl"},
    "published": {"published": "2020-09-11"},
    "jobs-1": {"jobs": 1},
    "jobs-256": {"jobs": 256},
    "jobs-with-a-point": {"jobs": 4.0},
    "fail-on": {"fail-on": "info"},
    "outlets-list": {"outlets": ["ours.jsonl"]},
    "outlets-text": {"outlets": "ours.jsonl"},
    "outlets-empty-list": {"outlets": []},
    "own": {"own": {"names": ["EDM"], "articles": "."}},
    "own-empty": {"own": {}},
    "spelling": {"spelling": {"kyiv-post": "Kyiv Post"}},
    "spelling-empty": {"spelling": {}},
    "prefer": {"prefer": {"APA": "apa-azerbaijan"}},
    "prefer-empty": {"prefer": {}},
    "suppress-path": {"suppress": [{"code": "CC107", "path": "a/"}]},
    "suppress-text": {"suppress": [{"code": "ALL", "text": "(Dawn)", "reason": "quoted"}]},
    "suppress-both": {"suppress": [{"code": "CC1", "path": "a/", "text": "(Dawn)"}]},
    "suppress-empty": {"suppress": []},
    "baseline": {"baseline": "known.json"},
    "reach": {"reach": "paragraph"},
    "language": {"language": "en"},
    "coverage": {"coverage": "auto"},
    "narrative": {"narrative": "full"},
    "archives-empty": {"archives": []},
    "archives": {"archives": [{"base": "webarchive.example", "dialect": "pywb", "index_per_minute": 0.5, "playback_per_second": 3, "connections": 4.0}]},
    "contact": {"contact": "desk@harbour.example"},
}  # fmt: skip
BAD: dict[str, Any] = {
    "list": [],
    "text": "select",
    "number": 3,
    "unknown-key": {"servity": {}},
    "key-with-underscore": {"fail_on": "error"},
    "select-number": {"select": 101},
    "select-null": {"select": None},
    "select-true": {"select": True},
    "select-mapping": {"select": {}},
    "select-number-within": {"select": ["CC1", 3]},
    "select-list-within": {"select": [["CC1"]]},
    "select-empty-text": {"select": ""},
    "select-comma": {"select": " , "},
    "select-empty-text-within": {"select": [" "]},
    "severity-text": {"severity": "error"},
    "severity-list": {"severity": ["error"]},
    "severity-off": {"severity": {"CC1": "off"}},
    "severity-number": {"severity": {"CC1": 1}},
    "severity-of-nothing": {"severity": {"": "error"}},
    "exclude-number": {"exclude": 3},
    "exclude-number-within": {"exclude": [3]},
    "exclude-empty-text": {"exclude": ""},
    "published-number": {"published": 2020},
    "published-month": {"published": "2020-09"},
    "published-other-order": {"published": "11-09-2020"},
    "published-with-time": {"published": "2020-09-11T10:00:00"},
    "published-no-day": {"published": "2020-02-30"},
    "published-null": {"published": None},
    "jobs-0": {"jobs": 0},
    "jobs-257": {"jobs": 257},
    "jobs-text": {"jobs": "4"},
    "jobs-fraction": {"jobs": 1.5},
    "jobs-true": {"jobs": True},
    "fail-on-never": {"fail-on": "never"},
    "fail-on-capitals": {"fail-on": "ERROR"},
    "outlets-number": {"outlets": 3},
    "outlets-mapping": {"outlets": {"ours.jsonl": 1}},
    "outlets-empty-text": {"outlets": ""},
    "outlets-number-within": {"outlets": [3]},
    "own-text": {"own": "EDM"},
    "own-unknown-key": {"own": {"name": ["EDM"]}},
    "own-names-text": {"own": {"names": "EDM"}},
    "own-names-empty-text": {"own": {"names": [""]}},
    "own-articles-list": {"own": {"articles": ["."]}},
    "own-articles-empty": {"own": {"articles": " "}},
    "spelling-list": {"spelling": ["kyiv-post"]},
    "spelling-number": {"spelling": {"kyiv-post": 3}},
    "spelling-empty-text": {"spelling": {"kyiv-post": " "}},
    "prefer-list": {"prefer": ["APA"]},
    "prefer-number": {"prefer": {"APA": 3}},
    "prefer-nothing": {"prefer": {"": "apa-azerbaijan"}},
    "suppress-mapping": {"suppress": {"code": "CC1", "path": "a"}},
    "suppress-code-alone": {"suppress": [{"code": "CC1"}]},
    "suppress-code-and-reason": {"suppress": [{"code": "CC1", "reason": "x"}]},
    "suppress-without-code": {"suppress": [{"path": "a"}]},
    "suppress-unknown-key": {"suppress": [{"code": "CC1", "path": "a", "until": "2021"}]},
    "suppress-number": {"suppress": [{"code": "CC1", "text": 2020}]},
    "suppress-empty-text": {"suppress": [{"code": "CC1", "text": " "}]},
    "suppress-word": {"suppress": ["CC1"]},
    "baseline-false": {"baseline": False},
    "baseline-empty": {"baseline": ""},
    "reach-word": {"reach": "page"},
    "language-number": {"language": 3},
    "coverage-true": {"coverage": True},
    "narrative-empty": {"narrative": ""},
    "archives-text": {"archives": "webarchive.example"},
    "archives-text-within": {"archives": ["webarchive.example"]},
    "archives-without-base": {"archives": [{"dialect": "pywb"}]},
    "archives-base-empty": {"archives": [{"base": " "}]},
    "archives-dialect": {"archives": [{"base": "webarchive.example", "dialect": "cdx"}]},
    "archives-rate-0": {"archives": [{"base": "webarchive.example", "index_per_minute": 0}]},
    "archives-rate-true": {"archives": [{"base": "webarchive.example", "playback_per_second": True}]},
    "archives-connections-33": {"archives": [{"base": "webarchive.example", "connections": 33}]},
    "archives-unknown-key": {"archives": [{"base": "webarchive.example", "url": "x"}]},
    "contact-number": {"contact": 3},
}  # fmt: skip


def trouble(folder: Path, configuration: object) -> str:
    """What the code has to say against a configuration, written as JSON, which YAML takes."""
    (folder / "ours.jsonl").write_text('{"id": "marsh-courier", "name": "Marsh Valley Courier"}\n')
    path = folder / "c.yaml"
    path.write_text(json.dumps(configuration), encoding="utf-8")
    try:
        load([], str(path))
    except CitecheckError as error:
        return str(error)
    return ""


def test_schema_is_not_stale() -> None:
    made = runpy.run_path(str(ROOT / "scripts" / "make_schemas.py"))["schema"]()

    assert made == TEXT, "run scripts/make_schemas.py"


def test_schema_is_one() -> None:
    assert jsonschema_rs.meta.is_valid(json.loads(TEXT))


def test_schema_has_the_keys_in_their_order() -> None:
    assert list(json.loads(TEXT)["properties"]) == list(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_schema_explains_each_key(key: str) -> None:
    assert (
        json.loads(TEXT)["properties"][key]["description"]
        == f"{KEYS[key].meaning} Default: {KEYS[key].default}."
    )


@pytest.mark.parametrize("configuration", GOOD.values(), ids=GOOD)
def test_schema_takes_what_is_good(configuration: object) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(configuration)] == []


@pytest.mark.parametrize("configuration", GOOD.values(), ids=GOOD)
def test_code_takes_what_is_good(tmp_path: Path, configuration: object) -> None:
    assert trouble(tmp_path, configuration) == ""


@pytest.mark.parametrize("configuration", BAD.values(), ids=BAD)
def test_schema_refuses_what_is_bad(configuration: object) -> None:
    assert not VALIDATOR.is_valid(configuration)


@pytest.mark.parametrize("configuration", BAD.values(), ids=BAD)
def test_code_refuses_what_is_bad(tmp_path: Path, configuration: object) -> None:
    assert trouble(tmp_path, configuration) != ""


CODE = st.sampled_from(
    [word for rule in builtin_rules() for word in (rule.code, rule.name)]
    + ["CC", "CC1", "CC20", "ALL", "all", "cc101"]
)
WORD = st.text(string.ascii_letters + string.digits + "-_.äж東 '\"()&*!#:%@`|>", min_size=1, max_size=12)
PATTERN = st.text(string.ascii_letters + "*?/äж", min_size=1, max_size=8)
CODES = st.one_of(st.lists(CODE, max_size=4), st.lists(CODE, min_size=1, max_size=4).map(", ".join), WORD)
SEVERITY = st.sampled_from(["error", "warning", "info", "off"])
OUTLET = st.sampled_from(["apa-azerbaijan", "apa-austria", "kyiv-post", "1-plus-1"])
ENTRY = st.fixed_dictionaries(
    {"code": CODE}, optional={"path": PATTERN, "text": WORD, "reason": WORD, "cod": WORD}
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 300),
    st.floats(allow_nan=False, allow_infinity=False),
    WORD,
    st.lists(WORD, max_size=2),
    st.dictionaries(WORD, WORD, max_size=2),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "select": CODES,
    "extend-select": CODES,
    "ignore": CODES,
    "severity": st.dictionaries(CODE, SEVERITY, max_size=3),
    "exclude": PATTERN | st.lists(PATTERN, max_size=3),
    "published": st.dates().map(str),
    "jobs": st.integers(0, 257) | st.just(4.0),
    "fail-on": SEVERITY,
    "outlets": st.just("ours.jsonl") | st.lists(st.just("ours.jsonl"), max_size=2) | WORD,
    "own": st.fixed_dictionaries(
        {}, optional={"names": st.lists(OUTLET, max_size=2), "articles": st.just("."), "name": WORD}
    ),
    "prefer": st.dictionaries(WORD, OUTLET, max_size=2),
    "spelling": st.dictionaries(OUTLET, st.sampled_from(["APA", "Kyiv Post", "1+1"]), max_size=2),
    "suppress": st.lists(ENTRY, max_size=2),
    "baseline": WORD,
    "reach": st.sampled_from(["passage", "sentence", "paragraph", "page"]),
    "language": st.sampled_from(["en", "ru", "de"]),
    "coverage": st.sampled_from(["auto", "always", "never"]),
    "narrative": st.sampled_from(["full", "outlet", "never", "no"]),
    "archives": st.lists(st.fixed_dictionaries({"base": st.just("webarchive.example") | WORD}), max_size=2),
    "contact": WORD,
    "xyz": ODD,
}
CONFIGURATION = st.lists(st.sampled_from(list(VALUES)), max_size=3, unique=True).flatmap(
    lambda keys: st.fixed_dictionaries({key: st.one_of(VALUES[key], VALUES[key], ODD) for key in keys})
)
ONLY_THE_CODE_KNOWS = (
    "is no address of an archive",
    "stands here twice",
    "no rule has the code",
    "no outlet of the registry has the id",
    "is no name of",
    "no such file",
    "a file of outlets ends in",
    "stands twice",
    "are the same; keep one",
    "are one name; keep one",
    "must lie in the years",
    "matches nothing",
    "is a comment in a .gitignore",
    "only takes back",
    "not a pattern of the kind",
)
"""What is wrong with texts that have the right form."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("schema")


@given(configuration=CONFIGURATION)
@settings(max_examples=400, deadline=None)
def test_code_takes_all_that_the_schema_takes(folder: Path, configuration: dict[str, Any]) -> None:
    if VALIDATOR.is_valid(configuration):
        said = trouble(folder, configuration)
        assert not said or any(words in said for words in ONLY_THE_CODE_KNOWS)


@given(configuration=CONFIGURATION)
@settings(max_examples=400, deadline=None)
def test_schema_takes_all_that_the_code_takes(folder: Path, configuration: dict[str, Any]) -> None:
    if not trouble(folder, configuration):
        assert [error.message for error in VALIDATOR.iter_errors(configuration)] == []
