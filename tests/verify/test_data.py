"""The words of data/*: each can be met, and says one thing."""

from __future__ import annotations

from collections import defaultdict

import pytest

from citecheck.verify.exonyms import _forms, words
from citecheck.verify.numbers import numbers
from citecheck.verify.words import table

LANGUAGES = "en ru uk tr de fr az ka hy ar fa es".split()
PAGES = table("pages")


@pytest.mark.parametrize("kind", PAGES)
def test_phrases_of_pages_are_folded_and_listed_once(kind: str) -> None:
    listed = [str(phrase) for language in PAGES[kind].values() for phrase in language]
    own = [phrase for phrases in PAGES[kind].values() for phrase in {str(one) for one in phrases}]

    assert [phrase for phrase in listed if phrase != phrase.lower()] == []
    assert len(own) == len(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_names_one_place_or_body(language: str) -> None:
    """A country and the one city or island of the same name are no two answers."""
    keys: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for forms in _forms(language).values():
        for form in forms:
            keys[form.words].add(form.key)
    several = {
        form: found for form, found in keys.items() if len([key for key in found if "/" not in key]) > 1
    }

    assert several.keys() <= {("amerik",), ("امریکا",)}


def test_every_name_has_english_or_adds_to_a_place() -> None:
    places = {form.key for language in LANGUAGES for forms in _forms(language).values() for form in forms}
    lacking = [key for key, forms in table("names").items() if "en" not in forms and key not in places]

    assert lacking == []


@pytest.mark.parametrize("language", table("numbers")["ones"])
def test_number_words_are_read_back(language: str) -> None:
    """`seven` times a word for thousand is seven thousand."""
    seven = table("numbers")["ones"][language].split()[6].split("/")[0]
    thousand = next(
        word for word, value in table("numbers")["multipliers"][language].items() if float(value) == 1000
    )
    found = numbers(f"{seven} {thousand.rstrip('*')}", (language,))

    assert [one.value for one in found] == [7000]


def test_words_lose_what_stands_behind_an_apostrophe() -> None:
    found = [one.text for one in words("Putin’s l’Arménie BM'nin O'Brien U.S. Erdoğan'dan")]

    assert found == ["Putin", "Arménie", "BM", "Brien", "U.S", "Erdoğan"]
