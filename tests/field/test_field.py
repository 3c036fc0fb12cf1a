"""Paragraphs as analysts write them about countries that no other test speaks of: who is meant, and what CC3 says.

The .expected files were read line by line: `name = id`, `name ? ids` for a name that several have, `name -` for
one that nobody has; behind `!` stands what the rules report. Read their diff after --rewrite-expected: a
reference that means another outlet than its author may not stand there.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import article, check, pipeline, same_as_expected

from citecheck.model.article import Match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import OutletMention

FIELD = Path(__file__).parent
FILES = sorted(FIELD.glob("*.jsonl"))
FEWEST = 200
RESOLVED = 0.9
"""The share of references whose outlet is found, at least."""


def records(path: Path) -> list[dict[str, str]]:
    """The paragraphs of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sections(text: str) -> dict[str, str]:
    """What an .expected file says of each paragraph, by its id."""
    return {part.partition("\n")[0]: part for part in text.removesuffix("\n").split("\n\n")}


def mentions(record: dict[str, str]) -> Iterator[OutletMention]:
    """The outlets that a paragraph cites."""
    found = article(record["text"], date.fromisoformat(record["published"]))
    return (ref.outlet for one in found.citations for ref in one.references if ref.outlet)


def shown(mention: OutletMention) -> str:
    """The mention with who is meant."""
    if mention.match is Match.AMBIGUOUS:
        return f"{mention.text} ? {' '.join(mention.candidates)}"
    return f"{mention.text} = {mention.outlet_id}" if mention.outlet_id else f"{mention.text} -"


@cache
def told(path: Path) -> str:
    """What is found in all paragraphs of a file."""
    parts = []
    for record in records(path):
        rows = check(record["text"], date.fromisoformat(record["published"]), select=("CC3",))
        reports = [
            f"! {row.code} {record['text'][row.start : row.end]}" for row in rows if row.code != "CC301"
        ]
        parts.append("\n".join([record["id"], *map(shown, mentions(record)), *reports]))
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize(
    ("path", "article_id"),
    [pytest.param(path, record["id"], id=record["id"]) for path in FILES for record in records(path)],
)
def test_references_mean_whom_their_author_meant(
    request: pytest.FixtureRequest, path: Path, article_id: str
) -> None:
    expected = path.with_suffix(".expected")
    if request.config.getoption("--rewrite-expected"):
        same_as_expected(request, expected, told(path))

    assert sections(told(path))[article_id] == sections(expected.read_text(encoding="utf-8"))[article_id]


def test_most_references_are_resolved() -> None:
    found = [mention.match for path in FILES for record in records(path) for mention in mentions(record)]

    assert sum(match is not Match.NONE for match in found) >= RESOLVED * len(found)


def test_there_are_paragraphs_enough() -> None:
    assert sum(len(records(path)) for path in FILES) >= FEWEST


def test_nothing_but_what_an_editor_would_mend_is_above_info() -> None:
    rows = [
        (row.code, record["text"][row.start : row.end])
        for path in FILES
        for record in records(path)
        for row in check(record["text"], date.fromisoformat(record["published"]), select=("CC3",))
        if row.severity != "info"
    ]

    assert sorted(set(rows)) == [
        ("CC305", "Apple Daily"),
        ("CC305", "Liberté"),
        ("CC305", "Myanmar Times"),
        ("CC305", "Stand News"),
        ("CC305", "The Myanmar Times"),
        ("CC306", "local media"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "outlet_id"),
    [
        ("Ministry of Finance", "Ghana", "ghanaian-finance-ministry"),
        ("INE", "Bolivia", "ine-bolivia"),
        ("Al-Rai", "Kuwait", "al-rai"),
        ("APS", "Dakar", "agence-de-presse-senegalaise"),
    ],
)
def test_place_behind_a_name_finds_the_outlet_there(text: str, place: str, outlet_id: str) -> None:
    assert pipeline().registry.find(text, place).ids == (outlet_id,)


@pytest.mark.parametrize(
    ("text", "outlet_id"),
    [
        ("Kenya's Communications Authority", "communications-authority-of-kenya"),
        ("Djibouti-based Horn Diplomat", "horn-diplomat"),
        ("the Nairobi-based daily Business Daily", "business-daily-africa"),
        ("Ministerio de Defensa de Colombia", "colombian-defense-ministry"),
        ("National Bank of Kuwait", "national-bank-of-kuwait"),
        ("Georgia's central bank", "national-bank-of-georgia"),
    ],
)
def test_country_around_a_name_finds_the_outlet_there(text: str, outlet_id: str) -> None:
    assert pipeline().registry.find(text).ids == (outlet_id,)


def test_country_elsewhere_finds_nobody() -> None:
    assert pipeline().registry.find("Uganda's Communications Authority").ids == ()


def test_name_that_a_place_ruled_out_is_not_suggested() -> None:
    (row,) = check("Nobody came (The Guardian [Oslo], May 3).", date(2021, 5, 7), select=("CC301",))

    assert "'The Guardian' (" not in row.message


def test_suggestions_of_one_name_have_their_countries() -> None:
    (row,) = check("Nobody came (Nation, May 3).", date(2021, 5, 7), select=("CC301",))

    assert "'The Nation' (Nigeria, written otherwise)" in row.message
