"""Public bodies of countries: one record, whichever way the name is put."""

from __future__ import annotations

import pytest
from conftest import pipeline

from citecheck.model.article import Match


@pytest.mark.parametrize(
    "text",
    [
        "Azerbaijani Ministry of Defence",
        "Azeri Defense Ministry",
        "Azerbaijan's Defence Ministry",
        "Azerbaijan MoD",
        "Ministry of Defence of Azerbaijan",
        "the Defense Ministry of Azerbaijan",
        "Ministry of Defence (Azerbaijan)",
        "Defense Ministry of Azerbaijan statement",
        "press service of the Azerbaijani Defence Ministry",
        "Ministry of Defence of the Republic of Azerbaijan",
    ],
)
def test_body_is_found_whichever_way_it_is_named(text: str) -> None:
    assert pipeline().registry.find(text).ids == ("mod-gov-az",)


@pytest.mark.parametrize(
    "text",
    [
        "Defence Ministry",
        "Ministry of Defence",
        "Azerbaijani Ministry",
        "Azerbaijani Ministry of Defenses",
        "Azerbaijan Ministry of Weather",
        "Ministry of Defence of Atlantis",
        "Atlantean Defence Ministry",
        "Azerbaijani and Georgian Defence Ministry",
        "Congolese Health Ministry",
        "Ministry of Defence of the Republic of Atlantis",
        "Moscow prosecutor's office",
        "Odesa customs",
        "Sharjah Police",
        "Basque Parliament",
        "Somaliland Supreme Court",
        "Iraqi Kurdish parliament",
        "Somaliland's Ministry of Foreign Affairs",
        "Ministry of Weather of the Republic of Azerbaijan",
    ],
)
def test_what_is_nearly_a_body_is_nobody(text: str) -> None:
    assert pipeline().registry.find(text).match is Match.NONE


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("Ministry of National Defense of the Republic of China", "mnd-taiwan"),
        ("Ministry of Defense of the People's Republic of China", "mod-gov-cn"),
        ("Ministry of Justice of the Republic of Korea", "south-korean-justice-ministry"),
        ("Thai central bank", "bank-of-thailand"),
        ("Peruvian Congress", "congress-of-peru"),
        ("Lithuania's customs", "lithuanian-customs-service"),
    ],
)
def test_state_and_body_by_another_of_their_names(text: str, outlet_id: str) -> None:
    assert pipeline().registry.find(text).ids == (outlet_id,)
