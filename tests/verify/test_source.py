"""When a page is the source of a claim, and what keeps it from being one."""

from __future__ import annotations

from datetime import date

import pytest
from judging import DAY, OUTLET, page, seen, target

from citecheck.model.outlet import Outlet
from citecheck.verify.lacking import lacking
from citecheck.verify.page import Page
from citecheck.verify.published import Published
from citecheck.verify.scattered import scattered
from citecheck.verify.source import is_source, may_be, stands_out

CLAIM = "The port of Aktau shipped 870,000 tons of oil this year, Yerlan Tasbolatov said."
STORY = "Порт Актау отгрузил 870 тысяч тонн нефти, сказал Ерлан Тасболатов."


def missing(claim: str, of: Page, outlet: Outlet = OUTLET) -> list[str]:
    """What a page lacks of a claim that it must have, as the claim has it."""
    return [anchor.text for anchor in lacking(seen(claim, of).score, of, target(claim), outlet)]


def test_a_page_with_all_of_a_claim_is_its_source() -> None:
    assert is_source(seen(CLAIM, page(STORY, "ru")), target(CLAIM), OUTLET)


@pytest.mark.parametrize(
    "altered",
    [
        CLAIM.replace("870,000", "970,000"),
        CLAIM.replace("Tasbolatov", "Dauletbayev"),
        CLAIM.replace("Aktau", "Atyrau"),
    ],
)
def test_one_altered_detail_makes_it_none(altered: str) -> None:
    assert not is_source(seen(altered, page(STORY, "ru")), target(altered), OUTLET)


def test_names_alone_are_too_little() -> None:
    claim = "Yerlan Tasbolatov met Bakhyt Umirgaliev in Aktau."
    text = "Ерлан Тасболатов встретил в Актау Бахыта Умиргалиева."

    assert not is_source(seen(claim, page(text, "ru")), target(claim), OUTLET)


def test_many_names_and_a_day_are_enough() -> None:
    claim = "Yerlan Tasbolatov met Bakhyt Umirgaliev in Aktau before going to Atyrau on May 2."
    text = "Ерлан Тасболатов встретил в Актау Бахыта Умиргалиева, 2 мая он едет в Атырау."

    assert is_source(seen(claim, page(text, "ru")), target(claim), OUTLET)


@pytest.mark.parametrize(
    ("text", "open_to_doubt"), [("Тасболатов уехал.", False), ("Тасболатов в Актау.", True)]
)
def test_a_page_with_a_third_of_a_claim_may_be_its_source(text: str, open_to_doubt: bool) -> None:
    claim = "Yerlan Tasbolatov opened in Aktau 12 shops and 14 schools."

    assert may_be(seen(claim, page(text, "ru")), target(claim)) is open_to_doubt


def test_a_quotation_that_cannot_be_looked_for_makes_it_none() -> None:
    claim = f'{CLAIM[:-1]}, adding: "We shall never again ask anyone for tankers."'

    assert not is_source(seen(claim, page(STORY, "ru")), target(claim), OUTLET)


def test_a_small_number_that_the_page_has_nowhere_makes_it_none() -> None:
    claim = CLAIM.replace("said.", "said about five tankers.")

    assert not is_source(seen(claim, page(STORY, "ru")), target(claim), OUTLET)


def test_a_page_of_an_unsure_day_is_none() -> None:
    weak = page(STORY, "ru", published=Published(DAY, "text", False))

    assert not is_source(seen(CLAIM, weak), target(CLAIM), OUTLET)


def test_the_day_of_a_listing_makes_that_of_a_text_sure() -> None:
    weak = page(STORY, "ru", published=Published(DAY, "text", False))

    assert is_source(seen(CLAIM, weak, shown=DAY), target(CLAIM), OUTLET)


def test_the_day_of_a_listing_is_believed_before_the_day_of_capture() -> None:
    today = page(STORY, "ru", published=Published(DAY, "text", False))

    assert seen(CLAIM, today, shown=date(2021, 5, 27)).offset == -7


def test_a_page_no_better_than_one_of_another_day_does_not_stand_out() -> None:
    one = seen(CLAIM, page(STORY, "ru"))
    other = seen(CLAIM, page(STORY, "ru", url="https://wave.test/x-y-z"))

    assert not stands_out(one, target(CLAIM), OUTLET, [other])


