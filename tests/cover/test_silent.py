"""Texts in which no source is missing: analysis, and what is no article at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import run

FOLDER = Path(__file__).parent / "silent"
ANALYSIS = FOLDER / "analysis.txt"


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_nothing_is_said_of_it(path: Path) -> None:
    done = run("check", "--format", "json", path.name, cwd=FOLDER)

    assert [(one["code"], one["raw"]) for one in done.diagnostics] == []


def test_analysis_is_long_enough_and_uses_citations() -> None:
    (article,) = run("coverage", "--format", "json", ANALYSIS.name, cwd=FOLDER).report["articles"]

    assert article["uses_citations"]
    assert len(ANALYSIS.read_text(encoding="utf-8").strip().split("\n\n")) >= 23
