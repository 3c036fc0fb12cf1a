"""20,000 paragraphs of the seeds, each spoiled by a few slips of the pen: no exception, and every span exact."""

from __future__ import annotations

import json
import random
from datetime import date

import pytest
from conftest import ROOT
from laws import assert_lawful

MUTANTS = 20_000
PARTS = 20
"""Tests that share the mutants, so that one failure names its seed."""
SLIPS = "()();;,,.: \u00a0\n“”’-–—/[]12039abЯñ\t"
PUBLISHED = (None, date(2020, 9, 11), date(2024, 2, 29))


def paragraphs() -> list[str]:
    """The paragraphs of seeds/articles, records cut at blank lines as texts are."""
    found: list[str] = []
    for path in sorted((ROOT / "seeds" / "articles").iterdir()):
        content = path.read_text(encoding="utf-8")
        whole = (
            [json.loads(line)["text"] for line in content.splitlines()]
            if path.suffix == ".jsonl"
            else [content]
        )
        found += [paragraph for text in whole for paragraph in text.split("\n\n") if "(" in paragraph]
    return found


def mutated(text: str, chance: random.Random) -> str:
    """The text after one to five slips: a character left out, put in, swapped or doubled."""
    for _ in range(chance.randint(1, 5)):
        if len(text) < 2:
            return text
        at = near_a_citation(text, chance)
        match chance.randrange(5):
            case 0:
                text = text[:at] + text[at + 1 :]
            case 1:
                text = text[:at] + chance.choice(SLIPS) + text[at:]
            case 2:
                text = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
            case 3:
                text = text[:at] + text[at : at + 1] + text[at:]
            case _:
                length = chance.randint(2, 40)
                text = text[:at] + text[at : at + length] * chance.choice((0, 2)) + text[at + length :]
    return text


def near_a_citation(text: str, chance: random.Random) -> int:
    """Mostly a place near a parenthesis, where slips matter."""
    marks = [at for at, char in enumerate(text) if char in "()"]
    if marks and chance.random() < 0.8:
        return min(max(chance.choice(marks) + chance.randint(-30, 30), 0), len(text) - 1)
    return chance.randrange(len(text))


@pytest.mark.parametrize("part", range(PARTS))
def test_mutated_paragraphs_are_lawful(part: int) -> None:
    chance = random.Random(part)
    originals = paragraphs()
    for _ in range(MUTANTS // PARTS):
        text = mutated(chance.choice(originals), chance)
        try:
            assert_lawful(text, chance.choice(PUBLISHED))
        except Exception as error:
            raise AssertionError(f"part {part}: {text!r}") from error


def test_mutants_are_not_all_clean() -> None:
    chance = random.Random(0)
    originals = paragraphs()
    mutants = [mutated(chance.choice(originals), chance) for _ in range(300)]

    assert sum(bool(assert_lawful(text, PUBLISHED[1])) for text in mutants) > 100
