"""What a parenthetical is: a citation, a cross-reference, a credit or an aside."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import article, kinds

PUBLISHED = date(2020, 9, 11)
CITED = " It is so (Kommersant, May 3; Mid.ru, May 4)."


def kind(sentence: str) -> str:
    """The kind of a sentence's first parenthetical, in an article that cites with days."""
    return kinds(sentence + CITED, PUBLISHED)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "The alliance (NATO) was silent.",
        "The North Atlantic Treaty Organization (NATO) was silent.",
        "Observers of the Organization for Security and Co-operation in Europe (OSCE) came.",
        "They came late from the Organization for Security and Co-operation in Europe (OSCE).",
        "The ministry of foreign affairs (MFA) was silent.",
        "He met the minister (August 12).",
        "He met the minister (on August 12, 2020).",
        "They met again (Geneva, August 12).",
        "They met again (Baku, August 12–14).",
        "They met again (Баку, 12 августа).",
        "The series ended (Part One).",
        "Peasants kept no diary (Smith, 2010).",
        "Peasants kept no diary (Smith 2010, p. 3).",
        "Peasants kept no diary (Smith and Jones, 2010; Brown, 2012).",
        "Peasants kept no diary (Le Guin, 1998).",
        "It fell by half (about 40 percent).",
        "It weighs much (1,200 tons).",
        "It cost a lot ($3.5 million).",
        "The poet (1799–1837) lived here.",
        "The poet (born May 26, 1799) lived here.",
        "The poet (b. 1950) lives here.",
        "The law (No. 131-FZ of October 6, 2003) is old.",
        "It was forbidden (Resolution 1973, March 17, 2011).",
        "It was forbidden (Article 5, Section 2).",
        "He saw state media (KCNA, Rodong Sinmun) and left.",
        "He named newspapers (Kommersant, Vedomosti) that lie.",
        "The word (“mill”) is old.",
        "The word (мельница, “mill”) is old.",
        "He left (see map).",
        "He left (see below).",
        "He left (see Figure 2).",
        "He left (and took the key).",
        "He left (his wife stayed until May 3).",
        "He left (in May).",
        "He left (May 2019).",
        "It is hot (35 °C on May 3).",
        "It is there (55.75° N, 37.62° E).",
        "The party (ruling since May 3, 2012) lost.",
        "He said so (laughs).",
        "He left (!).",
        "He left ().",
        "The battle (Borodino, September 7, 1812) was long.",
        "The vote (see the table of May 3) was close.",
        "It has two parts (a) and (b).",
        "Call f(x) and g(May, 3).",
        "The [Russian] mill (sic) stands.",
    ],
)
def test_aside_is_no_citation(sentence: str) -> None:
    assert kind(sentence) == "aside"


@pytest.mark.parametrize(
    "sentence",
    [
        "It is shut (Reuters, May 3).",
        "It is shut. (Reuters, May 3)",
        "It is shut (Reuters,\nMay 3).",
        "It is shut (Reuters; Dawn, May 3).",
        "It is shut (Reuters, AFP).",
        "It is shut (Agence France-Presse, Al-Ahram).",
        "It is shut (Mid.ru).",
        "It is shut (WHO, May 3).",
        "It is shut (Le Monde, 1998; Reuters, May 3).",
        "It is shut (Le Monde, 1998).",
        "It is shut (Foreign Affairs, May 2019).",
        "It is shut (Toshiba leaflet, undated).",
        "It is shut (author's interview, May 3).",
        "It is shut (, May 3).",
        "It is shut (местные СМИ, 3 мая).",
        "Завод стоит (Коммерсантъ, 3 мая).",
        "It is shut (Kommersant, Vedomosti).",
        "It is shut (www.mill.example, May 3).",
        "It is shut (Sputnik (Georgia), May 3).",
        "“It is shut” (Reuters, May 3), he said.",
        "It is shut (Kommersant, May 3), he said, (Dawn, May 4) and left.",
    ],
)
def test_citation_is_one(sentence: str) -> None:
    assert kind(sentence) == "citation"


