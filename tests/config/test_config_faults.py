"""A fault in a configuration is told with its place, what was expected, and what to do; one message for each."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from citecheck.config import load
from citecheck.errors import DataFileError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

KEYS = (
    "select, extend-select, ignore, severity, exclude, published, jobs, fail-on, outlets, own, prefer, spelling,"
    " suppress, baseline, reach, language, coverage, narrative, archives, contact"
)
NUMBER = "'jobs' must be a whole number from 1 to 256; this is"
DAY = "'published' must be a day, written as 2020-09-11; this is"
LIST = "'suppress' must be a list of entries, each with 'code' and with 'path' or 'text'; this is"
NOT_EMPTY = "must be a text, and not empty; this is"
QUOTE = "; put it in quotation marks"
BANG = "put a text that begins with '!' in quotation marks"
FROM_HERE = "matches nothing; start from the folder of this file, without './' and '../'"

YAML = {
    "unknown-key": ("jobs: 1\nservity: {}", "2:1: unknown key 'servity'; did you mean 'severity'?"),
    "unknown-key-with-an-underscore": ("fail_on: error", "1:1: unknown key 'fail_on'; did you mean 'fail-on'?"),
    "unknown-key-far-from-all": ("xyzzy: 1", f"1:1: unknown key 'xyzzy'; a configuration has {KEYS}"),
    "key-in-capitals": ("Jobs: 1", "1:1: unknown key 'Jobs'; did you mean 'jobs'?"),
    "merge-key": ("<<: {jobs: 1}", f"1:1: unknown key '<<'; a configuration has {KEYS}"),
    "key-that-would-move-the-cursor": ('"a\\e[2J\\n": 1', rf"1:1: unknown key 'a\x1b[2J\n'; a configuration has {KEYS}"),
    "key-twice": ("jobs: 1\n\njobs: 2", "3:1: the key 'jobs' stands twice; the first is in line 1"),
    "code-twice": ("severity:\n  CC1: info\n  CC1: error", "3:3: the key 'CC1' stands twice; the first is in line 2"),
    "alias": ("jobs: &n 3\nselect: *n", "2:9: aliases are not read here; put a text that begins with '*' in quotation marks"),
    "tag": ("jobs: !!int 3", f"1:7: tags are not read here; {BANG}"),
    "python-tag": ("jobs: !!python/name:os.system x", f"1:7: tags are not read here; {BANG}"),
    "pattern-that-yaml-takes-for-an-alias": ("exclude: [*.jsonl]", "1:11: aliases are not read here; put a text that begins with '*' in quotation marks"),
    "pattern-that-yaml-takes-for-a-named-alias": ("exclude: [*notes]", "1:11: aliases are not read here; put a text that begins with '*' in quotation marks"),
    "pattern-that-yaml-takes-for-a-tag": ("exclude: [a, !kept.txt]", f"1:14: tags are not read here; {BANG}"),
    "key-is-a-list": ("? [a]\n: 1", "1:3: a key must be a word"),
    "two-documents": ("jobs: 1\n---\njobs: 2", "2:1: not YAML: expected a single document in the stream, but found another document"),
    "nested-without-end": ("select: " + "[" * 60 + "]" * 60, "1:58: too many lists and mappings within each other"),
    "list-of-configurations": ("- jobs: 1", f"1:1: a configuration must be a mapping with keys among {KEYS}"),
    "a-lone-word": ("citecheck", f"1:1: a configuration must be a mapping with keys among {KEYS}"),
    "select-is-a-number": ("select: 101", "1:9: 'select' must be a list of codes; this is 101"),
    "select-is-true": ("select: true", "1:9: 'select' must be a list of codes; this is true"),
    "select-has-no-value": ("select:\njobs: 1", "1:8: 'select' must be a list of codes; this is nothing"),
    "select-is-a-mapping": ("select: {CC1: on}", "1:9: 'select' must be a list of codes; this is a mapping"),
    "select-is-an-empty-text": ("select: ''", "1:9: 'select' must name a rule; this is ''"),
    "select-is-a-comma": ("select: ', '", "1:9: 'select' must name a rule; this is ', '"),
    "number-among-codes": ("select: [CC1, 3]", f"1:15: each of 'select' {NOT_EMPTY} 3{QUOTE}"),
    "empty-text-among-codes": ("select: [CC1, '']", f"1:15: each of 'select' {NOT_EMPTY} ''"),
    "list-among-codes": ("select: [CC1, [CC2]]", f"1:15: each of 'select' {NOT_EMPTY} a list"),
    "unknown-code": ("select:\n  - CC1\n  - CC110x", "3:5: no rule has the code, prefix or name 'CC110x'; did you mean 'CC110'?"),
    "unknown-code-in-a-text": ("select: CC1, CC9999", "1:9: no rule has the code, prefix or name 'CC9999'"),
    "unknown-name": ("ignore: [mising-date]", "1:10: no rule has the code, prefix or name 'mising-date'; did you mean 'missing-date'?"),
    "unknown-extended": ("extend-select: [missing-seperator]", "1:17: no rule has the code, prefix or name 'missing-seperator'; did you mean 'missing-separator'?"),
    "no-is-a-word": ("select: [NO]", "1:10: no rule has the code, prefix or name 'NO'"),
    "on-is-a-word": ("select: on", "1:9: no rule has the code, prefix or name 'on'"),
    "severity-is-a-text": ("severity: error", "1:11: 'severity' must be a mapping of codes, each with a severity; this is 'error'"),
    "severity-is-a-list": ("severity: [error]", "1:11: 'severity' must be a mapping of codes, each with a severity; this is a list"),
    "severity-misspelt": ("severity: {CC1: warnign}", "1:17: a severity can't be 'warnign'; did you mean 'warning'?"),
    "severity-far-from-all": ("severity: {CC1: fatal}", "1:17: a severity can't be 'fatal'; it is one of error, warning, info"),
    "severity-is-a-number": ("severity: {CC1: 2}", "1:17: a severity can't be 2; it is one of error, warning, info"),
    "severity-in-capitals": ("severity: {CC1: ERROR}", "1:17: a severity can't be 'ERROR'; did you mean 'error'?"),
    "severity-off": ("severity: {CC1: off}", "1:17: a severity can't be 'off'; to leave a rule out, list it under 'ignore'"),
    "severity-false": ("severity: {CC1: false}", "1:17: a severity can't be false; to leave a rule out, list it under 'ignore'"),
    "severity-of-an-unknown-code": ("severity:\n  CC1: info\n  XX1: error", "3:3: no rule has the code, prefix or name 'XX1'"),
    "severity-of-a-number": ("severity: {107: error}", "1:12: no rule has the code, prefix or name '107'; did you mean 'CC107'?"),
    "severity-of-nothing": ("severity: {'': error}", f"1:12: a code {NOT_EMPTY} ''"),
    "severity-of-code-and-name": ("severity: {CC101: error, missing-separator: info}", "1:26: 'missing-separator' and 'CC101' are the same; keep one of them"),
    "severity-in-two-letter-cases": ("severity: {cc1: error, CC1: info}", "1:24: 'CC1' and 'cc1' are the same; keep one of them"),
    "exclude-is-a-number": ("exclude: 3", "1:10: 'exclude' must be a list of patterns; this is 3"),
    "number-among-patterns": ("exclude: [a, 2020]", f"1:14: each of 'exclude' {NOT_EMPTY} 2020{QUOTE}"),
    "pattern-is-empty": ("exclude: ['']", f"1:11: each of 'exclude' {NOT_EMPTY} ''"),
    "pattern-is-a-comment": ("exclude: ['#1/']", r"1:11: '#1/' is a comment in a .gitignore; write '\#1/'"),
    "pattern-with-a-dot-before": ("exclude: ./drafts/", f"1:10: './drafts/' {FROM_HERE}"),
    "pattern-with-two-dots-before": ("exclude: ['!../drafts/']", f"1:11: '!../drafts/' {FROM_HERE}"),
    "pattern-with-two-dots-within": ("exclude: [a/../b]", f"1:11: 'a/../b' {FROM_HERE}"),
    "pattern-of-another-system": (r"exclude: [drafts\old]", r"1:11: 'drafts\old' matches nothing; write '/' between folders"),
    "pattern-that-is-none": ("exclude: ['!']", "1:11: !: not a pattern of the kind .gitignore has: Invalid git pattern: '!'"),
    "published-is-a-year": ("published: 2020", f"1:12: {DAY} 2020"),
    "published-in-another-order": ("published: 11.9.2020", f"1:12: {DAY} '11.9.2020'"),
    "published-without-hyphens": ("published: 20200911", f"1:12: {DAY} 20200911"),
    "published-in-one-digit": ("published: 2020-9-11", f"1:12: {DAY} '2020-9-11'"),
    "published-with-a-time": ("published: 2020-09-11 10:00:00", f"1:12: {DAY} '2020-09-11 10:00:00'"),
    "published-is-a-week": ("published: 2020-W37-5", f"1:12: {DAY} '2020-W37-5'"),
    "published-in-other-digits": ("published: ٢٠٢٠-٠٩-١١", f"1:12: {DAY} '٢٠٢٠-٠٩-١١'"),
    "published-is-no-day": ("published: 2019-02-29", "1:12: 'published' can't be '2019-02-29'; no calendar has that day"),
    "published-too-early": ("published: 1599-12-31", "1:12: 'published' must lie in the years 1600 to 2200; this is 1599-12-31"),
    "published-too-late": ("published: 2201-01-01", "1:12: 'published' must lie in the years 1600 to 2200; this is 2201-01-01"),
    "published-has-no-value": ("published:", f"1:11: {DAY} nothing"),
    "jobs-is-a-word": ("jobs: many", f"1:7: {NUMBER} 'many'"),
    "jobs-is-nothing": ("jobs: ~", f"1:7: {NUMBER} nothing"),
    "jobs-is-0": ("jobs: 0", f"1:7: {NUMBER} 0"),
    "jobs-is-257": ("jobs: 257", f"1:7: {NUMBER} 257"),
    "jobs-is-below-0": ("jobs: -1", f"1:7: {NUMBER} -1"),
    "jobs-is-a-fraction": ("jobs: 1.5", f"1:7: {NUMBER} 1.5"),
    "jobs-is-true": ("jobs: true", f"1:7: {NUMBER} true"),
    "jobs-is-a-text": ('jobs: "4"', f"1:7: {NUMBER} '4'"),
    "jobs-is-a-list": ("jobs: [4]", f"1:7: {NUMBER} a list"),
    "jobs-is-longer-than-any-number": ("jobs: " + "9" * 5000, f"1:7: {NUMBER} '{'9' * 59}…'"),
    "jobs-in-hexadecimal": ("jobs: 0x10", f"1:7: {NUMBER} '0x10'"),
    "jobs-with-an-underscore": ("jobs: 1_0", f"1:7: {NUMBER} '1_0'"),
    "jobs-in-sixties": ("jobs: 1:30", f"1:7: {NUMBER} '1:30'"),
    "fail-on-misspelt": ("fail-on: eror", "1:10: 'fail-on' can't be 'eror'; did you mean 'error'?"),
    "fail-on-far-from-all": ("fail-on: never", "1:10: 'fail-on' can't be 'never'; it is one of error, warning, info"),
    "fail-on-is-a-list": ("fail-on: [error]", "1:10: 'fail-on' can't be a list; it is one of error, warning, info"),
    "fail-on-is-off": ("fail-on: off", "1:10: 'fail-on' can't be 'off'; it is one of error, warning, info"),
    "prefer-is-a-text": ("prefer: APA", "1:9: 'prefer' must be a mapping of names of outlets, each with an id of the registry; this is 'APA'"),
    "prefer-unknown-id": ("prefer: {APA: apa-azerbajan}", "1:15: no outlet of the registry has the id 'apa-azerbajan'; did you mean 'apa-azerbaijan'?"),
    "prefer-a-name-for-an-id": ("prefer: {KP: Kyiv Post}", "1:14: no outlet of the registry has the id 'Kyiv Post'; did you mean 'kyiv-post'?"),
    "prefer-a-shared-name-for-an-id": ("prefer: {Apa: APA}", "1:15: no outlet of the registry has the id 'APA'; did you mean 'apa-austria' or 'apa-azerbaijan'?"),
    "prefer-an-id-far-from-all": ("prefer: {APA: zzzqqq}", "1:15: no outlet of the registry has the id 'zzzqqq'"),
    "prefer-a-number": ("prefer: {APA: 3}", f"1:15: the id of an outlet {NOT_EMPTY} 3{QUOTE}"),
    "prefer-no-name": ("prefer: {' ': apa-austria}", f"1:10: the name of an outlet {NOT_EMPTY} ' '"),
    "prefer-one-name-twice": ("prefer: {APA: apa-azerbaijan, apa: apa-austria}", "1:31: 'apa' and 'APA' are one name; keep one of them"),
    "suppress-is-a-text": ("suppress: CC107", f"1:11: {LIST} 'CC107'"),
    "suppress-is-one-entry": ("suppress: {code: CC107, text: a}", f"1:11: {LIST} a mapping"),
    "suppress-a-word": ("suppress: [CC107]", "1:12: an entry of 'suppress' must be a mapping with keys among code, path, text, reason"),
    "suppress-nothing": ("suppress: [{}]", "1:12: this entry has no 'code'; ALL stands for every rule"),
    "suppress-without-a-code": ("suppress:\n  - path: a.txt", "2:5: this entry has no 'code'; ALL stands for every rule"),
    "suppress-everywhere": ("suppress:\n  - code: CC107\n    reason: x", "2:5: this entry needs a 'path' or a 'text'; to be rid of CC107 everywhere, list it under 'ignore'"),
    "suppress-with-an-unknown-key": ("suppress:\n  - code: CC107\n    pth: a", "3:5: unknown key 'pth'; did you mean 'path'?"),
    "suppress-an-unknown-code": ("suppress: [{code: CC7x, path: a}]", "1:19: no rule has the code, prefix or name 'CC7x'"),
    "suppress-a-list-of-codes": ("suppress: [{code: [CC1], path: a}]", f"1:19: 'code' {NOT_EMPTY} a list"),
    "suppress-but-not-there": ("suppress: [{code: CC1, path: '!a'}]", "1:30: '!a' only takes back what a pattern before it says"),
    "suppress-in-a-bad-pattern": ("suppress: [{code: CC1, path: ../a}]", f"1:30: '../a' {FROM_HERE}"),
    "suppress-a-number": ("suppress: [{code: CC1, text: 2020}]", f"1:30: 'text' {NOT_EMPTY} 2020{QUOTE}"),
    "suppress-an-empty-text": ("suppress: [{code: CC1, text: ' '}]", f"1:30: 'text' {NOT_EMPTY} ' '"),
    "suppress-for-no-reason": ("suppress: [{code: CC1, text: a, reason: false}]", f"1:41: 'reason' {NOT_EMPTY} false{QUOTE}"),
    "baseline-is-a-number": ("baseline: 3", f"1:11: 'baseline' {NOT_EMPTY} 3{QUOTE}"),
    "baseline-is-off": ("baseline: false", f"1:11: 'baseline' {NOT_EMPTY} false{QUOTE}"),
    "baseline-is-a-list": ("baseline: [a]", f"1:11: 'baseline' {NOT_EMPTY} a list"),
    "second-fault-waits": ("jobs: 0\nfail-on: never", f"1:7: {NUMBER} 0"),
    "after-windows-line-ends": ("# a\r\n# b\r\njobs: 0\r\n", f"3:7: {NUMBER} 0"),
    "after-characters-beyond-ascii": ("prefer: {Тест: apa-azerbaijan, Česká: x-y-z-q}", "1:39: no outlet of the registry has the id 'x-y-z-q'"),
}  # fmt: skip

TOML = {
    "unknown-key": ("servity = 1", "servity: unknown key 'servity'; did you mean 'severity'?"),
    "jobs": ('jobs = "many"', f"jobs: {NUMBER} 'many'"),
    "published-with-a-time": ("published = 2020-09-11T10:00:00", f"published: {DAY} 2020-09-11 10:00:00"),
    "published-is-a-time": ("published = 10:00:00", f"published: {DAY} 10:00:00"),
    "published-too-early": ("published = 1066-10-14", "published: 'published' must lie in the years 1600 to 2200; this is 1066-10-14"),
    "severity": ('severity.CC1 = "eror"', "severity.CC1: a severity can't be 'eror'; did you mean 'error'?"),
    "severity-of-an-unknown-code": ('[severity]\nCC1 = "info"\n"a:1" = "info"', "severity.\"a:1\": no rule has the code, prefix or name 'a:1'"),
    "code-in-a-list": ('select = ["CC1", "CC110x"]', "select[1]: no rule has the code, prefix or name 'CC110x'; did you mean 'CC110'?"),
    "prefer": ('prefer."APA:1" = "apa-azerbajan"', "prefer.\"APA:1\": no outlet of the registry has the id 'apa-azerbajan'; did you mean 'apa-azerbaijan'?"),
    "suppress": ('[[suppress]]\ncode = "CC1"\npath = "a"\n[[suppress]]\ncode = 3', f"suppress[1].code: 'code' {NOT_EMPTY} 3{QUOTE}"),
    "suppress-everywhere": ('suppress = [{code = "CC1"}]', "suppress[0]: this entry needs a 'path' or a 'text'; to be rid of CC1 everywhere, list it under 'ignore'"),
    "suppress-unknown-key": ('suppress = [{code = "CC1", pth = "a"}]', "suppress[0].pth: unknown key 'pth'; did you mean 'path'?"),
    "jobs-is-not-a-number": ("jobs = nan", f"jobs: {NUMBER} nan"),
}  # fmt: skip


def refused(path: Path, content: str | bytes) -> str:
    """What is said of a file with this content, without the path."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DataFileError) as fault:
        load([], str(path))
    message = str(fault.value)
    shown = str(path).replace(os.sep, "/")
    assert message.startswith(f"{shown}:"), message
    return message.removeprefix(f"{shown}:")


