"""Where a fault stands: offsets, lines and columns count in the decoded file, whatever stands before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import Result, run

if TYPE_CHECKING:
    from pathlib import Path

LOST = "(, May 14, 2015)"
HEADS = {
    "lf": "One line.\nAnother.\n\n",
    "crlf": "One line.\r\nAnother.\r\n\r\n",
    "cr": "One line.\rAnother.\r\r",
    "mixed": "One.\r\nTwo.\rThree.\n\r\n\rFour.\n\n",
    "line-separator": "One\u2028two\u2029three\u0085four.\n\n",
    "vertical-tab-and-form-feed": "One\x0btwo\x0cthree.\n\n",
    "no-break-space": "One\u00a0two\u202fthree\u2009four.\n\n",
    "zero-width": "One\u200btwo\u200c\u200d\u2060three\ufeff.\n\n",
    "bidirectional": "\u200fOne\u200e \u202btwo\u202c \u2067three\u2069.\n\n",
    "astral": "One \U0001f69c two \U00020000\U0001f1fa\U0001f1e6.\n\n",
    "combining": "Re\u0301sume\u0301 and x\u0336\u0332.\n\n",
    "wide": "東京の製材所。\n\n",
    "tabs": "\tOne\t\ttwo.\n\n",
    "nothing": "",
    "private-use": "\ue000\uf8ff One.\n\n",
    "soft-hyphen": "One\u00adtwo.\n\n",
}
NEWLINE = re.compile(r"\r\n?|\n")


def checked(tmp_path: Path, text: str) -> Result:
    (tmp_path / "a.txt").write_bytes(text.encode())
    return run("check", "--format", "json", "--ignore", "CC205", "a.txt", cwd=tmp_path)


def offset(text: str, line: int, column: int) -> int:
    """Where a line and column, counted from 1, stand in the text."""
    starts = [0, *(match.end() for match in NEWLINE.finditer(text))]
    return starts[line - 1] + column - 1


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(
    "before",
    ["", "The mill is shut ", "The \U0001f69c\u00a0mill\u200b is shut\t"],
    ids=["first", "ascii", "marks"],
)
def test_places_agree_with_the_file(tmp_path: Path, head: str, before: str) -> None:
    text = f"{head}{before}{LOST}. It stays shut.\n"

    done = checked(tmp_path, text)

    assert done.codes == ["CC108"]
    (one,) = done.diagnostics
    assert text[one["start"] : one["end"]] == one["raw"] == LOST[1:-1]
    assert offset(text, one["line"], one["column"]) == one["start"]
    assert offset(text, one["end_line"], one["end_column"]) == one["end"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_citation_over_two_lines_ends_on_the_second(tmp_path: Path, newline: str) -> None:
    text = f"The mill is shut (Dawn, May 2,{newline}2015 Yle, May 3, 2015)."

    (one,) = checked(tmp_path, text).diagnostics

    assert (one["code"], one["line"], one["end_line"]) == ("CC101", 1, 2)
    assert text[one["start"] : one["end"]] == one["raw"]
    assert offset(text, one["end_line"], one["end_column"]) == one["end"]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "\n", "\r\n", " "], ids=ascii)
def test_fix_keeps_the_space_of_the_author(tmp_path: Path, space: str) -> None:
    text = f"The mill is shut (Dawn, May 2, 2015{space}Yle, May 3, 2015)."

    (one,) = checked(tmp_path, text).diagnostics

    assert one["code"] == "CC101"
    (edit,) = one["fix"]["edits"]
    at = text.index("2015") + 4
    assert edit == {"start": at, "end": at, "text": ";"}


def test_line_separator_does_not_end_a_line(tmp_path: Path) -> None:
    (one,) = checked(tmp_path, f"One\u2028two\u2029three\u0085four\x0bfive\x0csix {LOST}.").diagnostics

    assert (one["line"], one["end_line"]) == (1, 1)


def test_crlf_is_one_line_end(tmp_path: Path) -> None:
    (one,) = checked(tmp_path, f"One.\r\n\r\n{LOST}").diagnostics

    assert (one["line"], one["column"], one["start"]) == (3, 2, 9)


def test_every_diagnostic_of_a_faulty_text_cuts_its_raw(tmp_path: Path) -> None:
    text = (
        "\u200eМост \U0001f309 закрыт (Коммерсантъ, 12 мая Интерфакс, 13 мая; ТАСС, 31 июня).\r\n\r"
        "Le pont (Le Monde ,3 mai;; Le Figaro; 4 mai 2014, Le Soir) (, 5 mai).\u2028(Yle, Maay 3)\n"
    )

    done = checked(tmp_path, text)

    assert len(done.diagnostics) >= 6
    assert [one for one in done.diagnostics if text[one["start"] : one["end"]] != one["raw"]] == []
    assert [one for one in done.diagnostics if offset(text, one["line"], one["column"]) != one["start"]] == []


def test_extract_places_agree_with_the_file(tmp_path: Path) -> None:
    text = f"\ufeff{HEADS['mixed']}{HEADS['astral']}It is shut\u00a0(Dawn,\u00a0May 3;\r\nYle, May 4–5; see EDM, May 6).\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    decoded = text.removeprefix("\ufeff")

    (record,) = run("extract", "a.txt", cwd=tmp_path).records

    assert decoded[record["start"] : record["end"]] == record["raw"]
    assert offset(decoded, record["line"], record["column"]) == record["start"]
    for reference in record["references"]:
        assert decoded[reference["start"] : reference["end"]].startswith(reference["outlet"])


def test_16_megabytes_are_read(tmp_path: Path) -> None:
    sentence = "The mill on the river is shut, and whoever asks its owner for the day of its opening gets no answer. "
    paragraph = f"{sentence * 60}(Dawn, May 2, 2015; Yle, May 3, 2015)\n\n"
    text = paragraph * (16 * 1024 * 1024 // len(paragraph) + 1) + LOST

    (one,) = checked(tmp_path, text).diagnostics

    assert (one["start"], one["raw"]) == (len(text) - len(LOST) + 1, LOST[1:-1])
    assert one["line"] == text.count("\n") + 1
