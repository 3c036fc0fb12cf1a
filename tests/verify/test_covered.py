"""What listings must show before anything is said not to be there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast

from judging import DAY, OUTLET, page, reading, target

from citecheck.model.outlet import Outlet
from citecheck.verify.covered import is_whole
from citecheck.verify.links import Link
from citecheck.verify.shelf import Shelf

CLAIM = "Wave said that 870,000 tons of oil had left Aktau."


def links(*ages: int) -> list[Link]:
    """Lines of a listing, so many days older than the reference's."""
    return [
        Link(f"https://wave.test/a-b-{at}", "A headline of three words", DAY - timedelta(days=age))
        for at, age in enumerate(ages)
    ]


def whole(
    shown: list[Link], stamp: str = "20210603190000", claim: str = CLAIM, outlet: Outlet = OUTLET
) -> bool:
    """Whether a listing with these lines, captured then, shows all of the day."""
    shelf = Shelf(cast("Any", None), outlet)
    listing = reading(page("", links=tuple(shown), url="https://wave.test/"), stamp)
    near = [link for link in shown if abs((cast("date", link.day) - DAY).days) <= 1]
    return is_whole(shelf, target(claim), [listing], near)


LINES = links(0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6)


def test_a_long_listing_of_the_evening_shows_the_day() -> None:
    assert whole(LINES)


def test_one_of_the_morning_does_not() -> None:
    assert not whole(LINES, "20210603060000")


def test_one_that_begins_on_the_day_may_have_lost_some() -> None:
    assert not whole(links(*[0] * 12))


def test_a_short_one_does_not() -> None:
    assert not whole(LINES[:9])


def test_one_with_a_single_line_of_the_day_does_not() -> None:
    assert not whole(links(0, *range(2, 14)))


def test_a_claim_with_little_to_look_for_proves_nothing_by_its_absence() -> None:
    assert not whole(LINES, claim="Oil left Aktau in three days.")


def test_the_evening_is_that_of_the_outlet() -> None:
    in_aktau = OUTLET._replace(timezone="Asia/Aqtau")

    assert whole(LINES, "20210603123000", outlet=in_aktau)
    assert not whole(LINES, "20210603110000", outlet=in_aktau)
