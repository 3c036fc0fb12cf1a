"""Numbers in words, in the forms that sentences give them, and what they count."""

from __future__ import annotations

import pytest

from citecheck.verify.numbers import numbers


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("до двадцати одного", "ru", 21),
        ("к четырём тысячам", "ru", 4000),
        ("на двадцяти одному кілометрі", "uk", 21),
        ("п'яти катерів", "uk", 5),
        ("пʼятнадцяти катерів", "uk", 15),
        ("on altı ayda", "tr", 16),
        ("dix-sept propriétaires", "fr", 17),
        ("soixante-dix-sept", "fr", 77),
        ("veintiocho tripulantes", "es", 28),
        ("zweihundertfünfzig Teilnehmer", "de", 250),
        ("hundertzwanzig Stellen", "de", 120),
        ("տասնմեկ սանտիմետրով", "hy", 11),
    ],
)
def test_numerals_are_read_in_all_their_forms(text: str, language: str, value: int) -> None:
    assert [one.value for one in numbers(text, (language,))] == [value]


@pytest.mark.parametrize(
    ("text", "language", "unit"),
    [
        ("1,1 кубического километра", "ru", "km3"),
        ("260 кубических метров", "ru", "m3"),
        ("85 kilometr", "az", "km"),
        ("4,2 milyon metreküpe", "tr", "m3"),
        ("двое суток", "ru", "day"),
        ("13,5 მეტრამდე", "ka", "m"),
    ],
)
def test_units_are_met_in_all_their_forms(text: str, language: str, unit: str) -> None:
    assert numbers(text, (language,))[0].unit == unit


@pytest.mark.parametrize("text", ["from 14 metres to 21", "from 14 to 21 metres"])
def test_both_ends_of_a_range_have_its_measure(text: str) -> None:
    assert [(one.value, one.unit) for one in numbers(text, ("en",))] == [(14, "m"), (21, "m")]


def test_a_year_counts_nothing_further_on() -> None:
    assert numbers("by 2024 and take ships", ("en",)) == []


def test_what_is_listed_shares_no_unit() -> None:
    assert [one.unit for one in numbers("14 metres, 21 men", ("en",))] == ["m", ""]