@pytest.mark.parametrize(("text", "message"), YAML.values(), ids=YAML)
def test_fault_in_yaml_is_told_with_line_and_column(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path / "c.yaml", text) == message


@pytest.mark.parametrize(("text", "message"), TOML.values(), ids=TOML)
def test_fault_in_toml_is_told_with_the_key(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path / "c.toml", text) == f" {message}"


@pytest.mark.parametrize("name", ["c.toml", "pyproject.toml"])
def test_key_in_a_table_is_told_with_the_table(tmp_path: Path, name: str) -> None:
    message = refused(tmp_path / name, '[tool.citecheck.severity]\nCC101 = "eror"\n')

    assert message == " tool.citecheck.severity.CC101: a severity can't be 'eror'; did you mean 'error'?"


def test_unknown_key_in_pyproject(tmp_path: Path) -> None:
    message = refused(tmp_path / "pyproject.toml", "[tool.citecheck]\nservity = 1\n")

    assert message == " tool.citecheck.servity: unknown key 'servity'; did you mean 'severity'?"


def test_table_that_is_none(tmp_path: Path) -> None:
    message = refused(tmp_path / "pyproject.toml", "[tool]\ncitecheck = 3\n")

    assert message == f" tool.citecheck: a configuration must be a mapping with keys among {KEYS}"


