"""Every form of a date: which days it means, in an article of September 11, 2020."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import article, cited

PUBLISHED = date(2020, 9, 11)


def days(written: str) -> list[str]:
    """The days of `(Reuters, WRITTEN)`; a date without a day as it is written."""
    found = cited(f"The mill on the river is shut (Reuters, {written}).", PUBLISHED)
    assert len(found) == 1, found
    return found[0].removeprefix("Reuters: ").split(", ")


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("June 5, 9, 12", ["2020-06-05", "2020-06-09", "2020-06-12"]),
        ("February 11, April 3", ["2020-02-11", "2020-04-03"]),
        ("June 5 and 9", ["2020-06-05", "2020-06-09"]),
        ("June 5, 9 and July 2", ["2020-06-05", "2020-06-09", "2020-07-02"]),
        ("January 30, 2017 and July 22, 2020", ["2017-01-30", "2020-07-22"]),
        ("3 and 9 May", ["2020-05-03", "2020-05-09"]),
        ("3, 9 May", ["2020-05-03", "2020-05-09"]),
        ("June 2-8", ["2020-06-02..2020-06-08"]),
        ("June 2–8", ["2020-06-02..2020-06-08"]),
        ("2–8 June", ["2020-06-02..2020-06-08"]),
        ("March 30–April 2", ["2020-03-30..2020-04-02"]),
        ("30 March – 2 April", ["2020-03-30..2020-04-02"]),
        ("December 28–January 3", ["2019-12-28..2020-01-03"]),
        ("December 28, 2018–January 3, 2019", ["2018-12-28..2019-01-03"]),
        ("June 2–8, 12", ["2020-06-02..2020-06-08", "2020-06-12"]),
        ("June 2, 5–8", ["2020-06-02", "2020-06-05..2020-06-08"]),
        ("4. 9. 2020", ["2020-09-04"]),
        ("4.\u00a09.\u00a02020", ["2020-09-04"]),
        ("4. 9. 2020–6. 9. 2020", ["2020-09-04..2020-09-06"]),
    ],
)
def test_lists_and_ranges(written: str, wanted: list[str]) -> None:
    assert days(written) == wanted


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("4 April", "2020-04-04"), ("9 AUG", "2020-08-09"), ("Aug 9", "2020-08-09"), ("AUGUST 9", "2020-08-09"),
        ("Aug. 9", "2020-08-09"), ("9 Aug.", "2020-08-09"), ("Sept. 9", "2020-09-09"), ("Sep 9", "2020-09-09"),
        ("3. März", "2020-03-03"), ("May 3rd", "2020-05-03"), ("1st May", "2020-05-01"), ("the 3rd of May", "2020-05-03"),
        ("May 3, 2019", "2019-05-03"), ("3 May 2019", "2019-05-03"), ("May 3 2019", "2019-05-03"), ("3 May, 2019", "2019-05-03"),
        ("2019-05-03", "2019-05-03"), ("17.03", "2020-03-17"), ("05.02.2015", "2015-02-05"), ("5.2.2015", "2015-02-05"),
        ("17/03/2015", "2015-03-17"), ("03/17/2015", "2015-03-17"), ("2015/03/17", "2015-03-17"),
        ("Monday, May 4", "2020-05-04"), ("Mon. May 4", "2020-05-04"), ("Monday, 4 May 2020", "2020-05-04"),
        ("May 4, Monday", "2020-05-04"), ("May 4 (Monday)", "2020-05-04"),
        ("May\u00a03", "2020-05-03"), ("May\u20093", "2020-05-03"), ("May\n3", "2020-05-03"), ("May\u200b 3", "2020-05-03"),
        ("2020年5月3日", "2020-05-03"), ("5月3日", "2020-05-03"),
    ],
)  # fmt: skip
def test_forms_of_a_day(written: str, day: str) -> None:
    assert days(written) == [day]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        pytest.param("14 июня 2019", "2019-06-14", id="ru"), pytest.param("14 июн. 2019", "2019-06-14", id="ru-short"),
        pytest.param("14 июня 2019 года", "2019-06-14", id="ru-year-word"), pytest.param("9 жовтня 2019", "2019-10-09", id="uk"),
        pytest.param("9 кастрычніка 2019", "2019-10-09", id="be"), pytest.param("9 października 2019", "2019-10-09", id="pl"),
        pytest.param("9. října 2019", "2019-10-09", id="cs"), pytest.param("9. Oktober 2019", "2019-10-09", id="de"),
        pytest.param("9. Jänner 2019", "2019-01-09", id="de-at"), pytest.param("9 octobre 2019", "2019-10-09", id="fr"),
        pytest.param("1er juin 2019", "2019-06-01", id="fr-first"), pytest.param("le 9 octobre 2019", "2019-10-09", id="fr-article"),
        pytest.param("9 déc. 2019", "2019-12-09", id="fr-short"), pytest.param("3 de marzo de 2019", "2019-03-03", id="es"),
        pytest.param("3 de marzo del 2019", "2019-03-03", id="es-del"), pytest.param("3 de março de 2019", "2019-03-03", id="pt"),
        pytest.param("3 marzo 2019", "2019-03-03", id="it"), pytest.param("3 maart 2019", "2019-03-03", id="nl"),
        pytest.param("3 martie 2019", "2019-03-03", id="ro"), pytest.param("3 октомври 2019", "2019-10-03", id="bg"),
        pytest.param("3. октобра 2019", "2019-10-03", id="sr"), pytest.param("3. oktobra 2019", "2019-10-03", id="sr-latin"),
        pytest.param("3 Ekim 2019", "2019-10-03", id="tr"), pytest.param("3 oktyabr 2019", "2019-10-03", id="az"),
        pytest.param("3 қазан 2019", "2019-10-03", id="kk"), pytest.param("3 հոկտեմբերի 2019", "2019-10-03", id="hy"),
        pytest.param("3 ოქტომბერი 2019", "2019-10-03", id="ka"),
    ],
)  # fmt: skip
def test_months_of_twenty_languages(written: str, day: str) -> None:
    assert days(written) == [day]


@pytest.mark.parametrize(
    ("written", "precision", "month"),
    [
        ("May 2019", "month", (2019, 5)), ("Spring 2019", "season", (2019, None)), ("autumn 2019", "season", (2019, None)),
        ("2019", "year", (2019, None)), ("май 2019", "month", (2019, 5)), ("Mai 2019", "month", (2019, 5)),
        ("mayo de 2019", "month", (2019, 5)), ("Oct. 2019", "month", (2019, 10)), ("05/2019", "month", (2019, 5)),
    ],
)  # fmt: skip
def test_dates_without_a_day(written: str, precision: str, month: tuple[int, int | None]) -> None:
    found = (
        article(f"It is shut (Reuters, {written}; Yle, May 3).", PUBLISHED).citations[0].references[0].dates
    )

    assert [(one.precision.value, one.year, one.start.month, one.iso) for one in found] == [
        (precision, *month, None)
    ]


@pytest.mark.parametrize(
    "written", ["undated", "n.d.", "no date", "без даты", "б. д.", "o. D.", "s. f.", "tarihsiz"]
)
def test_words_for_no_date_are_an_answer(written: str) -> None:
    assert cited(f"It is shut (Reuters, {written}; Yle, May 3, 2020).") == ["Reuters", "Yle: 2020-05-03"]


@pytest.mark.parametrize("written", ["yesterday", "Last week", "вчера", "letzte Woche", "hier", "dün"])
def test_relative_day_is_none_and_belongs_to_its_outlet(written: str) -> None:
    assert cited(f"It is shut (Reuters, {written}; Yle, May 3, 2020).") == ["Reuters", "Yle: 2020-05-03"]


def test_outlet_called_like_a_day_stays_one() -> None:
    assert cited("It is shut (Today, May 3, 2020).") == ["Today: 2020-05-03"]


@pytest.mark.parametrize(
    "written", ["May 32", "June 31", "February 30", "31.04.2012", "0 May", "February 29, 2019"]
)
def test_impossible_day_has_none(written: str) -> None:
    found = (
        article(f"It is shut (Reuters, {written}; Yle, May 3).", PUBLISHED).citations[0].references[0].dates
    )

    assert [one.iso for one in found] == [None]


def test_two_customs_of_writing_leave_a_day_open() -> None:
    found = article("It is shut (Reuters, 03/04/2015).", PUBLISHED).citations[0].references[0].dates

    assert [(one.iso, one.year) for one in found] == [(None, 2015)]


@pytest.mark.parametrize(
    ("citation", "wanted"),
    [
        ("(Delfi, Postimees, July 16)", ["Delfi: 2020-07-16", "Postimees: 2020-07-16"]),
        (
            "(Delfi, Postimees, July 16, 18)",
            ["Delfi: 2020-07-16, 2020-07-18", "Postimees: 2020-07-16, 2020-07-18"],
        ),
        ("(Delfi; Postimees, July 16)", ["Delfi", "Postimees: 2020-07-16"]),
        ("(Delfi, July 16; Postimees)", ["Delfi: 2020-07-16", "Postimees"]),
        ("(Delfi, July 16; July 18)", ["Delfi: 2020-07-16", "None: 2020-07-18"]),
        ("(Delfi, July 16; Part Two, July 18)", ["Delfi: 2020-07-16, 2020-07-18"]),
        ("(Delfi, July 16 Postimees, July 18)", ["Delfi: 2020-07-16", "Postimees: 2020-07-18"]),
        ("(Delfi, July 16, Postimees, July 18)", ["Delfi: 2020-07-16", "Postimees: 2020-07-18"]),
        ("(, July 16)", ["None: 2020-07-16"]),
        ("(July 16, Delfi)", ["Delfi: 2020-07-16"]),
        ("(Delfi, July 16, accessed August 9)", ["Delfi: 2020-07-16"]),
        ("(Delfi, July 16, p. 3)", ["Delfi: 2020-07-16"]),
        ("(Delfi, No. 12, July 16)", ["Delfi: 2020-07-16"]),
        ("(Delfi, 18:30 GMT, July 16)", ["Delfi: 2020-07-16"]),
        ("(Delfi, July 16, 18:30)", ["Delfi: 2020-07-16"]),
        ("(Delfi #7, July 16)", ["Delfi: 2020-07-16"]),
        ("(Delfi, “The Mill on May 5”, July 16)", ["Delfi: 2020-07-16"]),
    ],
)
def test_dates_belong_to_the_outlets_before_them(citation: str, wanted: list[str]) -> None:
    assert cited(f"The mill on the river is shut {citation}.", PUBLISHED) == wanted