@pytest.mark.parametrize(
    ("sentence", "credit"),
    [
        ("The mill (Source: mid.ru)", "mid.ru"),
        ("The mill (Photo: Lena Ostrova/Harbor Review)", "Lena Ostrova/Harbor Review"),
        ("The mill (EPA/Reuters Pictures)", "EPA/Reuters Pictures"),
        ("The mill (Photo by J. Doe)", "J. Doe"),
        ("Завод (Фото: ТАСС)", "ТАСС"),
        ("Die Mühle (Foto: dpa)", "dpa"),
        ("Le moulin (Crédit photo : AFP)", "AFP"),
        ("The mill (Image: Wikimedia Commons)", "Wikimedia Commons"),
        ("The mill (Getty Images)", "Getty Images"),
    ],
)
def test_credit_is_one_with_its_text(sentence: str, credit: str) -> None:
    text = f"A Mill at the River\n\nHarbor Review\nSept 11 2020\n{sentence}\n\nIt is shut (Reuters, May 3).\n"
    first = article(text).parentheticals[0]

    assert (first.kind.value, first.credit) == ("credit", credit)


def test_aside_is_searched_inside() -> None:
    text = "Ankara (it denied this (Anadolu, May 5).) waits."

    assert [one.span.of(text) for one in article(text, PUBLISHED).citations] == ["(Anadolu, May 5)"]


@pytest.mark.parametrize("pair", ["[]", "（）", "{}", "<>", "【】"])
def test_other_brackets_cite_nowhere(pair: str) -> None:
    assert not article(f"It is shut {pair[0]}Reuters, May 3{pair[1]}.", PUBLISHED).citations


def test_unclosed_citation_ends_with_its_last_reference() -> None:
    text = (
        "It is shut (Reuters, May 3; Dawn, May 4. Its owner is silent, and nobody knows why.\n\nIt is hot.\n"
    )

    assert [one.span.of(text) for one in article(text, PUBLISHED).citations] == [
        "(Reuters, May 3; Dawn, May 4"
    ]


NOTHING = {
    "licence": "Copyright (c) 2020 The Authors. Licensed under the Apache License, Version 2.0 (the “License”); you may not use this file "
    "except in compliance. Sections 4(a) through 4(d) apply (see Section 9).",
    "source-code": "def parse(text, May=3):\n    return sorted(set(text.split(',')), key=lambda x: (len(x), x))  # (May, 3)\n",
    "bibliography": "Smith, J. (2010). The Mill. Journal of Mills, 3(2), 45–67.\n\nBrown, A. and Jones, B. (2012, May). Rivers (2nd ed.). "
    "Oxford: Mill Press.",
    "novel": "“Come back,” she said (it was May, the third), “or I shall (and I mean this) burn the mill.” He did not (how could he?) answer.",
    "readme": "# mill (v1.2.0)\n\nInstall it (Python 3.11, May 2023) with `pip install mill` (see [docs](https://mill.example/docs)).\n",
    "mail": "From: a@mill.example\nTo: b@mill.example\nDate: Mon, 4 May 2020 10:00:00 +0200 (CEST)\nSubject: The mill (urgent)\n\n"
    "Dear all,\n\nlet us meet (Tuesday, May 5, room 3) and talk (about 20 minutes).\n",
    "timetable": "Baku (dep. 10:45, May 3), Tbilisi (arr. 22:10), Kars (May 4, 06:30).",
    "law": "The Act (Public Law 116-92, December 20, 2019) amends 22 U.S.C. 2151 (a)(1) and (b)(3).",
    "score": "Dynamo (Ivanov, 12; Petrov, 45) beat Zenit (Sidorov, 90) on May 3.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_text_that_cites_nothing_yields_nothing(text: str) -> None:
    assert [one.span.of(text) for one in article(text).citations] == []


def test_see_after_an_opening_phrase_is_a_cross_reference() -> None:
    (one,) = article(
        "The mill is shut (for background, see China Brief, May 3).", date(2020, 9, 11)
    ).citations

    assert one.kind.value == "cross-reference"
    assert [reference.outlet.text for reference in one.references if reference.outlet] == ["China Brief"]


def test_name_that_its_outlet_writes_in_small_letters_is_cited_without_a_date() -> None:
    assert kind("The committee meets tomorrow (dpa).") == "citation"


def test_name_in_small_letters_is_a_word_otherwise() -> None:
    assert kind("The committee meets tomorrow (time).") != "citation"
