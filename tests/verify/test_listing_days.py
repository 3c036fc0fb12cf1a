"""Days without a year, beside the links of listings; and of stories whose heading is no heading."""

from __future__ import annotations

from datetime import date

import pytest

from citecheck.verify.dates import day_before
from citecheck.verify.page import read

LATEST = date(2018, 8, 23)
CAPTURED = {"content-type": "text/html; charset=utf-8", "memento-datetime": "Wed, 22 Aug 2018 15:00:00 GMT"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17:00, 21 августа", date(2018, 8, 21)),
        ("19/08 14.20", date(2018, 8, 19)),
        ("12.40 19.08", date(2018, 8, 19)),
        ("23:55 31.12", date(2017, 12, 31)),
        ("29 February, 10:00", None),
        ("14.20", None),
        ("won 3.12", None),
    ],
)
def test_a_day_without_a_year_is_the_last_such_day(text: str, day: date | None) -> None:
    assert day_before(text, LATEST) == day


def test_a_listing_without_years_takes_that_of_its_capture() -> None:
    html = '<html><body><ul><li><span>17:00, 21 августа</span> <a href="/a">Бахши спели</a></li></ul></body></html>'
    page = read(html.encode(), CAPTURED, "https://aral.test/", ("ru",))

    assert [link.day for link in page.links] == [date(2018, 8, 21)]


@pytest.mark.parametrize(
    "line", ["<div>21-08-2018, 12:10 | 1843</div>", '<time datetime="2018-08-21">x</time>']
)
def test_a_day_beside_a_title_that_is_no_heading_is_the_storys(line: str) -> None:
    title = "Concrete for heavy fighters at the base"
    body = "<br>".join(["The taxiways are being widened, and the engineers count the bags of cement."] * 9)
    html = f"<html><head><title>{title} » Review</title></head><body><p>Front</p><div><div>{title}</div>{line}<div>{body}</div></div></body></html>"
    page = read(html.encode(), CAPTURED, "https://review.test/x", ("en",))

    assert page.published
    assert page.published.day == date(2018, 8, 21)