def test_nothing_stands_out_where_there_is_nothing_to_compare_with() -> None:
    assert not stands_out(seen(CLAIM, page(STORY, "ru")), target(CLAIM), OUTLET, [])


def test_the_seat_of_a_government_is_excused_where_its_country_stands() -> None:
    assert (
        missing("Kyiv permitted the export of 12 engines.", page("Украина разрешила вывоз 12 моторов.", "ru"))
        == []
    )


def test_a_town_is_not_excused_where_something_is_in_it() -> None:
    assert missing("The talks in Kyiv took 12 hours.", page("Украина вела переговоры 12 часов.", "ru")) == [
        "Kyiv"
    ]


def test_an_acronym_is_excused_in_another_language_only() -> None:
    claim = "The DKRB counted 12 ships."

    assert missing(claim, page("Счётная палата насчитала 12 судов.", "ru")) == []
    assert missing(claim, page("The chamber counted 12 ships.")) == ["DKRB"]


def test_an_outlet_need_not_name_its_own_country() -> None:
    at_home = OUTLET._replace(country="KZ")

    assert missing("Kazakhstan sold 12 ships.", page("Продано 12 судов.", "ru"), at_home) == []


def test_a_small_number_may_be_put_in_other_words_but_not_be_another() -> None:
    claim = "They were at sea for nine days."

    assert missing(claim, page("They came back on the ninth day of the trip.")) == []
    assert missing(claim, page("They came back after 7 days, all nine of them.")) == ["nine days"]


def test_a_name_from_elsewhere_on_the_page_is_scattered() -> None:
    claim = "Newsprint worth 118 million rubles burned in Krasnokamsk."
    text = "\n".join(
        (
            "Пожар потушен в Соликамске.",
            "Он начался ночью.",
            "Убыток составил 118 миллионов рублей.",
            "Причину ищут.",
            "Заказчики ждут бумаги.",
            "Фабрика в Краснокамске даст взаймы.",
        )
    )
    one = seen(claim, page(text, "ru"))

    assert [anchor.text for anchor in scattered(one.score.found, page(text, "ru"), target(claim).own)] == [
        "Krasnokamsk"
    ]


def test_a_name_beside_the_number_is_not_scattered() -> None:
    one = seen(CLAIM, page(STORY, "ru"))

    assert scattered(one.score.found, one.reading.page, target(CLAIM).own) == []


FOUR = "Yerlan Tasbolatov met Bakhyt Umirgaliev in Aktau before going to Atyrau."
FOUR_THERE = "Ерлан Тасболатов встретил в Актау Бахыта Умиргалиева и едет в Атырау."


def test_four_names_alone_are_enough() -> None:
    assert is_source(seen(FOUR, page(FOUR_THERE, "ru")), target(FOUR), OUTLET)


def test_a_later_story_that_lacks_a_detail_is_behind() -> None:
    later = page("Актау: Тасболатов вернулся из Атырау.", "ru", url="https://wave.test/d-e-f")
    first = seen(FOUR, page(FOUR_THERE, "ru"))

    assert stands_out(first, target(FOUR), OUTLET, [seen(FOUR, later)])


def test_a_later_story_that_has_all_is_not_behind() -> None:
    later = page(FOUR_THERE, "ru", url="https://wave.test/d-e-f")

    assert not stands_out(seen(FOUR, page(FOUR_THERE, "ru")), target(FOUR), OUTLET, [seen(FOUR, later)])


def test_of_two_stories_that_have_all_the_one_with_the_headline_is_ahead() -> None:
    first = page(FOUR_THERE, "ru", headline="Тасболатов и Умиргалиев встретились в Актау, далее Атырау")
    later = page(FOUR_THERE, "ru", url="https://wave.test/d-e-f")

    assert stands_out(seen(FOUR, first), target(FOUR), OUTLET, [seen(FOUR, later)])


def test_another_country_is_lacking_though_its_adjective_is_not_known() -> None:
    of = page("Azərbaycan 96 milyon manat ayırıb.", "az")

    assert missing("Portugal has set aside 96 million manats.", of) == ["Portugal"]
