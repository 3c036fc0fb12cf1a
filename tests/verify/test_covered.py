"""What listings must show before anything is said not to be there."""

from __future__ import annotations

from datetime import timedelta
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
    return is_whole(shelf, target(claim), [listing])


LINES = links(0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 6)


def test_a_long_listing_of_the_evening_shows_the_day() -> None:
    assert whole(LINES)


def test_one_of_the_morning_does_not() -> None:
    assert not whole(LINES, "20210603060000")


def test_one_that_begins_on_the_day_may_have_lost_some() -> None:
    assert not whole(links(*[0] * 12))


def test_a_short_one_does_not() -> None:
    assert not whole(LINES[:9])


def test_two_short_ones_do_not_make_a_long_one() -> None:
    shelf = Shelf(cast("Any", None), OUTLET)
    halves = [
        reading(page("", links=tuple(half), url="https://wave.test/"), "20210603190000")
        for half in (LINES[:6], LINES[6:])
    ]

    assert not is_whole(shelf, target(CLAIM), halves)


def test_lines_of_the_day_after_are_none_of_the_day() -> None:
    assert not whole(links(-1, -1, 0, 1, 1, 2, 2, 3, 4, 5, 6), "20210604190000")


def test_one_with_a_single_line_of_the_day_does_not() -> None:
    assert not whole(links(0, *range(2, 14)))


def test_a_claim_with_little_to_look_for_proves_nothing_by_its_absence() -> None:
    assert not whole(LINES, claim="Oil left Aktau in three days.")


def test_lone_words_of_names_prove_nothing_by_their_absence() -> None:
    assert not whole(LINES, claim="They said that Tasbolatov met Umirgaliev.")


def test_the_evening_is_that_of_the_outlet() -> None:
    in_aktau = OUTLET._replace(timezone="Asia/Aqtau")

    assert whole(LINES, "20210603123000", outlet=in_aktau)
    assert not whole(LINES, "20210603110000", outlet=in_aktau)
