"""A rule file with a fault is refused with path, line and column, and with what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import run

from citecheck.errors import DataFileError
from citecheck.rules.load import load_rules

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """\
- code: ABC1
  name: own-separator
  severity: warning
  check: separator
  params: {missing: true, expect: ";"}
  message: "'{left}' and '{right}' run together"
  fix: safe
  fix-description: "put a semicolon after '{left}'"
  why: Two references that nothing parts read as one source with an odd name.
  examples:
    - bad: "(Trend.az, September 2 EurasiaNet, September 3)"
      good: "(Trend.az, September 2; EurasiaNet, September 3)"
    - ok: "(Trend.az, September 2)"
"""
BAD = WHOLE[WHOLE.index("    - bad") : WHOLE.index("    - ok")]


class Fault(NamedTuple):
    """A change to a file that is in order, where it is reported and in which words."""

    name: str
    old: str
    new: str
    place: str
    """`line:column` of the report."""
    words: tuple[str, ...]


FAULTS = (
    Fault("unknown-key", "severity:", "servity:", "3:3", ("servity", "did you mean 'severity'?")),
    Fault("unknown-key-far-from-all", "  why:", "  xyzzy: 1\n  why:", "9:3", ("xyzzy", "code")),
    Fault("duplicate-key", "  check:", "  name: twice\n  check:", "4:3", ("'name'", "twice", "line 2")),
    Fault("duplicate-code-key", "  name:", "  code: ABC2\n  name:", "2:3", ("'code'", "twice", "line 1")),
    Fault("alias", "name: own-separator", "name: &n own-separator\n  why: *n", "3:8", ("alias",)),
    Fault("tag", "severity: warning", "severity: !!str warning", "3:13", ("tag",)),
    Fault("own-tag", "check: separator", "check: !python/object:os.system separator", "4:10", ("tag",)),
    Fault(
        "bad-severity",
        "severity: warning",
        "severity: warnign",
        "3:13",
        ("warnign", "did you mean 'warning'?"),
    ),
    Fault(
        "severity-far-from-all",
        "severity: warning",
        "severity: fatal",
        "3:13",
        ("fatal", "error, warning, info"),
    ),
    Fault("severity-is-a-number", "severity: warning", "severity: 2", "3:13", ("2", "error, warning, info")),
    Fault(
        "unknown-check",
        "check: separator",
        "check: separater",
        "4:10",
        ("separater", "did you mean 'separator'?"),
    ),
    Fault("unknown-param", "missing: true", "mising: true", "5:12", ("mising", "did you mean 'missing'?")),
    Fault(
        "param-of-a-wrong-type",
        "missing: true",
        'missing: "yes"',
        "5:21",
        ("missing", "true or false", "yes"),
    ),
    Fault("param-number-for-text", 'expect: ";"', "expect: 3", "5:35", ("expect", "a text", "3")),
    Fault("params-no-mapping", '{missing: true, expect: ";"}', "[missing]", "5:11", ("params",)),
    Fault("param-for-a-check-without", "check: separator", "check: weekday", "5:12", ("missing",)),
    Fault("missing-message", "  message: \"'{left}' and '{right}' run together\"\n", "", "1:3", ("message",)),
    Fault("missing-code", "- code: ABC1\n  name", "- name", "1:3", ("code",)),
    Fault(
        "missing-why",
        "  why: Two references that nothing parts read as one source with an odd name.\n",
        "",
        "1:3",
        ("why",),
    ),
    Fault("empty-message", "\"'{left}' and '{right}' run together\"", '" "', "6:12", ("message", "empty")),
    Fault("bad-braces", "'{left}' and '{right}'", "'{left' and '{right}'", "6:12", ("brace",)),
    Fault("closing-brace-alone", "'{left}' and", "'left}' and", "6:12", ("brace",)),
    Fault("bad-code", "code: ABC1", "code: abc", "1:9", ("abc", "CC101")),
    Fault("code-is-a-number", "code: ABC1", "code: 101", "1:9", ("101", "CC101")),
    Fault(
        "bad-name",
        "name: own-separator",
        "name: Own Separator",
        "2:9",
        ("Own Separator", "missing-separator"),
    ),
    Fault("bad-fix", "fix: safe", "fix: saef", "7:8", ("saef", "did you mean 'safe'?")),
    Fault(
        "fix-without-description",
        "  fix-description: \"put a semicolon after '{left}'\"\n",
        "",
        "1:3",
        ("fix-description",),
    ),
    Fault("no-bad-example", BAD, "", "11:5", ("'bad'",)),
    Fault("good-beside-ok", BAD, BAD + BAD.replace("bad:", "ok:"), "13:7", ("'good'",)),
    Fault("good-without-bad", '- ok: "(Trend', '- good: "(Trend', "13:7", ("'bad'", "'ok'")),
    Fault("bad-and-ok-in-one", "      good:", "      ok:", "11:7", ("'bad'", "'ok'")),
    Fault("unknown-key-of-example", "      good:", "      godo:", "12:7", ("godo", "did you mean 'good'?")),
    Fault("example-is-a-number", '- ok: "(Trend.az, September 2)"', "- ok: 2020", "13:11", ("ok", "text")),
    Fault("no-ok-example", '    - ok: "(Trend.az, September 2)"\n', "", "11:5", ("'ok'",)),
    Fault(
        "examples-no-list",
        WHOLE[WHOLE.index("\n    - bad") :],
        ' "(Trend.az)"\n',
        "10:13",
        ("list of examples",),
    ),
    Fault("no-examples-at-all", WHOLE[WHOLE.index("\n    - bad") :], " []\n", "10:13", ("'bad'",)),
    Fault("not-a-list", WHOLE, "code: ABC1\n", "1:1", ("list of rules",)),
    Fault("a-lone-word", WHOLE, "separator\n", "1:1", ("list of rules",)),
    Fault("list-of-words", WHOLE, "- separator\n", "1:3", ("a rule",)),
    Fault("empty-file", WHOLE, "", "1:1", ("list of rules",)),
    Fault("comment-alone", WHOLE, "# nothing yet\n", "1:1", ("list of rules",)),
    Fault(
        "bracket-never-closed",
        '{missing: true, expect: ";"}',
        '{missing: true, expect: ";"',
        "6:3",
        ("not YAML",),
    ),
    Fault("tab-for-indent", "  name:", "\tname:", "2:1", ("not YAML",)),
    Fault("two-documents", WHOLE, WHOLE + "---\n" + WHOLE, "14:1", ("not YAML", "document")),
    Fault("key-is-a-list", "  name:", "  [a, b]: c\n  name:", "2:3", ("key",)),
    Fault("control-character", "Two references", "Two\x01references", "9:11", ("not YAML",)),
    Fault("bad-default", "  fix: safe", "  default: maybe\n  fix: safe", "7:12", ("maybe", "on", "off")),
    Fault("same-code-twice", WHOLE, WHOLE + WHOLE.replace("own-separator", "other-name"), "14:9", ("ABC1",)),
    Fault("same-name-twice", WHOLE, WHOLE + WHOLE.replace("ABC1", "ABC2"), "15:9", ("own-separator",)),
    Fault("unknown-word-in-braces", "'{left}' and", "'{lfet}' and", "6:12", ("lfet",)),
    Fault("position-in-braces", "'{left}' and", "'{}' and", "6:12", ("brace",)),
)


def written(tmp_path: Path, fault: Fault) -> Path:
    """The faulty file."""
    assert fault.old in WHOLE, "the test changes nothing"
    path = tmp_path / "own.yaml"
    path.write_text(WHOLE.replace(fault.old, fault.new, 1), encoding="utf-8")
    return path


def named(fault: Fault) -> str:
    return fault.name


def test_file_in_order_loads(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(WHOLE, encoding="utf-8")

    assert [rule.code for rule in load_rules([str(path)])] == ["ABC1"]


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_fault_is_refused_at_its_place(tmp_path: Path, fault: Fault) -> None:
    path = written(tmp_path, fault)

    with pytest.raises(DataFileError) as refused:
        load_rules([str(path)])

    assert str(refused.value).startswith(f"{path}:{fault.place}: ")


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_fault_is_told_in_words(tmp_path: Path, fault: Fault) -> None:
    path = written(tmp_path, fault)

    with pytest.raises(DataFileError) as refused:
        load_rules([str(path)])

    assert [word for word in fault.words if word not in str(refused.value)] == [], str(refused.value)


@pytest.mark.parametrize("fault", FAULTS, ids=named)
def test_rules_test_refuses_it_with_status_2(tmp_path: Path, fault: Fault) -> None:
    written(tmp_path, fault)

    done = run("rules", "test", "own.yaml", cwd=tmp_path)

    assert done.status == 2
    assert f"own.yaml:{fault.place}: " in done.err
    assert "Traceback" not in done.err
    assert done.out == ""
