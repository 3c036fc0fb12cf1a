"""Numbers from two to nine: what lacks them is told from what may have them."""

from __future__ import annotations

import pytest

from citecheck.model.verdict import Anchor, AnchorKind
from citecheck.verify.small import has, has_of, has_share, small
from citecheck.verify.words import table


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the crew of 7", "en"),
        ("семерых моряков", "ru"),
        ("на сьомий день", "uk"),
        ("am siebten Tag", "de"),
        ("yedisi", "tr"),
        ("седьмая 3,2", "ru"),
    ],
)
def test_a_number_is_there_in_any_form(text: str, language: str) -> None:
    assert has(7, text, language)


@pytest.mark.parametrize("text", ["17 men", "7.5 metres", "70", "a crew of nine"])
def test_a_part_of_another_number_is_not_it(text: str) -> None:
    assert has(7, text, "en") is False


def test_nothing_is_said_in_a_language_whose_words_are_not_known() -> None:
    assert has(7, "اثنان", "ar") is None


@pytest.mark.parametrize(
    ("text", "there"), [("четвёртые сутки шторма", True), ("четвёртый танкер", False), ("4 человека", False)]
)
def test_a_number_may_count_as_an_ordinal(text: str, there: bool) -> None:
    assert has_of(4, "day", text, "ru") is there


@pytest.mark.parametrize(
    ("key", "there"), [("20 %", True), ("25 %", False), ("20 km", False), ("2.5 %", False)]
)
def test_a_percentage_may_be_a_share(key: str, there: bool) -> None:
    assert has_share(Anchor(AnchorKind.NUMBER, "", key), "about a fifth of the lake") is there


@pytest.mark.parametrize("language", table("numbers")["small"])
def test_every_language_has_a_row_for_each_number(language: str) -> None:
    assert len(table("numbers")["small"][language]) == 8


@pytest.mark.parametrize(
    ("key", "value"), [("7", 7), ("7 day", 7), ("17", None), ("2.5 km", None), ("1", None)]
)
def test_small_is_told_by_the_key(key: str, value: int | None) -> None:
    assert small(Anchor(AnchorKind.NUMBER, "", key)) == value
