"""Which words of a claim are names, and how a page may write them."""

from __future__ import annotations

import pytest
from judging import page

from citecheck.verify.anchors import anchors_of, match


def names(claim: str) -> list[str]:
    """The names of a claim; Burgas and Kharkiv are known as places."""
    found = anchors_of(claim, "", lambda word: word in ("Burgas", "Kharkiv"))
    return [anchor.text for anchor in found if anchor.kind == "name"]


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("Burgas's shipyard was sold.", ["Burgas"]),
        ("Divers went down.", []),
        ("Tymchenko went down.", ["Tymchenko"]),
        ("He met Deputy Energy Minister Ilham Mammadzade.", ["Ilham Mammadzade"]),
        ("Officials of the Land Improvement Agency left.", []),
        ("It is for the Ministry of Digital Growth to say.", []),
        ("The Kharkiv Agency said so.", ["Kharkiv"]),
        ("He is Rear Admiral Jon Vik.", ["Jon Vik"]),
        ("Die Soldaten fuhren mit zwei Lastwagen nach Ceuta.", ["Ceuta"]),
    ],
)
def test_names_of_a_claim(claim: str, found: list[str]) -> None:
    assert names(claim) == found


@pytest.mark.parametrize(
    ("name", "text", "language"),
    [
        ("Okhotsk", "в Охотском море", "ru"),
        ("Azov", "на азовском берегу", "ru"),
        ("Amu Darya", "на Амударье", "ru"),
        ("Brcko", "nach Brčko", "de"),
        ("Okeansky Prospekt", "танкер «Океанский проспект»", "ru"),
        ("Rivne", "Рівненської станції", "uk"),
        ("Dutch", "ჰოლანდიური კომპანია", "ka"),
        ("Moroccan", "los menores marroquíes", "es"),
    ],
)
def test_a_name_is_met_as_the_page_writes_it(name: str, text: str, language: str) -> None:
    anchors = anchors_of(f"They saw {name} there.")

    assert [one.anchor.text for one in match(anchors, page(text, language)).found] == [name]


@pytest.mark.parametrize(
    ("code", "text"), [("Biliaivska-400", "свердловина Біляївська-400"), ("Tor-M2", "комплекс «Тор-М2»")]
)
def test_a_code_is_met_in_other_letters(code: str, text: str) -> None:
    anchors = anchors_of(f"They saw the {code} there.")

    assert [one.anchor.text for one in match(anchors, page(text, "uk")).found] == [code]


def test_a_name_that_begins_like_a_known_one_is_not_that() -> None:
    assert [anchor.key for anchor in anchors_of("It was Ayman Tarawneh who spoke.")] == ["TRPN"]
