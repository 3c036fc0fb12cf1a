"""What of a claim is found again on pages in other languages, and what isn't when the page says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from invented import invented

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import Matched, anchors_of, match
from citecheck.verify.page import Page

PAIRS: dict[str, list[Any]] = yaml.safe_load(
    (Path(__file__).parent / "pairs.yaml").read_text(encoding="utf-8")
)
CLAIM = (
    "On September 1, Russian Foreign Minister Sergei Lavrov told his Armenian counterpart Zohrab Mnatsakanyan in"
    " Moscow that 25 percent of the 2.3 million dollars for the Su-30 had been paid. Seven soldiers were killed."
)
IN_RUSSIAN = (
    "Глава МИД России Сергей Лавров заявил 1 сентября в Москве своему армянскому коллеге Зограбу Мнацаканяну, что"
    " 25% из 2,3 млн долларов за Су-30 уплачены. Погибли семь солдат."
)


def page(text: str, language: str = "ru", title: str = "") -> Page:
    return Page("https://a.example/1", title, "", None, text, (), language, None)


def looked_up(claim: str, text: str, language: str = "ru", title: str = "") -> Matched:
    return match(anchors_of(claim), page(text, language, title))


def how(claim: str, text: str, language: str = "ru", title: str = "") -> list[str]:
    return [one.how for one in looked_up(claim, text, language, title).found]


def sentence(words: str) -> str:
    return f"The talks went on, and on that day {words} stood in the report."


@pytest.mark.parametrize(("kind", "least"), [("names", 0.95), ("known", 0.95), ("numbers", 0.95)])
def test_pairs(kind: str, least: float) -> None:
    found = []
    for claimed, language, written in PAIRS[kind]:
        matched = looked_up(sentence(claimed), f"xxx {written}.", language)
        found.append(bool(matched.found) and not matched.missing)

    assert sum(found) >= least * len(found), [
        pair for pair, ok in zip(PAIRS[kind], found, strict=True) if not ok
    ]


def test_names_on_unrelated_pages() -> None:
    anchors = {
        one.key: one for claimed, _, _ in PAIRS["names"] for one in anchors_of(sentence(claimed))
    }.values()
    stories = {one.language: "\n".join((*one.story, *one.beside)) for one in invented()}
    found = [one for code, text in stories.items() for one in match(tuple(anchors), page(text, code)).found]

    assert len(found) <= 0.003 * len(anchors) * len(stories), found


def test_a_claim_and_its_source_in_another_language() -> None:
    matched = looked_up(CLAIM, IN_RUSSIAN)

    assert [(one.anchor.text, one.page) for one in matched.found] == [
        ("September 1", "1 сентября"),
        ("Russian", "России"),
        ("Sergei Lavrov", "Лавров"),
        ("Armenian", "армянскому"),
        ("Zohrab Mnatsakanyan", "Мнацаканяну"),
        ("Moscow", "Москве"),
        ("25 percent", "25%"),
        ("2.3 million dollars", "2,3 млн долларов"),
        ("Su-30", "Су-30"),
        ("Seven soldiers", "семь солдат"),
    ]
    assert matched.missing == ()


@pytest.mark.parametrize(
    ("right", "altered"),
    [("25%", "35%"), ("2,3 млн", "2,8 млн"), ("долларов", "рублей"), ("Су-30", "Су-35"), ("семь", "девять"),
     ("Лавров", "Рябков"), ("Москве", "Женеве"), ("1 сентября", "2 сентября"), ("солдат", "кораблей")],
)  # fmt: skip
def test_what_the_page_says_otherwise_is_missing(right: str, altered: str) -> None:
    assert len(looked_up(CLAIM, IN_RUSSIAN.replace(right, altered)).missing) == 1


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("They counted 300 tanks.", "300 километров", []),
        ("They counted 300 tanks.", "300", ["same number"]),
        ("They counted 300 tanks.", "300 танков", ["same number and unit"]),
        ("Some 5 percent left.", "5 солдат", []),
        ("Some 25 percent left.", "25", []),
        ("The deal cost $2.3 million.", "2 314 000 долларов", ["same number, rounded"]),
        ("The deal cost $2.3 million.", "2 370 000 долларов", []),
        ("The deal cost $2 million.", "2 014 000 долларов", []),
        ("In 2020 dozens came.", "2020", []),
        ("It met at 18:30.", "18:30", []),
        ("They fired the S-400.", "С-400", ["same code"]),
        ("They held Kavkaz-2020.", "«Кавказ-2020»", ["same code"]),
        ("The Tu-22M3 took off.", "Ту-22М3", ["same code"]),
        ("The 9K720 was seen.", "9К720", ["same code"]),
    ],
)
def test_numbers_and_codes(claim: str, text: str, expected: list[str]) -> None:
    assert how(claim, text) == expected


QUOTATION = "We will never accept the presence of foreign troops on our soil"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (f"He said: “{QUOTATION}.”", "en", ["same words"]),
        (
            f"He said: “{QUOTATION.replace('foreign ', 'any foreign ').replace('our', 'this')}.”",
            "en",
            ["aligned words"],
        ),
        ("He said that troops of a foreign state would never be accepted there.", "en", []),
        (QUOTATION, "ru", ["same words"]),
    ],
)
def test_quotations(text: str, language: str, expected: list[str]) -> None:
    assert (
        how(f"he said: “{QUOTATION}.”", f"{text} " + "Nothing else was said on that day. " * 50, language)
        == expected
    )


@pytest.mark.parametrize(("language", "missing"), [("en", 1), ("ru", 0)])
def test_a_quotation_in_another_language_is_not_missing(language: str, missing: int) -> None:
    assert len(looked_up(f"he said: “{QUOTATION}.”", "Ничего.", language).missing) == missing


def test_a_title_is_compared_with_the_page_s_title() -> None:
    claim = "the paper's “Batumi Port Reopens Its Grain Terminal” told of it"

    assert how(claim, "", "en", "Batumi port reopens its grain terminal after repairs") == [
        "same words in the title"
    ]


@pytest.mark.parametrize(
    ("claim", "article", "names"),
    [
        ("Yesterday Shusha fell.", "", ["Shusha"]),
        ("Shusha fell.", "", []),
        ("SOCAR fell.", "", ["SOCAR"]),
        ("Shusha fell.", "They had marched on Shusha for a week.", ["Shusha"]),
        ("The President met Prime Minister Nikol Pashinyan.", "", ["Nikol Pashinyan"]),
        ("On Monday in May he met nobody.", "", []),
        ("He met Nino Burjanadze-Kapanadze.", "", ["Nino Burjanadze-Kapanadze"]),
        ("Officials in the EU, the U.S. and Turkey’s capital agreed.", "", ["EU", "U.S", "Turkey"]),
        ("It met “Three Long Days Of March” there.", "", []),
    ],
)
def test_what_is_a_name(claim: str, article: str, names: list[str]) -> None:
    found = [one.text for one in anchors_of(claim, article) if one.kind is AnchorKind.NAME]

    assert found == names


TEXTS = st.text(
    alphabet=st.sampled_from("абвШ əŞz AбB-09.,%$€“”\n'’ ა ش ו 12 млн Су Su million"), max_size=300
) | st.text(max_size=200)


@given(claim=TEXTS, text=TEXTS, language=st.sampled_from(["en", "ru", "tr", "ka", "ar", "zz"]))
def test_every_anchor_is_a_piece_of_the_claim_and_is_found_or_missing(
    claim: str, text: str, language: str
) -> None:
    anchors = anchors_of(claim)
    matched = match(anchors, page(text, language))

    assert all(one.text in claim for one in anchors)
    assert {one.anchor for one in matched.found}.isdisjoint(matched.missing)
    assert {one.anchor for one in matched.found} | set(matched.missing) <= set(anchors)


@given(before=TEXTS)
def test_more_text_loses_no_anchor(before: str) -> None:
    assert len(looked_up(CLAIM, f"{before}\n\n{IN_RUSSIAN}").found) == 10


@given(number=st.integers(10, 10**9))
def test_a_number_is_found_with_the_marks_of_any_language(number: int) -> None:
    claim = f"They counted {number:,} people."
    written = [f"{number:,}".replace(",", mark) for mark in (".", " ", "\u00a0", "\u202f", "’")]

    assert [how(claim, f"Там было {one} человек", "de") for one in written] == [["same number and unit"]] * 5