@pytest.mark.parametrize(
    "text", ["", "jobs = 3\n", "[tool.ruff]\n", "tool = 3\n", '[project]\nname = "citecheck.x"\n']
)
def test_named_pyproject_without_a_table(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path / "pyproject.toml", text) == " no table [tool.citecheck] is here"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("jobs = \n", "1:8", id="no-value"),
        pytest.param("jobs = 1\njobs = 2\n", "2:9", id="key-twice"),
        pytest.param('jobs = 1\nbaseline = "known', "2:18", id="text-without-end-in-the-last-line"),
        pytest.param("jobs: 3\n", "1:5", id="yaml"),
        pytest.param("jobs", "1:5", id="end-of-file"),
        pytest.param("jobs = 1\njobs", "2:5", id="end-of-file-in-line-2"),
    ],
)
def test_toml_that_is_none_is_told_with_line_and_column(tmp_path: Path, text: str, place: str) -> None:
    assert refused(tmp_path / "c.toml", text).startswith(f"{place}: not TOML: ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("jobs: 3\n  x: 4", "2:4", id="indented"),
        pytest.param("jobs: 1\n\tx: 4", "2:1", id="tab"),
        pytest.param("a: {jobs: 1\nb: 2", "2:2", id="bracket"),
        pytest.param('jobs: "\x01"', "1:8", id="control-character"),
        pytest.param("jobs: 1\nselect: @x", "2:9", id="reserved"),
        pytest.param(r'exclude: ["a\qb"]', "1:13", id="escape"),
    ],
)
def test_yaml_that_is_none_is_told_with_line_and_column(tmp_path: Path, text: str, place: str) -> None:
    assert refused(tmp_path / "c.yaml", text).startswith(f"{place}: not YAML: ")


