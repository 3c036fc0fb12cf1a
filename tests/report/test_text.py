"""The output for people: the first line, the source line, the caret under the exact characters, the fix, the summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import Result, run
from wcwidth import wcswidth, wcwidth

from citecheck.report.text import NARROW

if TYPE_CHECKING:
    from pathlib import Path

FIRST = re.compile(
    r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): (?P<severity>error|warning|info)\[(?P<code>[A-Z]+\d+)\] (?P<message>.+)"
)
LOST = ", May 14, 2015"


def checked(tmp_path: Path, text: str, *args: str) -> Result:
    (tmp_path / "a.txt").write_bytes(text.encode())
    return run("check", "--ignore", "CC205", *args, "a.txt", cwd=tmp_path)


def pointed(out: str) -> str:
    """The characters of the source line above the first carets, by the columns that a terminal gives them."""
    lines = out.splitlines()
    at = next(number for number, line in enumerate(lines) if "^" in line)
    shown, caret = lines[at - 1], lines[at]
    first, last = caret.index("^"), caret.rindex("^") + 1
    assert set(caret[first:last]) == {"^"}
    found, column = "", 0
    for number, char in enumerate(shown):
        width = wcswidth(shown[: number + 1]) - column if number else wcswidth(char)
        if first <= column < last or (found and column == last and width == 0):
            found += char
        column += max(width, 0)
    return found


def test_first_line_says_where_what_and_how_bad(tmp_path: Path) -> None:
    match = FIRST.fullmatch(checked(tmp_path, f"It is shut ({LOST}).").out.splitlines()[0])

    assert match is not None
    assert (match["path"], match["line"], match["column"]) == ("a.txt", "1", "13")
    assert (match["severity"], match["code"]) == ("error", "CC108")


def test_every_diagnostic_begins_with_such_a_line(tmp_path: Path) -> None:
    text = f"It is shut ({LOST}). It is open (Dawn, May 2, 2015 Yle, May 3, 2015).\n\nIt is hot (Dawn; Yle, May 3, 2015).\n"
    lines = checked(tmp_path, text).out.splitlines()

    assert [match["code"] for line in lines if (match := FIRST.fullmatch(line))] == [
        "CC108",
        "CC101",
        "CC107",
    ]


BEFORE = {
    "nothing": "",
    "ascii": "It is shut ",
    "wide": "東京の製材所は止まった ",
    "full-width": "ＡＢＣ　ＤＥＦ ",
    "combining": "Re\u0301sume\u0301 Zu\u0308rich x\u0336\u0332 ",
    "tab": "It\tis\tshut ",
    "tab-first": "\t\tIt is shut ",
    "emoji": "It is shut \U0001f69c\U0001f332 ",
    "zero-width-space": "It\u200bis\u200bshut ",
    "no-break-space": "It\u00a0is\u202fshut\u00a0",
    "line-separator": "It\u2028is shut ",
    "hangul": "제재소는 멈췄다 ",
    "arabic": "المصنع مغلق ",
    "devanagari": "चक्की बंद है ",
    "long": "It is shut, and no one says for how long or for what reason. " * 5,
    "long-wide": "東京の製材所は止まった。" * 20,
    "long-combining": "Re\u0301sume\u0301 Zu\u0308rich " * 20,
}


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize(
    "after",
    ["", ". " + "It stays so until the owner speaks. " * 9, "。" + "東京の製材所" * 20],
    ids=["end", "long", "wide"],
)
def test_caret_stands_under_the_exact_characters(tmp_path: Path, before: str, after: str) -> None:
    assert pointed(checked(tmp_path, f"{before}({LOST}){after}").out) == LOST


@pytest.mark.parametrize(
    ("citation", "raw"),
    [
        pytest.param("(東京新聞, May 14 2015; 日経, June 31, 2015)", "June 31, 2015", id="after-wide"),
        pytest.param("(Le Te\u0301moin, June 31, 2015)", "June 31, 2015", id="after-combining"),
        pytest.param("(Dawn,\tJune 31, 2015)", "June 31, 2015", id="after-tab"),
    ],
)
def test_caret_stands_right_behind_such_characters_in_the_citation(
    tmp_path: Path, citation: str, raw: str
) -> None:
    assert pointed(checked(tmp_path, f"It is shut {citation}.", "--select", "CC201").out) == raw


def test_caret_covers_wide_characters_whole(tmp_path: Path) -> None:
    out = checked(tmp_path, "It is shut (日経, 2015年2月30日).", "--select", "CC201").out

    assert pointed(out) == "2015年2月30日"


def test_span_over_a_line_break_ends_its_caret_with_the_line(tmp_path: Path) -> None:
    out = checked(tmp_path, "It is shut (Dawn, May 2,\n2015 Yle, May 3, 2015).").out

    assert pointed(out) == "May 2,"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_source_line_is_the_one_of_the_fault(tmp_path: Path, newline: str) -> None:
    out = checked(
        tmp_path, f"One line.{newline}{newline}It is shut ({LOST}).{newline}{newline}Another line.{newline}"
    ).out

    assert out.splitlines()[1] == f"3 | It is shut ({LOST})."


def test_record_shows_the_line_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "r7", "text": "A mill\\n\\nIt is shut (, May 14, 2015)."}\n', encoding="utf-8"
    )

    out = run("check", "a.jsonl", cwd=tmp_path).out

    assert out.startswith("a.jsonl:1:21: error[CC108] ")
    assert "It is shut (, May 14, 2015)." in out
    assert pointed(out) == LOST


@pytest.mark.parametrize(
    "mark", ["\x1b[31m", "\x07", "\x08", "\x9b31m", "\u202e", "\u2066", "\x7f"], ids=ascii
)
def test_nothing_that_moves_the_cursor_is_printed(tmp_path: Path, mark: str) -> None:
    out = checked(
        tmp_path,
        f"It is {mark}shut (Dawn{mark}, June 31, 2015; Yle{mark}, May 3, 2015; Yle{mark}, May 3, 2015).",
    ).out

    assert "[CC201]" in out
    assert mark[0] not in out


def test_lines_fit_the_width_of_a_terminal(tmp_path: Path) -> None:
    out = checked(tmp_path, "word " * 200 + f"({LOST}) " + "word " * 200).out

    assert [line for line in out.splitlines()[1:] if wcswidth(line) > 100] == []


def test_each_narrow_character_has_one_column() -> None:
    narrow = [char for char in map(chr, range(0x20, 0x3000)) if NARROW.fullmatch(char)]

    assert len(narrow) > 1000
    assert [char for char in narrow if wcwidth(char) != 1] == []


def test_line_of_a_megabyte_is_cut(tmp_path: Path) -> None:
    out = checked(tmp_path, "word " * 200_000 + f"({LOST})").out

    assert pointed(out) == LOST
    assert len(out) < 1000


def test_fix_is_shown(tmp_path: Path) -> None:
    out = checked(tmp_path, "It is shut (Dawn, May 2, 2015 Yle, May 3, 2015).").out

    assert re.search(r"^ +=.* fix: put ';' after 'Dawn, May 2, 2015'$", out, re.MULTILINE)


def test_unsafe_fix_is_told_apart(tmp_path: Path) -> None:
    out = checked(tmp_path, "It is shut (May 2, 2015, Dawn).").out

    (lead,) = re.findall(r"^ += *(.*): write 'Dawn, May 2, 2015'$", out, re.MULTILINE)
    assert lead != "fix"
    assert "fix" in lead


def test_message_with_a_line_break_stays_on_one_line(tmp_path: Path) -> None:
    out = checked(tmp_path, "It is shut (Dawn, May 2, 2015 The\nNew\r\nYorker, May 3, 2015).", "-q").out

    assert len(out.splitlines()) == 1
    assert "'The New Yorker, May 3, 2015'" in out


def test_summary_ends_the_output(tmp_path: Path) -> None:
    out = checked(
        tmp_path, f"It is shut ({LOST}). It is open (Dawn, May 2, 2015 Yle, May 3, 2015; Dawn)."
    ).out

    assert out.splitlines()[-1] == "2 errors, 1 warning in 1 article, 2 citations, 4 references; 1 safe fix."


def test_summary_of_a_clean_text_says_so(tmp_path: Path) -> None:
    assert (
        checked(tmp_path, "It is open (Dawn, May 2, 2015).").out
        == "Nothing to mend: 1 article, 1 citation, 1 reference.\n"
    )


def test_summary_speaks_of_one_and_of_many(tmp_path: Path) -> None:
    assert checked(tmp_path, "It is open.").out == "Nothing to mend: 1 article, 0 citations, 0 references.\n"


def test_unreadable_file_has_no_source_line(tmp_path: Path) -> None:
    out = checked(tmp_path, "one\n\x00", "--format", "text").out

    assert out.splitlines()[0].startswith("a.txt:2:1: error[CC902] ")
    assert "^" not in out
