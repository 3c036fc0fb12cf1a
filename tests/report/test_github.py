"""GitHub's workflow commands: what its runner reads from a line is what was found, and nothing more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from conftest import check, environment, run
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.model.diagnostic import Diagnostic, Fix, Severity
from citecheck.model.document import Document, Unreadable
from citecheck.model.span import Edit, Span
from citecheck.report import github
from citecheck.report.rows import Row, rows, unreadable_row
from citecheck.rules.load import builtin_rules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "It is shut (Dawn, May 2, 2015 Yle, May 3, 2015)."
"""One CC101."""
COMMANDS = {
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "stop-commands",
    "add-matcher",
}
IN_MESSAGE = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
IN_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))


@pytest.fixture(scope="module", autouse=True)
def _no_workspace() -> Iterator[None]:
    """These tests may themselves run in a workflow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("GITHUB_WORKSPACE", raising=False)
        yield


class Command(NamedTuple):
    """What a runner understands of a line."""

    name: str
    properties: dict[str, str]
    message: str


def understood(line: str) -> Command:
    """A line as the runner takes it apart: at the first `::`, at commas, at the first `=` of each."""
    line = line.lstrip()
    assert line.startswith("::")
    head, sign, data = line[2:].partition("::")
    assert sign
    name, _, properties = head.partition(" ")
    assert name in COMMANDS
    pairs = [pair.partition("=") for pair in properties.strip().split(",")]
    return Command(
        name, {key: undone(value, IN_PROPERTY) for key, _, value in pairs}, undone(data, IN_MESSAGE)
    )


