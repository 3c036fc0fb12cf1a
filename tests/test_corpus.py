"""Whole articles of different houses and languages, with what `citecheck check` prints of each.

Only what an editor would mend may stand in an .expected file: read its diff after --rewrite-expected.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import run, same_as_expected

CORPUS = Path(__file__).parent / "corpus"
ARTICLES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".expected")
FEWEST = 8


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", ARTICLES, ids=named)
def test_article_is_as_expected(request: pytest.FixtureRequest, path: Path) -> None:
    done = run("check", path.name, cwd=CORPUS)

    assert done.err == ""
    same_as_expected(request, path.with_suffix(".expected"), done.out)


@pytest.mark.parametrize("path", ARTICLES, ids=named)
def test_article_is_read_to_its_last_citation(path: Path) -> None:
    records = run("extract", path.name, cwd=CORPUS).records

    assert all(record["references"] or record["kind"] == "credit" for record in records)
    assert len(records) >= 7


def test_corpus_is_large_enough() -> None:
    assert len(ARTICLES) >= FEWEST
    assert {path.suffix for path in ARTICLES} == {".txt", ".jsonl"}


def test_no_expectation_is_left_over() -> None:
    assert sorted(path.stem for path in CORPUS.glob("*.expected")) == sorted(path.stem for path in ARTICLES)
