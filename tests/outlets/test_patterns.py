"""An outlet inside a longer name: the examples of each pattern, and the words of countries around it."""

from __future__ import annotations

import pytest
from conftest import PACKAGE, pipeline

from citecheck.model.article import Match
from citecheck.outlets.datafiles import Pattern, patterns

FILE = PACKAGE / "outlets" / "data" / "patterns.yaml"
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="a wheel holds the patterns in compiled form only")
ALL = patterns(str(FILE)) if FILE.is_file() else []


def named(pattern: Pattern) -> str:
    return pattern.name


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [pytest.param(*example, id=example[0]) for pattern in ALL for example in pattern.examples],
)
def test_example_means_its_record(text: str, outlet_id: str) -> None:
    found = pipeline().registry.find(text)

    assert found.match in (Match.PATTERN, Match.ACCOUNT)
    assert found.ids == (outlet_id,)


@pytest.mark.parametrize("text", [text for pattern in ALL for text in pattern.counterexamples])
def test_counterexample_means_nobody(text: str) -> None:
    assert pipeline().registry.find(text).ids == ()


@pytest.mark.parametrize("pattern", ALL, ids=named)
def test_pattern_has_examples_of_both_kinds(pattern: Pattern) -> None:
    assert pattern.examples
    assert pattern.counterexamples


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("Belgian VRT", "vrt"),
        ("Belgium's VRT", "vrt"),
        ("Russia’s TASS", "tass"),
        ("Turkish newspaper Hürriyet", "hurriyet"),
        ("the Turkish daily Hürriyet", "hurriyet"),
        ("Chinese state-run Xinhua news agency", "xinhua"),
        ("Sputnik (Georgia)", "sputnik-georgia"),
        ("Reuters (London)", "reuters"),
        ("NSS Armenia", "national-security-service-of-armenia"),
    ],
)
def test_country_around_a_name_fits_the_record(text: str, outlet_id: str) -> None:
    found = pipeline().registry.find(text)

    assert (found.match, found.ids) == (Match.PATTERN, (outlet_id,))


@pytest.mark.parametrize(
    "text",
    [
        "German VRT",
        "Belgians VRT",
        "Greek newspaper Hürriyet",
        "France's TASS",
        "VRT Belgian",
        "Belgian V R T",
        "the Belgian",
    ],
)
def test_country_of_another_outlet_means_nobody(text: str) -> None:
    assert pipeline().registry.find(text).ids == ()


@pytest.mark.parametrize(
    ("name", "place", "outlet_id"),
    [
        ("The Herald", "Glasgow", "the-herald-scotland"),
        ("Reuters", "Tripoli", "reuters"),
        ("TASS", "elsewhere", "tass"),
    ],
)
def test_place_in_brackets_tells_outlets_of_one_name_apart(name: str, place: str, outlet_id: str) -> None:
    assert pipeline().registry.find(name, place).ids == (outlet_id,)


@pytest.mark.parametrize(("name", "place"), [("The Guardian", "Oslo"), ("Hürriyet", "Athens")])
def test_paper_of_another_place_is_not_the_known_one(name: str, place: str) -> None:
    assert pipeline().registry.find(name, place).match is Match.NONE


@pytest.mark.parametrize(
    "text",
    ["Telegram channel Quay Watch", "Quay Watch (Telegram)", "Quay Watch YouTube channel", "Quay Watch on X"],
)
def test_account_of_somebody_unknown_is_an_account(text: str) -> None:
    found = pipeline().registry.find(text)

    assert (found.match, found.ids) == (Match.ACCOUNT, ())


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("Ouest France", "ouest-france"),
        ("Al Ghad", "al-ghad"),
        ("Pagina Siete", "pagina-siete"),
        ("Gulfnews", "gulf-news"),
        ("Khorasan-Diary", ""),
        ("Ouest-Fran ce", ""),
        ("Kommer-sant", ""),
        ("Nvaya Gazeta", ""),
    ],
)
def test_same_letters_are_the_same_name_in_some_spellings_only(text: str, outlet_id: str) -> None:
    assert " ".join(pipeline().registry.find(text).ids) == outlet_id


def test_word_behind_a_word_of_the_name_leaves_the_name_whole() -> None:
    assert pipeline().registry.find("Beijing Daily newspaper").ids == ("beijing-daily",)
