"""Fixes change only what is wrong, and the same fault is reported once."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import check

from citecheck.model.span import apply_edits

PUBLISHED = date(2020, 9, 11)


ROUNDS = 10


def mended(text: str) -> str:
    """The text with its safe fixes made until none is left."""
    for _ in range(ROUNDS):
        rows = check(text, PUBLISHED)
        text = apply_edits(text, [edit for row in rows if row.fix and row.fix.safe for edit in row.fix.edits])
    return text


def codes(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [row.code for row in check(text, published)]


@pytest.mark.parametrize(
    ("faulty", "right"),
    [
        pytest.param("(Dawn, May 3, p. 4, Yle, May 5)", "(Dawn, May 3, p. 4; Yle, May 5)", id="page"),
        pytest.param(
            "(Dawn, May 3, 18:30 GMT, Yle, May 5)", "(Dawn, May 3, 18:30 GMT; Yle, May 5)", id="hour"
        ),
        pytest.param(
            "(Dawn, May 3, “A Mill”, Yle, May 5)", "(Dawn, May 3, “A Mill”; Yle, May 5)", id="title"
        ),
        pytest.param("(Dawn, May 3 (online), Yle, May 5)", "(Dawn, May 3 (online); Yle, May 5)", id="remark"),
        pytest.param("(Dawn, May 3\u00a0Yle, May 5)", "(Dawn, May 3;\u00a0Yle, May 5)", id="no-break-space"),
        pytest.param("(Dawn, May 3\r\nYle, May 5)", "(Dawn, May 3;\r\nYle, May 5)", id="line-break"),
        pytest.param("(Dawn, May 3,\nYle, May 5)", "(Dawn, May 3;\nYle, May 5)", id="comma-and-line-break"),
        pytest.param("(Dawn, May 3,Yle, May 5)", "(Dawn, May 3; Yle, May 5)", id="comma-without-a-space"),
        pytest.param("(Dawn, May 3 , Yle, May 5)", "(Dawn, May 3; Yle, May 5)", id="comma-after-a-space"),
        pytest.param("(Dawn, May 3;; Yle, May 5;)", "(Dawn, May 3; Yle, May 5)", id="two-empty-segments"),
        pytest.param(
            "(Dawn, May 3; ; Yle, May 5)", "(Dawn, May 3; Yle, May 5)", id="empty-segment-with-a-space"
        ),
        pytest.param(
            "(Dawn,, May 3 ; Yle, May 5)", "(Dawn, May 3; Yle, May 5)", id="doubled-comma-and-stray-space"
        ),
        pytest.param("(Dawn May 3; Yle May 5)", "(Dawn, May 3; Yle, May 5)", id="two-missing-commas"),
        pytest.param("(Dawn, Maay 3, Yle, May 5)", "(Dawn, May 3; Yle, May 5)", id="month-and-separator"),
        pytest.param(
            "(Dawn, May 3; Yle, May 5; Dawn, May 3)", "(Dawn, May 3; Yle, May 5)", id="duplicate-at-the-end"
        ),
        pytest.param(
            "(Dawn, May 3; Dawn, May 3; Yle, May 5)",
            "(Dawn, May 3; Yle, May 5)",
            id="duplicate-in-the-middle",
        ),
        pytest.param("(Dawn, May 3; Dawn, May 3; Dawn, May 3)", "(Dawn, May 3)", id="three-alike"),
        pytest.param("( Dawn, May 3 )", "(Dawn, May 3)", id="spaces-inside-the-parentheses"),
    ],
)
def test_safe_fixes_mend_and_keep_all_else(faulty: str, right: str) -> None:
    assert mended(f"The mill, it seems, is shut {faulty}.") == f"The mill, it seems, is shut {right}."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("(Dawn, May 3 Yle, May 5)", ["CC101"], id="missing-separator-is-no-missing-date"),
        pytest.param("(Dawn, May 3, Yle, May 5)", ["CC102"], id="wrong-separator"),
        pytest.param("(Dawn, May 3 Yle May 5)", ["CC101", "CC104"], id="separator-and-comma"),
        pytest.param("(, August 12)", ["CC108"], id="lost-link-is-no-date-alone"),
        pytest.param("(Dawn, May 3; , August 12)", ["CC108"], id="lost-link-in-a-segment"),
        pytest.param("(Dawn, May 3; August 12)", ["CC110"], id="date-alone-is-no-lost-link"),
        pytest.param("(Dawn, 31 June)", ["CC201"], id="impossible-date"),
        pytest.param("(Dawn, Maay 3)", ["CC202"], id="misspelt-month-is-no-missing-date"),
        pytest.param("(Dawn, May)", ["CC203"], id="imprecise-date-is-no-missing-date"),
        pytest.param("(local media)", ["CC107", "CC306"], id="vague-without-a-day-is-two-mends"),
        pytest.param("(local media, May 3)", ["CC306"], id="vague-with-a-day"),
        pytest.param("(Dawn; Yle, May 3)", ["CC107"], id="missing-date"),
        pytest.param("(Dawn, Monday, August 12, 2020)", ["CC207"], id="wrong-weekday"),
        pytest.param("(Dawn, June 9–4)", ["CC209"], id="reversed-range"),
        pytest.param("(Dawn, October 12)", ["CC204"], id="after-publication"),
        pytest.param("(Dawn, May 3;; Yle, May 5)", ["CC103"], id="empty-segment"),
        pytest.param("(Dawn, May 3; Yle, May 5;)", ["CC103"], id="trailing-semicolon"),
        pytest.param("(Dawn,May 3;Yle,May 5)", ["CC105"], id="spacing-once-a-citation"),
        pytest.param("(Dawn, May 3; Yle, May 5; Dawn, May 3)", ["CC501"], id="duplicate"),
        pytest.param("(Dawn, May 3, May 3; Yle, May 5)", ["CC501"], id="day-twice"),
        pytest.param("(Dawn, Yle, May 3, May 3)", ["CC501"], id="shared-day-twice"),
        pytest.param("(Dawn, yesterday; Yle, May 5)", ["CC107"], id="relative-day"),
        pytest.param("(Dawn, last week)", ["CC107"], id="relative-day-alone"),
        pytest.param("(Dawn, May 3; Yle, May 5))", ["CC106"], id="closed-twice"),
        pytest.param("((Dawn, May 3; Yle, May 5)", ["CC106"], id="opened-twice"),
        pytest.param("(March 3, Yle)", ["CC109"], id="date-before-outlet"),
    ],
)
def test_fault_is_reported_once(text: str, wanted: list[str]) -> None:
    assert codes(f"The mill is shut {text}. Its owner is silent.") == wanted


@pytest.mark.parametrize("mark", [",", ":", "–", " – ", ".", " ,", ", ", "\u00a0", "\n", ",\n"], ids=ascii)
def test_one_round_of_fixes_makes_no_new_fault(mark: str) -> None:
    text = f"The mill is shut (Dawn, May 3{mark}Yle, May 5)."
    before = check(text, PUBLISHED)
    once = apply_edits(text, [edit for row in before if row.fix and row.fix.safe for edit in row.fix.edits])

    assert sorted({*codes(once)} - {row.code for row in before}) == []


def test_day_with_its_year_is_not_deleted_as_the_second() -> None:
    (row,) = check("The mill is shut (Dawn, May 3, May 3, 2020).", PUBLISHED)

    assert (row.code, row.fix) == ("CC501", None)


def test_house_style_of_commas_is_one_warning() -> None:
    text = " ".join(
        f"The mill is {word} (Dawn May {n}; Yle, May {n})."
        for n, word in enumerate(("shut", "hot", "cold", "dry"), 2)
    )

    (row,) = check(text, PUBLISHED)

    assert (row.code, row.severity.value, row.fix) == ("CC104", "warning", None)
    assert "4 of 4" in row.message
    assert "--ignore CC104" in row.message


def test_house_style_of_separators_is_one_warning() -> None:
    text = " ".join(
        f"The mill is {word} (Dawn, May {n}, Yle, June {n})."
        for n, word in enumerate(("shut", "hot", "cold"), 2)
    )

    (row,) = check(text, PUBLISHED)

    assert (row.code, row.severity.value, row.fix) == ("CC102", "warning", None)
    assert "--ignore CC102" in row.message


def test_two_slips_are_no_house_style() -> None:
    text = "The mill is shut (Dawn May 2). It is hot (Yle May 3). It is cold (Dawn, May 4). It is dry (Yle, May 5)."

    assert codes(text) == ["CC104", "CC104"]


def test_three_slips_among_many_are_no_house_style() -> None:
    right = " ".join(f"It is {n} (Dawn, May {n})." for n in range(10, 20))
    text = f"The mill is shut (Dawn May 2). It is hot (Yle May 3). It is cold (Dawn May 4). {right}"

    assert codes(text) == ["CC104", "CC104", "CC104"]


def test_unknown_outlet_makes_the_comma_an_unsafe_fix() -> None:
    rows = check("A clinic ran out of serum (Marsh Valley Courier May 9).", PUBLISHED, select=("CC104",))

    (row,) = rows
    assert row.fix is not None
    assert not row.fix.safe


@pytest.mark.parametrize("mark", [". ", " and "])
def test_stop_and_word_between_references_are_unsafe_fixes(mark: str) -> None:
    (row,) = check(f"It is shut (Dawn, May 3{mark}Yle, May 5).", PUBLISHED)

    assert row.code == "CC102"
    assert row.fix is not None
    assert not row.fix.safe


def test_month_near_to_several_has_no_safe_fix() -> None:
    (row,) = check("It is shut (Dawn, Juny 5).", PUBLISHED)

    assert row.code == "CC202"
    assert "June" in row.message
    assert "July" in row.message
    assert row.fix is None or not row.fix.safe


def test_month_near_to_one_has_a_safe_fix() -> None:
    (row,) = check("It is shut (Dawn, Jully 5).", PUBLISHED)

    assert row.code == "CC202"
    assert row.fix is not None
    assert row.fix.safe
