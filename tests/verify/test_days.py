"""Days as pages write them, in which time zone, and which of several is the day of publication."""

from __future__ import annotations

from datetime import date

import pytest

from citecheck.verify.dates import day_of, written
from citecheck.verify.page import read

FIRST = date(2020, 9, 1)
STORY = (
    "<p>" + "The harbour reopened its northern berth and the first vessel was unloaded by noon. " * 8 + "</p>"
)


@pytest.mark.parametrize(
    "stamp",
    [
        "2020-09-01", "2020-09-01T18:20:00+04:00", "2020-09-01 18:20", "20200901", "20200901T1820Z", "2020/09/01",
        "01.09.2020 18:20", "1 сентября 2020, 18:20", "1 вересня 2020 р.", "1 Eylül 2020 Salı", "1. September 2020",
        "le 1er septembre 2020", "1 de septiembre de 2020", "September 1, 2020", "Tuesday, 1st September 2020",
        "Tue Sep 01 2020 18:20:00 GMT+0300", "Tue, 01 Sep 2020 18:20:00 GMT", "1598970000", "1598970000000",
        "1 sentyabr 2020", "1 სექტემბერი, 2020", "1 სექტემბრის 2020", "2020 թ. սեպտեմբերի 1", "۱ سپتامبر ۲۰۲۰",
        "١ سبتمبر ٢٠٢٠", "1 września 2020", "Sept. 1, 2020",
    ],
)  # fmt: skip
def test_one_day_in_many_forms(stamp: str) -> None:
    assert day_of(stamp, "Asia/Tbilisi", ("ru",)) == FIRST


@pytest.mark.parametrize(
    ("stamp", "zone", "day"),
    [
        ("2020-08-31T21:30:00Z", "Europe/Moscow", FIRST),
        ("2020-08-31T21:30:00Z", None, date(2020, 8, 31)),
        ("2020-08-31T20:30:00+00:00", "Asia/Baku", FIRST),
        ("2020-09-01T00:00:00Z", "America/New_York", FIRST),
        ("2020-09-01T02:00:00Z", "America/New_York", date(2020, 8, 31)),
        ("2020-09-01T00:30:00+04:00", "Asia/Tbilisi", FIRST),
        ("1598907600", "Asia/Tokyo", FIRST),
        ("2020-08-31T21:30:00Z", "No/Such_Zone", date(2020, 8, 31)),
    ],
)
def test_a_stamp_with_a_zone_is_a_day_of_the_outlets(stamp: str, zone: str | None, day: date) -> None:
    assert day_of(stamp, zone) == day


@pytest.mark.parametrize(
    "stamp",
    ["", "yesterday", "2020", "September 2020", "2020-13-01", "31.02.2020", "0000-00-00", "1970-01-01", "99"],
)
def test_no_day(stamp: str) -> None:
    assert day_of(stamp) is None


def test_slashes_are_read_only_where_one_custom_fits() -> None:
    read_as = [
        day_of("03/04/2020", None, ("en",)),
        day_of("09/25/2020", None, ("en",)),
        day_of("03/04/2020", None, ("fr",)),
        day_of("04/04/2020", None, ("en",)),
    ]

    assert read_as == [None, date(2020, 9, 25), date(2020, 4, 3), date(2020, 4, 4)]


def test_days_of_running_text() -> None:
    text = "Il y a 3 mai; on 12 August and on March 5, 2019, 7 people; 15 авг. и 12 августа; in May 2020"
    found = [(one.year, one.month, one.day) for one in written(text)]

    assert found == [(None, 5, 3), (None, 8, 12), (2019, 3, 5), (None, 8, 15), (None, 8, 12)]


def published(head: str, body: str = "", url: str = "https://a.example/story", **headers: str) -> object:
    data = (
        f"<html lang=en><head>{head}</head><body><article><h1>Port</h1>{body}{STORY}</article></body></html>"
    )
    day = read(data.encode(), {"content-type": "text/html", **headers}, url, ("en",), "UTC").published
    return day and (day.day.day, day.source, day.strong)


LD = '<script type="application/ld+json">{}</script>'
META = '<meta property="article:published_time" content="2020-09-02">'
TIME = '<time datetime="2020-09-04">4</time>'


@pytest.mark.parametrize(
    ("head", "body", "url", "expected"),
    [
        (
            LD.format('{"@type":"Article","datePublished":"2020-09-01"}') + META,
            TIME,
            "/2020/09/03/",
            (1, "json-ld", True),
        ),
        (META, TIME, "/2020/09/03/", (2, "meta", True)),
        ("", TIME, "/2020/09/03/", (3, "url", True)),
        ("", TIME, "/story", (4, "time", True)),
        ("", '<p class="date">5 September 2020</p>', "/story", (5, "text", False)),
        ("", "", "/story", None),
        ("", "", "/2020/sep/06/port", (6, "url", True)),
        ("", "", "/07-09-2020-port", (7, "url", True)),
        ("", "", "/?date=2020-09-08", (8, "url", True)),
        ("", "", "/id/20209901", None),
        (LD.format('{"@type":"WebPage","datePublished":"2020-09-01"}'), "", "/", (1, "json-ld", True)),
        (LD.format('{"@type":"Comment","datePublished":"2020-09-01"}'), "", "/", None),
        (LD.format('{"@type":"Article","dateModified":"2020-09-01"}'), "", "/", None),
        (LD.format('{"@type":"Article","datePublished":"soon"}') + META, "", "/", (2, "meta", True)),
        ('<meta property="article:modified_time" content="2020-09-02">', "", "/", None),
        ("", '<p>Updated: <time datetime="2020-09-04">4</time></p>', "/", None),
        ("", '<div class="related"><time datetime="2020-09-04">4</time></div>', "/", None),
        ("", "<p class=date>Updated 5 September 2020</p>", "/", None),
    ],
)
def test_order_of_trust(head: str, body: str, url: str, expected: object) -> None:
    assert published(head, body, f"https://a.example{url}") == expected


def test_of_several_articles_the_one_of_this_address() -> None:
    both = ",".join(
        f'{{"@type":"NewsArticle","url":"https://a.example/{name}","datePublished":"2020-09-0{day}"}}'
        for name, day in (("other", 1), ("story", 2))
    )

    assert published(LD.format(f"[{both}]")) == (2, "json-ld", True)


def test_a_day_after_the_capture_is_none() -> None:
    captured = {"memento-datetime": "Tue, 01 Sep 2020 10:00:00 GMT"}

    assert published('<meta name="date" content="2020-09-20">', **captured) is None