def test_toml_number_that_is_too_long(tmp_path: Path) -> None:
    assert refused(tmp_path / "c.toml", "jobs = " + "9" * 5000) == " not TOML: a number in it is too long"


def test_toml_nested_without_end(tmp_path: Path) -> None:
    message = refused(tmp_path / "c.toml", "select = " + "[" * 5000 + "]" * 5000)

    assert "within each other" in message or "not TOML" in message


@pytest.mark.parametrize("name", ["c.yaml", "c.toml", "pyproject.toml"])
@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param("# caf\u00e9\n".encode("latin-1"), "1:6", id="latin-1"),
        pytest.param("# é\n# ".encode() + b"\xff", "2:3", id="second-line"),
        pytest.param(b"\xef\xbb\xbf#\xff", "1:2", id="after-a-byte-order-mark"),
        pytest.param("jobs: 1".encode("utf-16"), "1:1", id="utf-16"),
    ],
)
def test_other_encodings_are_told_with_the_place(tmp_path: Path, name: str, data: bytes, place: str) -> None:
    assert refused(tmp_path / name, data) == f"{place}: not UTF-8; save the file in this encoding"


@pytest.mark.parametrize("name", ["c.yaml", "c.yml", "c.toml", "pyproject.toml"])
def test_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(DataFileError) as fault:
        load([], f"no/{name}")

    assert str(fault.value) == f"no/{name}: can't be read: No such file or directory"


@pytest.mark.skipif(sys.platform == "win32", reason="there it is told in other words")
@pytest.mark.parametrize("name", ["c.yaml", "c.toml"])
def test_folder_in_place_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).mkdir()

    with pytest.raises(DataFileError) as fault:
        load([], name)

    assert str(fault.value) == f"{name}: can't be read: Is a directory"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs files that are closed to us")
def test_file_that_is_closed_to_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c.yaml").touch(mode=0o000)

    with pytest.raises(DataFileError, match=r"c\.yaml: can't be read: Permission denied"):
        load([], "c.yaml")


@pytest.mark.parametrize("name", ["c.json", "citecheck", "c.yaml.txt", "-", "c.yaml/", ".yaml"])
def test_name_that_no_configuration_has(name: str) -> None:
    with pytest.raises(UsageError) as fault:
        load([], name)

    assert str(fault.value) == f"{name}: a configuration is a file that ends in .yaml, .yml or .toml"
