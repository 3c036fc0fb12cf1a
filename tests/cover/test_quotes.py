"""Quotations: every pair of marks, nested and unclosed ones, and apostrophes that are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.cover.quotes import quotations, style
from citecheck.model.span import Span


def quoted(text: str) -> list[str]:
    """The quotations of a text of one paragraph."""
    return [one.span.of(text) for one in quotations(text, Span(0, len(text)), style(text))]


@pytest.mark.parametrize(
    "quotation",
    [
        "“We left”", "«Мы ушли»", "„Wir gingen“", "„Odeszliśmy”", "‹nous partîmes›", "「出た」", "『出た』", '"We left"', "``We left''",
        "‘We left’", "‚Wir gingen‘", "'We left'", "”Vi gick”",
    ],
)  # fmt: skip
def test_pair_of_marks_is_a_quotation(quotation: str) -> None:
    assert quoted(f"He said {quotation}, and went.") == [quotation]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He read “a ‘big’ map” aloud.", ["“a ‘big’ map”"]),
        ("He read ‘a “big” map’ aloud.", ["‘a “big” map’"]),
        ("Он читал «о „большой“ карте» вслух.", ["«о „большой“ карте»"]),
        ("He read \"a 'big' map\" aloud.", ["\"a 'big' map\""]),
        ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
    ],
)
def test_outermost_quotation_counts(text: str, found: list[str]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The aides’ plan and the ministers’ hopes failed.",
        "The ’90s were long, and so were the '80s.",
        "‘Tis a pity that the aides’ plan failed.",
        "It doesn’t, it can't, it won’t.",
        'The plank is 6\' 2" long and 4" wide.',
        "Rock ’n’ roll.",
        "L’usine d’Issy n’ouvre pas aujourd’hui.",
    ],
)
def test_apostrophe_or_measure_is_no_quotation(text: str) -> None:
    assert quoted(text) == []


def test_apostrophe_inside_a_single_quotation_does_not_end_it() -> None:
    assert quoted("She called it ‘the aides’ plan’ and left.") == ["‘the aides’ plan’"]


def test_inches_inside_a_quotation_do_not_end_it() -> None:
    assert quoted('"He is 6\'2" tall," she said.') == ['"He is 6\'2" tall,"']


def test_guillemets_that_point_inwards_are_read_where_the_text_begins_with_them() -> None:
    assert quoted("Er sagte »so nicht« und ging. »Nie«, sagte sie.") == ["»so nicht«", "»Nie«"]


def test_unclosed_quotation_goes_to_the_end() -> None:
    text = "He began: “We left the gate open."

    (one,) = quotations(text, Span(0, len(text)), style(text))

    assert (one.span.of(text), one.closed) == ("“We left the gate open.", False)


def test_unclosed_single_mark_is_none() -> None:
    assert quoted("He began: ‘We left the gate open.") == []


marks = st.sampled_from(
    ["“", "”", "„", "«", "»", "‘", "’", "'", '"', "``", "''", " ", "a", "s", "1", ".", "-", "\n"]
)


@given(st.lists(marks, max_size=30).map("".join))
def test_quotations_are_sorted_and_lie_beside_each_other(text: str) -> None:
    found = [one.span for one in quotations(text, Span(0, len(text)), style(text))]

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.lists(st.sampled_from(["“a”", "“", "”", "b", "(", ".", " "]), max_size=12).map("".join))
def test_curly_marks_are_read_alike_before_marks_of_another_kind(text: str) -> None:
    ahead = f"«e» {text}"

    assert quoted(ahead) == ["«e»", *quoted(text)]


@given(st.lists(st.sampled_from(["“a”", "‘b’", "«c»", "d", "(“e”)"]), max_size=12))
def test_balanced_marks_give_balanced_quotations(parts: list[str]) -> None:
    text = " ".join(parts)
    found = quotations(text, Span(0, len(text)), style(text))

    assert [one.span.of(text) for one in found] == [part.strip("()") for part in parts if part != "d"]
    assert all(one.closed for one in found)
