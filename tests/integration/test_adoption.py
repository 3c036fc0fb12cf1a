"""citecheck on a folder of old articles: three commands, and from then on only what is new counts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from conftest import run
from hosts import OTHER, call, commit, git, outside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytest.importorskip("pre_commit")
ARTICLES, FAULTS = 500, 300
ADOPTION = ("citecheck init --hook", "citecheck baseline", "pre-commit install")
OUTLETS = ("Dawn", "Yle", "Reuters", "Interfax", "Le Monde", "Trend.az", "Kun.uz", "Haaretz", "Kyiv Post")
STATEMENTS = (
    "The mill at the river bend has been shut for {n} days",
    "Its owner asked the court for {n} more weeks",
    "Some {n} of the workers have found a post in the harbor",
    "The ministry speaks of {n} million in damage",
)
FORMS = {
    "right": "({left}; {right})",
    "CC101": "({left} {right})",
    "CC103": "({left};; {right})",
    "CC108": "({left}; {right}; , {day})",
}


def articles() -> Iterator[tuple[str, str]]:
    """Names and texts: three faults, of three kinds, in each five articles."""
    chance = random.Random(7)
    faults = [form for form in FORMS if form != "right"]
    for number in range(ARTICLES):
        published = date(2012, 1, 1) + timedelta(days=5 * number)
        wrong = {3: faults[:1], 4: faults[1:]}.get(number % 5, [])
        forms = ["right"] * (6 - len(wrong)) + wrong
        chance.shuffle(forms)
        text = [f"A Mill and Its River, Part {number}", written(published)]
        text += [" ".join(paragraph(form, published, chance)) for form in forms]
        yield f"{published.year}/{published}-mill.txt", "\n\n".join(text) + "\n"


def paragraph(form: str, published: date, chance: random.Random) -> Iterator[str]:
    """Two sentences; the second one cites."""
    yield f"{chance.choice(STATEMENTS).format(n=chance.randint(12, 98))}."
    one, two = chance.sample(OUTLETS, 2)
    days = [published - timedelta(days=chance.randint(2, 90)) for _ in range(3)]
    words = {"left": f"{one}, {written(days[0])}", "right": f"{two}, {written(days[1])}"}
    citation = FORMS[form].format(**words, day=written(days[2]))
    yield f"{chance.choice(STATEMENTS).format(n=chance.randint(12, 98))} {citation}."


def written(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


@pytest.fixture
def own(tmp_path: Path) -> dict[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return outside(home)


@pytest.fixture
def folder(tmp_path: Path, own: dict[str, str]) -> Path:
    """A repository of old articles, all committed."""
    place = tmp_path / "archive"
    for name, text in articles():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")
    git(place, own, "init", "-q")
    assert commit(place, own).returncode == 0
    return place


def test_folder_has_the_faults_it_should_have(folder: Path) -> None:
    done = run("check", "--format", "json", cwd=folder)

    assert done.report["summary"]["articles"] == ARTICLES
    assert done.report["summary"]["error"] == len(done.diagnostics) == FAULTS
    assert {code: done.codes.count(code) for code in FORMS if code != "right"} == dict.fromkeys(
        ("CC101", "CC103", "CC108"), FAULTS // 3
    )


@pytest.mark.parametrize("adding", [["add", "-A"], ["add", "--update"]], ids=["all", "changed-files-only"])
def test_three_commands_and_the_next_commit_fails_with_its_own_fault(
    folder: Path, own: dict[str, str], adding: list[str]
) -> None:
    for line in ADOPTION:
        done = call(folder, own, *line.split())
        assert done.returncode == 0, done.stderr
    name, text = list(articles())[494]  # has two faults already
    (folder / name).write_text(f"{text}\n{OTHER}", encoding="utf-8")

    git(folder, own, *adding)
    refused = git(folder, own, "commit", "-m", "more")

    assert refused.returncode == 1
    assert refused.stderr.count(": error[") == 1
    assert f"\n{name}:{text.count(chr(10)) + 2}:31: error[CC101]" in refused.stderr


def test_after_it_all_is_well_until_something_is_wrong(folder: Path, own: dict[str, str]) -> None:
    for line in ADOPTION:
        call(folder, own, *line.split())

    assert commit(folder, own).returncode == 0
    done = run("check", cwd=folder)

    assert done.status == 0
    assert done.out.endswith(f"; {FAULTS} known faults in the baseline.\n")
