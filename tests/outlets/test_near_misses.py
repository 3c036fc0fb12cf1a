"""What is nearly a name is nobody's; the right outlet is suggested."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import PACKAGE, check, pipeline

from citecheck.model.article import Match
from citecheck.outlets.fold import fold
from citecheck.outlets.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.outlets.registry import Found

DATA = PACKAGE / "outlets" / "data" / "outlets.jsonl"
pytestmark = pytest.mark.skipif(
    not DATA.is_file(), reason="a wheel holds the registry in its compiled form only"
)
MISSES = 2_000
"""Of each kind."""
SEED = 20200911
LOOKALIKES = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
ENDINGS = (".biz", ".press", ".example", ".co.uk", ".fm")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def dropped(name: str, rng: random.Random) -> str:
    """A letter less."""
    at = rng.randrange(len(name))
    return name[:at] + name[at + 1 :]


def suffixed(name: str, rng: random.Random) -> str:
    """Another ending."""
    stem = re.sub(r"\.\w{2,4}$", "", name)
    return stem + rng.choice((*ENDINGS, " Group", " World", "ist", " 2"))


def prefixed(name: str, rng: random.Random) -> str:
    """Something before it."""
    return rng.choice(("New", "Old ", "Daily", "My ", "pro", "Real ")) + name


def cut(name: str, rng: random.Random) -> str:
    """A piece of it."""
    start = rng.randrange(len(name) // 2)
    return name[start : rng.randrange(start + len(name) // 2, len(name)) + 1]


def disguised(name: str, rng: random.Random) -> str:
    """A letter of another script that looks the same."""
    places = [at for at, char in enumerate(name) if char.translate(LOOKALIKES) != char]
    at = rng.choice(places) if places else 0
    return name[:at] + name[at].translate(LOOKALIKES) + name[at + 1 :]


def mistyped(name: str, rng: random.Random) -> str:
    """One slip of the fingers."""
    at = rng.randrange(len(name))
    letter = rng.choice(LETTERS)
    return rng.choice(
        (
            name[:at] + name[at + 1 :],
            name[:at] + letter + name[at + 1 :],
            name[:at] + letter + name[at:],
            name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
        )
    )


@cache
def core() -> list[tuple[str, str]]:
    """Id and name of every record of the core tier that has a name of its own."""
    records = map(json.loads, DATA.read_text(encoding="utf-8").splitlines())
    return [(r["id"], r["name"]) for r in records if r["tier"] == "core" and not r.get("weak_name")]


@cache
def keys(outlet_id: str) -> frozenset[str]:
    """What the record lists, folded, with and without `the`."""
    record = pipeline().registry.record(outlet_id)
    listed = {fold(text) for text in (record["name"], *record.get("aliases", ()), *record.get("domains", ()))}
    listed |= {fold(name) for name in record.get("ambiguous", {})}
    return frozenset(listed | {f"the {one}" for one in listed} | {one.removeprefix("the ") for one in listed})


def bare(text: str) -> str:
    """Its letters and digits."""
    return "".join(char for char in fold(text) if char.isalnum())


def is_listed(text: str, outlet_id: str) -> bool:
    """Whether the record has the text as a name, or as a domain, its own or one above it."""
    key = fold(text)
    return key in keys(outlet_id) or any(key.endswith("." + one) for one in keys(outlet_id) if "." in one)


def names_country_of(outlet_id: str, text: str) -> bool:
    """Whether the country of a public body stands in the text."""
    outlet = pipeline().registry.outlet(outlet_id)
    return outlet.kind == "government" and pipeline().registry.country_name(outlet.country or "") in text


def misses(
    make: Callable[[str, random.Random], str], names: list[tuple[str, str]]
) -> Iterator[tuple[str, str, Found]]:
    """Id, near miss and what the registry makes of it."""
    rng = random.Random(SEED)
    for _ in range(MISSES):
        outlet_id, name = rng.choice(names)
        text = make(name, rng)
        if text.strip() and fold(text) != fold(name):
            yield outlet_id, text, pipeline().registry.find(text)


@pytest.mark.parametrize(
    "make", [dropped, suffixed, prefixed, cut, disguised], ids=lambda make: make.__name__
)
def test_near_miss_is_nobody_unless_it_is_listed(make: Callable[[str, random.Random], str]) -> None:
    names = [one for one in core() if len(one[1]) > 3]

    wrong = [
        (text, found.ids)
        for _, text, found in misses(make, names)
        if found.match not in (Match.NONE, Match.PATTERN, Match.ACCOUNT)
        and not all(is_listed(text, one) for one in found.ids)
    ]

    assert wrong == []


@pytest.mark.parametrize("make", [dropped, cut, disguised], ids=lambda make: make.__name__)
def test_pattern_takes_nothing_but_listed_names(make: Callable[[str, random.Random], str]) -> None:
    names = [one for one in core() if len(one[1]) > 3]

    wrong = [
        (text, found.ids)
        for outlet_id, text, found in misses(make, names)
        if found.match is Match.PATTERN
        and found.ids != (outlet_id,)  # `Tanzania Foreign Ministry` is the Tanzanian one
        and not any(bare(key) in bare(text) for key in keys(found.ids[0]))
        and not names_country_of(found.ids[0], text)  # `Dominica Justice Ministry`
    ]

    assert wrong == []


def test_right_outlet_is_suggested_after_one_slip() -> None:
    asked = [
        (outlet_id, text) for outlet_id, text, found in misses(mistyped, core()) if found.match is Match.NONE
    ]

    hits = sum(
        outlet_id in [one.outlet.id for one in pipeline().registry.suggest(text)] for outlet_id, text in asked
    )

    assert hits >= 0.9 * len(asked)


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("Komersant", "Kommersant", "one letter more"),
        ("Kommmersant", "Kommersant", "one letter less"),
        ("Kommersunt", "Kommersant", "one other letter"),
        ("Kommesrant", "Kommersant", "two letters swapped"),
        ("Kommer-sant", "Kommersant", "written otherwise"),
        ("Kommiersant", "Kommersant", "one letter less"),
        ("Nezavissimaya Gazeta", "Nezavisimaya Gazeta", "one letter less"),
        ("Anadoly", "Anadolu", "one other letter"),
    ],
)
def test_suggestion_says_why(text: str, name: str, why: str) -> None:
    found = pipeline().registry.suggest(text)

    assert (found[0].name, found[0].why) == (name, why)


def test_what_sounds_alike_is_not_suggested_beside_a_slip() -> None:
    found = pipeline().registry.suggest("Rueters")

    assert [one.name for one in found] == ["Reuters"]


def test_a_name_that_several_bear_is_suggested_once() -> None:
    (said,) = check("(The Gazettte, May 3, 2015)")

    assert said.message.count("'The Gazette'") == 1


@pytest.mark.parametrize("text", ["", "a", "?!", "Zzyzx Quarterly Nonesuch", "…", "𝔛", "\ud800"])
def test_nothing_is_suggested_for_what_is_like_nothing(text: str) -> None:
    assert pipeline().registry.suggest(text) == ()


def test_short_name_is_no_slip_for_an_abbreviation_in_another_script() -> None:
    own = ('{"id": "eek-example", "name": "ЕЭК", "domains": ["eek.example"]}',)

    assert all(one.outlet.id != "eek-example" for one in Registry(own=own).suggest("Week"))
    assert Registry(own=own).suggest("EEK")[0].outlet.id == "eek-example"