def undone(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for escape, char in escapes:
        text = text.replace(escape, char)
    return text


def commands(output: str) -> list[Command]:
    """The commands that a runner finds in an output; any other line fails."""
    return [understood(line) for line in output.replace("\r", "\n").split("\n") if line]


def diagnosed(text: str, start: int, end: int, path: str = "a.txt", **more: Any) -> Row:
    """The row of a diagnostic that nobody found."""
    values = {
        "code": "CC101",
        "name": "missing-separator",
        "severity": Severity.ERROR,
        "message": "it is wrong",
    }
    place = {key: more.pop(key) for key in ("article", "line") if key in more}
    found = Diagnostic(**(values | more), span=Span(start, end))
    (row,) = rows(Document(path, text, (), **place), [found])
    return row


chars = st.one_of(
    st.sampled_from("\r\n:,=%;]# \t\u2028\u0085\x0b\x1b"),
    st.sampled_from(("\r", "\n", "::", "%0A", "%25", "::error::", "##[error]")),
    st.characters(exclude_categories=["Cs"]),
)
texts = st.lists(chars, min_size=1, max_size=30).map("".join)
paths = st.one_of(st.sampled_from(("a.txt", "a,b:c=d%0A.txt", "новини/1.txt", "-")), texts)


@st.composite
def any_row(draw: st.DrawFn) -> Row:
    text = draw(st.lists(chars, min_size=8, max_size=30).map("".join))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    fix = draw(st.none() | st.builds(Fix, st.booleans(), texts, st.just((Edit(Span(0, 0), ";"),))))
    return diagnosed(
        text, start, end, draw(paths), severity=draw(st.sampled_from(Severity)), message=draw(texts), fix=fix
    )


@settings(max_examples=250, deadline=None)
@given(row=any_row())
def test_any_row_is_one_line_that_says_what_the_row_says(row: Row) -> None:
    (command,) = commands(github.line(row))

    assert command.properties["file"] == row.path
    assert command.properties["line"] == str(row.line)
    assert command.properties["title"] == f"{row.code} {row.name}"
    assert command.message.startswith(row.message)
    assert command.message.endswith(row.fix.description if row.fix else row.message)


@settings(max_examples=250, deadline=None)
@given(row=any_row())
def test_columns_of_any_row_are_such_as_github_takes(row: Row) -> None:
    (command,) = commands(github.line(row))
    place = {
        key: int(command.properties[key])
        for key in ("line", "endLine", "col", "endColumn")
        if key in command.properties
    }

    assert place.get("endLine", row.line) == row.end_line
    if "col" in place:
        assert place["line"] == place["endLine"]
        assert 1 <= place["col"] <= place["endColumn"]
        assert place["endColumn"] - place["col"] + 1 == len(row.raw)


def test_line_for_a_diagnostic_with_a_fix() -> None:
    (row,) = check(TEXT)

    assert github.line(row) == (
        "::error file=example.txt,line=1,endLine=1,col=19,endColumn=33,title=CC101 missing-separator::"
        "'Dawn, May 2, 2015' and 'Yle, May 3, 2015' run together; put ';' between them%0A"
        "fix: put ';' after 'Dawn, May 2, 2015'"
    )


NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@pytest.mark.parametrize("severity", Severity)
def test_command_is_the_severity(severity: Severity) -> None:
    assert understood(github.line(diagnosed(TEXT, 0, 2, severity=severity))).name == NAMES[severity]


@pytest.mark.parametrize(("safe", "label"), [(True, "fix"), (False, "unsafe fix (check it)")])
def test_fix_stands_on_a_line_of_its_own(safe: bool, label: str) -> None:
    row = diagnosed(TEXT, 0, 2, fix=Fix(safe, "mend it", (Edit(Span(0, 0), ";"),)))

    assert understood(github.line(row)).message == f"it is wrong\n{label}: mend it"


ESCAPES = {
    "percent": ("50% of it", "50%25 of it"),
    "an-escape-as-words": ("%0A", "%250A"),
    "line-feed": ("a\nb", "a%0Ab"),
    "carriage-return": ("a\r\nb", "a%0D%0Ab"),
    "colon-and-comma": ("a: b, c", "a: b, c"),
}


@pytest.mark.parametrize(("message", "written"), ESCAPES.values(), ids=ESCAPES)
def test_message_is_escaped(message: str, written: str) -> None:
    assert github.line(diagnosed(TEXT, 0, 2, message=message)).endswith(f"::{written}")


def test_path_is_escaped() -> None:
    assert github.line(diagnosed(TEXT, 0, 2, "a,b:c%.txt")).startswith(
        "::error file=a%2Cb%3Ac%25.txt,line=1,"
    )


SMUGGLED = "x\n::add-mask::secret\r::stop-commands::all"


def test_message_smuggles_no_second_command() -> None:
    (command,) = commands(github.line(diagnosed(TEXT, 0, 2, message=SMUGGLED)))

    assert (command.name, command.message) == ("error", SMUGGLED)


def test_path_smuggles_no_second_command() -> None:
    (command,) = commands(github.line(diagnosed(TEXT, 0, 2, f"a::warning file=b::{SMUGGLED}")))

    assert (command.name, command.message) == ("error", "it is wrong")


def test_author_smuggles_no_command(tmp_path: Path) -> None:
    text = "It is shut (::add-mask::Dawn\n::stop-commands::x, May 2, 2015 Yle%0A::error::no, May 3, 2015).\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = run("check", "--exit-zero", "--format", "github", cwd=tmp_path)
    wanted = run("check", "--exit-zero", "--format", "json", cwd=tmp_path).diagnostics

    assert [command.properties["title"] for command in commands(found.out)] == [
        f"{one['code']} {one['name']}" for one in wanted
    ]
    assert wanted


def test_place_of_several_lines_has_no_columns() -> None:
    properties = understood(github.line(diagnosed("a\nbc\nd", 3, 6))).properties

    assert {key: value for key, value in properties.items() if key != "title"} == {
        "file": "a.txt",
        "line": "2",
        "endLine": "3",
    }


RECORDS = {
    "with-id": ("notes.jsonl", "n-1"),
    "without-id": ("notes.jsonl", None),
    "by-another-name": ("-", "n-1"),
}


@pytest.mark.parametrize(("path", "article"), RECORDS.values(), ids=RECORDS)
def test_place_in_a_record_has_its_line_alone(path: str, article: str | None) -> None:
    row = diagnosed(TEXT, 11, 20, path, article=article, line=3)

    assert understood(github.line(row)).properties == {
        "file": path,
        "line": "3",
        "title": "CC101 missing-separator",
    }


def test_what_cannot_be_read_has_its_line_alone() -> None:
    rule = next(rule for rule in builtin_rules() if rule.code == "CC902")
    row = unreadable_row(rule, Unreadable("a.txt", "it is UTF-32", 1))

    assert github.line(row) == "::error file=a.txt,line=1,title=CC902 unreadable-file::it is UTF-32"


# paths, from the root of the checkout


def placed(path: Path | str) -> str:
    return understood(github.line(diagnosed(TEXT, 0, 2, str(path).replace(os.sep, "/")))).properties["file"]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose folder `news` the command runs in."""
    root = tmp_path / "work"
    (root / "news").mkdir(parents=True)
    monkeypatch.chdir(root / "news")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root))
    return root


def test_relative_path_starts_from_the_checkout(checkout: Path) -> None:
    assert placed("may/a.txt") == "news/may/a.txt"


def test_path_to_a_folder_above_starts_from_the_checkout(checkout: Path) -> None:
    assert placed("../drafts/a.txt") == "drafts/a.txt"


def test_absolute_path_in_the_checkout_becomes_relative(checkout: Path) -> None:
    assert placed(checkout / "news" / "a.txt") == "news/a.txt"


def test_workspace_may_end_with_a_slash(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", f"{checkout}/")

    assert placed("a.txt") == "news/a.txt"


def test_path_outside_of_the_checkout_stays(checkout: Path) -> None:
    assert placed("../../a.txt") == "../../a.txt"


def test_path_in_a_folder_whose_name_begins_alike_stays(checkout: Path) -> None:
    other = f"{checkout}-old/a.txt".replace(os.sep, "/")

    assert placed(other) == other


def test_standard_input_is_no_file_of_the_checkout(checkout: Path) -> None:
    assert placed("-") == "-"


def test_path_stays_where_there_is_no_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert placed("news/a.txt") == "news/a.txt"


def test_command_names_files_from_the_checkout(checkout: Path) -> None:
    (checkout / "news" / "a.txt").write_text(TEXT, encoding="utf-8")
    env = environment(GITHUB_WORKSPACE=str(checkout))
    (command,) = commands(run("check", "--format", "github", cwd=checkout / "news", env=env).out)

    assert command.properties["file"] == "news/a.txt"


def test_command_prints_nothing_where_nothing_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It is shut (Dawn, May 2, 2015).\n", encoding="utf-8")

    assert run("check", "--format", "github", cwd=tmp_path).out == ""


def test_command_prints_one_line_for_each_diagnostic() -> None:
    found = run("check", "--exit-zero", "--format", "github", "seeds/drafts")
    wanted = run("check", "--exit-zero", "--format", "json", "seeds/drafts").diagnostics
    lines = [(one.properties["file"], int(one.properties["line"])) for one in commands(found.out)]

    assert lines == [(one["path"], one["line"]) for one in wanted]
