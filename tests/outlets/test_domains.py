"""Domains: whose subdomains they are, which are misspelt, and which pass for others."""

from __future__ import annotations

import pytest
from conftest import pipeline

from citecheck.model.article import Match
from citecheck.model.outlet import DomainFault, Imitation


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Trend,az", "trend.az"),
        ("Kremlin. ru", "kremlin.ru"),
        ("Kremlin .ru", "kremlin.ru"),
        ("Kremlin ru", "kremlin.ru"),
        ("tass..ru", "tass.ru"),
        ("http:/tass.ru", "tass.ru"),
        ("ttps://tass.ru/", "tass.ru"),
        ("www,tass.ru", "tass.ru"),
        ("Kremlin.rru", "kremlin.ru"),
        ("Lenta.u", "lenta.ru"),
        ("Quay.exmaple", None),
    ],
)
def test_misspelt_domain_is_told(text: str, meant: str | None) -> None:
    assert pipeline().registry.domain_fault(text) == DomainFault(Imitation.NONE, meant)


@pytest.mark.parametrize(
    ("text", "imitation", "meant"),
    [
        ("Кremlin.ru", Imitation.MIXED, "kremlin.ru"),
        ("trend.аz", Imitation.MIXED, "trend.az"),
        ("quаy.example", Imitation.MIXED, None),
        ("tаss.ru".encode("idna").decode(), Imitation.MIXED, "tass.ru"),
        ("spiegel.ltd", Imitation.CLONE, "Der Spiegel"),
        ("www.spiegel.ltd", Imitation.CLONE, "Der Spiegel"),
        ("https://m.spiegel.ltd/politik", Imitation.CLONE, "Der Spiegel"),
    ],
)
def test_domain_that_passes_for_another_is_told(text: str, imitation: Imitation, meant: str | None) -> None:
    assert pipeline().registry.domain_fault(text) == DomainFault(imitation, meant)


@pytest.mark.parametrize(
    "text",
    [
        "quay.example",
        "тасс.рф",
        "xn--e1afmkfd.xn--p1ai",
        "spiegel.de",
        "Dawn",
        "New York",
        "St. Petersburg",
        "",
        "…",
        "U.S.",
    ],
)
def test_nothing_is_wrong_with(text: str) -> None:
    assert pipeline().registry.domain_fault(text) is None


@pytest.mark.parametrize("text", ["anna.blogspot.com", "quay.gov.ge", "quay.gov.cn", "harbor.substack.com"])
def test_subdomain_of_a_shared_domain_is_not_its_parent(text: str) -> None:
    found = pipeline().registry.find(text)

    assert (found.match, found.site) == (Match.NONE, text)


@pytest.mark.parametrize(
    ("text", "outlet_id"), [("m.lenta.ru", "lenta-ru"), ("https://ria.ru/20150503/1.html", "ria-novosti")]
)
def test_subdomain_and_address_of_a_listed_domain_are_found(text: str, outlet_id: str) -> None:
    found = pipeline().registry.find(text)

    assert (found.match, found.ids) == (Match.DOMAIN, (outlet_id,))


@pytest.mark.parametrize(
    "text", ["nottass.ru", "tass.ru.example", "tassru.example", "kremlin.ru.quay.example"]
)
def test_domain_that_only_holds_a_listed_one_is_another(text: str) -> None:
    assert pipeline().registry.find(text).ids == ()
