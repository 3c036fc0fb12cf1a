"""The year of a date that has none: the latest such day not after publication, two days allowed; or a slip."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import article, check, cited

if TYPE_CHECKING:
    from citecheck.model.article import DateMention

SEPT_11 = date(2020, 9, 11)


def dates(written: str, published: date | None) -> tuple[DateMention, ...]:
    """The dates of `(Reuters, WRITTEN)` in an article of that day."""
    return article(f"The mill is shut (Reuters, {written}).", published).citations[0].references[0].dates


def iso(written: str, published: date | None) -> str | None:
    """The one day meant."""
    (one,) = dates(written, published)
    return one.iso.isoformat() if one.iso else None


def codes(written: str, published: date | None) -> list[str]:
    return [row.code for row in check(f"The mill is shut (Reuters, {written}).", published)]


@pytest.mark.parametrize(
    ("written", "published", "day"),
    [
        pytest.param("September 11", SEPT_11, "2020-09-11", id="own-day"),
        pytest.param("September 10", SEPT_11, "2020-09-10", id="day-before"),
        pytest.param("September 12", SEPT_11, "2020-09-12", id="one-day-after"),
        pytest.param("September 13", SEPT_11, "2020-09-13", id="two-days-after"),
        pytest.param("August 12", SEPT_11, "2020-08-12", id="month-before"),
        pytest.param("January 1", SEPT_11, "2020-01-01", id="first-of-the-year"),
        pytest.param("December 31", SEPT_11, "2019-12-31", id="last-of-the-year-before"),
        pytest.param("December 30", date(2021, 1, 3), "2020-12-30", id="over-the-new-year"),
        pytest.param("January 1", date(2020, 12, 31), "2021-01-01", id="tolerance-over-the-new-year"),
        pytest.param("January 2", date(2020, 12, 31), "2021-01-02", id="whole-tolerance-over-the-new-year"),
        pytest.param("February 29", date(2020, 3, 5), "2020-02-29", id="leap-day-of-this-year"),
        pytest.param("February 29", date(2020, 2, 27), "2020-02-29", id="leap-day-within-tolerance"),
        pytest.param("February 29", date(2021, 3, 5), "2020-02-29", id="leap-day-of-last-year"),
        pytest.param("February 29", date(2023, 3, 5), "2020-02-29", id="leap-day-three-years-back"),
        pytest.param("February 29", date(1904, 2, 20), "1896-02-29", id="leap-day-eight-years-back"),
        pytest.param("February 28", date(2020, 3, 5), "2020-02-28", id="day-before-the-leap-day"),
        pytest.param("March 1", date(2020, 2, 29), "2020-03-01", id="day-after-the-leap-day"),
    ],
)
def test_latest_such_day_not_after_publication(written: str, published: date, day: str) -> None:
    assert iso(written, published) == day


@pytest.mark.parametrize(
    ("written", "published", "day"),
    [
        pytest.param("September 14", SEPT_11, "2020-09-14", id="three-days-after"),
        pytest.param("September 28", SEPT_11, "2020-09-28", id="weeks-after"),
        pytest.param("November 10", SEPT_11, "2020-11-10", id="sixty-days-after"),
        pytest.param("January 9", date(2007, 12, 20), "2008-01-09", id="over-the-new-year"),
        pytest.param("March 1", date(2020, 1, 1), "2020-03-01", id="sixty-days-over-a-leap-day"),
        pytest.param("March 2", date(2021, 1, 1), "2021-03-02", id="sixty-days-of-a-common-year"),
    ],
)
def test_day_soon_after_publication_is_a_slip(written: str, published: date, day: str) -> None:
    assert iso(written, published) == day
    assert codes(written, published) == ["CC204"]


@pytest.mark.parametrize(
    ("written", "published", "day"),
    [
        pytest.param("November 11", SEPT_11, "2019-11-11", id="sixty-one-days-after"),
        pytest.param("December 11", SEPT_11, "2019-12-11", id="nine-months-back"),
        pytest.param("December 12", SEPT_11, "2019-12-12", id="less-than-nine-months-back"),
        pytest.param("December 25", SEPT_11, "2019-12-25", id="christmas-before"),
        pytest.param("March 2", date(2020, 1, 1), "2019-03-02", id="sixty-one-days-over-a-leap-day"),
    ],
)
def test_day_neither_near_nor_far_is_of_the_year_before(written: str, published: date, day: str) -> None:
    assert iso(written, published) == day
    assert codes(written, published) == []


def test_message_of_a_slip_says_what_to_write() -> None:
    (row,) = check("The mill is shut (Reuters, September 28).", SEPT_11)

    assert "2020-09-11" in row.message
    assert "'September 28, 2019'" in row.message


def test_message_of_a_slip_in_a_list_names_the_month() -> None:
    messages = [row.message for row in check("The mill is shut (Reuters, September 28, 30).", SEPT_11)]

    assert messages
    assert [message for message in messages if "'30, 2019'" in message] == []


def test_every_day_of_a_year_has_one_reading() -> None:
    """Up to sixty days after publication it is a slip, and with the tolerance and all days before it none."""
    for back in range(-60, 304):
        day = SEPT_11 - timedelta(days=back)
        written = f"{day:%B} {day.day}"
        assert iso(written, SEPT_11) == day.isoformat(), written
        assert (codes(written, SEPT_11) == ["CC204"]) == (back < -2), written


def test_no_publication_date_means_no_day() -> None:
    assert iso("September 1", None) is None


def test_no_publication_date_leaves_a_whole_date() -> None:
    assert iso("September 1, 2019", None) == "2019-09-01"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("September 13, 2020", []), ("September 14, 2020", ["CC204"]), ("September 14, 2021", ["CC204"]), ("October 2020", ["CC204"]),
        ("September 2020", []), ("2020-09-14", ["CC204"]), ("September 11, 2019", []), ("March 1, 1999", []),
    ],
)  # fmt: skip
def test_written_year_is_held_against_publication(written: str, found: list[str]) -> None:
    assert codes(written, SEPT_11) == found


@pytest.mark.parametrize(
    ("written", "published", "first", "last"),
    [
        pytest.param("September 1–8", SEPT_11, "2020-09-01", "2020-09-08", id="within-a-month"),
        pytest.param("August 30–September 2", SEPT_11, "2020-08-30", "2020-09-02", id="over-a-month"),
        pytest.param(
            "December 28–January 3", date(2021, 1, 10), "2020-12-28", "2021-01-03", id="over-the-new-year"
        ),
        pytest.param(
            "December 28–January 3", SEPT_11, "2019-12-28", "2020-01-03", id="over-the-last-new-year"
        ),
        pytest.param(
            "December 28–January 3, 2019", SEPT_11, "2018-12-28", "2019-01-03", id="year-of-the-end"
        ),
        pytest.param(
            "December 28, 2018–January 3", SEPT_11, "2018-12-28", "2019-01-03", id="year-of-the-beginning"
        ),
        pytest.param(
            "December 28, 2018–January 3, 2019", SEPT_11, "2018-12-28", "2019-01-03", id="both-years"
        ),
        pytest.param(
            "February 27–March 1", date(2020, 3, 5), "2020-02-27", "2020-03-01", id="over-a-leap-day"
        ),
        pytest.param("February 28–29", date(2021, 3, 5), "2020-02-28", "2020-02-29", id="ends-on-a-leap-day"),
        pytest.param("September 9–12", SEPT_11, "2020-09-09", "2020-09-12", id="ends-within-tolerance"),
    ],
)
def test_ranges(written: str, published: date, first: str, last: str) -> None:
    (one,) = dates(written, published)

    assert (str(one.iso), str(one.end_iso)) == (first, last)
    assert codes(written, published) == []


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("January 30, 2017 and July 22, 2020", ["2017-01-30", "2020-07-22"]),
        ("September 18, 2018 and December 11, 2019", ["2018-09-18", "2019-12-11"]),
        ("January 30 and July 22, 2018", ["2018-01-30", "2018-07-22"]),
        ("November 30 and January 22, 2018", ["2017-11-30", "2018-01-22"]),
        ("July 22, 2018 and August 9", ["2018-07-22", "2020-08-09"]),
        ("June 5, 9, 12", ["2020-06-05", "2020-06-09", "2020-06-12"]),
        ("June 5, 9, 12, 2018", ["2018-06-05", "2018-06-09", "2018-06-12"]),
        ("August 9, September 2", ["2020-08-09", "2020-09-02"]),
        ("December 30, January 4", ["2019-12-30", "2020-01-04"]),
    ],
)
def test_lists_of_dates(written: str, wanted: list[str]) -> None:
    assert [str(one.iso) for one in dates(written, SEPT_11)] == wanted


@pytest.mark.parametrize(
    ("written", "year"),
    [("May", 2020), ("September", 2020), ("October", 2019), ("December", 2019), ("May 2017", 2017)],
)
def test_month_without_a_day_has_its_latest_year(written: str, year: int) -> None:
    found = article(f"It is shut (Reuters, {written}; Yle, May 3).", SEPT_11).citations[0].references[0].dates

    assert [(one.iso, one.year) for one in found] == [(None, year)]


def test_outlets_that_share_a_date_share_its_year() -> None:
    assert cited("It is shut (Reuters, Dawn, December 30).", date(2021, 1, 3)) == [
        "Reuters: 2020-12-30",
        "Dawn: 2020-12-30",
    ]


DATELINES = {
    "sept-11-2020": "Sept 11 2020",
    "no-break-spaces": "Sept\u00a011\u00a02020",
    "long": "September 11, 2020",
    "weekday": "Friday, September 11, 2020",
    "day-first": "11 September 2020",
    "iso": "2020-09-11",
    "russian": "11 сентября 2020",
    "russian-with-year-word": "11 сентября 2020 г.",
    "german": "11. September 2020",
    "dots": "11.09.2020",
    "spanish": "11 de septiembre de 2020",
    "place-first": "Baku, September 11, 2020",
}


@pytest.mark.parametrize("dateline", DATELINES.values(), ids=DATELINES)
def test_dateline_near_the_top_gives_the_day(dateline: str) -> None:
    text = f"A Mill at the River\n\nHarbor Review\n{dateline}\n\nThe mill is shut (Reuters, December 30).\n"

    assert article(text).published == SEPT_11
    assert cited(text) == ["Reuters: 2019-12-30"]


def test_day_in_the_body_is_no_dateline() -> None:
    text = "The mill burned on May 3, 2018, and nobody came.\n\nIt is shut (Reuters, December 30).\n"

    assert article(text).published is None


def test_option_overrules_the_dateline() -> None:
    text = "A Mill at the River\n\nHarbor Review\nSept 11 2020\n\nThe mill is shut (Reuters, December 30).\n"

    assert cited(text, date(2015, 1, 5)) == ["Reuters: 2014-12-30"]
